"""The desks of the commune as the log names them."""

from __future__ import annotations

import msgspec

from desk_app.core.clock import Millis
from desk_app.core.ids import DeskId
from desk_app.store import sqlite


class DeskRow(msgspec.Struct, frozen=True, kw_only=True):
    """A desk whose first op is here; name "" when it was erased."""

    id: DeskId
    name: str
    unit: str
    practice: bool
    opened: Millis


def all_desks(connection: sqlite.Connection) -> list[DeskRow]:
    """Every desk of this log, by when it was opened."""
    rows = connection.execute(
        "SELECT id, name, unit, practice, opened FROM desk ORDER BY opened, id"
    )
    return [
        DeskRow(
            id=DeskId(row[0]),
            name=row[1],
            unit=row[2],
            practice=bool(row[3]),
            opened=Millis(row[4]),
        )
        for row in rows
    ]


def names(connection: sqlite.Connection) -> dict[str, str]:
    """Desk id to name; the first four characters of the id where there is none."""
    return {desk.id: desk.name or desk.id[:4] for desk in all_desks(connection)}


def writers(connection: sqlite.Connection) -> list[DeskId]:
    """The ids of all desks of which any op is here."""
    rows = connection.execute("SELECT DISTINCT desk FROM chain ORDER BY desk")
    return [DeskId(row[0]) for row in rows]
