"""Whatever the order in which ops arrive, every desk shows the same."""

from __future__ import annotations

import random
from collections.abc import Iterable, Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk_app.core import fold
from desk_app.core.ids import OpId
from desk_app.core.ops import KINDS, Op
from desk_app.store import project, rebuild
from tests.support.bounded import bounded
from tests.support.desks import nothing
from tests.support.histories import (
    Concurrency,
    History,
    Rows,
    arrivals,
    make_history,
    rows,
)
from tests.support.sim_desk import arrived

CHANCE = st.randoms(use_true_random=False)


def _shown(history: History, rnd: random.Random, orders: int) -> list[Rows]:
    """What desks show that got the history in so many orders."""
    return [rows(arrived(arrivals(history, rnd)).connection) for _ in range(orders)]


def test_any_order_of_arrival_gives_the_same_projections_on_every_desk() -> None:
    seen = Concurrency()

    @bounded(40)
    @given(CHANCE)
    def holds(rnd: random.Random) -> None:
        history = make_history(rnd)
        for ops in history.by_subject().values():
            seen.add(ops)
        expected, *others = _shown(history, rnd, 3)
        for desk in history.desks:
            # The authors themselves, once they have heard everything.
            late = history.ops
            rnd.shuffle(late)
            desk.receive(late)
            others.append(rows(desk.connection))
        for other in others:
            assert other == expected

    holds()

    # Without these shares the promise above would be an empty one.
    assert seen.pairs > 200
    assert seen.concurrent >= 0.3 * seen.pairs
    assert seen.chained >= 0.05 * seen.pairs


def _in_order_of_arrival(ops: Iterable[Op]) -> list[Op]:
    """A fold order without the tie-break: ancestors first, otherwise as they came."""
    waiting = list(ops)
    known = {op.header.id for op in waiting}
    done: set[OpId] = set()
    ordered: list[Op] = []
    while waiting:
        ready = (op for op in waiting if all(b in done or b not in known for b in op.header.base))
        op = next(ready)
        waiting.remove(op)
        done.add(op.header.id)
        ordered.append(op)
    return ordered


def test_without_the_tie_break_the_order_of_arrival_shows(monkeypatch: pytest.MonkeyPatch) -> None:
    histories = [make_history(random.Random(seed), rounds=5) for seed in range(12)]
    assert all(_same(_shown(history, random.Random(0), 3)) for history in histories)

    monkeypatch.setattr(project, "in_fold_order", _in_order_of_arrival)

    differing = sum(not _same(_shown(history, random.Random(0), 3)) for history in histories)
    assert differing > len(histories) // 2


def test_with_a_blind_rank_and_arrival_as_its_rest_the_order_shows(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    places: dict[OpId, int] = {}

    def by_arrival(op: Op) -> tuple[int, str, int, int]:
        return (places.setdefault(op.header.id, len(places)), "", 0, 0)

    histories = [make_history(random.Random(seed)) for seed in range(12)]
    monkeypatch.setattr(fold, "rank", by_arrival)

    def shown(history: History) -> Sequence[Rows]:
        found = []
        for order in range(3):
            places.clear()
            ops = arrivals(history, random.Random(order))
            found.append(rows(arrived(ops).connection))
        return found

    assert sum(not _same(shown(history)) for history in histories) > len(histories) // 2


def _same(shown: Sequence[Rows]) -> bool:
    return all(other == shown[0] for other in shown)


@bounded(40)
@given(CHANCE)
def test_rebuild_gives_what_was_written_step_by_step(rnd: random.Random) -> None:
    history = make_history(rnd)
    for desk in (*history.desks, arrived(arrivals(history, rnd))):
        before = rebuild.digests(desk.connection)
        desk.connection.execute("BEGIN")
        rebuilt = rebuild.rebuild(desk.connection, nothing)
        desk.connection.execute("COMMIT")

        assert rebuilt.differing == ()
        assert rebuilt.ops == len(desk.ops())
        assert rebuild.digests(desk.connection) == before


def test_a_history_holds_everything_that_desks_do() -> None:
    kinds = {op.header.kind for seed in range(60) for op in make_history(random.Random(seed)).ops}

    assert kinds == set(KINDS) - {"desk.opened"}


def test_an_erasure_that_came_first_keeps_the_person_part_out() -> None:
    erased_first = 0
    for seed in range(20):
        history = make_history(random.Random(seed))
        erasures = [op for op in history.ops if op.header.kind == "person.erased"]
        others = [op for op in history.ops if op.header.kind != "person.erased"]

        desk = arrived([*erasures, *others])

        for op in desk.ops():
            if op.header.id in history.erased:
                erased_first += 1
                assert op.person is None
                assert op.salt is None
    assert erased_first > 10
