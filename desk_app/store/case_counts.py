"""The figures of cases: by month as they stood at a moment, case by case, and the rows behind."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import msgspec

from desk_app.core.case_figures import CaseCounts, CaseFigure
from desk_app.core.clock import Millis
from desk_app.store import sqlite
from desk_app.store.case_figures import NONE, SUMS, month_number

_COUNTED = "(batch = '' OR batch IN (SELECT id FROM import_batch WHERE state = 'completed'))"


class CaseGroup(msgspec.Struct, frozen=True):
    """Cases of one month of receipt that were promised and finished in the same months.

    sums: in the order of `store.case_figures.SUMS`.
    """

    month: int
    promised: int
    finished: int
    fate: str
    sums: tuple[int, ...]


class OpenCases(msgspec.Struct, frozen=True):
    """Open cases of one month of receipt whose promise has not passed at the log's end."""

    cases: int
    apologies: int


class CaseGroups(msgspec.Struct, frozen=True):
    """All that is needed to say how the cases of some months stood at the end of any month.

    latest: the moment of the newest op; open_now: by month of receipt, of the cases that are
    promised in the month of that moment and open, those still in time.
    """

    groups: tuple[CaseGroup, ...]
    latest: Millis
    open_now: Mapping[int, OpenCases]


def first_month(connection: sqlite.Connection) -> int | None:
    """The month in which the first case of the log was received, as `month_number`."""
    row = connection.execute(f"SELECT min(month) FROM case_count WHERE {_COUNTED}").fetchone()
    return None if row[0] is None else int(row[0])


def case_groups(connection: sqlite.Connection, first: int, last: int, latest: Millis) -> CaseGroups:
    """The groups of cases received in these months, both included, numbered as `month_number`."""
    sums = ", ".join(f"sum({name})" for name in SUMS)
    rows = connection.execute(
        f"SELECT month, promised_month, finished_month, fate, {sums} FROM case_count "
        f"WHERE month BETWEEN ? AND ? AND {_COUNTED} "
        "GROUP BY month, promised_month, finished_month, fate",
        (first, last),
    )
    groups = tuple(
        CaseGroup(month, promised, finished, fate, tuple(counted))
        for month, promised, finished, fate, *counted in rows
    )
    still = connection.execute(
        "SELECT month, count(*), sum(apology) FROM case_figure "
        f"WHERE fate = 'open' AND promised >= ? AND promised_month = ? AND {_COUNTED} "
        "GROUP BY month",
        (latest, month_number(latest)),
    )
    return CaseGroups(groups, latest, {row[0]: OpenCases(row[1], row[2]) for row in still})


def counts_by_month(found: CaseGroups, at: Millis) -> dict[int, CaseCounts]:
    """Counts by month of receipt as they stood at `at`: a month's end, or the log's end."""
    until = month_number(at)
    sums: dict[int, dict[str, int]] = {}
    for group in found.groups:
        if group.month > until:
            continue
        one = sums.setdefault(group.month, dict.fromkeys(CaseCounts.__struct_fields__, 0))
        _add(one, group, until)
    if until >= month_number(found.latest):
        # Of those promised in this very month some are still in time.
        for month, still in found.open_now.items():
            one = sums.setdefault(month, dict.fromkeys(CaseCounts.__struct_fields__, 0))
            one["open_in_time"] += still.cases
            one["open_late"] -= still.cases
            one["late"] -= still.cases
            one["late_with_apology_in_time"] -= still.apologies
    return {month: CaseCounts(**one) for month, one in sums.items()}


def _add(one: dict[str, int], group: CaseGroup, until: int) -> None:
    """What a group adds at the end of the month `until`."""
    values = dict(zip(SUMS, group.sums, strict=True))
    total = values["total"]
    finished = group.finished != NONE and group.finished <= until
    one["total"] += total
    one["closed"] += total if finished else 0
    late = False
    if group.fate == "at_once":
        one["on_time"] += total
    elif group.fate == "no_due":
        one["no_due"] += total
    elif finished:
        late = group.fate == "late"
        one["late" if late else "on_time"] += total
    elif group.fate == "held" or group.promised > until:
        one["open_in_time"] += total
    else:
        late = True
        one["late"] += total
        one["open_late"] += total
    one["late_with_apology_in_time"] += values["apology"] if late else 0
    one["supplemented_more_than_once"] += values["supplemented_again"]
    one["online"] += values["online"]
    one["eligible_online"] += values["eligible"]
    one["digitised"] += values["digitised"]
    one["result_electronic"] += values["electronic"]
    one["with_fee"] += values["with_fee"]
    one["paid_online"] += values["paid_online"]


