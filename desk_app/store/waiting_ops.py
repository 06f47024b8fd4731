"""Own ops that no receipt covers, the newest first, and what they are about; no payload is read."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import NamedTuple

from desk_app.core.clock import Millis
from desk_app.core.ids import OpId
from desk_app.store import receipts, sqlite
from desk_app.store.look import Look

_AT_ONCE = 500


class WaitingRow(NamedTuple):
    """One op: its id, kind and subject, and when it was written by this desk's clock."""

    op: str
    kind: str
    subject: str
    at: Millis
    seq: int


class Named(NamedTuple):
    """A visit or a case by what may be said of it to everybody: number, moment, procedure."""

    family: str
    number: str
    at: Millis
    procedure: str


def newest(look: Look, limit: int) -> list[WaitingRow]:
    """At most `limit` of them; of an older chain only when the newer ones are short."""
    confirmed = receipts.acked(look)
    desk = look.desk.desk
    found: list[WaitingRow] = []
    epochs = look.connection.execute(
        "SELECT epoch FROM chain WHERE desk = ? ORDER BY epoch DESC", (desk,)
    ).fetchall()
    for (epoch,) in epochs:
        rows = look.connection.execute(
            "SELECT kind, subject, wall, seq FROM op WHERE desk = ? AND epoch = ? AND seq > ? "
            "ORDER BY seq DESC LIMIT ?",
            (desk, epoch, confirmed.get(epoch, 0), limit - len(found)),
        )
        found += [
            WaitingRow(str(OpId(desk, epoch, seq)), kind, subject, Millis(wall), seq)
            for kind, subject, wall, seq in rows
        ]
    return found


def kinds(connection: sqlite.Connection, ops: Collection[OpId]) -> dict[str, tuple[str, str]]:
    """Kind and subject of each of these ops that is here, by its id."""
    found = {}
    for one in ops:
        row = connection.execute(
            "SELECT kind, subject FROM op WHERE desk = ? AND epoch = ? AND seq = ?", tuple(one)
        ).fetchone()
        if row is not None:
            found[str(one)] = (row[0], row[1])
    return found


def named(connection: sqlite.Connection, subjects: Collection[str]) -> dict[str, Named]:
    """The visits and cases among these subjects."""
    wanted, found = sorted(set(subjects)), {}
    for begin in range(0, len(wanted), _AT_ONCE):
        part = wanted[begin : begin + _AT_ONCE]
        holes = ", ".join("?" * len(part))
        for row in _rows(connection, "'visit', id, '', act, procedures FROM visit", holes, part):
            found[row[1]] = Named("visit", "", Millis(row[3]), row[4].partition(",")[0])
        for row in _rows(connection, "'case', id, number, act, procedure FROM cases", holes, part):
            found[row[1]] = Named("case", row[2], Millis(row[3]), row[4])
    return found


def _rows(
    connection: sqlite.Connection, what: str, holes: str, part: Sequence[str]
) -> list[tuple[str, str, str, int, str]]:
    return connection.execute(f"SELECT {what} WHERE id IN ({holes})", tuple(part)).fetchall()
