"""The cases behind a month's figures: as they stood at a moment, and how long they took."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import msgspec

from desk_app.core.case_figures import CaseCounts, add_counts
from desk_app.core.clock import Millis, day_from, day_number, number_of, start_of
from desk_app.store import case_counts
from desk_app.store.case_figures import month_number
from desk_app.store.store import Reader


class ProcedureDays(msgspec.Struct, frozen=True, kw_only=True):
    """Cases of one procedure finished in a month: civil days against the promise, early negative.

    in_time and late: one entry a case. A case is late by its moment: late on the very day is 0.
    """

    code: str
    name: str
    in_time: tuple[int, ...]
    late: tuple[int, ...]


def end_of(last: date, latest: Millis) -> Millis:
    """When cases are looked at for a window: at its end, or at the log's end where that is earlier.

    The newest op tells the time, not the machine, so that equal logs give equal figures.
    """
    return min(Millis(start_of(day_from(number_of(last) + 1)) - 1), latest)


class MonthCases:
    """The cases behind every window, read once, and counted once for each moment asked for."""

    def __init__(self, reader: Reader, first: int, last: int, latest: Millis | None) -> None:
        self._latest = latest
        self._known: dict[Millis, dict[int, CaseCounts]] = {}
        if latest is None:
            return
        self._begun = case_counts.first_month(reader.connection)
        self._found = case_counts.case_groups(
            reader.connection,
            month_number(start_of(day_from(first))),
            month_number(start_of(day_from(last))),
            latest,
        )

    def between(self, first: date, last: date) -> CaseCounts | None:
        """The cases received from first to last, as they stood at the end of `last`.

        None for a log that holds no case until then: a desk that records none has no late ones,
        which proves nothing.
        """
        if self._latest is None:
            return None
        at = end_of(last, self._latest)
        if self._begun is None or self._begun > month_number(at):
            return None
        if at not in self._known:
            self._known[at] = case_counts.counts_by_month(self._found, at)
        low, high = (month_number(start_of(day)) for day in (first, last))
        return add_counts(one for month, one in self._known[at].items() if low <= month <= high)


def finished_days(
    reader: Reader, first: date, last: date, name_of: Callable[[str], str]
) -> tuple[ProcedureDays, ...]:
    """The days of every procedure with a finished case, those with the most late ones first.

    Given at once is no time at all, and without a promise nothing can be late.
    """
    until = Millis(start_of(day_from(number_of(last) + 1)) - 1)
    found: dict[str, tuple[list[int], list[int]]] = {}
    for case in case_counts.cases_finished(reader.connection, start_of(first), until):
        if case.at_once or case.promised is None or case.finished is None:
            continue
        days = day_number(case.finished) - day_number(case.promised)
        in_time, late = found.setdefault(case.procedure, ([], []))
        (late if case.finished > case.promised else in_time).append(days)
    made = [
        ProcedureDays(
            code=code, name=name_of(code), in_time=tuple(sorted(in_time)), late=tuple(sorted(late))
        )
        for code, (in_time, late) in found.items()
    ]
    made.sort(key=lambda one: (-len(one.late), -sum(one.late), -len(one.in_time), one.code))
    return tuple(made)
