"""Which days are working days: weekly rest, holidays, compensation and swapped days, as data."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from functools import cached_property
from typing import Literal

import msgspec

from desk_app.core.clock import day_from, number_of
from desk_app.core.procedure import Confidence

DayKind = Literal["off", "swap_work"]
SATURDAY, SUNDAY = 5, 6
# How far behind and beyond its own years a calendar is laid out at first; more is laid out on need.
_YEARS_BEFORE, _YEARS_AFTER = 1, 11


class Span(msgspec.Struct, frozen=True, order=True):
    """Part of a day, in minutes from midnight; the end is the moment of closing."""

    start: int
    end: int


# Eight hours, as the law measures a working day: 07:30–11:30 and 13:00–17:00.
OFFICE_HOURS = (Span(450, 690), Span(780, 1020))


class DayRule(msgspec.Struct, frozen=True, kw_only=True):
    """What is special about one day: off though a weekday, or worked though a day of rest.

    name: what it is called in a sentence ("nghỉ Tết Nguyên đán"), name_en: in English; source:
    the law or the notice; pair: the other day of a swap; confidence "uncertain": an estimate until
    the notice comes.
    """

    day: date
    kind: DayKind
    name: str
    source: str
    name_en: str = ""
    pair: date | None = None
    confidence: Confidence = "confirmed"


class FixedDay(msgspec.Struct, frozen=True):
    """A holiday that the law puts on the same solar date each year, from a year on."""

    month: int
    day: int
    name: str
    source: str
    since: int
    name_en: str = ""


class CoveredYear(msgspec.Struct, frozen=True):
    """A year whose holidays are in the table, and how sure that is."""

    year: int
    confidence: Confidence
    source: str
    note: str = ""


class WorkCalendar(msgspec.Struct, frozen=True, kw_only=True, dict=True):
    """The calendar of an office.

    id: its short code, written into every due date; title: how people call it; hours: when the
    office works on a working day. Opening outside them never makes a working day.
    """

    id: str
    title: str = ""
    days: tuple[DayRule, ...] = ()
    years: tuple[CoveredYear, ...] = ()
    fixed: tuple[FixedDay, ...] = ()
    rest: frozenset[int] = frozenset({SATURDAY, SUNDAY})
    hours: tuple[Span, ...] = OFFICE_HOURS

    def rule(self, day: date) -> DayRule | None:
        """What the calendar says of this very day; None for a day like any other.

        In a year that is not covered it says what is certain by law: the holidays with a solar
        date, and the working day after them when they fall on a day of rest.
        """
        if day.year in self._covered:
            return self._rules.get(day)
        return self._lawful(day.year).get(day)

    def covers(self, year: int) -> bool:
        """Whether the holidays of that year are in the table."""
        return year in self._covered

    def is_working(self, day: date) -> bool:
        """Whether the office works on that day."""
        found = self.rule(day)
        if found is not None:
            return found.kind == "swap_work"
        return day.weekday() not in self.rest

    def next_working(self, day: date) -> date:
        """The first working day after `day`."""
        return self.add(day, 1)

    def this_or_next(self, day: date) -> date:
        """`day` when it is a working day, else the first one after it."""
        return self.add(day - timedelta(days=1), 1)

    def add(self, day: date, count: int) -> date:
        """The `count`-th working day after `day`; `day` itself is not counted."""
        return day_from(self.nth_after(number_of(day), count))

    def between(self, after: date, last: date) -> int:
        """How many working days lie after `after` and not after `last`; negative backwards."""
        return self.worked(number_of(after), number_of(last))

    def nth_after(self, number: int, count: int) -> int:
        """`add` with civil day numbers (core.clock): what the engine counts with."""
        line = self._line(number, number)
        place = line.upto[number - line.first] + count - 1
        while not 0 <= place < len(line.working):
            # A little more than so many working days can take.
            line = self._line(number + min(0, 3 * count), number + max(0, 3 * count) + 400)
            place = line.upto[number - line.first] + count - 1
        return line.working[place]

    def worked(self, after: int, last: int) -> int:
        """`between` with civil day numbers."""
        line = self._line(min(after, last), max(after, last))
        return line.upto[last - line.first] - line.upto[after - line.first]

    def works(self, number: int) -> bool:
        """`is_working` with a civil day number."""
        line = self._line(number - 1, number)
        place = number - line.first
        return line.upto[place] != line.upto[place - 1]

    @cached_property
    def day_minutes(self) -> int:
        """How many minutes the office works on a working day."""
        return sum(span.end - span.start for span in self.hours)

    @cached_property
    def closing(self) -> int:
        """The minute of the day at which the office closes."""
        return self.hours[-1].end

    @cached_property
    def _rules(self) -> dict[date, DayRule]:
        return {rule.day: rule for rule in self.days}

    @cached_property
    def _covered(self) -> frozenset[int]:
        return frozenset(year.year for year in self.years)

    @cached_property
    def _lawful_years(self) -> dict[int, dict[date, DayRule]]:
        return {}

    def _lawful(self, year: int) -> dict[date, DayRule]:
        known = self._lawful_years.get(year)
        if known is None:
            known = self._lawful_years[year] = self._by_law(year)
        return known

    def _by_law(self, year: int) -> dict[date, DayRule]:
        holidays = sorted(
            (date(year, fixed.month, fixed.day), fixed)
            for fixed in self.fixed
            if fixed.since <= year
        )
        rules = {day: _off(day, fixed) for day, fixed in holidays}
        for holiday, fixed in holidays:
            if holiday.weekday() not in self.rest:
                continue
            day = holiday
            while day.weekday() in self.rest or day in rules:
                day += timedelta(days=1)
            if day.year == year:
                rules[day] = _off(day, fixed, pair=holiday)
        return rules

    @cached_property
    def _lines(self) -> list[_Line]:
        return []

    def _line(self, first: int, last: int) -> _Line:
        lines = self._lines
        if lines:
            line = lines[0]
            if line.first <= first and last <= line.last:
                return line
        return self._lay_out(first, last)

    def _lay_out(self, first: int, last: int) -> _Line:
        # Laid out anew and wider, then put in place at once: another thread sees the old or the
        # new one, never half of one.
        years = [year.year for year in self.years] or [day_from(first).year]
        from_year = min(min(years) - _YEARS_BEFORE, day_from(first).year - 1)
        to_year = max(max(years) + _YEARS_AFTER, day_from(last).year + 1)
        if self._lines:
            from_year = min(from_year, day_from(self._lines[0].first).year)
            to_year = max(to_year, day_from(self._lines[0].last).year)
        line = self._laid_out(number_of(date(from_year, 1, 1)), number_of(date(to_year, 12, 31)))
        self._lines[:] = [line]
        return line

    def _laid_out(self, first: int, last: int) -> _Line:
        working: list[int] = []
        upto: list[int] = []
        for number, day in enumerate(_days(first, last), start=first):
            if self.is_working(day):
                working.append(number)
            upto.append(len(working))
        return _Line(first, last, tuple(working), tuple(upto))


class _Line(msgspec.Struct, frozen=True):
    """Days laid out for looking up: all working ones, and how many there are up to each day."""

    first: int
    last: int
    working: tuple[int, ...]
    upto: tuple[int, ...]


def _off(day: date, fixed: FixedDay, pair: date | None = None) -> DayRule:
    return DayRule(
        day=day,
        kind="off",
        name=fixed.name,
        name_en=fixed.name_en,
        source=fixed.source,
        pair=pair,
    )


def _days(first: int, last: int) -> Iterator[date]:
    day = day_from(first)
    for _ in range(first, last + 1):
        yield day
        day += timedelta(days=1)
