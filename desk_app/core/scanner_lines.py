"""What a serial scanner sends, cut into codes: at the end of a line, or when it falls silent."""

from __future__ import annotations

import re

# Longer than any card; what comes beyond it is thrown away until the line ends.
LINE_LIMIT = 8192
# End of text is the usual suffix beside carriage return and line feed.
_END = re.compile(rb"[\r\n\x03]+")
_BOM = "\ufeff"


class LineCutter:
    """Collects bytes and gives out whole lines; never holds more than one limit's worth."""

    def __init__(self) -> None:
        self._open = b""

    @property
    def waiting(self) -> bool:
        """Whether a line has begun."""
        return bool(self._open)

    def feed(self, received: bytes) -> list[bytes]:
        """The lines that these bytes complete, without their ends; empty ones are left out."""
        *whole, rest = _END.split(received)
        lines: list[bytes] = []
        for piece in whole:
            lines.append(self._open + piece[: LINE_LIMIT - len(self._open)])
            self._open = b""
        self._open += rest[: LINE_LIMIT - len(self._open)]
        return [line for line in lines if line]

    def silence(self) -> list[bytes]:
        """The line that was open when the scanner fell silent."""
        line, self._open = self._open, b""
        return [line] if line else []


def as_text(line: bytes) -> str:
    """The line as UTF-8; else each byte as one character, which loses nothing.

    Old encodings are told apart later, where words show which of them makes sense.
    """
    try:
        return line.decode("utf-8").removeprefix(_BOM)
    except UnicodeDecodeError:
        return line.decode("latin-1")
