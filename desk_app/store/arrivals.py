"""What arrived in the log after a moment one knows, whoever of this home's processes wrote it."""

from __future__ import annotations

from desk_app.core.ops import KINDS
from desk_app.store import sqlite

_AFTER = "SELECT arrival, kind, subject FROM op WHERE arrival > ? ORDER BY arrival LIMIT ?"


def subjects_after(
    connection: sqlite.Connection, arrival: int, limit: int
) -> tuple[int, dict[str, frozenset[str]]]:
    """The subjects by family of at most `limit` ops after `arrival`, and where the last stands.

    Kinds that this release does not know touch nothing that it shows.
    """
    found: dict[str, set[str]] = {}
    for place, kind, subject in connection.execute(_AFTER, (arrival, limit)):
        arrival = place
        if kind in KINDS:
            found.setdefault(KINDS[kind].family, set()).add(subject)
    return arrival, {family: frozenset(subjects) for family, subjects in found.items()}
