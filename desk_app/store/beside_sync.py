"""What a desk keeps of its province beside the log: whom it is paired with, keys, receipts, files.

A restored copy takes it over from the database it replaces. Cursor and last success it does not:
what was pulled is pulled again, and known then.
"""

from __future__ import annotations

from typing import Any

from desk_app.store import sqlite

# Each with the columns that tell its rows apart.
_TABLES: dict[str, str] = {
    "province": "one",
    "desk_key": "one",
    "commune_key": "key_id",
    "package": "sha256",
    "blob_receipt": "sha256",
    "op_branch": "desk, epoch, seq, hash",
}
_RECEIPT = "desk, epoch, seq, head, server_time, server_epoch, content"

Rows = dict[str, list[tuple[Any, ...]]]


def beside_sync(connection: sqlite.Connection) -> Rows:
    """All that this database holds of it; nothing in one from before there was a province."""
    known = {
        row[0] for row in connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")
    }
    found: Rows = {
        table: [tuple(row) for row in connection.execute(f"SELECT * FROM {table}")]
        for table in _TABLES
        if table in known
    }
    if "receipt" in known:
        receipts = connection.execute(f"SELECT {_RECEIPT} FROM receipt ORDER BY n")
        found["receipt"] = [tuple(row) for row in receipts]
    return found


def take_in(connection: sqlite.Connection, other: Rows, *, newer: bool) -> None:
    """Add what the other database holds; newer: where both hold something its rows win."""
    verb = "REPLACE" if newer else "INSERT OR IGNORE"
    for table in _TABLES:
        for row in other.get(table, ()):
            connection.execute(f"{verb} INTO {table} VALUES ({', '.join('?' * len(row))})", row)
    here = set(beside_sync(connection).get("receipt", ()))
    connection.executemany(
        f"INSERT INTO receipt ({_RECEIPT}) VALUES (?, ?, ?, ?, ?, ?, ?)",
        [row for row in other.get("receipt", ()) if row not in here],
    )
