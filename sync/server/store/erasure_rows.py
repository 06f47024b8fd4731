"""Which persons were erased, and which files belong to which op."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sync.server.store.tx import Tx


def known(tx: Tx, names: Sequence[str]) -> set[str]:
    """Those of these ops and subjects that were erased."""
    rows = tx.run(
        f"SELECT op FROM erasure WHERE commune_id = ? AND {tx.any_of('op')}",
        *(tx.commune, tx.listed(names)),
    )
    return {row[0] for row in rows}


def add(tx: Tx, ops: Iterable[str], erased_by: str, n: int) -> None:
    """Remember that these ops and subjects are erased."""
    tx.many(
        "INSERT INTO erasure (commune_id, op, erased_by, n) VALUES (?, ?, ?, ?) "
        "ON CONFLICT DO NOTHING",
        [(tx.commune, op, erased_by, n) for op in dict.fromkeys(ops)],
    )


def came_without(tx: Tx, ops: Sequence[str], n: int) -> None:
    """These ops came without their person part: their desk erased it before it sent them."""
    add(tx, ops, "", n)


def every(tx: Tx) -> list[tuple[str, int, int]]:
    """Each erasure with its place in the feed and how many ops it names, in order."""
    rows = tx.run(
        "SELECT erased_by, min(n), count(*) FROM erasure WHERE commune_id = ? AND erased_by <> '' "
        "GROUP BY erased_by ORDER BY 2",
        tx.commune,
    )
    return [(row[0], row[1], row[2]) for row in rows]


def names(tx: Tx) -> set[str]:
    """Every op and subject that was erased."""
    return {row[0] for row in tx.run("SELECT op FROM erasure WHERE commune_id = ?", tx.commune)}
