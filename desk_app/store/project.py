"""States to tables: the projections of one subject, written beside the op that changed it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from operator import add
from typing import Any

from desk_app.core.case_state import CaseState, case_state
from desk_app.core.conflicts import Conflict, conflicts_of, steps_disputed
from desk_app.core.fold import in_fold_order
from desk_app.core.ops import (
    KINDS,
    Op,
    is_known,
)
from desk_app.core.set_aside import Aside, sifted
from desk_app.core.visit_state import VisitState, visit_state
from desk_app.store import case_figures, case_rows, op_rows, project_small, sqlite, visit_rows
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
    "desk": "id",
    "conflict": "subject, field",
}

_INSERT_VISIT = f"INSERT INTO visit VALUES ({', '.join('?' * len(COLUMNS))})"
_INSERT_WORDS = "INSERT INTO visit_search (rowid, words) VALUES (?, ?)"

_INSERT_CASE = f"INSERT INTO cases VALUES ({', '.join('?' * len(case_rows.COLUMNS))})"
_INSERT_STEP = f"INSERT INTO case_step VALUES ({', '.join('?' * len(case_rows.STEP_COLUMNS))})"


_ADVANCE = (
    "INSERT INTO chain VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (desk, epoch) DO UPDATE SET "
    "hash = iif(excluded.seq > seq, excluded.hash, hash), seq = max(seq, excluded.seq), "
    "ops = ops + excluded.ops, lamport = max(lamport, excluded.lamport), "
    "wall = max(wall, excluded.wall)"
)


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
        _ADVANCE,
        (header.desk, header.epoch, header.seq, op.hash, ops, header.lamport, header.wall),
    )


def advance_chains(connection: sqlite.Connection, ops: Iterable[Op]) -> None:
    """`advance_chain` for new ops of any chains, in any order."""
    chains: dict[tuple[str, int], list[Op]] = {}
    for op in ops:
        chains.setdefault((op.header.desk, op.header.epoch), []).append(op)
    connection.executemany(
        _ADVANCE,
        [
            (
                *(*chain, last.header.seq, last.hash, len(some)),
                *(max(op.header.lamport for op in some), max(op.header.wall for op in some)),
            )
            for chain, some in chains.items()
            for last in (max(some, key=lambda op: op.header.seq),)
        ],
    )


def project_new_visit(connection: sqlite.Connection, op: Op, arrival: int) -> None:
    """The projections of a visit that has only its first op: nothing has to be looked up."""
    state = visit_state([op])
    assert state is not None
    _insert_visit(connection, state, visit_rows.visit_row(state, arrival))


def project_new_visits(connection: sqlite.Connection, arrived: Iterable[tuple[Op, int]]) -> None:
    """`project_new_visit` for many at once: each day's count is written once."""
    states = []
    for op, arrival in arrived:
        state = visit_state([op])
        assert state is not None
        states.append((state, arrival))
    insert_visits(connection, states)


def insert_visits(connection: sqlite.Connection, states: Iterable[tuple[VisitState, int]]) -> None:
    """The rows of visits that have none yet, with the place of their first op."""
    rows: list[tuple[Any, ...]] = []
    words: list[tuple[int, str]] = []
    gained: dict[str, dict[tuple[int, str], tuple[int, ...]]] = {}
    for state, arrival in states:
        row = visit_rows.visit_row(state, arrival)
        rows.append(row)
        words.append((arrival, visit_rows.search_words(state)))
        for statement, counted in (
            (_ADD_VISIT_COUNT, visit_rows.visit_count(row)),
            (_ADD_RATING_COUNT, visit_rows.rating_count(row)),
        ):
            if counted is not None:
                day, batch, added = counted
                counts = gained.setdefault(statement, {})
                before = counts.get((day, batch))
                counts[day, batch] = added if before is None else tuple(map(add, before, added))
    connection.executemany(_INSERT_VISIT, rows)
    connection.executemany(_INSERT_WORDS, words)
    for statement, counts in gained.items():
        connection.executemany(
            statement, [(day, batch, *added) for (day, batch), added in counts.items()]
        )


def insert_cases(connection: sqlite.Connection, states: Sequence[tuple[CaseState, int]]) -> None:
    """The rows of cases that have none yet, with the place of their first op."""
    made = [(state, arrival, case_rows.case_row(state, arrival)) for state, arrival in states]
    connection.executemany(_INSERT_CASE, [row for _, _, row in made])
    connection.executemany(
        _INSERT_STEP, [step for state, _, _ in made for step in case_rows.step_rows(state)]
    )
    connection.executemany(
        "INSERT INTO case_visit VALUES (?, ?)",
        [link for state, _, _ in made for link in case_rows.visit_links(state)],
    )
    connection.executemany(
        _INSERT_WORDS, [(arrival, case_rows.search_words(state)) for state, arrival, _ in made]
    )
    case_figures.project_new_figures(connection, states)


def project(connection: sqlite.Connection, ops: Sequence[Op]) -> tuple[Aside, ...]:
    """Make the projections of one subject what all its ops, in any order, say.

    What cannot be folded sets nothing, but says which op knew which; it is returned.
    """
    families = {KINDS[op.header.kind].family for op in ops if is_known(op.header)}
    found = sifted(in_fold_order(ops))
    disputed: tuple[Conflict, ...] = ()
    for family in sorted(families):
        _PROJECT[family](connection, found.ordered)
        disputed += conflicts_of(family, found.ordered)
        if family == "case" and _has_impossible_step(connection, ops[0].header.subject):
            disputed += steps_disputed(found.ordered)
    if len(ops) > 1:  # a single op disagrees with nobody
        _project_conflicts(connection, ops[0].header.subject, disputed)
    return found.aside


def _has_impossible_step(connection: sqlite.Connection, case: str) -> bool:
    row = connection.execute("SELECT illegal FROM cases WHERE id = ?", (case,)).fetchone()
    return row is not None and row[0] > 0


def _project_conflicts(
    connection: sqlite.Connection, subject: str, disputed: Iterable[Conflict]
) -> None:
    connection.execute("DELETE FROM conflict WHERE subject = ?", (subject,))
    connection.executemany(
        "INSERT OR REPLACE INTO conflict VALUES (?, ?, ?, ?)",
        [(subject, one.field, one.family, one.since) for one in disputed],
    )


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


def _project_nothing(connection: sqlite.Connection, ordered: Sequence[Op]) -> None:
    """Kinds without a table: what they took in is kept beside the log."""


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


_PROJECT: dict[str, Callable[[sqlite.Connection, Sequence[Op]], None]] = {
    "desk": project_small.project_desk,
    "officer": project_small.project_officer,
    "visit": _project_visit,
    "case": _project_case,
    "import": project_small.project_import,
    "assessment": project_small.project_assessment,
    "paper": project_small.project_paper,
    "erasure": project_small.project_erasure,
    "coverage": project_small.project_coverage,
    "evidence": project_evidence,
    "catalogue": project_small.project_catalogue,
    "calendar": _project_nothing,
}
