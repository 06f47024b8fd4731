"""Work off the GUI thread: plain functions out, their results home in a slot of the GUI thread."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

import msgspec
from PySide6.QtCore import QObject, QRunnable, Qt, QThreadPool, QTimer, Signal, Slot

from desk_app.core.errors import EnvironmentProblem, UserProblem

T = TypeVar("T")
Failed = Callable[[UserProblem], None]
_SLOW = 1000


class _Outcome(msgspec.Struct):
    number: int
    value: Any = None
    error: BaseException | None = None


class _Job(QRunnable):
    def __init__(self, number: int, work: Callable[[], Any], home: Callable[[_Outcome], None]):
        super().__init__()
        self._number, self._work, self._home = number, work, home

    def run(self) -> None:
        """Do the work in a pool thread; whatever happened goes home as one value."""
        try:
            outcome = _Outcome(self._number, self._work())
        except Exception as error:
            outcome = _Outcome(self._number, None, error)
        self._home(outcome)


class Runner(QObject):
    """Runs jobs on a small pool and hands results to the caller on the GUI thread."""

    _came_home = Signal(object)
    busy_changed = Signal(bool)
    environment_failed = Signal(object)
    broke = Signal(object)
    refused = Signal(object)

    def __init__(self, threads: int = 2) -> None:
        super().__init__()
        self._pool = QThreadPool()
        self._pool.setMaxThreadCount(threads)
        self._waiting: dict[int, tuple[Callable[[Any], None], Failed | None]] = {}
        self._next = 0
        self._closed = False
        # A slot of an object that lives here: a lambda would run in the worker (PySide6 6.12).
        self._came_home.connect(self._on_came_home, Qt.ConnectionType.QueuedConnection)
        self._slow = QTimer(self)
        self._slow.setSingleShot(True)
        self._slow.setInterval(_SLOW)
        self._slow.timeout.connect(self._on_slow)

    def run(
        self, work: Callable[[], T], then: Callable[[T], None], failed: Failed | None = None
    ) -> None:
        """Do `work` in the pool, then call `then` here; a UserProblem goes to `failed`.

        After `close` nothing is begun: whoever would hear of it is going away.
        """
        if self._closed:
            return
        self._next += 1
        self._waiting[self._next] = (then, failed)
        if not self._slow.isActive():
            self._slow.start()
        self._pool.start(_Job(self._next, work, self._came_home.emit))

    @property
    def idle(self) -> bool:
        """Whether nothing is under way."""
        return not self._waiting

    def wait(self, milliseconds: int) -> None:
        """Let running jobs go on for at most this long; for the end and for tests."""
        self._pool.waitForDone(milliseconds)

    def close(self) -> None:
        """Forget what is waited for and let running jobs end."""
        self._closed = True
        self._waiting.clear()
        self._slow.stop()
        self._pool.waitForDone()

    @Slot(object)
    def _on_came_home(self, outcome: _Outcome) -> None:
        then, failed = self._waiting.pop(outcome.number, (None, None))
        if not self._waiting:
            self._slow.stop()
            self.busy_changed.emit(False)
        if then is None:
            return
        if outcome.error is None:
            then(outcome.value)
        elif isinstance(outcome.error, UserProblem):
            # Whoever asked without a field to put it beside: the sentence goes to the banner.
            (failed or self.refused.emit)(outcome.error)
        elif isinstance(outcome.error, EnvironmentProblem):
            self.environment_failed.emit(outcome.error)
        else:
            self.broke.emit(outcome.error)

    @Slot()
    def _on_slow(self) -> None:
        if self._waiting:
            self.busy_changed.emit(True)
