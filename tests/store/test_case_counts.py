"""The counts of cases by month say what counting case by case says, at every month's end."""

from __future__ import annotations

import random
from datetime import date

import pytest

from desk_app.core.case_figures import CaseCounts, CaseFigure, add_counts, count_cases, figure_of
from desk_app.core.case_state import case_state
from desk_app.core.clock import Millis, day_number, number_of
from desk_app.core.fold import in_fold_order
from desk_app.core.ids import new_desk_id
from desk_app.core.metrics import METRICS, Inputs
from desk_app.store import case_counts, counts, op_rows, rebuild
from desk_app.store.case_figures import month_number, project_new_figures
from tests.support.case_log import CaseLog, moment
from tests.support.sim_desk import SimDesk, opened

START = moment("2026-01-05 08:00")
END = moment("2026-04-20 10:00")
HOUR = 3_600_000
DAY = 24 * HOUR
ENDS = [moment(f"2026-{month:02d}-{day} 23:59:59.999") for month, day in
        ((1, 31), (2, 28), (3, 31), (4, 30))]  # fmt: skip


def _history(seed: int) -> SimDesk:
    """A desk of four months: everything that can happen to cases, in any order."""
    rnd = random.Random(seed)
    desk = opened(SimDesk(new_desk_id(rnd.randbytes(10)), START))
    log = CaseLog(lambda: desk.log)
    for _ in range(60):
        at = Millis(START + rnd.randrange(80 * DAY))
        due = rnd.choice((None, Millis(at + rnd.randrange(40 * DAY))))
        case = log.receive(
            at, due, at_once=rnd.random() < 0.2, fee=rnd.choice((0, 8000)),
            channel=rnd.choice(("desk", "online", "post")),
            payment=rnd.choice(("", "free", "cash", "online")), digitised=rnd.random() < 0.5,
            online_level=rnd.choice(("", "none", "part", "full")),
        )  # fmt: skip
        for _ in range(rnd.randrange(5)):
            at = Millis(at + rnd.randrange(15 * DAY))
            if at > END:  # nothing is recorded before it happens
                break
            match rnd.randrange(7):
                case 0:
                    log.ask(case, at, rnd.choice(("pause", "restart", "run")))
                case 1:
                    log.supplement(case, at, Millis(at + rnd.randrange(20 * DAY)))
                case 2:
                    log.extend(case, at, Millis(at + rnd.randrange(20 * DAY)))
                case 3:
                    log.step(case, rnd.choice(("refused", "stopped", "withdrawn")), at)
                case 4:
                    log.void(case)
                case _:
                    log.step(case, "ready", at)
    return desk


def _figures(desk: SimDesk) -> list[CaseFigure]:
    found = []
    for case in desk.subjects("case.received"):
        state = case_state(in_fold_order(op_rows.of_subject(desk.connection, case)))
        assert state is not None
        if not state.voided:
            found.append(figure_of(state))
    return found


def _latest(desk: SimDesk) -> Millis:
    """The moment the log ends with: after everything that was done."""
    assert (counts.latest_moment(desk.connection) or 0) < END
    return END


def _counted(desk: SimDesk, at: Millis, latest: Millis) -> CaseCounts:
    first, last = month_number(START), month_number(ENDS[-1])
    groups = case_counts.case_groups(desk.connection, first, last, latest)
    return add_counts(case_counts.counts_by_month(groups, at).values())


@pytest.mark.parametrize("seed", range(6))
def test_groups_count_what_the_cases_count(seed: int) -> None:
    desk = _history(seed)
    latest = _latest(desk)
    cases = _figures(desk)

    for at in [*ENDS[:3], latest]:
        assert _counted(desk, at, latest) == count_cases(cases, at)


@pytest.mark.parametrize("seed", range(3))
def test_as_many_rows_lie_behind_a_figure_as_it_counts(seed: int) -> None:
    desk = _history(seed)
    latest = _latest(desk)
    days = number_of(date(2026, 1, 1)), number_of(date(2026, 4, 30))
    for at in [*ENDS[:3], latest]:
        inputs = Inputs(cases=_counted(desk, at, latest))
        for metric in case_counts.CASES_BEHIND:
            rows = list(case_counts.case_rows_behind(desk.connection, metric, *days, at))
            assert len(rows) == METRICS.value(metric, inputs), metric


def test_rows_stand_behind_every_metric_of_cases() -> None:
    named = {metric.name for metric in METRICS.all() if metric.name.startswith("cases.")}
    assert set(case_counts.CASES_BEHIND) == named


@pytest.mark.parametrize("seed", range(3))
def test_a_rebuild_makes_the_same_figures_and_counts(seed: int) -> None:
    desk = _history(seed)
    before = rebuild.digests(desk.connection)

    desk.connection.execute("BEGIN")
    done = rebuild.rebuild(desk.connection, lambda _seen, _total: None)
    desk.connection.execute("COMMIT")

    assert done.identical, done.differing
    after = rebuild.digests(desk.connection)
    assert {name: after[name] for name in ("case_figure", "case_count")} == {
        name: before[name] for name in ("case_figure", "case_count")
    }


def test_many_new_cases_at_once_are_counted_like_one_after_the_other() -> None:
    desk = _history(1)
    before = rebuild.digests(desk.connection)
    states = []
    for case in desk.subjects("case.received"):
        ops = op_rows.of_subject(desk.connection, case)
        state = case_state(in_fold_order(ops))
        arrival = op_rows.arrival_of(desk.connection, ops[0].header.id)
        assert state is not None
        assert arrival is not None
        states.append((state, arrival))

    desk.connection.execute("DELETE FROM case_figure")
    desk.connection.execute("DELETE FROM case_count")
    project_new_figures(desk.connection, states)

    after = rebuild.digests(desk.connection)
    for table in ("case_figure", "case_count"):
        assert after[table] == before[table]


def test_cases_are_read_by_receipt_and_by_finish() -> None:
    desk = _history(2)
    cases = {case.id: case for case in _figures(desk)}
    first, last = day_number(START) + 5, day_number(START) + 40

    received = case_counts.cases_received(desk.connection, first, last)
    finished = case_counts.cases_finished(desk.connection, START, ENDS[1])

    assert {case.id for case in received} == {
        key for key, case in cases.items() if first <= day_number(case.received) <= last
    }
    assert {case.id for case in finished} == {
        key for key, case in cases.items() if case.finished and START <= case.finished <= ENDS[1]
    }
    assert all(case == cases[case.id] for case in [*received, *finished])
