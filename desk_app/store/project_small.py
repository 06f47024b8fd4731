"""The small projections: officers, imports, desks, claims, papers, erasures, counts of months."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from desk_app.core.assessment_state import claims_of
from desk_app.core.case_ops import AbsentCases, CatalogueImported, CoverageCounted
from desk_app.core.clock import day_number
from desk_app.core.officer_state import officer_state
from desk_app.core.ops import Op, PaperPrinted, PersonErased, facts_of, person_of
from desk_app.core.states import desk_state, import_state, once
from desk_app.store import sqlite


def project_coverage(connection: sqlite.Connection, ordered: Sequence[Op]) -> None:
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


def project_catalogue(connection: sqlite.Connection, ordered: Sequence[Op]) -> None:
    """Only when procedures changed is counted from the log; the versions are kept beside it.

    Desks that bring the same package of the province into force write one op each: one counts.
    """
    counted = once(ordered, "catalogue.imported")
    for op in ordered:
        if op not in counted:
            connection.execute("DELETE FROM catalogue_day WHERE op = ?", (str(op.header.id),))
            continue
        facts: CatalogueImported = facts_of(op)
        connection.executemany(
            "REPLACE INTO catalogue_day VALUES (?, ?, ?, ?)",
            [
                (str(op.header.id), one.day, day_number(op.header.act), one.changes)
                for one in facts.days
            ],
        )


def project_officer(connection: sqlite.Connection, ordered: Sequence[Op]) -> None:
    """The row of an officer."""
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


def project_import(connection: sqlite.Connection, ordered: Sequence[Op]) -> None:
    """The row of an import; it counts when the last of its ops is here."""
    made = import_state(ordered)
    if made is None:
        return
    state = made.state
    if state == "completed" and not _is_whole(connection, ordered):
        state = "open"  # a part of it is still on its way here
    connection.execute(
        "REPLACE INTO import_batch VALUES (?, ?, ?, ?, ?, ?)",
        (made.id, state, made.rows, made.officer, made.started, made.file),
    )


def _is_whole(connection: sqlite.Connection, ordered: Sequence[Op]) -> bool:
    """Whether everything that its desk wrote while it imported has arrived."""
    started = next(op.header for op in ordered if op.header.kind == "import.started")
    completed = next(op.header for op in ordered if op.header.kind == "import.completed")
    if (started.desk, started.epoch) != (completed.desk, completed.epoch):
        return True
    row = connection.execute(
        "SELECT count(*) FROM op WHERE desk = ? AND epoch = ? AND seq BETWEEN ? AND ?",
        (started.desk, started.epoch, started.seq, completed.seq),
    ).fetchone()
    return int(row[0]) >= completed.seq - started.seq + 1


def project_desk(connection: sqlite.Connection, ordered: Sequence[Op]) -> None:
    """The row of a desk."""
    desk = desk_state(ordered)
    if desk is not None:
        connection.execute(
            "REPLACE INTO desk VALUES (?, ?, ?, ?, ?)",
            (desk.id, desk.name, desk.unit, int(desk.practice), desk.opened),
        )


def project_assessment(connection: sqlite.Connection, ordered: Sequence[Op]) -> None:
    """The claims that stand for a period."""
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


def project_paper(connection: sqlite.Connection, ordered: Sequence[Op]) -> None:
    """The row of each printed paper."""
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


def project_erasure(connection: sqlite.Connection, ordered: Sequence[Op]) -> None:
    """Which ops and subjects were erased, by which op."""
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
