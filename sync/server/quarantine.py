"""What the province set aside, and what a person at its console does about it."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from desk_app.core.clock import Millis
from sync.server import projector
from sync.server.house import House
from sync.server.store import aside_rows, feed_rows, province_rows
from sync.server.store.aside_rows import LEFT_OUT, AsideRow
from sync.server.store.engine import NO_COMMUNE, Store
from sync.server.store.tx import Tx


class Waiting(msgspec.Struct, frozen=True, kw_only=True):
    """An op that waits. values fill the sentence of code; held_by: the op it waits for."""

    commune: str
    op: str
    subject: str
    code: str
    values: dict[str, str]
    held_by: str | None
    since: Millis


def listed(store: Store) -> list[Waiting]:
    """Everything that is set aside and not settled, by commune, the oldest first."""
    found: list[Waiting] = []
    for commune in _communes(store):
        with store.read(commune) as tx:
            found.extend(_waiting(commune, row) for row in aside_rows.waiting(tx))
    return found


def _communes(store: Store) -> list[str]:
    with store.read(NO_COMMUNE) as tx:
        return province_rows.communes(tx)


def _waiting(commune: str, row: AsideRow) -> Waiting:
    return Waiting(
        commune=commune,
        op=row.op,
        subject=row.subject,
        code=row.code,
        values=row.values,
        held_by=row.held_by,
        since=row.since,
    )


def retry(house: House, ops: Iterable[str] = ()) -> int:
    """Try again what waits, or these ops only: after an update more may be understood.

    Returns how many are no longer set aside; their desks are told with the next page.
    """
    chosen = frozenset(ops)
    settled = 0
    for commune in _communes(house.store):
        with house.store.write(commune) as tx:
            feed = feed_rows.locked(tx)
            assert feed is not None
            rows = [row for row in aside_rows.waiting(tx) if not chosen or row.op in chosen]
            if not rows:
                continue
            n = feed.n + 1
            done = projector.refold(tx, [row.subject for row in rows], n, house.now)
            settled += sum(row.how == aside_rows.APPLIED for row in done.aside)
            _tell(tx, feed, n, len(done.aside))
    return settled


def _tell(tx: Tx, feed: feed_rows.Feed, n: int, changed: int) -> None:
    """Move the counter on, so that the next pages tell what changed."""
    if changed:
        feed_rows.advance(tx, msgspec.structs.replace(feed, n=n, asides=feed.asides + changed))


def leave_out(house: House, op: str) -> bool:
    """Leave an op out for good: it stays in the log and sets nothing. False: it does not wait.

    Should it be understood after an update all the same, it counts.
    """
    for commune in _communes(house.store):
        with house.store.write(commune) as tx:
            feed = feed_rows.locked(tx)
            assert feed is not None
            row = aside_rows.one(tx, op)
            if row is None or row.settled is not None:
                continue
            n = feed.n + 1
            aside_rows.settle(tx, [op], LEFT_OUT, house.now, n)
            _tell(tx, feed, n, 1)
            return True
    return False
