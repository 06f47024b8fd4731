"""Which sheet of a file holds the visits, and in which row its headings stand."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain, islice
from typing import IO

import msgspec

from desk_app.core.errors import UserProblem
from desk_app.core.problems import Problem
from desk_app.core.sheet_values import Cell, cell_text
from desk_app.core.text import clean
from desk_app.core.visit_sheet import broken_letters
from desk_app.core.visit_sheet_columns import (
    HEADING_WITHIN,
    Columns,
    is_column_numbers,
    known_headings,
    looks_like_heading,
    read_heading,
)
from desk_app.sheets.file_type import kind_of, refuse
from desk_app.sheets.limits import Limits
from desk_app.sheets.read_csv import CsvTable
from desk_app.sheets.read_workbook import Workbook
from desk_app.sheets.table import Alive, NumberedRow, Table

_NAMES_SHOWN = 20


class FoundTable(msgspec.Struct, frozen=True):
    """The table that holds the visits, its headings, and what the user should know of it."""

    table: Table
    columns: Columns
    notices: tuple[Problem, ...]
    all_rows: Iterator[NumberedRow]

    def data(self) -> Iterator[NumberedRow]:
        """The rows under the heading; one that only numbers the columns is left out."""
        first = True
        for number, cells in self.all_rows:
            if number <= self.columns.number:
                continue
            if first and is_column_numbers(texts(cells)):
                first = False
                continue
            first = False
            yield number, cells


def find_table(opened: IO[bytes], limits: Limits, alive: Alive) -> FoundTable:
    """The first visible sheet with a heading row; refuses a file that has none."""
    if kind_of(opened) == "csv":
        found = _look_into(CsvTable(opened, limits, alive))
        if found is None:
            raise refuse("sheet.no_heading", rows=str(HEADING_WITHIN))
        return found
    workbook = Workbook(opened, limits, alive)
    why = [refuse("sheet.empty")]
    for sheet in workbook.sheets:
        try:
            found = _look_into(workbook.open(sheet))
        except UserProblem as problem:
            if problem.problems[0].code != "sheet.empty":
                why.append(problem)
            continue
        if found is None:
            why.append(refuse("sheet.no_heading", rows=str(HEADING_WITHIN)))
            continue
        left_out = [other.name for other in workbook.sheets if other is not sheet]
        notice = _sheets_left_out(sheet.name, [*left_out, *workbook.hidden])
        return msgspec.structs.replace(found, notices=found.notices + notice)
    raise why[min(1, len(why) - 1)]


def _look_into(table: Table) -> FoundTable | None:
    rows = table.rows()
    head = list(islice(rows, HEADING_WITHIN))
    if not head:
        raise refuse("sheet.empty")
    columns = _heading_among([(n, texts(cells)) for n, cells in head if n <= HEADING_WITHIN])
    if columns is None:
        return None
    return FoundTable(table, columns, _notices(columns), chain(head, rows))


def _notices(columns: Columns) -> tuple[Problem, ...]:
    notices = []
    if columns.ratings:
        notices.append(Problem("sheet.ratings_ignored", "", {"columns": _listed(columns.ratings)}))
    ignored = [heading for heading in columns.ignored if heading not in columns.ratings]
    if ignored:
        notices.append(Problem("sheet.columns_ignored", "", {"columns": _listed(ignored)}))
    return tuple(notices)


def _listed(names: Sequence[str]) -> str:
    """Names from the file in one line, not more than a person reads."""
    shown = [clean(name)[:60] for name in names[:_NAMES_SHOWN]]
    return ", ".join([*shown, "…"] if len(names) > _NAMES_SHOWN else shown)


def _sheets_left_out(read: str, names: list[str]) -> tuple[Problem, ...]:
    if not names:
        return ()
    values = {"sheet": _listed([read]), "others": _listed(names)}
    return (Problem("sheet.sheets_left_out", "", values),)


def texts(cells: list[Cell]) -> list[str]:
    """The cells as texts; what cannot be read as text is empty."""
    said = (cell_text(cell) for cell in cells)
    return ["" if isinstance(text, Problem) else text for text in said]


def _heading_among(head: list[tuple[int, list[str]]]) -> Columns | None:
    candidates = [row for row in head if looks_like_heading(row[1])]
    if not candidates:
        _explain_letters(head)
        return None
    number, cells = max(candidates, key=lambda row: known_headings(row[1]))
    columns = read_heading(number, cells)
    if isinstance(columns, tuple):
        raise UserProblem(columns[0])
    return columns


def _explain_letters(head: list[tuple[int, list[str]]]) -> None:
    """Headings nobody knows may be known headings in broken letters."""
    for number, cells in head:
        text = " ".join(cells)[:4000]
        code = broken_letters(text)
        if not code and sum("?" in cell.strip("? ") for cell in cells) >= 2:
            code = "sheet.letters_lost"
        if code:
            raise refuse(code, row=str(number), column="", have=clean(text)[:40])
