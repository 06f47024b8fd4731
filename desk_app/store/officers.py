"""Reading the officers of the desk."""

from __future__ import annotations

from desk_app.core.ids import OfficerId
from desk_app.core.officer import Officer
from desk_app.core.officer_state import PREFIX
from desk_app.store import sqlite
from desk_app.store.look import Look


def all_officers(connection: sqlite.Connection) -> list[Officer]:
    """Every officer, also those who left, in the order of their ids."""
    rows = connection.execute("SELECT id, name, role, active FROM officer ORDER BY id")
    return [Officer(OfficerId(row[0]), row[1], row[2], bool(row[3])) for row in rows]


def officer(connection: sqlite.Connection, identity: str) -> Officer | None:
    """The officer with this id; None when there is none."""
    row = connection.execute(
        "SELECT id, name, role, active FROM officer WHERE id = ?", (identity,)
    ).fetchone()
    return None if row is None else Officer(OfficerId(row[0]), row[1], row[2], bool(row[3]))


def added_here(look: Look) -> set[OfficerId]:
    """Whom this desk itself added; others are known from other desks of the commune."""
    rows = look.connection.execute(
        "SELECT officer.id FROM officer WHERE EXISTS (SELECT 1 FROM op WHERE subject = ? || "
        "officer.id AND kind = 'officer.added' AND desk = ?)",
        (PREFIX, look.desk.desk),
    )
    return {OfficerId(row[0]) for row in rows}
