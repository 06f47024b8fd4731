"""The fold: one order on every desk, winners and conflicts as a slow reading of the rules says."""

from __future__ import annotations

import json
import random
from collections.abc import Mapping, Sequence
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk_app.core.chain import Header
from desk_app.core.clock import Millis
from desk_app.core.fold import Folded, ancestors, fold, heads, in_fold_order, rank
from desk_app.core.ids import DeskId, OfficerId, OpId, SubjectId
from desk_app.core.ops import Op
from tests.support.bounded import bounded
from tests.support.histories import Concurrency, reachable

SUBJECT = SubjectId("x")
FIELDS = ("name", "outcome", "note")


def an_op(desk: str, seq: int, *base: Op, lamport: int | None = None, **sets: Any) -> Op:
    """An op whose facts are what it sets, written plainly; base may name ops that never come."""
    grown = 1 + max((op.header.lamport for op in base), default=0)
    header = Header(
        desk=DeskId(desk),
        epoch=0,
        seq=seq,
        kind="thing.changed",
        version=1,
        subject=SUBJECT,
        base=tuple(sorted(op.header.id for op in base)),
        lamport=grown if lamport is None else lamport,
        officer=OfficerId("0FF1CE"),
        wall=Millis(0),
        mono=0,
        boot="b",
        act=Millis(0),
    )
    return Op(header, json.dumps(sets).encode(), None, None, b"", b"")


def sets(op: Op) -> Mapping[str, Any]:
    """What `an_op` was told to set."""
    found: Mapping[str, Any] = json.loads(op.facts)
    return found


def names(ops: Sequence[Op]) -> list[str]:
    return [f"{op.header.desk}{op.header.seq}" for op in ops]


@st.composite
def some_ops(draw: st.DrawFn) -> list[Op]:
    """Ops of up to four desks; each builds on any heads that its desk may have known."""
    ops: list[Op] = []
    counts: dict[str, int] = {}
    for _ in range(draw(st.integers(1, 9))):
        desk = draw(st.sampled_from("ABCD"))
        counts[desk] = counts.get(desk, 0) + 1
        known = draw(st.lists(st.sampled_from(ops), max_size=2, unique_by=id)) if ops else []
        known = known if draw(st.booleans()) else []
        own = [op for op in ops if op.header.desk == desk][-1:]
        chosen = {op.header.id: op for op in (*known, *own)}
        field = draw(st.sampled_from(FIELDS))
        ops.append(
            an_op(
                desk,
                counts[desk],
                *chosen.values(),
                lamport=draw(st.integers(1, 4)),
                **{field: draw(st.integers(0, 2))},
            )
        )
    # Some have not arrived.
    return [op for op in ops if draw(st.integers(0, 9)) > 0] or ops


def slow_order(ops: Sequence[Op]) -> list[Op]:
    """The rule read literally: again and again the lowest of those whose ancestors are out."""
    reach = reachable(ops)
    left = list(ops)
    ordered: list[Op] = []
    while left:
        out = {op.header.id for op in ordered}
        ready = [op for op in left if reach[op.header.id] <= out]
        lowest = min(ready, key=lambda op: (op.header.lamport, op.header.desk, op.header.seq))
        ordered.append(lowest)
        left.remove(lowest)
    return ordered


def slow_fold(ops: Sequence[Op]) -> Folded:
    """Winners and conflicts by explicit reachability."""
    reach = reachable(ops)
    ordered = slow_order(ops)
    values: dict[str, Any] = {}
    standing: dict[str, tuple[tuple[OpId, Any], ...]] = {}
    for field in FIELDS:
        setters = [op for op in ordered if field in sets(op)]
        if not setters:
            continue
        values[field] = sets(setters[-1])[field]
        free = [
            op
            for op in setters
            if not any(op.header.id in reach[other.header.id] for other in setters)
        ]
        if len({sets(op)[field] for op in free}) > 1:
            standing[field] = tuple((op.header.id, sets(op)[field]) for op in free)
    folded = fold(in_fold_order(ops), sets)
    assert {f: tuple((c.op, c.value) for c in cs) for f, cs in folded.conflicts.items()} == standing
    return Folded(values, folded.conflicts)


def test_order_values_and_conflicts_are_those_of_the_slow_reading() -> None:
    seen = Concurrency()

    @bounded(400)
    @given(some_ops(), st.randoms(use_true_random=False))
    def holds(ops: list[Op], rnd: random.Random) -> None:
        seen.add(ops)
        rnd.shuffle(ops)
        ordered = in_fold_order(ops)

        assert names(ordered) == names(slow_order(ops))
        assert fold(ordered, sets) == slow_fold(ops)
        reach = reachable(ops)
        places = ancestors(ordered)
        for index, op in enumerate(ordered):
            by_bits = {ordered[i].header.id for i in range(len(ordered)) if places[index] >> i & 1}
            assert by_bits == reach[op.header.id]
        known = {op.header.id for op in ops}
        built_on = {base for op in ops for base in op.header.base}
        assert set(heads(ops)) == known - built_on

    holds()

    assert seen.concurrent >= 0.3 * seen.pairs
    assert seen.chained >= 0.03 * seen.pairs


