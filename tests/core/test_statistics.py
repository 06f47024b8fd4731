"""Small numbers stay small: the Wilson interval, the worst case, nothing under ten answers."""

from __future__ import annotations

import math
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk_app.core.statistics import Interval, share_statistics, shown_interval, wilson

_SHARES = st.integers(1, 3000).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n)))


def test_thirty_of_thirty_says_88_6_to_100_percent() -> None:
    # The example of product.md.
    assert wilson(30, 30) == Interval(Decimal("0.886487"), Decimal("1.000000"))


def test_the_interval_agrees_with_a_published_example() -> None:
    # Newcombe, Statistics in Medicine 17 (1998), table I: 81 of 263, score method.
    interval = wilson(81, 263)
    assert (round(interval.low, 4), round(interval.high, 4)) == (
        Decimal("0.2553"),
        Decimal("0.3662"),
    )


def test_the_interval_of_the_month_page_is_rounded_once() -> None:
    # 236 of 251: 96.345 %, which four decimals rounded again would turn into 96.4 %.
    assert round(wilson(236, 251).high * 100, 1) == Decimal("96.3")


@given(_SHARES)
def test_the_interval_holds_the_share_and_mirrors_its_complement(numbers: tuple[int, int]) -> None:
    part, whole = numbers
    interval, mirror = wilson(part, whole), wilson(whole - part, whole)
    rounded = round(Decimal(part) / whole, 6)
    assert 0 <= interval.low <= rounded <= interval.high <= 1
    assert (interval.low, interval.high) == (1 - mirror.high, 1 - mirror.low)


def test_the_interval_covers_in_the_mean_what_it_promises_for_small_numbers() -> None:
    # Exact coverage (no simulation): the chance that the interval of k holds p, over n = 5..50
    # and p = 0.90..0.995, weighed equally. Goal H1: at least 94 %.
    covered = []
    for n in range(5, 51):
        intervals = [wilson(k, n) for k in range(n + 1)]
        for p in (0.90 + 0.005 * step for step in range(20)):
            covered.append(
                sum(
                    math.comb(n, k) * p**k * (1 - p) ** (n - k)
                    for k, interval in enumerate(intervals)
                    if float(interval.low) <= p <= float(interval.high)
                )
            )
    assert sum(covered) / len(covered) >= 0.94


def test_under_ten_answers_nothing_is_said() -> None:
    assert shown_interval(9, 9) is None
    assert share_statistics(9, 9, 200) is None
    assert shown_interval(9, 10) == wilson(9, 10)


def test_the_worst_case_counts_every_silent_citizen_as_unhappy() -> None:
    found = share_statistics(satisfied=236, answered=240, asked=300)
    assert found is not None
    assert (found.share, found.response_rate, found.worst_case) == (
        Decimal("0.9833"),
        Decimal("0.8000"),
        Decimal("0.7867"),
    )
    assert found.interval == wilson(236, 240)


@pytest.mark.parametrize("numbers", [(11, 10, 20), (5, 21, 20), (-1, 10, 20)])
def test_numbers_that_do_not_fit_each_other_are_refused(numbers: tuple[int, int, int]) -> None:
    with pytest.raises(ValueError, match="satisfied"):
        share_statistics(*numbers)


def test_a_share_of_nothing_is_refused() -> None:
    with pytest.raises(ValueError, match="no share"):
        wilson(0, 0)
