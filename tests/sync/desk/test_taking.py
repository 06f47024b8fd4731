"""Ops that come from elsewhere: in any order, twice, in pieces, bad ones among them."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence

from hypothesis import given
from hypothesis import strategies as st

from desk_app.core import states
from desk_app.core.fold import in_fold_order
from desk_app.core.ids import new_desk_id
from desk_app.core.ops import Op
from desk_app.store import aside, rebuild
from desk_app.store.taking import Taken, take_ops, together
from desk_app.store.verify import verify_log
from tests.support.bad_ops import BAD_ACTS
from tests.support.bounded import bounded
from tests.support.desks import START, nothing
from tests.support.histories import EVERY_ACT, History, arrivals, make_history, rows
from tests.support.sim_desk import SimDesk, opened

CHANCE = st.randoms(use_true_random=False)


def history_with_bad_ops(rnd: random.Random) -> History:
    """A history in which desks also write what nobody can fold, and go on afterwards."""
    history = make_history(rnd, rounds=2)
    for _ in range(rnd.randint(1, 4)):
        desk = rnd.choice(history.desks)
        rnd.choice(BAD_ACTS)(desk, rnd)
        for _ in range(rnd.randint(0, 3)):
            rnd.choice(EVERY_ACT)(desk, rnd)
        if rnd.random() < 0.5:
            other = rnd.choice(history.desks)
            other.receive(desk.ops())
            rnd.choice(EVERY_ACT)(other, rnd)
    for desk in history.desks:
        for op in desk.ops():
            if op.header.desk == desk.id:
                history.written.setdefault(op.header.id, op)
    return history


def pieces(ops: Sequence[Op], rnd: random.Random) -> Iterator[Sequence[Op]]:
    """The ops in runs of any length."""
    first = 0
    while first < len(ops):
        size = rnd.choice((1, 2, 7, 60))
        yield ops[first : first + size]
        first += size


def newcomer(first: int = 255) -> SimDesk:
    """A desk that has only opened its log."""
    return opened(SimDesk(new_desk_id(bytes([first]) * 10), START))


def taken(desk: SimDesk, ops: Sequence[Op], rnd: random.Random) -> Taken:
    """What comes of ops that arrive in pieces."""
    return together(take_ops(desk.connection, some, START) for some in pieces(ops, rnd))


def _set_aside(desk: SimDesk) -> set[tuple[str, str, str]]:
    return {(row.op, row.code, row.held_by) for row in aside.listed(desk.connection)}


@bounded(20)
@given(CHANCE)
def test_bad_ops_in_any_order_and_pieces_give_the_same_as_a_rebuild(rnd: random.Random) -> None:
    history = history_with_bad_ops(rnd)
    one, other = newcomer(), newcomer()
    for desk in (one, other):
        taken(desk, arrivals(history, rnd), rnd)
    assert rows(one.connection) == rows(other.connection)
    assert _set_aside(one) == _set_aside(other)

    before = rebuild.digests(one.connection)
    rebuilt = rebuild.rebuild(one.connection, nothing)
    assert rebuilt.differing == ()
    assert rebuild.digests(one.connection) == before
    assert verify_log(one.connection, nothing).problems == ()


@bounded(15)
@given(CHANCE)
def test_what_is_set_aside_is_what_a_pure_fold_sets_aside(rnd: random.Random) -> None:
    history = history_with_bad_ops(rnd)
    desk = newcomer()
    ops = history.ops
    rnd.shuffle(ops)
    taken(desk, ops, rnd)

    kept: dict[str, list[Op]] = {}
    for op in desk.ops():
        kept.setdefault(op.header.subject, []).append(op)
    assert sum(map(len, kept.values())) == len(ops) + 1, "nothing is lost"
    folded = [states.folded(in_fold_order(some)) for some in kept.values()]
    assert {(one.op, one.code, one.held_by) for part in folded for one in part.aside} == (
        _set_aside(desk)
    )
    visits = {one.subject for part in folded for one in part.states if one.family == "visit"}
    assert visits == {row[0] for row in desk.connection.execute("SELECT id FROM visit")}
    disputed = {
        (one.subject, field) for part in folded for one in part.states for field in one.conflicts
    }
    stored = {
        (row[0], row[1]) for row in desk.connection.execute("SELECT subject, field FROM conflict")
    }
    assert stored == disputed
