"""How many bytes of an attachment go into one request, learnt from the requests before."""

from __future__ import annotations

from sync.client.pace import AIM_SECONDS

# What both sides agreed on (sync.md, Messages).
LEAST, MOST = 16 * 1024, 256 * 1024
_START = 32 * 1024


class Ranges:
    """One direction of the line; kept as long as the program runs."""

    def __init__(self) -> None:
        self.size = _START

    def came(self, length: int, milliseconds: int) -> None:
        """A range of this length took so long: aim at four seconds."""
        if length < self.size:
            return  # the end of a file tells nothing about full ranges
        seconds = max(milliseconds, 1) / 1000
        wanted = int(length * AIM_SECONDS / seconds)
        self._set(min(max(wanted, length // 2), length * 2))

    def halve(self) -> bool:
        """Ask for half as much; False when it is the least already."""
        if self.size == LEAST:
            return False
        self._set(self.size // 2)
        return True

    def _set(self, size: int) -> None:
        self.size = min(MOST, max(LEAST, size // LEAST * LEAST))
