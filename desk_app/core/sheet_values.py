"""What one cell of a spreadsheet says: as text with its digits intact, or as a civil time."""

from __future__ import annotations

import math
import re
from datetime import date, datetime, time, timedelta

from desk_app.core.clock import VN
from desk_app.core.problems import Problem

Cell = str | int | float | bool | date | time | datetime | timedelta

EXACT_DIGITS = 15  # a spreadsheet keeps fifteen digits of a number and makes the rest zeros
FIRST_SERIAL, LAST_SERIAL = 20_000, 80_000  # days since 1900 that lie in 1954–2119
_DAY_ZERO = datetime(1899, 12, 30)
_DAYS_1904 = 1462

_SCIENTIFIC = re.compile(r"[+-]?\d([.,]\d+)?E[+-]?\d{1,3}\Z", re.IGNORECASE)
_NUMBER_BEGINS = frozenset("+-0123456789")
_FORMS = ((datetime, "%d/%m/%Y %H:%M:%S"), (date, "%d/%m/%Y"), (time, "%H:%M:%S"))
_SERIAL = re.compile(r"\d{5}([.,]\d{1,17})?\Z")
_CLOCK = (
    r"(?P<hour>\d{1,2})\s*(?:[:hH]|giờ)\s*(?:(?P<minute>\d{1,2})(?:\s*phút)?)?"
    r"(?::(?P<second>\d{2})(?:[.,]\d{1,9})?)?\s*(?P<half>AM|PM|SA|CH|am|pm)?"
)
_DAY = (
    r"(?:(?P<day>\d{1,2})\s*(?P<sign>[/.-])\s*(?P<month>\d{1,2})\s*(?P=sign)\s*(?P<year>\d{4})"
    r"|ngày\s*(?P<day_>\d{1,2})\s*tháng\s*(?P<month_>\d{1,2})\s*năm\s*(?P<year_>\d{4}))"
)
_DAY_FIRST = re.compile(rf"{_DAY}(?:[\sT,]+(?:lúc\s+)?{_CLOCK})?\Z", re.IGNORECASE)
_CLOCK_FIRST = re.compile(rf"{_CLOCK}[\s,]+(?:-\s*)?{_DAY}\Z", re.IGNORECASE)
_CLOCK_ONLY = re.compile(rf"{_CLOCK}\Z", re.IGNORECASE)
_ISO = re.compile(
    r"(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2}):(\d{2})(?::(\d{2})(?:[.,]\d{1,9})?)?"
    r"\s*(Z|[+-]\d{2}:?\d{2})?)?\Z"
)
_SHORT_YEAR = re.compile(r"\d{1,2}[/.-]\d{1,2}[/.-]\d{2}(?!\d)")


def cell_text(cell: Cell) -> str | Problem:
    """What the cell says as text, digits intact; a problem where digits are certainly lost."""
    if isinstance(cell, str):
        text = cell.strip()
        if text[:1] in _NUMBER_BEGINS and _SCIENTIFIC.match(text):
            return Problem("sheet.digits_lost", "", {"have": text})
        return text
    if isinstance(cell, bool):
        return "x" if cell else ""
    if isinstance(cell, (int, float)):
        return _number_text(cell)
    form = next((form for kind, form in _FORMS if isinstance(cell, kind)), None)
    return str(cell) if form is None or isinstance(cell, timedelta) else cell.strftime(form)


def _number_text(number: float) -> str | Problem:
    if not math.isfinite(number):
        return Problem("sheet.digits_lost", "", {"have": str(number)})
    if number == int(number):
        digits = str(int(number))
        if len(digits.lstrip("-")) > EXACT_DIGITS:
            return Problem("sheet.digits_lost", "", {"have": f"{number:.5E}"})
        return digits
    return repr(number)


def is_number(cell: Cell) -> bool:
    """Whether the spreadsheet holds a number, so that leading zeros are gone."""
    return isinstance(cell, (int, float)) and not isinstance(cell, bool)


