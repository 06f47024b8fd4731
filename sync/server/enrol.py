"""Enrolment: codes for new desks, and the certificate for whoever knows one."""

from __future__ import annotations

import msgspec

from desk_app.core.clock import Millis, day_of
from sync.protocol import base64url, certificates, enrolment, versions
from sync.protocol.certificates import Certificate
from sync.protocol.enrolment import EnrolAnswer, SignedRequest
from sync.protocol.exchange import Request, Response
from sync.protocol.messages import Message
from sync.server.answers import Refused, given
from sync.server.house import House
from sync.server.store import desk_rows, enrolment_rows, feed_rows, province_rows
from sync.server.store.enrolment_rows import Open
from sync.server.store.tx import Tx
from sync.server.units import province_name


class NewCode(Message, frozen=True):
    """A code to be told to the new desk, and until when it may be used."""

    code: str
    expires: int


def new_code(house: House, commune: str) -> NewCode:
    """A one-time code for a new desk of a commune; only the key stretched from it is kept."""
    code = enrolment.new_code(house.random)
    secret = enrolment.stretched(code, commune)
    now = house.now
    expires = Millis(now + enrolment.CODE_LIFE)
    with house.store.write(commune) as tx:
        province = province_rows.this_province(tx)
        assert province is not None
        province_rows.ready_commune(tx, province.server_epoch, now)
        enrolment_rows.add(tx, house.random(16).hex(), secret, expires)
    return NewCode(code=enrolment.shown_code(code), expires=expires)


def enrol(house: House, request: Request) -> Response:
    """Certify a desk that knows a code; the same request gets the same answer again."""
    return given(enrolled(house, request.body))


def enrolled(house: House, body: bytes) -> bytes:
    """The answer to a request that came by the line or in a file; Refused says why not."""
    signed = enrolment.unpack_request(body)
    if signed is None:
        raise Refused(400, "sync.body_shape")
    asked = signed.request
    protocol = versions.negotiate(asked.protocol)
    if protocol is None:
        raise Refused(426, "sync.body_protocol")
    now = house.now
    with house.store.write(asked.unit) as tx:
        feed = feed_rows.locked(tx)
        if feed is None:
            raise Refused(403, "sync.enrol_code", why="none")
        code = _code(tx, signed, body, now)
        if not isinstance(code, Open):
            answer: bytes | Refused = code
        elif code.answer is not None:
            answer = code.answer
        else:
            answer = _certified(house, tx, signed, body, code, feed, protocol)
    if isinstance(answer, Refused):
        raise answer
    return answer


def _code(tx: Tx, signed: SignedRequest, body: bytes, now: Millis) -> Open | Refused:
    """The code the desk knows, or why none of them lets it in; only who knows one hears more."""
    codes = enrolment_rows.newest(tx)
    code = next((one for one in codes if enrolment.request_fits(signed, one.secret)), None)
    if code is None:
        return _guessed(tx, codes, now)
    if code.expires <= now:
        return Refused(403, "sync.enrol_code", why="expired")
    if code.answer is not None and code.request != body:
        return Refused(403, "sync.enrol_code", why="used")
    if code.answer is None and code.tries >= enrolment.TRIES:
        return Refused(403, "sync.enrol_code", why="used_up")
    return code


def _guessed(tx: Tx, codes: list[Open], now: Millis) -> Refused:
    """Nobody knows such a code: that counts against every one that is open."""
    enrolment_rows.missed(tx, now)
    left = [
        enrolment.TRIES - code.tries - 1
        for code in codes
        if code.answer is None and code.expires > now and code.tries < enrolment.TRIES
    ]
    if not left:
        return Refused(403, "sync.enrol_code", why="none")
    if max(left) == 0:
        return Refused(403, "sync.enrol_code", why="used_up")
    return Refused(403, "sync.enrol_code", why="wrong", left=str(max(left)))


def _certified(
    house: House,
    tx: Tx,
    signed: SignedRequest,
    body: bytes,
    code: Open,
    feed: feed_rows.Feed,
    protocol: int,
) -> bytes | Refused:
    asked = signed.request
    province = province_rows.this_province(tx)
    assert province is not None
    if asked.practice != province.practice:
        return Refused(409, "sync.enrol_practice")
    if not province_rows.take_place(tx, asked.desk):
        return Refused(409, "sync.enrol_other_commune")
    now = house.now
    known = desk_rows.one(tx, asked.desk)
    certificate = Certificate(
        desk=asked.desk,
        unit=tx.commune,
        practice=province.practice,
        serial=1 if known is None else known.serial + 1,
        signing=asked.signing,
        sealing=asked.sealing,
        recipient=asked.recipient,
        not_before=now,
        not_after=Millis(now + certificates.LIFE),
    )
    text = certificates.sign_certificate(certificate, house.keys.sign)
    if not desk_rows.enrol(
        tx, asked.desk, certificate.serial, text, asked.public, asked.key_id, asked.app[:64], now
    ):
        return Refused(409, "sync.enrol_mark")
    if not feed.commune_key:
        feed = msgspec.structs.replace(feed, commune_key=asked.key_id)
        feed_rows.advance(tx, feed)
    answer = EnrolAnswer(
        protocol=protocol,
        nonce=asked.nonce,
        unit=tx.commune,
        practice=province.practice,
        certificate=text,
        signing=base64url.encode(house.keys.public),
        recipient=house.keys.recipient,
        server_epoch=feed.server_epoch,
        name=province_name(tx.commune, day_of(now)),
        server_time=now,
        commune_key=feed.commune_key,
    )
    packed = enrolment.pack_answer(answer, body, code.secret)
    enrolment_rows.use(tx, code.id, asked.desk, body, packed)
    return packed
