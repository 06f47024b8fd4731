"""Working calendars as they were imported: outside the log, which keeps their digests."""

from __future__ import annotations

from desk_app.core.clock import Millis
from desk_app.store import sqlite


def latest(connection: sqlite.Connection) -> str | None:
    """The text of the calendar imported last; None when none ever was."""
    row = connection.execute("SELECT content FROM calendar_file ORDER BY n DESC LIMIT 1").fetchone()
    return None if row is None else str(row[0])


def keep(
    connection: sqlite.Connection, digest: str, calendar: str, content: str, at: Millis
) -> None:
    """Keep a calendar's text; it is the latest from now on."""
    connection.execute(
        "INSERT INTO calendar_file (digest, calendar, content, imported) VALUES (?, ?, ?, ?)",
        (digest, calendar, content, at),
    )
