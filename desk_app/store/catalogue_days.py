"""When procedures changed, and whether the desk had the change in its list by then."""

from __future__ import annotations

import msgspec

from desk_app.store import sqlite


class CatalogueDay(msgspec.Struct, frozen=True):
    """So many procedures change on a civil day; the list came in on the day `taken`."""

    op: str
    day: int
    taken: int
    changes: int

    @property
    def on_time(self) -> bool:
        """Whether the desk could show the change on the day it began to hold."""
        return self.taken <= self.day


def catalogue_days(connection: sqlite.Connection, first: int, last: int) -> list[CatalogueDay]:
    """The changes of these civil days, both included, by day.

    What had changed before the log began was nobody's to publish here and is left out.
    """
    rows = connection.execute(
        "SELECT op, day, taken, changes FROM catalogue_day WHERE day BETWEEN ? AND ? "
        "AND day >= (SELECT (wall + 25200000) / 86400000 FROM op WHERE arrival = 1) "
        "ORDER BY day, op",
        (first, last),
    )
    return [CatalogueDay(*row) for row in rows]
