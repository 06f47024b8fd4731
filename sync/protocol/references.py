"""What the facts of an op say about ops before it, written shorter: ids and numbers of the desk.

    "PXJ7…ZG.0.3001"            "~1"    an op of the same chain: so many before this one
    "number":"PXJ7-A-000673"    "#1"    so many more than the last number of that desk and letter

Only where the same bytes come out again. Facts in which these shapes stand for something else
cannot be written this way at all.
"""

from __future__ import annotations

import re

from desk_app.core.ids import DeskId
from sync.protocol.malformed import Malformed

_OWN = b'"~'
_NUMBER = b'"number":"'
_SHORT_OWN = re.compile(rb'"~(0|[1-9][0-9]{0,15})"')
_NUMBERED = re.compile(
    rb'"number":"(?:#([0-9]{1,4})|([0-9A-Z]{4}-[A-Z]{1,3}-)([0-9]{6,9}))"',
)
_FARTHEST = 9_999


class References:
    """What was last said on one chain, while its ops are written or read one after the other."""

    def __init__(self, desk: DeskId, epoch: int) -> None:
        self._here = f'"{desk}.{epoch}.'.encode()
        self._own = re.compile(re.escape(self._here) + rb'([1-9][0-9]{0,15})"')
        self._series = b""
        self._last = self._width = 0

    def shorten(self, facts: bytes, seq: int) -> bytes | None:
        """The facts of op `seq` as they travel; None when they cannot travel this way."""
        if _OWN in facts or b'"number":"#' in facts:
            return None
        if self._here in facts:
            facts = self._own.sub(lambda found: self._distance(found, seq), facts)
        if _NUMBER in facts:
            facts = _NUMBERED.sub(self._shorter_number, facts)
        return facts

    def restore(self, facts: bytes, seq: int) -> bytes:
        """The facts of op `seq` as they were hashed; Malformed when they refer to nothing."""
        if _OWN in facts:
            facts = _SHORT_OWN.sub(lambda found: self._identity(found, seq), facts)
        if _NUMBER in facts:
            facts = _NUMBERED.sub(self._whole_number, facts)
        return facts

    @staticmethod
    def _distance(found: re.Match[bytes], seq: int) -> bytes:
        back = seq - int(found[1])
        return found[0] if back < 0 else b'"~%d"' % back

    def _identity(self, found: re.Match[bytes], seq: int) -> bytes:
        back = int(found[1])
        if back >= seq:
            raise Malformed("sync.body_limits", "an op from before the chain")
        return b'%b%d"' % (self._here, seq - back)

    def _shorter_number(self, found: re.Match[bytes]) -> bytes:
        series, number, width = found[2], int(found[3]), len(found[3])
        more = number - self._last
        follows = series == self._series and width == self._width and 0 <= more <= _FARTHEST
        self._series, self._last, self._width = series, number, width
        return b'"number":"#%d"' % more if follows else found[0]

    def _whole_number(self, found: re.Match[bytes]) -> bytes:
        if found[1] is None:
            self._series, self._last, self._width = found[2], int(found[3]), len(found[3])
            return found[0]
        if not self._series:
            raise Malformed("sync.body_shape", "a number that follows none")
        self._last += int(found[1])
        return b'"number":"%b%0*d"' % (self._series, self._width, self._last)
