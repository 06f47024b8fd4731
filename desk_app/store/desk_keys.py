"""This desk's secret keys and its certificate: in the encrypted database only, never in the log."""

from __future__ import annotations

import msgspec

from desk_app.store import sqlite


class DeskKeyRow(msgspec.Struct, frozen=True, kw_only=True):
    """signing: Ed25519 seed; sealing: X25519 seed; age: the age identity; certificate: the
    province's, "" before there is one."""

    signing: bytes
    sealing: bytes
    age: str
    certificate: str = ""

    def __repr__(self) -> str:
        return f"DeskKeyRow(certificate={self.certificate!r})"


def read(connection: sqlite.Connection) -> DeskKeyRow | None:
    """The desk's keys; None before it ever tried to pair."""
    row = connection.execute("SELECT signing, sealing, age, certificate FROM desk_key").fetchone()
    if row is None:
        return None
    return DeskKeyRow(signing=bytes(row[0]), sealing=bytes(row[1]), age=row[2], certificate=row[3])


def write(connection: sqlite.Connection, keys: DeskKeyRow) -> None:
    """Keep the desk's keys, in place of earlier ones."""
    connection.execute(
        "REPLACE INTO desk_key (one, signing, sealing, age, certificate) VALUES (1, ?, ?, ?, ?)",
        msgspec.structs.astuple(keys),
    )


def renew(connection: sqlite.Connection, certificate: str) -> None:
    """Keep a newer certificate for the same keys."""
    connection.execute("UPDATE desk_key SET certificate = ?", (certificate,))
