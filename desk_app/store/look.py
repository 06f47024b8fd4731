"""What readers and transactions have in common: a connection, and whose database it is."""

from __future__ import annotations

from typing import Protocol

from desk_app.store import sqlite
from desk_app.store.this_desk import ThisDesk


class Look(Protocol):
    """A `Reader` or a `Tx`."""

    @property
    def connection(self) -> sqlite.Connection:
        """For the store's own modules only."""

    @property
    def desk(self) -> ThisDesk:
        """The desk this database belongs to."""
