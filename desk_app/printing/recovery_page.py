"""The sheet with the recovery key: one page for a sealed envelope, its eight groups large."""

from __future__ import annotations

import msgspec

from desk_app.printing.fonts import Face
from desk_app.printing.paper import LEADING, MM, Page, centred, right_aligned
from desk_app.printing.shapes import Box, Drawing, Rule, Shape, Words
from desk_app.printing.to_pdf import pdf_bytes
from desk_app.printing.wrap import wrap

A4_UPRIGHT = Page(
    width=210 * MM, height=297 * MM, left=30 * MM, right=20 * MM, top=20 * MM, bottom=20 * MM
)
HEAD_SIZE, BODY_SIZE, SMALL_SIZE = 12.0, 13.0, 10.0
TITLE_SIZE, NUMBER_SIZE, GROUP_SIZE = 22.0, 14.0, 30.0
_ACROSS = 2
_CELL_HEIGHT = 52.0
_HANDS_BLANK = 64.0


class RecoverySheet(msgspec.Struct, frozen=True, kw_only=True):
    """What stands on the sheet, all words final; `hands` are the two who sign beside each other."""

    unit: str
    desk: str
    date: str
    title: str
    number: str
    groups: tuple[str, ...]
    sentences: tuple[str, ...]
    hands: tuple[str, str]
    moment: str

    def __repr__(self) -> str:
        return "RecoverySheet()"  # the key must not reach a log


def recovery_page(sheet: RecoverySheet) -> bytes:
    """The sheet as a PDF of one A4 page."""
    page = A4_UPRIGHT
    shapes = _head(sheet, page)
    y = page.top + 96
    middle = page.left + page.room / 2
    shapes.append(centred(sheet.title, Face.BOLD, TITLE_SIZE, middle, y))
    y += NUMBER_SIZE * LEADING + 8
    shapes.append(centred(sheet.number, Face.REGULAR, NUMBER_SIZE, middle, y))
    groups, y = _groups(sheet.groups, page, y + 26)
    shapes += groups
    y += 30
    for sentence in sheet.sentences:
        for part in wrap(sentence, Face.REGULAR, BODY_SIZE, page.room):
            shapes.append(Words(page.left, y, part, Face.REGULAR, BODY_SIZE))
            y += BODY_SIZE * LEADING
        y += 7
    shapes += _hands(sheet.hands, page, y + 18)
    # The title says nothing that the envelope would not say, and never the key.
    drawing = Drawing(
        title=f"{sheet.title} – {sheet.desk}",
        author=sheet.unit,
        moment=sheet.moment,
        width=page.width,
        height=page.height,
        pages=(tuple(shapes),),
    )
    return pdf_bytes(drawing)


def _head(sheet: RecoverySheet, page: Page) -> list[Shape]:
    shapes: list[Shape] = []
    right = page.left + page.room
    y = page.top + HEAD_SIZE
    for part in wrap(sheet.unit, Face.BOLD, HEAD_SIZE, page.room * 0.68):
        shapes.append(Words(page.left, y, part, Face.BOLD, HEAD_SIZE))
        y += HEAD_SIZE * LEADING
    for part in wrap(sheet.desk, Face.REGULAR, HEAD_SIZE, page.room * 0.68):
        shapes.append(Words(page.left, y, part, Face.REGULAR, HEAD_SIZE))
        y += HEAD_SIZE * LEADING
    shapes.append(right_aligned(sheet.date, Face.REGULAR, HEAD_SIZE, right, page.top + HEAD_SIZE))
    shapes.append(Rule(page.left, y, right, y, 0.75))
    return shapes


def _groups(groups: tuple[str, ...], page: Page, top: float) -> tuple[list[Shape], float]:
    """Rows of two framed groups, each with its number; and the y where they end."""
    shapes: list[Shape] = []
    width = page.room / _ACROSS
    for place, group in enumerate(groups):
        x = page.left + place % _ACROSS * width
        y = top + place // _ACROSS * _CELL_HEIGHT
        shapes.append(Box(x, y, width, _CELL_HEIGHT))
        shapes.append(Words(x + 5, y + SMALL_SIZE + 4, str(place + 1), Face.REGULAR, SMALL_SIZE))
        baseline = y + _CELL_HEIGHT / 2 + GROUP_SIZE * 0.34
        shapes.append(centred(group, Face.BOLD, GROUP_SIZE, x + width / 2, baseline))
    rows = -(-len(groups) // _ACROSS)
    return shapes, top + rows * _CELL_HEIGHT


def _hands(hands: tuple[str, str], page: Page, top: float) -> list[Shape]:
    shapes: list[Shape] = []
    half = page.room / 2
    for place, words in enumerate(hands):
        left = page.left + place * half
        y = top
        for part in wrap(words, Face.BOLD, BODY_SIZE, half * 0.9):
            shapes.append(centred(part, Face.BOLD, BODY_SIZE, left + half / 2, y))
            y += BODY_SIZE * LEADING
        line = top + _HANDS_BLANK
        shapes.append(Rule(left + half * 0.12, line, left + half * 0.88, line, 0.5))
    return shapes
