"""The work lists of cases: which case stands in which, and how many may become late."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from statistics import median
from typing import Literal, get_args

import msgspec

from desk_app.core.clock import Millis, day_of, number_of
from desk_app.core.work_calendar import WorkCalendar

ListName = Literal["today", "soon", "overdue", "waiting", "ready", "mine"]
LISTS: tuple[ListName, ...] = get_args(ListName)

SOON_DAYS = 3
FORECAST_DAYS = 5
# The forecast looks back so far, and is silent below so many finished cases or days with any.
LOOK_BACK, LEAST_FINISHED, LEAST_DAYS = 20, 20, 10


class Bounds(msgspec.Struct, frozen=True, kw_only=True):
    """What "today" and "soon" mean at one moment; days are civil day numbers.

    soon: the last of the next three working days; apology: the last day for whose cases an
    apology is offered now; me: whose list "mine" is, "" for nobody's.
    """

    now: Millis
    today: int
    soon: int
    apology: int
    me: str = ""


class CaseEntry(msgspec.Struct, frozen=True, kw_only=True):
    """A case as one row of a list shows it."""

    id: str
    number: str
    procedure: str
    status: str
    due: Millis | None
    held: bool
    at: Millis
    finished: Millis | None
    extensions: int
    unit: str
    name: str
    organisation: str
    reference: str
    result_electronic: bool = False

    @property
    def whose(self) -> str:
        """The applicant: the organisation, else the person."""
        return self.organisation or self.name


class ListCounts(msgspec.Struct, frozen=True, kw_only=True):
    """How many cases stand in each list.

    mine_overdue, mine_today, mine_held: of the last list; without_due: open ones nobody promised
    a moment for; apology: how many an apology is to be offered for now.
    """

    today: int = 0
    soon: int = 0
    overdue: int = 0
    waiting: int = 0
    ready: int = 0
    mine: int = 0
    mine_overdue: int = 0
    mine_today: int = 0
    mine_held: int = 0
    open: int = 0
    without_due: int = 0
    apology: int = 0

    def of(self, name: ListName) -> int:
        """How many stand in one list."""
        count: int = getattr(self, name)
        return count


class Load(msgspec.Struct, frozen=True):
    """Open cases of one procedure and officer that fall due on one civil day."""

    day: int
    procedure: str
    officer: str
    cases: int


class Lateness(msgspec.Struct, frozen=True, kw_only=True):
    """How many cases may become late at the present pace.

    due: cases that fall due within `days` working days, today being the first; before: those that
    fell due earlier and are done first; half_cases: the median finished per working day, in halves
    of a case; procedure: "" for the desk as a whole.
    """

    due: int
    before: int
    days: int
    half_cases: int
    late: int
    procedure: str = ""


def bounds(calendar: WorkCalendar, now: Millis, me: str, apology_days: int) -> Bounds:
    """Today and the days after it, as this calendar counts working days."""
    day = day_of(now)
    return Bounds(
        now=now,
        today=number_of(day),
        soon=number_of(calendar.add(day, SOON_DAYS)),
        apology=number_of(calendar.add(day, apology_days)) if apology_days else number_of(day),
        me=me,
    )


def next_days(calendar: WorkCalendar, now: Millis, count: int = FORECAST_DAYS) -> list[int]:
    """So many working days from today on, today too when it is one, as civil day numbers."""
    day = calendar.this_or_next(day_of(now))
    return [number_of(calendar.add(day, n)) if n else number_of(day) for n in range(count)]


def past_days(calendar: WorkCalendar, now: Millis, count: int = LOOK_BACK) -> list[int]:
    """So many working days before today, as civil day numbers."""
    day = calendar.this_or_next(day_of(now))
    return [number_of(calendar.add(day, -n)) for n in range(1, count + 1)]


def lateness(
    loads: Iterable[Load], finished: Sequence[Load], ahead: Sequence[int], behind: Sequence[int]
) -> tuple[Lateness, ...]:
    """The desk as a whole first, then procedures that are in danger, the worst first.

    Nothing is said where too little was finished to know a pace, and of what fits it.
    """
    open_cases = tuple(loads)
    found = [_forecast(open_cases, finished, ahead, behind, "")]
    for procedure in sorted({load.procedure for load in open_cases}):
        own = [load for load in open_cases if load.procedure == procedure]
        done = [load for load in finished if load.procedure == procedure]
        found.append(_forecast(own, done, ahead, behind, procedure))
    known = [one for one in found if one is not None]
    return tuple(sorted(known, key=lambda one: (one.procedure != "", -one.late, one.procedure)))


def _forecast(
    loads: Sequence[Load],
    finished: Sequence[Load],
    ahead: Sequence[int],
    behind: Sequence[int],
    procedure: str,
) -> Lateness | None:
    per_day = dict.fromkeys(behind, 0)
    for load in finished:
        if load.day in per_day:
            per_day[load.day] += load.cases
    done = sum(per_day.values())
    if done < LEAST_FINISHED or sum(n > 0 for n in per_day.values()) < LEAST_DAYS:
        return None
    pace = round(2 * median(per_day.values()))
    if not pace:
        return None
    worst: Lateness | None = None
    before = sum(load.cases for load in loads if load.day < ahead[0])
    for days, last in enumerate(ahead, start=1):
        due = sum(load.cases for load in loads if ahead[0] <= load.day <= last)
        late = min(due, before + due - (pace * days) // 2)
        if late > 0 and (worst is None or late > worst.late):
            worst = Lateness(
                due=due,
                before=before,
                days=days,
                half_cases=pace,
                late=late,
                procedure=procedure,
            )
    return worst
