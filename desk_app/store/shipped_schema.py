"""The schema this program would make today: what every database must have, word for word."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from desk_app.store import sqlite
from desk_app.store.database import apply_steps, schema
from desk_app.store.migrations import STEPS
from desk_app.store.project import PROJECTIONS

_BUSY_SECONDS = 1.0


@cache
def shipped_schema() -> str:
    """The whole schema as `database.schema` writes it."""
    connection = _empty()
    try:
        return schema(connection)
    finally:
        connection.close()


class Definition(NamedTuple):
    """One part of the schema; kind: table, index or view."""

    kind: str
    name: str
    sql: str


@cache
def projection_definitions() -> tuple[Definition, ...]:
    """What makes the projections: tables, then their indexes, then the views over them."""
    connection = _empty()
    try:
        rows = connection.execute(
            "SELECT type, name, sql, tbl_name FROM sqlite_schema WHERE sql IS NOT NULL "
            "AND type IN ('table', 'index', 'view') "
            "ORDER BY CASE type WHEN 'table' THEN 0 WHEN 'index' THEN 1 ELSE 2 END, rowid"
        ).fetchall()
    finally:
        connection.close()
    return tuple(
        Definition(kind, name, sql)
        for kind, name, sql, table in rows
        if table in PROJECTIONS or kind == "view"
    )


def _empty() -> sqlite.Connection:
    connection = sqlite.connect(":memory:", _BUSY_SECONDS)
    apply_steps(connection, STEPS)
    return connection
