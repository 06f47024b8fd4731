"""The month page on paper: an A4 page with the charts of the window, the days on a second one."""

from __future__ import annotations

import msgspec

from desk_app.core.charts.answers import Answers, answer_chart
from desk_app.core.charts.bullet import BulletBar, bullet_bar
from desk_app.core.charts.dots import DayDots, day_dots
from desk_app.core.charts.lost import LostPoints, lost_points, row_height, rows_in
from desk_app.core.charts.months import MonthLine, month_line
from desk_app.core.charts.shapes import Drawing as ChartDrawing
from desk_app.printing import paper
from desk_app.printing.charts import SCALE, paper_measure
from desk_app.printing.flow import draw_foot
from desk_app.printing.fonts import Face
from desk_app.printing.paper import LEADING, MM, Page
from desk_app.printing.shapes import Chart, Drawing, Rule, Shape, Words
from desk_app.printing.to_pdf import pdf_bytes
from desk_app.printing.tokens import Foot, Letterhead, Title
from desk_app.printing.wrap import wrap

# NĐ 30/2020/NĐ-CP: top and bottom 20–25 mm, left 30–35 mm, right 15–20 mm.
A4_PORTRAIT = Page(
    width=210 * MM, height=297 * MM, left=30 * MM, right=15 * MM, top=20 * MM, bottom=25 * MM
)
_LEAD, _BODY, _SMALL = 12.5, 11.0, 9.5
_ROW, _HIGHEST_ROW = 17.0, 20.0  # a step of the waterfall, in pixels
_MOST_ROWS = 14
_GUTTER = 16.0
_MOST_PROCEDURES = 24


class MonthSheet(msgspec.Struct, frozen=True, kw_only=True):
    """What stands on the page, every word final."""

    title: str
    author: str
    moment: str
    letterhead: Letterhead
    heading: Title
    notice: str
    headline: str
    below: tuple[str, ...]
    bullet: BulletBar
    lost_title: str
    lost: LostPoints | None
    months: MonthLine
    answers_title: str
    answers_lines: tuple[str, ...]
    answers: Answers | None
    days: DayDots | None
    quality: str
    facts: tuple[str, ...]
    set_words: str
    foot: Foot


def month_page_pdf(sheet: MonthSheet) -> bytes:
    """The page as a PDF file; equal sheets, equal bytes."""
    return pdf_bytes(lay_out_month(sheet))


def lay_out_month(sheet: MonthSheet, page: Page = A4_PORTRAIT) -> Drawing:
    """Everything at its place: the waterfall takes the height that the rest leaves."""
    layout = _Layout(sheet, page)
    pages = [layout.shapes()]
    if sheet.days is not None:
        pages.append(layout.days(sheet.days))
    return Drawing(
        title=sheet.title,
        author=sheet.author,
        moment=sheet.moment,
        width=page.width,
        height=page.height,
        pages=tuple(
            (
                *shapes,
                *paper.draw_page_number(page, number),
                *draw_foot(sheet.foot, page, number, len(pages)),
            )
            for number, shapes in enumerate(pages, start=1)
        ),
    )


