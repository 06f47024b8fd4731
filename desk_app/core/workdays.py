"""When a case is due: the limit counted through the calendar, fast enough for every case at once.

How it is counted (Bộ luật Dân sự 2015, Articles 147 and 148; domain.md section 2.3):

- The day of receipt is not counted. Day 1 of a limit in working days is the first working day
  after it, whether the office was open, closed or already shut when the papers came.
- A limit in calendar days counts every day; one that ends on a day of rest ends on the next
  working day. Both end when the office closes.
- "Trong ngày" is due at closing time of the day of receipt; received after 15:00 or on a day of
  rest, at closing time of the next working day. 15:00 itself, to the minute, is in time.
- Working hours run by the minute inside the office's hours from the moment of receipt, or from
  the next opening; a limit that is used up at closing time is due then.
- `from_receipt` counts working days as so many times the office's hours, from the minute of
  receipt; the other units do not change.
- A pause: the days from the request to the supplement, both included, do not count; hours stand
  still between the two minutes. A restart: the whole time again, as if received at the supplement.
  A wait that begins when the case is overdue changes nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Literal

import msgspec

from desk_app.core.case_ops import ClockPolicy, CountStart
from desk_app.core.clock import Millis
from desk_app.core.procedure import LimitUnit
from desk_app.core.work_calendar import Span, WorkCalendar

__all__ = [
    "CountingPolicy",
    "Settled",
    "Suspension",
    "WorkCalendar",
    "counts_minutes",
    "due_at",
    "minutes_of_day",
    "settle",
    "shifted",
]

# Whether papers that come when the office does not work are received then, or on the next working
# day, whose own day is then not counted.
OutsideHours = Literal["own_day", "next_working_day"]

MINUTE_MS = 60_000
DAY_MS = 86_400_000
_SHIFT = 7 * 3_600_000


class CountingPolicy(msgspec.Struct, frozen=True, kw_only=True):
    """What a desk may choose about counting.

    same_day_until: the last minute of the day at which "trong ngày" still means today.
    """

    start: CountStart = "next_working_day"
    same_day_until: int = 15 * 60
    outside_hours: OutsideHours = "own_day"


USUAL = CountingPolicy()


class Suspension(msgspec.Struct, frozen=True):
    """A wait for the citizen: from the request to the supplement; no end: still waiting."""

    start: Millis
    end: Millis | None
    clock: ClockPolicy = "pause"


class Segment(msgspec.Struct, frozen=True):
    """A stretch of counting: from a receipt until it is due or counted again from the beginning.

    base: the moment it counts from; pauses: the waits that stopped it, in order, the last one
    perhaps without end; restart: the wait that ended it.
    """

    base: Millis
    pauses: tuple[Suspension, ...] = ()
    restart: Suspension | None = None


class Settled(msgspec.Struct, frozen=True):
    """A due moment with the stretches that led to it; due is None while the clock stands still."""

    due: Millis | None
    segments: tuple[Segment, ...]


def due_at(
    received: Millis,
    value: int,
    unit: LimitUnit,
    calendar: WorkCalendar,
    policy: CountingPolicy = USUAL,
    suspensions: Sequence[Suspension] = (),
) -> Millis | None:
    """The moment a case is due; None while its clock stands still for the citizen.

    value: how many of the unit; what it is with `same_day` does not matter.
    """
    if not suspensions:
        return _due(received, value, unit, calendar, policy, ())
    return settle(received, value, unit, calendar, policy, suspensions).due


def settle(
    received: Millis,
    value: int,
    unit: LimitUnit,
    calendar: WorkCalendar,
    policy: CountingPolicy,
    suspensions: Iterable[Suspension],
) -> Settled:
    """`due_at`, and which waits had a part in it."""
    done: list[Segment] = []
    base, pauses = received, list[Suspension]()
    for wait in sorted(suspensions, key=lambda one: (one.start, one.end or one.start)):
        if wait.clock == "run":
            continue
        due = _due(base, value, unit, calendar, policy, pauses)
        start = max(wait.start, base)
        end = None if wait.end is None else max(wait.end, start)
        if start > due or (wait.end is not None and wait.end < base):
            continue
        counted = Suspension(Millis(start), None if end is None else Millis(end), wait.clock)
        if wait.clock == "restart" and end is not None:
            done.append(Segment(base, tuple(pauses), counted))
            base, pauses = Millis(end), []
            continue
        pauses.append(counted)
        if end is None:
            return Settled(None, (*done, Segment(base, tuple(pauses))))
    due = _due(base, value, unit, calendar, policy, pauses)
    return Settled(due, (*done, Segment(base, tuple(pauses))))


def shifted(
    due: Millis, start: Millis, end: Millis, unit: LimitUnit, calendar: WorkCalendar
) -> Millis:
    """A promised moment moved on by the days, or with hours by the minutes, of a wait."""
    if unit == "hours":
        return _after_minutes(due, worked_minutes(start, end, calendar), calendar, ())
    day, minute = minute_and_day(due)
    first, last = minute_and_day(start)[0], minute_and_day(end)[0]
    if unit == "calendar_days":
        day += last - first + 1
    else:
        day = calendar.nth_after(day, max(1, calendar.worked(first - 1, last)))
    if not calendar.works(day):
        day = calendar.nth_after(day, 1)
    return moment_of(day, minute)


def counts_minutes(unit: LimitUnit, policy: CountingPolicy) -> bool:
    """Whether this limit is used up by minutes, not by days."""
    return unit == "hours" or (unit == "working_days" and policy.start == "from_receipt")


def minutes_of(value: int, unit: LimitUnit, calendar: WorkCalendar) -> int:
    """A limit that is used up by minutes, in minutes."""
    return max(0, value) * (60 if unit == "hours" else calendar.day_minutes)


def minute_and_day(moment: Millis) -> tuple[int, int]:
    """The civil day number of a moment, and the minute of that day."""
    day, rest = divmod(moment + _SHIFT, DAY_MS)
    return day, rest // MINUTE_MS


def moment_of(day: int, minute: int) -> Millis:
    """The moment at a minute of a civil day."""
    return Millis(day * DAY_MS - _SHIFT + minute * MINUTE_MS)


def first_day(moment: Millis, calendar: WorkCalendar, policy: CountingPolicy) -> int:
    """The day (as a number) that counts as the day of receipt."""
    day, minute = minute_and_day(moment)
    if policy.outside_hours == "next_working_day" and (
        minute > calendar.closing or not calendar.works(day)
    ):
        return calendar.nth_after(day, 1)
    return day


def minutes_of_day(minute: int, hours: tuple[Span, ...]) -> int:
    """How many working minutes have passed at a minute of a working day."""
    return sum(max(0, min(minute, span.end) - span.start) for span in hours)


def held_days(pauses: Iterable[Suspension]) -> list[tuple[int, int]]:
    """The stretches of days that do not count, first to last, none touching the next."""
    stretches: list[tuple[int, int]] = []
    for wait in pauses:
        if wait.end is None:
            continue
        first, last = minute_and_day(wait.start)[0], minute_and_day(wait.end)[0]
        if stretches and first <= stretches[-1][1] + 1:
            stretches[-1] = (stretches[-1][0], max(last, stretches[-1][1]))
        else:
            stretches.append((first, last))
    return stretches


def last_counted_day(
    base: Millis,
    value: int,
    unit: LimitUnit,
    calendar: WorkCalendar,
    policy: CountingPolicy,
    pauses: Sequence[Suspension],
) -> int:
    """The day on which the limit is used up, before it moves off a day of rest.

    For `same_day` the day it is wanted on; the other units that count days are as they say.
    """
    start = first_day(base, calendar, policy)
    held = held_days(pauses) if pauses else []
    if unit == "same_day":
        day, minute = minute_and_day(base)
        late = start == day and minute > policy.same_day_until
        return calendar.nth_after(start, 1) if late else start
    working = unit == "working_days"
    count = max(0, value)
    day = calendar.nth_after(start, count) if working and count else start + count
    for first, last in held:
        if first > day:
            break
        after = max(first - 1, start)
        count += max(0, calendar.worked(after, last) if working else last - after)
        day = calendar.nth_after(start, count) if working and count else start + count
    return day


def _due(
    base: Millis,
    value: int,
    unit: LimitUnit,
    calendar: WorkCalendar,
    policy: CountingPolicy,
    pauses: Sequence[Suspension],
) -> Millis:
    if counts_minutes(unit, policy):
        return _after_minutes(base, minutes_of(value, unit, calendar), calendar, pauses)
    day = last_counted_day(base, value, unit, calendar, policy, pauses)
    if not calendar.works(day):
        day = calendar.nth_after(day, 1)
    for first, last in held_days(pauses) if pauses else ():
        if first <= day <= last:
            day = calendar.nth_after(last, 1)
    return moment_of(day, calendar.closing)


def worked_minutes(start: Millis, end: Millis, calendar: WorkCalendar) -> int:
    """How many working minutes lie between two moments, in whole minutes of the clock."""
    return _minutes_before(end, calendar, start) - _minutes_before(start, calendar, start)


def _minutes_before(moment: Millis, calendar: WorkCalendar, origin: Millis) -> int:
    """Working minutes from the beginning of the origin's day up to a moment."""
    first = minute_and_day(origin)[0] - 1
    day, minute = minute_and_day(moment)
    whole = calendar.worked(first, day - 1) * calendar.day_minutes
    return whole + (minutes_of_day(minute, calendar.hours) if calendar.works(day) else 0)


def _after_minutes(
    base: Millis, need: int, calendar: WorkCalendar, pauses: Sequence[Suspension]
) -> Millis:
    if need == 0:
        return base
    target = _minutes_before(base, calendar, base) + need
    first = minute_and_day(base)[0] - 1
    passed = base
    for wait in pauses:
        start = Millis(max(wait.start, passed))
        if wait.end is None or wait.end <= start:
            continue
        target += worked_minutes(start, wait.end, calendar)
        passed = wait.end
    days, rest = divmod(target - 1, calendar.day_minutes)
    return moment_of(calendar.nth_after(first, days + 1), _minute_at(rest + 1, calendar.hours))


def _minute_at(worked: int, hours: tuple[Span, ...]) -> int:
    """The minute of a working day by which so many minutes were worked."""
    for span in hours:
        length = span.end - span.start
        if worked <= length:
            return span.start + worked
        worked -= length
    return hours[-1].end
