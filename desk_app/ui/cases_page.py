"""The page "Hồ sơ": six work lists with their counts, and the case that is chosen beside them."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QBoxLayout, QWidget

from desk_app.core.case_lists import ListCounts, ListName
from desk_app.core.case_view import CaseView
from desk_app.qt.language import mark
from desk_app.qt.models import Column, Row
from desk_app.ui.cases.case_deeds import LETTER, paper_of
from desk_app.ui.cases.case_details import CaseDetail
from desk_app.ui.cases.case_table import CaseTable
from desk_app.ui.cases.cases_presenter import CasesPresenter
from desk_app.ui.cases.detail_sheet import CaseSheet
from desk_app.ui.cases.list_filter import ListFilter
from desk_app.ui.cases.list_foot import ListFoot
from desk_app.ui.cases.list_words import Foot
from desk_app.ui.cases.segments import Segments
from desk_app.ui.cases.start_of_day import (
    APOLOGY_KEY,
    CATALOGUE_KEY,
    Fact,
    StartPanel,
    StartPresenter,
)
from desk_app.ui.cases.step_dialog import StepDialog
from desk_app.ui.cases.step_plans import Plan
from desk_app.ui.cases.steps_presenter import StepsPresenter
from desk_app.ui.evidence.panel import EvidencePanel
from desk_app.ui.page import STACKS_ABOVE, Halves, PageBody, PageWidget
from desk_app.ui.parts import Sheet, column, label
from desk_app.ui.stage import Stage

MINUTE = 60_000
_DIGITS = {Qt.Key(Qt.Key.Key_0 + n): n for n in range(1, 10)}


class Presenters:
    """The three that decide for this page; made over the page as their view."""

    def __init__(self, cases: CasesPresenter, steps: StepsPresenter, start: StartPresenter) -> None:
        self.cases, self.steps, self.start = cases, steps, start


class CasesPage(PageWidget):
    """Lists left, the case right. Digits 1–6 choose the list while no text field has the focus.

    print_requested: a paper and the ids of its cases; dialog_requested: a dialog to be shown over
    the window; case_shown: the id of the case beside the list, "" for none; catalogue_requested:
    what changed in the catalogue this week; step_taken: the kind of a step and its case;
    visit_logged: the id of the visit that a step was.
    """

    print_requested = Signal(str, tuple)
    dialog_requested = Signal(object)
    case_shown = Signal(str)
    catalogue_requested = Signal()
    step_taken = Signal(str, str)
    visit_logged = Signal(str)

    def __init__(self, stage: Stage, make: Callable[[CasesPage], Presenters]) -> None:
        super().__init__()
        self._stage = stage
        self._shown_list = ""
        self._shown_case = ""
        self.evidence_panel: EvidencePanel | None = None
        """The scans and photos of the case at hand, where the window pastes."""
        self._counts = ListCounts()
        self.segments = Segments(stage)
        self.list_filter = ListFilter(stage)
        self.filter = self.list_filter.input
        self.table = CaseTable(
            stage,
            mark("Danh sách hồ sơ"),
            (
                Column(mark("Số"), "004213"),
                Column(mark("Người nộp"), "Trần Văn Lực", "Nguyễn Thị Ngọc Ánh Vy"),
                Column(mark("Thủ tục"), stretch=True),
                Column(mark("Hẹn trả"), "24/11 · còn 2 ngày làm việc"),
            ),
        )
        self.foot = ListFoot(stage)
        self.sheet = CaseSheet(stage)
        self.panel = StartPanel(stage)
        self._build()
        # What was due a minute ago may be overdue now.
        self._minute = QTimer(self)
        self._minute.setInterval(MINUTE)
        self._minute.timeout.connect(self._on_minute)
        made = make(self)
        self.presenter, self.steps, self.start = made.cases, made.steps, made.start
        self._connect()
        self._minute.start()

    # ---- built once -------------------------------------------------------------------------

    def _build(self) -> None:
        stage = self._stage
        title = label(level="title")
        stage.bind(title, title.setText, mark("Hồ sơ"))
        stage.look.changed.connect(self._fit)
        left = Sheet()
        left.inside.addWidget(self.table, 1)
        left.inside.addWidget(self.foot)
        content = QWidget()
        inside = column(content, gap=8)
        self._top = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._top.setSpacing(12)
        self._top.addWidget(title)
        self._top.addWidget(self.segments, 1)
        self._top.addWidget(self.list_filter)
        inside.addLayout(self._top)
        inside.addWidget(self.panel)
        inside.addWidget(Halves(stage, left, self.sheet, 636, 518), 1)
        column(self).addWidget(PageBody(stage, content))
        self._fit()

    def _connect(self) -> None:
        self.segments.chosen.connect(self.presenter.show_list)
        self.table.chosen.connect(self._on_chosen)
        self.table.opened.connect(self._on_opened)
        self.table.sort_requested.connect(self.presenter.sort)
        self.list_filter.filtered.connect(self.presenter.filter)
        self.list_filter.left.connect(self._to_list)
        sheet = self.sheet
        sheet.step_requested.connect(self.begin)
        sheet.print_requested.connect(self.print_paper)
        sheet.whole_requested.connect(self.toggle_why)
        sheet.take_back_requested.connect(self.take_back_last)
        sheet.correct_requested.connect(lambda: self.begin("correct"))
        sheet.void_requested.connect(lambda: self.begin("void"))
        self.panel.opened.connect(self._on_fact)
        self.panel.put_away.connect(self._put_away)
        self._stage.language.changed.connect(self.presenter.say_again)
        self._stage.language.changed.connect(self.start.say_again)
        # These keys belong to this page alone; Ctrl R, Ctrl I, F8, Ctrl E and Ctrl D come from
        # the menus, which other pages use as well.
        for keys, act in (
            ("Ctrl+F", self.filter.setFocus),
            ("Ctrl+B", self.begin_supplement),
            ("Alt+G", self.extend),
            ("Alt+T", self.print_letter),
        ):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setAutoRepeat(False)
            shortcut.activated.connect(act)

    # ---- what menus and keys ask for --------------------------------------------------------

    def open_page(self) -> None:
        """The list has the focus; what it shows is read anew."""
        self.presenter.reload()
        self.start.look()
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def open_due(self) -> None:
        """F6: what is due today."""
        self.filter.clear()
        self.presenter.show_list("today")
        self.start.look()
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def open_case(self, case_id: str) -> None:
        """A case from elsewhere: the search page, a scanned slip, a visit."""
        self.list_filter.empty()
        self.table.forget_choice()
        self.presenter.show_case(case_id)
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def case(self) -> CaseView | None:
        """The case beside the list."""
        return self.presenter.case

    def begin(self, kind: str) -> None:
        """Take a step of the case at hand; "correct" and "void" as well."""
        chosen = self.table.keys
        if kind == "ready" and len(chosen) > 1:
            rows = self.presenter.entries(chosen)
            self.steps.ready_many([(one.id, one.status) for one in rows])
        else:
            self.steps.begin(kind, self.case)

    def begin_main(self) -> None:
        """Ctrl R: the result exists, for every row chosen; or it is handed over."""
        if len(self.table.keys) > 1:
            self.begin("ready")
        else:
            self.steps.begin_main(self.case)

    def begin_supplement(self) -> None:
        """Ctrl B."""
        self.steps.begin_supplement(self.case)

    def extend(self) -> None:
        """Alt G: an apology with a new date."""
        self.begin("extended")

    def open_more(self) -> None:
        """Alt K: the other steps and papers of the case at hand, as a menu for arrows and Enter."""
        if self.case is not None:
            self.sheet.more.click()

    def take_back_last(self) -> None:
        """The last step was recorded by mistake."""
        self.steps.take_back_last(self.case)

    def toggle_why(self) -> None:
        """Ctrl I: the whole reckoning, or what fits."""
        self.presenter.toggle_whole()

    def print_slips(self) -> None:
        """F8: the slip of every row chosen, or the paper that the case at hand asks for."""
        many = len(self.table.keys) > 1
        self.print_paper("case_01" if many or self.case is None else paper_of(self.case))

    def print_letter(self) -> None:
        """Alt T: the letter of joy or grief."""
        self.print_paper(LETTER)

    def print_paper(self, paper: str) -> None:
        """A paper of the case at hand; slips of every row chosen."""
        chosen, case = self.table.keys, self.case
        if paper == "case_01" and len(chosen) > 1:
            self.print_requested.emit(paper, chosen)
        elif case is not None:
            self.print_requested.emit(paper, (case.id,))

    def forget(self) -> None:
        """Another officer acts: their list, their rights, their start of the day."""
        self.filter.clear()
        self.table.forget_choice()
        self.presenter.forget()
        self.start.forget()
        if self.isVisible():
            self.open_page()

    # ---- what the presenters show -----------------------------------------------------------

    def show_lists(self, chosen: ListName, counts: ListCounts) -> None:
        """Mark the list shown, with the counts of all."""
        self.segments.show_lists(chosen, counts)
        if counts != self._counts and self.panel.isVisible():
            self.start.look()
        self._counts = counts
        self._fit()

    def show_rows(self, rows: tuple[Row, ...], empty: str, choose: str) -> None:
        """Show a list. choose: the row to choose in it, "" to keep what is chosen."""
        another = self._shown_list != self.presenter_list()
        self._shown_list = self.presenter_list()
        if another and not choose:
            self.table.forget_choice()
        self.table.show_rows(rows, empty)
        if choose:
            self.table.choose(choose)
        elif rows and not self.presenter.stays and (another or not self._shown_case):
            self.table.choose_first()
        self._say_outside()

    def presenter_list(self) -> str:
        """The list that is shown; nothing before the presenter is there."""
        presenter: CasesPresenter | None = getattr(self, "presenter", None)
        return "" if presenter is None else presenter.list_name

    def show_foot(self, facts: Foot, forecast: str) -> None:
        """Say the sums of the list, each with its unit, and what may become late."""
        self.foot.show_foot(facts, forecast)

    def show_detail(self, detail: CaseDetail | None) -> None:
        """Open a case beside the list, or nothing."""
        whole = detail is not None and self.presenter.whole
        self.sheet.show_detail(detail, whole=whole)
        shown = "" if detail is None else detail.id
        if shown != self._shown_case:
            self._shown_case = shown
            self.case_shown.emit(shown)
        self._say_outside()

    def _say_outside(self) -> None:
        shown = self._shown_case
        self.sheet.show_outside(bool(shown) and self.table.rows.place(shown) < 0)

    def show_sort(self, column: int, *, descending: bool) -> None:
        """Mark the column the list is ordered by."""
        self.table.show_sort(column, descending=descending)

    def show_facts(self, title: str, facts: tuple[Fact, ...], notes: tuple[str, ...]) -> None:
        """Show the numbers the day begins with."""
        self.panel.show_facts(title, facts, notes)

    def hide_facts(self) -> None:
        """Put them away."""
        self.panel.hide_facts()

    def ask(self, plan: Plan, case: CaseView) -> None:
        """Ask for what a step needs."""
        self.dialog_requested.emit(
            StepDialog(self._stage, plan, case, self.steps.submit, self.window())
        )

    def say_no(self, sentence: str) -> None:
        """Say why a step cannot be taken now."""
        self._stage.messages.sorry(sentence)

    def taken(self, kind: str, case: CaseView) -> None:
        """A step was written."""
        self.step_taken.emit(kind, case.id)

    def visited(self, visit_id: str) -> None:
        """A visit was logged with it."""
        self.visit_logged.emit(visit_id)

    # ---- keys -------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """A plain digit chooses its list; Esc puts the numbers of the day away."""
        plain = event.modifiers() in (
            Qt.KeyboardModifier.NoModifier,
            Qt.KeyboardModifier.KeypadModifier,
        )
        digit = _DIGITS.get(Qt.Key(event.key()), 0) if plain else 0
        if plain and event.key() == Qt.Key.Key_Escape:
            if self.panel.isVisible():
                self._put_away()
            else:
                self._to_list()
        elif digit in (APOLOGY_KEY, CATALOGUE_KEY):
            if self.panel.isVisible():
                self._on_fact("apology" if digit == APOLOGY_KEY else "catalogue")
        elif digit:
            self.presenter.show_number(digit)
            self._to_list()
        else:
            super().keyPressEvent(event)

    def _to_list(self) -> None:
        self.list_filter.settle()
        self.table.setFocus(Qt.FocusReason.TabFocusReason)

    def _on_chosen(self, key: str) -> None:
        self.presenter.choose(key)

    def _on_opened(self, key: str) -> None:
        self.presenter.choose(key)
        self.presenter.reveal()
        first = next(iter(self.sheet.buttons.values()), None)
        if first is not None and first.isEnabled():
            first.setFocus(Qt.FocusReason.TabFocusReason)

    def _on_fact(self, opens: str) -> None:
        if opens == "catalogue":
            self.catalogue_requested.emit()
        elif opens == "apology":
            case = self.start.first_to_apologise()
            if case:
                self.open_case(case)
        else:
            self.presenter.show_list(opens)  # type: ignore[arg-type]
            self.table.setFocus(Qt.FocusReason.TabFocusReason)

    def _put_away(self) -> None:
        self.start.put_away()
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_minute(self) -> None:
        if self.isVisible():
            self.presenter.tick()

    def _fit(self) -> None:
        look = self._stage.look
        direction = QBoxLayout.Direction
        large = look.scale > STACKS_ABOVE
        self._top.setDirection(direction.TopToBottom if large else direction.LeftToRight)
        self._top.setStretchFactor(self.segments, 0 if large else 1)
