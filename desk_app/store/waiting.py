"""The waiting list and its ticket numbers: outside the log, empty at the end of the day."""

from __future__ import annotations

import msgspec

from desk_app.core.clock import Millis
from desk_app.core.visit import VisitForm
from desk_app.core.waiting import Waiting
from desk_app.store import sqlite


def next_ticket(connection: sqlite.Connection, day: int) -> int:
    """The next number of this civil day, counted on: a number is never given twice a day."""
    row = connection.execute(
        "INSERT INTO ticket_count (day, last) VALUES (?, 1) "
        "ON CONFLICT (day) DO UPDATE SET last = last + 1 RETURNING last",
        (day,),
    ).fetchone()
    connection.execute("DELETE FROM ticket_count WHERE day < ?", (day,))
    return int(row[0])


def add(connection: sqlite.Connection, ticket: str, since: Millis, form: VisitForm) -> int:
    """Put somebody at the end of the list; their place."""
    text = msgspec.json.encode(form).decode()
    cursor = connection.execute(
        "INSERT INTO waiting (ticket, since, form) VALUES (?, ?, ?)", (ticket, since, text)
    )
    return int(cursor.lastrowid or 0)


def put_back(connection: sqlite.Connection, waiting: Waiting) -> None:
    """Put somebody back at the place they had."""
    text = msgspec.json.encode(waiting.form).decode()
    connection.execute(
        "INSERT OR IGNORE INTO waiting (n, ticket, since, form) VALUES (?, ?, ?, ?)",
        (waiting.n, waiting.ticket, waiting.since, text),
    )


def take_off(connection: sqlite.Connection, n: int) -> Waiting | None:
    """Take somebody off the list; None when they are off it already."""
    row = connection.execute(
        "DELETE FROM waiting WHERE n = ? RETURNING n, ticket, since, form", (n,)
    ).fetchone()
    return None if row is None else _waiting(row)


def every(connection: sqlite.Connection) -> tuple[Waiting, ...]:
    """The list in its order, the longest waiting first."""
    rows = connection.execute("SELECT n, ticket, since, form FROM waiting ORDER BY n")
    return tuple(_waiting(row) for row in rows)


def _waiting(row: tuple[int, str, int, str]) -> Waiting:
    form = msgspec.json.decode(row[3], type=VisitForm)
    return Waiting(n=row[0], ticket=row[1], since=Millis(row[2]), form=form)
