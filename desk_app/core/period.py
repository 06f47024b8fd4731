"""Months and the windows that look back from a month's end, as civil days."""

from __future__ import annotations

import calendar
import re
from datetime import date
from typing import Literal, NamedTuple

Window = Literal["month", "quarter", "ytd", "year", "last_round"]
WINDOWS: tuple[Window, ...] = ("month", "quarter", "ytd", "year", "last_round")

_MONTH = re.compile(r"([0-9]{4})-(0[1-9]|1[0-2])\Z")


class Month(NamedTuple):
    """A calendar month, written 2026-10."""

    year: int
    number: int

    def __str__(self) -> str:
        return f"{self.year:04d}-{self.number:02d}"

    @property
    def first_day(self) -> date:
        """The month's first day."""
        return date(self.year, self.number, 1)

    @property
    def last_day(self) -> date:
        """The month's last day."""
        return date(self.year, self.number, calendar.monthrange(self.year, self.number)[1])

    def before(self, months: int) -> Month:
        """The month that lies this many months earlier."""
        year, number = divmod(self.year * 12 + self.number - 1 - months, 12)
        return Month(year, number + 1)


def parse_month(text: str) -> Month | None:
    """The month written as YYYY-MM, or None when `text` is no such month."""
    found = _MONTH.match(text)
    if found is None or found[1] == "0000":
        return None
    return Month(int(found[1]), int(found[2]))


def month_of(day: date) -> Month:
    """The month a day lies in."""
    return Month(day.year, day.month)


def window_days(window: Window, month: Month) -> tuple[date, date]:
    """First and last day that a window covers, seen from the end of `month`.

    month: the month; quarter: its quarter up to the month's end; ytd: 1 January to the month's
    end; year: the whole calendar year, since what the year's plan asks for is dated up to
    31 December; last_round: the twelve months up to the month's end, in which the newest
    finished round of a survey is looked for (rounds are half-yearly).
    """
    end = month.last_day
    match window:
        case "month":
            return month.first_day, end
        case "quarter":
            return date(month.year, month.number - (month.number - 1) % 3, 1), end
        case "ytd":
            return date(month.year, 1, 1), end
        case "year":
            return date(month.year, 1, 1), date(month.year, 12, 31)
        case "last_round":
            if month.year == 1 and month.number < 12:
                return date.min, end
            return month.before(11).first_day, end
