"""Waiting in a test until a window has come to rest."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication

from desk_app.qt.runner import Runner

_TURNS = 4000


def settle(application: QApplication, runner: Runner) -> None:
    """Let every job come home and every queued event happen."""
    for _ in range(_TURNS):
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
        application.processEvents()
        if runner.idle:
            for _ in range(10):
                application.processEvents()
            if runner.idle:
                return
        runner.wait(5)
    raise AssertionError("the window did not come to rest")
