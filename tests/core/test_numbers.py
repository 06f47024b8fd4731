"""Printed numbers: a mark, a letter for the epoch, a counter; each number means one paper."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk_app.core.ids import DeskId
from desk_app.core.numbers import (
    book_of,
    counter_of,
    entry_in_book,
    epoch_letter,
    number_prefix,
    printed_number,
)
from tests.support.bounded import bounded

DESK = DeskId("7ZK3456789ABCDEF")


def test_a_number_looks_like_this() -> None:
    assert printed_number(DESK, 0, 1) == "7ZK3-A-000001"
    assert printed_number(DESK, 1, 42) == "7ZK3-B-000042"


def test_a_counter_past_its_width_grows_longer() -> None:
    assert printed_number(DESK, 0, 1_234_567) == "7ZK3-A-1234567"


@pytest.mark.parametrize(
    ("epoch", "letter"), [(0, "A"), (25, "Z"), (26, "AA"), (51, "AZ"), (52, "BA"), (702, "AAA")]
)
def test_each_epoch_has_its_letter(epoch: int, letter: str) -> None:
    assert epoch_letter(epoch) == letter


@bounded(200)
@given(
    st.tuples(st.integers(0, 2000), st.integers(1, 10**8)),
    st.tuples(st.integers(0, 2000), st.integers(1, 10**8)),
)
def test_two_papers_of_a_desk_never_carry_the_same_number(
    one: tuple[int, int], other: tuple[int, int]
) -> None:
    first, second = printed_number(DESK, *one), printed_number(DESK, *other)

    assert (first == second) == (one == other)
    assert counter_of(first) == one[1]
    assert first.startswith(number_prefix(DESK, one[0]))
    assert re.fullmatch(r"[0-9A-Z]{4}-[A-Z]{1,3}-\d{6,9}", first)


def test_no_prefix_is_the_beginning_of_another() -> None:
    prefixes = [number_prefix(DESK, epoch) for epoch in range(800)]

    assert len(set(prefixes)) == len(prefixes)
    assert not any(
        one != other and other.startswith(one) for one in prefixes[:60] for other in prefixes
    )


def test_an_entry_names_its_book_where_there_is_more_than_one() -> None:
    assert book_of("7ZK3-B-000012") == "7ZK3-B"
    assert entry_in_book(12, "7ZK3-B-000099", books=1) == "12"
    assert entry_in_book(12, "7ZK3-B-000099", books=2) == "12/7ZK3-B"
