"""The parts of the month page: its words, tables and what it is drawn from."""
