"""How much of which chain came a second time with other contents."""

from __future__ import annotations

from typing import NamedTuple

from desk_app.core.clock import Millis
from sync.server.store.tx import Tx


class Branched(NamedTuple):
    """The ops of a chain's other branches together."""

    desk: str
    epoch: int
    first: int
    last: int
    ops: int
    since: Millis


def summed(tx: Tx) -> list[Branched]:
    """One row a chain, by desk and epoch."""
    rows = tx.run(
        "SELECT desk, epoch, min(seq), max(seq), count(*), min(received) FROM branch "
        "WHERE commune_id = ? GROUP BY desk, epoch ORDER BY desk, epoch",
        tx.commune,
    )
    return [
        Branched(row[0], int(row[1]), int(row[2]), int(row[3]), int(row[4]), Millis(int(row[5])))
        for row in rows
    ]
