"""The self-assessment page: what the data say beside what we declare, and the reason between."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget

from desk_app.qt.language import mark
from desk_app.qt.models import Cell, Column, Row
from desk_app.ui.assessment_presenter import AssessmentPresenter, Opened
from desk_app.ui.legend import Legend, LegendItem
from desk_app.ui.page import Halves, PageBody, PageHead, PageWidget
from desk_app.ui.parts import (
    Chip,
    DeedButton,
    Sheet,
    clear,
    column,
    frame,
    label,
    line,
    set_property,
)
from desk_app.ui.row_table import RowTable
from desk_app.ui.stage import Stage


class AssessmentPage(PageWidget):
    """Lists the criteria with data and claim; the right half declares points with a reason."""

    print_requested = Signal()
    saved = Signal(str)

    def __init__(self, stage: Stage, make: Callable[[AssessmentPage], AssessmentPresenter]) -> None:
        super().__init__()
        self._stage, self._opened_key = stage, ""
        self._head = PageHead(stage)
        self._model = Chip(stage.look, "alert-triangle", "near")
        self._head.add(self._model)
        self.print_button = DeedButton(stage.look, "", "Ctrl P", "printer")
        stage.bind(self, self.print_button.setText, mark("In bảng tự chấm"))
        self.print_button.clicked.connect(self.print_requested)
        self._head.add_buttons(self.print_button)
        self.table = RowTable(
            stage,
            mark("Tiêu chí"),
            (
                Column(mark("TT"), "0.00 "),
                Column(mark("Tiêu chí"), stretch=True),
                Column(mark("Chuẩn"), "0,00", right=True),
                Column(mark("Dữ liệu"), "00,00", right=True),
                Column(mark("Tự chấm"), "00,00", right=True),
                Column(mark("Trạng thái")),
            ),
            padding=7,
        )
        self._build()
        self.presenter = make(self)
        self.table.chosen.connect(self.presenter.choose)
        self.table.opened.connect(self._on_opened)
        self.table.fold_requested.connect(self.presenter.fold)
        stage.language.changed.connect(self.presenter.say_again)

    def _build(self) -> None:
        left = Sheet()
        left.inside.addWidget(self.table, 1)
        foot = frame("foot")
        row = line(foot, gap=16)
        row.setContentsMargins(12, 8, 12, 8)
        self._sum = label(level="name")
        self._legend = Legend(self._stage)
        row.addWidget(self._sum)
        row.addWidget(self._legend, 1)
        left.inside.addWidget(foot)
        content = QWidget()
        inside = column(content, gap=8)
        inside.addWidget(self._head)
        self._halves = Halves(self._stage, left, self._right(), 690, 460)
        inside.addWidget(self._halves, 1)
        column(self).addWidget(PageBody(self._stage, content))

    def _right(self) -> Sheet:
        sheet = Sheet()
        head = QWidget()
        top = column(head, gap=2)
        top.setContentsMargins(12, 10, 12, 8)
        self._title = label(level="name", wrap=True)
        self._standard = label(level="second")
        top.addWidget(self._title)
        top.addWidget(self._standard)
        sheet.inside.addWidget(head)
        sheet.inside.addWidget(self._values())
        sheet.inside.addWidget(self._reason_part())
        sheet.inside.addWidget(frame("rule"))
        body = QWidget()
        inside = column(body, gap=6)
        inside.setContentsMargins(12, 8, 12, 8)
        self._lines = column(gap=6)
        inside.addLayout(self._lines)
        inside.addStretch(1)
        sheet.inside.addWidget(body, 1)
        return sheet

    def _values(self) -> QWidget:
        values = frame("head")
        row = line(values, gap=0)
        data = QWidget()
        left = column(data, gap=4)
        left.setContentsMargins(12, 8, 12, 8)
        data_word = Legend(self._stage)
        self._data_word = data_word
        self._data = label(level="value")
        self._data_words = label(level="second")
        left.addWidget(data_word)
        left.addWidget(self._data)
        left.addWidget(self._data_words)
        claim = frame("claim")
        right = column(claim, gap=4)
        right.setContentsMargins(12, 8, 12, 8)
        self._claim_word = Legend(self._stage)
        self.claim = QLineEdit()
        self.claim.setProperty("kind", "value")
        self._stage.bind(self, self.claim.setAccessibleName, mark("Điểm tự chấm"))
        self.claim.returnPressed.connect(self._focus_reason)
        self._step = label(level="second")
        typed = line()
        typed.addWidget(self.claim)
        typed.addWidget(self._step, 1)
        self._claim_error = label(wrap=True)
        self._claim_error.setProperty("tone", "late")
        self._claim_error.hide()
        right.addWidget(self._claim_word)
        right.addLayout(typed)
        right.addWidget(self._claim_error)
        right.addStretch(1)
        left.addStretch(1)
        row.addWidget(data, 1)
        row.addWidget(claim, 1)
        self._stage.language.changed.connect(self._say_words)
        self._stage.look.changed.connect(self._fit)
        self._say_words()
        return values

    def _reason_part(self) -> QWidget:
        part = QWidget()
        inside = column(part, gap=4)
        inside.setContentsMargins(12, 8, 12, 8)
        word = label(level="label", wrap=True)
        self._stage.bind(word, word.setText, mark("Lý do (bắt buộc, in vào bảng tự chấm)"))
        self.reason = QPlainTextEdit()
        self.reason.setTabChangesFocus(True)
        self._stage.bind(self, self.reason.setAccessibleName, mark("Lý do"))
        word.setBuddy(self.reason)
        self._reason_error = label(wrap=True)
        self._reason_error.setProperty("tone", "late")
        self._reason_error.hide()
        buttons = line()
        self.save_button = DeedButton(self._stage.look, "primary", "Ctrl S")
        self._stage.bind(self, self.save_button.setText, mark("Ghi điểm tự chấm"))
        self.take_back_button = DeedButton(self._stage.look)
        self._stage.bind(self, self.take_back_button.setText, mark("Rút điểm tự chấm"))
        self.save_button.clicked.connect(self.save)
        self.take_back_button.clicked.connect(self._on_take_back)
        buttons.addWidget(self.save_button)
        buttons.addWidget(self.take_back_button)
        buttons.addStretch(1)
        inside.addWidget(word)
        inside.addWidget(self.reason)
        inside.addWidget(self._reason_error)
        inside.addLayout(buttons)
        self._fit()
        return part

    def _fit(self) -> None:
        look = self._stage.look
        self.claim.setFixedWidth(look.px(96))
        self.reason.setFixedHeight(2 * look.metrics(11).lineSpacing() + look.px(20))

    def _say_words(self) -> None:
        say = self._stage.say
        self._data_word.show_items((LegendItem(say("Dữ liệu nói"), mark="proven"),), "")
        self._claim_word.show_items((LegendItem(say("Phường, xã tự chấm"), mark="unproven"),), "")

    def open_page(self) -> None:
        """The year is computed when the page opens, not before."""
        self.presenter.reload()
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def save(self) -> None:
        """Ctrl S: declare what is typed."""
        self.presenter.save(self.claim.text(), self.reason.toPlainText())

    def allow_claims(self, allowed: bool, why_not: str) -> None:
        """Let the present officer declare points, or say why not."""
        for widget in (self.claim, self.reason, self.save_button, self.take_back_button):
            widget.setEnabled(allowed)
        self.save_button.setToolTip("" if allowed else why_not)

    def _on_take_back(self) -> None:
        self.presenter.take_back(self.reason.toPlainText())

    def _on_opened(self, _key: str) -> None:
        self.claim.setFocus(Qt.FocusReason.TabFocusReason)
        self.claim.selectAll()

    def _focus_reason(self) -> None:
        self.reason.setFocus(Qt.FocusReason.TabFocusReason)

    def show_year(self, title: str, model_notice: str) -> None:
        """Say which year it is."""
        self._head.title.setText(title)
        self._model.setVisible(bool(model_notice))
        self._model.word.setText(model_notice)

    def show_rows(self, rows: tuple[Row, ...]) -> None:
        """Show the criteria by group."""
        self.table.show_rows(rows)
        if not self.table.key:
            self.table.choose_first()

    def show_foot(self, words: str, legend: tuple[Cell, ...]) -> None:
        """Show the sum in its three parts."""
        self._sum.setText(words)
        self._legend.show_items(tuple(LegendItem(c.text, mark=c.mark) for c in legend), "")

    def show_opened(self, opened: Opened | None) -> None:
        """Open one criterion; typed points and reason of the same one stay."""
        if opened is None:
            return
        self._title.setText(opened.title)
        self._standard.setText(opened.standard)
        self._data.setText(opened.data)
        self._data_words.setText(opened.data_words)
        self._data_words.setVisible(bool(opened.data_words))
        self._step.setText(opened.step)
        self.take_back_button.setVisible(opened.claimed)
        if opened.key != self._opened_key:
            self._opened_key = opened.key
            self.claim.setText(opened.claim)
            self.reason.setPlainText(opened.reason)
            self.show_problems({})
        clear(self._lines)
        for sentence in opened.lines:
            self._lines.addWidget(label(sentence, "second", wrap=True))

    def show_problems(self, sentences: dict[str, str]) -> None:
        """Put each sentence beside its field."""
        reason = sentences.get("reason", "")
        others = " ".join(text for field, text in sentences.items() if field != "reason")
        for field, error, text in (
            (self.claim, self._claim_error, others),
            (self.reason, self._reason_error, reason),
        ):
            set_property(field, "state", "error" if text else "")
            error.setText(text)
            error.setVisible(bool(text))
        if others or reason:
            (self.claim if others else self.reason).setFocus(Qt.FocusReason.OtherFocusReason)

    def show_saved(self, text: str) -> None:
        """Tell that the claim is in the log."""
        if not self.take_back_button.isVisibleTo(self):
            self.claim.setFocus(Qt.FocusReason.OtherFocusReason)
        self.saved.emit(text)
