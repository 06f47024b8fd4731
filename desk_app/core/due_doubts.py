"""What is not sure about a due date: years without calendar, days off that are only estimated."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from desk_app.core.problems import Problem
from desk_app.core.work_calendar import WorkCalendar


def doubts(calendar: WorkCalendar, first: date, last: date) -> tuple[Problem, ...]:
    """What is not sure about counting from `first` to `last`, with the dates concerned."""
    problems: list[Problem] = []
    missing = [year for year in range(first.year, last.year + 1) if not calendar.covers(year)]
    if missing:
        stretches = ", ".join(
            spoken_days(max(first, date(year, 1, 1)), min(last, date(year, 12, 31)))
            for year in missing
        )
        values = {"years": ", ".join(str(year) for year in missing), "dates": stretches}
        problems.append(Problem("deadline.no_calendar", "calendar", values))
    guessed = [
        rule.day
        for rule in calendar.days
        if rule.confidence == "uncertain" and first <= rule.day <= last
    ]
    if guessed:
        dates = ", ".join(spoken_days(a, b) for a, b in _stretches(sorted(guessed)))
        problems.append(Problem("deadline.estimate", "calendar", {"dates": dates}))
    return tuple(problems)


def spoken_days(first: date, last: date) -> str:
    """A stretch of days as it is written: 05/02/2027, or 04/02/2027–05/02/2027."""
    if first == last:
        return f"{first:%d/%m/%Y}"
    return f"{first:%d/%m/%Y}–{last:%d/%m/%Y}"


def _stretches(days: Sequence[date]) -> Iterator[tuple[date, date]]:
    first = last = days[0]
    for day in days[1:]:
        if (day - last).days > 1:
            yield first, last
            first = day
        last = day
    yield first, last
