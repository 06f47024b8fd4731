"""Ops that were set aside, here or at the province: kept until they are settled, and after."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, Literal

import msgspec

from desk_app.core.clock import Millis
from desk_app.core.set_aside import Aside
from desk_app.store import sqlite

Source = Literal["here", "province"]


class AsideRow(msgspec.Struct, frozen=True, kw_only=True):
    """One op that was set aside.

    code and values: a Problem's; held_by: the op it waits for, "" when the reason is its own;
    subject: what it is about, "" when the op is not here; settled: when it was folded after all.
    """

    op: str
    source: Source
    code: str
    values: dict[str, str]
    held_by: str
    subject: str
    since: Millis
    settled: Millis | None = None


_COLUMNS = "op, source, code, details, held_by, subject, since, settled"
_KEEP = (
    f"INSERT INTO aside ({_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, NULL) "
    "ON CONFLICT (op, source) DO UPDATE SET code = excluded.code, details = excluded.details, "
    "held_by = excluded.held_by, subject = iif(excluded.subject = '', subject, excluded.subject), "
    "since = iif(settled IS NULL, since, excluded.since), settled = NULL"
)


def keep(
    connection: sqlite.Connection,
    found: Iterable[Aside],
    source: Source,
    at: Millis,
    subject: str = "",
) -> None:
    """Note ops that are set aside; one that is noted already keeps the time since when it is."""
    connection.executemany(
        _KEEP,
        [
            (
                *(one.op, source, one.code, msgspec.json.encode(one.values).decode()),
                *(one.held_by, subject, at),
            )
            for one in found
        ],
    )


def settle(connection: sqlite.Connection, ops: Iterable[str], source: Source, at: Millis) -> None:
    """Note that these ops are no longer set aside; those that never were stay unmentioned."""
    connection.executemany(
        "UPDATE aside SET settled = ? WHERE op = ? AND source = ? AND settled IS NULL",
        [(at, op, source) for op in ops],
    )


def keep_of_subject(
    connection: sqlite.Connection, subject: str, found: Sequence[Aside], at: Millis
) -> None:
    """What is set aside here of one subject, and nothing else of it any more."""
    keep(connection, found, "here", at, subject)
    named = {one.op for one in found}
    rows = connection.execute(
        "SELECT op FROM aside WHERE subject = ? AND source = 'here' AND settled IS NULL", (subject,)
    ).fetchall()
    settle(connection, [row[0] for row in rows if row[0] not in named], "here", at)


def listed(connection: sqlite.Connection, *, settled: bool = False) -> list[AsideRow]:
    """What is set aside now, the longest first; settled: what once was."""
    is_settled = "IS NOT NULL" if settled else "IS NULL"
    rows = connection.execute(
        f"SELECT {_COLUMNS} FROM aside WHERE settled {is_settled} ORDER BY since, op, source"
    )
    return [_row(row) for row in rows]


def count(connection: sqlite.Connection, source: Source | None = None) -> int:
    """How many ops are set aside now, by this desk or by the province."""
    wanted = "source" if source is None else "?"
    row = connection.execute(
        f"SELECT count(*) FROM aside WHERE settled IS NULL AND source = {wanted}",
        () if source is None else (source,),
    ).fetchone()
    return int(row[0])


def noted_here(connection: sqlite.Connection) -> frozenset[str]:
    """The ops that this desk has set aside; none in a database without that table."""
    try:
        rows = connection.execute(
            "SELECT op FROM aside WHERE settled IS NULL AND source = 'here'"
        ).fetchall()
    except sqlite.Error:
        return frozenset()  # the schema is another: verify says so
    return frozenset(row[0] for row in rows)


def subjects_here(connection: sqlite.Connection) -> list[str]:
    """The subjects of which something is set aside here."""
    rows = connection.execute(
        "SELECT DISTINCT subject FROM aside WHERE settled IS NULL AND source = 'here' "
        "AND subject <> '' ORDER BY subject"
    )
    return [row[0] for row in rows]


def _row(row: Sequence[Any]) -> AsideRow:
    return AsideRow(
        op=row[0],
        source=row[1],
        code=row[2],
        values=msgspec.json.decode(row[3], type=dict[str, str]),
        held_by=row[4],
        subject=row[5],
        since=Millis(row[6]),
        settled=None if row[7] is None else Millis(row[7]),
    )
