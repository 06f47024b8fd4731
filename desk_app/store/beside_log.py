"""What a desk took in from files and keeps beside its log: catalogue, calendars, saved headings."""

from __future__ import annotations

from typing import Any

import msgspec

from desk_app.store import sqlite

Row = tuple[Any, ...]


class BesideLog(msgspec.Struct, frozen=True):
    """The rows of those tables, in the order they were written."""

    versions: tuple[Row, ...]
    changes: tuple[Row, ...]
    calendars: tuple[Row, ...]
    mappings: tuple[Row, ...]


def beside_log(connection: sqlite.Connection) -> BesideLog:
    """All that this database holds of it; sqlite.Error in one from before there were cases."""

    def rows(query: str) -> tuple[Row, ...]:
        return tuple(connection.execute(query))

    return BesideLog(
        rows("SELECT version, code, in_list, content FROM procedure_version"),
        rows("SELECT taken, first_day, content FROM procedure_change ORDER BY n"),
        rows("SELECT digest, calendar, content, imported FROM calendar_file ORDER BY n"),
        rows("SELECT signature, content FROM sheet_mapping"),
    )


def take_in(connection: sqlite.Connection, other: BesideLog, *, newer: bool) -> None:
    """Add what the other database holds; newer: where both hold something its rows win."""
    verb = "INSERT OR REPLACE" if newer else "INSERT OR IGNORE"
    connection.executemany(
        f"{verb} INTO procedure_version (version, code, in_list, content) VALUES (?, ?, ?, ?)",
        other.versions,
    )
    connection.executemany(
        f"{verb} INTO sheet_mapping (signature, content) VALUES (?, ?)", other.mappings
    )
    here = beside_log(connection)
    connection.executemany(
        "INSERT INTO procedure_change (taken, first_day, content) VALUES (?, ?, ?)",
        [row for row in other.changes if row not in here.changes],
    )
    # The calendar written last is the one in use.
    last = max((row[-1] for row in here.calendars), default=-1)
    connection.executemany(
        "INSERT INTO calendar_file (digest, calendar, content, imported) VALUES (?, ?, ?, ?)",
        [row for row in other.calendars if row[-1] > last],
    )
