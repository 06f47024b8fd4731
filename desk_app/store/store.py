"""The desk's database as the program uses it: one writer, and short readers beside it."""

from __future__ import annotations

import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from desk_app.core.clock import Clock
from desk_app.core.errors import EnvironmentProblem
from desk_app.core.keyed_hash import KeyedHash
from desk_app.core.problems import Problem
from desk_app.store import sqlite
from desk_app.store.database import FILE_NAME, connect, ready
from desk_app.store.faults import translating
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

    @property
    def hashed(self) -> KeyedHash:
        """The commune's keyed hash."""
        return KeyedHash(self.desk.commune_key)


class Store:
    """An opened desk database. Raises store.* problems when it cannot be opened."""

    def __init__(self, home: Path, key: bytes, clock: Clock, random: Random = os.urandom) -> None:
        self.file = home / FILE_NAME
        self._key = key
        self._open = DatabaseLock(self.file)
        ready(self.file, key)
        with translating():
            if not self._open.take(shared=True):
                raise EnvironmentProblem(Problem("store.in_use"))
        try:
            self.writer = Writer(self.file, key, clock, random)
        except BaseException:
            self._open.release()
            raise
        self._idle: list[sqlite.Connection] = []
        self._lock = threading.Lock()
        try:
            with self._connection() as connection, translating():
                desk = read_this_desk(connection)
            if desk is None:
                raise EnvironmentProblem(Problem("store.no_desk"))
        except BaseException:
            self.close()
            raise
        self.desk = desk

    @contextmanager
    def reader(self) -> Iterator[Reader]:
        """A reading connection whose every query sees the same moment."""
        with self._connection() as connection, translating():
            connection.execute("BEGIN")
            try:
                yield Reader(connection, self.desk)
            finally:
                connection.execute("ROLLBACK")

    @contextmanager
    def private(self) -> Iterator[Reader]:
        """A connection of its own for long work that needs temporary tables; nothing is stored."""
        connection = connect(self.file, self._key)
        try:
            with translating():
                connection.execute("BEGIN")
                try:
                    yield Reader(connection, self.desk)
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
