"""What becomes of simulated cases: step after step on working days, most in time and some late."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from random import Random
from typing import Literal

import msgspec

from desk_app.core.clock import Millis, local
from desk_app.core.simulation_data import CaseMix
from desk_app.core.weighted import Weighted
from desk_app.core.work_calendar import WorkCalendar
from desk_app.core.workdays import minute_and_day, moment_of

_MINUTE = 60_000
# Decisions are written down in the course of the day, results handed over too.
_FIRST, _LAST = 8 * 60, 16 * 60 + 45
_NOON = (11 * 60 + 30, 13 * 60)

Fate = Literal["ready", "refused", "withdrawn", "stopped"]


class Planned(msgspec.Struct, frozen=True, kw_only=True):
    """A step that will be taken at its moment, as the fields of a step's form.

    due: the new moment of an extension; goes_on: what follows is planned when it is taken, for
    only then is it known when the case is due.
    """

    at: Millis
    kind: str
    choice: str = ""
    reason: str = ""
    items: tuple[str, ...] = ()
    place: str = ""
    due: Millis | None = None
    goes_on: bool = False


class CaseLives:
    """Draws the steps of cases. The same random numbers give the same steps."""

    def __init__(self, mix: CaseMix, calendar: WorkCalendar, rng: Random) -> None:
        self._mix, self._calendar, self._rng = mix, calendar, rng
        self._fates: Weighted[Fate] = Weighted(mix.fate)
        self._late = Weighted(mix.late_days)
        self._more = Weighted(mix.more_days)
        self._wait = Weighted(mix.wait_days)
        self._fetched = Weighted(mix.fetched_days)
        self._without = Weighted(mix.without_limit_days)
        self._how = Weighted(mix.hand_over)

    def online_at(self, at: Millis) -> Millis:
        """When a case that is handed in online comes: sometimes in the evening before."""
        if self._rng.random() >= self._mix.online_moment:
            return at
        evening = local(at).replace(hour=19, minute=0) - timedelta(days=1)
        return Millis(int(evening.timestamp() * 1000) + int(self._rng.random() * 180) * _MINUTE)

    def begin(self, received: Millis, due: Millis | None, field: str) -> list[Planned]:
        """The steps of a case after its receipt, up to where they depend on a new due moment."""
        mix, random = self._mix, self._rng.random
        steps: list[Planned] = []
        at = received
        if field in mix.specialist_fields and random() < mix.transferred:
            at = self._after(at, 1 if random() < 0.5 else 0)
            place = self._one_of(mix.specialists)
            steps.append(Planned(at=at, kind="transferred", choice="specialist", place=place))
        same_day = due is not None and minute_and_day(due)[0] == minute_and_day(received)[0]
        if not same_day and random() < mix.supplement:
            return [*steps, *self._wait_for_citizen(at)]
        return [*steps, *self._end(at, due)]

    def go_on(self, at: Millis, due: Millis | None) -> list[Planned]:
        """The steps after the citizen supplemented."""
        if self._rng.random() < self._mix.supplement_again:
            return list(self._wait_for_citizen(at))
        return list(self._end(at, due))

    def _wait_for_citizen(self, at: Millis) -> Iterator[Planned]:
        asked = self._after(at, 1 if self._rng.random() < 0.5 else 0)
        item = self._one_of(self._mix.reasons.items)
        yield Planned(at=asked, kind="supplement_requested", items=(item,))
        came = self._after(asked, self._wait.draw(self._rng))
        yield Planned(at=came, kind="supplemented", goes_on=True)

    def _end(self, at: Millis, due: Millis | None) -> Iterator[Planned]:
        mix, rng = self._mix, self._rng
        fate = self._fates.draw(rng)
        if due is None:
            done = self._after(at, self._without.draw(rng))
        elif rng.random() < mix.late and fate == "ready":
            if rng.random() < mix.apologised:
                given = self._before(due, at)
                new_due = moment_of(
                    self._calendar.nth_after(minute_and_day(due)[0], self._more.draw(rng)),
                    self._calendar.closing,
                )
                reason = self._one_of(mix.reasons.extended)
                yield Planned(
                    at=given, kind="extended", choice="apology", reason=reason, due=new_due
                )
                done = self._in_time(given, new_due)
            else:
                done = self._after(due, self._late.draw(rng))
        else:
            done = self._in_time(at, due)
        if fate != "ready":
            reason = self._one_of(getattr(mix.reasons, fate))
            choice = "applicant" if fate == "stopped" else ""
            yield Planned(at=done, kind=fate, choice=choice, reason=reason)
            return
        yield Planned(at=done, kind="ready")
        fetched = self._after(done, self._fetched.draw(rng))
        yield Planned(at=fetched, kind="handed_over", choice=self._how.draw(rng))

    def _in_time(self, at: Millis, due: Millis) -> Millis:
        """A moment on a working day after `at`, with part of the time to `due` used up."""
        mix = self._mix
        first, last = minute_and_day(at)[0], minute_and_day(due)[0]
        used = mix.used_from + self._rng.random() * (mix.used_to - mix.used_from)
        days = int(used * self._calendar.worked(first, last))
        return min(self._after(at, days), Millis(max(due - 5 * _MINUTE, at + _MINUTE)))

    def _before(self, due: Millis, at: Millis) -> Millis:
        """A moment on the working day before the due one, never before `at`."""
        before = minute_and_day(due)[0] - 1
        while not self._calendar.works(before):
            before -= 1
        morning = moment_of(before, _FIRST + int(self._rng.random() * 120))
        return Millis(max(morning, at + _MINUTE))

    def _after(self, at: Millis, days: int) -> Millis:
        """So many working days after a moment, at some time of that day; later than the moment."""
        day, minute = minute_and_day(at)
        if days <= 0 and (minute >= _LAST or not self._calendar.works(day)):
            days = 1
        if days <= 0:
            later = minute + 5 + int(self._rng.random() * max(1, _LAST - minute - 5))
            return moment_of(day, _worked(later))
        chosen = _FIRST + int(self._rng.random() * (_LAST - _FIRST))
        return moment_of(self._calendar.nth_after(day, days), _worked(chosen))

    def _one_of(self, things: list[str]) -> str:
        return things[int(self._rng.random() * len(things))]


def _worked(minute: int) -> int:
    """The minute, moved out of the noon break."""
    start, end = _NOON
    return end + (minute - start) // 2 if start <= minute < end else minute


def written(moment: Millis) -> str:
    """A moment as it is typed."""
    when: datetime = local(moment)
    return f"{when:%d/%m/%Y %H:%M}"
