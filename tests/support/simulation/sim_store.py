"""The province's real store in one database in memory, that can be copied, filled up and crashed.

One database serves a whole test process: every world begins by overwriting it with a copy of a
province in which the desks are enrolled, which costs less than a millisecond.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache, partial
from types import SimpleNamespace
from typing import Any, Literal

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.pool import StaticPool

from sync.server.store.engine import Store
from sync.server.store.faults import translating
from sync.server.store.turns import Turns
from sync.server.store.tx import Tx

Crash = Literal["before", "after"]
_PLENTY = 1 << 30


class ServerCrash(BaseException):
    """The process of the province ends here; no handler of the program may stop it."""


class SimStore(Store):
    """`Store` in memory. crash_in: how many commits from now it crashes, before or after it."""

    def __init__(self) -> None:
        self.postgres = False
        self._file, self.engine = _database()
        self._direct: Any = SimpleNamespace(connection=self._file)
        self._reading = self.engine
        self._writing = self.engine.execution_options(begin="BEGIN IMMEDIATE")
        self._turns = Turns(partial(self._begun, self._writing))
        self.crash_in: int | None = None
        self.crash_how: Crash = "before"
        self.commits = 0
        self.quick = True

    @contextmanager
    def write(self, commune: str, *, pipelined: bool = True) -> Iterator[Tx]:
        """A writing transaction, in which the process may end."""
        dies = self._dies_now()
        with super().write(commune, pipelined=pipelined) as tx:
            yield tx
            if dies and self.crash_how == "before":
                raise ServerCrash
        self.commits += 1
        if dies:
            raise ServerCrash

    @contextmanager
    def _begun(self, engine: Engine, commune: str) -> Iterator[Tx]:
        """As `Store` does it, without the two thirds of the time that SQLAlchemy takes for it."""
        write = engine is self._writing
        if not self.quick:
            with super()._begun(engine, commune) as tx:
                yield tx
            return
        with translating():
            self._file.execute("BEGIN IMMEDIATE" if write else "BEGIN")
            try:
                yield Tx(self._direct, commune, False)
                self._file.execute("COMMIT")
            finally:
                if self._file.in_transaction:
                    self._file.execute("ROLLBACK")

    def _dies_now(self) -> bool:
        if self.crash_in is None:
            return False
        self.crash_in -= 1
        if self.crash_in >= 0:
            return False
        self.crash_in = None
        return True

    def copy(self) -> sqlite3.Connection:
        """The whole database, in a database of its own."""
        copy = sqlite3.connect(":memory:")
        self._file.backup(copy)
        return copy

    def become(self, copy: sqlite3.Connection) -> None:
        """Be what was copied once; the disk is as full as it was."""
        self._file.execute(f"PRAGMA max_page_count = {_PLENTY}")
        copy.backup(self._file)

    @property
    def content(self) -> bytes:
        """Every byte of the database."""
        return self._file.serialize()

    def set_full(self, full: bool) -> None:
        """Whether there is room for another page."""
        pages = self._file.execute("PRAGMA page_count").fetchone()[0] if full else _PLENTY
        self._file.execute(f"PRAGMA max_page_count = {pages}")

    def close(self) -> None:
        """Nothing: the database is used again."""


@cache
def _database() -> tuple[sqlite3.Connection, Engine]:
    file = sqlite3.connect(":memory:", isolation_level=None, check_same_thread=False)
    file.execute("PRAGMA secure_delete = ON")
    engine = create_engine("sqlite://", creator=lambda: file, poolclass=StaticPool)

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        options: Any = connection.get_execution_options()
        connection.exec_driver_sql(options.get("begin", "BEGIN"))

    return file, engine
