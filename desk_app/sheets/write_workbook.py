"""Writing rows as XLSX in which text stays text."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import IO

import xlsxwriter

from desk_app.core.errors import UserProblem
from desk_app.core.problems import Problem

ROWS = 1_048_575  # what a sheet holds below its heading


def write_workbook(
    out: IO[bytes],
    headings: Sequence[str],
    widths: Sequence[int],
    rows: Iterable[Sequence[str | datetime]],
    sheet_name: str,
) -> int:
    """Write one sheet with a heading row that stays in view; returns how many rows there were.

    Nothing of it lies in another file meanwhile: the library's temporary files are switched off.
    """
    book = xlsxwriter.Workbook(
        out,
        {
            "in_memory": True,
            "strings_to_formulas": False,
            "strings_to_numbers": False,
            "strings_to_urls": False,
        },
    )
    # Equal content gives equal bytes, and the clock of the machine is nobody's business.
    book.set_properties({"created": datetime(2026, 1, 1)})
    bold = book.add_format({"bold": True, "text_wrap": True, "valign": "top"})
    moment = book.add_format({"num_format": "dd/mm/yyyy hh:mm:ss"})
    sheet = book.add_worksheet(sheet_name)
    for column, (heading, width) in enumerate(zip(headings, widths, strict=True)):
        sheet.set_column(column, column, width)
        sheet.write_string(0, column, heading, bold)
    count = 0
    for count, row in enumerate(rows, start=1):
        if count > ROWS:
            raise UserProblem(Problem("export.too_many_rows", "output", {"limit": str(ROWS)}))
        for column, cell in enumerate(row):
            if isinstance(cell, datetime):
                sheet.write_datetime(count, column, cell, moment)
            elif cell:
                sheet.write_string(count, column, cell)
    sheet.freeze_panes(1, 0)
    if count:
        sheet.autofilter(0, 0, count, len(headings) - 1)
    book.close()
    return count
