"""Doing harm to a desk's database, as somebody with the key and a tool could."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from desk_app.store import sqlite
from tests.support.desks import OpenDesk


@contextmanager
def unguarded(connection: sqlite.Connection) -> Iterator[None]:
    """Inside, the guards of the op table are off; afterwards they are there as before."""
    triggers = connection.execute(
        "SELECT name, sql FROM sqlite_schema WHERE type = 'trigger' AND tbl_name = 'op'"
    ).fetchall()
    assert len(triggers) >= 3
    for name, _ in triggers:
        connection.execute(f"DROP TRIGGER {name}")
    yield
    for _, statement in triggers:
        connection.execute(statement)


@contextmanager
def without_guards(desk: OpenDesk) -> Iterator[sqlite.Connection]:
    """A connection of its own to a database whose guards are off as long."""
    with desk.connection() as connection, unguarded(connection):
        yield connection


def flipped(value: Any, bit: int) -> Any:
    """The value with one bit turned round, whatever its type."""
    if isinstance(value, int):
        return value ^ (1 << bit % 40)
    raw = bytearray(value.encode() if isinstance(value, str) else value)
    raw[bit // 8 % len(raw)] ^= 1 << bit % 8
    return bytes(raw)


def put(
    connection: sqlite.Connection, table: str, column: str, rowid: int, value: Any, old: Any
) -> None:
    """Write a value into one cell, as text where there was text, whatever bytes it is."""
    holder = "CAST(? AS TEXT)" if isinstance(old, str) else "?"
    connection.execute(f"UPDATE {table} SET {column} = {holder} WHERE rowid = ?", (value, rowid))
