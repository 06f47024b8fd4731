"""What belongs to no commune: the province itself, its communes, which desk works where."""

from __future__ import annotations

import msgspec

from desk_app.core.clock import Millis
from sync.server.store.engine import NO_COMMUNE, Store
from sync.server.store.tx import Tx

_decode_message = msgspec.json.Decoder(dict[str, str]).decode


class ThisProvince(msgspec.Struct, frozen=True):
    """The one province that this store is of.

    practice: nothing in it is real; server_epoch: changes when the store was restored; message:
    what every desk shows now, by language.
    """

    practice: bool
    server_epoch: str
    message: dict[str, str]


def create(tx: Tx, practice: bool, server_epoch: str, now: Millis) -> bool:
    """Make the province's own row; False when there is one already."""
    made = tx.run(
        "INSERT INTO province (one, practice, server_epoch, created, message) "
        "VALUES (1, ?, ?, ?, '{}') "
        "ON CONFLICT DO NOTHING RETURNING one",
        *(practice, server_epoch, now),
    )
    return bool(made)


def this_province(tx: Tx) -> ThisProvince | None:
    """The province's own row; None before `create`."""
    row = tx.one("SELECT practice, server_epoch, message FROM province WHERE one = 1")
    return None if row is None else ThisProvince(bool(row[0]), row[1], _decode_message(row[2]))


def set_message(tx: Tx, message: dict[str, str]) -> None:
    """Let every desk show this from its next greeting on; nothing any more when it is empty."""
    text = msgspec.json.encode(message).decode()
    tx.run("UPDATE province SET message = ? WHERE one = 1", text)


def set_server_epoch(tx: Tx, before: str, after: str) -> bool:
    """Begin a new server epoch; False when somebody else did meanwhile."""
    return bool(
        tx.run(
            "UPDATE province SET server_epoch = ? WHERE one = 1 AND server_epoch = ? RETURNING one",
            *(after, before),
        )
    )


def communes(tx: Tx) -> list[str]:
    """The codes of all communes, in order: no secret, and the way into each of them."""
    return [row[0] for row in tx.run("SELECT commune_id FROM commune ORDER BY commune_id")]


def ready_commune(tx: Tx, server_epoch: str, now: Millis) -> None:
    """Make the rows that a commune needs before its first desk; nothing when they are there."""
    tx.run("INSERT INTO commune (commune_id, created) VALUES (?, ?) ON CONFLICT DO NOTHING",
           *(tx.commune, now))  # fmt: skip
    tx.run(
        "INSERT INTO feed (commune_id, n, erasures, asides, commune_key) VALUES (?, 0, 0, 0, '') "
        "ON CONFLICT DO NOTHING",
        tx.commune,
    )
    tx.run(
        "INSERT INTO epoch_start (commune_id, server_epoch, place, n) VALUES (?, ?, 0, 0) "
        "ON CONFLICT DO NOTHING",
        *(tx.commune, server_epoch),
    )


def commune_of(store: Store, desk: str) -> str | None:
    """The commune that a desk works in, by the province's own record; None for a stranger."""
    with store.read(NO_COMMUNE) as tx:
        if tx.postgres:
            # Whoever names a desk sees that desk's row and no other.
            tx.run("SELECT set_config('mot_cua.desk', ?, true)", desk)
        row = tx.one("SELECT commune_id FROM place WHERE desk = ?", desk)
    return None if row is None else row[0]


def take_place(tx: Tx, desk: str) -> bool:
    """Write down that a desk works in this commune; False when it works in another one."""
    if tx.postgres:
        tx.run("SELECT set_config('mot_cua.desk', ?, true)", desk)
    tx.run(
        "INSERT INTO place (desk, commune_id) VALUES (?, ?) ON CONFLICT DO NOTHING",
        *(desk, tx.commune),
    )
    row = tx.one("SELECT commune_id FROM place WHERE desk = ?", desk)
    return row is not None and row[0] == tx.commune
