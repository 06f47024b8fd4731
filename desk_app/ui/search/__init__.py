"""The parts of the search page: rows, details, the table that is walked from the line."""
