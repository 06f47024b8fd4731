"""The charts in their sheets: lost points left, months and answers right, days below."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desk_app.core.charts.answers import answer_chart
from desk_app.core.charts.bullet import bullet_bar
from desk_app.core.charts.dots import day_dots
from desk_app.core.charts.lost import lost_points, row_height, rows_in
from desk_app.core.charts.months import month_line
from desk_app.core.charts.shapes import Drawing, Measure
from desk_app.qt.language import mark
from desk_app.services.month_charts import MonthCharts
from desk_app.ui.chart import Chart, Draw
from desk_app.ui.page import GAP, Halves
from desk_app.ui.parts import Sheet, SheetHead, clear, column, key_cap, label
from desk_app.ui.stage import Stage

_ROW = 26.0
# Named steps of the waterfall: at least, and where the page scrolls anyway.
_FEWEST, _STACKED = 6, 14
_LINE_STACKED = 200.0
_PROCEDURES = 10


class ChartSheets(QWidget):
    """Shows the charts; the bullet bar stands elsewhere on the page but belongs to them."""

    criterion_opened = Signal(str)
    month_opened = Signal(str)

    def __init__(self, stage: Stage) -> None:
        super().__init__()
        self._stage = stage
        self.bullet = Chart(stage)
        self.lost = Chart(stage, fills=True)
        self.months = Chart(stage, fills=True)
        self.answers = Chart(stage)
        right = QWidget()
        self._right = column(right, gap=GAP)
        self._right.addWidget(self._months_sheet(), 1)
        self._right.addWidget(self._answers_sheet())
        self.halves = Halves(stage, self._lost_sheet(), right, 620, 500)
        self.days = Chart(stage)
        self._days_sheet = self._make_days_sheet()
        inside = column(self, gap=GAP)
        inside.addWidget(self.halves, 1)
        inside.addWidget(self._days_sheet)
        self.lost.opened.connect(self.criterion_opened)
        self.months.opened.connect(self.month_opened)
        stage.look.changed.connect(self._fit)
        self._fit()

    def _lost_sheet(self) -> Sheet:
        sheet = Sheet()
        self._lost_head = SheetHead(self._stage.look)
        words = label(level="second")
        self._stage.bind(words, words.setText, mark("mở cách tính"))
        self._lost_head.row.addWidget(key_cap("Enter"))
        self._lost_head.row.addWidget(words)
        sheet.inside.addWidget(self._lost_head)
        sheet.inside.addWidget(_inset(self.lost, 8), 1)
        return sheet

    def _months_sheet(self) -> Sheet:
        sheet = Sheet()
        sheet.inside.addWidget(_inset(self.months, 12, 4), 1)
        return sheet

    def _answers_sheet(self) -> Sheet:
        sheet = Sheet()
        body = QWidget()
        inside = column(body, gap=4)
        inside.setContentsMargins(12, 8, 12, 4)
        self._answers_title = label(level="section", wrap=True)
        self._lines = column(gap=1)
        inside.addWidget(self._answers_title)
        inside.addLayout(self._lines)
        inside.addWidget(self.answers)
        sheet.inside.addWidget(body)
        return sheet

    def _make_days_sheet(self) -> Sheet:
        """Below the others: who wants to know why cases were late scrolls."""
        sheet = Sheet()
        self._days_head = SheetHead(self._stage.look)
        sheet.inside.addWidget(self._days_head)
        sheet.inside.addWidget(_inset(self.days, 8))
        sheet.hide()
        return sheet

    def _fit(self) -> None:
        """Side by side the charts fill the page; stacked the page scrolls past whole ones."""
        self.lost.fill(not self.halves.stacked)
        self.months.fill(not self.halves.stacked)

    def show_charts(self, charts: MonthCharts) -> None:
        """Show these charts with their titles."""
        self.bullet.show_chart(lambda width, _h, of: bullet_bar(charts.bullet, width, of))
        self._lost_head.name.setText(charts.lost_title)
        self.lost.show_chart(self._draw_lost(charts))
        self.months.show_chart(self._draw_months(charts))
        self._answers_title.setText(charts.answers_title)
        clear(self._lines)
        for sentence in charts.answers_lines:
            self._lines.addWidget(label(sentence, "second", wrap=True))
        answers = charts.answers
        self.answers.setVisible(answers is not None)
        if answers is not None:
            self.answers.show_chart(lambda width, _h, of: answer_chart(answers, width, of))
        days = charts.days
        self._days_sheet.setVisible(days is not None)
        if days is not None:
            self._days_head.name.setText(days.title)
            self.days.show_chart(lambda width, _h, of: day_dots(days, width, of, _PROCEDURES))

    def _draw_lost(self, charts: MonthCharts) -> Draw:
        chart = charts.lost

        def draw(width: float, height: float, measure: Measure) -> Drawing:
            if chart is None:
                return Drawing(width=width, height=0, sentence=charts.lost_title)
            least = _STACKED if self.halves.stacked else _FEWEST
            rows = max(least, rows_in(height, _ROW))
            return lost_points(chart, width, measure, rows, row_height(height, rows, _ROW))

        return draw

    def _draw_months(self, charts: MonthCharts) -> Draw:
        def draw(width: float, height: float, measure: Measure) -> Drawing:
            least = _LINE_STACKED if self.halves.stacked else 0.0
            return month_line(charts.months, width, measure, max(height, least))

        return draw


def _inset(chart: Chart, side: int, top: int = 0) -> QWidget:
    body = QWidget()
    inside = column(body)
    inside.setContentsMargins(side, top, side, 4)
    inside.addWidget(chart)
    return body
