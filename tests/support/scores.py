"""Month scores made of plain figures, scored by the real core over the shipped set."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

import resources
from desk_app.core.assessment import Claim
from desk_app.core.clock import Millis
from desk_app.core.criteria import CriteriaSet
from desk_app.core.criteria_file import load_criteria
from desk_app.core.cut import Cut
from desk_app.core.metrics import Inputs, RatingCounts, VisitCounts
from desk_app.core.period import WINDOWS, Month
from desk_app.core.score import score
from desk_app.core.statistics import share_statistics
from desk_app.services.month_score import MonthScore

MONTH = Month(2026, 11)


def criteria() -> CriteriaSet:
    """The shipped model set."""
    return load_criteria(resources.read_text("criteria/bacgiang_2023.toml"))


def claim(points: str, reason: str = "có biên bản", evidence: int = 0) -> Claim:
    """A claim of some points."""
    return Claim(Decimal(points), reason, evidence, "PRACT2", Millis(0))


def month_score(
    visits: VisitCounts,
    ratings: RatingCounts,
    claims: Mapping[str, Claim] | None = None,
    month: Month = MONTH,
) -> MonthScore:
    """The score of a month from these counts."""
    one_set = criteria()
    inputs: dict[str, Inputs] = {window: Inputs(visits, ratings) for window in WINDOWS}
    happy = ratings.satisfied + ratings.very_satisfied
    return MonthScore(
        month=month,
        cut=Cut(()),
        sheet=score(one_set, inputs, claims or {}),
        visits=visits,
        ratings=ratings,
        satisfaction=share_statistics(happy, ratings.answered, visits.with_service),
        released=None,
        latest=None,
    )
