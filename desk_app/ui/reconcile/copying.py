"""Copying cases out, put together: the strip, its presenter, and the order that is remembered."""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtGui import QGuiApplication

from desk_app.core.case_view import CaseView
from desk_app.qt.desk_reconcile import DeskReconcile
from desk_app.ui.reconcile.copy_presenter import CopyPresenter
from desk_app.ui.reconcile.copy_strip import CopyStrip
from desk_app.ui.stage import Stage


class Copying(QObject):
    """`begin` with a case, `next` by a key of the window; the strip does the rest."""

    def __init__(self, stage: Stage, desk: DeskReconcile) -> None:
        super().__init__()
        self._stage, self._desk = stage, desk
        self._strip: CopyStrip | None = None
        self._presenter: CopyPresenter | None = None

    def begin(self, case: CaseView) -> None:
        """Copy the first field of the case."""
        desk = self._desk
        self._stage.runner.run(desk.copy_order, lambda order: self._begin(case, order))

    def next(self, case: CaseView | None) -> None:
        """The next field; of no case yet, the first field of this one."""
        if self._presenter is not None and self._presenter.running:
            self._presenter.next()
        elif case is not None:
            self.begin(case)

    def end(self) -> None:
        """Somebody else acts, or nobody: no name stays in sight."""
        if self._presenter is not None and self._presenter.running:
            self._presenter.end()

    def close(self) -> None:
        """The window goes, and the strip with it."""
        if self._strip is not None:
            self._strip.close()

    def _begin(self, case: CaseView, order: tuple[str, ...]) -> None:
        if self._strip is None:
            self._strip = CopyStrip(self._stage)
        if self._presenter is None:
            strip = self._strip
            presenter = CopyPresenter(
                self._stage.say, QGuiApplication.clipboard().setText, order, self._keep, strip
            )
            strip.next_requested.connect(presenter.next)
            strip.previous_requested.connect(presenter.previous)
            strip.later_requested.connect(presenter.later)
            strip.row_requested.connect(presenter.whole_row)
            strip.end_requested.connect(presenter.end)
            self._presenter = presenter
        self._presenter.begin(case, self._desk.full_name(case.procedure))

    def _keep(self, order: tuple[str, ...]) -> None:
        self._stage.runner.run(lambda: self._desk.keep_copy_order(order), lambda _done: None)
