"""Makes a new province in an empty database, and opens it."""

from __future__ import annotations

from pathlib import Path

from desk_app.core.clock import Millis
from sync.server.house import Random
from sync.server.store import migrate, province_rows
from sync.server.store.engine import NO_COMMUNE, Store

BLOBS = "blobs"
_EPOCH_LENGTH = 8


def set_up(store: Store, random: Random, now: Millis, *, practice: bool = False) -> bool:
    """Make the tables and the province's own row; False when it was set up before."""
    migrate.ready(store)
    with store.write(NO_COMMUNE) as tx:
        return province_rows.create(tx, practice, random(_EPOCH_LENGTH).hex(), now)


def blob_folder(home: Path) -> Path:
    """Where the attachments of a home lie."""
    return home / BLOBS