class _Layout:
    """One page, from its top down to the line where the waterfall begins, and from below up."""

    def __init__(self, sheet: MonthSheet, page: Page) -> None:
        self._sheet, self._page = sheet, page

    def shapes(self) -> list[Shape]:
        """All shapes above the foot."""
        head, top = self._head(self._page.top)
        quality, quality_height = self._quality()
        columns, columns_height = self._columns()
        room = self._page.floor - top - quality_height - columns_height - 24
        lost, y = self._lost(top, room)
        shapes = [*head, *lost]
        y += 10
        shapes += [_moved(shape, y) for shape in columns]
        y += columns_height + 8
        shapes += [_moved(shape, y) for shape in quality]
        return shapes

    def days(self, chart: DayDots) -> list[Shape]:
        """The second page: days against the deadline, as many procedures as it holds."""
        page = self._page
        shapes, y = self._titled(chart.title, page.left, page.room, page.top + 6)
        drawing = day_dots(chart, page.room / SCALE, paper_measure, _MOST_PROCEDURES)
        shapes.append(self._chart(drawing, page.left, y + 4))
        return shapes

    def _head(self, y: float) -> tuple[list[Shape], float]:
        sheet, page = self._sheet, self._page
        shapes, y = paper.draw_letterhead(sheet.letterhead, page, y)
        title, y = paper.draw_title(sheet.heading, page, y)
        shapes += title
        if sheet.notice:
            y += _BODY * 1.4
            middle = page.left + page.room / 2
            shapes += paper.draw_notice(sheet.notice, _BODY, middle, y)
            y += _BODY * 0.45
        words, y = self._text(sheet.headline, Face.BOLD, _LEAD, page.left, page.room, y + 5)
        shapes += words
        for sentence in sheet.below:
            words, y = self._text(sentence, Face.REGULAR, _BODY, page.left, page.room, y)
            shapes += words
        bar = bullet_bar(sheet.bullet, page.room / SCALE, paper_measure)
        shapes.append(self._chart(bar, page.left, y + 6))
        return shapes, y + 6 + bar.height * SCALE + 6

    def _lost(self, y: float, room: float) -> tuple[list[Shape], float]:
        """The waterfall with as many steps as there is room for."""
        page, chart = self._page, self._sheet.lost
        shapes, y = self._titled(self._sheet.lost_title, page.left, page.room, y)
        if chart is None:
            return shapes, y
        left = room - _BODY * LEADING - 4
        rows = min(_MOST_ROWS, rows_in(left / SCALE, _ROW))
        row = min(_HIGHEST_ROW, row_height(left / SCALE, rows, _ROW))
        drawing = lost_points(chart, page.room / SCALE, paper_measure, rows, row)
        shapes.append(self._chart(drawing, page.left, y))
        return shapes, y + drawing.height * SCALE

    def _columns(self) -> tuple[list[Shape], float]:
        """Thirteen months beside the answers, from y = 0 on."""
        page, sheet = self._page, self._sheet
        half = (page.room - _GUTTER) / 2
        right = page.left + half + _GUTTER
        shapes, y = self._titled(sheet.answers_title, right, half, 0)
        for sentence in sheet.answers_lines:
            words, y = self._text(sentence, Face.REGULAR, _SMALL, right, half, y)
            shapes += words
        if sheet.answers is not None:
            chart = answer_chart(sheet.answers, half / SCALE, paper_measure)
            shapes.append(self._chart(chart, right, y + 5))
            y += 5 + chart.height * SCALE
        line = month_line(sheet.months, half / SCALE, paper_measure, max(y, 110.0) / SCALE)
        shapes.append(self._chart(line, page.left, 0))
        return shapes, max(y, line.height * SCALE)

    def _quality(self) -> tuple[list[Shape], float]:
        """What the data are worth and by what the score was made, from y = 0 on."""
        page, sheet = self._page, self._sheet
        shapes: list[Shape] = [Rule(page.left, 0, page.left + page.room, 0, 0.5)]
        text = f"{sheet.quality} {'; '.join(sheet.facts)}."
        y = 2.0
        for sentence in (text, sheet.set_words):
            words, y = self._text(sentence, Face.REGULAR, _SMALL, page.left, page.room, y)
            shapes += words
        return shapes, y

    def _titled(self, title: str, left: float, room: float, y: float) -> tuple[list[Shape], float]:
        shapes, y = self._text(title, Face.BOLD, _BODY, left, room, y)
        return shapes, y + 4

    def _text(
        self, text: str, face: Face, size: float, left: float, room: float, y: float
    ) -> tuple[list[Shape], float]:
        shapes: list[Shape] = []
        for part in wrap(text, face, size, room):
            y += size * LEADING
            shapes.append(Words(left, y, part, face, size))
        return shapes, y + 1

    def _chart(self, drawing: ChartDrawing, x: float, y: float) -> Chart:
        # Nobody walks over paper: places that only keys can reach stay out of the file's identity.
        return Chart(x, y, SCALE, msgspec.structs.replace(drawing, spots=()))


def _moved(shape: Shape, down: float) -> Shape:
    if isinstance(shape, Rule):
        return msgspec.structs.replace(shape, y1=shape.y1 + down, y2=shape.y2 + down)
    return msgspec.structs.replace(shape, y=shape.y + down)
