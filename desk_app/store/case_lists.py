"""The work lists of cases and what they are counted from: each an index of its own, one scan."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from desk_app.core.case_lists import Bounds, CaseEntry, ListCounts, ListName, Load
from desk_app.store import sqlite

# Written exactly as in the partial indexes: SQLite uses them only where it sees the same words.
_OPEN = "voided = 0 AND at_once = 0 AND status IN ('received', 'checked', 'waiting', 'transferred')"
_READY = "voided = 0 AND at_once = 0 AND status = 'ready'"
_FINISHED = "voided = 0 AND at_once = 0 AND finished_day IS NOT NULL"
_COUNTED = "(batch IS NULL OR batch IN (SELECT id FROM import_batch WHERE state = 'completed'))"
_MINE = "(holder = :me OR officer = :me)"
_WHERE: dict[ListName, str] = {
    "today": f"{_OPEN} AND held = 0 AND due >= :now AND due_day = :today",
    "soon": f"{_OPEN} AND held = 0 AND due_day > :today AND due_day <= :soon",
    "overdue": f"{_OPEN} AND held = 0 AND due < :now",
    "waiting": f"{_OPEN} AND status = 'waiting'",
    "ready": _READY,
    "mine": f"{_OPEN} AND {_MINE}",
}
_ORDER: dict[ListName, str] = {"ready": "finished, n"}
_APOLOGY = (
    "held = 0 AND due >= :now AND due_day <= :apology AND extensions = 0 AND unit <> 'same_day'"
)
_COLUMNS = (
    "id, number, procedure, status, due, held, act, finished, extensions, unit, name, "
    "organisation, coalesce(reference, ''), result_electronic"
)


def _values(bounds: Bounds) -> dict[str, Any]:
    return {
        "now": bounds.now,
        "today": bounds.today,
        "soon": bounds.soon,
        "apology": bounds.apology,
        "me": bounds.me,
    }


def _entry(row: Sequence[Any]) -> CaseEntry:
    return CaseEntry(
        id=row[0],
        number=row[1],
        procedure=row[2],
        status=row[3],
        due=row[4],
        held=bool(row[5]),
        at=row[6],
        finished=row[7],
        extensions=row[8],
        unit=row[9],
        name=row[10],
        organisation=row[11],
        reference=row[12],
        result_electronic=bool(row[13]),
    )


def counts(connection: sqlite.Connection, bounds: Bounds) -> ListCounts:
    """How many cases stand in each list."""
    late, today = "held = 0 AND due < :now", "held = 0 AND due >= :now AND due_day = :today"
    row = connection.execute(
        f"SELECT total({today}), total(held = 0 AND due_day > :today AND due_day <= :soon), "
        f"total({late}), total(status = 'waiting'), total({_MINE}), "
        f"total({_MINE} AND {late}), total({_MINE} AND {today}), total({_MINE} AND held = 1), "
        f"count(*), total(due IS NULL), total({_APOLOGY}) "
        f"FROM cases INDEXED BY cases_open WHERE {_OPEN} AND {_COUNTED}",
        _values(bounds),
    ).fetchone()
    (ready,) = connection.execute(
        f"SELECT count(*) FROM cases INDEXED BY cases_ready WHERE {_READY} AND {_COUNTED}"
    ).fetchone()
    numbers = [int(value) for value in row]
    return ListCounts(
        today=numbers[0],
        soon=numbers[1],
        overdue=numbers[2],
        waiting=numbers[3],
        ready=int(ready),
        mine=numbers[4],
        mine_overdue=numbers[5],
        mine_today=numbers[6],
        mine_held=numbers[7],
        open=numbers[8],
        without_due=numbers[9],
        apology=numbers[10],
    )


def entries(
    connection: sqlite.Connection, name: ListName, bounds: Bounds, limit: int
) -> list[CaseEntry]:
    """The cases of one list by their due moment, those without one last; negative: all of them."""
    order = _ORDER.get(name, "due IS NULL, due, n")
    rows = connection.execute(
        f"SELECT {_COLUMNS} FROM cases WHERE {_WHERE[name]} AND {_COUNTED} "
        f"ORDER BY {order} LIMIT :limit",
        {**_values(bounds), "limit": limit},
    )
    return [_entry(row) for row in rows]


def to_apologise(connection: sqlite.Connection, bounds: Bounds, limit: int) -> list[CaseEntry]:
    """Cases an apology is to be offered for before their moment passes."""
    rows = connection.execute(
        f"SELECT {_COLUMNS} FROM cases WHERE {_OPEN} AND {_APOLOGY} AND {_COUNTED} "
        "ORDER BY due, n LIMIT :limit",
        {**_values(bounds), "limit": limit},
    )
    return [_entry(row) for row in rows]


def stands_in(connection: sqlite.Connection, case: str, name: ListName, bounds: Bounds) -> bool:
    """Whether a case stands in this list now."""
    row = connection.execute(
        f"SELECT 1 FROM cases WHERE id = :id AND {_WHERE[name]} AND {_COUNTED}",
        {**_values(bounds), "id": case},
    ).fetchone()
    return row is not None


def due_loads(connection: sqlite.Connection, last_day: int) -> list[Load]:
    """Open cases whose clock runs, per day they fall due on, up to this civil day."""
    rows = connection.execute(
        "SELECT due_day, procedure, holder, count(*) FROM cases INDEXED BY cases_open "
        f"WHERE {_OPEN} AND held = 0 AND due_day <= ? AND {_COUNTED} "
        "GROUP BY due_day, procedure, holder",
        (last_day,),
    )
    return [Load(*row) for row in rows]


def finished_loads(connection: sqlite.Connection, first_day: int, last_day: int) -> list[Load]:
    """Cases finished on each of these civil days, both included."""
    rows = connection.execute(
        "SELECT finished_day, procedure, holder, count(*) FROM cases INDEXED BY cases_finished "
        f"WHERE {_FINISHED} AND finished_day BETWEEN ? AND ? AND {_COUNTED} "
        "GROUP BY finished_day, procedure, holder",
        (first_day, last_day),
    )
    return [Load(*row) for row in rows]
