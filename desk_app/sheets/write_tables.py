"""Writing a report as XLSX: each table on a sheet of its own, numbers as numbers, text as text."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import IO

import msgspec
import xlsxwriter

_OPTIONS = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_numbers": False,
    "strings_to_urls": False,
}
_NAME_LIMIT = 31  # what a sheet's name may be long
_FORBIDDEN = str.maketrans(dict.fromkeys("[]:*?/\\'", " "))


class SheetTable(msgspec.Struct, frozen=True, kw_only=True):
    """One sheet: sentences above the table, headings, rows, sentences below it.

    strong: the places of rows that are sums or heads of groups.
    """

    name: str
    lead: tuple[str, ...]
    headings: tuple[str, ...]
    widths: tuple[int, ...]
    rows: tuple[tuple[str | int, ...], ...]
    strong: frozenset[int] = frozenset()
    after: tuple[str, ...] = ()


def write_tables(out: IO[bytes], tables: Sequence[SheetTable]) -> None:
    """Write the sheets; equal tables give equal bytes, and nothing typed becomes a formula."""
    book = xlsxwriter.Workbook(out, _OPTIONS)
    # The clock of the machine is nobody's business.
    book.set_properties({"created": datetime(2026, 1, 1)})
    bold = book.add_format({"bold": True})
    head = book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bottom": 1})
    number = book.add_format({"num_format": "#,##0"})
    sum_ = book.add_format({"num_format": "#,##0", "bold": True})
    for place, table in enumerate(tables, start=1):
        sheet = book.add_worksheet(_sheet_name(table.name, place))
        for above, line in enumerate(table.lead):
            sheet.write_string(above, 0, line, bold)
        at = len(table.lead) + 1 if table.lead else 0
        for column, (heading, width) in enumerate(zip(table.headings, table.widths, strict=True)):
            sheet.set_column(column, column, width)
            sheet.write_string(at, column, heading, head)
        for row, cells in enumerate(table.rows):
            strong = row in table.strong
            for column, cell in enumerate(cells):
                if isinstance(cell, int):
                    sheet.write_number(at + 1 + row, column, cell, sum_ if strong else number)
                elif cell:
                    sheet.write_string(at + 1 + row, column, cell, bold if strong else None)
        for below, text in enumerate(table.after, start=at + len(table.rows) + 2):
            sheet.write_string(below, 0, text)
        sheet.freeze_panes(at + 1, 0)
    book.close()


def _sheet_name(name: str, place: int) -> str:
    """A name that Excel accepts and that no other sheet has."""
    words = f"{place}. {name.translate(_FORBIDDEN).strip()}"
    if len(words) <= _NAME_LIMIT:
        return words
    # Cut between two words, where the second one begins late enough to leave a name.
    whole, _, _ = words[: _NAME_LIMIT + 1].rpartition(" ")
    return whole if len(whole) > _NAME_LIMIT // 2 else words[:_NAME_LIMIT].strip()
