"""A calendar file is read whole or refused, with every mistake by line and field."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

import resources
from desk_app.core.calendar_file import CalendarError, load_calendar, years_lost
from tests.support.bounded import bounded

GOOD = """schema = 1
id = "th-2026"
title = "Lịch thử"
rest = ["saturday", "sunday"]

[[year]]
year = 2026
source = "Thông báo"

[[day]]
date = 2026-08-31
kind = "off"
name = "nghỉ hoán đổi"
source = "Thông báo"
pair = 2026-08-22

[[day]]
date = 2026-08-22
kind = "swap_work"
name = "làm bù"
source = "Thông báo"
pair = 2026-08-31
"""


def _wrong(text: str) -> list[tuple[str, str, str]]:
    with pytest.raises(CalendarError) as refused:
        load_calendar(text)
    return [(p.code, p.field, p.values["line"]) for p in refused.value.problems]


def test_a_good_file_is_read() -> None:
    read = load_calendar("\ufeff" + GOOD)

    assert read.notices == ()
    assert read.calendar.id == "th-2026"
    assert read.calendar.is_working(date(2026, 8, 22))
    assert not read.calendar.is_working(date(2026, 8, 31))


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ('id = "th-2026"', 'id = "Lịch thử"', ("calendar.code", "id", "2")),
        ('kind = "off"', 'kind = "nghỉ"', ("criteria.unknown_word", "day[1].kind", "12")),
        ("date = 2026-08-22", "date = 2026-08-31", ("calendar.day_twice", "day[2].date", "18")),
        (
            "date = 2026-08-22",
            "date = 2026-08-21",
            ("calendar.work_on_workday", "day[2].kind", "19"),
        ),
        (
            "date = 2026-08-22",
            "date = 2027-08-22",
            ("calendar.day_without_year", "day[2].date", "18"),
        ),
        ("date = 2026-08-22", 'date = "22/8"', ("criteria.wanted_date", "day[2].date", "18")),
        ("year = 2026", "year = 1026", ("calendar.year", "year[1].year", "7")),
        ('name = "làm bù"', "", ("criteria.missing", "day[2].name", "17")),
        ("[[year]]", "[[years]]", ("criteria.unknown_key", "years", "6")),
        ('"sunday"]', '"chủ nhật"]', ("criteria.unknown_word", "rest[2]", "4")),
        ("schema = 1", "schema = 2", ("criteria.schema", "schema", "1")),
    ],
)
def test_each_mistake_is_named_by_line_and_field(
    old: str, new: str, problem: tuple[str, str, str]
) -> None:
    assert problem in _wrong(GOOD.replace(old, new, 1))


def test_all_mistakes_are_named_at_once_and_nothing_is_half_read() -> None:
    text = GOOD.replace("th-2026", "Lịch").replace('kind = "off"', 'kind = "x"')

    assert [code for code, _, _ in _wrong(text)] == ["calendar.code", "criteria.unknown_word"]


def test_a_year_missing_between_others_is_refused_and_named() -> None:
    text = GOOD + '\n[[year]]\nyear = 2029\nsource = "x"\n'
    with pytest.raises(CalendarError) as refused:
        load_calendar(text)

    (problem,) = refused.value.problems
    assert problem.code == "calendar.year_missing"
    assert problem.values["years"] == "2027, 2028"


def test_a_swap_without_its_other_day_is_worth_a_look_and_no_error() -> None:
    alone = load_calendar(GOOD.replace("pair = 2026-08-31\n", ""))
    unmatched = load_calendar(GOOD.replace("pair = 2026-08-31", "pair = 2026-08-30"))

    assert [(n.code, n.values["line"]) for n in alone.notices] == [("calendar.swap_alone", "18")]
    assert [n.code for n in unmatched.notices] == ["calendar.swap_unmatched"]


def test_years_that_a_new_calendar_drops_or_leaves_empty_are_told() -> None:
    shipped = load_calendar(resources.read_text("calendars/vn.toml")).calendar
    later = load_calendar(
        'schema = 1\nid = "vn-2027.01"\ntitle = "x"\nrest = ["saturday", "sunday"]\n'
        '[[year]]\nyear = 2027\nconfidence = "confirmed"\nsource = "x"\n'
    )

    assert [note.code for note in later.notices] == ["calendar.year_empty"]
    (lost,) = years_lost(shipped, later.calendar, 2026)
    assert (lost.code, lost.values["years"]) == ("calendar.years_lost", "2026")
    assert "24/11/2026" in lost.values["dates"]
    assert years_lost(shipped, later.calendar, 2027) == ()


def test_seven_days_of_rest_and_a_fixed_day_that_no_year_has_are_refused() -> None:
    always = ", ".join(
        f'"{day}"'
        for day in ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
    )
    fixed = '\n[[fixed]]\nmonth = 2\nday = 29\nname = "x"\nsource = "x"\n'

    codes = {code for code, _, _ in _wrong(GOOD.replace('"saturday", "sunday"', always) + fixed)}

    assert {"calendar.always_rest", "calendar.no_such_day"} <= codes


@bounded(150)
@given(st.data())
def test_a_garbled_file_is_refused_with_sentences_or_read_and_never_breaks(
    data: st.DataObject,
) -> None:
    text = resources.read_text("calendars/vn.toml")
    start = data.draw(st.integers(0, len(text)))
    length = data.draw(st.integers(0, 60))
    put_in = data.draw(st.text(max_size=20))
    garbled = text[:start] + put_in + text[start + length :]
    assert _outcome(garbled) in ("read", "refused with sentences")


def _outcome(text: str) -> str:
    try:
        load_calendar(text)
    except CalendarError as refused:
        return "refused with sentences" if refused.problems else "refused without a word"
    return "read"
