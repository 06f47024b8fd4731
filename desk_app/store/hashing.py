"""The commune's keyed hash with every key that this desk holds."""

from __future__ import annotations

from desk_app.core.keyed_hash import KeyedHash
from desk_app.store import commune_keys, sqlite


def commune_hash(connection: sqlite.Connection) -> KeyedHash:
    """New hashes are made with the main key; what was hashed with another is still found."""
    main, *others = hash_keys(connection)
    return KeyedHash(main, others)


def hash_keys(connection: sqlite.Connection) -> list[bytes]:
    """The commune's keys, that of new hashes first."""
    keys = sorted(commune_keys.all_keys(connection), key=lambda key: not key.main)
    return [key.key for key in keys]
