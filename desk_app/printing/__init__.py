"""From values and a form description to the bytes of a page."""
