"""Erase what the log knows about the person of a visit and its cases; every count stays."""

from __future__ import annotations

from typing import Literal

from desk_app.core.errors import UserProblem
from desk_app.core.ids import OfficerId
from desk_app.core.ops import PersonErased, Reason
from desk_app.core.problems import Problem
from desk_app.core.text import clean
from desk_app.services.changes import Changes
from desk_app.store import cases, evidence_rows, op_rows
from desk_app.store.search import forget_traces
from desk_app.store.writer import Tx

Basis = Literal["request", "retention", "mistake"]


def erase_person(tx: Tx, visit: str, basis: Basis, reason: str, officer: OfficerId) -> Changes:
    """Delete the person part of every op of a visit, or of a case, and of the cases it opened.

    They are gone from the log, the lists and the search, and so are the names of the cases' files.
    The files themselves: `delete_erased`, once this is done for good.
    """
    opened = frozenset(case.id for case in cases.opened_by(tx.connection, visit))
    if cases.one(tx.connection, visit) is not None:
        opened |= {visit}
    files = frozenset(
        file for case in opened for file, _ in evidence_rows.all_of_case(tx.connection, case)
    )
    subjects = tuple(dict.fromkeys([visit, *sorted(opened), *sorted(files)]))
    ops = [
        op
        for subject in subjects
        for op in op_rows.of_subject(tx.connection, subject)
        if op.header.kind.startswith(("visit.", "case.", "evidence."))
    ]
    if not ops:
        raise UserProblem(Problem("visit.unknown", "visit", {"have": visit}))
    found = [str(op.header.id) for op in ops if op.person is not None]
    if not found:
        raise UserProblem(Problem("visit.nothing_to_erase"))
    # Naming the subjects also drops what another desk wrote without knowing of the erasure.
    named = tuple(dict.fromkeys([*subjects, *found]))
    kept = clean(reason)
    tx.log.append(
        "person.erased",
        PersonErased(ops=named, basis=basis),
        person=Reason(reason=kept) if kept else None,
        officer=officer,
    )
    evidence_rows.drop_thumbnails(tx.connection)
    forget_traces(tx.connection)
    return Changes(visits=frozenset({visit}) - opened, cases=opened, evidence=files)
