"""Moments and days: civil time is UTC+7, whatever the machine says."""

from __future__ import annotations

import os
import time
from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk_app.core.clock import (
    Millis,
    day_from,
    day_number,
    day_of,
    from_local,
    local,
    number_of,
    start_of,
)
from tests.support.bounded import bounded

MOMENTS = st.integers(-(10**12), 4 * 10**12).map(Millis)


def test_a_day_begins_at_seventeen_utc_of_the_day_before() -> None:
    midnight = from_local(datetime(2026, 10, 15))

    assert datetime.fromtimestamp(midnight / 1000, tz=UTC).hour == 17
    assert day_of(midnight) == date(2026, 10, 15)
    assert day_of(Millis(midnight - 1)) == date(2026, 10, 14)
    assert start_of(date(2026, 10, 15)) == midnight


@bounded(100)
@given(MOMENTS)
def test_every_moment_lies_in_the_day_whose_start_it_is_not_before(moment: Millis) -> None:
    day = day_of(moment)

    assert start_of(day) <= moment < start_of(day + timedelta(days=1))
    assert local(moment).date() == day
    assert day_from(day_number(moment)) == day
    assert number_of(day) == day_number(moment)


@bounded(100)
@given(st.datetimes(min_value=datetime(1950, 1, 1), max_value=datetime(2150, 1, 1)))
def test_civil_time_and_moment_lead_back_to_each_other(when: datetime) -> None:
    to_the_millisecond = when.replace(microsecond=when.microsecond // 1000 * 1000)

    assert local(from_local(to_the_millisecond)).replace(tzinfo=None) == to_the_millisecond


def test_a_time_with_a_zone_of_its_own_keeps_it() -> None:
    tokyo = datetime(2026, 10, 15, 10, 0, tzinfo=timezone(timedelta(hours=9)))

    assert local(from_local(tokyo)).hour == 8


@pytest.mark.parametrize("zone", ["UTC", "America/Los_Angeles", "Asia/Tokyo"])
def test_the_zone_of_the_machine_changes_nothing(
    zone: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(os.environ, "TZ", zone)
    time.tzset()
    try:
        moment = from_local(datetime(2026, 10, 15, 0, 30))
        assert moment == 1_791_999_000_000  # 2026-10-14 17:30 UTC
        assert day_of(moment) == date(2026, 10, 15)
    finally:
        monkeypatch.undo()
        time.tzset()
