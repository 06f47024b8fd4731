"""The time of a late entry as officers write it, written out with its day and year."""

from __future__ import annotations

import re
from datetime import date, timedelta

from desk_app.core.text import clean, fold

_TIME = r"(?P<time>\d{1,2}[:hg]\d{0,2})"
_ONLY_TIME = re.compile(rf"{_TIME}\Z")
_DAYS_AGO = {
    fold(word): days
    for word, days in (
        ("hôm nay", 0), ("hôm qua", 1), ("hôm kia", 2), ("today", 0), ("yesterday", 1)
    )
}  # fmt: skip
_DAY_WORD = re.compile(rf"(?P<word>{'|'.join(_DAYS_AGO)})[ ,]+{_TIME}\Z")
_NO_YEAR = re.compile(rf"(?P<day>\d{{1,2}})[/.-](?P<month>\d{{1,2}})[ ,]+{_TIME}\Z")


def written_out(text: str, today: date) -> str:
    """The same moment as dd/MM/yyyy HH:mm where the day or the year was left out.

    "9h30" is today, "hôm qua 9:30" yesterday; a day without its year is the last one that has
    been. What is none of these comes back as it was: whether it is a time is decided elsewhere.
    """
    typed = fold(clean(text)).replace(" gio ", "h").replace(" gio", "h")
    if found := _ONLY_TIME.match(typed):
        return f"{today:%d/%m/%Y} {_clock(found['time'])}"
    if found := _DAY_WORD.match(typed):
        day = today - timedelta(days=_DAYS_AGO[found["word"]])
        return f"{day:%d/%m/%Y} {_clock(found['time'])}"
    if found := _NO_YEAR.match(typed):
        in_year = (int(found["month"]), int(found["day"]))
        year = today.year if in_year <= (today.month, today.day) else today.year - 1
        return f"{found['day']}/{found['month']}/{year} {_clock(found['time'])}"
    return text


def _clock(time: str) -> str:
    hour, minute = re.split("[:hg]", time)
    return f"{hour}:{minute or '00'}"
