"""How far each chain of a commune reaches, and the receipts that were given for it."""

from __future__ import annotations

import msgspec

from desk_app.core.chain import GENESIS
from desk_app.core.clock import Millis
from desk_app.core.ids import DeskId
from sync.protocol.messages import ChainHead, Receipt
from sync.server.store.tx import Tx


class Held(msgspec.Struct, frozen=True):
    """Where a chain stands at the province; seq 0 before its first op.

    lamport: the highest of its ops, which need not be the last one's.
    """

    seq: int
    hash: bytes
    server_time: Millis
    server_epoch: str
    lamport: int


NOTHING = Held(0, GENESIS, Millis(0), "", 0)


def standing(tx: Tx, desk: str, epoch: int) -> tuple[bytes, str, Held]:
    """A known desk's signing key and state, and where one of its chains stands."""
    row = tx.one(
        "SELECT desk.signing, desk.state, chain.seq, chain.hash, chain.server_time, "
        "chain.server_epoch, chain.lamport FROM desk LEFT JOIN chain "
        "ON chain.commune_id = desk.commune_id AND chain.desk = desk.desk AND chain.epoch = ? "
        "WHERE desk.commune_id = ? AND desk.desk = ?",
        *(epoch, tx.commune, desk),
    )
    assert row is not None, "the desk was found a moment ago, and none is ever deleted"
    signing, state, seq, head, server_time, server_epoch, lamport = row
    held = NOTHING
    if seq is not None:
        held = Held(seq, bytes(head), Millis(server_time), server_epoch, lamport)
    return bytes(signing), state, held


def heads(tx: Tx, desk: str) -> tuple[ChainHead, ...]:
    """All chains of a desk, the newest epoch last."""
    rows = tx.run(
        "SELECT epoch, seq, hash FROM chain WHERE commune_id = ? AND desk = ? ORDER BY epoch",
        *(tx.commune, desk),
    )
    return tuple(ChainHead(epoch=row[0], seq=row[1], hash=bytes(row[2]).hex()) for row in rows)


def highest_lamport(tx: Tx, desk: str, not_in: int) -> int | None:
    """The highest lamport of a desk's chains but this one; None when it has no other."""
    row = tx.one(
        "SELECT max(lamport) FROM chain WHERE commune_id = ? AND desk = ? AND epoch <> ?",
        *(tx.commune, desk, not_in),
    )
    return None if row is None else row[0]


def every(tx: Tx) -> dict[tuple[str, int], tuple[int, bytes]]:
    """All chains of the commune: their seq and hash by desk and epoch."""
    rows = tx.run("SELECT desk, epoch, seq, hash FROM chain WHERE commune_id = ?", tx.commune)
    return {(row[0], row[1]): (row[2], bytes(row[3])) for row in rows}


def advance(tx: Tx, desk: str, epoch: int, to: Held) -> None:
    """The chain now reaches there."""
    tx.run(
        "INSERT INTO chain (commune_id, desk, epoch, seq, hash, server_time, server_epoch, "
        "lamport) VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (commune_id, desk, epoch) DO UPDATE "
        "SET seq = excluded.seq, hash = excluded.hash, server_time = excluded.server_time, "
        "server_epoch = excluded.server_epoch, lamport = excluded.lamport",
        *(tx.commune, desk, epoch, to.seq, to.hash, to.server_time, to.server_epoch, to.lamport),
    )


def keep_receipt(tx: Tx, receipt: Receipt) -> None:
    """Keep what was signed, so that it can be checked against the log."""
    tx.run(
        "INSERT INTO receipt (commune_id, desk, epoch, seq, head, server_time, server_epoch, "
        "signature) VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
        *(tx.commune, receipt.desk, receipt.epoch, receipt.seq, receipt.head),
        *(receipt.server_time, receipt.server_epoch, receipt.signature),
    )


_RECEIPT = "SELECT desk, epoch, seq, head, server_time, server_epoch, signature FROM receipt "


def newest_receipt(tx: Tx, desk: str, epoch: int) -> Receipt | None:
    """The receipt for the newest op of a chain; None before the first."""
    rows = tx.run(
        _RECEIPT + "WHERE commune_id = ? AND desk = ? AND epoch = ? "
        "ORDER BY seq DESC, server_time DESC LIMIT 1",
        *(tx.commune, desk, epoch),
    )
    return _receipt(rows[0]) if rows else None


def receipts(tx: Tx, desk: str, epoch: int, after: int, limit: int) -> list[Receipt]:
    """The next receipts of a chain."""
    rows = tx.run(
        _RECEIPT + "WHERE commune_id = ? AND desk = ? AND epoch = ? AND seq > ? "
        "ORDER BY seq LIMIT ?",
        *(tx.commune, desk, epoch, after, limit),
    )
    return [_receipt(row) for row in rows]


def _receipt(row: tuple[object, ...]) -> Receipt:
    desk, epoch, seq, head, server_time, server_epoch, signature = row
    return Receipt(
        desk=DeskId(str(desk)),
        epoch=int(str(epoch)),
        seq=int(str(seq)),
        head=str(head),
        server_time=int(str(server_time)),
        server_epoch=str(server_epoch),
        signature=str(signature),
    )
