"""Server epochs: a restored store counts on under another name, so no desk misses a row."""

from __future__ import annotations

from sync.server.house import House
from sync.server.store import feed_rows, province_rows
from sync.server.store.engine import NO_COMMUNE, Store

_LENGTH = 8


def feeds(store: Store) -> dict[str, int]:
    """How far the feed of each commune came."""
    with store.read(NO_COMMUNE) as tx:
        communes = province_rows.communes(tx)
    found = {}
    for commune in communes:
        with store.read(commune) as tx:
            feed = feed_rows.seen(tx)
        found[commune] = 0 if feed is None else feed.n
    return found


def begin(house: House) -> None:
    """Compare the store with the file beside it when the province opens."""
    with house.store.read(NO_COMMUNE) as tx:
        province = province_rows.this_province(tx)
    if province is None:
        raise LookupError("the province was not set up")
    reached = feeds(house.store)
    if house.incarnation.is_ahead(province.server_epoch, reached):
        renew(house, province.server_epoch)
    else:
        house.incarnation.begin(province.server_epoch, reached)


def renew(house: House, before: str, *, since: int | None = None) -> None:
    """Begin a new server epoch, unless somebody did since `before`.

    since: up to where the rows are surely the same as ever; None: as far as the feeds come now.
    """
    after = house.random(_LENGTH).hex()
    reached = {}
    for commune in feeds(house.store):
        with house.store.write(commune) as tx:
            feed = feed_rows.locked(tx)
            assert feed is not None
            feed_rows.begin_epoch(tx, after, feed.n if since is None else since)
            reached[commune] = feed.n
    with house.store.write(NO_COMMUNE) as tx:
        if not province_rows.set_server_epoch(tx, before, after):
            province = province_rows.this_province(tx)
            assert province is not None
            after = province.server_epoch
    house.incarnation.begin(after, reached)
