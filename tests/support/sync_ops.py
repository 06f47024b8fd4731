"""Ops for the wire: a few written by hand, and any that a reader has to take (Hypothesis)."""

from __future__ import annotations

import json
from collections.abc import Iterable

from hypothesis import strategies as st
from msgspec.structs import replace

from desk_app.core import chain
from desk_app.core.chain import GENESIS, Header
from desk_app.core.clock import Millis
from desk_app.core.ids import CROCKFORD, DeskId, OfficerId, OpId, SubjectId
from desk_app.core.ops import KINDS, Op
from sync.protocol.limits import MAX_NUMBER

DESK = DeskId("PXJ7Q0000000000Z")
OTHER = DeskId("0THER00000000000")
ELDEST = DeskId("0000000000000000")
WALL = 1_795_000_000_000

_CODES = "".join(chr(c) for c in range(0x21, 0x7F) if chr(c) not in '"\\')


def op(
    seq: int,
    kind: str = "visit.logged",
    facts: bytes = b"{}",
    person: bytes | None = None,
    *,
    desk: DeskId = DESK,
    epoch: int = 0,
    subject: str | None = None,
    base: tuple[OpId, ...] = (),
    wall: int = WALL,
    officer: str = "0FF1CE",
    boot: str = "b00t",
) -> Op:
    """An op as a desk would write it; its hash is set by `chained`."""
    salt = bytes([seq % 256]) * chain.SALT_LENGTH if person is not None else None
    header = Header(
        desk=desk,
        epoch=epoch,
        seq=seq,
        kind=kind,
        version=KINDS[kind].version if kind in KINDS else 7,
        subject=SubjectId(subject if subject is not None else f"{desk}.{epoch}.{seq}"),
        base=base,
        lamport=seq,
        officer=OfficerId(officer),
        wall=Millis(wall + seq * 1_000),
        mono=seq * 1_000,
        boot=boot,
        act=Millis(wall + seq * 1_000),
    )
    return Op(header, facts, salt, person, chain.person_digest(salt, person), b"")


def chained(ops: Iterable[Op], previous: bytes = GENESIS) -> list[Op]:
    """The ops with the hashes that follow from what they hold."""
    done: list[Op] = []
    for one in ops:
        previous = chain.link(previous, chain.header_bytes(one.header), one.facts, one.digest)
        done.append(replace(one, hash=previous))
    return done


def erased(one: Op) -> Op:
    """The op after its person part was deleted."""
    return replace(one, salt=None, person=None)


def a_morning(desk: DeskId = DESK, first: int = 1, previous: bytes = GENESIS) -> list[Op]:
    """A visit that opens a case, its rating, a later step, one of another desk's case."""
    person = '{"name":"Nguyễn Thị Hoà","phone":"0912345678","id_hash":"%s"' % ("0a" * 16)
    number, visit = f"{desk[:4]}-A-000012", f"{desk}.0.{first}"
    received = f'{{"number":"{number}","procedure":"1.004884","visit":"{visit}"}}'
    return chained(
        [
            op(
                first,
                "visit.logged",
                b'{"procedures":["1.004884"]}',
                f"{person}}}".encode(),
                desk=desk,
            ),
            op(
                first + 1,
                "case.received",
                received.encode(),
                f'{person},"papers":[{{"name":"Tờ khai","originals":1}}]}}'.encode(),
                desk=desk,
            ),
            op(
                first + 2,
                "rating.given",
                b'{"answer":5}',
                desk=desk,
                subject=visit,
                base=(OpId(desk, 0, first),),
            ),
            op(
                first + 3,
                "case.ready",
                b"{}",
                desk=desk,
                subject=f"{ELDEST}.0.4",
                base=(OpId(ELDEST, 0, 4), OpId(desk, 0, first + 1)),
                officer="CHA1R0",
                boot="an0ther",
            ),
        ],
        previous,
    )


_numbers = st.one_of(
    st.integers(-MAX_NUMBER, MAX_NUMBER),
    st.integers(-1_000, 1_000),
    st.integers(WALL, WALL + 10**9),
)
_counters = st.one_of(st.integers(0, 50), st.integers(0, MAX_NUMBER))
_codes = st.text(_CODES, max_size=20)
_desks = st.text(CROCKFORD, min_size=16, max_size=16).map(DeskId)
_kinds = st.one_of(st.sampled_from(sorted(KINDS)), _codes)
_texts = st.one_of(
    st.text(max_size=30),
    st.text("\u0000\u0001\u0002\u0003\u202e\u2028\ufeff\U0001f600'\"\\~#", max_size=12),
    st.sampled_from(["~1", "#1", "a" * 32, "0" * 64, "N7MY-A-000672", "null", "\x01"]),
)


