"""Two texts the province hands out and takes back unchanged: a place in the feed, and a session.

Both are MACed, so a desk can neither read ahead of its commune nor speak for another desk, and
the province remembers neither.
"""

from __future__ import annotations

import msgspec

from desk_app.core.clock import Millis
from desk_app.core.ids import DeskId
from sync.protocol import base64url
from sync.protocol.keys import ProvinceKeys, fields, mac, same

_MAC_LENGTH = 16
_NUMBER_LENGTH = 8
MARK_LENGTH = 8
_NO_MARK = bytes(MARK_LENGTH)
_CURSOR = "mot-cua cursor 1"
_SESSION = "mot-cua session 1"
_LONGEST = 512


def cursor_secret(keys: ProvinceKeys) -> bytes:
    """What cursors are MACed with."""
    return keys.secret("cursor")


def session_secret(keys: ProvinceKeys) -> bytes:
    """What sessions are MACed with."""
    return keys.secret("session")


def make_cursor(secret: bytes, unit: str, server_epoch: str, n: int, mark: bytes = _NO_MARK) -> str:
    """The place after row `n` of the commune's feed; mark: 8 bytes that tell which row that is."""
    place = n.to_bytes(_NUMBER_LENGTH, "big") + mark
    tag = mac(secret, fields(_CURSOR, unit, server_epoch, place))[:_MAC_LENGTH]
    return base64url.encode(place + tag)


def read_cursor(secret: bytes, text: str, unit: str, server_epoch: str) -> int | None:
    """The place; None when it was not handed out for this commune by this store.

    "" is the beginning. A cursor of another server epoch is none: the store was restored and
    counts anew, so the desk begins again and passes over what it has.
    """
    if text == "":
        return 0
    data = base64url.decode(text, _NUMBER_LENGTH + MARK_LENGTH + _MAC_LENGTH)
    if data is None:
        return None
    place, tag = data[:-_MAC_LENGTH], data[-_MAC_LENGTH:]
    if not same(tag, mac(secret, fields(_CURSOR, unit, server_epoch, place))[:_MAC_LENGTH]):
        return None
    return int.from_bytes(place[:_NUMBER_LENGTH], "big")


def cursor_mark(text: str) -> bytes:
    """The mark in a cursor that `read_cursor` took; the beginning has none."""
    data = base64url.decode(text) or b""
    return data[_NUMBER_LENGTH : _NUMBER_LENGTH + MARK_LENGTH] or _NO_MARK


class Session(msgspec.Struct, frozen=True, array_like=True):
    """Who greeted the province; until: by the province's clock."""

    desk: DeskId
    serial: int
    until: Millis


def make_session(secret: bytes, session: Session) -> str:
    """The text that the desk shows with each request that reads."""
    payload = msgspec.json.encode(session)
    return base64url.encode(mac(secret, fields(_SESSION, payload))[:_MAC_LENGTH] + payload)


def read_session(secret: bytes, text: str, now: Millis) -> Session | None:
    """The session; None when we did not make it or its time is over."""
    data = base64url.decode(text) if len(text) <= _LONGEST else None
    if data is None or len(data) <= _MAC_LENGTH:
        return None
    tag, payload = data[:_MAC_LENGTH], data[_MAC_LENGTH:]
    if not same(tag, mac(secret, fields(_SESSION, payload))[:_MAC_LENGTH]):
        return None
    session = msgspec.json.decode(payload, type=Session)
    return session if now < session.until else None
