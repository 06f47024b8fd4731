"""The score of a criteria set: proven, claimed, unproven and lost points, with the working."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from fractions import Fraction
from typing import Literal

import msgspec

from desk_app.core.assessment import Claim
from desk_app.core.criteria import CriteriaSet, Criterion, Group, Status
from desk_app.core.decimals import ZERO, exact, round_down
from desk_app.core.metrics import METRICS, Inputs, Metrics, Value
from desk_app.core.rule_points import Evidence, Judgement, Working, points_of

CriterionStatus = Literal[
    "computed", "judged", "claimed", "no_evidence", "not_declared", "no_metric"
]
# Stars as a number, a grade in words, or None where no grade is reached.
Stars = int | str | None

_NO_JUDGEMENTS: Mapping[str, Judgement] = {}


class Points(msgspec.Struct, frozen=True, kw_only=True):
    """The parts of a maximum; proven + claimed + unproven + lost = max, always."""

    proven: Decimal
    claimed: Decimal
    unproven: Decimal
    lost: Decimal
    max: Decimal

    @property
    def points(self) -> Decimal:
        """What the form declares as self points: proven + claimed + unproven."""
        return self.proven + self.claimed + self.unproven


class MonthAlone(msgspec.Struct, frozen=True, kw_only=True):
    """What the month's own rows would give, beside the year to date."""

    points: Decimal
    numerator: Value | None
    denominator: Value | None
    rows: int


class CriterionScore(msgspec.Struct, frozen=True, kw_only=True):
    """One criterion's points and how they came about.

    `max` in `parts` is 0 when the criterion is excluded because nothing arose.
    """

    id: str
    title: str
    status: CriterionStatus
    parts: Points
    window: str
    working: Working
    month_alone: MonthAlone | None = None
    claim: Claim | None = None

    @property
    def excluded(self) -> bool:
        """Whether the criterion is out of the maximum because nothing arose."""
        return self.working.found == "excluded"


class GroupScore(msgspec.Struct, frozen=True, kw_only=True):
    """A group's criteria and their sum."""

    id: str
    title: str
    bonus: bool
    parts: Points
    criteria: tuple[CriterionScore, ...]


class ScoreSheet(msgspec.Struct, frozen=True, kw_only=True):
    """The whole score. `passed` is None for a ladder without a fail level.

    `passed` and `stars` are judged on the self points, as the form declares them;
    `passed_proven` and `stars_proven` on the proven points alone. set_digest: which version of the
    set gave these points.
    """

    set_id: str
    set_title: str
    set_status: Status
    total: Points
    passed: bool | None
    stars: Stars
    passed_proven: bool | None
    stars_proven: Stars
    groups: tuple[GroupScore, ...]
    set_digest: str = ""

    def criteria(self) -> Iterator[CriterionScore]:
        """All criteria in the order of the set."""
        for group in self.groups:
            yield from group.criteria

    def criterion(self, criterion_id: str) -> CriterionScore | None:
        """The score of the criterion with this id, or None."""
        return next((c for c in self.criteria() if c.id == criterion_id), None)


def score(
    criteria_set: CriteriaSet,
    inputs: Mapping[str, Inputs],
    claims: Mapping[str, Claim],
    *,
    judgements: Mapping[str, Judgement] = _NO_JUDGEMENTS,
    metrics: Metrics = METRICS,
) -> ScoreSheet:
    """The score sheet of a set: a pure function of what was gathered, declared and judged.

    `inputs` are per window (month, quarter, ytd, year, last_round); a window that is absent was
    not gathered. `claims` and `judgements` are by criterion id; those of unknown criteria are
    ignored. With "month" among the inputs, `month_alone` stands beside the longer windows.
    """
    scorer = _Scorer(criteria_set, inputs, claims, judgements, metrics)
    groups = tuple(scorer.group(group) for group in criteria_set.groups)
    total = _add(group.parts for group in groups if not group.bonus)
    for group in groups:
        if group.bonus:
            total = _with_bonus(total, group.parts)
    return ScoreSheet(
        set_id=criteria_set.id,
        set_title=criteria_set.title,
        set_status=criteria_set.status,
        total=total,
        passed=_passed(criteria_set, total.points, total.max),
        stars=_stars(criteria_set, total.points, total.max),
        passed_proven=_passed(criteria_set, total.proven, total.max),
        stars_proven=_stars(criteria_set, total.proven, total.max),
        groups=groups,
        set_digest=criteria_set.digest,
    )


