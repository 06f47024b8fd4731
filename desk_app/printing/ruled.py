"""Ruled rows: how high they are, where they may be cut, the rules and words they are drawn with."""

from __future__ import annotations

from functools import lru_cache
from typing import Literal

import msgspec

from desk_app.core.form_description import Align
from desk_app.printing import paper
from desk_app.printing.fonts import Face, width
from desk_app.printing.paper import LEADING
from desk_app.printing.shapes import Box, Rule, Shape, Words
from desk_app.printing.wrap import wrap

RegisterRowKind = Literal["plain", "group", "total"]

PAD_X, PAD_Y = 3.0, 2.0
GREY = 0.93
HAIR = 0.5
_ABOVE = 0.93


class RegisterColumn(msgspec.Struct, frozen=True, kw_only=True):
    """A column: head, share of the width in percent, alignment, size in points.

    group: columns beside each other with the same group get a common head above their own.
    """

    title: str
    share: float
    align: Align = "left"
    size: float = 11.0
    group: str = ""


class RegisterRow(msgspec.Struct, frozen=True, kw_only=True):
    """One row of final words; the first cell of a group or total row may span several columns."""

    cells: tuple[str, ...]
    kind: RegisterRowKind = "plain"
    span: int = 1


@lru_cache(maxsize=8192)
def cell_lines(text: str, face: Face, size: float, room: float) -> tuple[str, ...]:
    """The lines of a cell; a line break in the text is kept."""
    return tuple(line for part in text.split("\n") for line in wrap(part, face, size, room))


# Where a cell begins and ends, how its words stand, their size, its lines.
_Cell = tuple[float, float, Align, float, tuple[str, ...]]


class Measured(msgspec.Struct, frozen=True):
    """A row broken into lines and how high it is."""

    cells: tuple[_Cell, ...]
    height: float
    face: Face
    grey: bool

    @property
    def edges(self) -> tuple[float, ...]:
        """Where its upright rules stand."""
        return (*(cell[0] for cell in self.cells), self.cells[-1][1])


def column_edges(
    columns: tuple[RegisterColumn, ...], left: float, room: float
) -> tuple[float, ...]:
    total = sum(column.share for column in columns)
    found = [left]
    for column in columns:
        found.append(found[-1] + room * column.share / total)
    return tuple(found)


def draw_row(row: Measured, top: float) -> list[Shape]:
    """The words of a row and its ground; rules are drawn by whoever knows its neighbours."""
    edges = row.edges
    shapes: list[Shape] = []
    if row.grey:
        shapes.append(Box(edges[0], top, edges[-1] - edges[0], row.height, GREY))
    for x, end, align, size, lines in row.cells:
        step = size * LEADING
        baseline = top + PAD_Y + size * _ABOVE
        if row.grey:
            baseline += (row.height - 2 * PAD_Y - len(lines) * step) / 2
        for line in lines:
            left = x + PAD_X
            if align != "left":
                free = end - x - 2 * PAD_X - width(line, row.face, size)
                left += free if align == "right" else free / 2
            shapes.append(Words(left, baseline, line, row.face, size))
            baseline += step
    return shapes


def measure_row(
    row: RegisterRow, columns: tuple[RegisterColumn, ...], xs: tuple[float, ...]
) -> Measured:
    face = Face.REGULAR if row.kind == "plain" else Face.BOLD
    cells: list[_Cell] = []
    at = 0
    height = 0.0
    for place, text in enumerate(row.cells):
        column = columns[at]
        step = row.span if place == 0 else 1
        x, end = xs[at], xs[at + step]
        align: Align = "left" if step > 1 else column.align
        lines = cell_lines(text, face, column.size, end - x - 2 * PAD_X)
        cells.append((x, end, align, column.size, lines))
        height = max(height, max(1, len(lines)) * column.size * LEADING)
        at += step
    return Measured(tuple(cells), height + 2 * PAD_Y, face, row.kind != "plain")


def tall(row: Measured, least: float) -> Measured:
    """The row with at least this height, for a hand to write in."""
    return row if row.height >= least else msgspec.structs.replace(row, height=least)


def cut_row(row: Measured, room: float) -> tuple[Measured, Measured]:
    """The upper part of a row that fits into `room`, at least one line of it, and the rest."""
    upper: list[_Cell] = []
    lower: list[_Cell] = []
    for x, end, align, size, lines in row.cells:
        fitting = max(1, int((room - 2 * PAD_Y) / (size * LEADING)))
        upper.append((x, end, align, size, lines[:fitting]))
        lower.append((x, end, align, size, lines[fitting:]))
    return _again(row, upper), _again(row, lower)


