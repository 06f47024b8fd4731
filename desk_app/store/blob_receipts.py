"""Which attachments the province holds whole."""

from __future__ import annotations

from desk_app.core.clock import Millis
from desk_app.store import sqlite


def keep(connection: sqlite.Connection, sha256: str, at: Millis) -> None:
    """The province holds this file."""
    connection.execute("INSERT OR IGNORE INTO blob_receipt VALUES (?, ?)", (sha256, at))


def confirmed(connection: sqlite.Connection) -> frozenset[str]:
    """The digests of all files the province holds."""
    return frozenset(row[0] for row in connection.execute("SELECT sha256 FROM blob_receipt"))
