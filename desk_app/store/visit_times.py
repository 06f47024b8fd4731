"""How long the program took for visits, a day: a count per tenth of a second and nothing else."""

from __future__ import annotations

from desk_app.store import sqlite


def add(connection: sqlite.Connection, day: int, tenths: int) -> None:
    """Count one visit of this civil day that took this many tenths of a second."""
    connection.execute(
        "INSERT INTO visit_time (day, tenths, visits) VALUES (?, ?, 1) "
        "ON CONFLICT (day, tenths) DO UPDATE SET visits = visits + 1",
        (day, tenths),
    )


def between(
    connection: sqlite.Connection, first_day: int, last_day: int
) -> tuple[tuple[int, int], ...]:
    """(tenths, visits) over these days, both included, the shortest first."""
    return tuple(
        connection.execute(
            "SELECT tenths, sum(visits) FROM visit_time WHERE day BETWEEN ? AND ? "
            "GROUP BY tenths ORDER BY tenths",
            (first_day, last_day),
        )
    )
