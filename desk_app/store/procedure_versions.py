"""Versions of procedures beyond the shipped ones, and what an import changed: outside the log."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from desk_app.core.catalogue_preview import CatalogueChange
from desk_app.core.clock import Millis
from desk_app.core.procedure import Procedure
from desk_app.store import sqlite

_procedure = msgspec.json.Decoder(Procedure)
_change = msgspec.json.Decoder(CatalogueChange)


def listed(connection: sqlite.Connection) -> list[Procedure]:
    """The versions that an import put into the list, in the order they were taken in."""
    rows = connection.execute("SELECT content FROM procedure_version WHERE in_list = 1")
    return [_procedure.decode(row[0]) for row in rows]


def kept(connection: sqlite.Connection) -> list[Procedure]:
    """The versions kept only because a case was received under them."""
    rows = connection.execute("SELECT content FROM procedure_version WHERE in_list = 0")
    return [_procedure.decode(row[0]) for row in rows]


def put(connection: sqlite.Connection, procedures: Iterable[Procedure]) -> None:
    """Put these versions into the list, in place of those with the same digits."""
    connection.executemany(
        "INSERT OR REPLACE INTO procedure_version (version, code, in_list, content)"
        " VALUES (?, ?, 1, ?)",
        [(p.version, p.code, msgspec.json.encode(p).decode()) for p in procedures],
    )


def keep(connection: sqlite.Connection, procedure: Procedure) -> None:
    """Keep the version a case is received under, unless it is there."""
    known = connection.execute(
        "SELECT 1 FROM procedure_version WHERE version = ?", (procedure.version,)
    ).fetchone()
    if known is None:
        connection.execute(
            "INSERT INTO procedure_version (version, code, in_list, content) VALUES (?, ?, 0, ?)",
            (procedure.version, procedure.code, msgspec.json.encode(procedure).decode()),
        )


def add_changes(
    connection: sqlite.Connection, changes: Iterable[tuple[int | None, CatalogueChange]], at: Millis
) -> None:
    """Keep what an import changed, each with the number of the first day it holds."""
    connection.executemany(
        "INSERT INTO procedure_change (taken, first_day, content) VALUES (?, ?, ?)",
        [(at, first, msgspec.json.encode(change).decode()) for first, change in changes],
    )


def changes_since(
    connection: sqlite.Connection, moment: Millis, first: int, last: int
) -> list[tuple[Millis, CatalogueChange]]:
    """What was taken in since a moment, or begins to hold on a day from first to last."""
    rows = connection.execute(
        "SELECT taken, content FROM procedure_change"
        " WHERE taken >= ? OR first_day BETWEEN ? AND ? ORDER BY n",
        (moment, first, last),
    )
    return [(Millis(taken), _change.decode(content)) for taken, content in rows]
