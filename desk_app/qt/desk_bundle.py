"""The desk as the dialog "Gửi bằng USB…" uses it: writes and reads bundles in a worker thread."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

from PySide6.QtCore import QObject, Signal

from desk_app.core.clock import Clock, Millis
from desk_app.core.errors import EnvironmentProblem, UserProblem
from desk_app.core.problems import Problem
from desk_app.core.rights import Action
from desk_app.qt.window_desk import WindowDesk
from desk_app.services.usb_bundle import Exported, export_bundle
from desk_app.services.usb_reply import Imported, import_reply
from desk_app.services.usb_state import UsbState, usb_state
from sync.stick import Stopped

T = TypeVar("T")
# What was logged already travels, and only the province can open it: as with sending now.
_RIGHT: Action = "score.see"


class DeskBundle(QObject):
    """For a worker thread: `state`, `write` and `read`. progressed: how much of how much is done.

    Faults of the stick are said like faults of what was chosen: in the dialog, not behind it.
    """

    progressed = Signal(object)

    def __init__(
        self,
        desk: WindowDesk,
        store: Any,
        keep: Any,
        clock: Clock,
        random: Callable[[int], bytes],
        app: str,
    ) -> None:
        super().__init__()
        self._desk, self._store, self._keep = desk, store, keep
        self._clock, self._random, self._app = clock, random, app
        self._stopping = threading.Event()
        self._shown = -1

    def now(self) -> Millis:
        """The present moment."""
        return self._desk.now()

    def why_not(self) -> Problem | None:
        """Why whoever acts may not carry anything."""
        return self._desk.why_not(_RIGHT)

    def state(self) -> UsbState:
        """What there is to carry."""
        now = self.now()
        return self._desk.read(_RIGHT, lambda reader: usb_state(reader, now))

    def write(self, file: Path) -> Exported:
        """Write what waits."""

        def job() -> Exported:
            return export_bundle(
                self._store,
                self._keep,
                file,
                self._clock,
                self._random,
                self._app,
                self._tell,
                self._stopping.is_set,
            )

        return self._do(job)

    def read(self, file: Path) -> Imported:
        """Take in a reply; every page that shows what it changed looks again."""

        def job() -> Imported:
            return import_reply(
                self._store,
                self._keep,
                file,
                self._clock,
                self._random,
                self._app,
                self._desk.told,
                self._tell,
                self._stopping.is_set,
            )

        return self._do(job)

    def stop(self) -> None:
        """End what is under way; from the GUI thread."""
        self._stopping.set()

    def _tell(self, done: int, total: int) -> None:
        percent = 100 * done // total if total else 0
        if percent != self._shown:
            self._shown = percent
            self.progressed.emit(percent)

    def _do(self, job: Callable[[], T]) -> T:
        self._desk.acting(_RIGHT)
        self._stopping.clear()
        self._shown = -1
        try:
            return job()
        except EnvironmentProblem as problem:
            raise UserProblem(problem.problem) from problem
        except Stopped as stopped:
            raise UserProblem(Problem("usb.stopped")) from stopped
