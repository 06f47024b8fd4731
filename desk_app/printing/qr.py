"""A short text as a QR code made of rectangles, so that it stays sharp on every printer."""

from __future__ import annotations

from functools import lru_cache

import segno

# ISO/IEC 18004 asks for four empty modules around the code.
QUIET = 4


@lru_cache(maxsize=64)
def bars(text: str) -> tuple[int, tuple[tuple[int, int, int], ...]]:
    """The modules a side, quiet border included, and the dark bars as (column, row, length).

    Error correction M: a stamp or a fold may cover 15% of it. The same text gives the same bars.
    """
    rows = [bytes(row) for row in segno.make_qr(text, error="m", boost_error=False).matrix]
    found: list[tuple[int, int, int]] = []
    for y, row in enumerate(rows):
        start: int | None = None
        for x, dark in enumerate((*row, 0)):
            if dark and start is None:
                start = x
            elif not dark and start is not None:
                found.append((start + QUIET, y + QUIET, x - start))
                start = None
    return len(rows) + 2 * QUIET, tuple(found)
