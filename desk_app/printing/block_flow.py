"""Blocks laid out on sheets: nothing is cut, no line stands alone, nobody signs an empty page."""

from __future__ import annotations

import msgspec

from desk_app.printing.block_head import draw_around, draw_head
from desk_app.printing.blocks import Beside, Block, BlockPaper, Grid, Hands, Paragraph, Style
from desk_app.printing.fonts import Face, printable, width
from desk_app.printing.hands import draw_hands
from desk_app.printing.paper import LEADING, right_aligned
from desk_app.printing.paragraph import set_lines
from desk_app.printing.ruled import (
    HAIR,
    Measured,
    RegisterColumn,
    RegisterRow,
    column_edges,
    cut_row,
    draw_row,
    measure_head,
    measure_row,
    tall,
)
from desk_app.printing.shapes import Box, Rule, Shape, Words
from desk_app.printing.wrap import wrap

_DOTS = "."
# Two lines of a paragraph at least stand on either side of a page's end.
_TOGETHER = 2
# A row that fits no page is begun where at least so much of it stands.
_LEAST = 40.0


class _Line(msgspec.Struct, frozen=True):
    """A line of some height whose shapes hang from its upper edge; `keep`: no page ends below."""

    shapes: tuple[Shape, ...]
    height: float
    keep: bool = False


def lay_out_blocks(content: BlockPaper, style: Style) -> list[tuple[Shape, ...]]:
    """The pages of one copy."""
    pages = _Flow(content, style).run()
    return [
        (*shapes, *draw_around(content, style, number, len(pages)))
        for number, shapes in enumerate(pages, start=1)
    ]


class _Flow:
    def __init__(self, content: BlockPaper, style: Style) -> None:
        self._content, self._style, self._page = content, style, style.page
        self._pages: list[list[Shape]] = [[]]
        self._y = self._page.top

    def run(self) -> list[list[Shape]]:
        head, self._y = draw_head(self._content.head, self._style)
        self._pages[-1] += head
        held: list[_Line] = []
        for place, block in enumerate(self._content.blocks):
            if isinstance(block, Grid):
                self._place(held)
                held = []
                self._grid(block)
                continue
            lines = self._lines(block)
            following = self._content.blocks[place + 1 : place + 2]
            if following and isinstance(following[0], Hands | Grid) and lines:
                # The last words stay with the signatures, a lead with its table.
                lines[-1] = msgspec.structs.replace(lines[-1], keep=True)
            held += lines
        self._place(held)
        return self._pages

    def _place(self, lines: list[_Line]) -> None:
        at = 0
        while at < len(lines):
            end = at + 1
            while end < len(lines) and lines[end - 1].keep:
                end += 1
            need = sum(line.height for line in lines[at:end])
            if self._y + need > self._page.floor and self._y > self._page.top:
                self._next_page()
            for line in lines[at:end]:
                if self._y + line.height > self._page.floor and self._y > self._page.top:
                    self._next_page()
                self._draw(line)
            at = end

    def _draw(self, line: _Line) -> None:
        self._pages[-1] += [_moved(shape, self._page.left, self._y) for shape in line.shapes]
        self._y += line.height

    def _next_page(self) -> None:
        self._pages.append([])
        self._y = self._page.top

    def _grid(self, block: Grid) -> None:
        columns = tuple(
            RegisterColumn(
                title=each.title, share=each.share, align=each.align, size=self._style.body - 1
            )
            for each in block.columns
        )
        xs = column_edges(columns, self._page.left, self._page.room)
        head = measure_head(columns, xs)
        rows = [
            tall(measure_row(RegisterRow(cells=cells), columns, xs), block.height)
            for cells in block.rows
        ]
        self._y += 4
        if self._y + head.height + sum(r.height for r in rows[:1]) > self._page.floor:
            self._next_page()
        self._hang(head.shapes, head.height)
        for row in rows:
            rest = row
            while self._y + rest.height > self._page.floor:
                room = self._page.floor - self._y
                if rest.height > self._page.floor - self._page.top - head.height and room > _LEAST:
                    upper, rest = cut_row(rest, room)
                    self._row(upper)
                self._next_page()
                self._hang(head.shapes, head.height)
            self._row(rest)
        self._y += 4

    def _row(self, row: Measured) -> None:
        shapes = draw_row(row, 0)
        shapes += [Rule(x, 0, x, row.height, HAIR) for x in row.edges]
        shapes.append(Rule(row.edges[0], row.height, row.edges[-1], row.height, HAIR))
        self._hang(tuple(shapes), row.height)

    def _hang(self, shapes: tuple[Shape, ...], height: float) -> None:
        self._pages[-1] += [_moved(shape, 0, self._y) for shape in shapes]
        self._y += height

    def _lines(self, block: Block) -> list[_Line]:
        match block:
            case Paragraph():
                return _paragraph(block, self._style, self._page.room)
            case Beside():
                return [_beside(block, self._style, self._page.room)]
            case Hands():
                return [_hands(block, self._style, self._page.room)]
            case Grid():
                return []


