"""The province this desk is paired with."""

from __future__ import annotations

import msgspec

from desk_app.core.clock import Millis
from desk_app.store import sqlite


class ProvinceRow(msgspec.Struct, frozen=True, kw_only=True):
    """url: "" when it was paired by file and never told one; public_key: Ed25519; recipient: its
    age recipient; server_epoch: another value means that its store was restored; words: the six."""

    url: str
    name: str
    public_key: bytes
    recipient: str
    practice: bool
    server_epoch: str
    paired: Millis
    words: str


def read(connection: sqlite.Connection) -> ProvinceRow | None:
    """The province; None while the desk is not paired."""
    row = connection.execute(
        "SELECT url, name, public_key, recipient, practice, server_epoch, paired, words "
        "FROM province"
    ).fetchone()
    if row is None:
        return None
    return ProvinceRow(
        url=row[0],
        name=row[1],
        public_key=bytes(row[2]),
        recipient=row[3],
        practice=bool(row[4]),
        server_epoch=row[5],
        paired=Millis(row[6]),
        words=row[7],
    )


def write(connection: sqlite.Connection, province: ProvinceRow) -> None:
    """Keep the province, in place of an earlier one."""
    connection.execute(
        "REPLACE INTO province (one, url, name, public_key, recipient, practice, server_epoch, "
        "paired, words) VALUES (1, ?, ?, ?, ?, ?, ?, ?, ?)",
        msgspec.structs.astuple(province),
    )


def moved(connection: sqlite.Connection, url: str) -> None:
    """The same province at another address."""
    connection.execute("UPDATE province SET url = ?", (url,))


def restored(connection: sqlite.Connection, server_epoch: str) -> None:
    """The province's store began a new epoch."""
    connection.execute("UPDATE province SET server_epoch = ?", (server_epoch,))
