"""One row of a provincial export: its cells by field, whether it is a case, what is wrong."""

from __future__ import annotations

from collections.abc import Sequence

from desk_app.core.case_sheet_columns import REFERENCE, CaseColumns
from desk_app.core.problems import Problem
from desk_app.core.sheet_values import Cell, cell_text
from desk_app.core.text import clean, fold
from desk_app.core.their_case import CellError

TOTALS = ("tong", "cong", "total", "so luong", "cong cong")


class CaseRow:
    """One row: its cells by field, and what is wrong with them."""

    def __init__(self, number: int, cells: Sequence[Cell], columns: CaseColumns) -> None:
        self.number = number
        self._columns, self._cells = columns, cells
        self.errors: list[CellError] = []

    def cell(self, field: str) -> Cell:
        """The cell of a field; nothing where the row has none."""
        place = self._columns.of.get(field)
        return "" if place is None or place >= len(self._cells) else self._cells[place]

    def text(self, field: str) -> str:
        """What the cell of a field says."""
        return text_of(self.cell(field))

    def wrong(self, field: str, problem: Problem) -> None:
        """Note what is wrong, under the heading the field was read from."""
        # What is shown of a cell goes to a terminal or a page: nothing invisible, one line.
        shown = {name: clean(value) for name, value in problem.values.items()}
        place = self._columns.of.get(field)
        heading = "" if place is None else self._columns.headings[place]
        self.errors.append(
            CellError(self.number, heading, Problem(problem.code, problem.field, shown))
        )

    def wrong_at(self, place: int, problem: Problem) -> None:
        """What is wrong with a cell that is read; of other columns nothing is asked."""
        field = next((name for name, at in self._columns.of.items() if at == place), None)
        if field is not None:
            self.wrong(field, problem)

    @property
    def filled(self) -> int:
        """How many different things the row says."""
        return len({text_of(cell) for cell in self._cells if text_of(cell)})

    def onlytext_of(self) -> str:
        """The first words of a row that is no case."""
        return next((text_of(cell) for cell in self._cells if len(text_of(cell)) > 3), "")

    def is_case(self) -> bool:
        """Whether the row may be a case at all: titles, totals and signatures are not."""
        reference = self.text("reference").strip().upper()
        if REFERENCE.match(reference):
            return True
        said = [self.text(f) for f in ("procedure_name", "procedure_code", "name", "organisation")]
        told = sum(bool(text) for text in (reference, self.text("received"), *said))
        if any(fold(text_of(cell)).startswith(TOTALS) for cell in self._cells[:4]) and told < 3:
            return False
        return self.filled >= 3 and told >= 2


def text_of(cell: Cell) -> str:
    """What a cell says; nothing where it cannot be read as text."""
    text = cell_text(cell)
    return "" if isinstance(text, Problem) else text
