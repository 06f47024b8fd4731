"""Attachments over the line: in pieces, each only for an accepted op of the desk's own commune.

PUT with `content-range: bytes FIRST-LAST/SIZE` adds a piece, with `bytes */SIZE` and no body it
only asks. The answer says how much is here; a desk goes on from there. GET with
`range: bytes=FIRST-LAST` gives a piece.
"""

from __future__ import annotations

import re

from sync.protocol import blob_proofs
from sync.protocol.exchange import Request, Response
from sync.protocol.messages import BlobState
from sync.server import epochs
from sync.server.answers import Refused, given, said
from sync.server.house import House
from sync.server.store import blob_rows, feed_rows

LEAST, MOST = 16 * 1024, 256 * 1024
_NAME = re.compile(r"[0-9a-f]{64}\Z")
_PIECE = re.compile(r"bytes ([0-9]{1,12})-([0-9]{1,12})/([0-9]{1,12})\Z")
_QUESTION = re.compile(r"bytes \*/([0-9]{1,12})\Z")
_RANGE = re.compile(r"bytes=([0-9]{1,12})-([0-9]{1,12})\Z")


def sweep(house: House) -> int:
    """Delete files that no op speaks of: we were stopped between an erasure and its files."""
    swept = 0
    for commune in epochs.feeds(house.store):
        with house.store.read(commune) as tx:
            expected = blob_rows.all_expected(tx)
        for sha256 in house.blobs.kept(commune) - expected:
            house.blobs.remove(commune, sha256)
            swept += 1
    return swept


def put(house: House, request: Request, sha256: str) -> Response:
    """Take a piece, or say how much is here."""
    caller = house.caller(request)
    size = expected(house, caller.commune, sha256)
    told = request.headers.get("content-range", "")
    question = _QUESTION.match(told)
    if question is not None and not request.body:
        if int(question[1]) != size:
            raise Refused(400, "sync.blob_range")
        return said(state_of(house, caller.commune, sha256, size))
    first = _first_of_piece(told, size, len(request.body))
    have = house.blobs.append(caller.commune, sha256, first, request.body, size)
    if have == size:
        return said(_kept_whole(house, caller.commune, sha256, size))
    state = BlobState(sha256=sha256, size=size, have=have, whole=False)
    damaged = have == 0 and first + len(request.body) == size
    return said(state, 409 if damaged else 200)


def _first_of_piece(told: str, size: int, length: int) -> int:
    piece = _PIECE.match(told)
    if piece is None:
        raise Refused(400, "sync.blob_range")
    first, last, whole = (int(part) for part in piece.groups())
    if whole != size or last - first + 1 != length or last >= size:
        raise Refused(400, "sync.blob_range")
    # Only the last piece may be smaller: many small ones would cost a write to the disk each.
    if length > MOST or (length < LEAST and last != size - 1):
        raise Refused(413 if length > MOST else 400, "sync.blob_range")
    return first


def expected(house: House, commune: str, sha256: str) -> int:
    """The size of the file by the op that speaks of it; refuses every other name."""
    if _NAME.match(sha256) is None:
        raise Refused(404, "sync.blob_unknown")
    with house.store.read(commune) as tx:
        size = blob_rows.expected_size(tx, sha256)
    if size is None:
        raise Refused(404, "sync.blob_unknown")
    return size


def state_of(house: House, commune: str, sha256: str, size: int) -> BlobState:
    """How much of a file is here; a whole one under our signature."""
    have = house.blobs.have(commune, sha256)
    if have == size:
        # It may have been finished when we were stopped, before its hash was looked at.
        have = house.blobs.append(commune, sha256, size, b"", size)
    if have == size:
        return _kept_whole(house, commune, sha256, size)
    return BlobState(sha256=sha256, size=size, have=have, whole=False)


def _kept_whole(house: House, commune: str, sha256: str, size: int) -> BlobState:
    """Write down that a file is whole, and say so under our signature."""
    with house.store.read(commune) as tx:
        known = blob_rows.is_whole(tx, sha256)
        feed = feed_rows.seen(tx)
    if not known:
        with house.store.write(commune) as tx:
            needed = blob_rows.expected_size(tx, sha256) is not None
            if needed:
                blob_rows.came_whole(tx, sha256, size, house.now)
        if not needed:  # erased in this very moment
            house.blobs.remove(commune, sha256)
            raise Refused(404, "sync.blob_unknown")
    epoch = "" if feed is None else feed.server_epoch
    state = BlobState(sha256=sha256, size=size, have=size, whole=True, server_epoch=epoch)
    return blob_proofs.sign_state(state, commune, house.keys.sign)


def get(house: House, request: Request, sha256: str) -> Response:
    """A piece of a whole attachment of the desk's own commune."""
    caller = house.caller(request)
    size = expected(house, caller.commune, sha256)
    with house.store.read(caller.commune) as tx:
        whole = blob_rows.is_whole(tx, sha256)
    if not whole:
        raise Refused(404, "sync.blob_missing")
    wanted = _RANGE.match(request.headers.get("range", f"bytes=0-{MOST - 1}"))
    if wanted is None:
        raise Refused(400, "sync.blob_range")
    first, last = int(wanted[1]), min(int(wanted[2]), size - 1)
    if first > last:
        raise Refused(416, "sync.blob_range")
    last = min(last, first + MOST - 1)
    data = house.blobs.read(caller.commune, sha256, first, last - first + 1)
    if len(data) != last - first + 1:
        raise Refused(404, "sync.blob_missing")
    return given(data, status=206, headers={"content-range": f"bytes {first}-{last}/{size}"})
