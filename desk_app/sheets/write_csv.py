"""Writing rows as CSV that Excel opens rightly and that runs nothing."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import IO

from desk_app.sheets.formula_guard import guarded


def write_csv(
    out: IO[bytes], headings: Sequence[str], rows: Iterable[Sequence[str | datetime]]
) -> int:
    """Write heading and rows; returns how many rows there were.

    UTF-8 with its mark, without which Excel reads Vietnamese as something else. Cells that begin
    like a formula get an apostrophe, which our import takes away again.
    """
    text = io.TextIOWrapper(out, encoding="utf-8-sig", newline="", write_through=True)
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(headings)
    count = 0
    for row in rows:
        writer.writerow([_cell(cell) for cell in row])
        count += 1
    text.flush()
    text.detach()
    return count


def _cell(cell: str | datetime) -> str:
    if isinstance(cell, datetime):
        return cell.strftime("%d/%m/%Y %H:%M:%S")
    return guarded(cell)
