"""The month page: where we stand against the threshold, and where the points are."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from desk_app.core.charts import LEVEL_TOKENS, BulletBar, answer_bar, bullet_bar
from desk_app.qt.language import mark
from desk_app.qt.models import Cell, Column, Row
from desk_app.ui.chart import Chart
from desk_app.ui.legend import Legend, LegendItem
from desk_app.ui.month_presenter import Answers, MonthPresenter
from desk_app.ui.page import Halves, PageBody, PageHead, PageWidget
from desk_app.ui.parts import (
    Chip,
    DeedButton,
    Sheet,
    SheetHead,
    clear,
    column,
    frame,
    key_cap,
    label,
    line,
)
from desk_app.ui.row_table import RowTable
from desk_app.ui.sentence import Sentence
from desk_app.ui.stage import Stage


class MonthPage(PageWidget):
    """Shows one month; Enter on a criterion opens its working."""

    working_requested = Signal(str)

    def __init__(self, stage: Stage, make: Callable[[MonthPage], MonthPresenter]) -> None:
        super().__init__()
        self._stage = stage
        self._head = PageHead(stage)
        self._until = Chip(stage.look, "calendar", "")
        self._model = Chip(stage.look, "alert-triangle", "near")
        self._build_head()
        self.table = RowTable(
            stage,
            mark("Tiêu chí"),
            (
                Column(mark("TT"), "0.00 "),
                Column(mark("Tiêu chí"), stretch=True),
                Column(mark("Điểm"), "00,00", right=True),
                Column(mark("Chuẩn"), "0,00", right=True),
                Column(mark("Mất"), "–0,00", right=True),
                Column(mark("Trạng thái")),
            ),
            padding=7,
        )
        self._build()
        self.presenter = make(self)
        self.table.opened.connect(self.working_requested)
        self.table.fold_requested.connect(self.presenter.fold)
        stage.language.changed.connect(self.presenter.say_again)

    def _build_head(self) -> None:
        self.previous = DeedButton(self._stage.look, "arrow", icon="chevron-left")
        self.next = DeedButton(self._stage.look, "arrow", icon="chevron-right")
        self._stage.bind(self.previous, self.previous.setAccessibleName, mark("Tháng trước"))
        self._stage.bind(self.next, self.next.setAccessibleName, mark("Tháng sau"))
        self._stage.bind(self.previous, self.previous.setToolTip, mark("Tháng trước"))
        self._stage.bind(self.next, self.next.setToolTip, mark("Tháng sau"))
        for widget in (self.previous, self.next, self._until, self._model):
            self._head.add(widget)
        self.previous.clicked.connect(self._on_previous)
        self.next.clicked.connect(self._on_next)

    def _build(self) -> None:
        content = QWidget()
        inside = column(content, gap=8)
        inside.addWidget(self._head)
        inside.addWidget(self._score_sheet())
        inside.addSpacing(4)
        split = Halves(self._stage, self._criteria_sheet(), self._answers_sheet(), 760, 400)
        inside.addWidget(split, 1)
        column(self).addWidget(PageBody(self._stage, content))

    def _score_sheet(self) -> Sheet:
        sheet = Sheet()
        body = QWidget()
        inside = column(body, gap=6)
        inside.setContentsMargins(12, 6, 12, 8)
        self._sentence = Sentence(self._stage, 11, first=22)
        self._bar = Chart(self._stage)
        self._legend = Legend(self._stage)
        for widget in (self._sentence, self._bar, self._legend):
            inside.addWidget(widget)
        sheet.inside.addWidget(body)
        return sheet

    def _criteria_sheet(self) -> Sheet:
        sheet = Sheet()
        head = SheetHead(self._stage.look)
        self._stage.bind(head, head.name.setText, mark("Điểm từng tiêu chí"))
        words = label(level="second")
        self._stage.bind(words, words.setText, mark("cách tính"))
        head.row.addWidget(words)
        head.row.addWidget(key_cap("Enter"))
        sheet.inside.addWidget(head)
        sheet.inside.addWidget(self.table, 1)
        foot = frame("foot")
        row = line(foot)
        row.setContentsMargins(12, 6, 12, 6)
        self._foot = label(level="section")
        row.addWidget(self._foot)
        row.addStretch(1)
        sheet.inside.addWidget(foot)
        return sheet

    def _answers_sheet(self) -> Sheet:
        sheet = Sheet()
        body = QWidget()
        inside = column(body, gap=8)
        inside.setContentsMargins(12, 10, 12, 10)
        self._answers_title = label(level="section", wrap=True)
        self._answers_bar = Chart(self._stage)
        self._levels = QGridLayout()
        self._levels.setHorizontalSpacing(12)
        self._levels.setVerticalSpacing(4)
        self._lines = column(gap=4)
        inside.addWidget(self._answers_title)
        inside.addWidget(self._answers_bar)
        inside.addLayout(self._levels)
        inside.addLayout(self._lines)
        inside.addStretch(1)
        sheet.inside.addWidget(body, 1)
        return sheet

    def open_page(self) -> None:
        """The present month is computed when the page opens, not before."""
        self.presenter.open()
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_previous(self) -> None:
        self.presenter.step(-1)

    def _on_next(self) -> None:
        self.presenter.step(1)

    def show_month(self, title: str, model_notice: str, open_words: str) -> None:
        """Say which month it is, and what is special about it."""
        self._head.title.setText(title)
        self._model.setVisible(bool(model_notice))
        self._model.word.setText(model_notice)
        self._until.setVisible(bool(open_words))
        self._until.word.setText(open_words)

    def show_score(self, sentence: str, bar: BulletBar, legend: tuple[Cell, ...]) -> None:
        """Show the sentence with its bar and what the textures mean."""
        self._sentence.setText(sentence)
        self._bar.show_chart(lambda width, measure: bullet_bar(bar, width, measure))
        items = tuple(LegendItem(cell.text, mark=cell.mark) for cell in legend)
        notice = self._stage.say("mốc sao: mô hình") if self._model.isVisibleTo(self) else ""
        self._legend.show_items(items, notice if bar.stars else "")

    def show_criteria(self, rows: tuple[Row, ...], foot: str) -> None:
        """Show all criteria by group."""
        self.table.show_rows(rows)
        if not self.table.key:
            self.table.choose_first()
        self._foot.setText(foot)

    def show_answers(self, answers: Answers) -> None:
        """Show what citizens answered, with everything that must stand beside it."""
        self._answers_title.setText(answers.title)
        self._answers_bar.show_chart(lambda width, measure: answer_bar(answers.bar, width, measure))
        clear(self._levels)
        pairs = list(zip(LEVEL_TOKENS, answers.levels, strict=True))
        for number, (token, (_n, words)) in enumerate(reversed(pairs)):
            item = Legend(self._stage)
            item.show_items((LegendItem(words, token=token),), "")
            self._levels.addWidget(item, number, 0)
        clear(self._lines)
        for sentence in answers.lines:
            self._lines.addWidget(label(sentence, "second", wrap=True))

    def allow_next(self, allowed: bool) -> None:
        """Nothing lies after the present month."""
        self.next.setEnabled(allowed)
