"""What the province's clock says now: carried on steadily, and never guessed years ahead."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from desk_app.core.clock import Instant, Millis
from desk_app.core.corrected_clock import corrected

DAY = 86_400_000
_TRUE = 1_793_000_000_000
_passed = st.integers(0, 400 * DAY)
_off = st.integers(-20 * 365 * DAY, 20 * 365 * DAY)


def looked(wall: int, mono: int, boot: str = "a") -> Instant:
    return Instant(Millis(wall), mono, boot)


@given(_off, _passed, _off)
def test_while_the_machine_runs_nobody_who_sets_its_clock_moves_a_day(
    off: int, passed: int, jump: int
) -> None:
    measured = looked(_TRUE + off, 5_000)
    now = looked(_TRUE + off + passed + jump, 5_000 + passed)
    assert corrected(now, measured, -off) == _TRUE + passed


@given(_off, _passed)
def test_after_another_start_a_clock_left_alone_is_never_ahead_and_never_before_the_last_answer(
    off: int, passed: int
) -> None:
    measured = looked(_TRUE + off, 5_000)
    now = looked(_TRUE + off + passed, 10, "b")
    assert _TRUE <= corrected(now, measured, -off) <= _TRUE + passed


@given(_off, _passed)
def test_a_clock_that_was_set_right_counts_as_it_is_or_little_ahead(off: int, passed: int) -> None:
    """A clock that was less than 36 hours off may be taken for one nobody touched."""
    measured = looked(_TRUE + off, 5_000)
    now = looked(_TRUE + passed, 10, "b")
    assert _TRUE <= corrected(now, measured, -off) <= _TRUE + passed + 36 * 3_600_000


def test_a_steady_clock_that_ran_backwards_is_another_start() -> None:
    measured = looked(_TRUE, 500_000)
    assert corrected(looked(_TRUE + DAY, 10), measured, 0) == _TRUE + DAY


def test_without_a_measure_the_desks_own_clock_is_all_there_is() -> None:
    assert corrected(looked(_TRUE, 1), None, 0) == _TRUE
