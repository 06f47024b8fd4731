"""Spreadsheets from outside, read in a process of their own and written so that nothing runs."""
