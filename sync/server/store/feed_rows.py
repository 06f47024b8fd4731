"""The commune's counter, which every writer locks first, and where its server epochs began."""

from __future__ import annotations

import msgspec

from sync.server.store.tx import Tx


class Feed(msgspec.Struct, frozen=True):
    """n: the number of the newest row; erasures, asides: how many rows those tables hold."""

    n: int
    erasures: int
    asides: int
    commune_key: str
    server_epoch: str


_FEED = (
    "SELECT n, erasures, asides, commune_key, (SELECT server_epoch FROM province) FROM feed "
    "WHERE commune_id = ?"
)


def locked(tx: Tx) -> Feed | None:
    """The counter, which nobody else may read for writing until this transaction ends.

    What is read after this has seen everything that was written under earlier numbers.
    """
    row = tx.one(_FEED + tx.lock, tx.commune)
    return None if row is None else Feed(*row)


def seen(tx: Tx) -> Feed | None:
    """The counter as it stands; None for a commune that is not known."""
    row = tx.one(_FEED, tx.commune)
    return None if row is None else Feed(*row)


def advance(tx: Tx, feed: Feed) -> None:
    """Write the counter back."""
    tx.run(
        "UPDATE feed SET n = ?, erasures = ?, asides = ?, commune_key = ? WHERE commune_id = ?",
        *(feed.n, feed.erasures, feed.asides, feed.commune_key, tx.commune),
    )


def epoch_starts(tx: Tx) -> list[tuple[str, int]]:
    """The server epochs in their order, each with the number at which it began."""
    rows = tx.run(
        "SELECT server_epoch, n FROM epoch_start WHERE commune_id = ? ORDER BY place", tx.commune
    )
    return [(row[0], row[1]) for row in rows]


def begin_epoch(tx: Tx, server_epoch: str, n: int) -> None:
    """From here on the feed's numbers are those of another server epoch."""
    tx.run(
        "INSERT INTO epoch_start (commune_id, server_epoch, place, n) "
        "SELECT ?, ?, count(*), ? FROM epoch_start WHERE commune_id = ? ON CONFLICT DO NOTHING",
        *(tx.commune, server_epoch, n, tx.commune),
    )
