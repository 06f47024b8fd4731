"""Due moments counted the slow way: one day, or one minute, after the other. Only for comparing."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta

from desk_app.core.clock import Millis, from_local, local
from desk_app.core.procedure import LimitUnit
from desk_app.core.work_calendar import WorkCalendar
from desk_app.core.workdays import CountingPolicy, Suspension

DAY = timedelta(days=1)
MINUTE = timedelta(minutes=1)


class SlowCounting:
    """Knows nothing but `is_working` and the office's hours, and walks."""

    def __init__(self, calendar: WorkCalendar, policy: CountingPolicy) -> None:
        self._calendar, self._policy = calendar, policy

    def due(
        self, received: Millis, value: int, unit: LimitUnit, waits: Sequence[Suspension]
    ) -> Millis | None:
        """What `due_at` must say."""
        base = _minute(received)
        counted: list[tuple[datetime, datetime]] = []
        for wait in sorted(waits, key=lambda one: (one.start, one.end or one.start)):
            if wait.clock == "run":
                continue
            due = self._from(base, value, unit, counted)
            if wait.start > from_local(due):
                continue
            if wait.end is None:
                return None
            end = max(_minute(wait.end), base)
            if _minute(wait.end) < base:
                continue
            if wait.clock == "restart":
                base, counted = end, []
            else:
                counted.append((max(_minute(wait.start), base), end))
        return from_local(self._from(base, value, unit, counted))

    def _from(
        self,
        base: datetime,
        value: int,
        unit: LimitUnit,
        waits: list[tuple[datetime, datetime]],
    ) -> datetime:
        if unit == "hours":
            return self._minutes(base, value * 60, waits)
        if unit == "working_days" and self._policy.start == "from_receipt":
            a_day = sum(1 for minute in range(1440) if self._open_at(minute))
            return self._minutes(base, value * a_day, waits)
        stopped = {
            first.date() + number * DAY
            for first, last in waits
            for number in range((last.date() - first.date()).days + 1)
        }
        day = self._receipt_day(base)
        if unit == "same_day":
            late = base.time() > time(*divmod(self._policy.same_day_until, 60))
            if day == base.date() and late:
                day = self._working_after(day)
        else:
            left = value
            while left:
                day += DAY
                works = unit == "calendar_days" or self._calendar.is_working(day)
                left -= works and day not in stopped
        while day in stopped or not self._calendar.is_working(day):
            day += DAY
        return datetime.combine(day, _time(self._calendar.hours[-1].end))

    def _receipt_day(self, base: datetime) -> date:
        day = base.date()
        if self._policy.outside_hours == "own_day":
            return day
        closed = base.time() > _time(self._calendar.hours[-1].end)
        if closed or not self._calendar.is_working(day):
            return self._working_after(day)
        return day

    def _working_after(self, day: date) -> date:
        day += DAY
        while not self._calendar.is_working(day):
            day += DAY
        return day

    def _minutes(
        self, base: datetime, need: int, waits: list[tuple[datetime, datetime]]
    ) -> datetime:
        """Minute after minute: one counts when the office works in it and nobody is waited for."""
        moment = base
        while need:
            works = self._calendar.is_working(moment.date())
            works = works and self._open_at(moment.hour * 60 + moment.minute)
            if works and not any(first <= moment < last for first, last in waits):
                need -= 1
            moment += MINUTE
        return moment

    def _open_at(self, minute: int) -> bool:
        return any(span.start <= minute < span.end for span in self._calendar.hours)


def _minute(moment: Millis) -> datetime:
    return local(moment).replace(second=0, microsecond=0, tzinfo=None)


def _time(minute: int) -> time:
    return time(*divmod(minute, 60))
