"""The shipped calendar agrees with the package `holidays`, but for differences that are named."""

from __future__ import annotations

import re
import tomllib
from datetime import date, timedelta
from pathlib import Path

import resources
from desk_app.core.calendar_file import load_calendar

TEXT = resources.read_text("calendars/vn.toml")
READ = load_calendar(TEXT)
VN = READ.calendar
PACKAGE = tomllib.loads(Path(__file__).with_name("holidays_vn.toml").read_text(encoding="utf-8"))

# Every day on which the two differ, 2023 to 2026, and why ours is right.
DIFFERENCES = {
    date(2026, 1, 2): "off: exchanged by the decision of 25/12/2025, which the package lacks",
    date(2026, 1, 10): "worked: the Saturday it was exchanged with",
}


def _package_works(day: date) -> bool:
    year = PACKAGE[str(day.year)]
    return day in year["work"] or (day.weekday() < 5 and day not in year["off"])


def _days(first: int, last: int) -> list[date]:
    start, end = date(first, 1, 1), date(last, 12, 31)
    return [start + timedelta(days=number) for number in range((end - start).days + 1)]


def test_it_agrees_with_the_package_for_2023_to_2026_but_for_named_days() -> None:
    differing = {day for day in _days(2023, 2026) if VN.is_working(day) != _package_works(day)}

    assert differing == set(DIFFERENCES)


def test_2027_is_the_estimate_of_the_package_and_what_is_estimated_is_marked() -> None:
    assert all(VN.is_working(day) == _package_works(day) for day in _days(2027, 2027))
    estimated = [rule.day for rule in VN.days if rule.confidence == "uncertain"]
    assert estimated == [
        *(date(2027, 2, day) for day in (4, 5, 8, 9, 10)),
        date(2027, 9, 3),
    ]


def test_each_swap_stands_with_both_its_days() -> None:
    swaps = {(rule.day, rule.pair) for rule in VN.days if rule.kind == "swap_work"}

    assert swaps == {
        (date(2024, 5, 4), date(2024, 4, 29)),
        (date(2025, 4, 26), date(2025, 5, 2)),
        (date(2026, 1, 10), date(2026, 1, 2)),
        (date(2026, 8, 22), date(2026, 8, 31)),
    }
    for worked, off in swaps:
        assert off is not None
        found = VN.rule(off)
        assert found is not None
        assert (found.kind, found.pair) == ("off", worked)


def test_tet_is_five_weekdays_a_year_and_no_day_more() -> None:
    for year in range(2023, 2028):
        tet = [rule for rule in VN.days if rule.day.year == year and "Nguyên đán" in rule.name]
        assert len(tet) == 5
        assert all(rule.day.weekday() < 5 for rule in tet)


def test_culture_day_is_off_from_2026_on() -> None:
    assert VN.is_working(date(2025, 11, 24))
    assert not VN.is_working(date(2026, 11, 24))
    assert not VN.is_working(date(2027, 11, 24))


def test_every_day_has_its_name_in_both_languages_and_its_legal_source() -> None:
    assert READ.notices == ()
    for rule in VN.days:
        assert rule.name
        assert rule.name_en
        assert re.search(r"\d", rule.source) or "Bộ Nội vụ" in rule.source
    assert [year.year for year in VN.years] == list(range(2023, 2028))


def test_a_year_beyond_the_table_has_what_the_law_fixes() -> None:
    off = [day for day in _days(2028, 2028) if day.weekday() < 5 and not VN.is_working(day)]

    # 1 January, 30 April and 2 September 2028 fall on a Saturday, a Sunday and a Saturday; the
    # Monday after 30 April is 1 May itself, so the day in its place is the Tuesday.
    assert off == [
        date(2028, 1, 3),
        date(2028, 5, 1),
        date(2028, 5, 2),
        date(2028, 9, 4),
        date(2028, 11, 24),
    ]
