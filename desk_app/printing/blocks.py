"""The parts of a form or letter in reading order, words final, before anybody knows their place."""

from __future__ import annotations

import msgspec

from desk_app.core.form_description import Align
from desk_app.printing.hands import Hand
from desk_app.printing.paper import MM, Page
from desk_app.printing.paragraph import Run


class Paragraph(msgspec.Struct, frozen=True, kw_only=True):
    """Words in a row; first, left: how far the first line, all lines are set in, in points.

    hanging: a sign (1. or –) that stands in front, the words beside it in one column.
    dotted: so many lines to write on by hand, where nothing is known.
    """

    runs: tuple[Run, ...] = ()
    align: Align = "left"
    justified: bool = False
    first: float = 0.0
    left: float = 0.0
    hanging: str = ""
    dotted: int = 0
    above: float = 0.0


class Beside(msgspec.Struct, frozen=True, kw_only=True):
    """Paragraphs beside each other with their shares of the width in percent."""

    parts: tuple[tuple[float, Paragraph], ...]


class GridColumn(msgspec.Struct, frozen=True, kw_only=True):
    """A column of a grid: head, share in percent, alignment."""

    title: str
    share: float
    align: Align = "left"


class Grid(msgspec.Struct, frozen=True, kw_only=True):
    """A ruled table whose head is repeated on each page; height: the least height of a row."""

    columns: tuple[GridColumn, ...]
    rows: tuple[tuple[str, ...], ...]
    height: float = 0.0


class Hands(msgspec.Struct, frozen=True, kw_only=True):
    """Who signs, with the last lines before it on the same page.

    to: the list of who receives the letter, at the left below its head.
    """

    hands: tuple[Hand, ...]
    to: tuple[str, ...] = ()
    to_head: str = ""


Block = Paragraph | Beside | Grid | Hands


class Head(msgspec.Struct, frozen=True, kw_only=True):
    """The head of the first page; number, place_and_date: "" where the paper has none.

    above: how many of the unit's lines name what it stands under, in plain letters. ruled: a short
    rule below the title, where its last line says what the paper is about.
    """

    unit_lines: tuple[str, ...]
    above: int = 0
    motto: tuple[str, str]
    number: str = ""
    place_and_date: str = ""
    code: str = ""
    code_words: str = ""
    title: tuple[str, ...]
    ruled: bool = False
    below: tuple[str, ...] = ()
    notice: str = ""


class Around(msgspec.Struct, frozen=True, kw_only=True):
    """What stands round the text: small lines at the foot, page of pages, marks above.

    numbered: as official letters, the page number on top from the second page on.
    """

    lines: tuple[str, ...] = ()
    page_words: str = ""
    reprint: str = ""
    practice: bool = False
    numbered: bool = False


class Style(msgspec.Struct, frozen=True, kw_only=True):
    """The sheet and the sizes of letters on it, in points."""

    page: Page
    body: float = 13.0
    head: float = 12.0
    title: float = 14.0
    small: float = 9.0
    gap: float = 3.0
    blank: float = 58.0
    code: float = 22 * MM


class BlockPaper(msgspec.Struct, frozen=True, kw_only=True):
    """One copy of a form or letter."""

    head: Head
    blocks: tuple[Block, ...]
    around: Around


# The sheets forms are printed on. NĐ 30/2020: A4 with 20–25 mm above and below, 30–35 mm left and
# 15–20 mm right. On A5 it asks for no more than that the same parts are there: narrower margins.
SHEETS = {
    "a4": Style(
        page=Page(width=210 * MM, height=297 * MM, left=30 * MM, right=15 * MM, top=20 * MM,
                  bottom=20 * MM),
    ),
    "a5": Style(
        page=Page(width=148.5 * MM, height=210 * MM, left=15 * MM, right=10 * MM, top=10 * MM,
                  bottom=13 * MM),
        body=10.5, head=9.5, title=12.0, small=7.5, gap=1.6, blank=34.0, code=18 * MM,
    ),
    "a4_landscape": Style(
        page=Page(width=297 * MM, height=210 * MM, left=30 * MM, right=15 * MM, top=20 * MM,
                  bottom=18 * MM),
        body=12.5,
    ),
}  # fmt: skip
