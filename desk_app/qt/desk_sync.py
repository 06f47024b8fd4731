"""The desk as the page "Đồng bộ" and the truth line use it, and the lane that syncs by itself."""

from __future__ import annotations

import logging
from typing import Any, Protocol

from PySide6.QtCore import QObject, QUrl, Signal
from PySide6.QtGui import QDesktopServices

from desk_app.core.clock import Millis
from desk_app.core.ids import OfficerId
from desk_app.core.officer import Officer
from desk_app.core.problems import Problem
from desk_app.core.procedure import Procedure
from desk_app.core.rights import Action
from desk_app.qt.window_desk import WindowDesk
from desk_app.services.changes import Changes
from desk_app.services.conflicts import Disputed
from desk_app.services.run_sync import Listener
from desk_app.services.send_attachments import pause_attachments, with_attachments
from desk_app.services.settle_conflict import (
    Settled,
    action_for,
    settle,
    take_back_settling,
)
from desk_app.services.sync_memory import known_of
from desk_app.services.sync_page import sync_state
from desk_app.services.sync_values import Choice, SyncEnd, SyncState, SyncStep
from desk_app.services.written_beside import newest, written_since
from sync.client.moves import Moved, Progress, Rest
from sync.client.truth import Known


class Lane(Protocol):
    """The thread that syncs, as far as the window wishes."""

    def start(self) -> None: ...
    def wake(self, why: Any = "asked") -> None: ...
    def interrupt(self) -> None: ...
    def stop(self) -> None: ...


class _Told(QObject):
    """Carries what the lane's thread tells to the thread of the window."""

    stepped = Signal(object)
    rested = Signal(object)


class LaneEars(Listener):
    """Hears the lane, in its thread; everything goes on by signals and by the desk's own."""

    def __init__(self, desk: WindowDesk) -> None:
        self._desk = desk
        self.told_to = _Told()
        self.running = False
        self._moved = Moved()
        self._before = Moved()

    def told(self, progress: Progress) -> None:
        """It is so far."""
        self.running = progress.stage != "rest"
        self._moved = progress.moved
        self.told_to.stepped.emit(SyncStep(progress.stage, progress.done, progress.total))

    def changed(self, changes: Changes) -> None:
        """Something came from the province: every page that shows it looks again."""
        self._desk.told(changes)

    def rested(self, rest: Rest) -> None:
        """An attempt ended: what it moved is what was counted since the last one."""
        self.running = False
        was, now = self._before, self._moved
        self._before = now
        end = SyncEnd(
            at=self._desk.now(),
            sent=max(now.acked - was.acked, 0),
            received=max(now.received - was.received, 0),
            problem=rest.problem,
        )
        self.told_to.rested.emit(end)

    def broke(self, error: Exception) -> None:
        """We are at fault: the next attempt begins anew, and counts from nothing.

        The page says so in words; here only what happened is kept, never what was in it.
        """
        logging.getLogger("mot_cua.window").error("sync: %s", type(error).__name__)
        self._moved = self._before = Moved()


