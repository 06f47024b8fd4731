"""The work lists of cases as the page "Hồ sơ" shows them, and the numbers a day begins with."""

from __future__ import annotations

import msgspec

from desk_app.core.case_lists import (
    Bounds,
    CaseEntry,
    Lateness,
    ListCounts,
    ListName,
    Load,
    bounds,
    lateness,
    next_days,
    past_days,
)
from desk_app.core.clock import Millis
from desk_app.core.procedure import Catalogue
from desk_app.core.text import digits, tokens
from desk_app.core.work_calendar import WorkCalendar
from desk_app.store import case_lists as stored
from desk_app.store.store import Reader

# As many rows as anybody scrolls through; beyond them one filters.
LIMIT = 1000
_ALL = -1


class WorkList(msgspec.Struct, frozen=True, kw_only=True):
    """One list as it is shown: the counts of all lists, the rows, how many matched the filter."""

    name: ListName
    counts: ListCounts
    entries: tuple[CaseEntry, ...]
    matched: int
    lateness: Lateness | None = None


class StartOfDay(msgspec.Struct, frozen=True, kw_only=True):
    """What a day begins with. apologies: cases an apology is to be offered for now, some of them;
    changes: procedures that were published new or changed in the last seven days."""

    counts: ListCounts
    apologies: tuple[CaseEntry, ...] = ()
    lateness: tuple[Lateness, ...] = ()
    changes: int = 0


def work_list(
    reader: Reader,
    calendar: WorkCalendar,
    catalogue: Catalogue,
    now: Millis,
    name: ListName,
    *,
    me: str = "",
    words: str = "",
    apology_days: int = 1,
    limit: int = LIMIT,
) -> WorkList:
    """A list by due moment with the counts of all; `words` keep names, procedures and codes only.

    Voided cases, those given at once and those of an import that does not count stand in none.
    """
    within = bounds(calendar, now, me, apology_days)
    counts = stored.counts(reader.connection, within)
    wanted = tokens(words)
    if wanted:
        every = stored.entries(reader.connection, name, within, _ALL)
        found = [entry for entry in every if matches(entry, wanted, catalogue)]
    else:
        found = stored.entries(reader.connection, name, within, limit)
    return WorkList(
        name=name,
        counts=counts,
        entries=tuple(found[:limit]),
        matched=len(found) if wanted else counts.of(name),
        lateness=_of_list(reader, calendar, now, name, within),
    )


def start_of_day(
    reader: Reader, calendar: WorkCalendar, now: Millis, *, apology_days: int = 1, changes: int = 0
) -> StartOfDay:
    """How many are due, overdue, ready and waiting, and what to do before it is too late."""
    within = bounds(calendar, now, "", apology_days)
    loads, finished, ahead, behind = _loads(reader, calendar, now)
    return StartOfDay(
        counts=stored.counts(reader.connection, within),
        apologies=tuple(stored.to_apologise(reader.connection, within, LIMIT)),
        lateness=lateness(loads, finished, ahead, behind),
        changes=changes,
    )


def matches(entry: CaseEntry, wanted: tuple[str, ...], catalogue: Catalogue) -> bool:
    """Whether every wanted word begins a word of the case: names, procedure, codes, numbers."""
    procedure = catalogue.find(entry.procedure)
    names = "" if procedure is None else f"{procedure.short_name} {procedure.name}"
    words = tokens(
        f"{entry.name} {entry.organisation} {names} {entry.procedure} {entry.number} "
        f"{entry.reference}"
    )
    counter = entry.number.rsplit("-", 1)[-1].lstrip("0")
    return all(
        any(word.startswith(want) for word in words)
        or (want.isdecimal() and counter.startswith(digits(want).lstrip("0") or "0"))
        for want in wanted
    )


def _of_list(
    reader: Reader, calendar: WorkCalendar, now: Millis, name: ListName, within: Bounds
) -> Lateness | None:
    """The forecast that stands under the lists it is about: what falls due, and what is mine."""
    if name not in ("today", "soon", "overdue", "mine"):
        return None
    loads, finished, ahead, behind = _loads(reader, calendar, now)
    if name == "mine":
        loads = [load for load in loads if load.officer == within.me]
        finished = [load for load in finished if load.officer == within.me]
    found = lateness(loads, finished, ahead, behind)
    return next((one for one in found if not one.procedure), None)


def _loads(
    reader: Reader, calendar: WorkCalendar, now: Millis
) -> tuple[list[Load], list[Load], list[int], list[int]]:
    ahead, behind = next_days(calendar, now), past_days(calendar, now)
    loads = stored.due_loads(reader.connection, ahead[-1])
    finished = stored.finished_loads(reader.connection, behind[-1], behind[0])
    return loads, finished, ahead, behind
