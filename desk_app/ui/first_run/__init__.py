"""The window of the first run: six steps, one a page."""
