"""The schema this program would make today: what every database must have, word for word."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from desk_app.store import sqlite
from desk_app.store.database import apply_steps
from desk_app.store.migrations import STEPS
from desk_app.store.project import PROJECTIONS

_BUSY_SECONDS = 1.0
_INDEX_PARTS = "visit_search_"
_VIEWS = ("visit_counted", "cases_counted")


class Definition(NamedTuple):
    """One part of the schema; kind: table, index, view or trigger; table: which it belongs to."""

    kind: str
    name: str
    sql: str
    table: str

    @property
    def of_projection(self) -> bool:
        """Whether `rebuild` makes this part anew."""
        return (
            self.table in PROJECTIONS or self.table in _VIEWS or self.table.startswith(_INDEX_PARTS)
        )


@cache
def shipped_definitions() -> frozenset[Definition]:
    """Every part of the schema."""
    connection = sqlite.connect(":memory:", _BUSY_SECONDS)
    try:
        apply_steps(connection, STEPS)
        return stored_definitions(connection)
    finally:
        connection.close()


def stored_definitions(connection: sqlite.Connection) -> frozenset[Definition]:
    """Every part of a database's schema, but for what SQLite and sqlite-utils keep themselves."""
    rows = connection.execute(
        "SELECT type, name, sql, tbl_name FROM main.sqlite_schema WHERE sql IS NOT NULL "
        "AND name NOT LIKE 'sqlite_%' AND tbl_name NOT LIKE '_sqlite_migrations%'"
    )
    return frozenset(Definition(*row) for row in rows)


@cache
def projection_definitions() -> tuple[Definition, ...]:
    """What makes the projections: tables, then their indexes, then the views over them."""
    made = [
        part for part in shipped_definitions() if part.table in PROJECTIONS or part.kind == "view"
    ]
    order = ("table", "index", "view")
    return tuple(sorted(made, key=lambda part: (order.index(part.kind), part.name)))
