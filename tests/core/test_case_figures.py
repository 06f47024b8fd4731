"""When a case is on time, late, in time or neither: small worlds counted by hand."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk_app.core.case_figures import (
    STANDINGS,
    CaseCounts,
    CaseFigure,
    add_counts,
    count_cases,
    figure_of,
    progress_points,
    promised,
    standing,
)
from desk_app.core.case_state import case_state
from desk_app.core.case_view import StepView
from desk_app.core.clock import Millis
from desk_app.core.fold import in_fold_order
from desk_app.core.ids import new_desk_id
from desk_app.store import op_rows
from tests.support.case_log import CaseLog, moment
from tests.support.desks import START
from tests.support.sim_desk import SimDesk

NOON = moment("2026-10-20 12:00")
HOUR = 3_600_000


def _case(**values: object) -> CaseFigure:
    return CaseFigure(id="c", procedure="1.001193", received=Millis(NOON - HOUR), **values)  # type: ignore[arg-type]


def _step(kind: str, *, due: int | None = None, detail: str = "", **flags: Any) -> StepView:
    return StepView(
        op="o", kind=kind, at=NOON, recorded=NOON, officer="o", status="checked", detail=detail,
        due=None if due is None else Millis(due), **flags,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("case", "expected"),
    [
        (_case(promised=NOON, finished=NOON), "on_time"),
        (_case(promised=NOON, finished=Millis(NOON + 1)), "open_in_time"),  # not finished yet
        (_case(promised=Millis(NOON - 2), finished=Millis(NOON - 1)), "late"),
        (_case(promised=NOON), "open_in_time"),
        (_case(promised=Millis(NOON - 1)), "open_late"),
        (_case(promised=Millis(NOON - 1), held=True), "open_in_time"),
        (_case(), "no_due"),
        (_case(finished=NOON), "no_due"),
        (_case(at_once=True, finished=NOON), "on_time"),
    ],
)
def test_a_case_stands_in_one_place_at_a_moment(case: CaseFigure, expected: str) -> None:
    assert standing(case, NOON) == expected


def test_an_extension_moves_nothing_that_was_promised() -> None:
    steps = (_step("extended", due=NOON + 9 * HOUR),)
    assert promised(NOON, steps) == NOON


def test_a_supplement_moves_the_promise() -> None:
    steps = (
        _step("supplement_requested", detail="pause"),
        _step("supplemented", due=NOON + 5 * HOUR),
    )
    assert promised(NOON, steps) == NOON + 5 * HOUR


def test_a_supplement_after_an_extension_moves_the_promise_by_as_much() -> None:
    steps = (
        _step("extended", due=NOON + 10 * HOUR),
        _step("supplement_requested", detail="pause"),
        _step("supplemented", due=NOON + 13 * HOUR),
    )
    assert promised(NOON, steps) == NOON + 3 * HOUR


def test_a_clock_that_starts_anew_makes_a_new_promise() -> None:
    steps = (
        _step("extended", due=NOON + 10 * HOUR),
        _step("supplement_requested", detail="restart"),
        _step("supplemented", due=NOON + 30 * HOUR),
    )
    assert promised(NOON, steps) == NOON + 30 * HOUR


def test_what_does_not_count_promises_nothing() -> None:
    steps = (
        _step("supplemented", due=NOON + 5 * HOUR, illegal=True),
        _step("supplemented", due=NOON + 6 * HOUR, taken_back=True),
    )
    assert promised(NOON, steps) == NOON
    assert promised(None, (_step("supplemented", due=NOON),)) == NOON


def _world() -> list[CaseFigure]:
    """The day of the issue in small: 10 in, 6 out of which 2 late, one stopped, 4 open."""
    desk = SimDesk(new_desk_id(bytes(10)), START)
    log = CaseLog(lambda: desk.log)
    receive = log.receive
    ids = [
        receive("2026-10-05 08:00", "2026-10-08 17:00", channel="online", digitised=True),
        receive("2026-10-05 08:10", "2026-10-08 17:00", fee=8000, payment="online"),
        receive("2026-10-05 08:20", "2026-10-08 17:00", fee=8000, payment="cash"),
        receive("2026-10-05 08:30", "2026-10-08 17:00", online_level="full"),
        receive("2026-10-05 08:40", None, at_once=True, fee=2000, payment="free"),
        receive("2026-10-05 08:50", "2026-10-08 17:00"),
        receive("2026-10-06 09:00", "2026-10-19 17:00"),
        receive("2026-10-06 09:10", "2026-10-30 17:00"),
        receive("2026-10-06 09:20", "2026-10-09 17:00"),
        receive("2026-10-06 09:30", None),
    ]
    log.step(ids[0], "ready", "2026-10-07 10:00")  # before the promise
    log.step(ids[1], "ready", "2026-10-08 17:00")  # to the minute
    log.extend(ids[2], "2026-10-08 09:00", "2026-10-12 17:00")  # apologised in time
    log.step(ids[2], "ready", "2026-10-12 09:00")  # within the extension, and late
    log.extend(ids[3], "2026-10-09 09:00", "2026-10-12 17:00")  # apologised too late
    log.step(ids[3], "ready", "2026-10-14 09:00")
    log.step(ids[5], "stopped", "2026-10-07 09:00")
    # ids[6] is open past its promise; ids[7] is open in time
    log.ask(ids[8], "2026-10-08 09:00")
    log.supplement(ids[8], "2026-10-12 09:00", "2026-10-13 17:00")
    log.ask(ids[8], "2026-10-13 09:00")  # asked again, and waiting
    figures = []
    for identity in ids:
        state = case_state(in_fold_order(op_rows.of_subject(desk.connection, identity)))
        assert state is not None
        figures.append(figure_of(state))
    return figures


def test_a_day_in_small_is_counted_as_by_hand() -> None:
    counts = count_cases(_world(), NOON)

    assert counts == CaseCounts(
        total=10,
        closed=6,
        on_time=4,  # 0 and 1, the one given at once, the one stopped
        open_in_time=2,  # 7, and 8 whose clock stands still
        late=3,
        open_late=1,
        no_due=1,
        late_with_apology_in_time=1,
        supplemented_more_than_once=1,
        online=1,
        eligible_online=2,
        digitised=1,
        result_electronic=0,
        with_fee=2,
        paid_online=1,
    )
    assert counts.on_time_or_open_in_time == 6
    assert progress_points(counts) == Decimal("12.00")


def test_the_same_day_as_it_stood_before_anything_was_finished() -> None:
    counts = count_cases(_world(), moment("2026-10-06 12:00"))

    assert (counts.total, counts.closed, counts.on_time) == (10, 1, 1)
    assert (counts.open_in_time, counts.late, counts.no_due) == (8, 0, 1)


def test_nothing_received_makes_no_points() -> None:
    assert progress_points(CaseCounts()) is None


_MOMENTS = st.integers(NOON - 40 * HOUR, NOON + 40 * HOUR)
_FIGURES = st.builds(
    CaseFigure,
    id=st.just("c"),
    procedure=st.just("1.001193"),
    received=_MOMENTS,
    promised=st.none() | _MOMENTS,
    finished=st.none() | _MOMENTS,
    at_once=st.booleans(),
    held=st.booleans(),
    apology=st.booleans(),
    with_fee=st.booleans(),
)


@given(st.lists(_FIGURES, max_size=30), _MOMENTS)
def test_every_case_is_in_exactly_one_place(cases: list[CaseFigure], at: int) -> None:
    counts = count_cases(cases, Millis(at))

    late_finished = counts.late - counts.open_late
    parts = (
        counts.on_time, late_finished, counts.open_in_time, counts.open_late, counts.no_due,
    )  # fmt: skip
    assert sum(parts) == counts.total
    assert len(parts) == len(STANDINGS)
    assert counts.late_with_apology_in_time <= counts.late <= counts.total
    assert counts.on_time_or_open_in_time + counts.late + counts.no_due == counts.total


@given(st.lists(_FIGURES, max_size=20), st.lists(_FIGURES, max_size=20), _MOMENTS)
def test_counts_of_parts_add_up_to_the_whole(
    some: list[CaseFigure], others: list[CaseFigure], at: int
) -> None:
    moment_ = Millis(at)
    parts = (count_cases(some, moment_), count_cases(others, moment_))
    assert add_counts(parts) == count_cases([*some, *others], moment_)
