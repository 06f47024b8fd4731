"""The month of the design's pictures: 71,25 + 8,50 + 3,00 + 17,25 = 100, 236/251 of 418 visits."""

from __future__ import annotations

from decimal import Decimal

import msgspec

from desk_app.core.clock import Millis, from_local, local
from desk_app.core.cut import Cut
from desk_app.core.metrics import RatingCounts, VisitCounts
from desk_app.core.score import CriterionScore, GroupScore, MonthAlone, Points, ScoreSheet, score
from desk_app.core.statistics import share_statistics
from desk_app.services.month_score import MonthFigures, MonthPoint, MonthScore, OwnMonth
from tests.support.scores import MONTH, criteria

CLAIMED, UNPROVEN = Decimal("8.5"), Decimal(3)
LOST = {
    "2.3": "2", "4.3": "1.5", "1.3": "1", "1.10": "1", "3.6": "1", "5.1": "1", "5.3": "1",
    "5.4": "1", "2.4": "0.75", "2.6": "0.75", "2.8": "0.75", "3.8": "0.75",
    "1.1": "0.5", "1.5": "0.5", "2.1": "0.25", "2.2": "0.5", "2.9": "0.25", "2.10": "0.5",
    "3.1": "0.25", "3.3": "0.5", "4.1": "0.5", "4.5": "0.5", "5.2": "0.25", "5.5": "0.25",
}  # fmt: skip
# Points proven and points with claims at each month's end, November 2025 first.
LINE = (
    ("58.5", "70"), ("60", "70.5"), ("61", "71.75"), ("59.75", "71"), ("62.5", "73"),
    ("64", "74.25"), ("66.25", "75.5"), ("65.5", "75"), ("67.75", "76.5"), ("68.5", "77.25"),
    ("70", "78.5"), ("72.25", "80.75"), ("71.25", "79.75"),
)  # fmt: skip
VISITS = VisitCounts(
    total=600, with_service=418, questions_only=182, offered=378, answered=251, declined=80,
    timed_out=47, not_offered=40,
)  # fmt: skip
RATINGS = RatingCounts(
    very_dissatisfied=1, dissatisfied=3, neutral=11, satisfied=88, very_satisfied=148
)
OWN_VISITS = VisitCounts(total=71, with_service=60, questions_only=11, offered=55, answered=38)
OWN_RATINGS = RatingCounts(neutral=2, satisfied=16, very_satisfied=20)
NOW = from_local(local(Millis(0)).replace(2026, 11, 20, 9, 21))


def design_sheet() -> ScoreSheet:
    """The score of the pictures, over the shipped model set."""
    bare = score(criteria(), {}, {})
    left = {"claimed": CLAIMED, "unproven": UNPROVEN}
    groups = tuple(_group(group, left) for group in bare.groups)
    assert left == {"claimed": 0, "unproven": 0}
    total = Points(
        proven=sum((g.parts.proven for g in groups), Decimal(0)),
        claimed=sum((g.parts.claimed for g in groups), Decimal(0)),
        unproven=sum((g.parts.unproven for g in groups), Decimal(0)),
        lost=sum((g.parts.lost for g in groups), Decimal(0)),
        max=bare.total.max,
    )
    return msgspec.structs.replace(bare, groups=groups, total=total, passed=True)


def _group(group: GroupScore, left: dict[str, Decimal]) -> GroupScore:
    criteria_ = tuple(_criterion(criterion, left) for criterion in group.criteria)
    parts = Points(
        **{
            name: sum((getattr(c.parts, name) for c in criteria_), Decimal(0))
            for name in ("proven", "claimed", "unproven", "lost", "max")
        }
    )
    return msgspec.structs.replace(group, criteria=criteria_, parts=parts)


def _criterion(criterion: CriterionScore, left: dict[str, Decimal]) -> CriterionScore:
    most = criterion.parts.max
    lost = Decimal(LOST.get(criterion.id, "0"))
    room = most - lost
    unproven = min(room, left["unproven"]) if criterion.id.startswith("4.") else Decimal(0)
    claimed = min(room - unproven, left["claimed"]) if criterion.id[0] in "13" else Decimal(0)
    left["unproven"] -= unproven
    left["claimed"] -= claimed
    proven = room - claimed - unproven
    alone = None
    if criterion.id == "5.7":
        alone = MonthAlone(points=Decimal("1.25"), numerator=38, denominator=60, rows=60)
    return msgspec.structs.replace(
        criterion,
        status="claimed" if claimed else "no_evidence" if unproven else "computed",
        parts=Points(proven=proven, claimed=claimed, unproven=unproven, lost=lost, max=most),
        month_alone=alone,
    )


def design_score() -> MonthScore:
    """The score of the month, November 2026."""
    return MonthScore(
        month=MONTH,
        cut=Cut(()),
        sheet=design_sheet(),
        visits=VISITS,
        ratings=RATINGS,
        satisfaction=share_statistics(236, 251, 418),
        released=local(NOW).date().replace(day=19),
        latest=Millis(NOW - 4 * 60_000),
    )


def design_figures() -> MonthFigures:
    """All figures of the page."""
    found = design_score()
    return MonthFigures(
        score=found,
        line=tuple(
            MonthPoint(MONTH.before(12 - place), _at(found.sheet, proven, declared))
            for place, (proven, declared) in enumerate(LINE)
        ),
        own=OwnMonth(
            visits=OWN_VISITS, ratings=OWN_RATINGS, satisfaction=share_statistics(36, 38, 60)
        ),
        late=12,
        conflicts=0,
    )


def _at(sheet: ScoreSheet, proven: str, declared: str) -> ScoreSheet:
    own = Decimal(proven)
    claimed, most = Decimal(declared) - own, sheet.total.max
    return msgspec.structs.replace(
        sheet,
        total=Points(
            proven=own, claimed=claimed, unproven=UNPROVEN,
            lost=most - own - claimed - UNPROVEN, max=most,
        ),
    )  # fmt: skip
