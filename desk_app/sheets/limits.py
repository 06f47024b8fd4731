"""How much a file from outside may cost before it is refused."""

from __future__ import annotations

import msgspec

MEBIBYTE = 1 << 20


class Limits(msgspec.Struct, frozen=True, kw_only=True):
    """Sizes in bytes, times in seconds.

    An honest sheet of 100,000 visits is a CSV of 20 MB, or an XLSX of 5–10 MB that inflates to
    80 MB; its XML packs about 15 : 1. The memory is that of the worker: 100,000 rows of a CSV take
    60 MB, of an XLSX with twelve columns 110 MB.
    """

    file: int = 100 * MEBIBYTE
    workbook: int = 48 * MEBIBYTE
    entries: int = 2_000
    ratio: int = 150
    ratio_from: int = MEBIBYTE
    part: int = 320 * MEBIBYTE
    strings: int = 80 * MEBIBYTE
    small_part: int = 8 * MEBIBYTE
    rows: int = 200_000
    columns: int = 200
    cells: int = 2_000_000
    cell: int = 32_767  # characters: what a cell of a spreadsheet program can hold
    errors: int = 10_000
    memory: int = 236 * MEBIBYTE
    processor: int = 180
    silence: float = 8.0
