"""Ranges of attachments learn from the line: about four seconds each, within what was agreed."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from sync.client.ranges import LEAST, MOST, Ranges
from sync.server import blobs
from tests.support.bounded import bounded


def test_both_sides_agree_on_the_bounds() -> None:
    assert (LEAST, MOST) == (blobs.LEAST, blobs.MOST)


def test_a_steady_line_ends_with_ranges_of_four_seconds() -> None:
    for speed, wanted in ((2_000, LEAST), (16_000, 48 * 1024), (32_000, 112 * 1024)):
        ranges = Ranges()
        for _ in range(10):
            ranges.came(ranges.size, ranges.size * 1000 // speed)
        assert ranges.size == wanted


def test_the_end_of_a_file_tells_nothing() -> None:
    ranges = Ranges()
    before = ranges.size
    ranges.came(before - 1, 60_000)
    assert ranges.size == before


def test_a_range_is_halved_until_it_is_the_least() -> None:
    ranges = Ranges()
    while ranges.halve():
        assert ranges.size >= LEAST
    assert ranges.size == LEAST


@bounded(100)
@given(st.lists(st.one_of(st.none(), st.integers(0, 10_000_000))))
def test_whatever_the_line_does_ranges_stay_within_what_was_agreed(times: list[int | None]) -> None:
    ranges = Ranges()
    for milliseconds in times:
        before = ranges.size
        if milliseconds is None:
            ranges.halve()
        else:
            ranges.came(before, milliseconds)
        assert LEAST <= ranges.size <= min(MOST, 2 * before)
        assert ranges.size % LEAST == 0
