"""Tokens laid out on pages: what stands where, and where a page may end.

No row is cut unless it is higher than a page; a head stays with its first row; the last rows, the
sums and the signature stay together.
"""

from __future__ import annotations

from desk_app.printing import paper, table
from desk_app.printing.fonts import Face, printable
from desk_app.printing.paper import MM, Page
from desk_app.printing.shapes import Code, Drawing, Rule, Shape, Words
from desk_app.printing.table import MeasuredRow
from desk_app.printing.tokens import Foot, Paper

FOOT_SIZE = 9.5
NOTICE_SIZE = 11.0
NOTICE_SMALL = 9.5
CODE_SIZE = 17 * MM
# A row that must be cut begins on a page only if that page holds at least so much of it.
_WORTH_BEGINNING = 120.0
# Below a very long title the table begins on the next page.
_LEAST_ROWS = 40.0


def lay_out(content: Paper, page: Page) -> Drawing:
    """The finished pages of a paper."""
    pages = _Flow(content, page).run()
    finished = tuple(
        (*shapes, *_furniture(content, page, number, len(pages)))
        for number, shapes in enumerate(pages, start=1)
    )
    return Drawing(
        title=content.title,
        author=content.author,
        moment=content.moment,
        width=page.width,
        height=page.height,
        pages=finished,
    )


class _Flow:
    def __init__(self, content: Paper, page: Page) -> None:
        self._content = content
        self._page = page
        self._xs = table.edges(content.table.columns, page.left, page.room)
        self._head = table.measure_head(content.table.columns, self._xs)
        self._pages: list[list[Shape]] = [[]]
        self._y = page.top
        # A page without any row yet takes what comes, else a tall block would break for ever.
        self._fresh = True

    def run(self) -> list[list[Shape]]:
        self._first_page()
        signature = self._content.signature
        tail = paper.signature_height(signature, self._page)
        blocks = self._blocks()
        for block in blocks[:-1]:
            self._place(block, 0.0)
        self._place(blocks[-1], tail)
        if self._y + tail > self._page.floor:
            self._pages.append([])
            self._y = self._page.top
        self._pages[-1] += paper.draw_signature(signature, self._page, self._y)[0]
        return self._pages

    def _first_page(self) -> None:
        head, y = paper.draw_letterhead(self._content.letterhead, self._page, self._page.top)
        title, y = paper.draw_title(self._content.heading, self._page, y)
        self._pages[-1] += [*head, *title]
        if self._content.notice is not None:
            y += NOTICE_SIZE * 1.4
            self._pages[-1] += paper.draw_notice(
                self._content.notice.text, NOTICE_SIZE, self._page.left + self._page.room / 2, y
            )
            y += NOTICE_SIZE * 0.45
        self._y = y + 7
        if self._left_over < self._head.height + _LEAST_ROWS:
            self._new_page()
        else:
            self._draw_head()

    def _draw_head(self) -> None:
        self._pages[-1] += table.draw(self._head, self._y)
        self._y += self._head.height
        self._fresh = True

    def _new_page(self) -> None:
        self._pages.append([])
        self._y = self._page.top
        self._draw_head()

    def _blocks(self) -> list[list[MeasuredRow]]:
        blocks: list[list[MeasuredRow]] = [[]]
        for row in self._content.table.rows:
            measured = table.measure(row, self._content.table.columns, self._xs)
            blocks[-1].append(measured)
            if measured.keep == "no":
                blocks.append([])
        return blocks if blocks[-1] else blocks[:-1] or [[]]

    @property
    def _left_over(self) -> float:
        return self._page.floor - self._y

    @property
    def _whole_page(self) -> float:
        return self._page.floor - self._page.top - self._head.height

    def _place(self, block: list[MeasuredRow], tail: float) -> None:
        """The rows of a block together with `tail` below them, on one page if any page can."""
        need = sum(row.height for row in block) + tail
        if need <= self._left_over:
            self._draw(block)
            return
        fits_a_page = need <= self._whole_page
        parted = _part(block)
        if parted is not None and (self._fresh or not fits_a_page):
            self._place(parted[0], 0.0)
            self._place(parted[1], tail)
        elif fits_a_page:
            self._new_page()
            self._draw(block)
        elif block:
            self._place_cut(block, tail)

    def _place_cut(self, block: list[MeasuredRow], tail: float) -> None:
        """A block that fits no page: its tallest row is cut where the page ends."""
        tallest = max(range(len(block)), key=lambda index: block[index].height)
        before, row, after = block[:tallest], block[tallest], block[tallest + 1 :]
        opening = sum(each.height for each in before) + _WORTH_BEGINNING
        if not self._fresh and opening > self._left_over:
            self._new_page()
        for each in before:
            if not self._fresh and self._left_over < each.height <= self._whole_page:
                self._new_page()
            self._draw_cut(each)
        self._draw_cut(row)
        self._place(after, tail)

    def _draw_cut(self, row: MeasuredRow) -> None:
        while row.height > self._left_over:
            if not self._fresh and self._left_over < _LEAST_ROWS:
                self._new_page()
                continue
            upper, row = table.cut(row, self._left_over)
            self._draw([upper])
            self._new_page()
        self._draw([row])

    def _draw(self, rows: list[MeasuredRow]) -> None:
        for row in rows:
            self._pages[-1] += table.draw(row, self._y)
            self._y += row.height
            self._fresh = False


def _part(block: list[MeasuredRow]) -> tuple[list[MeasuredRow], list[MeasuredRow]] | None:
    """The block in two where a tie gives way, as late as possible; None if no tie does."""
    for index in range(len(block) - 1, 0, -1):
        if block[index - 1].keep == "if_room":
            return block[:index], block[index:]
    return None


# No paper of a practice desk may be taken for one of the commune.
PRACTICE = "BẢN THỰC HÀNH – KHÔNG CÓ GIÁ TRỊ"


def _furniture(content: Paper, page: Page, number: int, pages: int) -> list[Shape]:
    shapes = paper.draw_page_number(page, number)
    if content.notice is not None and number > 1:
        reach = paper.notice_width(content.notice.text, NOTICE_SMALL) / 2
        middle = page.width - page.right - reach
        shapes += paper.draw_notice(content.notice.text, NOTICE_SMALL, middle, page.top - 16)
    return shapes + draw_foot(content.foot, page, number, pages)


def draw_foot(foot: Foot, page: Page, number: int, pages: int) -> list[Shape]:
    """What stands round a page: code, unit, copy, what the marks mean, page of pages."""
    right = page.width - page.right
    top = page.floor + 7
    shapes: list[Shape] = [Rule(page.left, top, right, top, 0.5)]
    x = page.left
    if foot.code:
        shapes.append(Code(page.left - 5, top + 2, CODE_SIZE, foot.code))
        x += CODE_SIZE - 5
    y = top + 4
    for line in foot.lines:
        y += FOOT_SIZE * 1.3
        text = printable(line, Face.REGULAR)
        shapes.append(Words(x, y, text, Face.REGULAR, FOOT_SIZE))
    words = foot.page_words.format(page=number, pages=pages)
    first = top + 4 + FOOT_SIZE * 1.3
    shapes += paper.draw_legend(foot.legend, FOOT_SIZE, right, first)
    second = first + FOOT_SIZE * 1.3 + 2
    shapes.append(paper.right_aligned(words, Face.REGULAR, FOOT_SIZE + 1, right, second))
    if foot.practice:
        reach = paper.notice_width(PRACTICE, NOTICE_SMALL) / 2
        shapes += paper.draw_notice(PRACTICE, NOTICE_SMALL, page.left + reach, page.top - 16)
    return shapes
