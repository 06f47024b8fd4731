"""Settings of this desk as texts by name; what they mean is said elsewhere."""

from __future__ import annotations

from collections.abc import Mapping

from desk_app.store import sqlite


def every(connection: sqlite.Connection) -> dict[str, str]:
    """All settings that were ever changed."""
    return dict(connection.execute("SELECT name, value FROM setting"))


def keep(connection: sqlite.Connection, settings: Mapping[str, str]) -> None:
    """Write these, in place of what stood under their names."""
    connection.executemany(
        "INSERT OR REPLACE INTO setting (name, value) VALUES (?, ?)", list(settings.items())
    )
