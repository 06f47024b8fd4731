"""What the commune declares of itself: a claim, and what makes a claim acceptable."""

from __future__ import annotations

import re
from decimal import Decimal

import msgspec

from desk_app.core.clock import Millis
from desk_app.core.criteria import CriteriaSet
from desk_app.core.decimals import fits_step, text_of
from desk_app.core.problems import Problem

_POINTS = re.compile(r"-?[0-9]{1,6}(?:[.,][0-9]{1,6})?\Z")


class Claim(msgspec.Struct, frozen=True):
    """Points that the commune declares for one criterion, and how many pieces of evidence."""

    points: Decimal
    reason: str
    evidence: int
    officer: str
    at: Millis


def read_points(text: str) -> Decimal | Problem:
    """Points as typed, with a decimal comma or point; a Problem when `text` is no number."""
    typed = text.strip()
    if _POINTS.match(typed) is None:
        return Problem("claim.not_a_number", "points", {"have": typed})
    return Decimal(typed.replace(",", "."))


def check_claim(criteria_set: CriteriaSet, criterion_id: str, points: Decimal) -> Problem | None:
    """What is wrong with declaring these points, or None when they may be declared.

    A claim lies between 0 and the criterion's maximum and on the set's step of points.
    """
    criterion = criteria_set.criterion(criterion_id)
    if criterion is None:
        values = {"criterion": criterion_id, "set": criteria_set.id}
        return Problem("claim.unknown_criterion", "criterion", values)
    if not points.is_finite():
        return Problem("claim.not_a_number", "points", {"have": str(points)})
    values = {
        "criterion": criterion_id,
        "have": _with_comma(points),
        "max": _with_comma(criterion.max),
        "step": _with_comma(criteria_set.finest_step),
    }
    if points < 0:
        return Problem("claim.negative", "points", values)
    if points > criterion.max:
        return Problem("claim.above_max", "points", values)
    if not fits_step(points, criteria_set.finest_step):
        return Problem("claim.off_step", "points", values)
    return None


def _with_comma(points: Decimal) -> str:
    return text_of(points).replace(".", ",")
