"""Operations as rows of the province's log: written a batch at a time, read by subject or chain."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from desk_app.core import op_values
from desk_app.core.clock import Millis
from desk_app.core.ids import OpId
from desk_app.core.ops import Op
from sync.server.store.arrays import arrays
from sync.server.store.tx import Row, Tx

COLUMNS = op_values.COLUMNS
row_of = op_values.values_of
op_from = op_values.op_from
# n and received come last.
_ALL = f"commune_id, {COLUMNS}, n, received"
_INSERT = f"INSERT INTO op ({_ALL}) VALUES ({', '.join('?' * 21)})"
# One statement a batch: PostgreSQL takes columns as arrays four times as fast as rows one by one.
_TYPES = (
    "text", "bigint", "bigint", "text", "bigint", "text", "text", "bigint", "text", "bigint",
    "bigint", "text", "bigint", "bytea", "bytea", "bytea", "bytea", "bytea", "bigint",
)  # fmt: skip
_INSERT_ARRAYS = (
    f"INSERT INTO op ({_ALL}) SELECT ?, t.*, ? FROM unnest("
    + ", ".join(f"?::{kind}[]" for kind in _TYPES)
    + ") AS t"
)


def insert(tx: Tx, ops: Sequence[Op], first: int | None, received: Millis) -> None:
    """Write new ops; the feed counts them from `first` on, None keeps them out of it."""
    places = range(first, first + len(ops)) if first is not None else [None] * len(ops)
    if tx.postgres:
        columns = zip(*((*row_of(op), n) for op, n in zip(ops, places, strict=True)), strict=True)
        tx.run(_INSERT_ARRAYS, tx.commune, received, *arrays(columns, _TYPES))
        return
    commune = tx.commune
    rows = [(commune, *row_of(op), n, received) for op, n in zip(ops, places, strict=True)]
    tx.many(_INSERT, rows)


def insert_branch(tx: Tx, ops: Iterable[Op], received: Millis) -> None:
    """Keep ops of a chain that went on twice; known ones stay as they are."""
    tx.many(
        f"INSERT INTO branch (commune_id, {COLUMNS}, received) VALUES ({', '.join('?' * 20)}) "
        "ON CONFLICT DO NOTHING",
        [(tx.commune, *row_of(op), received) for op in ops],
    )


def branches(tx: Tx, desk: str) -> list[Op]:
    """What is kept of a desk's other branches, in the order of their numbers."""
    rows = tx.run(
        f"SELECT {COLUMNS} FROM branch WHERE commune_id = ? AND desk = ? "
        "ORDER BY desk, epoch, seq, hash",
        *(tx.commune, desk),
    )
    return [op_from(row) for row in rows]


def hash_at(tx: Tx, desk: str, epoch: int, seq: int) -> bytes | None:
    """The hash of one op; None when it is not here."""
    row = tx.one(
        "SELECT hash FROM op WHERE commune_id = ? AND desk = ? AND epoch = ? AND seq = ?",
        *(tx.commune, desk, epoch, seq),
    )
    return None if row is None else bytes(row[0])


def of_subjects(tx: Tx, subjects: Sequence[str]) -> dict[str, list[Op]]:
    """The ops of these subjects that count (held ones do not), each subject's in any order."""
    found: dict[str, list[Op]] = {}
    rows = tx.run(
        f"SELECT {COLUMNS} FROM op{tx.by('op_of_subject')} WHERE commune_id = ? "
        f"AND {tx.any_of('subject')} AND n IS NOT NULL",
        *(tx.commune, tx.listed(subjects)),
    )
    for row in rows:
        found.setdefault(row[5], []).append(op_from(row))
    return found


def by_ids(tx: Tx, ids: Iterable[OpId]) -> list[Op]:
    """The ops with these ids, as far as they are here."""
    found = []
    for identity in ids:
        row = tx.one(
            f"SELECT {COLUMNS} FROM op WHERE commune_id = ? AND desk = ? AND epoch = ? AND seq = ?",
            *(tx.commune, *identity),
        )
        if row is not None:
            found.append(op_from(row))
    return found


def of_chain(tx: Tx, desk: str, epoch: int, after: int, limit: int) -> list[Op]:
    """The next ops of one chain, held ones too."""
    rows = tx.run(
        f"SELECT {COLUMNS} FROM op WHERE commune_id = ? AND desk = ? AND epoch = ? AND seq > ? "
        "ORDER BY seq LIMIT ?",
        *(tx.commune, desk, epoch, after, limit),
    )
    return [op_from(row) for row in rows]


