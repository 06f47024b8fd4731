"""The window's inside put together: pages with their presenters, commands with what they do."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property

from PySide6.QtCore import QObject, Qt, Slot
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit

from desk_app.core.clock import Millis, local
from desk_app.core.errors import EnvironmentProblem, UserProblem
from desk_app.core.rights import Action
from desk_app.core.visit import VisitForm
from desk_app.core.visit_view import VisitView
from desk_app.qt.settings import WindowSettings
from desk_app.qt.window_desk import WindowDesk
from desk_app.services.changes import Changes
from desk_app.ui.assessment_page import AssessmentPage
from desk_app.ui.assessment_presenter import AssessmentPresenter
from desk_app.ui.choices import Choices
from desk_app.ui.dialogs import Dialogs
from desk_app.ui.intake_page import IntakePage
from desk_app.ui.intake_presenter import IntakePresenter
from desk_app.ui.main_window import MainWindow
from desk_app.ui.month_page import MonthPage
from desk_app.ui.month_presenter import MonthPresenter
from desk_app.ui.search_page import SearchPage
from desk_app.ui.search_presenter import SearchPresenter
from desk_app.ui.stage import Stage
from desk_app.ui.today_presenter import TodayPresenter

# Which right a command needs; what is not named here everybody may do.
NEEDS: dict[str, Action] = {
    "visit_log": "visit.log",
    "visit_question": "visit.log",
    "visit_online": "visit.log",
    "visit_outcome": "visit.log",
    "visit_late": "visit.log",
    "visit_correct": "visit.correct",
    "visit_void": "visit.void",
    "score_claim": "assess.set",
    "print": "print.assessment",
    "page_intake": "visit.list",
    "page_search": "search",
    "page_month": "score.see",
    "page_assessment": "score.see",
}
PAGES = ("intake", "search", "month", "assessment")


class Window(QObject):
    """Owns the main window and the presenters; everything below was given to it.

    Pages are built when they are first opened: the intake page is what one waits for at start.
    """

    def __init__(
        self, stage: Stage, desk: WindowDesk, settings: WindowSettings, version: str
    ) -> None:
        super().__init__()
        self.stage, self.desk = stage, desk
        self.choices = Choices(stage, settings)
        self.intake = IntakePage(stage, self._intake_presenter)
        self.today = TodayPresenter(
            desk, stage.runner.run, stage.say, stage.count, self.intake.today, self._on_last
        )
        self.main = MainWindow(
            stage,
            f"Một Cửa – {desk.unit} ({desk.unit_code})",
            desk.practice,
            {
                "intake": lambda: self.intake,
                "search": lambda: self.search,
                "month": lambda: self.month,
                "assessment": lambda: self.assessment,
            },
            self._acts(),
        )
        self.dialogs = Dialogs(stage, desk, self.today, self.main, version)
        self.main.truth.clock = desk.now
        self.main.truth.day_changed.connect(self._read_day)
        self._connect()
        for held in self.choices.held():
            self.main.menus.check(held)
        self._show_officer()
        self.main.show_page("intake")

    def start(self) -> None:
        """Read the day and let the clock run; on a real desk, ask who works here first."""
        self.main.truth.start()
        if self.desk.signed_in:
            self._read_day()
        else:
            self.dialogs.switch_officer()

    def _intake_presenter(self, view: IntakePage) -> IntakePresenter:
        stage = self.stage
        return IntakePresenter(
            self.desk, stage.runner.run, stage.say, stage.language.sentence, view, self._on_logged
        )

    @cached_property
    def search(self) -> SearchPage:
        """The search page."""
        stage = self.stage
        page = SearchPage(
            stage,
            lambda view: SearchPresenter(
                self.desk, stage.runner.run, stage.say, stage.count, view, self.today.matter
            ),
        )
        page.visit_requested.connect(self._start_from)
        page.opened.connect(self._open_found)
        return page

    @cached_property
    def month(self) -> MonthPage:
        """The month page."""
        stage = self.stage
        page = MonthPage(
            stage,
            lambda view: MonthPresenter(self.desk, stage.runner.run, stage.say, stage.count, view),
        )
        page.working_requested.connect(self.show_working)
        return page

    @cached_property
    def assessment(self) -> AssessmentPage:
        """The self-assessment page."""
        stage = self.stage
        page = AssessmentPage(
            stage,
            lambda view: AssessmentPresenter(
                self.desk, stage.runner.run, stage.say, stage.language.sentence, view
            ),
        )
        page.print_requested.connect(self.dialogs.preview)
        page.saved.connect(stage.messages.done)
        self._show_claim_right(page)
        return page

    def _built(self, page: str) -> bool:
        return page in self.__dict__

    def _connect(self) -> None:
        # Queued on purpose: changes are told by the worker that wrote them.
        self.desk.changed.connect(self._on_changed, Qt.ConnectionType.QueuedConnection)
        self.desk.officer_changed.connect(self._on_officer)
        self.stage.runner.refused.connect(self._on_refused)
        self.stage.runner.environment_failed.connect(self._on_environment)
        self.stage.runner.broke.connect(self._on_broke)
        self.stage.language.changed.connect(self.today.say_again)
        self.stage.language.changed.connect(self._show_officer)
        self.intake.log_requested.connect(self.intake.presenter.save)
        self.intake.today.correct_requested.connect(self.correct)
        self.intake.today.void_requested.connect(self.void)
        self.dialogs.visit_opened.connect(self._open_behind)
        self.main.who.switch.clicked.connect(self.dialogs.switch_officer)

    def _acts(self) -> dict[str, Callable[[], None]]:
        acts: dict[str, Callable[[], None]] = {
            "print": self._preview,
            "switch_officer": self._switch_officer,
            "quit": self._quit,
            "edit_undo": lambda: self._edit("undo"),
            "edit_cut": lambda: self._edit("cut"),
            "edit_copy": lambda: self._edit("copy"),
            "edit_paste": lambda: self._edit("paste"),
            "edit_all": lambda: self._edit("selectAll"),
            "visit_log": self._log,
            "visit_question": lambda: self._at_intake(self.intake.toggle_question),
            "visit_online": lambda: self._at_intake(self.intake.toggle_online),
            "visit_outcome": lambda: self._at_intake(self.intake.choose_outcome),
            "visit_late": lambda: self._at_intake(self.intake.toggle_late),
            "visit_clear": lambda: self._at_intake(self.intake.clear_visit),
            "visit_today": lambda: self._at_intake(self.intake.today.table.setFocus),
            "visit_correct": lambda: self.correct(self.intake.today.table.key),
            "visit_void": lambda: self.void(self.intake.today.table.key),
            "score_previous": lambda: self._at_month(-1),
            "score_next": lambda: self._at_month(1),
            "score_working": self._working_of_chosen,
            "score_claim": self._claim,
            "help": lambda: self.dialogs.help(self.main.page),
            "about": self._about,
        }
        for page in PAGES:
            acts[f"page_{page}"] = lambda page=page: self.main.show_page(page)  # type: ignore[misc]
        return acts | self.choices.acts()

    # ---- what happened ----------------------------------------------------------------------

    @Slot(object)
    def _on_changed(self, changes: Changes) -> None:
        if changes.visits or changes.imports:
            self._read_day()
            if self._built("search"):
                self.search.presenter.search_again()
        if self.main.page == "month" and (changes.visits or changes.assessments):
            self.month.presenter.reload()
        if self.main.page == "assessment" and changes.assessments:
            self.assessment.presenter.reload()

    def _on_logged(self, visit_id: str, form: VisitForm) -> None:
        self.intake.today.table.choose_when_shown(visit_id)
        who = form.name or form.organisation
        if form.at:
            # It stands in the list of its own day, so this line alone tells that it is there.
            text = self.stage.say("Đã ghi muộn cho {at}", at=form.at)
        else:
            at = local(self.desk.now()).strftime("%H:%M")
            text = self.stage.say("Đã ghi lúc {at}", at=at)
        self.stage.messages.done(f"{text}: {who}" if who else text)

    def _on_last(self, last: Millis | None) -> None:
        self.main.truth.show_last(last)

    @Slot(object)
    def _on_environment(self, error: EnvironmentProblem) -> None:
        self.intake.presenter.save_failed()
        self.dialogs.work_failed()
        self.stage.messages.environment(error)

    @Slot(object)
    def _on_refused(self, error: UserProblem) -> None:
        self.dialogs.work_failed()
        self.stage.messages.environment(error.problems[0])

    @Slot(object)
    def _on_broke(self, error: BaseException) -> None:
        self.intake.presenter.save_failed()
        self.dialogs.work_failed()
        self.stage.messages.bug(error)

    # ---- visits -----------------------------------------------------------------------------

    def _log(self) -> None:
        if self.main.page == "intake":
            self.intake.presenter.save()

    def _at_intake(self, act: Callable[[], None]) -> None:
        if self.main.page != "intake":
            self.main.show_page("intake")
        act()

    def correct(self, visit_id: str) -> None:
        """Correct this visit, asking for a reason."""
        if self.desk.may("visit.correct"):
            self.dialogs.correct(self._visit(visit_id))

    def void(self, visit_id: str) -> None:
        """Void this visit, asking for a reason."""
        if self.desk.may("visit.void"):
            self.dialogs.void(self._visit(visit_id))

    def _visit(self, visit_id: str) -> VisitView | None:
        found = self.today.visit(visit_id)
        if found is None and self._built("search"):
            found = self.search.presenter.visit(visit_id)
        return found

    def _start_from(self, key: str) -> None:
        visit = self.search.presenter.visit(key)
        code = self.search.presenter.procedure_code(key)
        self.main.show_page("intake")
        if visit is not None:
            self.intake.presenter.start_for(visit.name, visit.phone, visit.address)
        elif code:
            self.intake.presenter.add(code)

    def _open_found(self, key: str) -> None:
        if self.search.presenter.visit(key) is not None:
            self.correct(key)

    def _open_behind(self, visit_id: str) -> None:
        self.stage.runner.run(lambda: self.desk.visit(visit_id), self._on_behind)

    def _on_behind(self, visit: VisitView | None) -> None:
        if visit is not None:
            self.main.show_page("search")
            self.search.line.input.setText(visit.name or visit.organisation or visit.phone)

    # ---- score ------------------------------------------------------------------------------

    def _at_month(self, months: int) -> None:
        if self.main.page != "month":
            self.main.show_page("month")
        self.month.presenter.step(months)

    def _working_of_chosen(self) -> None:
        if self.main.page == "month":
            self.show_working(self.month.table.key)
        elif self.main.page == "assessment":
            self.dialogs.working(self.assessment.presenter.figures, self.assessment.table.key)

    def show_working(self, key: str) -> None:
        """Open the working of a criterion of the month shown."""
        self.dialogs.working(self.month.presenter.figures, key)

    def _claim(self) -> None:
        if self.main.page == "assessment":
            self.assessment.save()
        else:
            self.main.show_page("assessment")

    # ---- who acts ---------------------------------------------------------------------------

    def _read_day(self) -> None:
        if self.desk.may("visit.list"):
            self.today.reload()
        else:
            self.today.forget()

    def _on_officer(self) -> None:
        self._show_officer()
        self._read_day()
        allowed = [page for page in PAGES if self.desk.may(NEEDS[f"page_{page}"])]
        if allowed and self.main.page not in allowed:
            self.main.show_page(allowed[0])

    def _show_officer(self) -> None:
        pages = frozenset(page for page in PAGES if self.desk.may(NEEDS[f"page_{page}"]))
        self.main.side.allow(pages)
        self.main.who.show_who(self.desk.name, self.desk.acting_name())
        self.main.menus.allow({name: self.desk.may(action) for name, action in NEEDS.items()})
        self.intake.allow_logging(self._why_not("visit.log"))
        if self._built("assessment"):
            self._show_claim_right(self.assessment)

    def _show_claim_right(self, page: AssessmentPage) -> None:
        why = self._why_not("assess.set")
        page.allow_claims(not why, why)

    def _why_not(self, action: Action) -> str:
        problem = self.desk.why_not(action)
        return "" if problem is None else self.stage.language.sentence(problem)

    def _preview(self) -> None:
        self.dialogs.preview()

    def _switch_officer(self) -> None:
        self.dialogs.switch_officer()

    def _about(self) -> None:
        self.dialogs.about()

    def _quit(self) -> None:
        self.main.quit()

    def _edit(self, deed: str) -> None:
        field = QApplication.focusWidget()
        if isinstance(field, QLineEdit | QPlainTextEdit):
            getattr(field, deed)()
