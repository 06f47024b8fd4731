"""Registers and lists: any number of rows under a head that each page repeats, sums at the foot.

One builder for every paper that is mostly a table (case log book, book of certified copies, daily
list of fees, day sheet, statistics): the caller gives final words, this file gives pages.
"""

from __future__ import annotations

import msgspec

from desk_app.printing import paper
from desk_app.printing.flow import draw_foot
from desk_app.printing.fonts import Face
from desk_app.printing.hands import Hand, draw_hands, hands_height
from desk_app.printing.paper import A4_LANDSCAPE, LEADING, Page
from desk_app.printing.ruled import (
    HAIR,
    Measured,
    RegisterColumn,
    RegisterRow,
    RegisterRowKind,
    TableHead,
    column_edges,
    cut_row,
    draw_row,
    measure_head,
    measure_row,
    moved_down,
)
from desk_app.printing.shapes import Drawing, Rule, Shape, Words
from desk_app.printing.to_pdf import pdf_bytes
from desk_app.printing.tokens import Foot, Letterhead, Title
from desk_app.printing.wrap import wrap

__all__ = [
    "Hand",
    "Register",
    "RegisterColumn",
    "RegisterRow",
    "RegisterRowKind",
    "RegisterTable",
    "lay_out_register",
    "register_pdf",
]

TEXT_SIZE = 12.0
HAND_SIZE, HAND_BLANK = 13.0, 58.0
_STEP = TEXT_SIZE * LEADING
_TITLE_GAP, _TEXT_GAP = 8.0, 5.0
# So many rows stay on the page of the signatures, so that nobody signs an empty sheet.
_LAST_ROWS = 2


class RegisterTable(msgspec.Struct, frozen=True, kw_only=True):
    """A table with a title of its own (may be empty), lines above it and lines below it.

    numbered: a row (1) (2) (3) below the head. empty: the words in place of rows when there are
    none.
    """

    columns: tuple[RegisterColumn, ...]
    rows: tuple[RegisterRow, ...]
    title: str = ""
    lead: tuple[str, ...] = ()
    after: tuple[str, ...] = ()
    numbered: bool = False
    empty: str = ""


class Register(msgspec.Struct, frozen=True, kw_only=True):
    """A whole paper: head, tables, closing lines, hands, what stands below each page."""

    title: str
    author: str
    moment: str
    letterhead: Letterhead
    heading: Title
    tables: tuple[RegisterTable, ...]
    foot: Foot
    closing: tuple[str, ...] = ()
    hands: tuple[Hand, ...] = ()
    page: Page = A4_LANDSCAPE


def register_pdf(register: Register) -> bytes:
    """The register as a PDF file; equal registers, equal bytes."""
    return pdf_bytes(lay_out_register(register))


def lay_out_register(register: Register) -> Drawing:
    """The finished pages."""
    page = register.page
    pages = _Layout(register).run()
    return Drawing(
        title=register.title,
        author=register.author,
        moment=register.moment,
        width=page.width,
        height=page.height,
        pages=tuple(
            (
                *shapes,
                *paper.draw_page_number(page, number),
                *draw_foot(register.foot, page, number, len(pages)),
            )
            for number, shapes in enumerate(pages, start=1)
        ),
    )


