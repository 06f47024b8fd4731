"""Ops that the province set aside: why, since when, and what became of them."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from desk_app.core.clock import Millis
from desk_app.core.ids import parse_op_id
from desk_app.core.set_aside import Aside
from sync.protocol.messages import SetAside
from sync.server.store.tx import Row, Tx

# How a row is settled: the op counts now, or a person left it out for good.
APPLIED = "applied"
LEFT_OUT = "left_out"


class AsideRow(msgspec.Struct, frozen=True, kw_only=True):
    """One op that is or was set aside. settled: when; how: "applied" or "left_out"."""

    op: str
    subject: str
    code: str
    values: dict[str, str]
    held_by: str | None
    since: Millis
    settled: Millis | None
    how: str

    @property
    def told(self) -> SetAside:
        """The same as the desk is told."""
        return SetAside(
            op=self.op,
            code=self.code,
            values=self.values,
            held_by=self.held_by,
            settled=self.how == APPLIED,
        )


_COLUMNS = "op, subject, code, filling, held_by, since, settled, settled_how"


def of_subjects(tx: Tx, subjects: Sequence[str]) -> dict[str, AsideRow]:
    """Everything that is or was set aside of these subjects, by op."""
    rows = tx.run(
        f"SELECT {_COLUMNS} FROM aside{tx.by('aside_of_subject')} WHERE commune_id = ? "
        f"AND {tx.any_of('subject')}",
        *(tx.commune, tx.listed(subjects)),
    )
    return {row[0]: _row(row) for row in rows}


def waiting(tx: Tx, *, desk: str = "", limit: int = 10_000) -> list[AsideRow]:
    """What nobody settled yet, the oldest first; of one desk when it is named."""
    rows = tx.run(
        f"SELECT {_COLUMNS} FROM aside WHERE commune_id = ? AND settled IS NULL "
        "AND (desk = ? OR ? = '') ORDER BY since, op LIMIT ?",
        *(tx.commune, desk, desk, limit),
    )
    return [_row(row) for row in rows]


def changed(tx: Tx, desk: str, after: int, up_to: int) -> list[AsideRow]:
    """What changed about a desk's own ops between two places of the feed."""
    rows = tx.run(
        f"SELECT {_COLUMNS} FROM aside{tx.by('aside_of_desk')} WHERE commune_id = ? "
        "AND desk = ? AND changed > ? AND changed <= ? ORDER BY changed, op",
        *(tx.commune, desk, after, up_to),
    )
    return [_row(row) for row in rows]


def one(tx: Tx, op: str) -> AsideRow | None:
    """The row of one op."""
    row = tx.one(f"SELECT {_COLUMNS} FROM aside WHERE commune_id = ? AND op = ?", *(tx.commune, op))
    return None if row is None else _row(row)


def put(tx: Tx, subject: str, found: Sequence[Aside], now: Millis, n: int) -> None:
    """Set ops of a subject aside, or write another reason for it."""
    if not found:
        return
    tx.many(
        "INSERT INTO aside (commune_id, op, desk, subject, code, filling, held_by, since, settled, "
        "settled_how, changed) VALUES (?, ?, ?, ?, ?, ?, ?, ?, NULL, '', ?) "
        "ON CONFLICT (commune_id, op) DO UPDATE SET code = excluded.code, "
        "filling = excluded.filling, held_by = excluded.held_by, settled = NULL, "
        "settled_how = '', changed = excluded.changed",
        [
            (
                tx.commune, one.op, _desk_of(one.op), subject, one.code,
                msgspec.json.encode(one.values).decode(), one.held_by or None, now, n,
            )
            for one in found
        ],
    )  # fmt: skip


def settle(tx: Tx, ops: Sequence[str], how: str, now: Millis, n: int) -> None:
    """These ops are no longer waiting."""
    if not ops:
        return
    tx.many(
        "UPDATE aside SET settled = ?, settled_how = ?, changed = ? WHERE commune_id = ? "
        "AND op = ?",
        [(now, how, n, tx.commune, op) for op in ops],
    )


def _desk_of(op: str) -> str:
    parsed = parse_op_id(op)
    return parsed.desk if parsed is not None else ""


def _row(row: Row) -> AsideRow:
    return AsideRow(
        op=row[0],
        subject=row[1],
        code=row[2],
        values=msgspec.json.decode(row[3], type=dict[str, str]),
        held_by=row[4],
        since=Millis(row[5]),
        settled=None if row[6] is None else Millis(row[6]),
        how=row[7],
    )
