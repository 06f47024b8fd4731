"""What a day sheet counts of cases: received, handed over, paid, still open, due next."""

from __future__ import annotations

import msgspec

from desk_app.core.clock import Millis
from desk_app.store import sqlite

_COUNTED = "(batch IS NULL OR batch IN (SELECT id FROM import_batch WHERE state = 'completed'))"
_COUNTS = "voided = 0 AND " + _COUNTED


class Received(msgspec.Struct, frozen=True):
    """Cases received on a day, in hồ sơ."""

    total: int
    at_once: int
    online: int
    post: int


class FeeSum(msgspec.Struct, frozen=True):
    """What was paid in one way: cases, đồng."""

    payment: str
    cases: int
    amount: int


class DueCase(msgspec.Struct, frozen=True):
    """An open case and its moment; no name, since a day sheet lies on tables."""

    number: str
    procedure: str
    due: Millis
    held: bool


def received(connection: sqlite.Connection, day: int) -> Received:
    """The cases received on a civil day."""
    row = connection.execute(
        "SELECT count(*), total(at_once), total(channel = 'online'), total(channel = 'post') "
        f"FROM cases WHERE day = ? AND {_COUNTS}",
        (day,),
    ).fetchone()
    return Received(*(int(value) for value in row))


def handed_over(connection: sqlite.Connection, day: int) -> int:
    """The results handed over on a civil day, those given at once left out."""
    row = connection.execute(
        "SELECT count(DISTINCT case_id) FROM case_step JOIN cases ON cases.id = case_id "
        "WHERE case_step.kind = 'handed_over' AND case_step.day = ? AND case_step.illegal = 0 "
        f"AND taken_back = 0 AND {_COUNTS}",
        (day,),
    ).fetchone()
    return int(row[0])


def ended(connection: sqlite.Connection, day: int) -> dict[str, int]:
    """How many cases were refused, stopped or withdrawn on a civil day, by the kind of step."""
    rows = connection.execute(
        "SELECT case_step.kind, count(*) FROM case_step JOIN cases ON cases.id = case_id "
        "WHERE case_step.kind IN ('refused', 'stopped', 'withdrawn') AND case_step.day = ? "
        f"AND case_step.illegal = 0 AND taken_back = 0 AND {_COUNTS} GROUP BY case_step.kind",
        (day,),
    )
    return dict(rows.fetchall())


def fees(connection: sqlite.Connection, day: int) -> list[FeeSum]:
    """The fees paid on a civil day, by how they were paid."""
    rows = connection.execute(
        "SELECT payment, count(*), sum(fee) FROM cases "
        f"WHERE paid_day = ? AND payment <> '' AND {_COUNTS} GROUP BY payment ORDER BY payment",
        (day,),
    )
    return [FeeSum(*row) for row in rows]


def ready(connection: sqlite.Connection, at: Millis) -> int:
    """The results that were there at a moment and that nobody had fetched."""
    row = connection.execute(
        "SELECT count(*) FROM cases WHERE finished <= :at AND (closed IS NULL OR closed > :at) "
        f"AND at_once = 0 AND {_COUNTS}",
        {"at": at},
    ).fetchone()
    return int(row[0])


def waiting(connection: sqlite.Connection) -> int:
    """The cases that wait for a supplement now."""
    row = connection.execute(
        f"SELECT count(*) FROM cases WHERE status = 'waiting' AND {_COUNTS}"
    ).fetchone()
    return int(row[0])


def due_between(connection: sqlite.Connection, first: int, last: int, at: Millis) -> list[DueCase]:
    """The cases open at a moment that fall due on these civil days, the soonest first."""
    rows = connection.execute(
        "SELECT number, procedure, due, held FROM cases WHERE due_day BETWEEN :first AND :last "
        "AND act <= :at AND (finished IS NULL OR finished > :at) AND at_once = 0 "
        f"AND {_COUNTS} ORDER BY due, n",
        {"first": first, "last": last, "at": at},
    )
    return [DueCase(row[0], row[1], Millis(row[2]), bool(row[3])) for row in rows]