class _Layout:
    """Fills pages from above; knows how much room the present page has left."""

    def __init__(self, register: Register) -> None:
        self._register, self._page = register, register.page
        self._pages: list[list[Shape]] = [[]]
        self._y = self._page.top
        # The rules of the table part that stands on this page so far.
        self._edges: tuple[float, ...] = ()
        self._edges_from = 0.0

    def run(self) -> list[list[Shape]]:
        register, page = self._register, self._page
        head, y = paper.draw_letterhead(register.letterhead, page, page.top)
        title, y = paper.draw_title(register.heading, page, y)
        self._pages[-1] += [*head, *title]
        self._y = y + 4
        for place, table in enumerate(register.tables):
            self._table(table, last=place == len(register.tables) - 1)
        self._text(register.closing)
        tail = self._hands_height()
        if tail > self._page.floor - self._y:
            self._next_page()
        self._pages[-1] += draw_hands(
            register.hands, page.left, page.room, self._y, HAND_SIZE, HAND_BLANK
        )[0]
        return self._pages

    def _hands_height(self) -> float:
        return hands_height(self._register.hands, self._page.room, HAND_SIZE, HAND_BLANK)

    def _tail_height(self) -> float:
        """What must stand below the last row: lines after the table, closing lines and hands."""
        height = _TITLE_GAP + self._hands_height()
        for sentences in (self._register.tables[-1].after, self._register.closing):
            for text in sentences:
                height += len(wrap(text, Face.REGULAR, TEXT_SIZE, self._page.room)) * _STEP
            height += _TEXT_GAP if sentences else 0.0
        return height

    def _text(self, sentences: tuple[str, ...], face: Face = Face.REGULAR) -> None:
        for sentence in sentences:
            for line in wrap(sentence, face, TEXT_SIZE, self._page.room):
                if self._y + _STEP > self._page.floor:
                    self._next_page()
                self._y += _STEP
                self._pages[-1].append(Words(self._page.left, self._y, line, face, TEXT_SIZE))
        if sentences:
            self._y += _TEXT_GAP

    def _next_page(self) -> None:
        self._close_rules()
        self._pages.append([])
        self._y = self._page.top

    def _table(self, table: RegisterTable, *, last: bool) -> None:
        xs = column_edges(table.columns, self._page.left, self._page.room)
        head = measure_head(table.columns, xs, numbered=table.numbered)
        head_height = head.height
        rows = [measure_row(row, table.columns, xs) for row in _rows(table)]
        if table.title or table.lead:
            need = TEXT_SIZE * LEADING * (1 + len(table.lead)) + head_height + 40
            if self._y + need > self._page.floor:
                self._next_page()
            self._text((table.title,) if table.title else (), Face.BOLD)
            self._text(table.lead)
        elif self._y + head_height + 30 > self._page.floor:
            self._next_page()
        self._draw_head(head)
        tail = self._tail_height() if last else 0.0
        last_rows = _last_rows(table)
        kept = sum(row.height for row in rows[last_rows:]) + tail
        whole = self._page.floor - self._page.top - head_height
        for place, row in enumerate(rows):
            need = row.height
            if table.rows and place == last_rows and kept <= whole:
                need = kept
            elif _leads(table, place) and place + 1 < len(rows):
                need += rows[place + 1].height
            if self._y + min(need, whole) > self._page.floor + 0.01:
                self._next_page()
                self._draw_head(head)
            self._row(row, head)
        self._close_rules()
        self._y += _TITLE_GAP
        self._text(table.after)

    def _draw_head(self, head: TableHead) -> None:
        self._pages[-1] += [moved_down(shape, self._y) for shape in head.shapes]
        self._y += head.height

    def _row(self, row: Measured, head: TableHead) -> None:
        """A row, cut where the page ends only if no page holds it whole."""
        while self._y + row.height > self._page.floor + 0.01:
            upper, row = cut_row(row, self._page.floor - self._y)
            self._put(upper)
            self._next_page()
            self._draw_head(head)
        self._put(row)

    def _put(self, row: Measured) -> None:
        shapes, edges = self._pages[-1], row.edges
        if edges != self._edges:
            self._close_rules()
            self._edges, self._edges_from = edges, self._y
        shapes += draw_row(row, self._y)
        self._y += row.height
        shapes.append(Rule(edges[0], self._y, edges[-1], self._y, HAIR))

    def _close_rules(self) -> None:
        """The upright rules of the rows that ended here, each as one line."""
        if self._edges and self._y > self._edges_from:
            self._pages[-1] += [Rule(x, self._edges_from, x, self._y, HAIR) for x in self._edges]
        self._edges = ()


def _rows(table: RegisterTable) -> tuple[RegisterRow, ...]:
    if table.rows or not table.empty:
        return table.rows
    return (RegisterRow(cells=(table.empty,), span=len(table.columns)),)


def _last_rows(table: RegisterTable) -> int:
    """Where the rows begin that stay with the signatures; a sum takes a row of its own with it."""
    start = max(0, len(table.rows) - _LAST_ROWS)
    while start and all(row.kind != "plain" for row in table.rows[start:]):
        start -= 1
    return start


def _leads(table: RegisterTable, place: int) -> bool:
    """Whether the row says what the next ones are, and so may not end a page."""
    return place < len(table.rows) and table.rows[place].kind == "group"
