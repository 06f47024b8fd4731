"""Requests and greetings: who made them, for what, and that the answer is the province's own."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest

from sync.protocol.exchange import Request
from sync.protocol.messages import ChainHead, Hello, HelloAnswer
from sync.protocol.requests import (
    DESK,
    SESSION,
    SIGNATURE,
    hello_holds,
    holds,
    pack_hello,
    pack_hello_answer,
    proof_of,
    sign_request,
    unpack_hello,
    unpack_hello_answer,
)
from tests.support.sync_keys import (
    BEGAN,
    UNIT,
    certificate,
    desk_id,
    desk_keys,
    flipped,
    province_keys,
)

ASKED = Request(
    method="GET",
    path="/sync/v1/pull",
    query={"cursor": "c", "max": "512"},
    headers={"mot-cua-sync": "1"},
)
SIGNED = sign_request(ASKED, desk_id(1), "session", desk_keys(1).sign)
PUBLIC = certificate(1).public
GREETING = Hello(
    protocol=(1, 1),
    app="0.3.0",
    desk=desk_id(1),
    heads=(ChainHead(epoch=0, seq=1, hash="ab" * 32),),
    nonce="A" * 22,
    wall=BEGAN,
    serial=1,
)
ANSWER = HelloAnswer(
    protocol=1,
    nonce="A" * 22,
    unit=UNIT,
    practice=False,
    acked=(),
    server_epoch="S1",
    server_time=BEGAN,
    session="session",
)


def made_by_desk_1(request: Request) -> bool:
    proof = proof_of(request)
    return proof is not None and holds(proof, PUBLIC)


def test_a_signed_request_is_its_desks_own() -> None:
    proof = proof_of(SIGNED)
    assert proof is not None
    assert (proof.desk, proof.session) == (desk_id(1), "session")
    assert holds(proof, PUBLIC)
    assert SIGNED.headers["mot-cua-sync"] == "1"


def test_the_order_of_the_query_does_not_matter() -> None:
    turned = dict(reversed([*SIGNED.query.items()]))
    assert made_by_desk_1(msgspec.structs.replace(SIGNED, query=turned))


@pytest.mark.parametrize(
    "changed",
    [
        {"method": "PUT"},
        {"path": "/sync/v1/own"},
        {"query": {"cursor": "d", "max": "512"}},
        {"query": {"cursor": "c"}},
        {"query": {"cursor": "c", "max": "512", "also": ""}},
        {"query": {"cursorc": "", "max": "512"}},
        {"body": b"more"},
        {"headers": {**SIGNED.headers, DESK: desk_id(2)}},
        {"headers": {**SIGNED.headers, SESSION: "other"}},
        {"headers": {**SIGNED.headers, SIGNATURE: "A" * 86}},
        {"headers": {}},
        {"headers": {**SIGNED.headers, SESSION: ""}},
        {"headers": {**SIGNED.headers, SIGNATURE: "ế"}},
    ],
)
def test_nothing_of_a_signed_request_can_be_changed(changed: dict[str, Any]) -> None:
    assert not made_by_desk_1(msgspec.structs.replace(SIGNED, **changed))


def test_another_desk_cannot_sign_for_this_one() -> None:
    assert not made_by_desk_1(sign_request(ASKED, desk_id(1), "session", desk_keys(2).sign))


def test_a_greeting_says_who_sends_it() -> None:
    found = unpack_hello(pack_hello(GREETING, desk_keys(1).sign))
    assert found is not None
    assert found.hello == GREETING
    assert hello_holds(found, PUBLIC)
    other = unpack_hello(pack_hello(GREETING, desk_keys(2).sign))
    assert other is not None
    assert not hello_holds(other, PUBLIC)


def test_no_bit_of_a_greeting_can_be_turned() -> None:
    body = pack_hello(GREETING, desk_keys(1).sign)
    for place in range(len(body) * 8):
        found = unpack_hello(flipped(body, place))
        assert found is None or not hello_holds(found, PUBLIC)


def test_the_answer_to_a_greeting_is_the_provinces_and_to_this_greeting() -> None:
    body = pack_hello_answer(ANSWER, province_keys().sign)
    public = province_keys().public
    assert unpack_hello_answer(body, GREETING.nonce, public) == ANSWER
    assert unpack_hello_answer(body, "B" * 22, public) is None
    assert unpack_hello_answer(body, GREETING.nonce, province_keys(1).public) is None
    for place in range(len(body) * 8):
        assert unpack_hello_answer(flipped(body, place), GREETING.nonce, public) is None


def test_a_greeting_is_not_taken_for_an_answer() -> None:
    body = pack_hello(GREETING, province_keys().sign)
    assert unpack_hello_answer(body, GREETING.nonce, province_keys().public) is None


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"\n",
        b"\n\n",
        b"{}\n" + b"A" * 86 + b"\n",
        b"<html>Sign in</html>",
        b"[" * 5000 + b"\n" + b"A" * 86 + b"\n",
        b'{"protocol":' + b"[" * 5000 + b"\n" + b"A" * 86 + b"\n",
        b"\xff\xfe\n" + b"A" * 86 + b"\n",
        pack_hello(GREETING, desk_keys(1).sign)[:-1],
        pack_hello(GREETING, desk_keys(1).sign) + b"\n",
        pack_hello(GREETING, desk_keys(1).sign) * 2,
        b"x" * (1 << 21),
    ],
)
def test_what_is_no_greeting_is_none(body: bytes) -> None:
    assert unpack_hello(body) is None
    assert unpack_hello_answer(body, "", province_keys().public) is None
