"""Reading a working calendar from its file, with every mistake by line and field."""

from __future__ import annotations

import calendar as months
import re
import tomllib
from collections.abc import Iterator
from datetime import date
from typing import cast, get_args

import msgspec

from desk_app.core.errors import UserProblem
from desk_app.core.payloads import CALENDAR_CODE
from desk_app.core.problems import Problem
from desk_app.core.procedure import Confidence
from desk_app.core.text import nfc
from desk_app.core.toml_lines import lines_of_keys
from desk_app.core.toml_table import Notes, Table, clipped
from desk_app.core.work_calendar import (
    CoveredYear,
    DayKind,
    DayRule,
    FixedDay,
    WorkCalendar,
)

SCHEMA = 1
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
DAY_KINDS: tuple[DayKind, ...] = get_args(DayKind)
CONFIDENCES: tuple[Confidence, ...] = get_args(Confidence)
YEARS = (1990, 2100)

_CODE = re.compile(CALENDAR_CODE)
_SYNTAX_PLACE = re.compile(r"\(at line (\d+), column (\d+)\)")
_LONG_AGO = date(1970, 1, 1)


class CalendarError(UserProblem):
    """A calendar file is wrong; `problems` names every place with its line and path."""


class CalendarFile(msgspec.Struct, frozen=True):
    """A calendar as it was read, and what a person should look at although it can be used."""

    calendar: WorkCalendar
    notices: tuple[Problem, ...] = ()


def load_calendar(text: str) -> CalendarFile:
    """The calendar in a file's text. Raises CalendarError with every problem of the file."""
    text = nfc(text.removeprefix("\ufeff"))
    try:
        values = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise CalendarError(_syntax_problem(text, str(error))) from None
    except (ValueError, RecursionError):
        raise CalendarError(Problem("criteria.beyond_limits", "", {"line": "1"})) from None
    lines = lines_of_keys(text)
    wrong, doubtful = Notes(lines), Notes(lines)
    calendar = _calendar(Table(values, (), wrong), doubtful)
    problems = wrong.problems()
    if problems:
        raise CalendarError(*problems)
    return CalendarFile(calendar, tuple(doubtful.problems()))


def _syntax_problem(text: str, message: str) -> Problem:
    found = _SYNTAX_PLACE.search(message)
    if found is not None:
        return Problem("criteria.syntax", "", {"line": found[1], "column": found[2]})
    rows = text.split("\n")
    place = {"line": str(len(rows)), "column": str(len(rows[-1]) + 1)}
    return Problem("criteria.syntax", "", place)


def _calendar(table: Table, doubtful: Notes) -> WorkCalendar:
    table.allow("schema", "id", "title", "rest", "year", "day", "fixed")
    schema = table.count("schema")
    if table.fine("schema") and schema != SCHEMA:
        table.note(table.at("schema"), "schema", have=str(schema), known=str(SCHEMA))
    code = table.text("id")
    if code and _CODE.match(code) is None:
        table.note(table.at("id"), "calendar.code", have=clipped(code))
    rest = _rest(table)
    years = _years(table)
    days = _days(table, rest, frozenset(year.year for year in years), doubtful)
    off = {rule.day.year for rule in days if rule.kind == "off"}
    empty = [str(year.year) for year in years if year.year not in off]
    if empty:
        doubtful.add(table.at("year"), "calendar.year_empty", years=", ".join(empty))
    return WorkCalendar(
        id=code,
        title=table.text("title"),
        rest=rest,
        years=years,
        days=days,
        fixed=tuple(_fixed(table)),
    )


def years_lost(present: WorkCalendar, new: WorkCalendar, since: int) -> tuple[Problem, ...]:
    """The years from `since` on that only the present calendar covers, with the days concerned."""
    lost = [one.year for one in present.years if one.year >= since and not new.covers(one.year)]
    if not lost:
        return ()
    days = [rule.day for rule in present.days if rule.day.year in lost]
    dates = ", ".join(f"{day:%d/%m/%Y}" for day in days)
    values = {"years": ", ".join(map(str, lost)), "dates": dates}
    return (Problem("calendar.years_lost", "", values),)


def _rest(table: Table) -> frozenset[int]:
    days: set[int] = set()
    for position, name in enumerate(table.texts("rest")):
        if name in WEEKDAYS:
            days.add(WEEKDAYS.index(name))
        else:
            known = ", ".join(WEEKDAYS)
            table.note(table.at("rest", position), "unknown_word", have=clipped(name), known=known)
    if len(days) == len(WEEKDAYS):
        table.note(table.at("rest"), "calendar.always_rest")
    return frozenset(days)


