"""The time that a cell of a provincial export states: more ways of writing than a visit has."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime

from desk_app.core.problems import Problem
from desk_app.core.sheet_values import Cell, cell_moment, is_number

_WEEKDAY = re.compile(r"^(?:thứ\s+\S+|chủ nhật|t[2-7]|cn)\s*,\s*", re.IGNORECASE)
_YEAR_FIRST = re.compile(r"(\d{4})[/.](\d{1,2})[/.](\d{1,2})(?=$|[\sT])")
_PACKED = re.compile(r"(20\d{2})(\d{2})(\d{2})(?:(\d{2})(\d{2})(\d{2})?)?\Z")
_SHORT_YEAR = re.compile(r"(\d{1,2}[/.-]\d{1,2}[/.-])(\d{2})(?!\d)")
_MONTH_WORD = re.compile(r"(\d{1,2})\s*tháng\s*(\d{1,2})\s*(?:năm|,)?\s*(\d{4})", re.IGNORECASE)
_MONTH_FIRST = re.compile(r"(\d{1,2})([/-])(\d{1,2})\2(\d{4})")
_WORD_DAY = re.compile(r"(?<!\w)ngày\s+(?=\d)", re.IGNORECASE)
_SECONDS, _MILLIS = range(1_000_000_000, 4_000_000_000), range(10**12, 4 * 10**12)


def case_moment(
    cell: Cell, *, days_from_1904: bool = False, month_first: bool = False
) -> tuple[datetime, bool] | Problem:
    """The civil time (UTC+7, without zone) a cell states, and whether an hour stood there.

    Beside what a visit may have: yyyy/MM/dd, yyyyMMdd, two figures for the year, milliseconds and
    seconds since 1970, a weekday before it. month_first: the column has MM/dd/yyyy.
    """
    if isinstance(cell, datetime):
        return _timed(cell.replace(tzinfo=None))
    if isinstance(cell, date):
        return datetime(cell.year, cell.month, cell.day), False
    text = " ".join(str(cell).replace("\u00a0", " ").split()).lstrip("'")
    digits = text.removesuffix(".0")
    if digits.isascii() and digits.isdecimal() and len(digits) >= 8:
        return _from_digits(digits)
    if is_number(cell):
        text = repr(cell)
    text = _YEAR_FIRST.sub(lambda m: f"{m[1]}-{int(m[2]):02}-{int(m[3]):02}", _usual(text))
    if month_first:
        text = _MONTH_FIRST.sub(r"\3\2\1\2\4", text)
    moment = cell_moment(text, days_from_1904=days_from_1904)
    if isinstance(moment, Problem):
        return Problem(moment.code, "", {"have": str(cell)[:40]})
    return _timed(moment)


def _usual(text: str) -> str:
    text = _WEEKDAY.sub("", text)
    # "08 giờ 12 phút, ngày 20 tháng 11 năm 2026" is how the official forms write a moment.
    text = _MONTH_WORD.sub(r"\1/\2/\3", _WORD_DAY.sub("", text))
    return text if re.search(r"\d{4}", text) else _SHORT_YEAR.sub(r"\g<1>20\2", text, count=1)


def _timed(moment: datetime) -> tuple[datetime, bool]:
    # 00:00 beside a date is how a system writes a date without an hour.
    moment = moment.replace(microsecond=0)
    return moment, (moment.hour, moment.minute, moment.second) != (0, 0, 0)


def _since_1970(value: int) -> tuple[datetime, bool]:
    from_millis = value / 1000 if value in _MILLIS else float(value)
    shifted = datetime.fromtimestamp(from_millis + 7 * 3600, tz=UTC).replace(tzinfo=None)
    return _timed(shifted)


def _from_digits(digits: str) -> tuple[datetime, bool] | Problem:
    """Figures alone: since 1970 where they are as long as that, else a packed date."""
    packed = _PACKED.match(digits)
    if int(digits) in _MILLIS or (int(digits) in _SECONDS and packed is None):
        return _since_1970(int(digits))
    if packed is None:
        return Problem("sheet.date_form", "", {"have": digits[:40]})
    return _from_parts(packed, digits)


def _from_parts(packed: re.Match[str], text: str) -> tuple[datetime, bool] | Problem:
    year, month, day, hour, minute, second = (int(part or 0) for part in packed.groups())
    try:
        return _timed(datetime(year, month, day, hour, minute, second))
    except ValueError:
        return Problem("sheet.no_such_day", "", {"have": text[:40]})


def looks_month_first(values: list[str]) -> bool:
    """Whether a column of dates can only be MM/dd/yyyy: some month would be above twelve."""
    first = second = 0
    for value in values:
        found = _MONTH_FIRST.search(value)
        if found is not None:
            first = max(first, int(found[1]))
            second = max(second, int(found[3]))
    return second > 12 >= first
