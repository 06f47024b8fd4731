"""Time limits as a province writes them in words, read where they can be read.

What is not understood stays text: a wrong promise is worse than none.
"""

from __future__ import annotations

import re
from decimal import Decimal

import msgspec

from desk_app.core.catalogue_cells import MOST_UNITS, separable
from desk_app.core.catalogue_channels import leading_channel
from desk_app.core.problems import Problem
from desk_app.core.procedure import Channel, LimitUnit, TimeLimit
from desk_app.core.text import clean, fold

_HALF_DAY_HOURS = 4

# Vietnamese is matched folded: without marks, and with i for y ("ngày" is "ngai").
_UNITS: tuple[tuple[LimitUnit, str], ...] = (
    ("hours", r"(?:gio|h)(?: lam viec)?"),
    ("working_days", r"ngai (?:lam viec|lv)|nlv"),
    ("calendar_days", r"ngai"),
)
_UNIT = "|".join(f"(?P<{name}>{words})" for name, words in _UNITS)
_SAME_DAY = re.compile(r"\b(?:ngai )?trong (?:ngai|buoi)(?: lam viec)?\b|\btra (?:ket qua )?ngai\b")
_AFTER_HOUR = re.compile(r"(?:nhan )?sau (?:\d{1,2}) ?(?:gio|h|:)")
_NUMBER = r"(?P<value>\d{1,9}(?:[.,]\d)?)"
_TIME = re.compile(rf"(?<![\w.,/-]){_NUMBER} ?(?:\([^()]*\) ?)?(?:{_UNIT})(?![\w])")
_MINUS = re.compile(rf"(?:^|[\s:(])[-–−] ?{_NUMBER} ?(?:{_UNIT})(?!\w)")
_SEVERAL = re.compile(r"((?:\d{1,3}(?: ?[/;] ?|, ))+\d{1,3}) ?ngai lam viec")
_IN_HOURS = re.compile(r"\(\s*\d{1,4} giờ(?: làm việc)?\s*\)", re.IGNORECASE)
_TIME_IN_BRACKETS = re.compile(r"\(([^()]*\d{1,4} (?:ngày|giờ)[^()]*)\)", re.IGNORECASE)
# What stands round the number and is no case of its own.
_SAID_ANYWAY = re.compile(
    r"\b(?:khong qua|toi da|trong vong|trong thoi han|thoi han|giai quiet|la|trong|thoi gian|"
    r"tong so|tong|truong hop|doi voi|neu|co|thi)\b"
)
_SPECIAL = re.compile(r"\b(?:truong hop|doi voi|neu|khi)\b")
_DIGIT = re.compile(r"\d")
_FROM_THERE_ON = re.compile(
    r"\b(?:ke tu|tinh tu|tu ngai|sau khi|tu khi|theo (?:nghi dinh|quiet dinh))\b"
)
_LAW = re.compile(r"\b(?:nd|qd|tt|luat|nghi dinh|thong tu|quiet dinh|dieu|khoan)\b")
_FROM_THERE_ON_WRITTEN = re.compile(r"\b(?:kể từ|tính từ|từ ngày|sau khi|từ khi)\b", re.IGNORECASE)
_TIME_WRITTEN = re.compile(
    r"(?:(?:không quá|tối đa|trong vòng|trong thời hạn|thời hạn|trong|là)\s+)*"
    r"\d{1,9}(?:[.,]\d)?\s*(?:ngày làm việc|ngày|giờ làm việc|giờ|h)\b",
    re.IGNORECASE,
)
_SAME_DAY_WRITTEN = re.compile(r"(?:ngay )?trong (?:ngày|buổi)(?: làm việc)?", re.IGNORECASE)
_SPELT = frozenset(
    ("mot", "hai", "ba", "bon", "tu", "nam", "sau", "bai", "tam", "chin", "muoi", "lam")
)


class ReadTimes(msgspec.Struct, frozen=True):
    """What a time says: limits when it was understood, else a problem where it cannot be."""

    limits: tuple[TimeLimit, ...] = ()
    understood: bool = True
    problem: Problem | None = None


class _Unclear(Exception):
    """The words name no time, or more than one that could be meant."""


class _OutOfRange(Exception):
    """A time that no procedure can have: none at all, below zero, or years."""


_Found = tuple[str, LimitUnit, str, Channel]


