"""Operations as rows of the table op, and back."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from desk_app.core import op_values
from desk_app.core.ids import OpId
from desk_app.core.ops import Op
from desk_app.store import sqlite

COLUMNS = op_values.COLUMNS
row_of = op_values.values_of
op_from = op_values.op_from
_INSERT_AT = f"INSERT INTO op (arrival, {COLUMNS}) VALUES ({', '.join('?' * 19)})"
_INSERT = f"INSERT INTO op ({COLUMNS}) VALUES ({', '.join('?' * 18)})"
_OF_SUBJECT = f"SELECT {COLUMNS} FROM op WHERE subject = ? ORDER BY arrival"


def insert(connection: sqlite.Connection, op: Op) -> int:
    """Write a new op; returns its place in the order of arrival."""
    place = connection.execute(_INSERT, row_of(op)).lastrowid
    assert place is not None
    return place


def last_arrival(connection: sqlite.Connection) -> int:
    """The place of the op that arrived last; 0 in an empty log."""
    return int(connection.execute("SELECT coalesce(max(arrival), 0) FROM op").fetchone()[0])


def insert_at(connection: sqlite.Connection, arrived: Iterable[tuple[Op, int]]) -> None:
    """Write new ops at the places that come next."""
    connection.executemany(_INSERT_AT, [(place, *row_of(op)) for op, place in arrived])


def of_subject(connection: sqlite.Connection, subject: str) -> list[Op]:
    """All ops of a subject in the order of arrival."""
    return [op_from(row) for row in connection.execute(_OF_SUBJECT, (subject,))]


def of_chain(connection: sqlite.Connection, desk: str, epoch: int, after: int = 0) -> list[Op]:
    """The ops of one chain above seq `after`, in their order."""
    rows = connection.execute(
        f"SELECT {COLUMNS} FROM op WHERE desk = ? AND epoch = ? AND seq > ? ORDER BY seq",
        (desk, epoch, after),
    )
    return [op_from(row) for row in rows]


def epochs_of(connection: sqlite.Connection, desk: str) -> list[int]:
    """The epochs in which a desk wrote anything that is here, in order."""
    rows = connection.execute(
        "SELECT DISTINCT epoch FROM op WHERE desk = ? ORDER BY epoch", (desk,)
    )
    return [int(row[0]) for row in rows]


def of_lamports(connection: sqlite.Connection, desk: str, low: int, high: int) -> Iterator[Op]:
    """The ops of a desk between two lamports, chain by chain, each in its order."""
    rows = connection.execute(
        f"SELECT {COLUMNS} FROM op WHERE desk = ? AND lamport BETWEEN ? AND ? ORDER BY epoch, seq",
        (desk, low, high),
    )
    return map(op_from, rows)


def arrival_of(connection: sqlite.Connection, identity: OpId) -> int | None:
    """The place of an op in the order of arrival; None when it has not arrived."""
    row = connection.execute(
        "SELECT arrival FROM op WHERE desk = ? AND epoch = ? AND seq = ?", identity
    ).fetchone()
    return None if row is None else int(row[0])


def hash_of(connection: sqlite.Connection, identity: OpId) -> bytes | None:
    """The hash of an op; None when it has not arrived."""
    row = connection.execute(
        "SELECT hash FROM op WHERE desk = ? AND epoch = ? AND seq = ?", identity
    ).fetchone()
    return None if row is None else bytes(row[0])


def has_subject(connection: sqlite.Connection, subject: str) -> bool:
    """Whether any op about this subject is here."""
    row = connection.execute("SELECT 1 FROM op WHERE subject = ? LIMIT 1", (subject,)).fetchone()
    return row is not None


def kinds_of(connection: sqlite.Connection, subject: str) -> list[str]:
    """The kinds of the ops about a subject."""
    rows = connection.execute("SELECT DISTINCT kind FROM op WHERE subject = ?", (subject,))
    return [row[0] for row in rows]


def subjects_of(connection: sqlite.Connection, identities: Iterable[OpId]) -> list[str]:
    """What these ops are about, as far as they are here."""
    found: dict[str, None] = {}
    for identity in identities:
        row = connection.execute(
            "SELECT subject FROM op WHERE desk = ? AND epoch = ? AND seq = ?", identity
        ).fetchone()
        if row is not None:
            found[row[0]] = None
    return list(found)


def has_person(connection: sqlite.Connection, identity: OpId) -> bool:
    """Whether this op is here with its person part."""
    row = connection.execute(
        "SELECT person IS NOT NULL FROM op WHERE desk = ? AND epoch = ? AND seq = ?", identity
    ).fetchone()
    return row is not None and bool(row[0])


def opening_of(connection: sqlite.Connection, desk: str) -> Op | None:
    """The op with which a desk opened its log; None when that is not how its log begins."""
    row = connection.execute(
        f"SELECT {COLUMNS} FROM op WHERE desk = ? AND epoch = 0 AND seq = 1", (desk,)
    ).fetchone()
    op = None if row is None else op_from(row)
    return op if op is not None and op.header.kind == "desk.opened" else None


def of_kind(connection: sqlite.Connection, kind: str) -> list[Op]:
    """All ops of a kind in the order of arrival; looks through the whole log."""
    rows = connection.execute(f"SELECT {COLUMNS} FROM op WHERE kind = ? ORDER BY arrival", (kind,))
    return [op_from(row) for row in rows]


def by_chain(connection: sqlite.Connection) -> Iterator[tuple[Any, ...]]:
    """All rows, chain by chain, each in its order."""
    return iter(connection.execute(f"SELECT {COLUMNS} FROM op ORDER BY desk, epoch, seq"))


def by_arrival(connection: sqlite.Connection) -> Iterator[tuple[int, Op]]:
    """All ops with their place, in the order of arrival."""
    rows = connection.execute(f"SELECT arrival, {COLUMNS} FROM op ORDER BY arrival")
    for row in rows:
        yield row[0], op_from(row[1:])


def erase_subjects(connection: sqlite.Connection, subjects: Iterable[str]) -> None:
    """Delete the person part and its salt of every op of these subjects."""
    connection.executemany(
        "UPDATE op SET person = NULL, salt = NULL WHERE subject = ? AND person IS NOT NULL",
        [(subject,) for subject in subjects],
    )


def erase_person(connection: sqlite.Connection, identities: Iterable[OpId]) -> None:
    """Delete the person part and its salt of these ops; ops without one stay as they are."""
    connection.executemany(
        "UPDATE op SET person = NULL, salt = NULL "
        "WHERE desk = ? AND epoch = ? AND seq = ? AND person IS NOT NULL",
        list(identities),
    )
