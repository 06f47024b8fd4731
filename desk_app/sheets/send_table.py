"""A whole table of a file, sent as it stands: the sheet that names most of the headings."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime, time, timedelta
from itertools import chain, islice
from typing import IO

from desk_app.core.sheet_values import Cell
from desk_app.core.visit_sheet_columns import HEADING_LENGTH, heading_key
from desk_app.sheets.file_type import kind_of, refuse
from desk_app.sheets.frames import TableFound, TableRows
from desk_app.sheets.limits import Limits
from desk_app.sheets.read_csv import CsvTable
from desk_app.sheets.read_json import JsonTable, looks_like_json
from desk_app.sheets.read_workbook import SheetTable, Workbook
from desk_app.sheets.table import Alive, NumberedRow, Table

WITHIN = 40  # rows: decisions carry a long title above the heading
_GROUP = 500  # rows in one frame
_MERGED = 20_000
_BAD = 10_000


def send_table(
    opened: IO[bytes], headings: frozenset[str], limits: Limits, alive: Alive
) -> Iterator[TableFound | TableRows]:
    """What the table is, then its rows; refuses a file without any row."""
    if looks_like_json(opened):
        yield from _send(JsonTable(opened, limits), "", [], headings, limits)
    elif kind_of(opened) == "csv":
        yield from _send(CsvTable(opened, limits, alive), "", [], headings, limits)
    else:
        yield from _send_workbook(Workbook(opened, limits, alive), headings, limits)


def _send_workbook(
    workbook: Workbook, headings: frozenset[str], limits: Limits
) -> Iterator[TableFound | TableRows]:
    best, most = workbook.sheets[0], -1
    for sheet in workbook.sheets:
        head = list(islice(workbook.open(sheet).rows(), WITHIN))
        known = max((_known(cells, headings) for _, cells in head), default=-1)
        if known > most:
            best, most = sheet, known
    others = [sheet.name for sheet in workbook.sheets if sheet is not best]
    table = workbook.open(best)
    yield from _send(table, best.name, [*others, *workbook.hidden], headings, limits)


def _send(
    table: Table, sheet: str, others: list[str], headings: frozenset[str], limits: Limits
) -> Iterator[TableFound | TableRows]:
    rows = table.rows()
    head = list(islice(rows, WITHIN))
    if not head:
        raise refuse("sheet.empty")
    number, cells = max(head, key=lambda row: _known(row[1], headings))
    merged = table.merged(_MERGED) if isinstance(table, SheetTable) else []
    bad = [(one.row, one.place, one.problem) for one in islice(table.bad_cells(), _BAD)]
    found = number if _known(cells, headings) >= 2 else -1
    yield TableFound(sheet, others, found, merged, bad, table.days_from_1904)
    waiting: list[tuple[int, list[str | int | float | bool]]] = []
    counted = 0
    for row, values in _counted(chain(head, rows), limits):
        waiting.append((row, [_plain(value) for value in values]))
        counted += len(values)
        if counted > limits.cells:
            raise refuse("sheet.too_many_cells", limit=str(limits.cells))
        if len(waiting) == _GROUP:
            yield TableRows(waiting)
            waiting = []
    yield TableRows(waiting)


def _counted(rows: Iterator[NumberedRow], limits: Limits) -> Iterator[NumberedRow]:
    for count, (number, cells) in enumerate(rows, start=1):
        if count > limits.rows + WITHIN:
            raise refuse("sheet.too_many_rows", limit=str(limits.rows))
        if len(cells) > limits.columns:
            raise refuse("sheet.too_many_columns", limit=str(limits.columns))
        yield number, cells


def _known(cells: Sequence[Cell], headings: frozenset[str]) -> int:
    texts = (cell for cell in cells if isinstance(cell, str) and len(cell) < HEADING_LENGTH)
    return len({heading_key(text) for text in texts} & headings)


def _plain(cell: Cell) -> str | int | float | bool:
    if isinstance(cell, (datetime, date, time)):
        return cell.isoformat()
    return str(cell) if isinstance(cell, timedelta) else cell
