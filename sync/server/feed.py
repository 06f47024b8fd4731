"""What a desk reads: the feed of its commune page by page, and its own ops back."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from typing import TypeVar

from desk_app.core.chain import GENESIS
from desk_app.core.ids import DeskId
from desk_app.core.ops import Op
from sync.protocol import cursors, limits
from sync.protocol.exchange import Request, Response
from sync.protocol.messages import PageHead
from sync.protocol.page import pack_page, runs_of
from sync.server.answers import Refused, given
from sync.server.house import Caller, House
from sync.server.store import aside_rows, desk_rows, feed_rows, op_rows, package_rows
from sync.server.store.feed_rows import Feed
from sync.server.store.tx import Tx

# Bytes of facts and person parts on one page: well below what a page may inflate to.
_PAGE_BYTES = limits.MAX_INFLATED // 4
_HEADER_BYTES = 300
_DIGITS = 16
START_OPS = 256


def pull(house: House, request: Request) -> Response:
    """The next page of the feed: what other desks of the commune wrote."""
    return _feed_page(house, request, most=limits.MAX_PAGE_OPS // 2)


def snapshot(house: House, request: Request) -> Response:
    """The first fill of a new desk: the same pages from the beginning, as full as they may be.

    A desk checks each chain from its first op on, so nothing is left out but what was erased.
    """
    return _feed_page(house, request, most=limits.MAX_PAGE_OPS, fill=True)


def _feed_page(house: House, request: Request, *, most: int, fill: bool = False) -> Response:
    caller = house.caller(request)
    limit = most if fill else max(1, _number(request, "max", START_OPS, most))
    after, body = page_after(house, caller, request.query.get("cursor", ""), limit)
    if caller.desk.seen != after:
        with house.store.write(caller.commune) as tx:
            desk_rows.has_feed_up_to(tx, caller.id, after)
    return given(body)


def page_after(house: House, caller: Caller, cursor: str, limit: int) -> tuple[int, bytes]:
    """Where a cursor stands, and the page of the feed that follows; Behind, Refused (409)."""
    with house.store.read(caller.commune) as tx:
        feed = feed_rows.seen(tx)
        assert feed is not None
        after = _place(house, tx, feed, cursor)
        if after > feed.n:
            raise Behind(feed.server_epoch)
        return after, _page(house, tx, caller, feed, after, limit, cursor)


def cursor_at(house: House, caller: Caller, place: int) -> str:
    """The cursor of a place that the desk is known to have reached."""
    with house.store.read(caller.commune) as tx:
        feed = feed_rows.seen(tx)
        assert feed is not None
        return _cursor(house, tx, feed, place)


def _cursor(house: House, tx: Tx, feed: Feed, place: int) -> str:
    return cursors.make_cursor(
        *(house.cursor_secret, tx.commune, feed.server_epoch, place, _mark(tx, place))
    )


class Behind(Exception):
    """A desk shows a place that we signed and do not have: our store is an older copy."""

    def __init__(self, server_epoch: str) -> None:
        super().__init__(server_epoch)
        self.server_epoch = server_epoch


def _place(house: House, tx: Tx, feed: Feed, cursor: str) -> int:
    """Where a cursor stands; one of an earlier server epoch at most where that epoch ended.

    Up to there the restored store holds the same rows, so nothing is read again that need not be.
    A store that does not know that it was restored may have come as far again with other rows: the
    cursor's mark tells.
    """
    starts = feed_rows.epoch_starts(tx)
    ends = [n for _, n in starts[1:]]
    for number, (server_epoch, _) in enumerate(starts):
        place = cursors.read_cursor(house.cursor_secret, cursor, tx.commune, server_epoch)
        if place is None:
            continue
        is_today = number == len(starts) - 1
        if is_today and 0 < place <= feed.n and _mark(tx, place) != cursors.cursor_mark(cursor):
            raise Behind(feed.server_epoch)
        return min([place, *ends[number:]])
    raise Refused(409, "sync.cursor")


def _mark(tx: Tx, place: int) -> bytes:
    """What tells the row at a place of the feed from any other that ever stood there."""
    row = op_rows.last_in_feed(tx, place)
    if row is None:
        return bytes(cursors.MARK_LENGTH)
    hashed, received = row
    return hashlib.sha256(hashed + received.to_bytes(8, "big")).digest()[: cursors.MARK_LENGTH]


def _page(
    house: House, tx: Tx, caller: Caller, feed: Feed, after: int, limit: int, asked: str
) -> bytes:
    waiting = op_rows.in_feed(tx, after, limit + 1, caller.id)
    found = _within(waiting[:limit], [op for _, op in waiting])
    packages = package_rows.in_force(tx)
    while True:
        more = len(found) < len(waiting)
        place = found[-1][0] if more else feed.n
        changed = aside_rows.changed(tx, caller.id, after, place)
        head = PageHead(
            cursor=_cursor(house, tx, feed, place),
            count=len(found),
            more=more,
            server_epoch=feed.server_epoch,
            reader=caller.id,
            after=asked,
            aside=tuple(row.told for row in changed),
            packages=packages,
        )
        body = _packed(house, tx, head, [op for _, op in found])
        if limits.page_fits(len(body), len(found)):
            return body
        found = found[: len(found) // 2]


def own(house: House, request: Request) -> Response:
    """The next of a desk's own ops in one epoch, for a desk that was restored from a backup."""
    caller = house.caller(request)
    epoch = _number(request, "epoch", 0, limits.MAX_EPOCH)
    after = _number(request, "after", 0, limits.MAX_NUMBER)
    return given(own_after(house, caller, epoch, after))


def own_after(house: House, caller: Caller, epoch: int, after: int) -> bytes:
    """The page of a desk's own ops above a seq."""
    with house.store.read(caller.commune) as tx:
        feed = feed_rows.seen(tx)
        assert feed is not None
        waiting = op_rows.of_chain(tx, caller.id, epoch, after, limits.MAX_PAGE_OPS + 1)
        found = _within(waiting[: limits.MAX_PAGE_OPS], waiting)
        while True:
            more = len(found) < len(waiting)
            head = PageHead(
                cursor="",
                count=len(found),
                more=more,
                server_epoch=feed.server_epoch,
                reader=caller.id,
                after=f"{epoch}.{after}",
            )
            body = _packed(house, tx, head, found)
            if limits.page_fits(len(body), len(found)):
                return body
            found = found[: len(found) // 2]


T = TypeVar("T")


def _within(found: list[T], ops: Sequence[Op]) -> list[T]:
    """As many as stay below the bytes of a page, but one at least."""
    room = _PAGE_BYTES
    for place, op in enumerate(ops[: len(found)]):
        room -= len(op.facts) + len(op.person or b"") + _HEADER_BYTES
        if room < 0 and place:
            return found[:place]
    return found


def _packed(house: House, tx: Tx, head: PageHead, ops: Sequence[Op]) -> bytes:
    def previous(desk: DeskId, epoch: int, seq: int) -> bytes:
        if seq == 1:
            return GENESIS
        before = op_rows.hash_at(tx, desk, epoch, seq - 1)
        assert before is not None, "a chain is stored from its first op on"
        return before

    return pack_page(head, runs_of(ops, previous), house.keys.sign)


def _number(request: Request, name: str, usual: int, most: int) -> int:
    """A number of the query, within its bounds; refuses what is none."""
    text = request.query.get(name)
    if text is None:
        return usual
    if not (text.isascii() and text.isdecimal() and len(text) <= _DIGITS):
        raise Refused(400, "sync.query", name=name)
    return min(int(text), most)
