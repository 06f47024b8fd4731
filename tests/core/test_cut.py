"""Cuts: written as text and read back, or refused."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk_app.core.cut import Cut, Head, parse_cut
from desk_app.core.ids import DeskId, new_desk_id
from tests.support.bounded import bounded

DESK = DeskId("0123456789ABCDEF")
HASH = "0f" * 32
HEAD = Head(DESK, 0, 7, HASH)
HEADS = st.builds(
    Head,
    desk=st.binary(min_size=10, max_size=10).map(new_desk_id),
    epoch=st.integers(0, 3),
    seq=st.integers(1, 10**9),
    hash=st.binary(min_size=32, max_size=32).map(bytes.hex),
)


@bounded(100)
@given(st.lists(HEADS, min_size=1, max_size=4, unique_by=lambda head: (head.desk, head.epoch)))
def test_a_cut_reads_back_as_it_was_written(heads: list[Head]) -> None:
    cut = Cut(tuple(sorted(heads)))

    assert parse_cut(str(cut)) == cut
    assert parse_cut(" , ".join(str(head) for head in reversed(cut.heads))) == cut


@pytest.mark.parametrize(
    "text",
    [
        "",
        ",",
        "heute",
        f"{DESK}.0.7",
        f"{DESK}.0.7.{HASH[:-1]}",
        f"{DESK}.0.7.{HASH}0",
        f"{DESK}.0.7.{HASH.upper()}",
        f"{DESK}.0.0.{HASH}",
        f"{DESK}.0.7.{HASH},x",
        f"{DESK}.0.7.{HASH},{DESK}.0.8.{HASH}",
    ],
)
def test_what_is_no_cut_is_refused(text: str) -> None:
    assert parse_cut(text) is None


def test_a_desk_that_was_restored_has_a_head_in_each_epoch() -> None:
    cut = Cut((HEAD, Head(DESK, 1, 2, HASH)))

    assert parse_cut(str(cut)) == cut
