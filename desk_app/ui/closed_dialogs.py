"""Dialogs that were closed while an answer for them may still be under way."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QDialog

from desk_app.ui.stage import Stage


class ClosedDialogs(QObject):
    """Keeps closed dialogs until nothing is under way: answers come home to what still stands."""

    def __init__(self, stage: Stage) -> None:
        super().__init__()
        self._runner = stage.runner
        self._kept: list[QDialog] = []
        self._runner.busy_changed.connect(self._on_busy)

    def keep(self, dialog: QDialog) -> None:
        """Delete this dialog as soon as no answer can come for it."""
        self._kept.append(dialog)
        self._clear()

    def _on_busy(self, busy: bool) -> None:
        if not busy:
            # Whoever gets the last answer may ask again at once.
            QTimer.singleShot(0, self._clear)

    def _clear(self) -> None:
        if self._runner.idle:
            kept, self._kept = self._kept, []
            for dialog in kept:
                dialog.deleteLater()
