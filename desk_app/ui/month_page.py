"""The month page: where we stand against the threshold, where points went, and how it came."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from desk_app.qt.language import mark
from desk_app.services.month_charts import OTHERS, MonthCharts
from desk_app.ui.month.chart_sheets import ChartSheets
from desk_app.ui.month.quality import QualityLine
from desk_app.ui.month.table_sheets import TableSheets
from desk_app.ui.month.tables import MonthTables
from desk_app.ui.month_presenter import Fact, MonthPresenter
from desk_app.ui.page import PageBody, PageHead, PageWidget
from desk_app.ui.parts import Chip, DeedButton, Sheet, column, label
from desk_app.ui.row_table import RowTable
from desk_app.ui.sentence import Sentence
from desk_app.ui.stage import Stage


class MonthPage(PageWidget):
    """Shows one month as charts or as tables; Enter on a criterion opens its working."""

    working_requested = Signal(str)
    print_requested = Signal()

    def __init__(self, stage: Stage, make: Callable[[MonthPage], MonthPresenter]) -> None:
        super().__init__()
        self._stage = stage
        self.charts, self.tables = ChartSheets(stage), TableSheets(stage)
        self.quality = QualityLine(stage)
        self._head = PageHead(stage)
        self._until = Chip(stage.look, "calendar", "")
        self._model = Chip(stage.look, "alert-triangle", "near")
        self._build_head()
        self._build()
        self.presenter = make(self)
        self.charts.criterion_opened.connect(self._on_opened)
        self.charts.month_opened.connect(self.presenter.go_to)
        self.tables.criteria.opened.connect(self.working_requested)
        self.tables.criteria.fold_requested.connect(self.presenter.fold)
        self.tables.months.opened.connect(self.presenter.go_to)
        # On this page only, and never while a field of it is typed into.
        swap = QShortcut(QKeySequence("T"), self)
        swap.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        swap.setAutoRepeat(False)
        swap.activated.connect(self.swap)
        stage.language.changed.connect(self._say_swap)
        stage.language.changed.connect(self.presenter.say_again)

    @property
    def table(self) -> RowTable:
        """The table of all criteria."""
        return self.tables.criteria

    @property
    def in_tables(self) -> bool:
        """Whether the figures stand in tables now."""
        return not self.tables.isHidden()

    @property
    def chosen(self) -> str:
        """The criterion that is chosen in the chart or in the table, or nothing."""
        if self.in_tables:
            return self.table.key
        spot = self.charts.lost.spot
        return spot.key if spot is not None and spot.key != OTHERS else ""

    def _build_head(self) -> None:
        look = self._stage.look
        self.previous = DeedButton(look, "arrow", icon="chevron-left")
        self.next = DeedButton(look, "arrow", icon="chevron-right")
        self._stage.bind(self.previous, self.previous.setAccessibleName, mark("Tháng trước"))
        self._stage.bind(self.next, self.next.setAccessibleName, mark("Tháng sau"))
        self._stage.bind(self.previous, self.previous.setToolTip, mark("Tháng trước"))
        self._stage.bind(self.next, self.next.setToolTip, mark("Tháng sau"))
        for widget in (self.previous, self.next, self._until, self._model):
            self._head.add(widget)
        self.swap_button = DeedButton(look, "", "T")
        self.print_button = DeedButton(look, "", "Ctrl P", "printer")
        self._stage.bind(self.print_button, self.print_button.setText, mark("In trang A4"))
        self._head.add_buttons(self.swap_button, self.print_button)
        self._say_swap()
        self.previous.clicked.connect(self._on_previous)
        self.next.clicked.connect(self._on_next)
        self.swap_button.clicked.connect(self.swap)
        self.print_button.clicked.connect(self.print_requested)

    def _build(self) -> None:
        content = QWidget()
        inside = column(content, gap=8)
        inside.addWidget(self._head)
        sheet = Sheet()
        body = QWidget()
        rows = column(body, gap=2)
        rows.setContentsMargins(12, 4, 12, 4)
        self._sentence = Sentence(self._stage, 11, first=22)
        self._alone = label(level="second", wrap=True)
        for widget in (self._sentence, self._alone, self.charts.bullet, self.tables.parts):
            rows.addWidget(widget)
        sheet.inside.addWidget(body)
        inside.addWidget(sheet)
        inside.addSpacing(4)
        inside.addWidget(self.charts, 1)
        inside.addWidget(self.tables, 1)
        inside.addWidget(self.quality)
        self.tables.hide()
        self.tables.parts.hide()
        column(self).addWidget(PageBody(self._stage, content))

    def open_page(self) -> None:
        """The present month is computed when the page opens, not before."""
        self.presenter.open()
        self._take_focus()

    def _take_focus(self) -> None:
        first: QWidget = self.table if self.in_tables else self.charts.lost
        first.setFocus(Qt.FocusReason.OtherFocusReason)

    def swap(self) -> None:
        """Tables in the place of charts, or charts again."""
        tables = not self.in_tables
        for chart in (self.charts, self.charts.bullet):
            chart.setVisible(not tables)
        for table in (self.tables, self.tables.parts):
            table.setVisible(tables)
        self._say_swap()
        self._take_focus()

    def _say_swap(self) -> None:
        say = self._stage.say
        self.swap_button.setText(say("Xem biểu đồ") if self.in_tables else say("Xem bảng số"))

    def _on_opened(self, key: str) -> None:
        if key == OTHERS:
            self.swap()
        else:
            self.working_requested.emit(key)

    def _on_previous(self) -> None:
        self.presenter.step(-1)

    def _on_next(self) -> None:
        self.presenter.step(1)

    def show_month(self, title: str, model_notice: str, until: str) -> None:
        """Say which month it is, and what is special about it."""
        self._head.title.setText(title)
        self._model.setVisible(bool(model_notice))
        self._model.word.setText(model_notice)
        self._until.word.setText(until)

    def show_charts(self, charts: MonthCharts) -> None:
        """Show the sentence and the charts."""
        self._sentence.setText(charts.headline)
        self._alone.setText(charts.month_alone)
        self._alone.setVisible(bool(charts.month_alone))
        self.charts.show_charts(charts)

    def show_tables(self, tables: MonthTables) -> None:
        """Show the same figures in tables."""
        self.tables.show_tables(tables)

    def show_quality(self, facts: tuple[Fact, ...]) -> None:
        """Say what the data are worth."""
        self.quality.show_facts(facts)

    def allow_next(self, allowed: bool) -> None:
        """Nothing lies after the present month."""
        self.next.setEnabled(allowed)
