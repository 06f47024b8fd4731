"""The desks of a commune as the province knows them."""

from __future__ import annotations

from typing import Literal

import msgspec

from desk_app.core.clock import Millis
from desk_app.core.ids import DeskId
from sync.protocol.certificates import mark_of
from sync.protocol.messages import Health
from sync.server.store.tx import Row, Tx

State = Literal["active", "revoked"]


class Desk(msgspec.Struct, frozen=True, kw_only=True):
    """One desk. signing: the key that checks what it signed; seen: how far it has the feed."""

    desk: DeskId
    serial: int
    certificate: str
    signing: bytes
    state: State
    keys: tuple[str, ...]
    seen: int
    seen_at: Millis | None
    health: Health
    app: str


_COLUMNS = "desk, serial, certificate, signing, state, keys, seen, seen_at, health, app"


def one(tx: Tx, desk: str) -> Desk | None:
    """A desk of this commune."""
    row = tx.one(
        f"SELECT {_COLUMNS} FROM desk WHERE commune_id = ? AND desk = ?", *(tx.commune, desk)
    )
    return None if row is None else _desk(row)


def every(tx: Tx) -> list[Desk]:
    """All desks of this commune, by their ids."""
    rows = tx.run(f"SELECT {_COLUMNS} FROM desk WHERE commune_id = ? ORDER BY desk", tx.commune)
    return [_desk(row) for row in rows]


def _desk(row: Row) -> Desk:
    return Desk(
        desk=DeskId(row[0]),
        serial=row[1],
        certificate=row[2],
        signing=bytes(row[3]),
        state=row[4],
        keys=tuple(filter(None, row[5].split(","))),
        seen=row[6],
        seen_at=None if row[7] is None else Millis(row[7]),
        health=_health.decode(row[8]) if row[8] is not None else Health(),
        app=row[9],
    )


_health = msgspec.json.Decoder(Health)


def enrol(
    tx: Tx,
    desk: str,
    serial: int,
    certificate: str,
    signing: bytes,
    keys: str,
    app: str,
    at: Millis,
) -> bool:
    """Write a desk down as it was certified, anew when it was known; False: its mark is taken."""
    taken = tx.one(
        "SELECT 1 FROM desk WHERE commune_id = ? AND mark = ? AND desk <> ?",
        *(tx.commune, mark_of(desk), desk),
    )
    if taken is not None:
        return False
    tx.run(
        "INSERT INTO desk (commune_id, desk, mark, serial, certificate, signing, state, keys, "
        "enrolled, seen, app) VALUES (?, ?, ?, ?, ?, ?, 'active', ?, ?, 0, ?) "
        "ON CONFLICT (commune_id, desk) DO UPDATE SET serial = excluded.serial, "
        "certificate = excluded.certificate, signing = excluded.signing, state = 'active', "
        "keys = excluded.keys, app = excluded.app",
        *(tx.commune, desk, mark_of(desk), serial, certificate, signing, keys, at, app),
    )
    return True


def renew(tx: Tx, desk: str, serial: int, certificate: str) -> None:
    """The next certificate of a desk with the same keys."""
    tx.run(
        "UPDATE desk SET serial = ?, certificate = ? WHERE commune_id = ? AND desk = ?",
        *(serial, certificate, tx.commune, desk),
    )


def set_state(tx: Tx, desk: str, state: State) -> None:
    """Revoke a desk or take it back."""
    tx.run(
        "UPDATE desk SET state = ? WHERE commune_id = ? AND desk = ?", *(state, tx.commune, desk)
    )


def greeted(tx: Tx, desk: str, keys: str, app: str, health: Health, at: Millis) -> None:
    """Note what a desk said of itself when it greeted."""
    tx.run(
        "UPDATE desk SET keys = ?, app = ?, health = ?, seen_at = ? "
        "WHERE commune_id = ? AND desk = ?",
        *(keys, app, msgspec.json.encode(health), at, tx.commune, desk),
    )


def heard(tx: Tx, desk: str, health: Health, at: Millis) -> None:
    """Note how a desk fares, as its push says."""
    tx.run(
        "UPDATE desk SET health = ?, seen_at = ? WHERE commune_id = ? AND desk = ?",
        *(msgspec.json.encode(health), at, tx.commune, desk),
    )


def has_feed_up_to(tx: Tx, desk: str, n: int) -> None:
    """The desk showed a cursor: it keeps everything up to there, and its erasures."""
    tx.run(
        "UPDATE desk SET seen = ? WHERE commune_id = ? AND desk = ? AND seen <> ?",
        *(n, tx.commune, desk, n),
    )
