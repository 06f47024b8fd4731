"""The dialog of registers and lists that are printed for a period."""
