"""The figures that the score and the month page are computed from."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from desk_app.core.clock import Millis
from desk_app.core.log_time import Newest, log_time
from desk_app.store import sqlite
from desk_app.store.visit_rows import LEVELS, VISIT_COUNTS

_COUNTED = "(batch = '' OR batch IN (SELECT id FROM import_batch WHERE state = 'completed'))"


class DayCounts(msgspec.Struct, frozen=True):
    """Counts of one civil day, in the order of `VISIT_COUNTS` or of `LEVELS`."""

    day: int
    counts: tuple[int, ...]


def visit_days(connection: sqlite.Connection, first: int, last: int) -> list[DayCounts]:
    """Per civil day from first to last with at least one visit: its counts as `VISIT_COUNTS`."""
    return _days(connection, "visit_count", VISIT_COUNTS, first, last)


def answer_days(connection: sqlite.Connection, first: int, last: int) -> list[DayCounts]:
    """Per civil day from first to last with at least one answer: its counts as `LEVELS`.

    Nobody may be shown these before `core.release` released the day.
    """
    return _days(connection, "rating_count", LEVELS, first, last)


def answers_by_day(connection: sqlite.Connection) -> list[tuple[int, int]]:
    """(civil day, answers of any kind) of every day of the log that has answers, in order."""
    answers = " + ".join(f"sum({level})" for level in LEVELS)
    rows = connection.execute(
        f"SELECT day, {answers} FROM rating_count WHERE {_COUNTED} GROUP BY day ORDER BY day"
    )
    return rows.fetchall()


def _days(
    connection: sqlite.Connection, table: str, columns: Sequence[str], first: int, last: int
) -> list[DayCounts]:
    sums = ", ".join(f"sum({column})" for column in columns)
    rows = connection.execute(
        f"SELECT day, {sums} FROM {table} WHERE day BETWEEN ? AND ? AND {_COUNTED} "
        "GROUP BY day ORDER BY day",
        (first, last),
    )
    return [DayCounts(row[0], tuple(row[1:])) for row in rows]


def conflicts(connection: sqlite.Connection, first: int, last: int) -> int:
    """How many visits of these days two desks hold differently, until somebody settles them."""
    row = connection.execute(
        "SELECT count(*) FROM visit_counted WHERE conflicts <> '' AND voided = 0 "
        "AND day BETWEEN ? AND ?",
        (first, last),
    ).fetchone()
    return int(row[0])


def latest_moment(connection: sqlite.Connection) -> int | None:
    """Up to when the log of all desks reaches, as `core.log_time` tells; None for an empty log."""
    newest: dict[str, Newest] = {}
    rows = connection.execute(
        "SELECT op.desk, op.lamport, op.wall, chain.wall FROM chain JOIN op ON "
        "(op.desk, op.epoch, op.seq) = (chain.desk, chain.epoch, chain.seq) ORDER BY chain.epoch"
    )
    for desk, lamport, wall, highest in rows:
        newest[desk] = Newest(lamport, Millis(wall), Millis(highest))  # of its newest epoch
    return log_time(newest.values())


def rows_behind(
    connection: sqlite.Connection, condition: str, first: int, last: int
) -> list[tuple[str, int, str]]:
    """(id, act, purpose) of the counted visits behind a figure, by time.

    condition: one of `BEHIND`.
    """
    rows = connection.execute(
        f"SELECT id, act, purpose FROM visit_counted WHERE day BETWEEN ? AND ? AND voided = 0 "
        f"AND {BEHIND[condition]} ORDER BY day, act, n",
        (first, last),
    )
    return [(row[0], row[1], row[2]) for row in rows]


# The rows a metric of visits counts, by the metric's name.
BEHIND: dict[str, str] = {
    "visits.total": "1",
    "visits.with_service": "purpose <> 'question'",
    "visits.questions_only": "purpose = 'question'",
    "visits.online_help": "purpose = 'online_help'",
    "visits.offered": "purpose <> 'question' AND rating IN ('answered', 'declined', 'timed_out')",
    "visits.answered": "purpose <> 'question' AND rating = 'answered'",
    "visits.declined": "purpose <> 'question' AND rating = 'declined'",
    "visits.timed_out": "purpose <> 'question' AND rating = 'timed_out'",
    "visits.not_offered": "purpose <> 'question' AND rating = 'not_offered'",
}
