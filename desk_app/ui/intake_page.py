"""The intake page: the focus line, the visit being logged, and today's visits beside it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from desk_app.core.procedure import Procedure
from desk_app.core.visit import VisitForm
from desk_app.qt.language import mark
from desk_app.ui.fields import EnterMoves
from desk_app.ui.focus_line import FocusLine
from desk_app.ui.intake_presenter import IntakePresenter
from desk_app.ui.page import Halves, InnerScroll, PageBody, PageWidget
from desk_app.ui.parts import DeedButton, Sheet, SheetHead, column, frame, label, line
from desk_app.ui.procedure_strip import ProcedureStrip
from desk_app.ui.purpose_row import PurposeRow
from desk_app.ui.stage import Stage
from desk_app.ui.today_list import TodayList
from desk_app.ui.visit_fields import VisitFields


class IntakePage(PageWidget):
    """Shows the visit being logged; what anything means is decided by the presenter."""

    log_requested = Signal()

    def __init__(self, stage: Stage, make: Callable[[IntakePage], IntakePresenter]) -> None:
        super().__init__()
        self._stage = stage
        self.line = FocusLine(
            stage,
            "user-plus",
            mark("Gõ tên · số định danh · mã hoặc tên việc"),
            mark("Dòng tiếp nhận"),
        )
        self.strip = ProcedureStrip(stage)
        self.fields = VisitFields(stage)
        self.purposes = PurposeRow(stage)
        self.today = TodayList(stage)
        self._rest = label(wrap=True)
        self._rest.setProperty("tone", "late")
        self._rest.hide()
        self.fields.fields["outcome"].show_hint("Ctrl K")
        self._why_not = label(wrap=True)
        self._why_not.setProperty("tone", "near")
        self._why_not.hide()
        self._enter = EnterMoves(self, self._focus_line)
        self._enter.watch(*self.fields.widgets())
        self._enter.back_requested.connect(self._focus_line)
        self._build()
        self.presenter = make(self)
        self._connect()
        self.presenter.start()
        self.show_matters(())

    def _build(self) -> None:
        left = QWidget()
        inside = column(left, gap=8)
        inside.addWidget(self.line)
        inside.addWidget(self.strip)
        inside.addWidget(self._visit_sheet(), 1)
        self._halves = Halves(self._stage, left, self.today, 612, 542)
        self._body = PageBody(self._stage, self._halves)
        column(self).addWidget(self._body)
        self._stage.look.changed.connect(self._fit)
        self._fit()

    def _fit(self) -> None:
        # Line and buttons stay in sight while the fields scroll; stacked, the page scrolls.
        self._scroll.grows = self._halves.stacked
        self._scroll.updateGeometry()

    def _visit_sheet(self) -> Sheet:
        sheet = Sheet()
        head = SheetHead(self._stage.look)
        self._stage.bind(head, head.name.setText, mark("Lượt đang ghi"))
        head.row.addWidget(self.purposes)
        sheet.inside.addWidget(head)
        body = QWidget()
        body.setProperty("kind", "plain")
        inside = column(body, gap=4)
        inside.setContentsMargins(12, 4, 12, 8)
        inside.addWidget(self._why_not)
        inside.addWidget(self.fields)
        inside.addWidget(self._rest)
        inside.addStretch(1)
        self._scroll = InnerScroll(body)
        sheet.inside.addWidget(self._scroll, 1)
        sheet.inside.addWidget(self._buttons())
        return sheet

    def _buttons(self) -> QWidget:
        foot = frame("foot")
        row = line(foot, gap=8)
        row.setContentsMargins(12, 8, 12, 8)
        self.log_button = DeedButton(self._stage.look, "primary", "Ctrl Enter", "check")
        self.late_button = DeedButton(self._stage.look, "", "Ctrl M")
        self.clear_button = DeedButton(self._stage.look, "quiet", "Ctrl L")
        for button, words in (
            (self.log_button, mark("Ghi và tiếp")),
            (self.late_button, mark("Ghi muộn")),
            (self.clear_button, mark("Xóa trắng")),
        ):
            self._stage.bind(button, button.setText, words)
            row.addWidget(button)
        row.addStretch(1)
        return foot

    def _connect(self) -> None:
        self.line.text_changed.connect(self.presenter.line_changed)
        self.line.taken.connect(self._on_enter)
        self.line.escaped.connect(self.presenter.step_back)
        self.line.down_pressed.connect(self._focus_first_field)
        self.strip.taken.connect(self.presenter.take_match)
        self.fields.matter_removed.connect(self.presenter.remove_matter)
        self.purposes.chosen.connect(self.presenter.choose_purpose)
        self.log_button.clicked.connect(self.log_requested)
        self.late_button.clicked.connect(self.toggle_late)
        self.clear_button.clicked.connect(self.clear_visit)
        self._stage.language.changed.connect(self.presenter.say_again)
        self._stage.language.changed.connect(self.presenter.show_matters)

    def open_page(self) -> None:
        """The line has the focus whenever the page opens."""
        self._focus_line()

    def toggle_question(self) -> None:
        """F4."""
        self.presenter.toggle("question")
        self._focus_line()

    def toggle_late(self) -> None:
        """Show the fields of a late entry, or hide them again."""
        self.fields.show_late(not self.fields.late)
        if self.fields.late:
            self.fields.fields["at"].field.setFocus()

    def toggle_online(self) -> None:
        """F2."""
        self.presenter.toggle("online_help")
        self._focus_line()

    def choose_outcome(self) -> None:
        """Go where the outcome is chosen; only a question has none."""
        outcome = self.fields.fields["outcome"]
        if outcome.isVisible():
            outcome.field.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def clear_visit(self) -> None:
        """Begin an empty visit."""
        self.presenter.clear()
        self._focus_line()

    def _on_enter(self) -> None:
        if not self.presenter.take_line():
            if self.presenter.purpose == "question":
                self.log_requested.emit()
            else:
                self._focus_first_field()

    def _focus_line(self) -> None:
        self.line.input.setFocus(Qt.FocusReason.OtherFocusReason)

    def _focus_first_field(self) -> None:
        fields = [f for f in self.fields.widgets() if f.isVisible()]
        if fields:
            fields[0].setFocus(Qt.FocusReason.TabFocusReason)

    def read(self) -> VisitForm:
        """What is typed now."""
        return self.fields.read()

    def fill(self, field: str, text: str) -> None:
        """Put a text into a field."""
        self.fields.fill(field, text)

    def clear_line(self) -> None:
        """Empty the focus line and go there."""
        self.line.input.clear()
        self._focus_line()

    def clear_all(self) -> None:
        """Empty every field."""
        self.fields.clear()

    def show_matches(self, procedures: tuple[Procedure, ...]) -> None:
        """Show what Alt 1 to 6 will take."""
        self.strip.show_procedures(procedures)

    def show_matters(self, procedures: tuple[Procedure, ...]) -> None:
        """Show the matters of the visit."""
        self.fields.show_matters(procedures)

    def show_meaning(self, text: str) -> None:
        """Say what Enter will do."""
        self.line.aside.setText(text)
        self.line.aside.setVisible(bool(text))

    def show_problems(self, sentences: dict[str, str]) -> None:
        """Put each sentence beside its field."""
        rest = self.fields.show_problems(sentences)
        self._rest.setText(rest)
        self._rest.setVisible(bool(rest))

    def show_purpose(self, purpose: str) -> None:
        """Show the fields this purpose needs."""
        self.purposes.choose(purpose)
        self.fields.show_purpose(purpose)

    def allow_logging(self, why_not: str) -> None:
        """Let the present officer log, or say why not."""
        self.log_button.setEnabled(not why_not)
        self._why_not.setText(why_not)
        self._why_not.setVisible(bool(why_not))

    def show_busy(self, busy: bool) -> None:
        """No second save while one is under way."""
        self.log_button.setEnabled(not busy)
