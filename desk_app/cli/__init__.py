"""The command line: the window's services for scripts and for a desk without a screen."""

from desk_app.cli.main import main

__all__ = ["main"]
