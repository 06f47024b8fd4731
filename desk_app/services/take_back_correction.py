"""Take a correction back: a new op that gives each field it set the value from before."""

from __future__ import annotations

from typing import Any

from desk_app.core.errors import UserProblem
from desk_app.core.fold import fold, in_fold_order
from desk_app.core.ids import OfficerId
from desk_app.core.ops import Op, VisitCorrected, VisitPersonCorrected
from desk_app.core.problems import Problem
from desk_app.core.visit_state import visit_sets
from desk_app.services.changes import Changes
from desk_app.store import op_rows, visits
from desk_app.store.writer import Tx


def last_correction(tx: Tx, visit: str) -> str:
    """The id of the newest correction of a visit; "" when it has none."""
    ordered = in_fold_order(op_rows.of_subject(tx.connection, visit))
    found = [op for op in ordered if op.header.kind == "visit.corrected"]
    return str(found[-1].header.id) if found else ""


def take_back_correction(
    tx: Tx, visit: str, correction: str, reason: str, officer: OfficerId
) -> Changes:
    """Set what this correction set to what stood there before, the ID number included.

    Raises UserProblem when the visit was voided since, or its citizen's answer forbids it.
    """
    view = visits.one(tx.connection, visit)
    if view is None:
        raise UserProblem(Problem("visit.unknown", "visit", {"have": visit}))
    if view.voided:
        raise UserProblem(Problem("visit.voided_already"))
    before = _before(in_fold_order(op_rows.of_subject(tx.connection, visit)), correction)
    if not before:
        raise UserProblem(Problem("visit.nothing_changed"))
    if view.rating == "answered" and before.get("purpose") == "question":
        raise UserProblem(Problem("visit.rated_stays_service", "purpose"))
    facts = {n: before[n] for n in VisitCorrected.__struct_fields__ if n in before}
    person = {n: before[n] for n in VisitPersonCorrected.__struct_fields__ if n in before}
    tx.log.append(
        "visit.corrected",
        VisitCorrected(**facts),
        person=VisitPersonCorrected(reason=reason, **person),
        officer=officer,
        subject=visit,
    )
    return Changes(visits=frozenset({visit}))


def _before(ordered: list[Op], correction: str) -> dict[str, Any]:
    place = next((n for n, op in enumerate(ordered) if str(op.header.id) == correction), 0)
    if place == 0:
        return {}
    stood = fold(ordered[:place], visit_sets).values
    return {name: stood[name] for name in visit_sets(ordered[place]) if name in stood}