class DeskSync(QObject):
    """What the window may ask of syncing.

    For a worker thread: `state`, `known`, `look_beside`, `settle` and `take_back`.
    stepped: a `SyncStep`; ended: a `SyncEnd`.
    """

    stepped = Signal(object)
    ended = Signal(object)

    def __init__(self, desk: WindowDesk) -> None:
        super().__init__()
        self._desk = desk
        self._lane: Lane | None = None
        self._started = False
        self._url = ""
        self._looked_at: int | None = None
        self.language = "vi"
        self.ears = LaneEars(desk)
        self.ears.told_to.stepped.connect(self.stepped)
        self.ears.told_to.rested.connect(self.ended)
        desk.written.connect(self._on_written)

    # ---- the lane -----------------------------------------------------------------------------

    def use(self, lane: Lane) -> None:
        """This is the lane; it was given `ears` as whoever listens."""
        self._lane = lane

    def start(self) -> None:
        """Sync by itself from now on; asked for again, it goes on as it does."""
        if self._lane is not None and not self._started:
            self._started = True
            self._lane.start()

    def close(self) -> None:
        """End the lane; what was confirmed stays confirmed."""
        lane, self._lane = self._lane, None
        if lane is not None:
            lane.stop()

    def send(self) -> None:
        """Sync now; what comes of it is told."""
        if self._lane is not None:
            self._lane.wake("asked")

    def pause_files(self, *, paused: bool) -> None:
        """Let attachments wait, or go on; for a worker thread."""
        self._desk.write("score.see", lambda tx, _by: pause_attachments(tx, paused=paused))
        if not paused:
            self.send()

    def stop(self) -> None:
        """End the attempt under way."""
        if self._lane is not None:
            self._lane.interrupt()

    def _on_written(self) -> None:
        if self._lane is not None:
            self._lane.wake("written")

    # ---- what is so ---------------------------------------------------------------------------

    def now(self) -> Millis:
        """The present moment."""
        return self._desk.now()

    def procedure(self, code: str) -> Procedure | None:
        """The procedure of a code."""
        return self._desk.procedure(code)

    def why_not_send(self) -> Problem | None:
        """Why whoever acts now may not let the desk send."""
        return self._desk.why_not("score.see")

    def why_not_pair(self) -> Problem | None:
        """Why whoever acts now may not connect this desk with the province."""
        return self._desk.why_not("province.pair")

    def why_not_settle(self, conflict: Disputed) -> Problem | None:
        """Why whoever acts now may not choose between these values."""
        return self._desk.why_not(action_for(conflict))

    def known(self) -> Known:
        """What the truth line is made of; anybody may know it, signed in or not."""
        running = self.ears.running
        return self._desk.look(lambda reader: known_of(reader, running=running))

    def look_beside(self) -> None:
        """Tell the pages what another program wrote to this home, as the command line does.

        The first time it only learns where the log ends. What this window wrote is told once more:
        to look again does no harm, to miss something does.
        """
        before = self._looked_at
        if before is None:
            self._looked_at = self._desk.look(newest)
            return
        self._looked_at, changes = self._desk.look(lambda reader: written_since(reader, before))
        if changes is not None:
            self._desk.told(changes)

    def state(self) -> SyncState:
        """What the page shows; values in conflict for those alone who may choose."""
        now, running = self.now(), self.ears.running
        role = self._acting("score.see").role

        def job(reader: Any) -> SyncState:
            state = sync_state(reader, now, running=running, language=self.language, role=role)
            return with_attachments(state, reader, self._desk.keep, now)

        state = self._desk.read("score.see", job)
        self._url = state.url
        return state

    # ---- choosing -----------------------------------------------------------------------------

    def settle(self, conflict: Disputed, choice: Choice, reason: str) -> Settled:
        """Let a value hold, by an op that knows all of them."""
        officer = self._acting(action_for(conflict))

        def job(tx: Any, _by: OfficerId) -> tuple[Changes, Settled]:
            typed = None if choice.op else choice.text
            settled = settle(
                tx, conflict.subject, conflict.field, reason, officer, op=choice.op, typed=typed
            )
            return settled.changes, settled

        return self._desk.ask(action_for(conflict), job)

    def take_back(self, settled: Settled, reason: str) -> None:
        """Let what stood before the choice hold again."""

        def job(tx: Any, by: OfficerId) -> Changes:
            return take_back_settling(tx, settled, reason, self._officer(by))

        self._desk.write("score.see", job)

    def _acting(self, action: Action) -> Officer:
        return self._officer(self._desk.acting(action))

    def _officer(self, identity: OfficerId) -> Officer:
        return next(one for one in self._desk.officers() if one.id == identity)

    def open_browser(self) -> None:
        """Open the network's page where one logs in; it puts itself before any address."""
        QDesktopServices.openUrl(QUrl(self._url.replace("https://", "http://", 1)))
