"""States to tables: the projections of one subject, written beside the op that changed it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from operator import add
from typing import Any

import msgspec

from desk_app.core.assessment_state import claims_of
from desk_app.core.case_ops import AbsentCases, CatalogueImported, CoverageCounted
from desk_app.core.case_state import CaseState, case_state
from desk_app.core.clock import day_number
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
    is_known,
    person_of,
)
from desk_app.core.visit_state import VisitState, visit_state
from desk_app.store import case_figures, case_rows, op_rows, sqlite, visit_rows
from desk_app.store.evidence_rows import project_evidence
from desk_app.store.visit_rows import COLUMNS, Counted

# The tables that `rebuild` drops and makes again, each with the order of its rows.
PROJECTIONS: dict[str, str] = {
    "chain": "desk, epoch",
    "visit": "n",
    "cases": "n",
    "case_step": "op",
    "case_visit": "case_id, visit",
    "case_figure": "n",
    "case_count": "month, batch, promised_month, finished_month, fate",
    "visit_search": "rowid",
    "visit_count": "day, batch",
    "rating_count": "day, batch",
    "import_batch": "id",
    "officer": "id",
    "claim": "period, criteria, criterion",
    "paper": "op",
    "erasure": "op",
    "coverage": "month",
    "catalogue_day": "op, day",
    "evidence": "id",
}

_INSERT_VISIT = f"INSERT INTO visit VALUES ({', '.join('?' * len(COLUMNS))})"
_INSERT_WORDS = "INSERT INTO visit_search (rowid, words) VALUES (?, ?)"

_INSERT_CASE = f"INSERT INTO cases VALUES ({', '.join('?' * len(case_rows.COLUMNS))})"
_INSERT_STEP = f"INSERT INTO case_step VALUES ({', '.join('?' * len(case_rows.STEP_COLUMNS))})"


def _upsert(table: str, columns: Sequence[str]) -> str:
    return (
        f"INSERT INTO {table} VALUES (?, ?, {', '.join('?' * len(columns))}) "
        "ON CONFLICT (day, batch) DO UPDATE SET "
        + ", ".join(f"{column} = {column} + excluded.{column}" for column in columns)
    )


_ADD_VISIT_COUNT = _upsert("visit_count", visit_rows.VISIT_COUNTS)
_ADD_RATING_COUNT = _upsert("rating_count", visit_rows.LEVELS)


def advance_chain(connection: sqlite.Connection, op: Op, ops: int = 1) -> None:
    """Count `ops` ops of one chain that arrived, `op` the last, and remember the chain's head."""
    header = op.header
    connection.execute(
        "INSERT INTO chain VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (desk, epoch) DO UPDATE SET "
        "hash = iif(excluded.seq > seq, excluded.hash, hash), seq = max(seq, excluded.seq), "
        "ops = ops + excluded.ops, lamport = max(lamport, excluded.lamport), "
        "wall = max(wall, excluded.wall)",
        (header.desk, header.epoch, header.seq, op.hash, ops, header.lamport, header.wall),
    )


def project_new_visit(connection: sqlite.Connection, op: Op, arrival: int) -> None:
    """The projections of a visit that has only its first op: nothing has to be looked up."""
    state = visit_state([op])
    assert state is not None
    _insert_visit(connection, state, visit_rows.visit_row(state, arrival))


def project_new_visits(connection: sqlite.Connection, arrived: Iterable[tuple[Op, int]]) -> None:
    """`project_new_visit` for many at once: each day's count is written once."""
    rows: list[tuple[Any, ...]] = []
    words: list[tuple[int, str]] = []
    counts: dict[tuple[int, str], tuple[int, ...]] = {}
    for op, arrival in arrived:
        state = visit_state([op])
        assert state is not None
        row = visit_rows.visit_row(state, arrival)
        rows.append(row)
        words.append((arrival, visit_rows.search_words(state)))
        counted = visit_rows.visit_count(row)
        if counted is not None:
            day, batch, added = counted
            before = counts.get((day, batch))
            counts[day, batch] = added if before is None else tuple(map(add, before, added))
    connection.executemany(_INSERT_VISIT, rows)
    connection.executemany(_INSERT_WORDS, words)
    connection.executemany(
        _ADD_VISIT_COUNT, [(day, batch, *added) for (day, batch), added in counts.items()]
    )


def project(connection: sqlite.Connection, ops: Sequence[Op]) -> None:
    """Make the projections of one subject what all its ops, in any order, say."""
    families = {KINDS[op.header.kind].family for op in ops if is_known(op.header)}
    if not families:
        return
    # What only a newer program understands sets nothing here, but it says which op knew which.
    ordered = [op if is_known(op.header) else _of_no_kind(op) for op in in_fold_order(ops)]
    for family in sorted(families):
        _PROJECT[family](connection, ordered)


def _of_no_kind(op: Op) -> Op:
    return msgspec.structs.replace(op, header=msgspec.structs.replace(op.header, kind=""))


def _project_visit(connection: sqlite.Connection, ordered: Sequence[Op]) -> None:
    state = visit_state(ordered)
    if state is None:
        return
    root = next(op for op in ordered if str(op.header.id) == op.header.subject)
    arrival = op_rows.arrival_of(connection, root.header.id)
    assert arrival is not None
    row = visit_rows.visit_row(state, arrival)
    old = connection.execute("SELECT * FROM visit WHERE n = ?", (arrival,)).fetchone()
    if old is None:
        _insert_visit(connection, state, row)
        return
    changed = {
        column: value
        for column, value, before in zip(COLUMNS, row, old, strict=True)
        if value != before
    }
    if not changed:
        return
    # Only what changed, mostly the rating: then no index has to be touched.
    columns = ", ".join(f"{column} = ?" for column in changed)
    connection.execute(f"UPDATE visit SET {columns} WHERE n = ?", (*changed.values(), arrival))
    if not visit_rows.SEARCHED.isdisjoint(changed):
        connection.execute("DELETE FROM visit_search WHERE rowid = ?", (arrival,))
        connection.execute(_INSERT_WORDS, (arrival, visit_rows.search_words(state)))
    _count(connection, tuple(old), row)


