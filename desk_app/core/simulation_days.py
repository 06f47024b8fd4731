"""On which days a simulated desk is open, how many come, and when in the day."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from math import exp
from random import Random

from desk_app.core.clock import Millis, start_of
from desk_app.core.simulation_data import DaysOff, Mix
from desk_app.core.weighted import Weighted

SECOND = 1000
MINUTE = 60 * SECOND
_SLOT_MINUTES = 30
_LONG_BREAK = timedelta(days=4)
_MANY = 30
_SATURDAY = 5


class WorkingDays:
    """The calendar of offices, as far as it is known; beyond it only weekends are off."""

    def __init__(self, days_off: DaysOff) -> None:
        self._off = frozenset(day for year in days_off.year for day in year.off)
        self._work = frozenset(day for year in days_off.year for day in year.work)

    def is_open(self, day: date) -> bool:
        """Whether the desk is open on that day."""
        return day in self._work or (day.weekday() < _SATURDAY and day not in self._off)

    def ending(self, last: date, count: int) -> Iterator[date]:
        """The `count` working days that end with `last` or the nearest one before it, in order."""
        days: list[date] = []
        day = last
        while len(days) < count:
            if self.is_open(day):
                days.append(day)
            day -= timedelta(days=1)
        return reversed(days)


class Attendance:
    """How many citizens come on a day, and at what moments."""

    def __init__(self, mix: Mix, mean: float) -> None:
        weekdays, months = mix.weekdays, mix.months
        usual = (sum(weekdays[:_SATURDAY]) / _SATURDAY) * (sum(months) / len(months))
        self._mix = mix
        self._mean = mean / usual
        self._slots = Weighted(
            ((hours.start + number * _SLOT_MINUTES) * MINUTE, weight)
            for hours in mix.hours
            for number, weight in enumerate(hours.arrivals)
        )

    def moments(self, day: date, before: date | None, rng: Random) -> list[Millis]:
        """When each visit of the day begins, in order; `before` is the last open day."""
        midnight = start_of(day)
        width = _SLOT_MINUTES * 60
        draw = self._slots.draw
        return sorted(
            Millis(midnight + draw(rng) + int(rng.random() * width) * SECOND)
            for _ in range(self._how_many(day, before, rng))
        )

    def _how_many(self, day: date, before: date | None, rng: Random) -> int:
        mix = self._mix
        expected = self._mean * mix.weekdays[day.weekday()] * mix.months[day.month - 1]
        if before is not None and day - before >= _LONG_BREAK:
            expected *= mix.after_break
        # A gamma factor a day makes the counts negative binomial: days differ more than chance.
        expected *= rng.gammavariate(mix.day_spread, 1 / mix.day_spread)
        if expected > _MANY:
            return max(0, round(rng.normalvariate(expected, expected**0.5)))
        return _poisson(expected, rng)


def _poisson(expected: float, rng: Random) -> int:
    limit, product, count = exp(-expected), rng.random(), 0
    while product > limit:
        product *= rng.random()
        count += 1
    return count
