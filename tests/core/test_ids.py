"""Names of desks, ops and officers: written in one way, read back or refused."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk_app.core.ids import (
    CROCKFORD,
    DeskId,
    OpId,
    crockford,
    new_desk_id,
    new_officer_id,
    parse_op_id,
)
from tests.support.bounded import bounded

DESK = DeskId("0123456789ABCDEF")
DESKS = st.binary(min_size=10, max_size=10).map(new_desk_id)


@bounded(100)
@given(DESKS, st.integers(0, 999_999_999), st.integers(1, 9_999_999_999_999_999))
def test_an_op_id_reads_back_as_it_was_written(desk: DeskId, epoch: int, seq: int) -> None:
    identity = OpId(desk, epoch, seq)

    assert parse_op_id(str(identity)) == identity


@pytest.mark.parametrize(
    "text",
    [
        "",
        f"{DESK}",
        f"{DESK}.0",
        f"{DESK}.0.0",
        f"{DESK}.00.1",
        f"{DESK}.0.01",
        f"{DESK}.0.1.1",
        f"{DESK}.-1.1",
        f"{DESK}.0.1 ",
        f"{DESK}.0.1\n",
        f" {DESK}.0.1",
        f"{DESK[:-1]}.0.1",
        f"{DESK.lower()}.0.1",
        f"{'U' * 16}.0.1",
        f"{DESK}.0.١",
    ],
)
def test_what_is_no_op_id_is_refused(text: str) -> None:
    assert parse_op_id(text) is None


def test_an_op_id_has_one_spelling_only() -> None:
    # Two spellings would be one op with two header encodings.
    assert str(OpId(DESK, 0, 10)) == f"{DESK}.0.10"
    assert parse_op_id(f"{DESK}.0.010") is None


@bounded(100)
@given(st.binary(min_size=10, max_size=10))
def test_a_desk_id_is_sixteen_crockford_characters_and_loses_no_bit(random: bytes) -> None:
    desk = new_desk_id(random)
    number = 0
    for character in desk:
        number = number * 32 + CROCKFORD.index(character)

    assert len(desk) == 16
    assert number == int.from_bytes(random, "big")


def test_an_officer_id_is_a_code_of_six_characters() -> None:
    assert new_officer_id(bytes(4)) == "000000"
    assert new_officer_id(b"\xff" * 4) == "ZZZZZZ"


def test_too_little_chance_is_refused() -> None:
    with pytest.raises(ValueError, match="16 characters need 80 bits"):
        crockford(bytes(9), 16)


def test_letters_that_are_taken_for_digits_are_not_used() -> None:
    assert not set("ILOU") & set(CROCKFORD)
    assert parse_op_id("I" * 16 + ".0.1") is None
