"""The catalogue of procedures on screen: the list, the preview of an import, changes of a week."""
