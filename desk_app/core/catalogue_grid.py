"""A list of procedures as a sheet holds it: merged cells spread, headings found, rows joined."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator

import msgspec

from desk_app.core.catalogue_headings import ListColumns, read_headings
from desk_app.core.problems import Problem
from desk_app.core.sheet_values import cell_text
from desk_app.core.text import clean
from desk_app.core.visit_sheet_columns import is_column_numbers

Cell = str | int | float | bool
_TALLEST, _WIDEST = 500, 60  # rows and columns of one merged cell that anybody means
_CODE = re.compile(r"\d\.\d{6}")
_ORDINAL = re.compile(r"[(\[]?(\d{1,4}|[A-Za-z]|[IVXLC]{1,6})[)\].]*\Z")


class Grid(msgspec.Struct, frozen=True, kw_only=True):
    """A table as it stands in a file.

    rows: their numbers and cells; heading: the row that names most fields, -1 for none; merged:
    first row, first place, last row, last place; bad: cells that must not be read.
    """

    rows: tuple[tuple[int, list[Cell]], ...]
    heading: int
    merged: tuple[tuple[int, int, int, int], ...] = ()
    bad: tuple[tuple[int, int, Problem], ...] = ()
    from_1904: bool = False


class GridRow(msgspec.Struct, frozen=True):
    """One row under the headings.

    cells: those of merged cells stand in all rows they cover; own: which cells the row has itself;
    joined: the row only continues the one before, whose code cell covers it.
    """

    number: int
    cells: tuple[Cell, ...]
    own: frozenset[int]
    joined: bool

    def text(self, place: int) -> str:
        """The cell as text, "" beyond the last one and where its digits are lost."""
        said = cell_text(self.cells[place]) if place < len(self.cells) else ""
        return "" if isinstance(said, Problem) else said


def columns_of(grid: Grid) -> ListColumns | None:
    """The columns of the list; None when no row names a code and a name."""
    head = next((cells for number, cells in grid.rows if number == grid.heading), None)
    if head is None:
        return None
    names = [[_written(cell)] for cell in head]
    below = _second_heading(grid)
    if below is not None:
        over = _Merged(grid).at(grid.heading)
        for place, cell in enumerate(below):
            while place >= len(names):
                names.append([""])
            above = _written(over[place][1]) if place in over else names[place][0]
            under = _written(cell)
            if under and under != above:
                names[place] = [under, f"{above} {under}", above]
    columns = read_headings(names)
    return columns if "code" in columns.of and "name" in columns.of else None


def data_rows(grid: Grid, columns: ListColumns) -> Iterator[GridRow]:
    """The rows under the headings; those that only number the columns are left out."""
    merged = _Merged(grid)
    after = grid.heading + (0 if _second_heading(grid) is None else 1)
    first = True
    for number, cells in grid.rows:
        if number <= after:
            continue
        if first and is_column_numbers([_written(cell) for cell in cells]):
            continue
        first = False
        over = merged.at(number)
        width = max([len(cells), *(place + 1 for place in over)])
        whole = [*cells, *[""] * (width - len(cells))]
        own = frozenset(place for place, cell in enumerate(whole) if _written(cell))
        for place, (top, value) in over.items():
            if top < number and not _written(whole[place]):
                whole[place] = value
        code = over.get(columns.of["code"])
        joined = code is not None and code[0] < number and bool(_written(code[1]))
        yield GridRow(number, tuple(whole), own, joined)


def group_title(row: GridRow) -> str:
    """The words of a row that only heads the rows below it; "" for any other row."""
    texts = {row.text(place) for place in row.own} - {""}
    words = [text for text in texts if not _ORDINAL.match(text.strip())]
    return clean(words[0]) if len(words) == 1 else ""


def _second_heading(grid: Grid) -> list[Cell] | None:
    """The row under the heading, where cells of the heading are merged over several columns."""
    wide = any(
        top == bottom == grid.heading and right > left for top, left, bottom, right in grid.merged
    )
    below = next((cells for number, cells in grid.rows if number == grid.heading + 1), None)
    if not wide or below is None:
        return None
    texts = [_written(cell) for cell in below]
    return None if any(_CODE.search(text) for text in texts) or not any(texts) else below


class _Merged:
    """What merged cells put into the rows they cover."""

    def __init__(self, grid: Grid) -> None:
        numbers = [number for number, _ in grid.rows]
        cells = dict(grid.rows)
        self._over: dict[int, dict[int, tuple[int, Cell]]] = {}
        for top, left, bottom, right in grid.merged:
            if bottom - top > _TALLEST or right - left > _WIDEST:
                continue
            row = cells.get(top, [])
            value: Cell = row[left] if left < len(row) else ""
            for number in numbers[bisect_left(numbers, top) : bisect_right(numbers, bottom)]:
                places = self._over.setdefault(number, {})
                for place in range(left, right + 1):
                    places[place] = (top, value)

    def at(self, number: int) -> dict[int, tuple[int, Cell]]:
        """Place to the row a merged cell begins in, and what it holds."""
        return self._over.get(number, {})


def _written(cell: Cell) -> str:
    said = cell_text(cell)
    return "" if isinstance(said, Problem) else clean(said)
