"""The pieces of a page that NĐ 30/2020/NĐ-CP, Phụ lục I, lays down: margins, head, signature.

Sizes are those of the decree; where it gives a range, the value that leaves the table most room.
"""

from __future__ import annotations

import msgspec

from desk_app.printing.fonts import Face, printable, width
from desk_app.printing.shapes import Box, Mark, Rule, Shape, Words
from desk_app.printing.tokens import Legend, Letterhead, Signature, Title
from desk_app.printing.wrap import wrap

MM = 72 / 25.4
LEADING = 1.2

MOTTO_SIZE = 12.0  # quốc hiệu 12–13
WATCHWORD_SIZE = 13.0  # tiêu ngữ 13–14
UNIT_SIZE = 12.0  # tên cơ quan 12–13
DATE_SIZE = 13.0  # địa danh, thời gian 13–14
TITLE_SIZE = 14.0  # tên loại 13–14
PAGE_NUMBER_SIZE = 13.0  # số trang 13–14
SIGNATURE_SIZE = 13.0  # quyền hạn, chức vụ, họ tên 13–14
SIGNATURE_BLANK = 62.0  # room for a hand and a seal of 36 mm over a third of it
HINT_SIZE = 11.0


class Page(msgspec.Struct, frozen=True, kw_only=True):
    """A sheet and its margins in points."""

    width: float
    height: float
    left: float
    right: float
    top: float
    bottom: float

    @property
    def room(self) -> float:
        """The width between the margins."""
        return self.width - self.left - self.right

    @property
    def floor(self) -> float:
        """The lowest y that content may reach."""
        return self.height - self.bottom


# Top and bottom 20–25 mm, left 30–35 mm, right 15–20 mm; the foot lies in the bottom margin.
A4_LANDSCAPE = Page(
    width=297 * MM, height=210 * MM, left=30 * MM, right=15 * MM, top=20 * MM, bottom=25 * MM
)


def centred(text: str, face: Face, size: float, middle: float, baseline: float) -> Words:
    """Words centred on `middle`."""
    plain = printable(text, face)
    return Words(middle - width(plain, face, size) / 2, baseline, plain, face, size)


def right_aligned(text: str, face: Face, size: float, right: float, baseline: float) -> Words:
    """Words that end at `right`."""
    plain = printable(text, face)
    return Words(right - width(plain, face, size), baseline, plain, face, size)


def draw_letterhead(head: Letterhead, page: Page, top: float) -> tuple[list[Shape], float]:
    """Office left, motto right, both ruled, place and date below; and the y where the head ends."""
    shapes: list[Shape] = []
    left_middle = page.left + page.room * 0.25
    right_middle = page.left + page.room * 0.72
    half = page.room * 0.46

    y = top
    longest = 0.0
    for line in head.unit_lines:
        for part in wrap(line, Face.BOLD, UNIT_SIZE, half):
            y += UNIT_SIZE * LEADING
            shapes.append(centred(part, Face.BOLD, UNIT_SIZE, left_middle, y))
            longest = max(longest, width(part, Face.BOLD, UNIT_SIZE))
    # A rule of a third to a half of the name's width.
    y += 4
    shapes.append(Rule(left_middle - longest * 0.2, y, left_middle + longest * 0.2, y, 0.75))
    left_end = y

    country, watchword = head.motto
    y = top + UNIT_SIZE * LEADING
    shapes.append(centred(country, Face.BOLD, MOTTO_SIZE, right_middle, y))
    y += WATCHWORD_SIZE * LEADING
    shapes.append(centred(watchword, Face.BOLD, WATCHWORD_SIZE, right_middle, y))
    # The rule below the watchword is exactly as long as the words.
    reach = width(printable(watchword, Face.BOLD), Face.BOLD, WATCHWORD_SIZE) / 2
    y += 4
    shapes.append(Rule(right_middle - reach, y, right_middle + reach, y, 0.75))
    y += 4
    room = 2 * (page.width - page.right - right_middle)
    for part in wrap(head.place_and_date, Face.ITALIC, DATE_SIZE, room):
        y += DATE_SIZE * LEADING
        shapes.append(centred(part, Face.ITALIC, DATE_SIZE, right_middle, y))
    return shapes, max(left_end, y) + 4


def draw_title(title: Title, page: Page, top: float) -> tuple[list[Shape], float]:
    """The name of the paper and the lines below it, centred; and the y where they end."""
    shapes: list[Shape] = []
    middle = page.left + page.room / 2
    y = top + 4
    for line in title.lines:
        for part in wrap(line, Face.BOLD, TITLE_SIZE, page.room):
            y += TITLE_SIZE * LEADING
            shapes.append(centred(part, Face.BOLD, TITLE_SIZE, middle, y))
    for line in title.below:
        for part in wrap(line, Face.ITALIC, DATE_SIZE, page.room):
            y += DATE_SIZE * LEADING
            shapes.append(centred(part, Face.ITALIC, DATE_SIZE, middle, y))
    return shapes, y + 5


def draw_page_number(page: Page, number: int) -> list[Shape]:
    """The number in the middle of the top margin; the first page carries none."""
    if number == 1:
        return []
    middle = page.left + page.room / 2
    return [centred(str(number), Face.REGULAR, PAGE_NUMBER_SIZE, middle, page.top - 16)]


def notice_width(text: str, size: float) -> float:
    """How wide the frame of `draw_notice` is."""
    return width(printable(text, Face.BOLD), Face.BOLD, size) + 12


def draw_notice(text: str, size: float, middle: float, baseline: float) -> list[Shape]:
    """A framed sentence in bold around `middle`."""
    words = centred(text, Face.BOLD, size, middle, baseline)
    frame = Box(words.x - 6, baseline - size * 1.1, notice_width(text, size), size * 1.55)
    return [words, frame]


def draw_legend(legend: Legend, size: float, right: float, baseline: float) -> list[Shape]:
    """The marks and their words on one line that ends at `right`."""
    shapes: list[Shape] = []
    x = right
    mark = size * 0.85
    for kind, words in reversed(legend.items):
        text = right_aligned(words, Face.REGULAR, size, x, baseline)
        x = text.x - mark - 3
        shapes += [text, Mark(x, baseline - mark + 0.5, mark, kind)]
        x -= 10
    shapes.append(right_aligned(legend.lead, Face.REGULAR, size, x + 4, baseline))
    return shapes


def signature_height(signature: Signature, page: Page) -> float:
    """How much room `draw_signature` takes."""
    return draw_signature(signature, page, 0.0)[1]


def draw_signature(signature: Signature, page: Page, top: float) -> tuple[list[Shape], float]:
    """The block at the right: authority and office in bold capitals, a blank, the name."""
    shapes: list[Shape] = []
    half = page.room * 0.42
    middle = page.left + page.room * 0.76
    y = top + 10
    for line in signature.lines:
        for part in wrap(line, Face.BOLD, SIGNATURE_SIZE, half):
            y += SIGNATURE_SIZE * LEADING
            shapes.append(centred(part, Face.BOLD, SIGNATURE_SIZE, middle, y))
    if signature.hint:
        y += HINT_SIZE * LEADING
        shapes.append(centred(signature.hint, Face.ITALIC, HINT_SIZE, middle, y))
    y += SIGNATURE_BLANK
    for part in wrap(signature.name, Face.BOLD, SIGNATURE_SIZE, half):
        y += SIGNATURE_SIZE * LEADING
        shapes.append(centred(part, Face.BOLD, SIGNATURE_SIZE, middle, y))
    return shapes, y
