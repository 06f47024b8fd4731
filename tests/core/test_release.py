"""Ratings are released in batches of whole days with at least five new answers."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from desk_app.core.release import SMALLEST_BATCH, last_released_day

_MONDAY = date(2026, 11, 2)


def _days(*counts: int) -> list[tuple[date, int]]:
    return [(_MONDAY + timedelta(days=n), count) for n, count in enumerate(counts)]


def test_four_answers_are_not_released() -> None:
    assert last_released_day(_days(2, 2), _MONDAY + timedelta(days=9)) is None


def test_the_fifth_answer_releases_all_days_up_to_its_own() -> None:
    assert last_released_day(_days(2, 2, 1), _MONDAY + timedelta(days=9)) == date(2026, 11, 4)


def test_what_gathers_after_a_batch_waits_for_its_own_five() -> None:
    assert last_released_day(_days(7, 4), _MONDAY + timedelta(days=9)) == _MONDAY
    assert last_released_day(_days(7, 4, 1), _MONDAY + timedelta(days=9)) == date(2026, 11, 4)


def test_a_day_that_is_not_over_releases_nothing() -> None:
    assert last_released_day(_days(7, 50), _MONDAY) == _MONDAY
    assert last_released_day(_days(50), _MONDAY - timedelta(days=1)) is None


_COUNTS = st.lists(st.integers(0, 12), max_size=40)


@given(_COUNTS)
def test_each_further_day_changes_nothing_or_shows_at_least_five_answers_more(
    counts: list[int],
) -> None:
    days = _days(*counts)
    shown, before = 0, None
    for last, _ in days:
        released = last_released_day(days, last)
        now = sum(count for day, count in days if released is not None and day <= released)
        assert now == shown or now - shown >= SMALLEST_BATCH
        assert before is None or (released is not None and released >= before)
        shown, before = now, released


@given(_COUNTS)
def test_the_order_of_arrival_and_split_days_do_not_matter(counts: list[int]) -> None:
    days = _days(*counts)
    split = [(day, part) for day, count in days for part in (count // 2, count - count // 2)]
    end = _MONDAY + timedelta(days=99)
    assert last_released_day(reversed(split), end) == last_released_day(days, end)
