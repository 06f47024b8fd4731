"""Commune keys on their way from desk to desk; the province cannot open them."""

from __future__ import annotations

from desk_app.core.ids import DeskId
from sync.protocol.messages import Sealed
from sync.server.store.tx import Tx


def put(tx: Tx, sealed: Sealed) -> None:
    """Keep a sealed key for the desk it is for; a newer one for the same desk replaces it."""
    tx.run(
        "INSERT INTO sealed (commune_id, key_id, to_desk, from_desk, content) "
        "VALUES (?, ?, ?, ?, ?) ON CONFLICT (commune_id, key_id, to_desk) DO UPDATE SET "
        "from_desk = excluded.from_desk, content = excluded.content",
        *(tx.commune, sealed.key_id, sealed.to_desk, sealed.from_desk, sealed.sealed),
    )


def waiting(tx: Tx, desk: str) -> list[Sealed]:
    """The keys that others sealed for this desk."""
    rows = tx.run(
        "SELECT key_id, from_desk, to_desk, content FROM sealed WHERE commune_id = ? "
        "AND to_desk = ? ORDER BY key_id",
        *(tx.commune, desk),
    )
    return [
        Sealed(key_id=row[0], from_desk=DeskId(row[1]), to_desk=DeskId(row[2]), sealed=row[3])
        for row in rows
    ]


def opened(tx: Tx, desk: str, key_id: str) -> None:
    """The desk holds this key now: nobody needs the sealed one any more."""
    tx.run(
        "DELETE FROM sealed WHERE commune_id = ? AND to_desk = ? AND key_id = ?",
        *(tx.commune, desk, key_id),
    )
