"""The greeting: both sides say who they are and where they stand with each other."""

from __future__ import annotations

import msgspec

from desk_app.core.clock import Millis
from sync.protocol import certificates, cursors, requests, versions
from sync.protocol.cursors import Session
from sync.protocol.exchange import Request, Response
from sync.protocol.limits import MAX_OPS
from sync.protocol.messages import Hello, HelloAnswer, Peer
from sync.server.answers import Refused, given
from sync.server.house import House
from sync.server.store import (
    chain_rows,
    desk_rows,
    feed_rows,
    package_rows,
    province_rows,
    sealed_rows,
)
from sync.server.store.desk_rows import Desk
from sync.server.store.feed_rows import Feed
from sync.server.store.tx import Tx

SESSION_LIFE = 12 * 3600 * 1000
# Seconds until the next greeting of a desk that has nothing to send.
PACE = 60
_KEYS_KEPT = 64
_APP_LENGTH = 64
_NONCE_LENGTH = 64


def greet(house: House, request: Request) -> Response:
    """Answer a greeting: what is held of the desk, what it lacks, and its session."""
    signed = requests.unpack_hello(request.body)
    if signed is None:
        raise Refused(400, "sync.body_shape")
    hello = signed.hello
    protocol = versions.negotiate(hello.protocol)
    if protocol is None:
        raise Refused(426, "sync.body_protocol")
    commune = house.commune_of(hello.desk)
    now = house.now
    with house.store.write(commune) as tx:
        desk = desk_rows.one(tx, hello.desk)
        if desk is None:
            raise Refused(401, "sync.unknown_desk")
        if not requests.hello_holds(signed, desk.signing):
            raise Refused(401, "sync.signature")
        feed = feed_rows.seen(tx)
        province = province_rows.this_province(tx)
        assert feed is not None
        assert province is not None
        _note(tx, hello, now)
        answer = HelloAnswer(
            protocol=protocol,
            nonce=hello.nonce[:_NONCE_LENGTH],
            unit=commune,
            practice=province.practice,
            acked=chain_rows.heads(tx, hello.desk),
            server_epoch=feed.server_epoch,
            server_time=now,
            session=cursors.make_session(
                house.session_secret,
                Session(desk.desk, desk.serial, Millis(now + SESSION_LIFE)),
            ),
            pace=PACE,
            max_ops=MAX_OPS,
            state=desk.state,
            message=province.message,
        )
        if desk.state == "active":
            answer = _for_active(house, tx, answer, hello, desk, feed)
    return given(requests.pack_hello_answer(answer, house.keys.sign))


def _note(tx: Tx, hello: Hello, now: Millis) -> None:
    keys = ",".join(key for key in hello.keys[:_KEYS_KEPT] if key.isalnum())
    desk_rows.greeted(tx, hello.desk, keys, hello.app[:_APP_LENGTH], hello.health, now)
    for key in hello.keys[:_KEYS_KEPT]:
        sealed_rows.opened(tx, hello.desk, key)


def _for_active(
    house: House, tx: Tx, answer: HelloAnswer, hello: Hello, desk: Desk, feed: Feed
) -> HelloAnswer:
    """What only a desk of good standing is told: the others, the keys for it, the packages."""
    peers = tuple(
        Peer(desk=other.desk, certificate=other.certificate, keys=other.keys)
        for other in desk_rows.every(tx)
        if other.desk != desk.desk and other.state == "active"
    )
    return msgspec.structs.replace(
        answer,
        commune_key=feed.commune_key,
        certificate=_newer_certificate(house, tx, hello, desk, Millis(answer.server_time)),
        packages=package_rows.in_force(tx),
        sealed=tuple(sealed_rows.waiting(tx, desk.desk)),
        peers=peers,
    )


def _newer_certificate(house: House, tx: Tx, hello: Hello, desk: Desk, now: Millis) -> str | None:
    """The certificate the desk should have: renewed in time, or the one it lost on the way."""
    certificate = certificates.read_certificate(desk.certificate, house.keys.public)
    if certificate is not None and certificates.needs_renewal(certificate, now):
        renewed = certificates.renewed(certificate, now)
        text = certificates.sign_certificate(renewed, house.keys.sign)
        desk_rows.renew(tx, desk.desk, renewed.serial, text)
        return text
    return desk.certificate if hello.serial != desk.serial else None
