"""Which attachments the province holds whole, by its own word, and which still wait for it."""

from __future__ import annotations

from desk_app.core.clock import Millis
from desk_app.store import sqlite


def keep(connection: sqlite.Connection, sha256: str, at: Millis) -> None:
    """The province holds this file."""
    connection.execute("REPLACE INTO blob_receipt VALUES (?, ?)", (sha256, at))


def confirmed(connection: sqlite.Connection) -> frozenset[str]:
    """The digests of all files the province holds."""
    rows = connection.execute("SELECT sha256 FROM blob_receipt WHERE at > 0")
    return frozenset(row[0] for row in rows)


def ask_again(connection: sqlite.Connection) -> None:
    """The province's store was restored: what it held before is no more certain."""
    connection.execute("UPDATE blob_receipt SET at = 0")


def forget(connection: sqlite.Connection, sha256: str) -> None:
    """The province deletes a file that is no case's any more; then it does not hold it."""
    connection.execute("DELETE FROM blob_receipt WHERE sha256 = ?", (sha256,))


def waiting(connection: sqlite.Connection, desk: str) -> list[tuple[str, int]]:
    """(digest, size) of the files of cases that this desk owes the province, the smallest first.

    Those are its own, and those of others that lay here when the province lost them.
    """
    rows = connection.execute(
        f"{_OF_CASES} AND id > ? AND id < ? "
        "AND NOT EXISTS (SELECT 1 FROM blob_receipt AS b WHERE b.sha256 = e.sha256 AND at > 0) "
        f"UNION {_OF_CASES} AND sha256 IN (SELECT sha256 FROM blob_receipt WHERE at = 0)",
        (f"{desk}.", f"{desk}/"),
    )
    # Ops that disagree about a size speak of one file all the same.
    return sorted(dict(map(tuple, rows)).items(), key=lambda one: (one[1], one[0]))


_OF_CASES = "SELECT sha256, size FROM evidence AS e WHERE removed = 0 AND erased = 0"
