"""States to tables: the projections of one subject, written beside the op that changed it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from desk_app.core.assessment_state import claims_of
from desk_app.core.fold import in_fold_order
from desk_app.core.officer_state import officer_state
from desk_app.core.ops import (
    KINDS,
    ImportStarted,
    Op,
    PaperPrinted,
    PersonErased,
    SourceFile,
    facts_of,
    person_of,
)
from desk_app.core.visit_state import visit_state
from desk_app.store import op_rows, sqlite, visit_rows
from desk_app.store.visit_rows import COLUMNS

# The tables that `rebuild` drops and makes again, each with the order of its rows.
PROJECTIONS: dict[str, str] = {
    "chain": "desk, epoch",
    "visit": "n",
    "visit_search": "rowid",
    "visit_count": "day, batch",
    "rating_count": "day, batch",
    "import_batch": "id",
    "officer": "id",
    "claim": "period, criteria, criterion",
    "paper": "op",
    "erasure": "op",
}

_INSERT_VISIT = f"INSERT INTO visit VALUES ({', '.join('?' * len(COLUMNS))})"
_REPLACE_VISIT = f"REPLACE INTO visit VALUES ({', '.join('?' * len(COLUMNS))})"
_INSERT_WORDS = "INSERT INTO visit_search (rowid, words) VALUES (?, ?)"


def _upsert(table: str, columns: Sequence[str]) -> str:
    return (
        f"INSERT INTO {table} VALUES (?, ?, {', '.join('?' * len(columns))}) "
        "ON CONFLICT (day, batch) DO UPDATE SET "
        + ", ".join(f"{column} = {column} + excluded.{column}" for column in columns)
    )


_ADD_VISIT_COUNT = _upsert("visit_count", visit_rows.VISIT_COUNTS)
_ADD_RATING_COUNT = _upsert("rating_count", visit_rows.LEVELS)


def advance_chain(connection: sqlite.Connection, op: Op) -> None:
    """Count an op that arrived, and remember the head of its chain."""
    header = op.header
    connection.execute(
        "INSERT INTO chain VALUES (?, ?, ?, ?, 1, ?, ?) ON CONFLICT (desk, epoch) DO UPDATE SET "
        "hash = iif(excluded.seq > seq, excluded.hash, hash), seq = max(seq, excluded.seq), "
        "ops = ops + 1, lamport = max(lamport, excluded.lamport), wall = max(wall, excluded.wall)",
        (header.desk, header.epoch, header.seq, op.hash, header.lamport, header.wall),
    )


def project_new_visit(connection: sqlite.Connection, op: Op, arrival: int) -> None:
    """The projections of a visit that has only its first op: nothing has to be looked up."""
    state = visit_state([op])
    assert state is not None
    row = visit_rows.visit_row(state, arrival)
    connection.execute(_INSERT_VISIT, row)
    connection.execute(_INSERT_WORDS, (arrival, visit_rows.search_words(state)))
    _count(connection, row, 1)


def project(connection: sqlite.Connection, ops: Sequence[Op]) -> None:
    """Make the projections of one subject what all its ops, in any order, say."""
    families = {KINDS[op.header.kind].family for op in ops if op.header.kind in KINDS}
    if not families:
        return
    # Kinds of a newer program set nothing here, but they do say which op knew which.
    ordered = in_fold_order(ops)
    for family in sorted(families):
        _PROJECT[family](connection, ordered)


def _project_visit(connection: sqlite.Connection, ordered: Sequence[Op]) -> None:
    state = visit_state(ordered)
    if state is None:
        return
    root = next(op for op in ordered if str(op.header.id) == op.header.subject)
    arrival = op_rows.arrival_of(connection, root.header.id)
    assert arrival is not None
    row = visit_rows.visit_row(state, arrival)
    words = visit_rows.search_words(state)
    old = connection.execute("SELECT * FROM visit WHERE n = ?", (arrival,)).fetchone()
    if old is None:
        connection.execute(_INSERT_VISIT, row)
        connection.execute(_INSERT_WORDS, (arrival, words))
    elif tuple(old) != row:
        connection.execute(_REPLACE_VISIT, row)
        before = connection.execute(
            "SELECT words FROM visit_search WHERE rowid = ?", (arrival,)
        ).fetchone()
        if before is None or before[0] != words:
            connection.execute("DELETE FROM visit_search WHERE rowid = ?", (arrival,))
            connection.execute(_INSERT_WORDS, (arrival, words))
        _count(connection, tuple(old), -1)
    else:
        return
    _count(connection, row, 1)
    if old is not None:
        _drop_empty_counts(connection, tuple(old))


def _count(connection: sqlite.Connection, row: Sequence[Any], sign: int) -> None:
    for statement, counted in (
        (_ADD_VISIT_COUNT, visit_rows.visit_count(row)),
        (_ADD_RATING_COUNT, visit_rows.rating_count(row)),
    ):
        if counted is not None:
            day, batch, counts = counted
            connection.execute(statement, (day, batch, *(sign * count for count in counts)))


def _drop_empty_counts(connection: sqlite.Connection, row: Sequence[Any]) -> None:
    """Days that hold nothing any more have no row, as if they had never held anything."""
    for table, counted, columns in (
        ("visit_count", visit_rows.visit_count(row), ("total",)),
        ("rating_count", visit_rows.rating_count(row), visit_rows.LEVELS),
    ):
        if counted is not None:
            connection.execute(
                f"DELETE FROM {table} WHERE day = ? AND batch = ? AND {' + '.join(columns)} = 0",
                counted[:2],
            )


def _project_desk(connection: sqlite.Connection, ordered: Sequence[Op]) -> None:
    """Desks have no table yet: the desk's own row is written when it is opened."""
    for op in ordered:
        if op.header.kind == "desk.opened":
            facts_of(op)  # refuses what is no such payload, as every other family does


