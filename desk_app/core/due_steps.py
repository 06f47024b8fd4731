"""Why a case is due then: every day from receipt to the due moment, and what it counts for."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Literal

import msgspec

from desk_app.core.clock import Millis, day_from
from desk_app.core.due_doubts import doubts
from desk_app.core.problems import Problem
from desk_app.core.procedure import LimitUnit
from desk_app.core.work_calendar import WorkCalendar
from desk_app.core.workdays import (
    USUAL,
    CountingPolicy,
    Segment,
    Suspension,
    counts_minutes,
    first_day,
    held_days,
    last_counted_day,
    minute_and_day,
    minutes_of_day,
    settle,
)

# received, restarted: where counting begins; working, swap_work: a day that counts; counted:
# calendar days that count; hours: a day on which minutes were used up; rest: weekly rest; off: a
# holiday, its compensation or a swapped day; requested, waiting, supplemented: the wait for the
# citizen; standing: it still waits; extended: a new date was given, with an apology; promised: that
# date, or what became of it; due: the last day.
StepKind = Literal[
    "received", "restarted", "working", "swap_work", "counted", "hours", "rest", "off",
    "requested", "waiting", "supplemented", "standing", "extended", "promised", "due",
]  # fmt: skip
# Why counting begins when it does.
Begins = Literal["", "next_day", "after_limit", "day_of_rest", "outside", "at_once", "same_day"]


class DueStep(msgspec.Struct, frozen=True, kw_only=True):
    """A day, or days that are alike, and what they count for.

    counts: which day of the limit the last of them is; None: not counted. minute: of the day, for
    what happened at a moment. minutes: working minutes used up on that day. name, source: of a
    holiday or a swap, the source also for the law. begins: at receipt, why counting begins then.
    clock: of a wait. number: which request for a supplement. known: whether the calendar has the
    year of these days.
    """

    first: date
    last: date
    kind: StepKind
    counts: int | None = None
    minute: int | None = None
    minutes: int = 0
    name: str = ""
    name_en: str = ""
    source: str = ""
    begins: Begins = ""
    clock: str = ""
    number: int = 0
    known: bool = True


class Due(msgspec.Struct, frozen=True, kw_only=True):
    """A due moment, how it came about, and what is doubtful about it.

    due is None while the clock stands still. warnings: a year without calendar, dates that are
    only estimated: each names the dates concerned.
    """

    due: Millis | None
    received: Millis
    value: int
    unit: LimitUnit
    calendar: str
    steps: tuple[DueStep, ...]
    warnings: tuple[Problem, ...] = ()


def explain(
    received: Millis,
    value: int,
    unit: LimitUnit,
    calendar: WorkCalendar,
    policy: CountingPolicy = USUAL,
    suspensions: Sequence[Suspension] = (),
) -> Due:
    """The due moment of `due_at` with every day that led to it."""
    settled = settle(received, value, unit, calendar, policy, suspensions)
    walk = _Walk(value, unit, calendar, policy, suspensions)
    for segment in settled.segments:
        walk.segment(segment, settled.due)
    steps = tuple(walk.steps)
    last = steps[-1].last
    return Due(
        due=settled.due,
        received=received,
        value=value,
        unit=unit,
        calendar=calendar.id,
        steps=steps,
        warnings=doubts(calendar, steps[0].first, last),
    )


class _Walk:
    """Goes from day to day and notes what each counts for."""

    def __init__(
        self,
        value: int,
        unit: LimitUnit,
        calendar: WorkCalendar,
        policy: CountingPolicy,
        suspensions: Sequence[Suspension],
    ) -> None:
        self.steps: list[DueStep] = []
        self._value, self._unit = value, unit
        self._calendar, self._policy = calendar, policy
        self._by_minutes = counts_minutes(unit, policy)
        self._running = [one for one in suspensions if one.clock == "run"]
        self._asked = 0

    def segment(self, segment: Segment, due: Millis | None) -> None:
        """The days of one stretch of counting; `due` is that of the last one."""
        last = due if segment.restart is None else None
        if segment.restart is not None:
            end = segment.restart.start
        else:
            end = segment.pauses[-1].start if last is None else last
        events = self._events(segment, end)
        self._begin(segment.base)
        if self._by_minutes:
            self._minutes(segment, end, last, events)
        else:
            self._days(segment, end, last, events)
        final = minute_and_day(end)[0]
        if segment.restart is not None and segment.restart.end is not None:
            for day in range(final + 1, minute_and_day(segment.restart.end)[0]):
                self._add(day, "waiting")
        elif last is None:
            self._add(final, "standing")

    def _events(self, segment: Segment, until: Millis) -> list[tuple[int, DueStep]]:
        """What happened at a moment in this stretch, in order, by its day number."""
        moments: list[tuple[Millis, int, str, Suspension]] = []
        waits = [*segment.pauses, *self._running]
        for wait in [*waits, segment.restart] if segment.restart else waits:
            if segment.base <= wait.start <= until:
                moments.append((wait.start, 0, "requested", wait))
            ended = wait.end is not None and wait is not segment.restart
            if ended and wait.end is not None and segment.base <= wait.end <= until:
                moments.append((wait.end, 1, "supplemented", wait))
        moments.sort(key=lambda one: one[:2])
        found = []
        for moment, _, kind, wait in moments:
            self._asked += kind == "requested"
            day, minute = minute_and_day(moment)
            step = DueStep(
                first=day_from(day),
                last=day_from(day),
                kind="requested" if kind == "requested" else "supplemented",
                minute=minute,
                clock=wait.clock,
                number=self._asked if kind == "requested" else 0,
            )
            found.append((day, step))
        return found

    def _begin(self, base: Millis) -> None:
        day, minute = minute_and_day(base)
        kind: StepKind = "restarted" if self.steps else "received"
        begins = self._begins(day, minute)
        self._add(day, kind, minute=minute, begins=begins)

    def _begins(self, day: int, minute: int) -> Begins:
        calendar = self._calendar
        if self._by_minutes:
            inside = any(span.start <= minute < span.end for span in calendar.hours)
            return "at_once" if inside and calendar.works(day) else "outside"
        if not calendar.works(day):
            return "day_of_rest"
        if self._unit == "same_day":
            late = minute > self._policy.same_day_until
            return "after_limit" if late else "same_day"
        late = self._policy.outside_hours == "next_working_day" and minute > calendar.closing
        return "outside" if late else "next_day"

    def _days(
        self, segment: Segment, end: Millis, due: Millis | None, events: list[tuple[int, DueStep]]
    ) -> None:
        calendar, policy = self._calendar, self._policy
        open_end = segment.restart is not None or due is None
        pauses = [one for one in segment.pauses if one.end is not None]
        held = held_days(pauses)
        start = minute_and_day(segment.base)[0]
        counts_after = first_day(segment.base, calendar, policy)
        target = last_counted_day(segment.base, self._value, self._unit, calendar, policy, pauses)
        last = minute_and_day(end)[0]
        counted = 0
        for day in range(start, last + 1):
            happened = self._note(events, day)
            if open_end and day == last:
                break
            stopped = any(first <= day <= final for first, final in held)
            works = calendar.works(day)
            counts = not stopped and counts_after < day <= target
            if self._unit == "working_days":
                counts = counts and works
            if self._unit == "same_day":
                counts = False
            counted += counts
            number = counted if counts else None
            if due is not None and day == minute_and_day(due)[0]:
                self._add(day, "due", counts=number, minute=minute_and_day(due)[1])
            elif stopped:
                if not happened:
                    self._add(day, "waiting")
            elif counts and self._unit == "calendar_days":
                self._add(day, "counted", counts=number)
            elif not works:
                if day != start:
                    self._add_rest(day)
            elif counts:
                self._add(day, "working", counts=number)
            elif day == counts_after and day != start:
                self._add(day, "received", begins="outside")

    def _minutes(
        self, segment: Segment, end: Millis, due: Millis | None, events: list[tuple[int, DueStep]]
    ) -> None:
        calendar = self._calendar
        start, last = minute_and_day(segment.base)[0], minute_and_day(end)[0]
        for day in range(start, last + 1):
            happened = self._note(events, day)
            if not calendar.works(day):
                if not happened and day != start:
                    self._add_rest(day)
                continue
            minutes = self._worked_on(day, segment, end)
            if due is not None and day == last:
                self._add(day, "due", minutes=minutes, minute=minute_and_day(due)[1])
            elif minutes:
                self._add(day, "hours", minutes=minutes)
            elif not happened and day != start:
                self._add(day, "waiting")

    def _worked_on(self, day: int, segment: Segment, end: Millis) -> int:
        """Minutes of a working day that were counted."""
        from_minute = _clipped(segment.base, day)
        until = _clipped(end, day)
        hours = self._calendar.hours
        total = minutes_of_day(until, hours) - minutes_of_day(from_minute, hours)
        passed = from_minute
        for wait in segment.pauses:
            if wait.end is None:
                continue
            start = max(_clipped(wait.start, day), passed)
            stop = min(_clipped(wait.end, day), until)
            if stop > start:
                total -= minutes_of_day(stop, hours) - minutes_of_day(start, hours)
                passed = stop
        return max(0, total)

    def _note(self, events: list[tuple[int, DueStep]], day: int) -> bool:
        """Put what happened up to this day among the steps; whether anything did."""
        happened = False
        while events and events[0][0] <= day:
            self.steps.append(events.pop(0)[1])
            happened = True
        return happened

    def _add_rest(self, day: int) -> None:
        rule = self._calendar.rule(day_from(day))
        if rule is None:
            self._add(day, "rest")
        else:
            self._add(day, "off", name=rule.name, name_en=rule.name_en, source=rule.source)

    def _add(
        self,
        day: int,
        kind: StepKind,
        *,
        counts: int | None = None,
        minute: int | None = None,
        minutes: int = 0,
        name: str = "",
        name_en: str = "",
        source: str = "",
        begins: Begins = "",
    ) -> None:
        """One more day; days of rest, holidays, waits and calendar days that go on are one step."""
        when = day_from(day)
        rule = self._calendar.rule(when)
        if kind in ("working", "hours", "due") and rule is not None and rule.kind == "swap_work":
            name, name_en, source = rule.name, rule.name_en, rule.source
            kind = "swap_work" if kind == "working" else kind
        step = DueStep(
            first=when,
            last=when,
            kind=kind,
            counts=counts,
            minute=minute,
            minutes=minutes,
            name=name,
            name_en=name_en,
            source=source,
            begins=begins,
            known=self._calendar.covers(when.year),
        )
        before = self.steps[-1] if self.steps else None
        if (
            before is not None
            and kind in _MERGED
            and before.kind == kind
            and (before.name, before.known) == (name, step.known)
            and (when - before.last).days == 1
        ):
            self.steps[-1] = msgspec.structs.replace(before, last=when, counts=counts)
        else:
            self.steps.append(step)


_MERGED = ("rest", "off", "waiting", "counted")


def _clipped(moment: Millis, day: int) -> int:
    """The minute of `day` at a moment; the day's beginning or end when it is on another day."""
    on, minute = minute_and_day(moment)
    if on == day:
        return minute
    return 0 if on < day else 24 * 60
