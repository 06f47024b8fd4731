"""Cuts: how far each chain of the log reached at a moment, and the ops up to there."""

from __future__ import annotations

from desk_app.core.cut import Cut, Head
from desk_app.core.ids import DeskId
from desk_app.store import sqlite


def current_cut(connection: sqlite.Connection) -> Cut:
    """The cut through the newest op of each chain."""
    rows = connection.execute("SELECT desk, epoch, seq, hash FROM chain ORDER BY desk, epoch")
    return Cut(tuple(Head(DeskId(row[0]), row[1], row[2], row[3].hex()) for row in rows))


def missing_heads(connection: sqlite.Connection, cut: Cut) -> list[Head]:
    """The heads of a cut that this log does not hold, or holds with another hash."""
    missing = []
    for head in cut.heads:
        row = connection.execute(
            "SELECT hash FROM op WHERE desk = ? AND epoch = ? AND seq = ?",
            (head.desk, head.epoch, head.seq),
        ).fetchone()
        if row is None or row[0].hex() != head.hash:
            missing.append(head)
    return missing
