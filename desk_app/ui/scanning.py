"""Scans in the window: a card belongs to the visit being logged, a slip opens its case."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication

from desk_app.core.card import Card
from desk_app.core.case_view import CaseView
from desk_app.core.clock import day_of
from desk_app.core.problems import Problem
from desk_app.qt.scan_desk import ScanDesk
from desk_app.qt.window_desk import WindowDesk
from desk_app.services.find_case import find_case
from desk_app.ui.intake.person_cases import follow_up
from desk_app.ui.intake_page import IntakePage
from desk_app.ui.main_window import MainWindow
from desk_app.ui.stage import Stage


class Scanning(QObject):
    """Owns the scanners; `deaf` says when a scan is nobody's, `used` hears that somebody is there.

    Must be built after everything else that listens to keys: it is asked first then. On the intake
    page a result to fetch or a supplement to bring is offered for the visit first; scanned again,
    and from everywhere else, the slip opens its case: case_opened, with its id.
    """

    case_opened = Signal(str)

    def __init__(
        self,
        stage: Stage,
        desk: WindowDesk,
        main: MainWindow,
        intake: IntakePage,
        deaf: Callable[[], bool],
        used: Callable[[], None],
    ) -> None:
        super().__init__()
        self._stage, self._desk, self._main, self._intake = stage, desk, main, intake
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        self.scanners = ScanDesk(application, deaf, lambda: day_of(desk.now()), parent=self)
        self._offered = ""
        self._complained = False
        self.scanners.card_scanned.connect(self._on_card)
        self.scanners.case_scanned.connect(self._on_case_number)
        self.scanners.not_a_card.connect(self._on_problem)
        self.scanners.trouble.connect(self._say)
        self.scanners.restored.connect(stage.messages.clear)
        self.scanners.used.connect(used)
        desk.settings_changed.connect(self.listen)

    def listen(self) -> None:
        """Listen to the scanner that the settings name."""
        self.scanners.listen(self._desk.settings.scanner_port)

    def close(self) -> None:
        """Listen no more."""
        self.scanners.close()

    def _on_card(self, card: Card) -> None:
        why_not = self._desk.why_not("visit.log")
        if why_not is not None:
            self._say(why_not)
            return
        self._forgive()
        if self._main.page != "intake":
            self._main.show_page("intake")
        self._intake.presenter.take_card(card)

    def _on_case_number(self, number: str) -> None:
        desk = self._desk
        why_not = desk.why_not("case.list")
        if why_not is not None:
            self._say(why_not)
            return
        self._stage.runner.run(
            lambda: desk.read("case.list", lambda reader: find_case(reader, reader.desk, number)),
            self._on_case,
            lambda error: self._on_problem(error.problems[0]),
        )

    def _on_case(self, case: CaseView) -> None:
        self._forgive()
        offers = follow_up(case) is not None and self._offered != case.id
        if self._main.page == "intake" and offers and self._desk.may("visit.log"):
            self._offered = case.id
            self._intake.presenter.cases.offer(case)
            return
        self._offered = ""
        self.case_opened.emit(case.id)

    def _on_problem(self, problem: Problem) -> None:
        if self._main.page == "intake":
            self._intake.show_note(self._stage.language.sentence(problem))
        else:
            self._say(problem)

    def _forgive(self) -> None:
        # What was said of the scan before is over once one is read.
        if self._complained:
            self._complained = False
            self._stage.messages.clear()

    def _say(self, problem: Problem) -> None:
        self._complained = True
        self._stage.messages.sorry(self._stage.language.sentence(problem))