def read_times(text: str, unit: LimitUnit | None = None) -> ReadTimes:
    """The time limits a cell names; unit: what a bare number counts, said by the heading."""
    text = clean(separable(text).replace("\n", "; "))
    if not text.strip(" .-–"):
        return ReadTimes()
    try:
        return ReadTimes(_limits(_found(text, unit)))
    except _Unclear:
        return ReadTimes((), False)
    except _OutOfRange:
        values = {"have": text[:60], "most": str(MOST_UNITS)}
        return ReadTimes((), False, Problem("catalogue_import.time_range", "", values))


def _found(text: str, unit: LimitUnit | None) -> list[_Found]:
    bare = fold(text).strip(" .")
    if _MINUS.search(bare) or re.fullmatch(r"[-–−]\d+", bare):
        raise _OutOfRange
    if unit is not None and re.fullmatch(r"\d{1,9}(?:[.,]\d)?", bare):
        return [(bare, unit, "", "")]
    several = _SEVERAL.search(bare)
    if several is not None and bare.count("ngai") == 1:
        return [(n, "working_days", "", "") for n in re.findall(r"\d{1,3}", several[1])]
    # "01 ngày (08 giờ)" says one thing twice; any other time in brackets is a case of its own.
    found = [time for clause in re.split(r";|\. (?=\D)", _parted(text)) for time in _clause(clause)]
    as_a_rule = sum(not case for _, _, case, _ in found)
    if not found or as_a_rule > len({channel for *_, channel in found}):
        raise _Unclear
    return found


def _parted(text: str) -> str:
    if re.search(r"\d ngày", text):
        text = _IN_HOURS.sub(" ", text)
    if _TIME.search(fold(re.sub(r"\([^()]*\)", " ", text))):
        text = _TIME_IN_BRACKETS.sub(r"; \1", text)
    return text


def _clause(clause: str) -> list[_Found]:
    """What one part of a sentence names; nothing when it names no time."""
    folded = fold(clause)
    channel, folded = leading_channel(folded)
    folded = _AFTER_HOUR.sub(" ", folded) if _AFTER_HOUR.search(folded) else folded
    if not _DIGIT.search(folded):
        if _SAME_DAY.search(folded) and "tiep theo" not in folded:
            special = _SPECIAL.search(folded) is not None
            case = _case(clause, _SAME_DAY.sub(" ", folded)) if special else ""
            return [("1", "same_day", case, channel)]
        return []
    times = list(_TIME.finditer(folded))
    if len(times) != 1:
        raise _Unclear
    (time,) = times
    around = folded[: time.start()] + " " + folded[time.end() :]
    if _DIGIT.search(_without_law(around)):
        raise _Unclear  # a second number that is no time: nobody knows what it counts
    unit = next(name for name, _ in _UNITS if time[name])
    return [(time["value"], unit, _case(clause, around), channel)]


def _without_law(folded: str) -> str:
    law = _LAW.search(folded)
    cut = _FROM_THERE_ON.search(folded)
    ends = [found.start() for found in (law, cut) if found is not None]
    return folded[: min(ends)] if ends else folded


def _case(clause: str, around: str) -> str:
    """In which case the time holds: the words round it, as they were written."""
    inside = re.findall(r"\(([^()]*[^\W\d][^()]*)\)", clause)
    rest = _without_law(re.sub(r"\([^()]*\)", " ", around))
    rest = _SAID_ANYWAY.sub(" ", rest)
    if not re.search(r"[^\W\d]{2}", rest):
        words = [word for word in inside if not _LAW.search(fold(word)) and not _spelt(word)]
        return separable(clean(words[0]))[:120] if words else ""
    written = _FROM_THERE_ON_WRITTEN.split(clause)[0]
    written = _TIME_WRITTEN.sub(" ", re.sub(r"\([^()]*\)", " ", written))
    written = _SAME_DAY_WRITTEN.sub(" ", written)
    return separable(clean(written).strip(" :,.-–"))[:120]


def _spelt(words: str) -> bool:
    return all(word in _SPELT for word in fold(words).split())


def _limits(found: list[_Found]) -> tuple[TimeLimit, ...]:
    limits: list[TimeLimit] = []
    for written, unit, case, channel in found:
        value = Decimal(written.replace(",", "."))
        if value == int(value):
            limit = TimeLimit(int(value), unit, case, channel)
        elif unit == "working_days" and value * 2 == int(value * 2):
            # Half a working day is half of its eight hours.
            limit = TimeLimit(int(value * 2) * _HALF_DAY_HOURS, "hours", case, channel)
        else:
            raise _Unclear
        if not 1 <= limit.value <= MOST_UNITS:
            raise _OutOfRange
        limits.append(limit)
    return tuple(limits)