def of_lamports(tx: Tx, desk: str, low: int, high: int, not_in: int) -> list[Op]:
    """The ops of a desk between two lamports, held ones too; those of one epoch are passed over."""
    rows = tx.run(
        f"SELECT {COLUMNS} FROM op WHERE commune_id = ? AND desk = ? AND epoch <> ? "
        "AND lamport BETWEEN ? AND ?",
        *(tx.commune, desk, not_in, low, high),
    )
    return [op_from(row) for row in rows]


def in_feed(tx: Tx, after: int, limit: int, not_of: str) -> list[tuple[int, Op]]:
    """The next ops of the feed with their places; those of one desk are passed over."""
    rows = tx.run(
        f"SELECT {COLUMNS}, n FROM op{tx.by('op_in_feed')} WHERE commune_id = ? AND n > ? "
        "AND desk <> ? ORDER BY n LIMIT ?",
        *(tx.commune, after, not_of, limit),
    )
    return [(row[18], op_from(row)) for row in rows]


def last_in_feed(tx: Tx, place: int) -> tuple[bytes, int] | None:
    """Hash and time of receipt of the last op of the feed up to a place."""
    row = tx.one(
        "SELECT hash, received FROM op WHERE commune_id = ? AND n <= ? ORDER BY n DESC LIMIT 1",
        *(tx.commune, place),
    )
    return None if row is None else (bytes(row[0]), row[1])


def held(tx: Tx, desk: str) -> list[Op]:
    """The ops of a desk that are not in the feed, in the order of their chains."""
    rows = tx.run(
        f"SELECT {COLUMNS} FROM op{tx.by('op_in_feed')} WHERE commune_id = ? AND desk = ? "
        "AND n IS NULL ORDER BY epoch, seq",
        *(tx.commune, desk),
    )
    return [op_from(row) for row in rows]


def put_into_feed(tx: Tx, ops: Sequence[Op], first: int) -> None:
    """Give ops that were held their places in the feed."""
    tx.many(
        "UPDATE op SET n = ? WHERE commune_id = ? AND desk = ? AND epoch = ? AND seq = ?",
        [(first + place, tx.commune, *op.header.id) for place, op in enumerate(ops)],
    )


def erase(tx: Tx, ids: Sequence[OpId], subjects: Sequence[str]) -> None:
    """Delete person part and salt of these ops and of all ops of these subjects, branches too."""
    for table, index in (("op", tx.by("op_of_subject")), ("branch", "")):
        if ids:
            tx.many(
                f"UPDATE {table} SET person = NULL, salt = NULL WHERE commune_id = ? AND desk = ? "
                "AND epoch = ? AND seq = ? AND person IS NOT NULL",
                [(tx.commune, *identity) for identity in ids],
            )
        if subjects:
            tx.run(
                f"UPDATE {table}{index} SET person = NULL, salt = NULL WHERE commune_id = ? "
                f"AND {tx.any_of('subject')} AND person IS NOT NULL",
                *(tx.commune, tx.listed(subjects)),
            )
    if subjects:
        # A deed of a branch stands in the log under another number: its salted digest is the same.
        tx.run(
            "UPDATE branch SET person = NULL, salt = NULL WHERE commune_id = ? "
            "AND person IS NOT NULL AND digest IN (SELECT digest FROM op "
            f"WHERE commune_id = ? AND {tx.any_of('subject')})",
            *(tx.commune, tx.commune, tx.listed(subjects)),
        )
    if ids:
        tx.many(
            "UPDATE branch SET person = NULL, salt = NULL WHERE commune_id = ? "
            "AND person IS NOT NULL AND digest IN (SELECT digest FROM op "
            "WHERE commune_id = ? AND desk = ? AND epoch = ? AND seq = ?)",
            [(tx.commune, tx.commune, *identity) for identity in ids],
        )


def by_chain(tx: Tx, step: int = 2000) -> Iterator[Row]:
    """All rows (`COLUMNS` and n) of the commune, chain by chain, each in its order."""
    after: tuple[Any, ...] = ("", -1, -1)
    while True:
        rows = tx.run(
            f"SELECT {COLUMNS}, n FROM op WHERE commune_id = ? AND (desk, epoch, seq) > (?, ?, ?) "
            "ORDER BY desk, epoch, seq LIMIT ?",
            *(tx.commune, *after, step),
        )
        yield from rows
        if len(rows) < step:
            return
        after = rows[-1][:3]


def subjects(tx: Tx, after: str, limit: int) -> list[str]:
    """The next subjects that anything was written about, in order."""
    rows = tx.run(
        f"SELECT DISTINCT subject FROM op{tx.by('op_of_subject')} WHERE commune_id = ? "
        "AND subject > ? ORDER BY subject LIMIT ?",
        *(tx.commune, after, limit),
    )
    return [row[0] for row in rows]