def test_an_op_stands_before_all_that_build_on_it_whatever_its_rank() -> None:
    first = an_op("B", 1, lamport=9)
    second = an_op("A", 1, first, lamport=1)

    assert rank(second) < rank(first)
    assert names(in_fold_order([second, first])) == ["B1", "A1"]


def test_ops_that_do_not_know_each_other_stand_by_lamport_then_desk() -> None:
    root = an_op("A", 1)
    slow, quick = an_op("A", 2, root, lamport=2), an_op("B", 1, root, lamport=3)
    same = an_op("C", 1, root, lamport=2)

    assert names(in_fold_order([quick, same, slow, root])) == ["A1", "A2", "C1", "B1"]


def test_the_later_value_wins_and_the_other_stays_visible() -> None:
    root = an_op("A", 1, name="Hoa")
    left, right = an_op("A", 2, root, name="Hòa"), an_op("B", 1, root, name="Hoà")

    folded = fold(in_fold_order([right, root, left]), sets)

    assert folded.values == {"name": "Hoà"}
    assert [(c.value, c.op) for c in folded.conflicts["name"]] == [
        ("Hòa", left.header.id),
        ("Hoà", right.header.id),
    ]


def test_an_op_whose_base_is_both_heads_settles_the_conflict() -> None:
    root = an_op("A", 1, name="Hoa")
    left, right = an_op("A", 2, root, name="Hòa"), an_op("B", 1, root, name="Hoà")
    settled = an_op("A", 3, left, right, name="Hòa")

    folded = fold(in_fold_order([settled, right, root, left]), sets)

    assert folded == Folded({"name": "Hòa"}, {})


def test_an_op_that_settles_another_field_leaves_the_conflict() -> None:
    root = an_op("A", 1, name="Hoa")
    left, right = an_op("A", 2, root, name="Hòa"), an_op("B", 1, root, name="Hoà")
    other = an_op("A", 3, left, right, note="gấp")

    assert "name" in fold(in_fold_order([other, right, root, left]), sets).conflicts


def test_equal_values_and_different_fields_are_no_conflict() -> None:
    root = an_op("A", 1, name="Hoa", outcome=1)
    left, right = an_op("A", 2, root, name="Hòa"), an_op("B", 1, root, name="Hòa", note="gấp")

    folded = fold(in_fold_order([root, left, right]), sets)

    assert folded.conflicts == {}
    assert folded.values == {"name": "Hòa", "outcome": 1, "note": "gấp"}


def test_both_ends_of_two_chains_conflict_and_their_beginnings_do_not() -> None:
    root = an_op("A", 1, name="Hoa")
    a1 = an_op("A", 2, root, name="a1")
    a2 = an_op("A", 3, a1, name="a2")
    b1 = an_op("B", 1, root, name="b1")
    b2 = an_op("B", 2, b1, name="b2")

    folded = fold(in_fold_order([b2, a2, b1, a1, root]), sets)

    assert [c.value for c in folded.conflicts["name"]] == ["a2", "b2"]


def test_a_base_that_has_not_arrived_counts_as_absent_until_it_does() -> None:
    root = an_op("A", 1, name="Hoa")
    missing = an_op("B", 1, root, note="x")
    late = an_op("B", 2, missing, name="Hòa")

    apart = fold(in_fold_order([root, late]), sets)
    whole = fold(in_fold_order([late, root, missing]), sets)

    assert [c.value for c in apart.conflicts["name"]] == ["Hoa", "Hòa"]
    assert whole.conflicts == {}
    assert whole.values["name"] == "Hòa"


@pytest.mark.parametrize("seed", range(5))
def test_a_forged_circle_is_cut_in_the_same_place_everywhere(seed: int) -> None:
    one, two = an_op("A", 1, name="a"), an_op("B", 1, name="b")
    circle = [an_op("A", 1, two, name="a"), an_op("B", 1, one, name="b"), an_op("C", 1, one)]
    random.Random(seed).shuffle(circle)

    ordered = in_fold_order(circle)

    assert names(ordered) == ["A1", "B1", "C1"]
    assert fold(ordered, sets).values == {"name": "b"}


def test_an_op_that_names_itself_as_base_is_folded_once() -> None:
    itself = an_op("A", 1)
    forged = an_op("A", 1, itself, name="a")

    assert names(in_fold_order([forged])) == ["A1"]
    assert names(in_fold_order([forged, an_op("B", 1, forged)])) == ["A1", "B1"]
    assert heads([forged]) == (forged.header.id,)
