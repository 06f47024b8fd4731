"""Other pasts of desks that were restored or copied, as the console lists them."""

from __future__ import annotations

import msgspec

from desk_app.core.clock import Millis
from sync.server.overview import communes
from sync.server.store import branch_rows
from sync.server.store.engine import Store


class BranchLine(msgspec.Struct, frozen=True, kw_only=True):
    """Ops of one chain beside which the log holds others under the same numbers.

    first, last: their numbers; ops: how many; since: when the first of them came.
    """

    commune: str
    desk: str
    epoch: int
    first: int
    last: int
    ops: int
    since: Millis


def listed(store: Store) -> list[BranchLine]:
    """All of them, by commune, desk and epoch."""
    found = []
    for commune in communes(store):
        with store.read(commune) as tx:
            found += [
                BranchLine(
                    commune=commune,
                    desk=row.desk,
                    epoch=row.epoch,
                    first=row.first,
                    last=row.last,
                    ops=row.ops,
                    since=row.since,
                )
                for row in branch_rows.summed(tx)
            ]
    return found
