"""From the ops of one subject to its state: order, winners and conflicts.

Order: ancestors first, then (lamport, desk, epoch, seq), the later wins. An op is an ancestor of
another when it can be reached through `base`; two ops are concurrent when neither is an ancestor
of the other. A base that has not arrived counts as absent. Equal sets of ops give equal states,
whatever the order of arrival. Time decides nothing.
"""

from __future__ import annotations

import heapq
from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import pairwise
from typing import Any

import msgspec

from desk_app.core.ids import OfficerId, OpId
from desk_app.core.ops import Op

# What an op sets: field name to value. A value must be comparable by ==.
Sets = Callable[[Op], Mapping[str, Any]]


class Contender(msgspec.Struct, frozen=True):
    """One of several values that concurrent ops gave the same field."""

    op: OpId
    officer: OfficerId
    act: int
    value: Any


class Folded(msgspec.Struct, frozen=True):
    """The values of a subject's fields and, per field in conflict, who wants what.

    The last contender of a conflict is the one whose value stands.
    """

    values: dict[str, Any]
    conflicts: dict[str, tuple[Contender, ...]]


def rank(op: Op) -> tuple[int, str, int, int]:
    """The tie-break between ops that do not know each other: lamport, then the identity."""
    header = op.header
    return (header.lamport, header.desk, header.epoch, header.seq)


def in_fold_order(ops: Iterable[Op]) -> list[Op]:
    """The ops in the one order in which every desk folds them.

    A circle of bases can only come from a forged op; it is cut at its lowest rank, so that even
    then every desk agrees.
    """
    given = list(ops)
    if _follow_each_other(given):
        return given
    known = {op.header.id: op for op in given}
    if len(known) < 2:
        return list(known.values())
    waiting: dict[OpId, int] = {}
    children: dict[OpId, list[OpId]] = {}
    for identity, op in known.items():
        parents = {parent for parent in op.header.base if parent in known and parent != identity}
        waiting[identity] = len(parents)
        for parent in parents:
            children.setdefault(parent, []).append(identity)
    ready = [(rank(known[identity]), identity) for identity, count in waiting.items() if not count]
    heapq.heapify(ready)
    ordered: list[Op] = []
    while waiting:
        if not ready:
            lowest = min((rank(known[identity]), identity) for identity in waiting)
            ready.append(lowest)
        _, identity = heapq.heappop(ready)
        if waiting.pop(identity, None) is None:
            continue
        ordered.append(known[identity])
        for child in children.get(identity, ()):
            if child in waiting:
                waiting[child] -= 1
                if waiting[child] == 0:
                    heapq.heappush(ready, (rank(known[child]), child))
    return ordered


def _follow_each_other(ops: Sequence[Op]) -> bool:
    """Whether the first op builds on nothing and each other on the one before it alone.

    Then there is one order only, and it is this one.
    """
    return not (ops and ops[0].header.base) and all(
        after.header.base == (before.header.id,) for before, after in pairwise(ops)
    )


def heads(ops: Iterable[Op]) -> tuple[OpId, ...]:
    """The ops nobody builds on yet, sorted: the base of the next op of this subject."""
    identities: set[OpId] = set()
    built_on: set[OpId] = set()
    for op in ops:
        identities.add(op.header.id)
        built_on.update(parent for parent in op.header.base if parent != op.header.id)
    return tuple(sorted(identities - built_on))


def ancestors(ordered: Sequence[Op]) -> list[int]:
    """Per op of a fold order, the set of its ancestors as bits at their places in that order."""
    place = {op.header.id: index for index, op in enumerate(ordered)}
    reached: list[int] = []
    for index, op in enumerate(ordered):
        bits = 0
        for parent in op.header.base:
            at = place.get(parent)
            if at is not None and at < index:
                bits |= reached[at] | (1 << at)
        reached.append(bits)
    return reached


def fold(ordered: Sequence[Op], sets: Sets) -> Folded:
    """The state of the fields that the ops of one subject set, given in fold order."""
    setting = [(index, found) for index, op in enumerate(ordered) if (found := sets(op))]
    if len(setting) == 1:  # mostly: ratings and steps set no field
        return Folded(dict(setting[0][1]), {})
    setters: dict[str, list[tuple[int, Any]]] = {}
    for index, found in setting:
        for field, value in found.items():
            setters.setdefault(field, []).append((index, value))
    reached = ancestors(ordered)
    values: dict[str, Any] = {}
    conflicts: dict[str, tuple[Contender, ...]] = {}
    for field, given in setters.items():
        values[field] = given[-1][1]
        if len(given) == 1:
            continue
        overruled = 0
        for index, _ in given:
            overruled |= reached[index]
        standing = [(index, value) for index, value in given if not overruled >> index & 1]
        if any(value != standing[-1][1] for _, value in standing):
            conflicts[field] = tuple(
                Contender(
                    ordered[index].header.id,
                    ordered[index].header.officer,
                    ordered[index].header.act,
                    value,
                )
                for index, value in standing
            )
    return Folded(values, conflicts)