class _Scorer:
    """Scores one criterion after the other over the same inputs."""

    def __init__(
        self,
        criteria_set: CriteriaSet,
        inputs: Mapping[str, Inputs],
        claims: Mapping[str, Claim],
        judgements: Mapping[str, Judgement],
        metrics: Metrics,
    ) -> None:
        self._step = criteria_set.finest_step
        self._inputs = inputs
        self._claims = claims
        self._judgements = judgements
        self._metrics = metrics

    def group(self, group: Group) -> GroupScore:
        criteria = tuple(self._criterion(criterion) for criterion in group.criteria)
        return GroupScore(
            id=group.id,
            title=group.title,
            bonus=group.bonus,
            parts=_add(criterion.parts for criterion in criteria),
            criteria=criteria,
        )

    def _criterion(self, criterion: Criterion) -> CriterionScore:
        points, working = points_of(
            criterion.rule,
            exact(criterion.max),
            self._evidence(criterion, criterion.window, self._judgements.get(criterion.id)),
        )
        claim = self._claims.get(criterion.id)
        status, parts = _combine(
            criterion.max, round_down(points, self._step), working, claim, self._step
        )
        return CriterionScore(
            id=criterion.id,
            title=criterion.title,
            status=status,
            parts=parts,
            window=criterion.window,
            working=working,
            month_alone=self._month_alone(criterion),
            claim=claim,
        )

    def _month_alone(self, criterion: Criterion) -> MonthAlone | None:
        if criterion.window not in ("quarter", "ytd", "year") or "month" not in self._inputs:
            return None
        points, working = points_of(
            criterion.rule, exact(criterion.max), self._evidence(criterion, "month", None)
        )
        if working.found != "computed":
            return None
        return MonthAlone(
            points=round_down(points, self._step),
            numerator=working.numerator,
            denominator=working.denominator,
            rows=working.rows,
        )

    def _evidence(self, criterion: Criterion, window: str, judgement: Judgement | None) -> Evidence:
        return Evidence(
            inputs=self._inputs.get(window),
            judgement=judgement,
            metrics=self._metrics,
            nothing_arose=criterion.nothing_arose,
        )


def _combine(
    most: Decimal, data: Decimal, working: Working, claim: Claim | None, step: Decimal
) -> tuple[CriterionStatus, Points]:
    """What data or judgement gives and what the commune declares, put together.

    Data or judgement proves up to what is declared (all of it when nothing is declared); what is
    declared beyond is claimed with evidence, unproven without. A claim that the log holds but
    the set no longer allows is cut to the maximum and rounded down to the step.
    """
    if working.found == "excluded":
        return "computed", _points(ZERO, ZERO, ZERO, ZERO)
    if claim is None:
        return working.found, _points(data, ZERO, ZERO, most)
    declared = round_down(Fraction(min(most, max(ZERO, claim.points))), step)
    beyond = max(ZERO, declared - data)
    if working.found in ("computed", "judged") and beyond == ZERO:
        return working.found, _points(declared, ZERO, ZERO, most)
    if claim.evidence > 0:
        return "claimed", _points(min(data, declared), beyond, ZERO, most)
    return "no_evidence", _points(min(data, declared), ZERO, beyond, most)


def _points(proven: Decimal, claimed: Decimal, unproven: Decimal, most: Decimal) -> Points:
    lost = most - proven - claimed - unproven
    return Points(proven=proven, claimed=claimed, unproven=unproven, lost=lost, max=most)


def _add(parts: Iterable[Points]) -> Points:
    proven = claimed = unproven = most = ZERO
    for part in parts:
        proven += part.proven
        claimed += part.claimed
        unproven += part.unproven
        most += part.max
    return _points(proven, claimed, unproven, most)


def _with_bonus(total: Points, bonus: Points) -> Points:
    """The total with bonus points in the place of lost ones, the best proven first.

    A bonus never lifts the total above its maximum, and a bonus not earned is not lost.
    """
    room = total.lost
    proven = min(room, bonus.proven)
    claimed = min(room - proven, bonus.claimed)
    unproven = min(room - proven - claimed, bonus.unproven)
    return _points(
        total.proven + proven, total.claimed + claimed, total.unproven + unproven, total.max
    )


def _reaches(criteria_set: CriteriaSet, points: Decimal, most: Decimal, least: Decimal) -> bool:
    """Whether points out of `most` reach `least` of the set's total.

    Where criteria are excluded the ladder shrinks in proportion: 76 of 95 is 80 of 100.
    """
    total = Fraction(criteria_set.total)
    return Fraction(points) * total >= Fraction(least) * Fraction(most)


def _passed(criteria_set: CriteriaSet, points: Decimal, most: Decimal) -> bool | None:
    if criteria_set.pass_min is None:
        return None
    return most > 0 and _reaches(criteria_set, points, most, criteria_set.pass_min)


def _stars(criteria_set: CriteriaSet, points: Decimal, most: Decimal) -> Stars:
    reached: Stars = 0 if any(star.stars is not None for star in criteria_set.stars) else None
    for star in criteria_set.stars:
        if most > 0 and _reaches(criteria_set, points, most, star.min):
            reached = star.grade if star.stars is None else star.stars
    return reached