def _project_case(connection: sqlite.Connection, ordered: Sequence[Op]) -> None:
    state = case_state(ordered)
    if state is None:
        return
    root = next(op for op in ordered if str(op.header.id) == op.header.subject)
    arrival = op_rows.arrival_of(connection, root.header.id)
    assert arrival is not None
    row = case_rows.case_row(state, arrival)
    old = connection.execute("SELECT * FROM cases WHERE n = ?", (arrival,)).fetchone()
    if old is None:
        connection.execute(_INSERT_CASE, row)
    else:
        changed = {
            column: value
            for column, value, before in zip(case_rows.COLUMNS, row, old, strict=True)
            if value != before
        }
        if changed:
            columns = ", ".join(f"{column} = ?" for column in changed)
            connection.execute(
                f"UPDATE cases SET {columns} WHERE n = ?", (*changed.values(), arrival)
            )
        connection.execute("DELETE FROM case_step WHERE case_id = ?", (state.id,))
        connection.execute("DELETE FROM case_visit WHERE case_id = ?", (state.id,))
    _project_case_parts(connection, state, arrival, new=old is None)


def _project_case_parts(
    connection: sqlite.Connection, state: CaseState, arrival: int, *, new: bool
) -> None:
    connection.executemany(_INSERT_STEP, case_rows.step_rows(state))
    connection.executemany("INSERT INTO case_visit VALUES (?, ?)", case_rows.visit_links(state))
    case_figures.project_figure(connection, state, arrival)
    words = case_rows.search_words(state)
    if not new:
        stored = connection.execute(
            "SELECT words FROM visit_search WHERE rowid = ?", (arrival,)
        ).fetchone()
        if stored is not None and stored[0] == words:
            return
        connection.execute("DELETE FROM visit_search WHERE rowid = ?", (arrival,))
    connection.execute(_INSERT_WORDS, (arrival, words))


def _project_coverage(connection: sqlite.Connection, ordered: Sequence[Op]) -> None:
    """The last count of a month holds; earlier ones stay in the log."""
    for op in ordered:
        if op.header.kind != "coverage.counted":
            continue
        facts: CoverageCounted = facts_of(op)
        absent: AbsentCases | None = person_of(op)
        connection.execute(
            "REPLACE INTO coverage VALUES (?, ?, ?, ?, ?, ?)",
            (
                facts.month,
                facts.theirs,
                facts.ours,
                msgspec.json.encode(absent.references if absent is not None else ()).decode(),
                op.header.officer,
                op.header.act,
            ),
        )


def _project_catalogue(connection: sqlite.Connection, ordered: Sequence[Op]) -> None:
    """Only when procedures changed is counted from the log; the versions are kept beside it."""
    for op in ordered:
        if op.header.kind != "catalogue.imported":
            continue
        facts: CatalogueImported = facts_of(op)
        connection.executemany(
            "REPLACE INTO catalogue_day VALUES (?, ?, ?, ?)",
            [
                (str(op.header.id), one.day, day_number(op.header.act), one.changes)
                for one in facts.days
            ],
        )


def _project_nothing(connection: sqlite.Connection, ordered: Sequence[Op]) -> None:
    """Kinds without a table: what they took in is kept beside the log."""
    for op in ordered:
        if op.header.kind:
            facts_of(op)  # refuses what is no such payload, as every other family does


def _insert_visit(connection: sqlite.Connection, state: VisitState, row: Sequence[Any]) -> None:
    connection.execute(_INSERT_VISIT, row)
    connection.execute(_INSERT_WORDS, (row[0], visit_rows.search_words(state)))
    _count(connection, None, row)


def _count(connection: sqlite.Connection, old: Sequence[Any] | None, row: Sequence[Any]) -> None:
    """Take away what the old row of a visit counted, and add what the new one counts."""
    for table, statement, counted in (
        ("visit_count", _ADD_VISIT_COUNT, visit_rows.visit_count),
        ("rating_count", _ADD_RATING_COUNT, visit_rows.rating_count),
    ):
        before, after = counted(old) if old is not None else None, counted(row)
        if before is not None and after is not None and before[:2] == after[:2]:
            if before != after:
                gained = [new - gone for gone, new in zip(before[2], after[2], strict=True)]
                connection.execute(statement, (*after[:2], *gained))
            continue
        if after is not None:
            connection.execute(statement, (*after[:2], *after[2]))
        if before is not None:
            connection.execute(statement, (*before[:2], *(-count for count in before[2])))
            _drop_empty_count(connection, table, before)


def _drop_empty_count(connection: sqlite.Connection, table: str, counted: Counted) -> None:
    """A day that holds nothing any more has no row, as if it had never held anything."""
    columns = ("total",) if table == "visit_count" else visit_rows.LEVELS
    connection.execute(
        f"DELETE FROM {table} WHERE day = ? AND batch = ? AND {' + '.join(columns)} = 0",
        counted[:2],
    )


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
    # Desks have no table yet: the desk's own row is written when it is opened.
    "desk": _project_nothing,
    "officer": _project_officer,
    "visit": _project_visit,
    "case": _project_case,
    "import": _project_import,
    "assessment": _project_assessment,
    "paper": _project_paper,
    "erasure": _project_erasure,
    "coverage": _project_coverage,
    "evidence": project_evidence,
    "catalogue": _project_catalogue,
    "calendar": _project_nothing,
}
