"""Payloads that decode and mean nothing sensible: every kind, every field, every subject."""

from __future__ import annotations

import random
from typing import Any

import msgspec
from hypothesis import given
from hypothesis import strategies as st

from desk_app.core.ids import OfficerId, new_desk_id
from desk_app.core.ops import KINDS
from desk_app.store import rebuild
from desk_app.store.taking import take_ops
from desk_app.store.verify import verify_log
from tests.support.bad_ops import forged
from tests.support.bounded import bounded
from tests.support.desks import START, nothing
from tests.support.histories import make_history, rows
from tests.support.sim_desk import SimDesk, opened

VALUES: tuple[Any, ...] = (
    None, True, False, 0, 1, -1, 5, 1 << 31, (1 << 53) + 1, (1 << 63) - 1, -(1 << 63), 1.5, "",
    "visit", "service", "done", "person", "cash", "free", "jpeg", "2026-10", "bacgiang_2023", "1.1",
    "1.5", "2.000815", "07210", "0000-A-000001", "ABCD-0123", "0" * 32, "c" * 64, "d" * 8, "month",
    "v0123456789ab", "vn-2026", "officer", "request", "pause", "Lê \x00 Hoa", "'; DROP TABLE op",
    "a" * 5000, "<b>", "\u202e", [], ["2.000815"], ["elderly", "elderly"], [[]], {}, {"name": "x"},
    [{"name": "tờ khai", "originals": -1}], [{"day": 20745, "changes": 3}],
    [{"day": 1 << 40, "changes": 3}],
)  # fmt: skip


def _part(part: type[Any] | None, rnd: random.Random, own: list[str]) -> bytes:
    if part is None:
        return b"{}"
    fields = part.__struct_fields__
    chosen = rnd.sample(fields, rnd.randint(0, min(len(fields), 5))) if fields else []
    pool = (*VALUES, *own, own)
    return msgspec.json.encode({name: rnd.choice(pool) for name in chosen})


def _subject(desk: SimDesk, rnd: random.Random) -> str | None:
    known = [str(row[0]) for row in desk.connection.execute("SELECT DISTINCT subject FROM op")]
    odd = ("officer:", "assessment:x", "coverage:2026-10", "coverage:", "catalogue", "", "x")
    found: str | None = rnd.choice((None, None, *known, *odd))
    return found


@bounded(25)
@given(st.randoms(use_true_random=False))
def test_whatever_a_payload_says_nothing_raises_and_a_rebuild_agrees(rnd: random.Random) -> None:
    history = make_history(rnd, desks=2, rounds=1)
    author = history.desks[0]
    kinds = sorted(KINDS)
    for _ in range(40):
        kind = KINDS[rnd.choice(kinds)]
        own = [str(op.header.id) for op in author.ops()[-6:]]
        person = _part(kind.person, rnd, own) if rnd.random() < 0.6 else None
        forged(
            author,
            kind.name,
            _part(kind.facts, rnd, own),
            person=person,
            subject=_subject(author, rnd),
            act=rnd.choice((None, 0, -5, START, 1 << 40, 1 << 62)),
            lamport=rnd.choice((None, None, 1, 1 << 53, (1 << 63) - 1)),
        )
    ops = [op for desk in history.desks for op in desk.ops() if op.header.desk == desk.id]
    rnd.shuffle(ops)
    here = opened(SimDesk(new_desk_id(bytes([255]) * 10), START))
    for first in range(0, len(ops), 13):
        take_ops(here.connection, ops[first : first + 13], here.tx.now.wall)

    assert rows(here.connection) == rows(_again(ops, rnd).connection)
    assert rebuild.rebuild(here.connection, nothing).differing == ()
    assert verify_log(here.connection, nothing).problems == ()
    here.log.append("person.unmasked", KINDS["person.unmasked"].facts(), officer=_OFFICER)


_OFFICER = OfficerId("0FF1C1")


def _again(ops: list[Any], rnd: random.Random) -> SimDesk:
    other = opened(SimDesk(new_desk_id(bytes([255]) * 10), START))
    shuffled = list(ops)
    rnd.shuffle(shuffled)
    take_ops(other.connection, shuffled, other.tx.now.wall)
    return other
