"""Undo: what was done last can be taken back, by a new act, for as long as one officer works."""