def _again(row: Measured, cells: list[_Cell]) -> Measured:
    height = max(max(1, len(lines)) * size * LEADING for *_, size, lines in cells)
    return Measured(tuple(cells), height + 2 * PAD_Y, row.face, row.grey)


class TableHead(msgspec.Struct, frozen=True):
    """The head of a table, drawn anew on each page; shapes from y = 0 on."""

    shapes: tuple[Shape, ...]
    height: float


def measure_head(
    columns: tuple[RegisterColumn, ...], xs: tuple[float, ...], *, numbered: bool = False
) -> TableHead:
    """Common heads above their columns' own heads, the others over both; numbers below."""
    groups = _groups(columns)
    above = max(
        (_height(_words(columns[a].group, columns[a].size, xs[a], xs[b])) for a, b in groups),
        default=0.0,
    )
    own = [
        _words(column.title, column.size, xs[place], xs[place + 1])
        for place, column in enumerate(columns)
    ]
    grouped = {place for a, b in groups for place in range(a, b)}
    below = max((_height(own[place]) for place in grouped), default=0.0)
    alone = max((_height(own[n]) for n in range(len(columns)) if n not in grouped), default=0.0)
    below = max(below, alone - above)
    height = above + below
    shapes: list[Shape] = [Box(xs[0], 0, xs[-1] - xs[0], height, GREY)]
    shapes.append(Rule(xs[0], 0, xs[-1], 0, HAIR))
    for a, b in groups:
        shapes.append(Rule(xs[a], above, xs[b], above, HAIR))
        shapes += _middle(_words(columns[a].group, columns[a].size, xs[a], xs[b]), 0, above)
    inside = {place for a, b in groups for place in range(a + 1, b)}
    for place, lines in enumerate(own):
        top = above if place in grouped else 0.0
        shapes += _middle(lines, top, height - top)
        shapes.append(Rule(xs[place], above if place in inside else 0, xs[place], height, HAIR))
    shapes.append(Rule(xs[-1], 0, xs[-1], height, HAIR))
    shapes.append(Rule(xs[0], height, xs[-1], height, HAIR))
    if numbered:
        size = min(column.size for column in columns) - 1.5
        tall = size * LEADING + 2
        for place in range(len(columns)):
            middle = (xs[place] + xs[place + 1]) / 2
            words = paper.centred(f"({place + 1})", Face.ITALIC, size, middle, height + size)
            shapes += [words, Rule(xs[place], height, xs[place], height + tall, HAIR)]
        shapes.append(Rule(xs[-1], height, xs[-1], height + tall, HAIR))
        height += tall
        shapes.append(Rule(xs[0], height, xs[-1], height, HAIR))
    return TableHead(tuple(shapes), height)


def _groups(columns: tuple[RegisterColumn, ...]) -> list[tuple[int, int]]:
    """Where columns with a common head begin and end."""
    found: list[tuple[int, int]] = []
    for place, column in enumerate(columns):
        if not column.group:
            continue
        if found and found[-1][1] == place and columns[place - 1].group == column.group:
            found[-1] = (found[-1][0], place + 1)
        else:
            found.append((place, place + 1))
    return found


def _words(text: str, size: float, left: float, right: float) -> list[Words]:
    """A text of a head broken and centred between two edges, from y = 0 on."""
    middle = (left + right) / 2
    lines = cell_lines(text, Face.BOLD, size, right - left - 2 * PAD_X)
    return [
        paper.centred(line, Face.BOLD, size, middle, size * (_ABOVE + place * LEADING))
        for place, line in enumerate(lines)
    ]


def _height(words: list[Words]) -> float:
    return sum(each.size * LEADING for each in words) + 2 * PAD_Y + 1


def _middle(words: list[Words], top: float, room: float) -> list[Words]:
    """The words moved into the middle of `room` below `top`."""
    down = top + (room - _height(words)) / 2 + PAD_Y + 0.5
    return [msgspec.structs.replace(each, y=each.y + down) for each in words]


def moved_down(shape: Shape, down: float) -> Shape:
    if isinstance(shape, Rule):
        return msgspec.structs.replace(shape, y1=shape.y1 + down, y2=shape.y2 + down)
    return msgspec.structs.replace(shape, y=shape.y + down)
