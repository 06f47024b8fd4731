"""Ops that a correct desk never writes, well chained: bad payloads, kinds of tomorrow."""

from __future__ import annotations

import random
from collections.abc import Callable

from desk_app.core import chain
from desk_app.core.chain import Header
from desk_app.core.fold import heads
from desk_app.core.ids import OfficerId, OpId, SubjectId
from desk_app.core.ops import KINDS, Op, payload_bytes
from desk_app.core.payloads import Facts
from desk_app.store import op_rows
from tests.support.sim_desk import SimDesk

OFFICER = OfficerId("0FF1C1")


def forged(
    desk: SimDesk,
    kind: str,
    facts: bytes | Facts,
    *,
    person: bytes | None = None,
    subject: str | None = None,
    version: int | None = None,
    lamport: int | None = None,
    act: int | None = None,
) -> Op:
    """An op of this desk as its program would never write it, taken into its own log."""
    tx = desk.tx
    head = tx.log.head()
    identity = OpId(desk.id, 0, head.seq + 1)
    named = subject if subject is not None else str(identity)
    known = op_rows.of_subject(desk.connection, named)
    number = KINDS[kind].version if kind in KINDS else 1
    header = Header(
        desk=desk.id,
        epoch=0,
        seq=identity.seq,
        kind=kind,
        version=number if version is None else version,
        subject=SubjectId(named),
        base=heads(known),
        lamport=head.lamport + 1 if lamport is None else lamport,
        officer=OFFICER,
        wall=tx.now.wall,
        mono=0,
        boot="b",
        act=tx.now.wall if act is None else act,  # type: ignore[arg-type]
    )
    encoded = facts if isinstance(facts, bytes) else payload_bytes(facts)
    salt = bytes(chain.SALT_LENGTH) if person is not None else None
    digest = chain.person_digest(salt, person)
    hashed = chain.link(head.hash, chain.header_bytes(header), encoded, digest)
    op = Op(header, encoded, salt, person, digest, hashed)
    desk.receive([op])
    return op


def _visit(desk: SimDesk, rnd: random.Random) -> str:
    return rnd.choice(desk.subjects("visit.logged"))


def _bad_payload(desk: SimDesk, rnd: random.Random) -> None:
    facts = rnd.choice((b'{"outcome":"sung"}', b"{", b"\xff\xfe", b'{"flags":[1]}', b"[" * 5000))
    forged(desk, "visit.corrected", facts, subject=_visit(desk, rnd))


def _bad_person(desk: SimDesk, rnd: random.Random) -> None:
    forged(desk, "visit.corrected", b"{}", person=b'{"name":"A"}', subject=_visit(desk, rnd))


def _of_tomorrow(desk: SimDesk, rnd: random.Random) -> None:
    kind, version = rnd.choice((("visit.sung", 1), ("visit.corrected", 99), ("matter.begun", 1)))
    forged(desk, kind, b'{"unheard":["of"]}', subject=_visit(desk, rnd), version=version)


def _odd_numbers(desk: SimDesk, rnd: random.Random) -> None:
    visit = _visit(desk, rnd)
    big = rnd.choice((1 << 62, -(1 << 62), (1 << 63) - 1, 10**30))
    facts = f'{{"act":{big}}}'.encode()
    forged(desk, "visit.corrected", facts, subject=visit)
    forged(desk, "visit.voided", b"{}", subject=visit, act=1 << 61)
    forged(desk, "import.started", f'{{"rows":{big}}}'.encode())


def _elsewhere(desk: SimDesk, rnd: random.Random) -> None:
    forged(desk, "officer.changed", b'{"role":"chair"}', subject=_visit(desk, rnd))
    forged(desk, "visit.logged", b"{}", subject=_visit(desk, rnd))
    forged(desk, "case.received", b'{"number":"0000-A-000001","procedure":"1.000001"}',
           subject=_visit(desk, rnd))  # fmt: skip
    forged(desk, "visit.corrected", b'{"outcome":"done"}', subject="assessment:2026")


def _without_beginning(desk: SimDesk, rnd: random.Random) -> None:
    nobody = f"{desk.id}.7.{rnd.randint(1, 9)}"
    forged(desk, "visit.corrected", b'{"outcome":"done"}', subject=nobody)
    officer = f"officer:NOB0D{rnd.randint(1, 9)}"
    forged(desk, "officer.changed", b'{"role":"chair"}', subject=officer)


def _bad_beginning(desk: SimDesk, rnd: random.Random) -> None:
    bad = forged(desk, rnd.choice(("visit.logged", "case.received")), b'{"a":1}')
    forged(desk, "visit.corrected", b'{"outcome":"done"}', subject=str(bad.header.id))


def _bad_erasure(desk: SimDesk, rnd: random.Random) -> None:
    forged(desk, "person.erased", b'{"ops":["x"],"basis":"request"}')


BAD_ACTS: tuple[Callable[[SimDesk, random.Random], None], ...] = (
    _bad_payload,
    _bad_person,
    _of_tomorrow,
    _odd_numbers,
    _elsewhere,
    _without_beginning,
    _bad_beginning,
    _bad_erasure,
)
