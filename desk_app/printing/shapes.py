"""What a finished page is made of: words, rules, boxes, marks and codes at fixed places.

All measures are points; x grows to the right, y grows downwards from the top edge of the paper.
"""

from __future__ import annotations

from typing import Literal

import msgspec

from desk_app.core.charts import shapes as charts
from desk_app.printing.fonts import Face

MarkKind = Literal["proven", "claimed", "unproven", "lost"]
MARKS: tuple[MarkKind, ...] = ("proven", "claimed", "unproven", "lost")


class Words(msgspec.Struct, frozen=True):
    """Words whose baseline starts at (x, y)."""

    x: float
    y: float
    text: str
    face: Face
    size: float


class Rule(msgspec.Struct, frozen=True):
    """A straight line."""

    x1: float
    y1: float
    x2: float
    y2: float
    thickness: float = 0.5


class Box(msgspec.Struct, frozen=True):
    """A rectangle from its upper left corner; grey: None = frame only, else filled, no frame."""

    x: float
    y: float
    width: float
    height: float
    grey: float | None = None


class Mark(msgspec.Struct, frozen=True):
    """One of the four marks of certainty; (x, y) is its upper left corner."""

    x: float
    y: float
    size: float
    kind: MarkKind


class Code(msgspec.Struct, frozen=True):
    """A QR code as large as `size` with its quiet border; (x, y) is its upper left corner."""

    x: float
    y: float
    size: float
    text: str


class Chart(msgspec.Struct, frozen=True):
    """A drawing list of `core.charts`; (x, y) is its upper left corner, `scale` points a pixel."""

    x: float
    y: float
    scale: float
    drawing: charts.Drawing


Shape = Words | Rule | Box | Mark | Code | Chart


class Drawing(msgspec.Struct, frozen=True, kw_only=True):
    """A whole paper, ready to be written in any format.

    author: the office, never a person. moment: when it was made, as PDF writes dates
    ("20261121140200+07'00'"), an input like everything else.
    """

    title: str
    author: str
    moment: str
    width: float
    height: float
    pages: tuple[tuple[Shape, ...], ...]
