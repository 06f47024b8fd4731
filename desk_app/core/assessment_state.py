"""The claims of a period's self-assessment, folded from the ops about it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

import msgspec

from desk_app.core.fold import fold
from desk_app.core.ids import OfficerId
from desk_app.core.ops import AssessmentClaimed, Op, Reason, facts_of, person_of

PREFIX = "assessment:"


class StandingClaim(msgspec.Struct, frozen=True, kw_only=True):
    """Points declared for a criterion; contenders are the points concurrent claims asked for."""

    criteria: str
    criterion: str
    points: Decimal
    reason: str
    officer: OfficerId
    act: int
    contenders: tuple[str, ...]


def assessment_sets(op: Op) -> Mapping[str, Any]:
    """The fields that an op sets: set and criterion, to the points claimed."""
    if op.header.kind != "assessment.claimed":
        return {}
    facts: AssessmentClaimed = facts_of(op)
    return {f"{facts.criteria} {facts.criterion}": facts.points}


def claims_of(ordered: Sequence[Op]) -> list[StandingClaim]:
    """The claims that stand, by set and criterion; one taken back is not among them."""
    folded = fold(ordered, assessment_sets)
    last: dict[str, Op] = {}
    for op in ordered:
        for field in assessment_sets(op):
            last[field] = op
    claims = []
    for field, points in sorted(folded.values.items()):
        if points is None:
            continue
        criteria, criterion = field.split(" ")
        reason: Reason | None = person_of(last[field])
        claims.append(
            StandingClaim(
                criteria=criteria,
                criterion=criterion,
                points=Decimal(points),
                reason=reason.reason if reason is not None else "",
                officer=last[field].header.officer,
                act=last[field].header.act,
                contenders=tuple(
                    str(contender.value) for contender in folded.conflicts.get(field, ())
                ),
            )
        )
    return claims
