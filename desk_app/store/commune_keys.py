"""The keys that hash ID numbers in this commune: this desk's own, and those of its other desks.

Desks that began apart made a key each. New hashes are made with the main one; whatever was hashed
before is still found with the key it names.
"""

from __future__ import annotations

import msgspec

from desk_app.core.keyed_hash import KeyedHash
from desk_app.store import sqlite
from desk_app.store.this_desk import read_this_desk


class CommuneKey(msgspec.Struct, frozen=True):
    """A key and its id, which tells keys apart and nothing about them."""

    key_id: str
    key: bytes
    main: bool

    def __repr__(self) -> str:
        return f"CommuneKey(key_id={self.key_id!r}, main={self.main!r})"


def all_keys(connection: sqlite.Connection) -> list[CommuneKey]:
    """Every key this desk holds, its own among them, by id."""
    rows = connection.execute("SELECT key_id, key, main FROM commune_key")
    found = {row[0]: CommuneKey(row[0], bytes(row[1]), bool(row[2])) for row in rows}
    desk = read_this_desk(connection)
    if desk is not None:
        own = KeyedHash(desk.commune_key).key_id
        any_main = any(key.main for key in found.values())
        main = found[own].main if own in found else not any_main
        found[own] = CommuneKey(own, desk.commune_key, main)
    return [found[key_id] for key_id in sorted(found)]


def keep(connection: sqlite.Connection, key: bytes, *, main: bool = False) -> str:
    """Keep a key of the commune; its id. One that is here may only become main."""
    key_id = KeyedHash(key).key_id
    connection.execute(
        "INSERT INTO commune_key VALUES (?, ?, 0) ON CONFLICT (key_id) DO NOTHING", (key_id, key)
    )
    if main:
        make_main(connection, key_id)
    return key_id


def make_main(connection: sqlite.Connection, key_id: str) -> bool:
    """Hash with this key from now on; whether the desk holds it."""
    held = {key.key_id: key.key for key in all_keys(connection)}
    if key_id not in held:
        return False
    connection.execute(
        "INSERT INTO commune_key VALUES (?, ?, 0) ON CONFLICT (key_id) DO NOTHING",
        (key_id, held[key_id]),
    )
    connection.execute("UPDATE commune_key SET main = (key_id = ?)", (key_id,))
    return True


def main_key(connection: sqlite.Connection) -> CommuneKey:
    """The key that new hashes are made with."""
    return next(key for key in all_keys(connection) if key.main)
