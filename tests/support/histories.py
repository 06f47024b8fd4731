"""Histories of several desks that work beside each other and hear of each other late.

A history is made by the real log in databases in memory: whatever it contains, the program wrote.
Everything is drawn from the given source of chance, so a property test can shrink it.
"""

from __future__ import annotations

import itertools
import random
from collections.abc import Iterable, Sequence
from typing import Any

import msgspec

from desk_app.core.ids import OpId, SubjectId, new_desk_id, parse_op_id
from desk_app.core.ops import Op, PersonErased, facts_of
from desk_app.store import sqlite
from desk_app.store.project import PROJECTIONS
from tests.support.acts import ACTS, DAY, Act, add_officer, log_visit, start_import
from tests.support.case_acts import CASE_ACTS, receive_case
from tests.support.desks import START
from tests.support.sim_desk import SimDesk

# Tables whose first column is the place of an op in this desk's order of arrival.
_NUMBERED = ("visit", "cases", "case_figure")
EVERY_ACT: tuple[Act, ...] = (*ACTS, *CASE_ACTS)


class History:
    """Ops of several desks, as they were written: person parts included, also erased ones."""

    def __init__(self, desks: Sequence[SimDesk]) -> None:
        self.desks = desks
        self.written: dict[OpId, Op] = {}
        self.erased: set[OpId] = set()

    @property
    def ops(self) -> list[Op]:
        """Every op as its author wrote it."""
        return list(self.written.values())

    def by_subject(self) -> dict[SubjectId, list[Op]]:
        """The ops of each subject."""
        found: dict[SubjectId, list[Op]] = {}
        for op in self.written.values():
            found.setdefault(op.header.subject, []).append(op)
        return found


def make_history(
    rnd: random.Random, *, desks: int | None = None, rounds: int = 3, each: int = 3
) -> History:
    """2 to 4 desks that share a few subjects, work in rounds without a line, then hear a part."""
    count = desks if desks is not None else rnd.randint(2, 4)
    # The order of the desks' ids is drawn too: it is the last word of the tie-break.
    first = [rnd.randint(0, 255) for _ in range(count)]
    names = [new_desk_id(bytes([first[n], n]) + bytes(8)) for n in range(count)]
    sim = [SimDesk(name, START + rnd.randint(-400, 400) * DAY) for name in names]
    history = History(sim)
    _act(history, sim[0], rnd, log_visit)
    if rnd.random() < 0.7:
        _act(history, sim[0], rnd, rnd.choice((receive_case, start_import, add_officer)))
    for desk in sim[1:]:
        desk.receive(sim[0].ops())
    for _ in range(rounds):
        for desk in sim:
            for _ in range(rnd.randint(1, each)):
                _act(history, desk, rnd, EVERY_ACT[rnd.randint(0, len(EVERY_ACT) - 1)])
        for desk in sim:
            if rnd.random() < 0.4:
                _hear(desk, rnd.choice(sim), rnd)
    return history


def _hear(desk: SimDesk, other: SimDesk, rnd: random.Random) -> None:
    """A desk hears a part of what another knows, in an order that the line makes up."""
    ops = other.ops()
    rnd.shuffle(ops)
    desk.receive(ops[: rnd.randint(0, len(ops))] if rnd.random() < 0.5 else ops)


def _act(history: History, desk: SimDesk, rnd: random.Random, act: Act) -> None:
    act(desk, rnd)
    for op in desk.ops():
        if op.header.id not in history.written:
            assert op.header.desk == desk.id, "what others wrote was recorded when they wrote it"
            history.written[op.header.id] = op
            if op.header.kind == "person.erased":
                facts: PersonErased = facts_of(op)
                history.erased.update(filter(None, map(parse_op_id, facts.ops)))


class Concurrency(msgspec.Struct):
    """Over how many pairs of ops of one subject; how many neither knew of the other.

    chained: concurrent pairs in which both ops build on an op that the other did not know either
    (a1 -> a2 beside b1 -> b2).
    """

    pairs: int = 0
    concurrent: int = 0
    chained: int = 0

    def add(self, ops: Sequence[Op]) -> None:
        """Count the pairs of one subject."""
        reach = reachable(ops)
        for first, second in itertools.combinations(reach, 2):
            self.pairs += 1
            if first in reach[second] or second in reach[first]:
                continue
            self.concurrent += 1
            self.chained += bool(reach[first] - reach[second]) and bool(
                reach[second] - reach[first]
            )


def reachable(ops: Iterable[Op]) -> dict[OpId, set[OpId]]:
    """Per op everything it builds on, found by walking the bases one by one."""
    bases = {op.header.id: op.header.base for op in ops}
    found: dict[OpId, set[OpId]] = {}
    for identity, base in bases.items():
        seen: set[OpId] = set()
        ahead = list(base)
        while ahead:
            one = ahead.pop()
            if one in bases and one not in seen:
                seen.add(one)
                ahead.extend(bases[one])
        found[identity] = seen
    return found


def arrivals(history: History, rnd: random.Random) -> list[Op]:
    """All ops in an order that chance makes, some twice, erased ones with or without person."""
    order = [
        Op(op.header, op.facts, None, None, op.digest, op.hash)
        if op.header.id in history.erased and rnd.random() < 0.5
        else op
        for op in history.ops
    ]
    rnd.shuffle(order)
    for _ in range(rnd.randint(0, 3)):
        order.insert(rnd.randint(0, len(order)), rnd.choice(order))
    return order


Rows = dict[str, list[tuple[Any, ...]]]


def rows(connection: sqlite.Connection) -> Rows:
    """The rows of all projections without the numbers of rows, which are each desk's own."""
    found: Rows = {}
    for table in PROJECTIONS:
        query = f"SELECT * FROM {table}"
        if table == "visit_search":
            query = " UNION ALL ".join(
                f"SELECT id, words FROM visit_search JOIN {of} ON n = visit_search.rowid"
                for of in ("visit", "cases")
            )
        lines = [tuple(row) for row in connection.execute(query)]
        if table in _NUMBERED:
            lines = [line[1:] for line in lines]
        found[table] = sorted(lines, key=repr)
    return found
