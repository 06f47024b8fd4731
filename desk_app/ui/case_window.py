"""What the window does with cases: their page, their papers, the province's data, copying out."""

from __future__ import annotations

from functools import cached_property

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QDialog

from desk_app.core.case_paper import CASE_PAPERS
from desk_app.qt.desk_reconcile import DeskReconcile
from desk_app.qt.window_desk import WindowDesk
from desk_app.services.changes import Changes
from desk_app.ui.cases.make import cases_page
from desk_app.ui.cases_page import CasesPage
from desk_app.ui.dialogs import Dialogs
from desk_app.ui.main_window import MainWindow
from desk_app.ui.reconcile.copying import Copying
from desk_app.ui.reconcile.dialog import TakeInDialog
from desk_app.ui.stage import Stage
from desk_app.ui.undo.undo_stack import UndoStack


class CaseWindow(QObject):
    """Owns the page "Hồ sơ" and connects it with dialogs, papers and the clipboard.

    visit_logged: the id of the visit that a step at the counter was.
    """

    visit_logged = Signal(str)

    def __init__(
        self, stage: Stage, desk: WindowDesk, main: MainWindow, dialogs: Dialogs, stack: UndoStack
    ) -> None:
        super().__init__()
        self._stage, self._desk, self._main = stage, desk, main
        self._dialogs, self._stack = dialogs, stack
        self._reconcile = DeskReconcile(desk)
        self._copying = Copying(stage, self._reconcile)

    @cached_property
    def page(self) -> CasesPage:
        """The page, built when it is first opened."""
        page = cases_page(self._stage, self._desk, self._stack.push)
        page.print_requested.connect(self.print_paper)
        page.dialog_requested.connect(self._show)
        page.catalogue_requested.connect(self._dialogs.catalogue_week)
        page.visit_logged.connect(self.visit_logged)
        return page

    @property
    def built(self) -> bool:
        """Whether anybody has opened the page."""
        return "page" in self.__dict__

    def open_due(self) -> None:
        """F6: what is due today."""
        self._main.show_page("cases")
        self.page.open_due()

    def open_case(self, case_id: str) -> None:
        """A case from elsewhere: found, scanned, or behind a figure."""
        if self._desk.may("case.list"):
            self._main.show_page("cases")
            self.page.open_case(case_id)

    def print_paper(self, paper: str, case_ids: tuple[str, ...]) -> None:
        """A paper of some cases as it is printed."""
        known = next((one for one in CASE_PAPERS if one == paper), None)
        if known is not None:
            self._dialogs.case_paper(known, case_ids)

    def take_in(self) -> None:
        """Take in the province's data, and compare."""
        if self._desk.may("import"):
            self._show(TakeInDialog(self._stage, self._reconcile, self._main))

    def copy_next(self) -> None:
        """The next field of the case at hand onto the clipboard."""
        shown = self._main.page == "cases"
        self._copying.next(self.page.case if shown else None)

    def on_changed(self, changes: Changes) -> None:
        """Something was written: look again where it shows."""
        if not self.built or self._main.page != "cases":
            return  # the page reads anew when it is opened
        if changes.imports or changes.catalogue or changes.calendar or changes.settings:
            self.page.presenter.reload()
            self.page.presenter.read_case_again()
        elif changes.cases:
            self.page.presenter.on_changed(changes.cases)

    def end_copying(self) -> None:
        """Whoever copied a case out has left: nothing of it stays on the strip."""
        self._copying.end()

    def on_officer(self) -> None:
        """Somebody else acts: their list, their rights."""
        self.end_copying()
        if self.built:
            self.page.forget()

    def close(self) -> None:
        """The window goes."""
        self._copying.close()

    def _show(self, dialog: QDialog) -> None:
        self._dialogs.show(dialog)
