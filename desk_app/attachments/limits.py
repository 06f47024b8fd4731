"""How much a scan, a photo or a PDF may cost before it is refused."""

from __future__ import annotations

import msgspec

MEBIBYTE = 1 << 20


class Limits(msgspec.Struct, frozen=True, kw_only=True):
    """Sizes in bytes, times in seconds.

    A page scanned at 300 dpi in colour is a JPEG of 1–3 MB and 9 megapixels, at 600 dpi 35
    megapixels; a telephone's photo has 12–50. seconds: of the clock, for one look into one file;
    memory and processor are those of the process that looks.
    """

    file: int = 50 * MEBIBYTE
    pixels: int = 50_000_000
    side: int = 65_500  # what a JPEG can say
    pages: int = 5_000
    memory: int = 256 * MEBIBYTE
    processor: int = 10
    seconds: float = 10.0
