"""Drafts: kept as one types, outside the log, gone with the visit they became."""

from __future__ import annotations

from desk_app.core.clock import Millis
from desk_app.core.draft import Draft
from desk_app.store import sqlite


def keep(connection: sqlite.Connection, draft: Draft) -> None:
    """Write the draft, in place of what was kept of the same typing."""
    connection.execute(
        "INSERT OR REPLACE INTO draft (id, form, officer, saved, content) VALUES (?, ?, ?, ?, ?)",
        (draft.id, draft.form, draft.officer, draft.saved, draft.content),
    )


def drop(connection: sqlite.Connection, draft: str) -> None:
    """Forget a draft; nothing happens when there is none."""
    connection.execute("DELETE FROM draft WHERE id = ?", (draft,))


def every(connection: sqlite.Connection) -> tuple[Draft, ...]:
    """All drafts, the newest first."""
    rows = connection.execute(
        "SELECT id, form, officer, saved, content FROM draft ORDER BY saved DESC, id"
    )
    return tuple(
        Draft(id=row[0], form=row[1], officer=row[2], saved=Millis(row[3]), content=row[4])
        for row in rows
    )