@st.composite
def _parts(draw: st.DrawFn, desk: DeskId, epoch: int, seq: int) -> bytes:
    """Bytes of a payload: as a desk writes them, as no desk does, and no JSON at all."""
    own = f"{desk}.{epoch}.{draw(st.integers(1, seq + 2))}"
    number = f"{desk[:4]}-A-{draw(st.integers(0, 9_999_999)):06}"
    usual = st.dictionaries(
        st.sampled_from(["number", "name", "phone", "visit", "note", "id_hash", "papers"]),
        st.one_of(
            _texts,
            st.sampled_from([own, number, "0a" * 16, "N7MY-A-000672", "N7MY-A-000673"]),
            st.lists(_texts, max_size=3),
            st.integers(),
            st.none(),
        ),
        max_size=5,
    )
    return draw(
        st.one_of(
            usual.map(_json),
            st.binary(max_size=60),
            _texts.map(str.encode),
            st.sampled_from(
                [
                    b"",
                    b"{}",
                    b"{",
                    b"{}\n",
                    b'{"a":1}\n{"b":2}',
                    b'{"a":1,\n"b":2}',
                    b'{ "a" : 1 }',
                    b'{"a":1,"a":2}',
                    b'{"a":NaN}',
                    b'{"a":1e999}',
                    b'{"a":"\xff\xfe"}',
                    b'{"a":"\\ud800"}',
                    b'{"visit":"~1"}',
                    b'{"number":"#1"}',
                    b'{"number":"~0","number":"#0"}',
                    b'{"a":' + b"[" * 5_000 + b"]" * 5_000 + b"}",
                    b'{"a":' + b"1" * 5_000 + b"}",
                    b"[]",
                    b"1",
                    b'"base64"',
                    b"null",
                    b'{"a":"\x01\x02 \x03  "}',
                ]
            ),
        )
    )


def _json(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode(
        "utf-8", "surrogatepass"
    )


@st.composite
def _op_ids(draw: st.DrawFn, desk: DeskId, epoch: int) -> OpId:
    whose, when = draw(st.one_of(st.just((desk, epoch)), st.tuples(_desks, st.integers(0, 9))))
    return OpId(whose, when, draw(st.one_of(st.integers(1, 40), st.integers(1, 10**16 - 1))))


@st.composite
def _salts(draw: st.DrawFn, count: int) -> list[bytes]:
    """Salts, some of which follow from the next one."""
    salts: list[bytes] = []
    for _ in range(count):
        follows = [st.just(chain.salt_before(salts[-1]))] if salts else []
        salts.append(draw(st.one_of(*follows, st.binary(min_size=16, max_size=16))))
    return salts[::-1]


@st.composite
def chains(draw: st.DrawFn, most: int = 6) -> tuple[bytes, list[Op]]:
    """The hash before, and ops of one chain that follow each other from it."""
    desk, epoch = draw(_desks), draw(st.integers(0, 999_999_999))
    first = draw(st.one_of(st.just(1), st.integers(1, 10**6)))
    previous = draw(st.binary(min_size=32, max_size=32))
    salts = draw(_salts(most))
    ops: list[Op] = []
    for seq in range(first, first + draw(st.integers(1, most))):
        begun = f"{desk}.{epoch}.{draw(st.integers(1, seq + 3))}"
        person = draw(st.one_of(st.none(), _parts(desk, epoch, seq)))
        again = draw(st.booleans())
        if again and ops and ops[-1].person is not None:
            person = ops[-1].person
        salt = None if person is None else salts[seq - first]
        wall = draw(_numbers)
        mono = draw(_numbers)
        base = tuple(sorted(draw(st.sets(_op_ids(desk, epoch), max_size=3))))
        header = Header(
            desk=desk,
            epoch=epoch,
            seq=seq,
            kind=draw(_kinds),
            version=draw(_counters),
            subject=SubjectId(draw(st.one_of(st.just(begun), _codes))),
            base=base,
            lamport=draw(_counters),
            officer=OfficerId(draw(_codes)),
            wall=Millis(wall),
            mono=mono,
            boot=draw(_codes),
            act=Millis(draw(st.one_of(st.just(wall), _numbers))),
        )
        facts = draw(_parts(desk, epoch, seq))
        one = Op(header, facts, salt, person, chain.person_digest(salt, person), b"")
        ops.append(erased(one) if draw(st.booleans()) else one)
    return previous, chained(ops, previous)
