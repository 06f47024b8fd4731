"""The desk's database as the program uses it: one writer, and short readers beside it."""

from __future__ import annotations

import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path

from desk_app.core.clock import Clock
from desk_app.core.errors import EnvironmentProblem
from desk_app.core.keyed_hash import KeyedHash
from desk_app.core.problems import Problem
from desk_app.store import sqlite
from desk_app.store.catch_up import catch_up, is_due
from desk_app.store.database import FILE_NAME, connect, is_behind, ready, remove_copies
from desk_app.store.faults import translating
from desk_app.store.hashing import commune_hash
from desk_app.store.lock import DatabaseLock
from desk_app.store.log import Random
from desk_app.store.this_desk import ThisDesk, read_this_desk
from desk_app.store.writer import Writer

_READERS_KEPT = 3


class Reader:
    """A look at the database as it is at one moment; given back as soon as possible."""

    def __init__(self, connection: sqlite.Connection, desk: ThisDesk) -> None:
        self.connection = connection
        self.desk = desk

    @cached_property
    def hashed(self) -> KeyedHash:
        """The commune's keyed hash."""
        return commune_hash(self.connection)


class Store:
    """An opened desk database. Raises store.* problems when it cannot be opened."""

    def __init__(self, home: Path, key: bytes, clock: Clock, random: Random = os.urandom) -> None:
        self.file = home / FILE_NAME
        self._key = key
        self._open = DatabaseLock(self.file)
        with translating():
            there = self.file.exists()
        if not there:  # an empty folder stays empty
            raise EnvironmentProblem(Problem("store.absent", values={"file": str(self.file)}))
        self._share()
        try:
            if is_behind(self.file, key):
                self._open.release()  # whoever migrates must be alone
                ready(self.file, key)
                self._share()
            remove_copies(self.file)
            self.writer = Writer(self.file, key, clock, random)
        except BaseException:
            self._open.release()
            raise
        self._idle: list[sqlite.Connection] = []
        self._lock = threading.Lock()
        try:
            with self._connection() as connection:
                desk = _read_this_desk(connection)
                due = _is_due(connection)
            if due:
                self.writer.run(lambda tx: catch_up(tx.connection, tx.now.wall))
        except BaseException:
            self.close()
            raise
        self.desk = desk

    def _share(self) -> None:
        try:
            taken = self._open.take(shared=True)
        except OSError as error:
            raise EnvironmentProblem(Problem("store.cannot_open")) from error
        if not taken:
            raise EnvironmentProblem(Problem("store.in_use"))

    @contextmanager
    def reader(self) -> Iterator[Reader]:
        """A reading connection whose every query sees the same moment."""
        with self._connection() as connection, translating():
            connection.execute("BEGIN")
            try:
                yield Reader(connection, self._look(connection))
            finally:
                connection.execute("ROLLBACK")

    def _look(self, connection: sqlite.Connection) -> ThisDesk:
        """The desk's own row at this moment: a sync, here or beside, may have begun an epoch."""
        desk = read_this_desk(connection)
        if desk is not None and desk != self.desk:
            self.desk = desk
        return self.desk

    @contextmanager
    def private(self) -> Iterator[Reader]:
        """A connection of its own for long work that needs temporary tables; nothing is stored."""
        connection = connect(self.file, self._key)
        try:
            with translating():
                connection.execute("BEGIN")
                try:
                    yield Reader(connection, self._look(connection))
                finally:
                    connection.execute("ROLLBACK")
        finally:
            connection.close()

    def close(self) -> None:
        """Finish queued changes and close every connection."""
        self.writer.close()
        with self._lock:
            while self._idle:
                self._idle.pop().close()
        self._open.release()

    @contextmanager
    def _connection(self) -> Iterator[sqlite.Connection]:
        with self._lock:
            connection = self._idle.pop() if self._idle else None
        if connection is None:
            connection = connect(self.file, self._key, read_only=True)
        try:
            yield connection
        except BaseException:
            connection.close()
            raise
        with self._lock:
            if len(self._idle) < _READERS_KEPT:
                self._idle.append(connection)
                return
        connection.close()


def _is_due(connection: sqlite.Connection) -> bool:
    with translating():
        return is_due(connection)


def _read_this_desk(connection: sqlite.Connection) -> ThisDesk:
    try:
        desk = read_this_desk(connection)
    except sqlite.Error as error:
        # Whatever the reason, a database that cannot say whose it is, is not whole.
        raise EnvironmentProblem(Problem("store.damaged")) from error
    if desk is None:
        raise EnvironmentProblem(Problem("store.no_desk"))
    return desk