# The columns of case_figure that a CaseFigure is made of, in the order of its fields.
_FIELDS = CaseFigure.__struct_fields__


def cases_received(connection: sqlite.Connection, first: int, last: int) -> list[CaseFigure]:
    """The cases received on these civil days, by the time of receipt."""
    return _cases(connection, "day BETWEEN ? AND ?", (first, last), "day, received, n")


def cases_finished(connection: sqlite.Connection, since: Millis, until: Millis) -> list[CaseFigure]:
    """The cases finished from one moment to another, both included, by when."""
    return _cases(connection, "finished BETWEEN ? AND ?", (since, until), "finished, n")


def cases_open_at(connection: sqlite.Connection, at: Millis) -> list[CaseFigure]:
    """The cases received and not finished at a moment, the oldest promise first."""
    condition = "received <= ? AND (finished IS NULL OR finished > ?)"
    return _cases(connection, condition, (at, at), "promised, n")


def _cases(
    connection: sqlite.Connection, condition: str, values: tuple[Any, ...], order: str
) -> list[CaseFigure]:
    rows = connection.execute(
        f"SELECT {', '.join(_FIELDS)} FROM case_figure WHERE {condition} AND {_COUNTED} "
        f"ORDER BY {order}",
        values,
    )
    return [_case(row) for row in rows]


def _case(row: tuple[Any, ...]) -> CaseFigure:
    identity, procedure, received, promised, finished, *flags = row
    values = dict(zip(_FIELDS[5:], map(bool, flags), strict=True))
    return CaseFigure(
        id=identity, procedure=procedure, received=received, promised=promised, finished=finished,
        **values,
    )  # fmt: skip


def case_rows_behind(
    connection: sqlite.Connection, metric: str, first: int, last: int, at: Millis
) -> Iterator[tuple[str, Millis]]:
    """(id, when received) of the cases behind a figure as it stood at `at`, by time.

    metric: one of `CASES_BEHIND`; first and last: civil days of receipt.
    """
    rows = connection.execute(
        f"SELECT id, received FROM case_figure WHERE day BETWEEN :first AND :last "
        f"AND received <= :at AND {_COUNTED} AND ({CASES_BEHIND[metric]}) ORDER BY received, n",
        {"first": first, "last": last, "at": at},
    )
    return ((row[0], Millis(row[1])) for row in rows)


_DUE = "at_once = 0 AND promised IS NOT NULL"
_DONE = "finished IS NOT NULL AND finished <= :at"
_ON_TIME = f"at_once = 1 OR ({_DUE} AND {_DONE} AND finished <= promised)"
# Open and past the promise, or finished after it.
_LATE = f"{_DUE} AND iif({_DONE}, finished > promised, held = 0 AND :at > promised)"
# The rows a metric of cases counts, by the metric's name; the SQL of `core.case_figures`.
CASES_BEHIND: dict[str, str] = {
    "cases.total": "1",
    "cases.closed": _DONE,
    "cases.on_time": _ON_TIME,
    "cases.on_time_or_open_in_time": f"at_once = 1 OR ({_DUE} AND NOT ({_LATE}))",
    "cases.late": _LATE,
    "cases.late_with_apology_in_time": f"apology = 1 AND {_LATE}",
    "cases.supplemented_more_than_once": "supplemented_again = 1",
    "cases.online": "online = 1",
    "cases.eligible_online": "eligible = 1",
    "cases.digitised": "digitised = 1",
    "cases.result_electronic": "electronic = 1",
    "cases.with_fee": "with_fee = 1",
    "cases.paid_online": "paid_online = 1",
}
