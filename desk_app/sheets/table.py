"""What a reader of files hands on: numbered rows of cells, and what it already knows is wrong."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Protocol

import msgspec

from desk_app.core.problems import Problem
from desk_app.core.sheet_values import Cell

NumberedRow = tuple[int, list[Cell]]  # the number as the spreadsheet shows it, and the cells


class BadCell(msgspec.Struct, frozen=True):
    """A cell that must not be read: row number, place in the row (0 is column A), and why."""

    row: int
    place: int
    problem: Problem


class Table(Protocol):
    """One sheet, read row by row."""

    ragged: bool
    days_from_1904: bool

    def rows(self) -> Iterator[NumberedRow]:
        """The rows in order, empty ones left out; bad content raises UserProblem."""

    def bad_cells(self) -> Iterator[BadCell]:
        """The cells that must not be read, by row."""

    def progress(self) -> tuple[int, int]:
        """How far the reading is, and of how much."""


Alive = Callable[[], None]  # called often while nothing can be counted yet
