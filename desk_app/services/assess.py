"""Declare points for a criterion, or take a declaration back."""

from __future__ import annotations

from decimal import Decimal

from desk_app.core.assessment import check_claim
from desk_app.core.assessment_state import PREFIX
from desk_app.core.criteria import CriteriaSet
from desk_app.core.decimals import text_of
from desk_app.core.errors import UserProblem
from desk_app.core.ids import OfficerId
from desk_app.core.ops import AssessmentClaimed, Reason
from desk_app.core.problems import Problem
from desk_app.core.text import clean
from desk_app.core.visit import NOTE_LIMIT
from desk_app.services.changes import Changes
from desk_app.store.writer import Tx


def set_claim(
    tx: Tx,
    criteria: CriteriaSet,
    year: int,
    criterion: str,
    points: Decimal | None,
    reason: str,
    officer: OfficerId,
) -> Changes:
    """Declare points (None takes the declaration back); the reason is printed on the form.

    Raises UserProblem for an unknown criterion, points above its maximum or off the set's step,
    and a missing reason.
    """
    if points is not None:
        problem = check_claim(criteria, criterion, points)
        if problem is not None:
            raise UserProblem(problem)
    elif criteria.criterion(criterion) is None:
        values = {"criterion": criterion, "set": criteria.id}
        raise UserProblem(Problem("claim.unknown_criterion", "criterion", values))
    why = clean(reason)
    if not why:
        raise UserProblem(Problem("claim.reason_missing", "reason"))
    if len(why) > NOTE_LIMIT:
        values = {"have": str(len(why)), "limit": str(NOTE_LIMIT)}
        raise UserProblem(Problem("visit.too_long", "reason", values))
    tx.log.append(
        "assessment.claimed",
        AssessmentClaimed(
            criteria=criteria.id,
            criterion=criterion,
            points=None if points is None else text_of(points),
        ),
        person=Reason(reason=why),
        officer=officer,
        subject=f"{PREFIX}{year}",
    )
    return Changes(assessments=frozenset({str(year)}))