def cell_moment(cell: Cell, *, days_from_1904: bool = False) -> datetime | Problem:
    """The civil date and time (UTC+7, without zone) that the cell states.

    Read are dd/MM/yyyy with or without a time before or after, "ngày … tháng … năm …", ISO, date
    cells and spreadsheet day numbers. A date alone means the start of that day.
    """
    if isinstance(cell, datetime):
        return _to_second(cell)
    if isinstance(cell, date):
        return datetime(cell.year, cell.month, cell.day)
    if isinstance(cell, (time, timedelta)):
        return Problem("sheet.no_day", "", {"have": str(cell)})
    if is_number(cell):
        return _serial(float(cell), days_from_1904)
    return _written_moment(" ".join(str(cell).split()), days_from_1904)


def cell_clock(cell: Cell) -> time | Problem:
    """The time of day that the cell states."""
    if isinstance(cell, datetime):
        return _to_second(cell).time()
    if isinstance(cell, time):
        return cell.replace(microsecond=0)
    if isinstance(cell, float) and 0 <= cell < 1:
        return (_DAY_ZERO + timedelta(seconds=round(cell * 86_400) % 86_400)).time()
    found = _CLOCK_ONLY.match(" ".join(str(cell).split()))
    if found is None:
        return Problem("sheet.time_form", "", {"have": str(cell)[:40]})
    clock = _clock(found)
    return clock if clock is not None else Problem("sheet.no_such_time", "", {"have": str(cell)})


def _to_second(moment: datetime) -> datetime:
    # Day fractions are binary, so 08:05:07 is stored as 08:05:06.9999997.
    near = moment + timedelta(milliseconds=500)
    return near.replace(microsecond=0, tzinfo=None)


def _serial(days: float, days_from_1904: bool) -> datetime | Problem:
    if days_from_1904:
        days += _DAYS_1904
    if not FIRST_SERIAL <= days < LAST_SERIAL:
        return Problem("sheet.date_form", "", {"have": f"{days:g}"})
    return _to_second(_DAY_ZERO + timedelta(days=days))


def _written_moment(text: str, days_from_1904: bool) -> datetime | Problem:
    have = {"have": text[:40]}
    if _SERIAL.match(text):
        return _serial(float(text.replace(",", ".")), days_from_1904)
    iso = _ISO.match(text)
    if iso is not None:
        return _iso_moment(iso, have)
    found = _DAY_FIRST.match(text) or _CLOCK_FIRST.match(text)
    if found is None:
        code = "sheet.short_year" if _SHORT_YEAR.search(text) else "sheet.date_form"
        return Problem(code, "", have)
    parts = found.groupdict()
    day, month, year = (int(parts[name] or parts[name + "_"]) for name in ("day", "month", "year"))
    clock = _clock(found)
    if clock is None:
        return Problem("sheet.no_such_time", "", have)
    try:
        return datetime.combine(date(year, month, day), clock)
    except ValueError:
        return Problem("sheet.no_such_day", "", {"have": f"{day:02}/{month:02}/{year:04}"})


def _clock(found: re.Match[str]) -> time | None:
    parts = found.groupdict()
    if parts["hour"] is None:
        return time()
    hour, half = int(parts["hour"]), (parts["half"] or "").upper()
    if half and not 1 <= hour <= 12:
        return None
    if half in ("PM", "CH"):
        hour = hour % 12 + 12
    elif half:
        hour %= 12
    try:
        return time(hour, int(parts["minute"] or 0), int(parts["second"] or 0))
    except ValueError:
        return None


def _iso_moment(iso: re.Match[str], have: dict[str, str]) -> datetime | Problem:
    year, month, day, hour, minute, second = (int(part or 0) for part in iso.groups()[:6])
    try:
        plain = datetime(year, month, day, hour, minute, second)
        zone = iso[7]
        if zone is None:
            return plain
        aware = datetime.fromisoformat(plain.isoformat() + ("+00:00" if zone == "Z" else zone))
        return aware.astimezone(VN).replace(tzinfo=None)
    except (ValueError, OverflowError):
        return Problem("sheet.no_such_day", "", have)
