"""Moments and days: milliseconds since 1970 in UTC inside, civil time UTC+7 outside."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone
from typing import NewType, Protocol

import msgspec

Millis = NewType("Millis", int)

# Civil time is UTC+7 everywhere, whatever the machine says (architecture.md section 2).
VN = timezone(timedelta(hours=7), "+07")
_SHIFT = 7 * 3_600_000
_DAY = 86_400_000
_EPOCH = date(1970, 1, 1).toordinal()


class Instant(msgspec.Struct, frozen=True):
    """One look at the machine's clocks.

    wall: UTC milliseconds; mono: milliseconds since the machine started;
    boot: which start of the machine `mono` counts from.
    """

    wall: Millis
    mono: int
    boot: str


class Clock(Protocol):
    """Whoever can tell the time."""

    def __call__(self) -> Instant: ...


def local(moment: Millis) -> datetime:
    """The civil date and time (UTC+7) of a moment."""
    return datetime.fromtimestamp(moment / 1000, tz=UTC).astimezone(VN)


def from_local(when: datetime) -> Millis:
    """The moment of a civil date and time; a naive one is taken as UTC+7."""
    aware = when if when.tzinfo is not None else when.replace(tzinfo=VN)
    return Millis(round(aware.timestamp() * 1000))


def day_number(moment: Millis) -> int:
    """The civil day of a moment as days since 1970-01-01: cheap to compute and to compare."""
    return (moment + _SHIFT) // _DAY


def day_of(moment: Millis) -> date:
    """The civil day (UTC+7) of a moment."""
    return date.fromordinal(_EPOCH + day_number(moment))


def number_of(day: date) -> int:
    """The number of a civil day, as `day_number` counts."""
    return day.toordinal() - _EPOCH


def day_from(number: int) -> date:
    """The civil day with this number."""
    return date.fromordinal(_EPOCH + number)


def start_of(day: date) -> Millis:
    """The first moment of a civil day."""
    return Millis(number_of(day) * _DAY - _SHIFT)
