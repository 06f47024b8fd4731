"""Which cases visits opened: their numbers and what was promised, for the list of a day."""

from __future__ import annotations

from collections.abc import Sequence

from desk_app.core.clock import Millis
from desk_app.core.visit_case import VisitCase
from desk_app.store import sqlite

_AT_ONCE = 500


def opened(
    connection: sqlite.Connection, visits: Sequence[str]
) -> dict[str, tuple[VisitCase, ...]]:
    """The counted cases that each of these visits opened, in the order of their numbers."""
    found: dict[str, tuple[VisitCase, ...]] = {}
    for start in range(0, len(visits), _AT_ONCE):
        some = list(visits[start : start + _AT_ONCE])
        marks = ",".join("?" * len(some))
        rows = connection.execute(
            "SELECT visit, id, number, due, at_once, book_number FROM cases_counted "
            f"WHERE visit IN ({marks}) AND NOT voided ORDER BY n",
            some,
        )
        for visit, case, number, due, at_once, book_number in rows:
            made = VisitCase(
                id=case,
                number=number,
                due=None if due is None else Millis(due),
                at_once=bool(at_once),
                book_number=book_number,
            )
            found[visit] = (*found.get(visit, ()), made)
    return found
