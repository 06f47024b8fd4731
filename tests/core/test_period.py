"""Months and the windows that look back from a month's end."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk_app.core.period import (
    WINDOWS,
    Month,
    Window,
    month_of,
    parse_month,
    window_days,
)


@pytest.mark.parametrize(
    ("window", "first", "last"),
    [
        ("month", date(2026, 11, 1), date(2026, 11, 30)),
        ("quarter", date(2026, 10, 1), date(2026, 11, 30)),
        ("ytd", date(2026, 1, 1), date(2026, 11, 30)),
        ("year", date(2026, 1, 1), date(2026, 12, 31)),
        ("last_round", date(2025, 12, 1), date(2026, 11, 30)),
    ],
)
def test_a_window_covers_its_days(window: Window, first: date, last: date) -> None:
    assert window_days(window, Month(2026, 11)) == (first, last)


def test_a_leap_february_ends_on_the_29th() -> None:
    assert window_days("month", Month(2028, 2))[1] == date(2028, 2, 29)


@pytest.mark.parametrize("text", ["2026-13", "2026-00", "2026-1", "0000-01", "2026-10 ", "10-2026"])
def test_what_is_no_month_is_refused(text: str) -> None:
    assert parse_month(text) is None


@given(st.dates(min_value=date(2, 1, 1)))
def test_every_window_holds_the_month_and_is_written_back(day: date) -> None:
    month = month_of(day)
    assert parse_month(str(month)) == month
    for window in WINDOWS:
        first, last = window_days(window, month)
        assert first <= month.first_day <= month.last_day <= last


def test_a_month_before_crosses_the_year() -> None:
    assert Month(2026, 1).before(13) == Month(2024, 12)
