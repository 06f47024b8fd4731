"""How high a table row is, where it may be cut, and the boxes and words it is drawn with."""

from __future__ import annotations

import msgspec

from desk_app.core.form_description import Align
from desk_app.printing.fonts import Face, width
from desk_app.printing.paper import LEADING
from desk_app.printing.shapes import Box, Mark, Shape, Words
from desk_app.printing.tokens import Cell, Column, Keep, Row
from desk_app.printing.wrap import wrap

PAD_X, PAD_Y = 4.0, 2.5
MARK, MARK_GAP = 9.0, 3.0
# Figures that end at one line stand a little off the rule, below the middle of their head.
_INSET = 7.0
HEAD_SIZE = 12.0
GREY = 0.93
# Of a 12 pt line of 14.4 pt, how much lies above the baseline: room for Ẵ and Ổ.
_ABOVE = 0.93


class MeasuredCell(msgspec.Struct, frozen=True, kw_only=True):
    """A cell broken into lines at its place."""

    cell: Cell
    x: float
    width: float
    size: float
    face: Face
    align: Align
    lines: tuple[str, ...]

    @property
    def height(self) -> float:
        """The height of its lines with the air around them."""
        return len(self.lines) * self.size * LEADING + 2 * PAD_Y


class MeasuredRow(msgspec.Struct, frozen=True, kw_only=True):
    """A row whose height is known."""

    cells: tuple[MeasuredCell, ...]
    height: float
    grey: bool
    keep: Keep


def edges(columns: tuple[Column, ...], left: float, room: float) -> list[float]:
    """Where the columns begin, and where the last one ends."""
    found = [left]
    for column in columns:
        found.append(found[-1] + room * column.share / 100)
    return found


def measure(row: Row, columns: tuple[Column, ...], xs: list[float]) -> MeasuredRow:
    """The row broken into lines."""
    cells: list[MeasuredCell] = []
    at = 0
    for cell in row.cells:
        column = columns[at]
        x, end = xs[at], xs[at + cell.span]
        face = Face.BOLD if cell.bold else Face.REGULAR
        align = cell.align or column.align
        # Marks stand in front of a text, but beside a figure, which is never broken for them.
        beside = _INSET if align == "right" else _marks_width(cell)
        room = end - x - 2 * PAD_X - beside
        lines = tuple(
            line for text in cell.paragraphs for line in wrap(text, face, column.size, room)
        )
        measured = MeasuredCell(
            cell=cell, x=x, width=end - x, size=column.size, face=face, align=align, lines=lines
        )
        cells.append(measured)
        at += cell.span
    return MeasuredRow(
        cells=tuple(cells),
        height=max(cell.height for cell in cells),
        grey=row.kind in ("group", "total"),
        keep=row.keep,
    )


def measure_head(columns: tuple[Column, ...], xs: list[float]) -> MeasuredRow:
    """The head of the table as a row."""
    cells = tuple(
        Cell(paragraphs=tuple(column.title.split("\n")), bold=True, align="center")
        for column in columns
    )
    heads = tuple(msgspec.structs.replace(column, size=HEAD_SIZE) for column in columns)
    row = measure(Row(cells=cells, kind="group", keep="always"), heads, xs)
    return msgspec.structs.replace(row, height=row.height + 2)


def cut(row: MeasuredRow, room: float) -> tuple[MeasuredRow, MeasuredRow]:
    """The upper part of a row that fits into `room`, and the rest, numbered again."""
    upper: list[MeasuredCell] = []
    lower: list[MeasuredCell] = []
    for place, cell in enumerate(row.cells):
        fitting = max(1, int((room - 2 * PAD_Y) / (cell.size * LEADING)))
        upper.append(msgspec.structs.replace(cell, lines=cell.lines[:fitting]))
        numbered = place == 0 and len(cell.lines) <= fitting
        rest = cell.lines if numbered else cell.lines[fitting:]
        bare = msgspec.structs.replace(cell.cell, marks=())
        lower.append(msgspec.structs.replace(cell, lines=rest, cell=bare))
    return _with_cells(row, upper), _with_cells(row, lower)


def draw(row: MeasuredRow, y: float) -> list[Shape]:
    """The row with its upper edge at `y`."""
    shapes: list[Shape] = []
    for cell in row.cells:
        if row.grey:
            shapes.append(Box(cell.x, y, cell.width, row.height, GREY))
        shapes.append(Box(cell.x, y, cell.width, row.height))
        shapes += _inside(cell, y, row.height)
    return shapes


def _with_cells(row: MeasuredRow, cells: list[MeasuredCell]) -> MeasuredRow:
    height = max(cell.height for cell in cells)
    return msgspec.structs.replace(row, cells=tuple(cells), height=height)


def _marks_width(cell: Cell) -> float:
    return len(cell.marks) * (MARK + MARK_GAP) + (2 if cell.marks else 0)


def _inside(cell: MeasuredCell, y: float, height: float) -> list[Shape]:
    step = cell.size * LEADING
    top = y + (height - len(cell.lines) * step) / 2
    left, right = cell.x + PAD_X, cell.x + cell.width - PAD_X
    if cell.align == "right":
        right -= _INSET
    else:
        left += _marks_width(cell.cell)
    shapes: list[Shape] = []
    for index, line in enumerate(cell.lines):
        length = width(line, cell.face, cell.size)
        starts = {"left": left, "center": (left + right - length) / 2, "right": right - length}
        baseline = top + index * step + cell.size * _ABOVE
        shapes.append(Words(starts[cell.align], baseline, line, cell.face, cell.size))
    return shapes + _marks(cell, top + step / 2 + 0.6)


def _marks(cell: MeasuredCell, middle: float) -> list[Shape]:
    marks = cell.cell.marks
    if not marks:
        return []
    room = cell.width - 2 * PAD_X
    if cell.align == "right":
        room -= _INSET + max((width(line, cell.face, cell.size) for line in cell.lines), default=0)
    size = min(MARK, max(3.0, room / len(marks) - MARK_GAP))
    left = cell.x + PAD_X
    step = size + MARK_GAP
    return [Mark(left + n * step, middle - size / 2, size, kind) for n, kind in enumerate(marks)]
