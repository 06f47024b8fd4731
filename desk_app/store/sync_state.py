"""What the sync remembers between two starts: cursor, last success, last problem, clock offset."""

from __future__ import annotations

from desk_app.store import sqlite


def get(connection: sqlite.Connection, name: str) -> str | None:
    """What is remembered under this name; None when nothing is."""
    row = connection.execute("SELECT value FROM sync_state WHERE name = ?", (name,)).fetchone()
    return None if row is None else str(row[0])


def put(connection: sqlite.Connection, name: str, value: str | None) -> None:
    """Remember a value, or forget the name when it is None."""
    if value is None:
        connection.execute("DELETE FROM sync_state WHERE name = ?", (name,))
    else:
        connection.execute("REPLACE INTO sync_state VALUES (?, ?)", (name, value))


def everything(connection: sqlite.Connection) -> dict[str, str]:
    """All that is remembered."""
    return {row[0]: row[1] for row in connection.execute("SELECT name, value FROM sync_state")}
