"""Let the cycle meet the world: perform its effects on store and line, until it rests."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from typing import Protocol

import msgspec

from desk_app.core.clock import Clock, Millis
from desk_app.core.errors import EnvironmentProblem
from desk_app.core.problems import Problem
from desk_app.services.changes import Changes
from desk_app.services.heal_desk import mend_of
from desk_app.services.packages import bring_into_force
from desk_app.services.pair_desk import PINNED, PROXY
from desk_app.services.sync_port import StorePort
from desk_app.store import aside, province, receipts, sync_state
from desk_app.store.lock import FileLock
from desk_app.store.store import Reader, Store
from sync.client.cycle import Cycle, Extra, Mend
from sync.client.moves import (
    Answered,
    Cancelled,
    Done,
    Effect,
    Event,
    Failed,
    Moved,
    NoAnswer,
    Part,
    Progress,
    Read,
    Reason,
    Rest,
    Send,
    Tell,
    Wake,
    Write,
)
from sync.client.port import DeskPort, Parted
from sync.protocol.exchange import Request

Random = Callable[[int], bytes]

LOCK = "sync.lock"
_LOOK_AGAIN = 0.2
_SOON = 5_000
_BROKEN_LINE = frozenset({"sync.broken_line", "sync.slow_line"})


class Line(Protocol):
    """Whatever carries a request to the province; `sync.client.transport.Transport` for one."""

    def send(self, request: Request, seconds: float, most: int = ...) -> Answered | NoAnswer:
        """Send, and wait for the answer."""


class Address(msgspec.Struct, frozen=True):
    """Where the province is and how it is reached; url "": it was never told."""

    url: str
    proxy: str = ""
    pinned: str = ""


class SyncResult(msgspec.Struct, frozen=True, kw_only=True):
    """What one sync moved, and what is left.

    sent: own ops put on the line; acked: own ops newly confirmed; received: ops of others new
    here; waiting: own ops without a receipt; quarantined: ops set aside, here or at the province;
    problem: why not everything moved.
    """

    sent: int = 0
    acked: int = 0
    received: int = 0
    waiting: int = 0
    quarantined: int = 0
    blobs_waiting: int = 0
    problem: Problem | None = None


class Listener:
    """Whoever wants to hear how a sync goes, in the thread that syncs; does nothing by itself."""

    def told(self, progress: Progress) -> None:
        """It is so far."""

    def changed(self, changes: Changes) -> None:
        """A page from the province changed this."""

    def parted(self, parted: Parted) -> None:
        """The province holds another past of one of our chains."""

    def rested(self, rest: Rest) -> None:
        """An attempt ended."""

    def broke(self, error: Exception) -> None:
        """We are at fault."""


def address_of(reader: Reader) -> Address | None:
    """Where the province is; None while the desk is not paired."""
    known = province.read(reader.connection)
    if known is None:
        return None
    proxy = sync_state.get(reader.connection, PROXY) or ""
    return Address(known.url, proxy, sync_state.get(reader.connection, PINNED) or "")


def no_blobs(reader: Reader) -> int:
    """Attachments that wait, where nobody counts them."""
    return 0


def sync_once(
    store: Store,
    line: Line,
    clock: Clock,
    random: Random,
    app: str,
    listener: Listener,
    cancelled: Callable[[], bool] = lambda: False,
    *,
    blobs: Callable[[Reader], int] = no_blobs,
    mend: Mend | None = None,
    extras: Sequence[Extra] = (),
) -> SyncResult:
    """Sync until nothing more moves; Problem "sync.elsewhere" when another process is at it.

    A line that broke is tried again at once as long as something moved before it did. No
    transaction is open while the line is waited for. mend, extras: as `Cycle` has them; without a
    mend of its own two pasts are brought together in the store.
    """
    cycle = Cycle(app, mend or mend_of(store, listener.changed), extras)
    port = StorePort(store, blobs, listener.changed)
    while True:
        before = cycle.moved
        rest = attempt(cycle, "asked", store, port, line, clock, random, listener, cancelled)
        if _broke(rest) and _came_on(before, cycle.moved):
            continue
        # What came into force may have written an op: it goes at once as well.
        if not follow_province(store, listener.changed) or rest.problem is not None:
            break
    moved = cycle.moved
    with store.reader() as reader:
        return SyncResult(
            sent=moved.sent,
            acked=moved.acked,
            received=moved.received,
            waiting=receipts.waiting(reader),
            quarantined=aside.count(reader.connection),
            blobs_waiting=blobs(reader),
            problem=rest.problem,
        )


def _broke(rest: Rest) -> bool:
    return rest.problem is not None and rest.problem.code in _BROKEN_LINE


def _came_on(before: Moved, now: Moved) -> bool:
    return (before.acked, before.received) != (now.acked, now.received)


def follow_province(store: Store, changed: Callable[[Changes], None]) -> bool:
    """Bring into force what the province published and is due; whether that changed anything.

    changed: told what. What fails is tried again.
    """
    try:
        changes = bring_into_force(store)
    except EnvironmentProblem:
        return False  # a full disk is told of by whoever writes next
    if changes.packages:
        changed(changes)
    return changes.packages


def attempt(
    cycle: Cycle,
    why: Reason,
    store: Store,
    port: DeskPort,
    line: Line,
    clock: Clock,
    random: Random,
    listener: Listener,
    cancelled: Callable[[], bool],
    patience: float = 60.0,
) -> Rest:
    """One attempt of the cycle to its rest, alone among the processes that use this home."""
    lock = FileLock(store.file.with_name(LOCK))
    try:
        elsewhere = None if taken(lock, patience, cancelled) else Problem("sync.elsewhere")
    except OSError:  # not even an empty file can be made in the desk's folder
        elsewhere = Problem("store.read_only")
    if elsewhere is not None:
        now = clock()
        rest = Rest(now.mono + _SOON, Millis(now.wall + _SOON), elsewhere)
        listener.rested(rest)
        return rest
    try:
        return drive(cycle, Wake(why), port, line, clock, random, listener, cancelled)
    finally:
        lock.release()


def drive(
    cycle: Cycle,
    event: Event,
    port: DeskPort,
    line: Line,
    clock: Clock,
    random: Random,
    listener: Listener,
    cancelled: Callable[[], bool],
) -> Rest:
    """Perform effect after effect until the cycle rests."""
    while True:
        effects = cycle.handle(event, clock(), random)
        for effect in effects:
            if isinstance(effect, Tell):
                listener.told(effect.progress)
            elif isinstance(effect, Part):
                listener.parted(effect.parted)
        last = effects[-1]
        if isinstance(last, Rest):
            listener.rested(last)
            return last
        event = Cancelled() if cancelled() else _perform(last, port, line)
        if isinstance(event, NoAnswer) and cancelled():
            event = Cancelled()


def _perform(effect: Effect, port: DeskPort, line: Line) -> Event:
    if isinstance(effect, Send):
        return line.send(effect.request, effect.seconds, effect.most)
    assert isinstance(effect, Read | Write), effect
    try:
        return Done(effect.deed.on(port))
    except EnvironmentProblem as error:
        return Failed(error.problem)


def taken(lock: FileLock, patience: float, cancelled: Callable[[], bool]) -> bool:
    """Take the lock; while another process syncs, wait for its attempt to end."""
    pause = threading.Event()
    while not lock.take():
        if patience <= 0 or cancelled():
            return False
        pause.wait(_LOOK_AGAIN)
        patience -= _LOOK_AGAIN
    return True
