"""Each case as figures see it, and how many there are of each kind by month, kept as they change.

The figures of a year to date would mean reading 20,000 cases for each of thirteen months; the
counts per month of receipt, promise and finish are a few hundred rows, whatever the desk does.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache
from operator import add, sub
from typing import Any

from desk_app.core.case_figures import CaseFigure, figure_of
from desk_app.core.case_state import CaseState
from desk_app.core.clock import Millis, day_from, day_number
from desk_app.store import sqlite

COLUMNS = (
    "n", "id", "procedure", "received", "day", "month", "batch",
    "promised", "promised_month", "finished", "finished_month", "fate",
    "at_once", "held", "apology", "supplemented_again", "online", "eligible",
    "digitised", "electronic", "with_fee", "paid_online",
)  # fmt: skip
# What `case_count` counts its cases by. fate: at_once and no_due say all by themselves; held,
# open, on_time and late are what the case came to, and by the months it can be told what it was.
KEY = ("month", "batch", "promised_month", "finished_month", "fate")
SUMS = (
    "total", "apology", "supplemented_again", "online", "eligible", "digitised", "electronic",
    "with_fee", "paid_online",
)  # fmt: skip
NONE = 0  # in place of a month: none is known, or not yet

_KEY_PLACES = tuple(COLUMNS.index(name) for name in KEY)
_SUM_PLACES = tuple(COLUMNS.index(name) for name in SUMS[1:])
_PUT = f"REPLACE INTO case_figure VALUES ({', '.join('?' * len(COLUMNS))})"
_COUNT = (
    f"INSERT INTO case_count VALUES ({', '.join('?' * (len(KEY) + len(SUMS)))}) "
    f"ON CONFLICT ({', '.join(KEY)}) DO UPDATE SET "
    + ", ".join(f"{name} = {name} + excluded.{name}" for name in SUMS)
)
_DROP_EMPTY = f"DELETE FROM case_count WHERE ({', '.join(KEY)}) = (?, ?, ?, ?, ?) AND total = 0"

Key = tuple[Any, ...]


def month_number(moment: Millis) -> int:
    """The civil month of a moment, counted from the year 0."""
    return _month_of_day(day_number(moment))


@lru_cache(maxsize=4096)
def _month_of_day(number: int) -> int:
    day = day_from(number)
    return day.year * 12 + day.month - 1


def project_figure(connection: sqlite.Connection, state: CaseState, arrival: int) -> None:
    """Keep the row of a case and the counts it takes part in; a voided case has neither."""
    old = connection.execute("SELECT * FROM case_figure WHERE n = ?", (arrival,)).fetchone()
    row = None if state.voided else _row(state, arrival)
    before = None if old is None else tuple(old)
    if row == before:
        return
    if row is None:
        connection.execute("DELETE FROM case_figure WHERE n = ?", (arrival,))
    else:
        connection.execute(_PUT, row)
    gained: dict[Key, tuple[int, ...]] = {}
    if row is not None:
        _gain(gained, row)
    if before is not None:
        key, sums = _counted(before)
        gained[key] = tuple(map(sub, gained.get(key, (0,) * len(SUMS)), sums))
    _write(connection, gained)


def project_new_figures(
    connection: sqlite.Connection, cases: Iterable[tuple[CaseState, int]]
) -> None:
    """`project_figure` for many cases that were never there: each count is written once."""
    rows = [_row(state, arrival) for state, arrival in cases if not state.voided]
    gained: dict[Key, tuple[int, ...]] = {}
    for row in rows:
        _gain(gained, row)
    connection.executemany(_PUT, rows)
    _write(connection, gained)


def _write(connection: sqlite.Connection, gained: dict[Key, tuple[int, ...]]) -> None:
    changed = [(key, sums) for key, sums in gained.items() if any(sums)]
    connection.executemany(_COUNT, [(*key, *sums) for key, sums in changed])
    # A count of nothing has no row, as if there had never been anything.
    connection.executemany(_DROP_EMPTY, [key for key, sums in changed if sums[0] < 0])


def _gain(gained: dict[Key, tuple[int, ...]], row: Sequence[Any]) -> None:
    key, sums = _counted(row)
    before = gained.get(key)
    gained[key] = sums if before is None else tuple(map(add, before, sums))


def _counted(row: Sequence[Any]) -> tuple[Key, tuple[int, ...]]:
    key = tuple(row[place] for place in _KEY_PLACES)
    return key, (1, *(row[place] for place in _SUM_PLACES))


def _row(state: CaseState, arrival: int) -> tuple[Any, ...]:
    case = figure_of(state)
    return (
        *(arrival, case.id, case.procedure, case.received),
        *(day_number(case.received), month_number(case.received), state.facts.batch or ""),
        *(case.promised, _month(case.promised), case.finished, _month(case.finished), _fate(case)),
        *(int(case.at_once), int(case.held), int(case.apology), int(case.supplemented_again)),
        *(int(case.online), int(case.eligible), int(case.digitised), int(case.electronic)),
        *(int(case.with_fee), int(case.paid_online)),
    )


def _month(moment: Millis | None) -> int:
    return NONE if moment is None else month_number(moment)


def _fate(case: CaseFigure) -> str:
    if case.at_once:
        return "at_once"
    if case.promised is None:
        return "no_due"
    if case.finished is None:
        return "held" if case.held else "open"
    return "on_time" if case.finished <= case.promised else "late"
