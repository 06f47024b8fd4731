"""Printed papers: the next number, the next copy, and what was printed before."""

from __future__ import annotations

from desk_app.core.ids import DeskId
from desk_app.core.numbers import counter_of, number_prefix, printed_number
from desk_app.store import sqlite


def next_number(connection: sqlite.Connection, desk: DeskId, epoch: int) -> str:
    """The next number of this desk; inside a writing transaction nobody else can get it too."""
    prefix = number_prefix(desk, epoch)
    row = connection.execute(
        # Longer counters sort after shorter ones, also past the padded width.
        "SELECT number FROM paper WHERE number GLOB ? ORDER BY length(number) DESC, number DESC "
        "LIMIT 1",
        (prefix + "*",),
    ).fetchone()
    return printed_number(desk, epoch, counter_of(row[0]) + 1 if row is not None else 1)


def copies(connection: sqlite.Connection, subject: str) -> int:
    """How many copies of this paper were printed, on all desks we know of."""
    row = connection.execute("SELECT count(*) FROM paper WHERE subject = ?", (subject,)).fetchone()
    return int(row[0])
