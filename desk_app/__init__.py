"""Một Cửa: the one-stop desk of a Vietnamese commune, working without a line."""

__version__ = "0.4.0"
