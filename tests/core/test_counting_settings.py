"""Office hours and the clocks of fields are read from what people write, or refused."""

from __future__ import annotations

from datetime import date

import pytest

from desk_app.core.clock_rules import ClockRule, clock_on, read_clock_rules
from desk_app.core.desk_settings import DeskSettings, check_settings
from desk_app.core.office_hours import USUAL_HOURS, hours_text, read_hours
from desk_app.core.problems import Problem
from desk_app.core.work_calendar import OFFICE_HOURS, Span


@pytest.mark.parametrize(
    ("text", "spans"),
    [
        (USUAL_HOURS, OFFICE_HOURS),
        ("7:30-11:30,13:30-17:00", (Span(450, 690), Span(810, 1020))),
        ("7h30–11h30; 13h-17h", (Span(450, 690), Span(780, 1020))),
        ("08:00-16:00", (Span(480, 960),)),
    ],
)
def test_hours_are_read_as_people_write_them(text: str, spans: tuple[Span, ...]) -> None:
    assert read_hours(text) == spans
    assert read_hours(hours_text(spans)) == spans


@pytest.mark.parametrize(
    "text",
    ["", "sáng", "07:30", "11:30-07:30", "07:30-11:30, 11:00-17:00", "07:75-11:30", "08:00-25:00",
     "1:00-2:00,3:00-4:00,5:00-6:00,7:00-8:00,9:00-10:00"],
)  # fmt: skip
def test_hours_that_make_no_sense_are_refused(text: str) -> None:
    assert read_hours(text) is None
    problems = check_settings(DeskSettings(opening_hours=text))
    assert [(p.code, p.field) for p in problems] == [("settings.hours", "opening_hours")]


def test_the_latest_rule_of_the_field_in_force_on_the_day_holds() -> None:
    rules = read_clock_rules("Hộ tịch: tính lại từ 01/03/2027; hộ tịch = dừng; Đất đai: vẫn tính")

    assert isinstance(rules, tuple)
    assert rules[0] == ClockRule("Hộ tịch", date(2027, 3, 1), "restart")
    assert clock_on(rules, "Hộ tịch", date(2027, 2, 28), "run") == "pause"
    assert clock_on(rules, "Hộ tịch", date(2027, 3, 1), "run") == "restart"
    assert clock_on(rules, "Đất đai", date(2020, 1, 1), "pause") == "run"
    assert clock_on(rules, "Chứng thực", date(2027, 3, 1), "pause") == "pause"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Hộ tịch", "settings.clock_rule"),
        ("Hộ tịch: nhanh", "settings.clock_rule"),
        ("Hộ tịch: dừng từ 31/02/2027", "settings.clock_rule"),
        ("Hộ tịch: dừng; ho tich: vẫn tính", "settings.clock_twice"),
    ],
)
def test_rules_that_cannot_be_read_are_named(text: str, code: str) -> None:
    found = read_clock_rules(text)

    assert isinstance(found, Problem)
    assert found.code == code
    assert [p.code for p in check_settings(DeskSettings(clock_rules=text))] == [code]


def test_choices_and_bounds_of_counting_are_checked() -> None:
    wrong = DeskSettings(apology_days=11, max_extensions=10, clock="stop")  # type: ignore[arg-type]

    assert {p.field for p in check_settings(wrong)} == {"apology_days", "max_extensions", "clock"}
    assert check_settings(DeskSettings()) == ()
