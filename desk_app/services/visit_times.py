"""How long logging a visit takes at this desk: the median of all of it, never of one officer."""

from __future__ import annotations

from datetime import date

import msgspec

from desk_app.core.clock import day_number, number_of
from desk_app.core.statistics import FEWEST_FOR_A_SHARE
from desk_app.store import visit_times as rows
from desk_app.store.store import Reader
from desk_app.store.writer import Tx

# Whoever is called away in the middle of a visit says nothing about the program.
LONGEST = 10 * 60 * 1000


class VisitTimes(msgspec.Struct, frozen=True):
    """n: visits measured; median: milliseconds from first key to saved, None for too few."""

    n: int
    median: int | None


def count_visit_time(tx: Tx, took: int) -> None:
    """Count one visit's time in milliseconds; neither visit nor officer is kept with it."""
    if 0 <= took <= LONGEST:
        rows.add(tx.connection, day_number(tx.now.wall), (took + 50) // 100)


def median_visit_time(reader: Reader, first_day: date, last_day: date) -> VisitTimes:
    """The median over these civil days, both included; None under ten visits."""
    counted = rows.between(reader.connection, number_of(first_day), number_of(last_day))
    n = sum(visits for _, visits in counted)
    if n < FEWEST_FOR_A_SHARE:
        return VisitTimes(n, None)
    return VisitTimes(n, (_nth(counted, (n - 1) // 2) + _nth(counted, n // 2)) * 50)


def _nth(counted: tuple[tuple[int, int], ...], index: int) -> int:
    for tenths, visits in counted:
        if index < visits:
            return tenths
        index -= visits
    raise IndexError(index)
