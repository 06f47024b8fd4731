"""Which day's ratings may be shown: batches of whole days with at least five new answers."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

# trust.md, "Ratings": a smaller batch would tell by subtraction what one citizen answered.
SMALLEST_BATCH = 5


def last_released_day(answers: Iterable[tuple[date, int]], last_ended: date) -> date | None:
    """The day up to whose end all answers are released, or None while none are.

    `answers` are (day, answers of that day) in any order, a day may come several times; days
    after `last_ended` are not over and release nothing. A batch closes on the first day by which
    at least five unreleased answers have gathered; what gathers afterwards waits for the next.
    The same answers give the same day on every desk and at the province.
    """
    by_day: dict[date, int] = {}
    for day, count in answers:
        if count < 0:
            raise ValueError(f"{count} answers on {day}")
        if day <= last_ended:
            by_day[day] = by_day.get(day, 0) + count
    released: date | None = None
    waiting = 0
    for day in sorted(by_day):
        waiting += by_day[day]
        if waiting >= SMALLEST_BATCH:
            released, waiting = day, 0
    return released
