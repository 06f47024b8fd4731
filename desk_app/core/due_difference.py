"""Why the province's due day is another than ours, as far as the two days can tell."""

from __future__ import annotations

from datetime import date, timedelta

from desk_app.core.problems import Problem
from desk_app.core.work_calendar import WorkCalendar

_SHOWN = 4
_LOOKED_AT = timedelta(days=400)


def why_due_differs(
    received: date, theirs: date, ours: date, calendar: WorkCalendar
) -> Problem | None:
    """The likeliest reason in words; None where the days tell nothing."""
    if not received <= min(theirs, ours) <= max(theirs, ours) <= received + _LOOKED_AT:
        return None
    weekdays = _weekdays(received, theirs)
    wanted = calendar.between(received, ours)
    counted = calendar.between(received, theirs)
    rests = [
        day
        for day in _days(received, max(theirs, ours))
        if day.weekday() < 5 and not calendar.is_working(day)
    ]
    if rests and theirs < ours and weekdays == wanted:
        listed = ", ".join(f"{day:%d/%m}" for day in rests[:_SHOWN])
        return Problem("difference.why_holiday", "", {"days": listed})
    if not calendar.is_working(theirs):
        return Problem("difference.why_rest", "", {"day": f"{theirs:%d/%m}"})
    if theirs < ours and (theirs - received).days == wanted:
        return Problem("difference.why_weekend")
    if counted == wanted - 1:
        return Problem("difference.why_first_day")
    return Problem("difference.why_count", "", {"theirs": str(counted), "ours": str(wanted)})


def _days(after: date, last: date) -> list[date]:
    return [after + timedelta(days=n) for n in range(1, (last - after).days + 1)]


def _weekdays(after: date, last: date) -> int:
    return sum(day.weekday() < 5 for day in _days(after, last))
