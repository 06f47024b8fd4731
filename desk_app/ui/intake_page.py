"""The intake page: the focus line, the visit being logged, and what stands beside it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget

from desk_app.core.matter import MatterForm
from desk_app.core.matter_case import TAKEN_IN
from desk_app.core.procedure import Procedure
from desk_app.core.visit import VisitForm
from desk_app.qt.language import mark
from desk_app.ui.fields import EnterMoves
from desk_app.ui.focus_line import FocusLine
from desk_app.ui.intake.matters import MatterFacts, MatterRow
from desk_app.ui.intake.places import Place
from desk_app.ui.intake.visit_sheet import VisitSheet
from desk_app.ui.intake_presenter import IntakePresenter
from desk_app.ui.page import Halves, PageBody, PageWidget
from desk_app.ui.parts import column
from desk_app.ui.procedure_strip import ProcedureStrip
from desk_app.ui.purpose_row import PurposeToggle
from desk_app.ui.stage import Stage
from desk_app.ui.today_list import TodayList
from desk_app.ui.waiting.day_column import DayColumn
from desk_app.ui.waiting.waiting_list import WaitingList


class IntakePage(PageWidget):
    """Shows the visit being logged; what anything means is decided by the presenter.

    check_requested: the citizen shall see this form before it is logged; cleared: the form that was
    thrown away and can be brought back; slips_requested: the
    paper that shall be printed and its cases; case_opened: one whose number was typed.
    """

    log_requested = Signal()
    at_once_requested = Signal()
    slips_requested = Signal(str, object)
    case_opened = Signal(str)
    check_requested = Signal(object)
    cleared = Signal(object)

    def __init__(self, stage: Stage, make: Callable[[IntakePage], IntakePresenter]) -> None:
        super().__init__()
        self._stage = stage
        self.line = FocusLine(
            stage,
            "scan",
            mark("Quét thẻ · gõ tên · 6 số cuối · mã việc"),
            mark("Dòng tiếp nhận"),
        )
        self.question = PurposeToggle(stage, "question")
        self.line.add_button(self.question)
        self.strip = ProcedureStrip(stage)
        self.sheet = VisitSheet(stage)
        self.fields = self.sheet.fields
        self.log_button = self.sheet.log_button
        self.waiting = WaitingList(stage)
        self.today = TodayList(stage)
        self._enter = EnterMoves(self, self.go_to_line)
        self._enter.watch(*self.fields.widgets())
        self._enter.back_requested.connect(self.go_to_line)
        self._build()
        self.presenter = make(self)
        self._connect()
        self.presenter.start()

    def _build(self) -> None:
        left = QWidget()
        inside = column(left, gap=8)
        inside.addWidget(self.line)
        inside.addWidget(self.strip)
        inside.addWidget(self.sheet, 1)
        right = DayColumn(self.waiting, self.today)
        self.halves = Halves(self._stage, left, right, 612, 542)
        self._body = PageBody(self._stage, self.halves)
        column(self).addWidget(self._body)
        self._stage.look.changed.connect(self._fit)
        self._fit()

    def _fit(self) -> None:
        # Line and buttons stay in sight while the fields scroll; stacked, the page scrolls.
        self.sheet.grow(self.halves.stacked)

    def _connect(self) -> None:
        self.line.text_changed.connect(self.presenter.line_changed)
        self.line.taken.connect(self._on_enter)
        self.line.escaped.connect(self.presenter.step_back)
        self.line.down_pressed.connect(self._focus_first_field)
        self.line.right_pressed.connect(self.presenter.cases.open_newest)
        self.strip.taken.connect(self.presenter.take_match)
        self.fields.edited.connect(self.presenter.edited)
        self.fields.matter_removed.connect(self.presenter.cases.remove)
        self.fields.matter_opened.connect(self.presenter.cases.open)
        self.sheet.matter.changed.connect(self.presenter.cases.change)
        self.sheet.matter.closed.connect(self._on_matter_closed)
        self.waiting.minute_passed.connect(self.presenter.cases.minute_passed)
        for toggle in (self.question, self.sheet.online):
            toggle.wished.connect(self._on_purpose)
        self.sheet.log_button.clicked.connect(self.log_requested)
        self.sheet.at_once_button.clicked.connect(self.at_once_requested)
        self.sheet.check_button.clicked.connect(self.request_check)
        self.sheet.clear_button.clicked.connect(self.clear_visit)
        self._stage.language.changed.connect(self.presenter.say_again)

    # ---- what keys and menus ask -------------------------------------------------------------

    def open_page(self) -> None:
        """The line has the focus whenever the page opens."""
        self.go_to_line()

    def toggle_question(self) -> None:
        """F4."""
        self._on_purpose("question")

    def toggle_online(self) -> None:
        """F2."""
        self._on_purpose("online_help")

    def _on_purpose(self, purpose: str) -> None:
        self.presenter.toggle(purpose)
        self.go_to_line()

    def request_slips(self) -> None:
        """F8: the papers of the visit that was logged last, all in one print."""
        if self.presenter.cases.slips:
            self.slips_requested.emit(self.presenter.cases.paper, self.presenter.cases.slips)
        else:
            self.presenter.cases.no_slip()

    def toggle_late(self) -> None:
        """Show the fields of a late entry, or hide them again."""
        self.fields.show_late(not self.fields.late)
        self.presenter.visit.show_person()
        if self.fields.late:
            self.fields.fields["at"].field.setFocus()

    def choose_outcome(self) -> None:
        """Go where the outcome is chosen; only a question has none."""
        outcome = self.fields.fields["outcome"]
        if outcome.isVisible():
            outcome.field.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def clear_visit(self) -> None:
        """Begin an empty visit; what is thrown away can be brought back."""
        if self.presenter.saving:
            return
        thrown = self.presenter.visit.typed()
        empty = self.presenter.is_empty
        self.presenter.clear()
        self.go_to_line()
        if not empty:
            self.cleared.emit(thrown)

    def request_check(self) -> None:
        """Ctrl I: the citizen shall see what will be logged."""
        self.check_requested.emit(self.presenter.form())

    def _on_enter(self) -> None:
        typed = self.line.input.text()
        if self.presenter.waits(lambda: self._on_enter_before(typed)):
            return
        if self.presenter.take_line():
            return
        if self.presenter.purpose == "question":
            self.log_requested.emit()
        else:
            self._focus_first_field()

    def _on_enter_before(self, typed: str) -> None:
        # Where somebody typed on meanwhile, the line is not what Enter was meant for any more.
        if self.line.input.text() == typed:
            self._on_enter()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """What is typed on a button is meant for the line."""
        text, focused = event.text(), QApplication.focusWidget()
        typing = Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier
        own = isinstance(focused, QAbstractButton) and not self.sheet.matter.isVisible()
        if own and text.isprintable() and text and not event.modifiers() & ~typing:
            self.go_to_line()
            self.line.input.insert(text)
        else:
            super().keyPressEvent(event)

    def go_to_line(self) -> None:
        """The line is where hands begin."""
        self.line.input.setFocus(Qt.FocusReason.OtherFocusReason)

    def _focus_first_field(self) -> None:
        fields = [f for f in self.fields.widgets() if f.isVisible()]
        if fields:
            fields[0].setFocus(Qt.FocusReason.TabFocusReason)

    # ---- what the presenter shows --------------------------------------------------------------

    def timer(self, call: Callable[[], None]) -> QTimer:
        """A timer of this window that calls once."""
        made = QTimer(self)
        made.setSingleShot(True)
        made.timeout.connect(call)
        return made

    def read(self) -> VisitForm:
        """What is typed now."""
        return self.fields.read()

    def write(self, form: VisitForm) -> None:
        """Put a whole visit into the fields."""
        self.fields.write(form)

    def fill(self, field: str, text: str) -> None:
        """Put a text into a field."""
        self.fields.fill(field, text)

    def put_line(self, text: str) -> None:
        """Put a text into the line."""
        self.line.input.setText(text)

    def clear_line(self) -> None:
        """Empty the focus line and go there."""
        # Not clear(): what was taken is no typing that Ctrl Z could bring back.
        self.line.input.setText("")
        self.go_to_line()

    def select_line(self) -> None:
        """What could not be taken stays, and the next key replaces it."""
        self.line.input.selectAll()

    def open_case(self, case_id: str) -> None:
        """A case that is nothing for this visit: its own page."""
        self.case_opened.emit(case_id)

    def show_places(self, places: tuple[Place | None, ...]) -> None:
        """Show what Alt 1 to 6 will take."""
        self.strip.show_places(places)

    def show_meaning(self, text: str) -> None:
        """Say what Enter will do."""
        self.line.aside.setText(text)
        self.line.aside.setVisible(bool(text))
        self._show_question()

    def _show_question(self) -> None:
        # Its room belongs to what Enter will do as soon as something is typed.
        typed = bool(self.line.input.text())
        self.question.setVisible(self.question.isChecked() or not typed)

    def show_matters(self, matters: tuple[MatterRow, ...]) -> None:
        """Show the matters of the visit, with what they cost and when they are promised."""
        self.fields.show_matter_rows(matters)
        opens = any(one.opens for one in matters)
        self.sheet.show_opens(opens and self.fields.outcome in TAKEN_IN)

    def open_matter(self, procedure: Procedure, form: MatterForm, facts: MatterFacts) -> None:
        """Show the sheet of one matter in place of the visit's fields."""
        self.sheet.matter.open_matter(procedure, form, facts)
        self.sheet.show_matter(True)
        self.sheet.matter.focus_first()

    def show_matter_facts(self, facts: MatterFacts) -> None:
        """Say on the open sheet what follows from what is typed."""
        self.sheet.matter.show_facts(facts)

    def show_matter_problems(self, sentences: dict[str, str]) -> None:
        """Put each sentence beside its field of the open sheet."""
        rest = self.sheet.matter.show_problems(sentences)
        if rest:
            self.show_note(rest)

    def close_matter(self) -> None:
        """The fields of the visit again."""
        self.sheet.show_matter(False)

    def show_deed(self, at_once: bool) -> None:
        """Say on the button what logging will do."""
        self.sheet.show_deed(at_once)

    def _on_matter_closed(self) -> None:
        self.presenter.cases.close()
        self.go_to_line()

    def show_problems(self, sentences: dict[str, str]) -> None:
        """Put each sentence beside its field."""
        self.sheet.show_problems(sentences)
        if next((name for name in self.fields.fields if sentences.get(name)), "") == "procedures":
            self.go_to_line()  # a matter is typed there

    def show_warnings(self, sentences: dict[str, str]) -> None:
        """Put what is odd beside its field."""
        self.fields.show_warnings(sentences)

    def show_hints(self, texts: dict[str, str]) -> None:
        """Say where a text comes from."""
        self.fields.show_hints(texts)

    def show_person(self, facts: str) -> None:
        """Say what is known of who came."""
        self.fields.show_facts(facts)

    def show_note(self, text: str) -> None:
        """Say a sentence about the whole visit."""
        self.sheet.show_note(text)

    def show_head(self, facts: str, *, unkept: bool, scanned: bool) -> None:
        """Say since when, whether it is kept, whether a card was scanned."""
        self.sheet.show_head(facts, unkept=unkept, scanned=scanned)

    def show_purpose(self, purpose: str) -> None:
        """Show the fields this purpose needs."""
        for toggle in (self.question, self.sheet.online):
            toggle.setChecked(toggle.code == purpose)
        self.fields.show_purpose(purpose)
        self._show_question()

    def allow_logging(self, why_not: str) -> None:
        """Let the present officer log, or say why not."""
        self.sheet.allow(why_not)

    def show_busy(self, busy: bool) -> None:
        """No second save while one is under way."""
        for button in (self.sheet.log_button, self.sheet.at_once_button):
            button.setEnabled(not busy and not self.sheet.why_not.text())
