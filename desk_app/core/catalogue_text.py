"""A list of procedures as CSV text: cells, the row that names the columns, what the rows say."""

from __future__ import annotations

import csv
import io

from desk_app.core.catalogue_grid import Cell, Grid
from desk_app.core.catalogue_headings import HEADING_KEYS
from desk_app.core.catalogue_list import ProcedureList, read_list
from desk_app.core.problems import Problem
from desk_app.core.visit_sheet_columns import heading_key

# The whole country has 5,741 procedures, with its old versions a few times as many.
MOST_ROWS = 20_000
_HEADING_WITHIN = 40
_SEPARATORS = ",;\t"


def list_in_text(text: str) -> ProcedureList:
    """The procedures of a CSV text; everything that is wrong with it is in the list."""
    text = text.removeprefix("\ufeff")
    separator = _separator(text)
    rows: list[tuple[int, list[Cell]]] = []
    reader = csv.reader(io.StringIO(text), delimiter=separator)
    try:
        for cells in reader:
            if any(cell.strip() for cell in cells):
                rows.append((reader.line_num, list[Cell](cells)))
            if len(rows) > MOST_ROWS:
                values = {"limit": str(MOST_ROWS)}
                return ProcedureList(problems=(Problem("package.too_many_rows", "", values),))
    except csv.Error:
        values = {"line": str(reader.line_num)}
        return ProcedureList(problems=(Problem("package.not_csv", "", values),))
    return read_list(Grid(rows=tuple(rows), heading=_heading(rows)))


def _separator(text: str) -> str:
    """What parts the cells: whichever of the usual ones the text's first lines hold most."""
    head = "\n".join(text.split("\n", _HEADING_WITHIN)[:_HEADING_WITHIN])
    return max(_SEPARATORS, key=head.count)


def _heading(rows: list[tuple[int, list[Cell]]]) -> int:
    """The row that names most fields, the first of several; -1 when none names two."""
    best, most = -1, 1
    for number, cells in rows[:_HEADING_WITHIN]:
        known = sum(heading_key(str(cell)) in HEADING_KEYS for cell in cells)
        if known > most:
            best, most = number, known
    return best
