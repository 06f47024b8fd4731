"""Which desk this database belongs to: identity, epoch, commune, and the commune's key."""

from __future__ import annotations

import msgspec

from desk_app.core.ids import DeskId
from desk_app.store import sqlite


class ThisDesk(msgspec.Struct, frozen=True, kw_only=True):
    """The desk's own row; `epoch` grows when a backup was restored or a disk was cloned."""

    desk: DeskId
    epoch: int
    unit: str
    name: str
    practice: bool
    commune_key: bytes


def write_this_desk(connection: sqlite.Connection, desk: ThisDesk) -> None:
    """Write the desk's own row, in place of an earlier one."""
    connection.execute(
        "INSERT OR REPLACE INTO this_desk "
        "(one, desk, epoch, unit, name, practice, commune_key) VALUES (1, ?, ?, ?, ?, ?, ?)",
        (desk.desk, desk.epoch, desk.unit, desk.name, desk.practice, desk.commune_key),
    )


def read_this_desk(connection: sqlite.Connection) -> ThisDesk | None:
    """The desk's own row; None in a database where no desk was opened yet."""
    row = connection.execute(
        "SELECT desk, epoch, unit, name, practice, commune_key FROM this_desk"
    ).fetchone()
    if row is None:
        return None
    return ThisDesk(
        desk=DeskId(row[0]),
        epoch=row[1],
        unit=row[2],
        name=row[3],
        practice=bool(row[4]),
        commune_key=row[5],
    )
