"""The single write thread: each change is one function in one transaction."""

from __future__ import annotations

import os
import queue
import threading
from collections.abc import Callable
from concurrent.futures import Future
from functools import cached_property
from itertools import count
from pathlib import Path
from typing import Any, TypeVar

from desk_app.core.clock import Clock, Instant
from desk_app.core.keyed_hash import KeyedHash
from desk_app.store import sqlite
from desk_app.store.database import connect
from desk_app.store.faults import translated, translating
from desk_app.store.hashing import commune_hash
from desk_app.store.log import Log, Random
from desk_app.store.this_desk import ThisDesk, read_this_desk, write_this_desk

T = TypeVar("T")
Job = Callable[["Tx"], Any]
_STOP = 9


class Tx:
    """What a change may use while its transaction is open.

    connection: for the store's own modules only; log: where ops are appended.
    """

    def __init__(
        self, connection: sqlite.Connection, desk: ThisDesk, now: Instant, random: Random
    ) -> None:
        self.connection = connection
        self.desk = desk
        self.now = now
        self.log = Log(connection, desk, now, random)
        self.random = random

    def write_as(self, desk: ThisDesk) -> None:
        """This desk's own row is another from now on, and what follows is written under it."""
        write_this_desk(self.connection, desk)
        erased, self.desk = self.log.erased, desk
        self.log = Log(self.connection, desk, self.now, self.random)
        self.log.erased = erased

    @cached_property
    def hashed(self) -> KeyedHash:
        """The commune's keyed hash."""
        return commune_hash(self.connection)

    def at(self, now: Instant) -> Tx:
        """The same transaction, as if the clocks said `now`: only the simulator needs this."""
        return Tx(self.connection, self.desk, now, self.random)


def run_in_transaction(
    connection: sqlite.Connection, job: Callable[[Tx], T], clock: Clock, random: Random
) -> T:
    """Run one change: all of it is durable when this returns, none of it when it raises."""
    try:
        connection.execute("BEGIN IMMEDIATE")
        try:
            desk = read_this_desk(connection)
            assert desk is not None, "a database without a desk"
            tx = Tx(connection, desk, clock(), random)
            result = job(tx)
            connection.execute("COMMIT")
        except BaseException:
            if connection.in_transaction:
                connection.execute("ROLLBACK")
            raise
        if tx.log.erased:
            # The write-ahead log still holds the pages as they were; a reader may delay this.
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        return result
    except (sqlite.Error, OSError) as error:
        raise translated(error) from error


class Writer:
    """Owns the only writing connection of this process, in a thread of its own.

    A background job (one chunk of an import, say) waits until no other job is waiting.
    """

    def __init__(self, file: Path, key: bytes, clock: Clock, random: Random = os.urandom) -> None:
        self._file = file
        self._key = key
        self._clock = clock
        self._random = random
        self._jobs: queue.PriorityQueue[tuple[int, int, Job, Future[Any]]] = queue.PriorityQueue()
        self._order = count()
        self._opened: Future[None] = Future()
        self._closed = False
        self._gate = threading.Lock()  # no job may slip in behind the end
        self._thread = threading.Thread(target=self._run, name="desk-writer", daemon=True)
        self._thread.start()
        self._opened.result()

    def submit(self, job: Callable[[Tx], T], *, background: bool = False) -> Future[T]:
        """Queue a change; the future is done when it is durable or was undone."""
        future: Future[T] = Future()
        with self._gate:
            if self._closed:
                raise RuntimeError("the writer is closed")
            self._jobs.put((int(background), next(self._order), job, future))
        return future

    def run(self, job: Callable[[Tx], T]) -> T:
        """Make a change and wait for it. Not for the GUI thread."""
        return self.submit(job).result()

    def close(self) -> None:
        """Finish what was queued and close the connection."""
        with self._gate:
            if not self._closed:
                self._closed = True
                self._jobs.put((_STOP, next(self._order), lambda tx: None, Future()))
        self._thread.join()

    def _run(self) -> None:
        try:
            connection = connect(self._file, self._key)
        except BaseException as error:
            self._opened.set_exception(error)
            return
        self._opened.set_result(None)
        try:
            while True:
                priority, _, job, future = self._jobs.get()
                if priority == _STOP:
                    return
                if not future.set_running_or_notify_cancel():
                    continue
                try:
                    result = run_in_transaction(connection, job, self._clock, self._random)
                except BaseException as error:
                    future.set_exception(error)
                else:
                    future.set_result(result)
                del job, future
        finally:
            with translating():
                connection.close()
