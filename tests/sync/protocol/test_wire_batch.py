"""A push body: what goes in comes out, byte for byte, and nothing is sent that would be refused."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from msgspec.structs import replace

from desk_app.core import chain
from desk_app.core.chain import GENESIS
from desk_app.core.ids import DeskId, OpId
from desk_app.core.ops import Op
from sync.protocol import base64url, batch, limits, squeeze
from sync.protocol.keys import PUBLIC_LENGTH, new_desk_keys, verify
from sync.protocol.malformed import Malformed
from sync.protocol.messages import Health
from tests.support.bounded import bounded
from tests.support.demo_log import demo_ops
from tests.support.sync_ops import DESK, OTHER, a_morning, chained, chains, erased, op

SIGNATURE = bytes(range(64))


def _sign(_: bytes) -> bytes:
    return SIGNATURE


def _through(made: batch.Batch, effort: int = squeeze.THOROUGH) -> batch.Batch:
    return batch.unpack(batch.pack(made, _sign, effort)).batch


@given(chains())
@bounded(300)
def test_any_ops_come_out_as_they_went_in(chain: tuple[bytes, list[Op]]) -> None:
    previous, ops = chain
    header = ops[0].header
    made = batch.make(header.desk, header.epoch, ops, previous)
    assert _through(made, squeeze.QUICK) == made


def test_a_simulated_fortnight_comes_out_as_it_went_in() -> None:
    ops = demo_ops(days=10, visits=20, seed=3)
    previous = GENESIS
    for start in range(0, len(ops), 200):
        made = batch.make(ops[0].header.desk, 0, ops[start : start + 200], previous)
        assert _through(made) == made
        previous = made.head


def test_an_erased_person_part_travels_as_its_digest_alone() -> None:
    ops = a_morning()
    gone = [erased(one) for one in ops]
    body = batch.pack(batch.make(DESK, 0, gone, GENESIS), _sign)
    assert "Nguyễn".encode() not in squeeze.inflate(body)
    arrived = batch.unpack(body).batch
    assert arrived.ops == tuple(gone)
    assert arrived.head == ops[-1].hash


def test_kinds_of_newer_releases_and_odd_payloads_keep_their_bytes() -> None:
    ops = chained(
        [
            op(1, "petition.received", b'{"a": 1 , "b" : [ ]}', b"\x00\xff not JSON \n"),
            op(2, "visit.logged", b"", b""),
            op(3, "month.closed", b'"a text"', b'{"note":"\xe2\x80\xa8 \\u0000 \xf0\x9f\x98\x80"}'),
            op(4, "month.closed", b'{"visit":"~1","number":"#1"}', b"[1,{}]"),
        ]
    )
    made = batch.make(DESK, 0, ops, GENESIS)
    assert _through(made) == made


def test_what_follows_from_the_op_before_is_not_sent() -> None:
    text = squeeze.inflate(batch.pack(batch.make(DESK, 0, a_morning(), GENESIS), _sign))
    lines = text.decode().splitlines()
    assert DESK in lines[0]
    assert not any(DESK in line for line in lines[1:])
    assert '"visit":"~1"' in lines[2]
    assert ',[0,{"papers":[{"name":"Tờ khai","originals":1}]}],' in lines[2]
    assert lines[3] == '[1000,0,"rating.given",2,2,{"answer":5}]'


def test_what_is_signed_names_desk_epoch_place_and_head() -> None:
    ops = a_morning()
    made = batch.make(DESK, 0, ops, GENESIS)
    others = [
        replace(made, desk=OTHER),
        replace(made, epoch=1),
        replace(made, first=2),
        replace(made, previous=bytes([1]) * 32),
        replace(made, head=bytes(32)),
        replace(made, ops=made.ops[:3]),
        replace(made, protocol=2),
    ]
    assert len({batch.signed_bytes(one) for one in [made, *others]}) == len(others) + 1


def test_the_signature_of_a_desk_holds_after_the_journey() -> None:
    keys = new_desk_keys(lambda length: bytes(range(length)))
    signed = batch.unpack(batch.pack(batch.make(DESK, 0, a_morning(), GENESIS), keys.sign))
    public = base64url.decode(keys.public.signing, PUBLIC_LENGTH)
    assert public is not None
    assert verify(public, signed.signed, signed.signature)
    assert not verify(public, signed.signed + b"\0", signed.signature)


def test_health_and_protocol_arrive() -> None:
    health = Health(waiting=3, oldest=5, blobs=2, free=77)
    made = batch.make(DESK, 0, a_morning(), GENESIS, health)
    assert _through(made).health == health


@pytest.mark.parametrize(
    "wrong",
    [
        [],
        a_morning()[::-1],
        [a_morning()[0], a_morning()[2]],
        [a_morning()[0], a_morning()[0]],
        [replace(a_morning()[0], facts=b'{"procedures":[]}')],
        [replace(a_morning()[0], hash=bytes(32))],
    ],
)
def test_ops_that_do_not_follow_each_other_are_no_batch(wrong: list[Op]) -> None:
    with pytest.raises(ValueError, match=r"batch|follow|stands"):
        batch.make(DESK, 0, wrong, GENESIS)


def test_a_batch_holds_no_more_ops_than_agreed() -> None:
    many = chained(op(seq, "rating.given", b'{"answer":3}') for seq in range(1, 514))
    with pytest.raises(ValueError, match="513"):
        batch.make(DESK, 0, many, GENESIS)
    made = batch.make(DESK, 0, many[:512], GENESIS)
    assert len(_through(made).ops) == 512


@pytest.mark.parametrize(
    "odd",
    [
        op(1, "two words"),
        op(1, 'quo"te'),
        op(1, officer="cán bộ"),
        op(1, boot="\n"),
        op(1, subject="s" * 129),
        op(1, wall=2**53),
        op(1, base=(OpId(OTHER, 0, 2), OpId(OTHER, 0, 1))),
        replace(op(1, person=b"{}"), salt=None),
        replace(op(1, person=b"{}"), salt=b"short"),
        op(1, facts=b"x" * (limits.MAX_OP + 1)),
    ],
)
def test_an_op_that_no_reader_takes_is_not_sent(odd: Op) -> None:
    made = batch.Batch(desk=DESK, epoch=0, first=1, previous=GENESIS, head=bytes(32), ops=(odd,))
    with pytest.raises(ValueError, match=DESK):
        batch.pack(made, _sign)


def test_a_huge_op_travels_alone() -> None:
    names = ",".join(f'"H00.{n * 7919 % 999983:06}-{n:07}"' for n in range(40_000))
    ops = chained([op(1, "coverage.counted", b"{}", f'{{"references":[{names}]}}'.encode())])
    body = batch.pack(batch.make(DESK, 0, ops, GENESIS), _sign, squeeze.QUICK)
    assert limits.MAX_PACKED < len(body) <= limits.MAX_ALONE
    assert limits.fits(len(body), 1)
    assert not limits.fits(len(body), 2)
    assert batch.unpack(body).batch.ops == tuple(ops)


def test_another_desk_cannot_send_them_as_its_own() -> None:
    text = batch.lines(batch.make(DESK, 0, a_morning(), GENESIS), _sign)
    stolen = text.replace(DESK.encode(), DeskId("ZZZZZZZZZZZZZZZZ").encode())
    with pytest.raises(Malformed) as refused:
        batch.unpack(squeeze.squeeze(stolen))
    assert refused.value.code == "sync.body_chain"


def test_of_two_salts_that_follow_one_is_sent() -> None:
    visit, case, rating, step = a_morning()
    assert case.salt is not None
    follows = chain.salt_before(case.salt)
    digest = chain.person_digest(follows, visit.person)
    ops = chained([replace(visit, salt=follows, digest=digest), case, rating, step])
    made = batch.make(DESK, 0, ops, GENESIS)
    lines = batch.lines(made, _sign).splitlines()
    assert lines[1].endswith(b',"%b",1]' % case.salt.hex().encode())
    assert lines[2].endswith(b'"originals":1}]}]]')
    marked, _ = squeeze.mark(batch.lines(made, _sign))
    assert re.search(rb"[0-9a-f]{32}", marked) is None  # chance is packed as bytes
    assert _through(made) == made
