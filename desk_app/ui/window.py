"""The window's inside put together: pages with their presenters, commands with what they do."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property

from PySide6.QtCore import QObject, Qt, Slot

from desk_app.core.clock import Millis
from desk_app.core.draft import Draft
from desk_app.core.errors import EnvironmentProblem, UserProblem
from desk_app.core.rights import Action
from desk_app.core.visit import VisitForm
from desk_app.qt.desk_admin import DeskAdmin
from desk_app.qt.desk_bundle import DeskBundle
from desk_app.qt.desk_day import DeskDay
from desk_app.qt.desk_intake import DeskIntake
from desk_app.qt.desk_pairing import DeskPairing
from desk_app.qt.desk_sync import DeskSync
from desk_app.qt.machine import Machine
from desk_app.qt.settings import WindowSettings
from desk_app.qt.window_desk import WindowDesk
from desk_app.services.changes import Changes
from desk_app.services.receive_case import Received
from desk_app.ui.assessment_page import AssessmentPage
from desk_app.ui.case_window import CaseWindow
from desk_app.ui.choices import Choices
from desk_app.ui.command_rights import NEEDS, PAGES
from desk_app.ui.dialogs import Dialogs
from desk_app.ui.intake.left_half import LeftHalf
from desk_app.ui.intake_page import IntakePage
from desk_app.ui.lock.keeper import LockKeeper
from desk_app.ui.main_window import MainWindow
from desk_app.ui.month_page import MonthPage
from desk_app.ui.page_makers import assessment_page, intake_page, month_page
from desk_app.ui.print_preview import FORM, MONTH
from desk_app.ui.rating.citizen import Citizen
from desk_app.ui.scanning import Scanning
from desk_app.ui.settings.settings_page import SettingsPage
from desk_app.ui.stage import Stage
from desk_app.ui.sync_window import SyncWindow
from desk_app.ui.visit_window import VisitWindow
from desk_app.ui.waiting.day import Day
from desk_app.ui.window_acts import window_acts


class Window(QObject):
    """Owns the main window and the presenters; everything below was given to it.

    Pages are built when they are first opened: the intake page is what one waits for at start.
    """

    def __init__(
        self,
        stage: Stage,
        desk: WindowDesk,
        sync: DeskSync,
        pairing: DeskPairing,
        bundle: DeskBundle,
        settings: WindowSettings,
        version: str,
        machine: Machine,
        open_beside: Callable[[], None],
    ) -> None:
        super().__init__()
        self.stage, self.desk = stage, desk
        self._closed = False
        self._machine, self._open_beside = machine, open_beside
        self.choices = Choices(stage, settings)
        self.intake: IntakePage = intake_page(stage, desk, self._on_logged)
        self.left = LeftHalf(stage, DeskIntake(desk), self.intake)
        self.main: MainWindow = MainWindow(
            stage,
            f"Một Cửa – {desk.unit} ({desk.unit_code})",
            desk.practice,
            {
                "intake": lambda: self.intake,
                "cases": lambda: self.cases.page,
                "search": lambda: self.visits.page,
                "month": lambda: self.month,
                "assessment": lambda: self.assessment,
                "sync": lambda: self.sync.page,
                "settings": lambda: self.settings,
            },
            window_acts(self),
        )
        self.day: Day = Day(
            stage,
            DeskDay(desk),
            self.left.door,
            self.intake.waiting,
            self.intake.today,
            self.main.undo,
            self._on_last,
        )
        self.today = self.day.today
        self.keeper: LockKeeper = LockKeeper(stage, desk, self.main)
        self.citizen = Citizen(stage, desk, self.main)
        self.scans = Scanning(
            stage,
            desk,
            self.main,
            self.intake,
            lambda: self.keeper.locked or self.citizen.turned,
            self.keeper.used,
        )
        self.dialogs: Dialogs = Dialogs(stage, desk, self.today, self.main, version)
        self.cases: CaseWindow = CaseWindow(stage, desk, self.main, self.dialogs, self.day.stack)
        self.visits: VisitWindow = VisitWindow(
            stage, desk, self.main, self.dialogs, self.intake, self.today, self.citizen.director
        )
        self.sync: SyncWindow = SyncWindow(
            stage, desk, sync, pairing, bundle, self.main, self.dialogs, self.day.stack
        )
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
        self.keeper.start()
        self.citizen.start()
        self.scans.listen()
        self.sync.start()
        if self.desk.signed_in:
            self._read_day()
            self.left.look()

    def close(self) -> None:
        """End what listens and what faces the citizen; everything logged is safe already."""
        if self._closed:
            return
        self._closed = True
        self.sync.close()
        self.scans.close()
        self.cases.close()
        self.citizen.close()

    @cached_property
    def month(self) -> MonthPage:
        """The month page."""
        page = month_page(self.stage, self.desk)
        page.working_requested.connect(self.show_working)
        page.print_requested.connect(self.print_month)
        return page

    @cached_property
    def assessment(self) -> AssessmentPage:
        """The self-assessment page."""
        page = assessment_page(self.stage, self.desk)
        page.print_requested.connect(self.dialogs.preview)
        page.saved.connect(self.stage.messages.done)
        self._show_claim_right(page)
        return page

    @cached_property
    def settings(self) -> SettingsPage:
        """The settings page."""
        page = SettingsPage(self.stage, DeskAdmin(self.desk, self._machine))
        page.done.connect(self.stage.messages.done)
        page.catalogue_requested.connect(self.dialogs.catalogue)
        page.pair_requested.connect(self.sync.pair)
        page.packages_requested.connect(self.dialogs.packages)
        return page

    def open_beside(self) -> None:
        """Open the practice desk beside a real one, or the real one, in a window of its own."""
        self.stage.runner.run(self._open_beside, lambda _done: self._on_beside())

    def _on_beside(self) -> None:
        if not self.desk.practice:
            say = self.stage.say
            self.stage.messages.done(say("Quầy thực hành đang mở trong một cửa sổ riêng."))

    def _built(self, page: str) -> bool:
        return page in self.__dict__

    def _connect(self) -> None:
        # Queued on purpose: changes are told by the worker that wrote them.
        self.desk.changed.connect(self._on_changed, Qt.ConnectionType.QueuedConnection)
        self.desk.officer_changed.connect(self._on_officer)
        self.stage.runner.refused.connect(self._on_refused)
        self.stage.runner.environment_failed.connect(self._on_environment)
        self.stage.runner.broke.connect(self._on_broke)
        self.stage.language.changed.connect(self._show_officer)
        self.intake.log_requested.connect(self.intake.presenter.save)
        self.intake.at_once_requested.connect(self.intake.presenter.save_at_once)
        self.intake.cleared.connect(self.day.undoing.cleared)
        self.intake.check_requested.connect(self.citizen.check)
        presenter = self.intake.presenter
        self.citizen.follow(presenter.form, self._last4, presenter.cases.promised)
        self.intake.line.escaped.connect(self.citizen.director.close_check)
        self.keeper.idle.blank_due.connect(self.citizen.director.close_check)
        self.left.draft_dropped.connect(self._on_draft_dropped)
        self.dialogs.case_opened.connect(self.cases.open_case)
        self.cases.visit_logged.connect(self._on_visit_of_step)
        self.visits.case_opened.connect(self.cases.open_case)
        self.scans.case_opened.connect(self.cases.open_case)
        self.sync.case_opened.connect(self.cases.open_case)
        self.sync.visit_opened.connect(self.visits.open_visit)
        self.intake.case_opened.connect(self.cases.open_case)
        self.intake.slips_requested.connect(self.dialogs.case_paper)
        self.dialogs.shown.connect(self.keeper.listen_in)
        self.main.who.switch.clicked.connect(self.keeper.lock)
        self.main.page_shown.connect(self._name_paper)
        self.main.closed.connect(self.close)
        self.keeper.locked_changed.connect(self._on_locked)

    # ---- what happened ----------------------------------------------------------------------

    @Slot(object)
    def _on_changed(self, changes: Changes) -> None:
        if self.desk.may("visit.list"):
            self.day.on_changed(changes)
        self.citizen.on_changed(changes)
        self.cases.on_changed(changes)
        self.visits.on_changed(changes)
        self.sync.on_changed(changes)
        if self.main.page == "month" and (changes.visits or changes.cases or changes.assessments):
            self.month.presenter.reload()
        if self.main.page == "assessment" and changes.assessments:
            self.assessment.presenter.reload()
        if (changes.officers or changes.settings) and self._built("settings"):
            self.settings.read()

    def _on_logged(self, received: Received, form: VisitForm) -> None:
        self.day.logged(received, form)
        self.citizen.director.visit_logged(received.visit, form)

    def _on_visit_of_step(self, visit: str) -> None:
        self.citizen.director.visit_logged(visit, VisitForm())

    def _on_draft_dropped(self, draft: Draft) -> None:
        self.day.undoing.draft_dropped(draft, self.left.offer.look)

    def _on_locked(self, locked: bool) -> None:
        if locked:
            self.citizen.director.close_check()
            self.cases.end_copying()
        else:
            self.left.look()

    def _last4(self, form: VisitForm) -> str:
        link = self.intake.presenter.visit.person.link(form)
        return "" if link is None else link.id_last4

    def _on_last(self, last: Millis | None) -> None:
        self.main.truth.show_last(last)

    @Slot(object)
    def _on_environment(self, error: EnvironmentProblem) -> None:
        if self._closed:
            return  # an answer that came after the window went
        self.intake.presenter.save_failed()
        self._work_failed()
        self.stage.messages.environment(error)

    @Slot(object)
    def _on_refused(self, error: UserProblem) -> None:
        if self._closed:
            return  # an answer that came after the window went
        self._work_failed()
        self.stage.messages.environment(error.problems[0])

    @Slot(object)
    def _on_broke(self, error: BaseException) -> None:
        if self._closed:
            return  # an answer that came after the window went
        self.intake.presenter.save_failed()
        self._work_failed()
        self.stage.messages.bug(error)

    def _work_failed(self) -> None:
        self.dialogs.work_failed()
        self.day.work_failed()
        self.sync.work_failed()
        if self._built("settings"):
            self.settings.work_failed()

    # ---- score ------------------------------------------------------------------------------

    def show_working_of_chosen(self) -> None:
        """Open the working of the criterion chosen on the page shown."""
        if self.main.page == "month":
            self.show_working(self.month.chosen)
        elif self.main.page == "assessment":
            self.dialogs.working(self.assessment.presenter.figures, self.assessment.table.key)
        else:
            self.main.show_page("month")  # where one can be chosen

    def show_working(self, key: str) -> None:
        """Open the working of a criterion of the month shown."""
        self.dialogs.working(self.month.presenter.figures, key)

    def print_month(self) -> None:
        """The month shown, as it is printed."""
        self.dialogs.preview_month(self.month.presenter.month)

    # ---- who acts ---------------------------------------------------------------------------

    def _name_paper(self) -> None:
        """The menu says which paper its key prints from the page shown."""
        words = MONTH if self.main.page == "month" else FORM
        self.main.menus.name("print", words.window)

    def _read_day(self) -> None:
        if self.desk.may("visit.list"):
            self.day.read()
            again = self.intake.presenter.say_again
            # Whoever asked may have left before it was looked up; the keys then stay as they are.
            self.stage.runner.run(
                self.desk.learn_frequent, lambda _done: again(), lambda _error: None
            )
        else:
            self.day.forget()
            self.main.truth.forget_last()

    def _on_officer(self) -> None:
        self.day.on_officer(may_change=self.desk.may("visit.correct"))
        self.cases.on_officer()
        self.sync.on_officer()
        if self._built("settings"):
            self.settings.read()
        self._show_officer()
        self._read_day()
        self.left.look()
        # Whoever takes over begins where their work is, not where somebody else was.
        begin = "intake" if self.desk.may("visit.log") else "month"
        if self._may_open(begin):
            self.main.show_page(begin)

    def _may_open(self, page: str) -> bool:
        need = NEEDS.get(f"page_{page}")
        return need is None or self.desk.may(need)

    def _show_officer(self) -> None:
        pages = frozenset(page for page in PAGES if self._may_open(page))
        self.main.side.allow(pages)
        self.main.who.show_who(self.desk.name, self.desk.acting_name())
        allowed = {name: self.desk.may(action) for name, action in NEEDS.items()}
        beside = {"practice": not self.desk.practice, "real_desk": self.desk.practice}
        self.main.menus.allow(allowed | beside)
        self.intake.allow_logging(self._why_not("visit.log"))
        if self._built("assessment"):
            self._show_claim_right(self.assessment)

    def _show_claim_right(self, page: AssessmentPage) -> None:
        why = self._why_not("assess.set")
        page.allow_claims(not why, why)

    def _why_not(self, action: Action) -> str:
        problem = self.desk.why_not(action)
        return "" if problem is None else self.stage.language.sentence(problem)
