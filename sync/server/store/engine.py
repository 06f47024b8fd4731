"""Opens the province's database, SQLite or PostgreSQL, and gives out one transaction at a time.

Whoever wants rows names a commune and sees that commune's rows only: on PostgreSQL by row-level
security, bound to the transaction; on SQLite because every statement names the commune.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any

import msgspec
from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url
from sqlalchemy.pool import QueuePool

from sync.server.store.faults import UNUSABLE, code_of, translating
from sync.server.store.turns import Turns
from sync.server.store.tx import Tx

SQLITE_FILE = "province.db"
# Nobody waits longer for a lock than a desk waits for an answer.
_LOCK_SECONDS = 20
# No commune at all: PostgreSQL then shows no row of any.
NO_COMMUNE = ""


class Store:
    """An opened database; `close` when done. Raises StoreFault when it cannot be used."""

    def __init__(self, url: str | URL, *, connections: int = 5) -> None:
        address = _driver(make_url(url))
        self.postgres = address.get_backend_name() == "postgresql"
        if self.postgres:
            self.engine: Engine = _postgres(address, connections)
            self._writing: Engine = self.engine
            self._reading: Engine = self.engine.execution_options(
                isolation_level="REPEATABLE READ", postgresql_readonly=True
            )
        else:
            self.engine = self._reading = _sqlite(address)
            self._writing = self.engine.execution_options(begin="BEGIN IMMEDIATE")
        self._turns = Turns(partial(self._begun, self._writing))

    @contextmanager
    def write(self, commune: str, *, pipelined: bool = True) -> Iterator[Tx]:
        """A writing transaction: committed, and on the disk, when the block ends well.

        pipelined: SQLAlchemy's own statements, which migrations need, want to be without it.
        """
        if self.postgres and pipelined:
            with self._begun(self.engine, commune) as tx:
                driver: Any = tx.connection.connection.driver_connection
                with driver.pipeline() as pipeline:
                    yield msgspec.structs.replace(tx, pipeline=pipeline)
            return
        if self.postgres:
            with self._begun(self.engine, commune) as tx:
                yield tx
            return
        with self._turns.take(commune) as tx:
            yield tx

    @contextmanager
    def read(self, commune: str) -> Iterator[Tx]:
        """A transaction that sees one moment and writes nothing."""
        with self._begun(self._reading, commune) as tx:
            yield tx

    @contextmanager
    def _begun(self, engine: Engine, commune: str) -> Iterator[Tx]:
        with translating(), engine.begin() as connection:
            try:
                tx = Tx(connection, commune, self.postgres)
                if self.postgres:
                    # For this transaction only: who gets the connection next names a commune anew.
                    tx.run(_SET_COMMUNE, commune)
                yield tx
            except Exception as error:
                if code_of(error) == UNUSABLE:
                    # The line to the server is gone, and the others most likely too: dial again.
                    connection.invalidate()
                    self.engine.dispose()
                raise

    def forget_traces(self) -> None:
        """After an erasure: nothing of what was deleted stays in the files of the database.

        On PostgreSQL its own cleaner does that soon, as the tables ask of it. While somebody
        reads on SQLite, the log beside the file is emptied with the next erasure, or at the end.
        """
        if not self.postgres:
            with self._turns.alone(), self.engine.connect() as connection:
                driver: Any = connection.connection.driver_connection
                driver.execute("PRAGMA wal_checkpoint(TRUNCATE)")

    def close(self) -> None:
        """Close every connection."""
        self.engine.dispose()


_SET_COMMUNE = "SELECT set_config('mot_cua.commune', ?, true)"


def sqlite_url(home: Path) -> URL:
    """Where the embedded database of a home lies."""
    return URL.create("sqlite", database=str(home / SQLITE_FILE))


def _driver(url: URL) -> URL:
    """postgresql://… as everybody writes it means the driver that we ship."""
    if url.drivername in ("postgresql", "postgres"):
        return url.set(drivername="postgresql+psycopg")
    return url


def _sqlite(url: URL) -> Engine:
    engine = create_engine(
        url,
        poolclass=QueuePool,
        connect_args={"check_same_thread": False, "timeout": _LOCK_SECONDS},
    )

    @event.listens_for(engine, "connect")
    def _opened(connection: Any, record: Any) -> None:
        # We say ourselves when a transaction begins: the driver would begin it too late.
        connection.isolation_level = None
        for pragma in (
            "journal_mode = WAL",
            "synchronous = FULL",
            "secure_delete = ON",
            "cache_size = -65536",
            "wal_autocheckpoint = 8000",
            "mmap_size = 268435456",
        ):
            connection.execute(f"PRAGMA {pragma}")

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        connection.exec_driver_sql(connection.get_execution_options().get("begin", "BEGIN"))

    return engine


def _postgres(url: URL, connections: int) -> Engine:
    return create_engine(
        url,
        pool_size=connections,
        max_overflow=0,
        pool_timeout=_LOCK_SECONDS,
        connect_args={
            "connect_timeout": _LOCK_SECONDS,
            "options": f"-c lock_timeout={_LOCK_SECONDS}s -c timezone=UTC",
        },
    )
