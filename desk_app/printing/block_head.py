"""The head of a form or letter, and what stands round its pages: after NĐ 30/2020/NĐ-CP."""

from __future__ import annotations

from desk_app.printing import paper
from desk_app.printing.blocks import BlockPaper, Head, Style
from desk_app.printing.flow import PRACTICE
from desk_app.printing.fonts import Face, printable, width
from desk_app.printing.paper import LEADING, centred, right_aligned
from desk_app.printing.shapes import Code, Rule, Shape, Words
from desk_app.printing.wrap import wrap


def draw_head(head: Head, style: Style) -> tuple[list[Shape], float]:
    """Office left, motto right, number and date below, code, title, notice; and where they end."""
    page, size = style.page, style.head
    shapes: list[Shape] = []
    country, watchword = head.motto
    # The motto stands on one line at the right; what is left of the width is the office's.
    motto = printable(country, Face.BOLD)
    reach = min(width(motto, Face.BOLD, size), page.room * 0.56)
    motto_size = size * reach / width(motto, Face.BOLD, size)
    right_middle = page.width - page.right - reach / 2
    left_room = page.room - reach - size
    left_middle = page.left + left_room / 2
    y, longest = page.top, 0.0
    for place, text in enumerate(head.unit_lines):
        face = Face.REGULAR if place < head.above else Face.BOLD
        lines = _balanced(text, face, size, left_room)
        for part in lines:
            y += size * LEADING
            shapes.append(centred(part, face, size, left_middle, y))
        longest = max((width(line, face, size) for line in lines), default=0.0)
    y += 3.5
    shapes.append(Rule(left_middle - longest * 0.2, y, left_middle + longest * 0.2, y, 0.75))
    below = y + 3
    y = page.top + size * LEADING
    shapes.append(centred(country, Face.BOLD, motto_size, right_middle, y))
    y += (size + 1) * LEADING
    watch = centred(watchword, Face.BOLD, motto_size + 1, right_middle, y)
    shapes.append(watch)
    half = width(watch.text, Face.BOLD, motto_size + 1) / 2
    y += 3.5
    shapes.append(Rule(right_middle - half, y, right_middle + half, y, 0.75))
    y = max(below, y + 3)
    end = y
    for text, middle, room, face in (
        (head.number, left_middle, left_room, Face.REGULAR),
        (head.place_and_date, right_middle, reach, Face.ITALIC),
    ):
        at = y
        for part in wrap(text, face, size + 0.5, room):
            at += (size + 0.5) * LEADING
            shapes.append(centred(part, face, size + 0.5, middle, at))
        end = max(end, at)
    title, y = _title(head, style, end + style.gap + 4)
    return [*shapes, *title], y


def _balanced(text: str, face: Face, size: float, room: float) -> list[str]:
    """The lines of a text, as few as possible and as equally long as possible."""
    lines = wrap(text, face, size, room)
    if len(lines) < 2:
        return lines
    narrow = room
    while narrow > size * 4:
        narrow -= size / 4
        tighter = wrap(text, face, size, narrow)
        if len(tighter) > len(lines):
            break
        lines = tighter
    return lines


def _title(head: Head, style: Style, top: float) -> tuple[list[Shape], float]:
    page = style.page
    shapes: list[Shape] = []
    middle = page.left + page.room / 2
    room = page.room
    if head.code:
        room -= 2 * (style.code + 4)
    y = top
    for text in head.title:
        for part in wrap(text, Face.BOLD, style.title, room):
            y += style.title * LEADING
            shapes.append(centred(part, Face.BOLD, style.title, middle, y))
    if head.ruled and shapes:
        # NĐ 30/2020: below what the paper is about, a rule of a third to a half of its length.
        reach = width(printable(head.title[-1], Face.BOLD), Face.BOLD, style.title) * 0.2
        y += 4
        shapes.append(Rule(middle - reach, y, middle + reach, y, 0.75))
    for text in head.below:
        for part in wrap(text, Face.ITALIC, style.body, room):
            y += style.body * LEADING
            shapes.append(centred(part, Face.ITALIC, style.body, middle, y))
    if head.notice:
        size = style.body - 1.5
        y += size * 2.1
        shapes += paper.draw_notice(head.notice, size, middle, y)
        y += size * 0.5
    if head.code:
        x = page.width - page.right - style.code
        shapes.append(Code(x, top - 2, style.code, head.code))
        under = top - 2 + style.code
        words = printable(head.code_words, Face.REGULAR)
        if words:
            under += style.small
            shapes.append(centred(words, Face.REGULAR, style.small, x + style.code / 2, under))
        y = max(y, under)
    return shapes, y + style.gap + style.body * 0.6


def draw_around(content: BlockPaper, style: Style, number: int, pages: int) -> list[Shape]:
    """What stands above and below the text of one page."""
    page, around = style.page, content.around
    shapes: list[Shape] = []
    if around.numbered and number > 1:
        middle = page.left + page.room / 2
        shapes.append(centred(str(number), Face.REGULAR, style.body, middle, page.top - 14))
    if around.practice:
        size = style.small + 1
        reach = paper.notice_width(PRACTICE, size) / 2
        shapes += paper.draw_notice(
            PRACTICE, size, page.left + reach, max(page.top - 8, size * 1.8)
        )
    right = page.width - page.right
    if around.page_words or around.lines:
        top = page.floor + 3
        shapes.append(Rule(page.left, top, right, top, 0.5))
        size = style.small
        y = top + size * 1.25
        words = right_aligned(
            around.page_words.format(page=number, pages=pages), Face.REGULAR, size + 0.5, right, y
        )
        shapes.append(words)
        room = page.room - width(words.text, Face.REGULAR, size + 0.5) - 12
        for text in around.lines:
            for part in wrap(text, Face.REGULAR, size, room):
                shapes.append(Words(page.left, y, part, Face.REGULAR, size))
                y += size * 1.2
        if around.reprint:
            at = top + size * 1.25 + (size + 0.5) * 1.25
            shapes.append(right_aligned(around.reprint, Face.BOLD, size + 0.5, right, at))
    return shapes
