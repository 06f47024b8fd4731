"""The page that shows whether a printer prints our papers: every letter, straight margins, greys.

Its frame lies exactly on the margins of our papers, so that a ruler finds a driver that scales.
"""

from __future__ import annotations

import msgspec

from desk_app.core.text import VIETNAMESE_LETTERS
from desk_app.printing.fonts import Face
from desk_app.printing.paper import LEADING, MM, Page, centred
from desk_app.printing.shapes import MARKS, Box, Code, Drawing, Mark, Rule, Shape, Words
from desk_app.printing.to_pdf import pdf_bytes
from desk_app.printing.wrap import wrap

A4_TEST = Page(
    width=210 * MM, height=297 * MM, left=30 * MM, right=15 * MM, top=20 * MM, bottom=20 * MM
)
# The letters that the poorest fonts and drivers lose first.
HARD_LETTERS = "Ệ ữ ỡ ặ đ"
_INSET = 10.0
_GREYS = (0.9, 0.75, 0.5, 0.25, 0.0)
_TICK = 10 * MM


class TestSheet(msgspec.Struct, frozen=True, kw_only=True):
    """The words of the test page, all final; code is what its QR code says."""

    __test__ = False  # not for pytest

    title: str
    machine: str
    sentences: tuple[str, ...]
    ruler: str
    code: str
    moment: str


def test_page(sheet: TestSheet) -> bytes:
    """The page as a PDF of one A4 page."""
    page = A4_TEST
    room = page.room - 2 * _INSET
    left = page.left + _INSET
    middle = page.left + page.room / 2
    shapes: list[Shape] = [
        Box(page.left, page.top, page.room, page.floor - page.top),
        centred(sheet.title, Face.BOLD, 18, middle, page.top + 34),
        centred(sheet.machine, Face.REGULAR, 12, middle, page.top + 54),
        centred(HARD_LETTERS, Face.BOLD, 40, middle, page.top + 108),
    ]
    y = page.top + 140
    letters = " ".join(VIETNAMESE_LETTERS)
    for face in Face:
        for text in (letters, letters.upper()):
            for part in wrap(text, face, 12, room):
                y += 12 * LEADING + 1
                shapes.append(Words(left, y, part, face, 12))
        y += 8
    y += 12
    for sentence in sheet.sentences:
        for part in wrap(sentence, Face.REGULAR, 13, room):
            y += 13 * LEADING
            shapes.append(Words(left, y, part, Face.REGULAR, 13))
        y += 5
    shapes += _marks(left, y + 16, sheet.code, left + room)
    shapes += _ruler(sheet.ruler, left, page.floor - 26)
    drawing = Drawing(
        title=sheet.title,
        author="Một Cửa",
        moment=sheet.moment,
        width=page.width,
        height=page.height,
        pages=(tuple(shapes),),
    )
    return pdf_bytes(drawing)


test_page.__test__ = False  # type: ignore[attr-defined]  # not for pytest


def _marks(left: float, top: float, code: str, right: float) -> list[Shape]:
    """The four marks of certainty, five greys and a code."""
    shapes: list[Shape] = []
    x = left
    for kind in MARKS:
        shapes.append(Mark(x, top, 24, kind))
        x += 34
    for grey in _GREYS:
        shapes += [Box(x, top, 24, 24, grey), Box(x, top, 24, 24)]
        x += 26
    shapes.append(Code(right - 64, top - 8, 64, code))
    return shapes


def _ruler(words: str, left: float, baseline: float) -> list[Shape]:
    """A line of exactly ten centimetres."""
    end = left + 10 * _TICK
    shapes: list[Shape] = [Rule(left, baseline, end, baseline, 1)]
    for step in range(11):
        x = left + step * _TICK
        shapes.append(Rule(x, baseline - 5, x, baseline + 5, 0.75))
    shapes.append(Words(end + 8, baseline + 4, words, Face.REGULAR, 10))
    return shapes
