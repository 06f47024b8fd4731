"""One transaction for one commune, and how a statement runs in it on either database.

Statements are written once, with ? for a value, and go to the driver as they are: an expression
tree for each of a batch's ten statements costs more than the database needs to run them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from typing import Any

import msgspec
import psycopg
from sqlalchemy import Connection

from sync.server.store.faults import code_of

Row = tuple[Any, ...]


class Tx(msgspec.Struct, frozen=True):
    """Everything in it happens or nothing. commune: whose rows are meant.

    On PostgreSQL statements that give no rows are sent without waiting for them (pipeline): what
    they raise comes with the next rows, or at the end of the savepoint or transaction.
    """

    connection: Connection
    commune: str
    postgres: bool
    pipeline: psycopg.Pipeline | None = None

    def run(self, sql: str, *values: Any) -> list[Row]:
        """Run a statement and return its rows."""
        cursor = self.connection.connection.cursor()
        try:
            cursor.execute(_for_psycopg(sql) if self.postgres else sql, values)
            return list(cursor.fetchall()) if _gives_rows(sql) else []
        finally:
            cursor.close()

    def one(self, sql: str, *values: Any) -> Row | None:
        """The first row of a statement."""
        rows = self.run(sql, *values)
        return rows[0] if rows else None

    def many(self, sql: str, rows: Sequence[Row]) -> None:
        """Run a statement once for each row of values."""
        cursor = self.connection.connection.cursor()
        try:
            cursor.executemany(_for_psycopg(sql) if self.postgres else sql, rows)
        finally:
            cursor.close()

    @contextmanager
    def savepoint(self) -> Iterator[None]:
        """What happens inside is taken back when it fails; what was before stays."""
        self.run("SAVEPOINT part")
        try:
            yield
            self._wait()
        except BaseException as error:
            if code_of(error) is not None:
                raise  # a full disk takes back the whole transaction, on SQLite at once
            self._wait()
            self.run("ROLLBACK TO SAVEPOINT part")
            self.run("RELEASE SAVEPOINT part")
            raise
        self.run("RELEASE SAVEPOINT part")

    def _wait(self) -> None:
        if self.pipeline is not None:
            self.pipeline.sync()

    def any_of(self, column: str) -> str:
        """A condition that `column` is one of the texts in one value (`listed`)."""
        if self.postgres:
            return f"{column} = ANY(?)"
        return f"{column} IN (SELECT value FROM json_each(?))"

    def listed(self, texts: Sequence[str]) -> Any:
        """The value for `any_of`."""
        return list(texts) if self.postgres else msgspec.json.encode(list(texts)).decode()

    def by(self, index: str) -> str:
        """What makes SQLite use an index of a table: it knows nothing of how the rows are spread
        and would walk through a whole commune. PostgreSQL sees for itself."""
        return "" if self.postgres else f" INDEXED BY {index}"

    @property
    def lock(self) -> str:
        """What makes a SELECT lock its rows; SQLite's writer is alone already."""
        return " FOR UPDATE" if self.postgres else ""


@cache
def _gives_rows(sql: str) -> bool:
    return sql.startswith(("SELECT", "WITH", "PRAGMA", "EXPLAIN")) or "RETURNING" in sql


@cache
def _for_psycopg(sql: str) -> str:
    return sql.replace("%", "%%").replace("?", "%s")
