"""No hand is taken for a scanner, no scanner for a hand."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk_app.core.burst import LEAST, PAUSE, Burst, Scan, scans_in

CARD = "024190001234|012345678|Trần Thị Thủy|01021990|Nữ|Hà Vị 1, Hiệp Hòa|15042021"
OTHER = CARD.replace("024190", "034191")
Keys = list[tuple[float, str]]


def keys(text: str, gap: float = 6, start: float = 0) -> Keys:
    return [(start + gap * number, character) for number, character in enumerate(text)]


@given(st.lists(st.floats(1, 12), min_size=len(CARD), max_size=len(CARD)))
def test_every_scanner_speed_is_a_scan(gaps: list[float]) -> None:
    at, sent = 0.0, []
    for character, gap in zip(CARD, gaps, strict=True):
        at += gap
        sent.append((at, character))
    assert scans_in(sent) == [Scan(CARD)]


@given(st.integers(1, 12), st.integers(0, 15))
def test_a_clock_that_ticks_every_16_ms_sees_the_scan(gap: int, phase: int) -> None:
    coarse = [((at + phase) // 15.6 * 15.6, character) for at, character in keys(CARD, gap)]
    assert scans_in(coarse) == [Scan(CARD)]


@given(
    st.lists(
        st.tuples(st.characters(min_codepoint=32, max_codepoint=0x1EF9), st.floats(55, 400)),
        max_size=300,
    ),
    st.floats(0, 30),
    st.randoms(use_true_random=False),
)
def test_no_typing_with_rolled_over_pairs_is_a_scan(
    typed: list[tuple[str, float]], roll: float, chance: object
) -> None:
    at, sent = 0.0, []
    for number, (character, gap) in enumerate(typed):
        # Every other key may come down before the one before it is up.
        at += min(gap, 1 + roll) if number % 2 else gap
        sent.append((at, character))
    assert scans_in(sent) == []


@given(st.floats(16, 60), st.integers(1, 400))
def test_no_key_held_down_is_a_scan(gap: float, count: int) -> None:
    assert scans_in(keys("a" * count, gap)) == []


@given(st.floats(64, 70), st.integers(21, 400))
def test_no_fast_typist_is_a_scan(gap: float, count: int) -> None:
    assert scans_in(keys("n" * count, gap)) == []


@given(st.integers(1, LEAST - 1))
def test_fingers_that_fall_on_the_keyboard_are_no_scan(count: int) -> None:
    assert scans_in(keys("h" * count, 1)) == []


@pytest.mark.parametrize("end", ["", "\r", "\n", "\t", "\r\n", "\r\t"])
def test_whatever_ends_a_scan_is_no_part_of_it(end: str) -> None:
    assert scans_in(keys(CARD + end)) == [Scan(CARD)]


def test_a_scan_ends_with_a_pause_and_typing_goes_on() -> None:
    sent = keys(CARD)
    sent += keys("nguyen", 120, sent[-1][0] + 100)
    assert scans_in(sent) == [Scan(CARD)]


def test_a_scan_in_the_middle_of_typing_is_cut_out() -> None:
    sent = keys("ngu", 120)
    sent += keys(CARD + "\r", 6, sent[-1][0] + 80)
    sent += keys("yen", 120, sent[-1][0] + 80)
    assert scans_in(sent) == [Scan(CARD)]


def test_a_key_right_before_a_scan_is_told_apart() -> None:
    assert scans_in(keys("u" + CARD)) == [Scan(CARD, lead=1)]


def test_a_symbology_mark_belongs_to_the_scan() -> None:
    assert scans_in(keys("]Q3" + CARD)) == [Scan("]Q3" + CARD)]


def test_letters_that_a_typing_tool_takes_back_are_gone() -> None:
    assert scans_in(keys("\b" + CARD.replace("Trần", "Traa\b\bầ\bần"))) == [Scan(CARD)]


@pytest.mark.parametrize("between", ["\r", "\t", "\r\n", ""])
def test_of_two_codes_in_a_burst_the_first_is_kept(between: str) -> None:
    assert scans_in(keys(CARD + between + OTHER + between)) == [Scan(CARD, second=True)]


def test_two_codes_in_a_burst_are_found_where_the_first_has_no_date_of_issue() -> None:
    first = CARD[: -len("15042021")]
    assert scans_in(keys(first + OTHER)) == [Scan(first, second=True)]


def test_the_same_code_read_twice_is_one() -> None:
    assert scans_in(keys(CARD + "\r" + CARD + "\r")) == [Scan(CARD)]


def test_an_old_number_of_twelve_digits_is_no_second_card() -> None:
    text = CARD.replace("012345678", "034090001234")
    assert scans_in(keys(text)) == [Scan(text)]


def test_a_scanner_that_stumbles_once_is_still_heard() -> None:
    sent = keys(CARD[:10], 8)
    sent += keys(CARD[10:40], 8, sent[-1][0] + 35)
    sent += keys(CARD[40:], 8, sent[-1][0] + 55)
    assert scans_in(sent) == [Scan(CARD)]


def test_a_hundred_thousand_characters_stay_small() -> None:
    (scan,) = scans_in(keys("0" * 100_000, 1))
    assert len(scan.text) == 20_000


def test_one_key_is_held_no_longer_than_the_first_pause() -> None:
    burst = Burst()
    assert burst.pause == PAUSE
    burst.add(0, "a")
    assert burst.pause == PAUSE
    assert burst.goes_on(PAUSE)
    assert not burst.goes_on(PAUSE + 1)


def test_endless_keys_just_slower_than_a_scanner_are_given_back() -> None:
    burst = Burst()
    for at, character in keys("a" * LEAST, 17):
        assert not burst.is_typing
        burst.add(at, character)
    assert burst.is_typing


def test_a_clock_that_goes_back_does_not_matter() -> None:
    sent = [(at - (3 if number % 7 == 3 else 0), c) for number, (at, c) in enumerate(keys(CARD, 2))]
    assert scans_in(sent) == [Scan(CARD)]


def test_nothing_is_no_scan() -> None:
    assert scans_in([]) == []
    assert Burst().scan() is None
