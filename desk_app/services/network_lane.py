"""The network lane: a thread that syncs, rests and is woken, one attempt at a time."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from typing import Protocol

from desk_app.core.clock import Clock, Millis
from desk_app.core.problems import Problem
from desk_app.services.heal_desk import mend_of
from desk_app.services.run_sync import (
    Address,
    Line,
    Listener,
    Random,
    address_of,
    attempt,
    follow_province,
    no_blobs,
)
from desk_app.services.sync_port import StorePort
from desk_app.store.store import Reader, Store
from sync.client.cycle import Cycle, Extra, Mend
from sync.client.moves import BadAddress, Reason, Rest

# A visit is a handful of ops: they share one request when it waits this long (milliseconds).
GATHER = 2_000
# How often a line that was gone is tried with a connection and nothing more.
PROBE = 20_000
_LONG = 15 * 60_000
_PATIENCE = 1.0
_JOIN_SECONDS = 10.0
_GONE = frozenset({"sync.no_line", "sync.not_there"})


class OpenLine(Line, Protocol):
    """A line that can be tried, cut off and closed."""

    def probe(self) -> bool:
        """Whether somebody accepts a connection at its other end."""

    def cancel(self) -> None:
        """Cut off what is under way; from any thread."""

    def close(self) -> None:
        """Close the connection."""


class NetworkLane:
    """Syncs in a thread of its own; every method may be called from the GUI thread.

    connect: opens the line to an address, raises BadAddress. listener: called in the lane's thread.
    """

    def __init__(
        self,
        store: Store,
        connect: Callable[[Address], OpenLine],
        clock: Clock,
        random: Random,
        app: str,
        listener: Listener,
        *,
        blobs: Callable[[Reader], int] = no_blobs,
        mend: Mend | None = None,
        extras: Sequence[Extra] = (),
    ) -> None:
        self._store = store
        self._connect = connect
        self._clock = clock
        self._random = random
        self._listener = listener
        mending = mend or mend_of(store, listener.changed)
        self._new_cycle: Callable[[], Cycle] = lambda: Cycle(app, mending, extras)
        self._port = StorePort(store, blobs, listener.changed)
        self._cycle = self._new_cycle()
        self._changed = threading.Condition()
        self._wished: Reason | None = None
        self._written: int | None = None
        self._stopping = False
        self._under_way = False
        self._interrupted = False
        self._address: Address | None = None
        self._line: OpenLine | None = None
        self._thread = threading.Thread(target=self._run, name="network-lane", daemon=True)

    def start(self) -> None:
        """Begin; the first attempt begins at once."""
        self._thread.start()

    def wake(self, why: Reason = "asked") -> None:
        """Sync now ("asked"), or soon, because something was written ("written")."""
        with self._changed:
            if why != "written":
                self._wished = why
            elif self._written is None:
                self._written = self._clock().mono
            self._changed.notify()

    def interrupt(self) -> None:
        """End the attempt under way, if any; the next one begins when it is time or wished."""
        with self._changed:
            if not self._under_way:
                return
            self._interrupted = True
            line = self._line
        if line is not None:
            line.cancel()

    def stop(self) -> None:
        """End what is under way and the thread; what was confirmed stays confirmed."""
        with self._changed:
            self._stopping = True
            line = self._line
            self._changed.notify()
        if line is not None:
            line.cancel()
        if self._thread.is_alive():
            self._thread.join(_JOIN_SECONDS)

    # -- in the thread

    def _run(self) -> None:
        why: Reason = "time"
        try:
            while not self._stopping:
                with self._changed:
                    self._under_way = True
                rest = self._attempt(why)
                with self._changed:
                    self._under_way = False
                    if self._interrupted:
                        self._forget_line()  # it was cut off for good
                    self._interrupted = False
                why = self._wait(rest)
        finally:
            self._forget_line()

    def _attempt(self, why: Reason) -> Rest:
        try:
            follow_province(self._store, self._listener.changed)
            with self._store.reader() as reader:
                address = address_of(reader)
            if address is None or not address.url:
                return self._idle(Problem("sync.no_address" if address else "sync.not_paired"))
            try:
                line = self._line_to(address)
            except BadAddress as bad:
                return self._idle(bad.problem)
            rest = attempt(
                self._cycle,
                why,
                self._store,
                self._port,
                line,
                self._clock,
                self._random,
                self._listener,
                lambda: self._stopping or self._interrupted,
                _PATIENCE,
            )
            follow_province(self._store, self._listener.changed)
            return rest
        except Exception as error:  # whatever it is, the next attempt begins with a new cycle
            self._cycle = self._new_cycle()
            self._listener.broke(error)
            return self._idle(Problem("sync.fault"), PROBE)

    def _idle(self, problem: Problem, wait: int = _LONG) -> Rest:
        now = self._clock()
        rest = Rest(now.mono + wait, Millis(now.wall + wait), problem)
        self._listener.rested(rest)
        return rest

    def _line_to(self, address: Address) -> OpenLine:
        if self._line is None or address != self._address:
            self._forget_line()
            line = self._connect(address)
            with self._changed:
                self._line, self._address = line, address
        return self._line

    def _forget_line(self) -> None:
        line, self._line = self._line, None
        if line is not None:
            line.close()

    def _wait(self, rest: Rest) -> Reason:
        """Wait until it is time again, or somebody wishes so; why."""
        gone = rest.problem is not None and rest.problem.code in _GONE
        tried = self._clock().mono
        while True:
            with self._changed:
                now = self._clock().mono
                wished, self._wished = self._wished, None
                if wished is not None or self._stopping:
                    self._written = None
                    return wished or "time"
                due = rest.until
                if self._written is not None and rest.problem is None:
                    due = min(due, self._written + GATHER)
                if now >= due:
                    written, self._written = self._written, None
                    return "time" if written is None else "written"
                probing = gone and now - tried >= PROBE
                if not probing:
                    until = min(due, tried + PROBE) if gone else due
                    self._changed.wait((until - now) / 1000)
                    continue
            tried = now
            if self._line is not None and self._line.probe():
                return "line"
