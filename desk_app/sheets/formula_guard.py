"""Keeping a spreadsheet program from running what a CSV cell says, and undoing it exactly."""

from __future__ import annotations

import re

# A cell is run when it begins with one of these. Programs that take another sign for the border
# between cells, or end a row at a line break inside quotes, find further beginnings within a cell.
_BEGINS = re.compile(
    r"^'*(?=[\t\r])|(?:^|[;\t\r\n])'*(?=[ \u00a0]*[=+\-@\uff1d\uff0b\uff0d\uff20])"
)


def guarded(text: str) -> str:
    """The text with an apostrophe before each place where a formula could begin."""
    return _BEGINS.sub(lambda found: found[0] + "'", text)


def unguarded(text: str) -> str:
    """What `guarded` was given; texts that it never wrote come out as near as possible."""
    return _BEGINS.sub(lambda found: found[0].removesuffix("'"), text)
