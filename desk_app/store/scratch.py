"""Projections made afresh in memory, in place of the stored ones, for one connection.

Temporary tables stand before the stored ones of the same name, so the code that projects and the
queries that read need not know. They live in memory (PRAGMA temp_store), never on the disk.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from desk_app.core.cut import Cut
from desk_app.store import sqlite
from desk_app.store.rebuild import replay
from desk_app.store.shipped_schema import projection_definitions

Progress = Callable[[int, int], None]


@contextmanager
def scratch_projections(
    connection: sqlite.Connection, progress: Progress, cut: Cut | None = None
) -> Iterator[None]:
    """Inside, the connection sees projections of the log (up to `cut`) instead of the stored ones.

    The connection must not be a query-only one, and nothing of what it writes inside is stored.
    """
    made: list[tuple[str, str]] = []
    try:
        if cut is not None:
            connection.execute(f"CREATE TEMP VIEW op AS SELECT * FROM main.op WHERE {_within(cut)}")
            made.append(("VIEW", "op"))
        for kind, name, sql, _ in projection_definitions():
            if kind != "index":
                connection.execute(_temporary(sql, name))
                made.append((kind, name))
        total = int(connection.execute("SELECT count(*) FROM op").fetchone()[0])
        replay(connection, progress, total)
        yield
    finally:
        for kind, name in reversed(made):
            connection.execute(f"DROP {kind} temp.{name}")


def _temporary(definition: str, name: str) -> str:
    return re.sub(
        rf"CREATE (VIRTUAL TABLE|TABLE|VIEW) {name}\b", rf"CREATE \1 temp.{name}", definition
    )


def _within(cut: Cut) -> str:
    """The condition for the ops of a cut; desk ids are 16 Crockford characters, so plain text."""
    chains = (
        f"(desk = '{head.desk}' AND epoch = {head.epoch} AND seq <= {head.seq})"
        for head in cut.heads
    )
    return " OR ".join(chains) or "0"
