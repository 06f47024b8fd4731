"""What is known of other copies of this desk: which epoch is theirs, and when a new one begins."""

from __future__ import annotations

import msgspec

from desk_app.store import sqlite, sync_state
from desk_app.store.look import Look
from desk_app.store.writer import Tx

_NAME = "epoch_elsewhere"


def highest_epoch(look: Look) -> int:
    """The highest epoch of this desk that is known here, whoever began it."""
    row = look.connection.execute(
        "SELECT coalesce(max(epoch), 0) FROM chain WHERE desk = ?", (look.desk.desk,)
    ).fetchone()
    return max(int(row[0]), look.desk.epoch)


def begin_epoch(tx: Tx, above: int = -1) -> int:
    """Let this desk write in an epoch of its own from now on, higher than any known; which.

    One that was begun and in which nothing was written yet is as good, unless it is not above.
    """
    known = max(highest_epoch(tx), above)
    begun = tx.connection.execute(
        "SELECT 1 FROM chain WHERE desk = ? AND epoch = ?", (tx.desk.desk, tx.desk.epoch)
    ).fetchone()
    if tx.desk.epoch == known and tx.desk.epoch > above and begun is None:
        return tx.desk.epoch
    tx.write_as(msgspec.structs.replace(tx.desk, epoch=known + 1))
    return known + 1


def note_elsewhere(tx: Tx, epoch: int) -> None:
    """Ops of this epoch came back that this copy never wrote: another copy of the desk did."""
    if epoch > max(tx.desk.epoch, elsewhere(tx.connection)):
        sync_state.put(tx.connection, _NAME, str(epoch))


def elsewhere(connection: sqlite.Connection) -> int:
    """The highest epoch that another copy is known to write in; -1 when there is none."""
    text = sync_state.get(connection, _NAME)
    return -1 if text is None else int(text)
