"""What time it is by the log when the clocks of its desks disagree."""

from __future__ import annotations

from datetime import datetime

import pytest

from desk_app.core.clock import Millis, from_local
from desk_app.core.log_time import FIRST_DAY, LONG_AFTER, Newest, log_time

NOW = from_local(datetime(2026, 11, 22, 9, 0))
DAY = 86_400_000
YEAR = 365 * DAY


def _at(wall: int, lamport: int = 10, highest: int = 0) -> Newest:
    return Newest(lamport, Millis(wall), Millis(max(wall, highest)))


def test_the_newest_moment_counts() -> None:
    assert log_time([]) is None
    assert log_time([_at(NOW)]) == NOW
    assert log_time([_at(NOW), _at(NOW - 5000), _at(NOW + 40 * DAY)]) == NOW + 40 * DAY


def test_the_first_day_is_the_day_of_the_new_communes() -> None:
    assert from_local(datetime(2025, 7, 1)) == FIRST_DAY


@pytest.mark.parametrize("lamport", [1, 10, 11, 10 + LONG_AFTER - 1])
def test_a_clock_years_ahead_is_not_believed_whoever_wrote_last(lamport: int) -> None:
    assert log_time([_at(NOW), _at(NOW + 4 * YEAR, lamport)]) == NOW


def test_several_clocks_ahead_in_different_years_are_none_of_them_believed() -> None:
    assert log_time([_at(NOW), _at(NOW + 2 * YEAR), _at(NOW + 9 * YEAR)]) == NOW


def test_a_clock_that_was_set_right_again_tells_the_time() -> None:
    mended = _at(NOW + 5000, highest=NOW + 4 * YEAR)

    assert log_time([_at(NOW), mended]) == NOW + 5000


@pytest.mark.parametrize("years", [1, 11, 56])
def test_a_clock_with_an_empty_battery_changes_nothing(years: int) -> None:
    assert log_time([_at(NOW), _at(FIRST_DAY - years * YEAR, 99)]) == NOW
    fell_back = _at(FIRST_DAY + DAY, 99, highest=NOW - 3 * DAY)
    assert log_time([_at(NOW), fell_back]) == NOW


def test_a_desk_that_worked_on_alone_is_believed() -> None:
    idle = _at(NOW, 100)

    assert log_time([_at(NOW + 3 * YEAR, 100 + LONG_AFTER), idle]) == NOW + 3 * YEAR
