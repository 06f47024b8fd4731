"""Erase what the log knows about the person of a visit; every count stays."""

from __future__ import annotations

from typing import Literal

from desk_app.core.errors import UserProblem
from desk_app.core.ids import OfficerId
from desk_app.core.ops import PersonErased, Reason
from desk_app.core.problems import Problem
from desk_app.core.text import clean
from desk_app.services.changes import Changes
from desk_app.store import op_rows
from desk_app.store.search import forget_traces
from desk_app.store.writer import Tx

Basis = Literal["request", "retention", "mistake"]


def erase_person(tx: Tx, visit: str, basis: Basis, reason: str, officer: OfficerId) -> Changes:
    """Delete the person part of every op of a visit, in the log, the lists and the search."""
    ops = [
        op for op in op_rows.of_subject(tx.connection, visit) if op.header.kind.startswith("visit.")
    ]
    if not ops:
        raise UserProblem(Problem("visit.unknown", "visit", {"have": visit}))
    found = [str(op.header.id) for op in ops if op.person is not None]
    if not found:
        raise UserProblem(Problem("visit.nothing_to_erase"))
    # Naming the visit itself also drops what another desk wrote without knowing of the erasure.
    named = tuple(dict.fromkeys([visit, *found]))
    kept = clean(reason)
    tx.log.append(
        "person.erased",
        PersonErased(ops=named, basis=basis),
        person=Reason(reason=kept) if kept else None,
        officer=officer,
    )
    forget_traces(tx.connection)
    return Changes(visits=frozenset({visit}))
