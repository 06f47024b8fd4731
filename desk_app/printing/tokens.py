"""The parts of a paper in reading order, all words final, before anybody knows where they stand.

A paper family turns its values and its form description into these; `flow` lays them out, and
another writer (DOCX) can read the same tokens.
"""

from __future__ import annotations

from typing import Literal

import msgspec

from desk_app.core.form_description import Align
from desk_app.printing.shapes import MarkKind

RowKind = Literal["group", "plain", "total", "part", "remark"]
Keep = Literal["no", "if_room", "always"]


class Letterhead(msgspec.Struct, frozen=True):
    """The head: office on the left, motto on the right, place and date below the motto."""

    unit_lines: tuple[str, ...]
    motto: tuple[str, str]
    place_and_date: str


class Title(msgspec.Struct, frozen=True):
    """The name of the paper in bold, then smaller lines that say what it belongs to."""

    lines: tuple[str, ...]
    below: tuple[str, ...] = ()


class Notice(msgspec.Struct, frozen=True):
    """A sentence in a frame, on every page, that nobody may overlook."""

    text: str


class Legend(msgspec.Struct, frozen=True):
    """What the marks mean, on one line."""

    lead: str
    items: tuple[tuple[MarkKind, str], ...]


class Cell(msgspec.Struct, frozen=True, kw_only=True):
    """Paragraphs in one place of a row; `span` columns wide; marks stand before the words."""

    paragraphs: tuple[str, ...] = ()
    marks: tuple[MarkKind, ...] = ()
    span: int = 1
    bold: bool = False
    align: Align | None = None


class Row(msgspec.Struct, frozen=True, kw_only=True):
    """One row; `keep` ties it to the next one, so that no page ends between the two.

    "if_room" gives way where the whole chain of tied rows would leave a page empty or not fit one.
    """

    cells: tuple[Cell, ...]
    kind: RowKind = "plain"
    keep: Keep = "no"


class Column(msgspec.Struct, frozen=True, kw_only=True):
    """A column: its head, its share of the width in percent and how its words stand."""

    title: str
    share: float
    align: Align
    size: float


class Table(msgspec.Struct, frozen=True, kw_only=True):
    """Rows under a head that is repeated on each page; the last row stays with what follows."""

    columns: tuple[Column, ...]
    rows: tuple[Row, ...]


class Signature(msgspec.Struct, frozen=True):
    """Who signs, a blank for hand and seal, and the name if it is known."""

    lines: tuple[str, ...]
    hint: str
    name: str


class Foot(msgspec.Struct, frozen=True, kw_only=True):
    """What stands on every page. `page_words` has the holes {page} and {pages}.

    practice: made at a practice desk, which every page says above its text.
    """

    lines: tuple[str, ...]
    legend: Legend
    page_words: str
    code: str
    practice: bool = False


class Paper(msgspec.Struct, frozen=True, kw_only=True):
    """A whole paper as tokens."""

    title: str
    author: str
    moment: str
    letterhead: Letterhead
    heading: Title
    notice: Notice | None
    table: Table
    signature: Signature
    foot: Foot
