"""Promises about times as officers write them: the day and the year may be left out."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from desk_app.core.clock import VN
from desk_app.core.spoken_time import written_out
from desk_app.core.visit import parse_when

TODAY = date(2026, 11, 22)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("9:30", datetime(2026, 11, 22, 9, 30)),
        ("9h30", datetime(2026, 11, 22, 9, 30)),
        ("9h", datetime(2026, 11, 22, 9, 0)),
        ("9 giờ", datetime(2026, 11, 22, 9, 0)),
        ("9 giờ 05", datetime(2026, 11, 22, 9, 5)),
        ("hôm qua 9h30", datetime(2026, 11, 21, 9, 30)),
        ("Hôm qua, 14:05", datetime(2026, 11, 21, 14, 5)),
        ("yesterday 9:30", datetime(2026, 11, 21, 9, 30)),
        ("hom kia 8g15", datetime(2026, 11, 20, 8, 15)),
        ("21/11 9h30", datetime(2026, 11, 21, 9, 30)),
        ("21-11, 9:30", datetime(2026, 11, 21, 9, 30)),
        ("30/12 16:00", datetime(2025, 12, 30, 16, 0)),
        ("22/11 07:00", datetime(2026, 11, 22, 7, 0)),
        ("21/11/2026 09:30", datetime(2026, 11, 21, 9, 30)),
        ("2026-11-21 09:30", datetime(2026, 11, 21, 9, 30)),
    ],
)
def test_a_time_is_understood_as_it_is_written(typed: str, meant: datetime) -> None:
    assert parse_when(written_out(typed, TODAY)) == meant.replace(tzinfo=VN)


@pytest.mark.parametrize("typed", ["", "sáng qua", "31/02 9:30", "9", "25:99", "hôm qua", "9h309"])
def test_what_is_no_time_is_said_to_be_none(typed: str) -> None:
    assert not isinstance(parse_when(written_out(typed, TODAY)), datetime)
