"""The list of what desks set differently: which subjects and fields."""

from __future__ import annotations

import msgspec

from desk_app.core.clock import Millis
from desk_app.core.conflicts import ONLY_TOLD
from desk_app.store import sqlite

_TOLD = ", ".join(f"'{field}'" for field in sorted(ONLY_TOLD))


class ConflictRow(msgspec.Struct, frozen=True):
    """A field in conflict, and when the newest of its values was set."""

    subject: str
    field: str
    family: str
    since: Millis


def listed(connection: sqlite.Connection) -> list[ConflictRow]:
    """Every field in conflict, the newest first."""
    rows = connection.execute(
        "SELECT subject, field, family, since FROM conflict ORDER BY since DESC, subject, field"
    )
    return [ConflictRow(row[0], row[1], row[2], Millis(row[3])) for row in rows]


def of_subject(connection: sqlite.Connection, subject: str) -> list[ConflictRow]:
    """The fields in conflict of one subject."""
    rows = connection.execute(
        "SELECT subject, field, family, since FROM conflict WHERE subject = ? ORDER BY field",
        (subject,),
    )
    return [ConflictRow(row[0], row[1], row[2], Millis(row[3])) for row in rows]


def to_settle(connection: sqlite.Connection) -> int:
    """How many fields wait for a person's word."""
    row = connection.execute(
        f"SELECT count(*) FROM conflict WHERE field NOT IN ({_TOLD})"
    ).fetchone()
    return int(row[0])
