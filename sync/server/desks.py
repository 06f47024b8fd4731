"""What the province's console does with desks: revoke, take back, and who has not erased yet."""

from __future__ import annotations

import msgspec

from sync.server import accept
from sync.server.house import House
from sync.server.store import desk_rows, erasure_rows, feed_rows, op_rows, province_rows
from sync.server.store.engine import NO_COMMUNE, Store


def revoke(house: House, desk: str) -> bool:
    """From now on the desk's ops are kept and do not count; it reads nothing. False: unknown."""
    commune = province_rows.commune_of(house.store, desk)
    if commune is None:
        return False
    with house.store.write(commune) as tx:
        # Behind the counter's lock, so that a push that is being taken ends before.
        feed_rows.locked(tx)
        desk_rows.set_state(tx, desk, "revoked")
    return True


def take_back(house: House, desk: str) -> int | None:
    """End the revocation: what was held counts from now on. How many ops; None: unknown desk."""
    commune = province_rows.commune_of(house.store, desk)
    if commune is None:
        return None
    unneeded: tuple[str, ...] = ()
    with house.store.write(commune) as tx:
        feed = feed_rows.locked(tx)
        assert feed is not None
        desk_rows.set_state(tx, desk, "active")
        held = op_rows.held(tx, desk)
        if held:
            feed, _, unneeded = accept.add_to_feed(tx, feed, held, house.now, stored=True)
    house.incarnation.reached(commune, feed.n)
    for sha256 in unneeded:
        house.blobs.remove(commune, sha256)
    house.store.forget_traces()
    return len(held)


class Unconfirmed(msgspec.Struct, frozen=True, kw_only=True):
    """An erasure that desks have not read yet, as far as the cursors say that they showed."""

    commune: str
    erasure: str
    desks: tuple[str, ...]


def unconfirmed(store: Store) -> list[Unconfirmed]:
    """Which desks may still hold what was erased; the desk that erased has done so itself."""
    with store.read(NO_COMMUNE) as tx:
        communes = province_rows.communes(tx)
    found = []
    for commune in communes:
        with store.read(commune) as tx:
            desks = desk_rows.every(tx)
            for erasure, n, _ in erasure_rows.every(tx):
                behind = tuple(
                    desk.desk
                    for desk in desks
                    if desk.seen < n and not erasure.startswith(desk.desk)
                )
                if behind:
                    found.append(Unconfirmed(commune=commune, erasure=erasure, desks=behind))
    return found