def _years(table: Table) -> tuple[CoveredYear, ...]:
    years: dict[int, CoveredYear] = {}
    for entry in table.tables("year", needed=True):
        entry.allow("year", "confidence", "source", "note")
        year = entry.count("year")
        read = CoveredYear(
            year, _confidence(entry), entry.text("source"), entry.text("note", default="")
        )
        if not entry.fine("year"):
            continue
        if not YEARS[0] <= year <= YEARS[1]:
            entry.note(entry.at("year"), "calendar.year", have=str(year))
        elif year in years:
            entry.note(entry.at("year"), "calendar.year_twice", have=str(year))
        else:
            years[year] = read
    if years and table.fine("year"):
        missing = [year for year in range(min(years), max(years)) if year not in years]
        if missing:
            listed = ", ".join(map(str, missing))
            table.note(table.at("year"), "calendar.year_missing", years=listed)
    return tuple(years[year] for year in sorted(years))


def _days(
    table: Table, rest: frozenset[int], years: frozenset[int], doubtful: Notes
) -> tuple[DayRule, ...]:
    rules: dict[date, tuple[DayRule, Table]] = {}
    for entry in table.tables("day"):
        rule = _day(entry)
        if not entry.fine("date"):
            continue
        written = f"{rule.day:%d/%m/%Y}"
        if rule.day in rules:
            entry.note(entry.at("date"), "calendar.day_twice", day=written)
            continue
        if rule.day.year not in years:
            entry.note(entry.at("date"), "calendar.day_without_year", day=written)
        if rule.kind == "swap_work" and rule.day.weekday() not in rest:
            entry.note(entry.at("kind"), "calendar.work_on_workday", day=written)
        if rule.kind == "off" and rule.day.weekday() in rest:
            doubtful.add(entry.at("date"), "calendar.off_on_rest", day=written)
        rules[rule.day] = (rule, entry)
    for rule, entry in rules.values():
        if rule.kind == "swap_work":
            _check_pair(rule, entry, {day: found for day, (found, _) in rules.items()}, doubtful)
    return tuple(rules[day][0] for day in sorted(rules))


def _day(entry: Table) -> DayRule:
    entry.allow("date", "kind", "name", "name_en", "source", "pair", "confidence")
    return DayRule(
        day=entry.day("date", needed=True) or _LONG_AGO,
        kind=cast(DayKind, entry.choice("kind", DAY_KINDS)),
        name=entry.text("name"),
        name_en=entry.text("name_en", default=""),
        source=entry.text("source"),
        pair=entry.day("pair"),
        confidence=_confidence(entry),
    )


def _check_pair(rule: DayRule, entry: Table, rules: dict[date, DayRule], doubtful: Notes) -> None:
    """A worked day of rest is given for a day off; one without the other is worth a look."""
    written = f"{rule.day:%d/%m/%Y}"
    if rule.pair is None:
        doubtful.add(entry.at("date"), "calendar.swap_alone", day=written)
        return
    other = rules.get(rule.pair)
    if other is None or other.kind != "off":
        pair = f"{rule.pair:%d/%m/%Y}"
        doubtful.add(entry.at("pair"), "calendar.swap_unmatched", day=written, pair=pair)


def _fixed(table: Table) -> Iterator[FixedDay]:
    seen: set[tuple[int, int]] = set()
    for entry in table.tables("fixed"):
        entry.allow("month", "day", "name", "name_en", "source", "since")
        month, day = entry.count("month"), entry.count("day")
        read = FixedDay(
            month,
            day,
            entry.text("name"),
            entry.text("source"),
            entry.count("since", default=YEARS[0]),
            entry.text("name_en", default=""),
        )
        if not entry.fine("month", "day"):
            continue
        # A common year: the 29th of February is no date of each year.
        if not (1 <= month <= 12 and 1 <= day <= months.monthrange(2001, month)[1]):
            entry.note(entry.at("day"), "calendar.no_such_day", have=f"{day}/{month}")
        elif (month, day) in seen:
            entry.note(entry.at("day"), "calendar.day_twice", day=f"{day}/{month}")
        else:
            seen.add((month, day))
            yield read


def _confidence(entry: Table) -> Confidence:
    return cast(Confidence, entry.choice("confidence", CONFIDENCES, default="confirmed"))
