"""Which attachments a commune's ops speak of, and which of them are whole at the province."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from desk_app.core.clock import Millis
from sync.server.store.tx import Tx


def expect(tx: Tx, attached: Iterable[tuple[str, str, str, int]]) -> None:
    """Ops spoke of these files: sha256, op, case and size of each."""
    tx.many(
        "INSERT INTO attachment (commune_id, sha256, op, case_id, size) VALUES (?, ?, ?, ?, ?) "
        "ON CONFLICT DO NOTHING",
        [(tx.commune, *one) for one in attached],
    )


def expected_size(tx: Tx, sha256: str) -> int | None:
    """The size of a file that an accepted op of this commune speaks of; None for any other."""
    row = tx.one(
        "SELECT max(size) FROM attachment WHERE commune_id = ? AND sha256 = ?",
        *(tx.commune, sha256),
    )
    return None if row is None or row[0] is None else int(row[0])


def is_whole(tx: Tx, sha256: str) -> bool:
    """Whether the file is here from its first to its last byte."""
    row = tx.one("SELECT 1 FROM blob WHERE commune_id = ? AND sha256 = ?", *(tx.commune, sha256))
    return row is not None


def came_whole(tx: Tx, sha256: str, size: int, at: Millis) -> None:
    """The file is here now."""
    tx.run(
        "INSERT INTO blob (commune_id, sha256, size, received) VALUES (?, ?, ?, ?) "
        "ON CONFLICT DO NOTHING",
        *(tx.commune, sha256, size, at),
    )


def every(tx: Tx) -> dict[str, int]:
    """All files that are whole, with their sizes."""
    rows = tx.run("SELECT sha256, size FROM blob WHERE commune_id = ?", tx.commune)
    return {row[0]: row[1] for row in rows}


def all_expected(tx: Tx) -> set[str]:
    """All files that ops of this commune speak of."""
    rows = tx.run("SELECT DISTINCT sha256 FROM attachment WHERE commune_id = ?", tx.commune)
    return {row[0] for row in rows}


def forget(tx: Tx, names: Sequence[str]) -> list[str]:
    """Files of erased ops or of erased cases are spoken of no more; those nobody else needs."""
    gone = tx.run(
        f"DELETE FROM attachment WHERE commune_id = ? AND ({tx.any_of('op')} "
        f"OR {tx.any_of('case_id')}) RETURNING sha256",
        *(tx.commune, tx.listed(names), tx.listed(names)),
    )
    unneeded = []
    for sha256 in dict.fromkeys(row[0] for row in gone):
        if expected_size(tx, sha256) is None:
            tx.run("DELETE FROM blob WHERE commune_id = ? AND sha256 = ?", *(tx.commune, sha256))
            unneeded.append(sha256)
    return unneeded
