"""Passing a commune's key from desk to desk in an envelope that the province cannot open."""

from __future__ import annotations

import re

from sync.protocol import codec
from sync.protocol.exchange import Request, Response
from sync.protocol.messages import Message, Sealed
from sync.server.answers import Refused, said
from sync.server.house import House
from sync.server.store import desk_rows, sealed_rows

_KEY_ID = re.compile(r"[0-9a-f]{8}\Z")
_LONGEST = 512


class Taken(Message, frozen=True):
    """The envelope waits for the desk it is for."""

    key_id: str
    to_desk: str


def put(house: House, request: Request) -> Response:
    """Keep an envelope for another desk of the same commune."""
    caller = house.caller(request)
    sealed = codec.read(request.body, Sealed)
    if _KEY_ID.match(sealed.key_id) is None or len(sealed.sealed) > _LONGEST:
        raise Refused(400, "sync.body_shape")
    if sealed.from_desk != caller.id:
        raise Refused(403, "sync.sealed_by_other")
    with house.store.write(caller.commune) as tx:
        other = desk_rows.one(tx, sealed.to_desk)
        if other is None or other.state != "active":
            raise Refused(404, "sync.unknown_desk")
        if sealed.key_id not in other.keys:
            sealed_rows.put(tx, sealed)
    return said(Taken(key_id=sealed.key_id, to_desk=sealed.to_desk))
