"""States of subjects: what the ops of each come to, as bytes and as a few columns to count by."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from desk_app.core.states import SubjectState
from sync.server.store.arrays import arrays
from sync.server.store.tx import Row, Tx

_COLUMNS = "commune_id, subject, family, desk, day, digest, content, conflicts"
_CHANGED = (
    " ON CONFLICT (commune_id, subject, family) DO UPDATE SET desk = excluded.desk, "
    "day = excluded.day, digest = excluded.digest, content = excluded.content, "
    "conflicts = excluded.conflicts"
)
_UPSERT = f"INSERT INTO state ({_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?){_CHANGED}"
_TYPES = ("text", "text", "text", "bigint", "bytea", "bytea", "text")
_UPSERT_ARRAYS = (
    f"INSERT INTO state ({_COLUMNS}) SELECT ?, t.* FROM unnest("
    + ", ".join(f"?::{kind}[]" for kind in _TYPES)
    + f") AS t{_CHANGED}"
)


class Kept(msgspec.Struct, frozen=True):
    """A state and the desk that began its subject."""

    state: SubjectState
    desk: str


def put(tx: Tx, states: Sequence[Kept]) -> None:
    """Write what these subjects are now; each subject and family once."""
    if not states:
        return
    rows: list[Row] = [
        (
            kept.state.subject,
            kept.state.family,
            kept.desk,
            kept.state.day,
            kept.state.digest,
            kept.state.content,
            ",".join(kept.state.conflicts),
        )
        for kept in states
    ]
    if tx.postgres:
        tx.run(_UPSERT_ARRAYS, tx.commune, *arrays(zip(*rows, strict=True), _TYPES))
        return
    tx.many(_UPSERT, [(tx.commune, *row) for row in rows])


def drop(tx: Tx, subjects: Sequence[str]) -> None:
    """Forget the states of these subjects: they are about to be written again."""
    tx.run(
        f"DELETE FROM state WHERE commune_id = ? AND {tx.any_of('subject')}",
        *(tx.commune, tx.listed(subjects)),
    )


def of_subjects(tx: Tx, subjects: Sequence[str]) -> dict[tuple[str, str], Kept]:
    """The stored states of these subjects, by subject and family."""
    rows = tx.run(
        "SELECT subject, family, desk, day, digest, content, conflicts FROM state "
        f"WHERE commune_id = ? AND {tx.any_of('subject')}",
        *(tx.commune, tx.listed(subjects)),
    )
    return {
        (row[0], row[1]): Kept(
            SubjectState(
                subject=row[0],
                family=row[1],
                day=row[3],
                digest=bytes(row[4]),
                content=bytes(row[5]),
                conflicts=tuple(filter(None, row[6].split(","))),
            ),
            row[2],
        )
        for row in rows
    }


def without_ops(tx: Tx, limit: int) -> list[str]:
    """Subjects that have a state and no op that counts: there should be none."""
    rows = tx.run(
        "SELECT subject FROM state WHERE commune_id = ? AND NOT EXISTS "
        f"(SELECT 1 FROM op{tx.by('op_of_subject')} WHERE op.commune_id = state.commune_id "
        "AND op.subject = state.subject AND op.n IS NOT NULL) ORDER BY subject LIMIT ?",
        *(tx.commune, limit),
    )
    return [row[0] for row in rows]


def counts(tx: Tx) -> dict[tuple[str, str], int]:
    """How many subjects of each family each desk began, by desk and family."""
    rows = tx.run(
        "SELECT desk, family, count(*) FROM state WHERE commune_id = ? GROUP BY desk, family",
        tx.commune,
    )
    return {(row[0], row[1]): row[2] for row in rows}
