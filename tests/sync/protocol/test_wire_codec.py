"""Messages to bytes and back, the protocol both sides agree on, and the hashes of many ops."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk_app.core import chain
from desk_app.core.ops import Op
from sync.protocol import codec, limits, squeeze, versions
from sync.protocol.links import Links
from sync.protocol.malformed import Malformed
from sync.protocol.messages import ChainHead, Health, PushAnswer, Receipt, Refusal
from tests.support.bounded import bounded
from tests.support.sync_ops import DESK, chains

RECEIPT = Receipt(desk=DESK, epoch=0, seq=7, head="0" * 64, server_time=5, server_epoch="e")
MESSAGE = PushAnswer(receipt=RECEIPT)


def _refused(body: bytes) -> str:
    with pytest.raises(Malformed) as refused:
        codec.read(body, PushAnswer)
    return refused.value.code


@pytest.mark.parametrize("write", [codec.write, codec.encode])
def test_a_message_is_read_squeezed_and_plain(write: object) -> None:
    assert callable(write)
    assert codec.read(write(MESSAGE), PushAnswer) == MESSAGE


def test_a_message_of_a_newer_release_is_read_without_what_is_new() -> None:
    assert codec.read(b'{"waiting":3,"mood":{"good":true}}', Health) == Health(waiting=3)


@pytest.mark.parametrize(
    "body",
    [
        b"{}",
        b"{",
        b'{"receipt":null}',
        b'{"receipt":{},"receipt":{}}',
        b"{\xff}",
        b'{"a":' + b"[" * 50_000,
        b'{"a":' + b"[" * 50_000 + b"]" * 50_000 + b"}",
        b'{"a":' + b"9" * 50_000 + b"}",
        b'{"a":9007199254740993}',
        b'{"a":-9007199254740992}',
        b'{"a":Infinity}',
        b'{"a":"\\udfff"}',
        squeeze.squeeze(b"not JSON"),
        squeeze.squeeze(b""),
    ],
)
def test_what_is_no_such_message_is_refused(body: bytes) -> None:
    assert _refused(body) == "sync.body_shape"


def test_other_bytes_are_refused_as_not_ours() -> None:
    for body in (b"", b"<html>", b"\x01", b"[]", bytes(100)):
        assert _refused(body) == "sync.body_packing"


def test_a_message_too_large_is_refused() -> None:
    long = b'{"code":"' + b"x" * limits.MAX_MESSAGE + b'"}'
    assert _refused(long) == "sync.body_size"
    assert _refused(squeeze.squeeze(long)) == "sync.body_size"


@given(st.text(), st.integers(0, limits.MAX_NUMBER))
@bounded(50)
def test_any_words_and_numbers_come_out_as_they_went_in(words: str, number: int) -> None:
    message = Refusal(
        code=words,
        values={words: words},
        acked=(ChainHead(epoch=number, seq=number, hash=words),),
        retry_after=number,
    )
    assert codec.read(codec.write(message), Refusal) == message


def test_both_sides_speak_the_newest_protocol_that_both_know() -> None:
    lowest, highest = versions.RANGE
    assert lowest <= versions.PROTOCOL <= highest
    assert versions.negotiate((lowest, highest + 3)) == highest
    assert versions.negotiate((0, lowest)) == lowest
    assert versions.negotiate((highest + 1, highest + 2)) is None
    assert versions.negotiate((0, lowest - 1)) is None
    assert versions.negotiate((highest, lowest - 1)) is None


@given(chains())
@bounded(100)
def test_many_hashes_at_once_are_those_of_the_chain(found: tuple[bytes, list[Op]]) -> None:
    previous, ops = found
    links = Links(ops[0].header.desk, ops[0].header.epoch, previous)
    for op in ops:
        expected = chain.link(previous, chain.header_bytes(op.header), op.facts, op.digest)
        previous = links.after(op.header, op.facts, op.digest)
        assert previous == links.head == expected


def test_the_limits_leave_room_for_the_largest_op() -> None:
    assert limits.START_OPS <= limits.MAX_OPS <= limits.MAX_PAGE_OPS
    assert limits.MAX_OP * 4 // 3 < limits.MAX_INFLATED
    assert limits.MAX_OP < limits.MAX_ALONE <= limits.MAX_BODY
    assert limits.page_fits(limits.MAX_ALONE, 1)
    assert not limits.page_fits(limits.MAX_ALONE, 2)