def _project_officer(connection: sqlite.Connection, ordered: Sequence[Op]) -> None:
    officer = officer_state(ordered)
    if officer is not None:
        connection.execute(
            "REPLACE INTO officer VALUES (?, ?, ?, ?, ?)",
            (
                officer.id,
                officer.name,
                officer.role,
                int(officer.active),
                ",".join(officer.conflicts),
            ),
        )


def _project_import(connection: sqlite.Connection, ordered: Sequence[Op]) -> None:
    root = next((op for op in ordered if op.header.kind == "import.started"), None)
    if root is None:
        return
    kinds = {op.header.kind for op in ordered}
    state = (
        "completed"
        if "import.completed" in kinds
        else "cancelled"
        if "import.cancelled" in kinds
        else "open"
    )
    started: ImportStarted = facts_of(root)
    source: SourceFile | None = person_of(root)
    connection.execute(
        "REPLACE INTO import_batch VALUES (?, ?, ?, ?, ?, ?)",
        (
            root.header.subject,
            state,
            started.rows,
            root.header.officer,
            root.header.act,
            source.file if source is not None else "",
        ),
    )


def _project_assessment(connection: sqlite.Connection, ordered: Sequence[Op]) -> None:
    period = ordered[0].header.subject.removeprefix("assessment:")
    connection.execute("DELETE FROM claim WHERE period = ?", (period,))
    connection.executemany(
        "INSERT INTO claim VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        [
            (
                period,
                claim.criteria,
                claim.criterion,
                str(claim.points),
                claim.reason,
                claim.officer,
                claim.act,
                " ".join(claim.contenders),
            )
            for claim in claims_of(ordered)
        ],
    )


def _project_paper(connection: sqlite.Connection, ordered: Sequence[Op]) -> None:
    for op in ordered:
        if op.header.kind != "paper.printed":
            continue
        printed: PaperPrinted = facts_of(op)
        connection.execute(
            "INSERT OR IGNORE INTO paper VALUES (?, ?, ?, ?, ?, ?, ?)",
            (
                str(op.header.id),
                op.header.subject,
                printed.number,
                printed.copy,
                printed.check,
                op.header.officer,
                op.header.act,
            ),
        )


def _project_erasure(connection: sqlite.Connection, ordered: Sequence[Op]) -> None:
    for op in ordered:
        if op.header.kind != "person.erased":
            continue
        erased: PersonErased = facts_of(op)
        # Two desks may erase the same op: which erasure is named must not depend on who came first.
        connection.executemany(
            "INSERT INTO erasure VALUES (?, ?) ON CONFLICT (op) DO UPDATE "
            "SET erased_by = min(erased_by, excluded.erased_by)",
            [(identity, str(op.header.id)) for identity in erased.ops],
        )


_PROJECT: dict[str, Callable[[sqlite.Connection, Sequence[Op]], None]] = {
    "desk": _project_desk,
    "officer": _project_officer,
    "visit": _project_visit,
    "import": _project_import,
    "assessment": _project_assessment,
    "paper": _project_paper,
    "erasure": _project_erasure,
}
