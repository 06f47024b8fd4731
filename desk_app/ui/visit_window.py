"""What the window does with visits: the search page, correcting, voiding, rating, starting one."""

from __future__ import annotations

from functools import cached_property

from PySide6.QtCore import QObject, Signal

from desk_app.core.visit_view import VisitView
from desk_app.qt.window_desk import WindowDesk
from desk_app.services.changes import Changes
from desk_app.ui.dialogs import Dialogs
from desk_app.ui.intake_page import IntakePage
from desk_app.ui.main_window import MainWindow
from desk_app.ui.page_makers import search_page
from desk_app.ui.rating.director import RatingDirector
from desk_app.ui.search_page import SearchPage
from desk_app.ui.stage import Stage
from desk_app.ui.today_presenter import TodayPresenter


class VisitWindow(QObject):
    """Owns the search page and connects it, and the list of today, with dialogs and intake.

    case_opened: the id of the case that was found and opened.
    """

    case_opened = Signal(str)

    def __init__(
        self,
        stage: Stage,
        desk: WindowDesk,
        main: MainWindow,
        dialogs: Dialogs,
        intake: IntakePage,
        today: TodayPresenter,
        director: RatingDirector,
    ) -> None:
        super().__init__()
        self._stage, self._desk, self._main = stage, desk, main
        self._dialogs, self._director = dialogs, director
        self._intake, self._today = intake, today
        intake.today.correct_requested.connect(self.correct)
        intake.today.void_requested.connect(self.void)
        intake.today.not_offered_requested.connect(self.not_offered)
        intake.today.rate_requested.connect(self.rate)
        dialogs.visit_opened.connect(self._open_behind)

    @cached_property
    def page(self) -> SearchPage:
        """The search page, built when it is first opened."""
        page = search_page(self._stage, self._desk, self._today.matter)
        page.visit_requested.connect(self._start_from)
        page.opened.connect(self._open_found)
        page.case_opened.connect(self.case_opened)
        page.left.connect(lambda: self._main.show_page("intake"))
        self._desk.officer_changed.connect(self._cover_number)
        return page

    @property
    def built(self) -> bool:
        """Whether anybody has opened the page."""
        return "page" in self.__dict__

    @property
    def chosen_today(self) -> str:
        """The row of today that keys and menus mean; nobody is asked to rate an older visit."""
        return self._intake.today.table.key

    @property
    def chosen(self) -> str:
        """The row that is corrected or voided: what is found where one searches, else of today."""
        return self.page.chosen_visit if self._main.page == "search" else self.chosen_today

    def open_visit(self, visit_id: str) -> None:
        """A visit from elsewhere, looked up first: to be corrected, by whoever may."""
        if self._desk.may("visit.correct"):
            self._stage.runner.run(lambda: self._desk.visit(visit_id), self._dialogs.correct)

    def correct(self, visit_id: str) -> None:
        """Correct this visit, asking for a reason."""
        if self._desk.may("visit.correct"):
            self._dialogs.correct(self._visit(visit_id))

    def void(self, visit_id: str) -> None:
        """Void this visit, asking for a reason."""
        if self._desk.may("visit.void"):
            self._dialogs.void(self._visit(visit_id))

    def rate(self, visit_id: str) -> None:
        """Ask the citizen of this visit, or of the last one, to rate it."""
        if self._desk.may("visit.rate"):
            self._director.rate(visit_id)

    def not_offered(self, visit_id: str) -> None:
        """Say why the citizen of this visit, or of the last one logged, was not asked to rate."""
        if self._desk.may("visit.rate"):
            self._dialogs.not_offered(self._visit(visit_id) or self._today.newest())

    def on_changed(self, changes: Changes) -> None:
        """Something was written: search again where it may show."""
        if (changes.visits or changes.imports) and self.built:
            self.page.presenter.search_again()

    def _cover_number(self) -> None:
        # A method of this object: what the desk calls by a bare function would outlive the window.
        self.page.show_number("")

    def _visit(self, visit_id: str) -> VisitView | None:
        found = self._today.visit(visit_id)
        if found is None and self.built:
            found = self.page.presenter.visit(visit_id)
        return found

    def _start_from(self, key: str) -> None:
        person = self.page.presenter.citizen(key)
        code = self.page.presenter.procedure_code(key)
        self._main.show_page("intake")
        if person is not None:
            self._intake.presenter.start_for(
                person.name,
                person.phone,
                person.address,
                organisation=person.organisation,
                visit=person.visit,
                last4=person.id_last4,
                this_year=person.this_year,
            )
        elif code:
            self._intake.presenter.add(code)

    def _open_found(self, key: str) -> None:
        if self.page.presenter.visit(key) is not None:
            self.correct(key)

    def _open_behind(self, visit_id: str) -> None:
        self._stage.runner.run(lambda: self._desk.visit(visit_id), self._on_behind)

    def _on_behind(self, visit: VisitView | None) -> None:
        if visit is not None:
            self._main.show_page("search")
            self.page.line.input.setText(visit.name or visit.organisation or visit.phone)
