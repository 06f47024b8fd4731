"""The hours of an office as people write them: "07:30-11:30, 13:00-17:00"."""

from __future__ import annotations

import re

from desk_app.core.text import clean
from desk_app.core.work_calendar import OFFICE_HOURS, Span

_SPAN = re.compile(r"(\d{1,2})[:hg.](\d{2})?\s*[-–—]\s*(\d{1,2})[:hg.](\d{2})?\Z")
_MIDNIGHT = 24 * 60
_MOST = 4


def hours_text(hours: tuple[Span, ...]) -> str:
    """The spans as they are written in the settings."""
    return ", ".join(f"{_clock(span.start)}-{_clock(span.end)}" for span in hours)


def read_hours(text: str) -> tuple[Span, ...] | None:
    """The spans of a text, in order and apart from each other; None when they cannot be read."""
    spans: list[Span] = []
    for part in re.split(r"[,;]", clean(text)):
        match = _SPAN.match(part.strip())
        if match is None:
            return None
        start, end = (
            int(match[hour]) * 60 + int(match[minute] or "0") for hour, minute in ((1, 2), (3, 4))
        )
        after = spans[-1].end if spans else 0
        if int(match[2] or "0") > 59 or int(match[4] or "0") > 59:
            return None
        if not after <= start < end <= _MIDNIGHT:
            return None
        spans.append(Span(start, end))
    return tuple(spans) if len(spans) <= _MOST else None


def _clock(minute: int) -> str:
    return f"{minute // 60:02d}:{minute % 60:02d}"


USUAL_HOURS = hours_text(OFFICE_HOURS)
