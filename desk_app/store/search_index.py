"""The full-text index of visits and cases: whether it finds what it should; being rid of it."""

from __future__ import annotations

from desk_app.core.text import tokens
from desk_app.store import sqlite

_WORDS_LOOKED_FOR = 2000


def index_is_whole(connection: sqlite.Connection) -> bool:
    """Whether words are found where they stand, and nowhere else.

    SQLite's own check compares words and index but not the way into the index; so some words,
    spread over all of them, are looked for as an officer would.
    """
    try:
        answer = connection.execute("PRAGMA main.quick_check(visit_search)").fetchone()
        if answer[0] != "ok":
            return False
        (last,) = connection.execute(
            "SELECT coalesce(max(rowid), 0) FROM main.visit_search"
        ).fetchone()
        step = max(1, last // _WORDS_LOOKED_FOR)
        rows = connection.execute(
            "SELECT rowid, words FROM main.visit_search WHERE rowid % ? = 0", (step,)
        )
        return all(_is_found(connection, row[0], row[1]) for row in rows)
    except sqlite.Error:
        return False


def _is_found(connection: sqlite.Connection, number: int, words: str) -> bool:
    parts = tokens(words)
    if not parts:
        return True
    row = connection.execute(
        "SELECT 1 FROM main.visit_search WHERE visit_search MATCH ? AND rowid = ?",
        (f'"{parts[0]}"', number),
    ).fetchone()
    return row is not None


def drop_index(connection: sqlite.Connection) -> None:
    """Remove the index, also one that is too broken for SQLite to open."""
    try:
        connection.execute("DROP TABLE IF EXISTS main.visit_search")
    except sqlite.Error:
        # FTS5 must read its own tables before it drops them. Without its entry in the schema
        # they are tables like any other.
        connection.execute("PRAGMA writable_schema = ON")
        connection.execute("DELETE FROM main.sqlite_schema WHERE name = 'visit_search'")
        connection.execute("PRAGMA writable_schema = RESET")
    for part in ("data", "idx", "content", "docsize", "config"):
        connection.execute(f"DROP TABLE IF EXISTS main.visit_search_{part}")
