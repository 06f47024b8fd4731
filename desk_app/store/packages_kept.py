"""Packages of the province that this desk keeps: the last three of each, and what is in force."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import msgspec

from desk_app.core.clock import Millis
from desk_app.store import sqlite

KEPT = 3
# A score of a month long ago is counted by the set of its time; a set has 50 KB.
_KEPT_FOR_EVER = "criteria"


class PackageRow(msgspec.Struct, frozen=True, kw_only=True):
    """A package whose signature was checked; valid_from: civil day as YYYY-MM-DD."""

    sha256: str
    kind: str
    name: str
    valid_from: str
    content: bytes
    signature: str
    received: Millis
    activated: Millis | None = None


_COLUMNS = "sha256, kind, name, valid_from, content, signature, received, activated"


def keep(connection: sqlite.Connection, package: PackageRow) -> None:
    """Keep a package once; what is beyond the last three of its kind and name goes.

    One that was activated and has no activated successor stays, however old it is, and so does
    every criteria set that was ever in force.
    """
    connection.execute(
        f"INSERT OR IGNORE INTO package ({_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        msgspec.structs.astuple(package),
    )
    rows = connection.execute(
        "SELECT sha256, activated FROM package WHERE kind = ? AND name = ? "
        "ORDER BY valid_from DESC, received DESC, sha256",
        (package.kind, package.name),
    ).fetchall()
    activated = [row[0] for row in rows if row[1] is not None]
    stay = set(activated if package.kind == _KEPT_FOR_EVER else activated[:1])
    connection.executemany(
        "DELETE FROM package WHERE sha256 = ?",
        [(row[0],) for row in rows[KEPT:] if row[0] not in stay],
    )


def one(connection: sqlite.Connection, sha256: str) -> PackageRow | None:
    """The package with this digest; None when it is not kept."""
    row = connection.execute(
        f"SELECT {_COLUMNS} FROM package WHERE sha256 = ?", (sha256,)
    ).fetchone()
    return None if row is None else _package(row)


def listed(connection: sqlite.Connection, kind: str | None = None) -> list[PackageRow]:
    """The packages kept, the newest of each kind and name first."""
    rows = connection.execute(
        f"SELECT {_COLUMNS} FROM package ORDER BY kind, name, valid_from DESC, received DESC"
    )
    return [found for found in map(_package, rows) if kind is None or found.kind == kind]


def waits(connection: sqlite.Connection) -> bool:
    """Whether any package kept here does not count yet."""
    row = connection.execute("SELECT 1 FROM package WHERE activated IS NULL LIMIT 1").fetchone()
    return row is not None


def has_activated(connection: sqlite.Connection, kind: str) -> bool:
    """Whether a package of this kind counts."""
    row = connection.execute(
        "SELECT 1 FROM package WHERE kind = ? AND activated IS NOT NULL LIMIT 1", (kind,)
    ).fetchone()
    return row is not None


def activate(connection: sqlite.Connection, sha256: str, at: Millis) -> None:
    """The package counts from now on."""
    connection.execute(
        "UPDATE package SET activated = coalesce(activated, ?) WHERE sha256 = ?", (at, sha256)
    )


def _package(row: Sequence[Any]) -> PackageRow:
    return PackageRow(
        sha256=row[0],
        kind=row[1],
        name=row[2],
        valid_from=row[3],
        content=bytes(row[4]),
        signature=row[5],
        received=Millis(row[6]),
        activated=None if row[7] is None else Millis(row[7]),
    )