def _paragraph(block: Paragraph, style: Style, room: float) -> list[_Line]:
    size = style.body
    step = size * LEADING
    left, shapes = block.left, list[Shape]()
    if block.hanging:
        sign = printable(block.hanging, Face.REGULAR)
        shapes.append(Words(left, size, sign, Face.REGULAR, size))
        # Numbers of one and of two figures have their words in one column.
        left += max(width(f"{sign} ", Face.REGULAR, size), width("00. ", Face.REGULAR, size))
    lines = set_lines(
        block.runs,
        size,
        room - left,
        first=block.first,
        align=block.align,
        justified=block.justified,
    )
    made = [
        tuple(msgspec.structs.replace(words, x=words.x + left, y=size) for words in line)
        for line in lines
    ]
    found: list[_Line] = []
    for place, words in enumerate(made):
        last = place == len(made) - 1
        rest = len(made) - place - 1
        # The first and the last two lines of a paragraph are never parted.
        keep = not last and (place < _TOGETHER - 1 or rest < _TOGETHER)
        own: tuple[Shape, ...] = (*shapes, *words) if place == 0 else words
        found.append(_Line(own, step, keep))
    if block.dotted:
        found = _with_dots(found, made, block, style, room, left)
        if not made:
            found[0] = msgspec.structs.replace(found[0], shapes=(*shapes, *found[0].shapes))
    if found and block.above:
        found.insert(0, _Line((), block.above, keep=True))
    if found:
        tail = found[-1]
        found[-1] = _Line(tail.shapes, tail.height + style.gap, tail.keep)
    return found


def _with_dots(
    found: list[_Line],
    made: list[tuple[Words, ...]],
    block: Paragraph,
    style: Style,
    room: float,
    left: float,
) -> list[_Line]:
    """Dotted lines to write on: the rest of the last line, then whole ones."""
    size, step = style.body, style.body * LEADING
    start = left
    if made and made[-1]:
        tail = made[-1][-1]
        start = tail.x + width(tail.text, tail.face, size) + 3
    for number in range(block.dotted):
        begin = start if number == 0 else block.left
        dots = _dots(begin, room, size)
        if number == 0 and found:
            found[-1] = msgspec.structs.replace(found[-1], shapes=(*found[-1].shapes, *dots))
        else:
            found.append(_Line(tuple(dots), step))
    return found


def _dots(left: float, right: float, size: float) -> list[Shape]:
    one = width(_DOTS, Face.REGULAR, size)
    count = int((right - left) / one)
    if count < 2:
        return []
    words = right_aligned(_DOTS * count, Face.REGULAR, size, right, size)
    return [words]


def _beside(block: Beside, style: Style, room: float) -> _Line:
    shapes: list[Shape] = []
    x, height = 0.0, 0.0
    for share, paragraph in block.parts:
        part = room * share / 100
        y = 0.0
        for line in _paragraph(paragraph, style, part - 6):
            shapes += [_moved(shape, x, y) for shape in line.shapes]
            y += line.height
        height = max(height, y)
        x += part
    return _Line(tuple(shapes), height)


def _hands(block: Hands, style: Style, room: float) -> _Line:
    size = style.body
    shapes, end = draw_hands(block.hands, 0, room, 0, size, style.blank)
    y = 8.0
    if block.to:
        small = size - 2
        y += (small + 1) * LEADING
        head = printable(block.to_head, Face.BOLD_ITALIC)
        shapes.append(Words(0, y, head, Face.BOLD_ITALIC, small + 1))
        for text in block.to:
            for line in wrap(text, Face.REGULAR, small, room * 0.44):
                y += small * LEADING
                shapes.append(Words(0, y, line, Face.REGULAR, small))
    return _Line(tuple(shapes), max(end, y) + 2)


def _moved(shape: Shape, right: float, down: float) -> Shape:
    match shape:
        case Rule():
            return Rule(
                shape.x1 + right, shape.y1 + down, shape.x2 + right, shape.y2 + down,
                shape.thickness,
            )  # fmt: skip
        case Box():
            return Box(shape.x + right, shape.y + down, shape.width, shape.height, shape.grey)
        case _:
            return msgspec.structs.replace(shape, x=shape.x + right, y=shape.y + down)


def beside_each_other(
    left: tuple[Shape, ...], right: tuple[Shape, ...], half: float, height: float
) -> tuple[Shape, ...]:
    """Two pages on one sheet with a dashed line where it is cut."""
    dashes = tuple(
        Rule(half, start, half, min(height, start + 3), 0.4) for start in range(0, int(height), 7)
    )
    return (*left, *dashes, *(_moved(shape, half, 0) for shape in right))
