"""What the gathered data says about one rule: its exact points, with the working shown."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import Literal, NamedTuple

import msgspec

from desk_app.core.decimals import exact, shown
from desk_app.core.metrics import Inputs, Metrics, Value
from desk_app.core.rules import (
    Checklist,
    Composite,
    Deduction,
    Imported,
    Inspection,
    NothingArose,
    RatioLinear,
    RatioStep,
    Rule,
    Step,
    Survey,
    Threshold,
    method_of,
)
from desk_app.core.statistics import Interval, shown_interval

Found = Literal["computed", "judged", "excluded", "not_declared", "no_metric"]

_ONE, _NOTHING = Fraction(1), Fraction(0)
_ITEM_UNIT = "mục"


class Judgement(msgspec.Struct, frozen=True, kw_only=True):
    """What people judged of one criterion, with evidence that was accepted.

    items: the checklist items that are there; points: one entry for each check, for what the
    inspection team entered, or for the score that was imported; rows: log rows behind it.
    """

    items: frozenset[str] = frozenset()
    points: tuple[Decimal, ...] = ()
    rows: int = 0


class Working(msgspec.Struct, frozen=True, kw_only=True):
    """How a rule came to its points; fields that the rule does not use keep their default.

    found: whether data or judgement gave the points, and if not, what was missing.
    exact: the points before rounding, cut off at six decimals. ratio: numerator / denominator.
    step: the step that matched. nothing_arose: what was applied for the denominator 0.
    sample_too_small: fewer than min_valid, so that no step counts.
    missing: metrics that nothing gathers, or checklist items that are not there.
    """

    method: str
    found: Found
    exact: Decimal = Decimal(0)
    numerator: Value | None = None
    denominator: Value | None = None
    unit: str = ""
    rows: int = 0
    ratio: Decimal | None = None
    full_at: Value | None = None
    step: Step | None = None
    nothing_arose: str = ""
    min_valid: int = 0
    sample_too_small: bool = False
    missing: tuple[str, ...] = ()
    interval: Interval | None = None
    parts: tuple[Working, ...] = ()


class Outcome(NamedTuple):
    """The exact points of a rule beside their working."""

    points: Fraction
    working: Working


class Evidence(msgspec.Struct, frozen=True, kw_only=True):
    """All that a rule may look at: a window's inputs, judgements, and how metrics are read."""

    inputs: Inputs | None
    judgement: Judgement | None
    metrics: Metrics
    nothing_arose: NothingArose


def points_of(rule: Rule, most: Fraction, evidence: Evidence) -> Outcome:
    """The points (0..most) that the evidence gives under a rule, exact, not yet rounded."""
    match rule:
        case RatioLinear():
            outcome = _ratio_linear(rule, most, evidence)
        case RatioStep():
            outcome = _ratio_step(rule, most, evidence)
        case Survey():
            outcome = _survey(rule, most, evidence)
        case Threshold():
            outcome = _threshold(rule, evidence)
        case Deduction():
            outcome = _deduction(rule, evidence)
        case Checklist():
            outcome = _checklist(rule, most, evidence.judgement)
        case Inspection() | Imported():
            outcome = _entered(rule, most, evidence.judgement)
        case Composite():
            outcome = _composite(rule, most, evidence)
    return outcome


def _ratio(rule: Rule, names: tuple[str, str], most: Fraction, evidence: Evidence) -> Outcome:
    """The ratio of two metrics; its points are those of nothing arose, else left to the caller."""
    values = [evidence.metrics.value(name, evidence.inputs) for name in names]
    numerator, denominator = values
    working = Working(
        method=method_of(rule),
        found="computed",
        numerator=numerator,
        denominator=denominator,
        unit=_unit(names[1], evidence.metrics),
        rows=_rows(names, values, evidence.metrics),
    )
    if numerator is None or denominator is None:
        missing = tuple(n for n, value in zip(names, values, strict=True) if value is None)
        return _no_metric(working, missing)
    if denominator <= 0:
        arose = evidence.nothing_arose
        points = most if arose == "max" else _NOTHING
        return Outcome(
            points,
            _change(
                working,
                nothing_arose=arose,
                exact=shown(points),
                found="excluded" if arose == "exclude" else "computed",
            ),
        )
    return Outcome(_NOTHING, _change(working, ratio=shown(_share(working))))


def _ratio_linear(rule: RatioLinear, most: Fraction, evidence: Evidence) -> Outcome:
    outcome = _ratio(rule, (rule.numerator, rule.denominator), most, evidence)
    working = outcome.working
    if working.ratio is None:
        return outcome
    share = _share(working)
    if rule.one_minus:
        share = _ONE - share
    if rule.full_at:
        full_at = evidence.metrics.value(rule.full_at, evidence.inputs)
        if full_at is None:
            return _no_metric(working, (rule.full_at,))
        working = _change(working, full_at=full_at)
        # A target of nothing is reached by anybody.
        share = share / Fraction(full_at) if full_at > 0 else _ONE
    return _done(most * min(_ONE, max(_NOTHING, share)), working)


def _ratio_step(rule: RatioStep, most: Fraction, evidence: Evidence) -> Outcome:
    outcome = _ratio(rule, (rule.numerator, rule.denominator), most, evidence)
    return _stepped(outcome, rule.steps, rule.min_valid, outcome.working.numerator)


def _survey(rule: Survey, most: Fraction, evidence: Evidence) -> Outcome:
    names = (f"survey.{rule.form}.satisfied", f"survey.{rule.form}.valid")
    outcome = _ratio(rule, names, most, evidence)
    part, whole = outcome.working.numerator, outcome.working.denominator
    if isinstance(part, int) and isinstance(whole, int):
        # Shown beside the share; the points come from the point estimate alone.
        working = _change(outcome.working, interval=shown_interval(part, whole))
        outcome = Outcome(outcome.points, working)
    return _stepped(outcome, rule.steps, rule.min_valid, whole)


def _stepped(
    outcome: Outcome, steps: tuple[Step, ...], min_valid: int, sample: Value | None
) -> Outcome:
    working = _change(outcome.working, min_valid=min_valid)
    if working.ratio is None or sample is None:
        return Outcome(outcome.points, working)
    if sample < min_valid:
        return _done(_NOTHING, _change(working, sample_too_small=True))
    return _done(*_step_at(_share(working), steps, working))


def _threshold(rule: Threshold, evidence: Evidence) -> Outcome:
    working = _single(rule, rule.metric, evidence)
    if working.numerator is None:
        return _no_metric(working, (rule.metric,))
    return _done(*_step_at(Fraction(working.numerator), rule.steps, working))


def _deduction(rule: Deduction, evidence: Evidence) -> Outcome:
    working = _single(rule, rule.metric, evidence)
    if working.numerator is None:
        return _no_metric(working, (rule.metric,))
    left = exact(rule.start) - exact(rule.per) * Fraction(working.numerator)
    return _done(min(exact(rule.start), max(exact(rule.floor), left)), working)


def _checklist(rule: Checklist, most: Fraction, judgement: Judgement | None) -> Outcome:
    there = judgement.items if judgement is not None else frozenset()
    missing = tuple(item.id for item in rule.items if item.id not in there)
    present = len(rule.items) - len(missing)
    working = Working(
        method=method_of(rule),
        found="not_declared" if judgement is None else "judged",
        numerator=None if judgement is None else present,
        denominator=len(rule.items),
        unit=_ITEM_UNIT,
        rows=0 if judgement is None else judgement.rows,
        missing=missing,
    )
    if judgement is None:
        return Outcome(_NOTHING, working)
    if rule.points_each is not None:
        return _done(min(most, exact(rule.points_each) * present), working)
    last = len(rule.points_by_missing) - 1
    return _done(exact(rule.points_by_missing[min(len(missing), last)]), working)


def _entered(rule: Inspection | Imported, most: Fraction, judgement: Judgement | None) -> Outcome:
    working = Working(method=method_of(rule), found="not_declared")
    if judgement is None or not judgement.points:
        return Outcome(_NOTHING, working)
    entered = [Fraction(points) for points in judgement.points]
    points = entered[-1]
    if isinstance(rule, Inspection) and rule.source == "internal":
        points = sum(entered, _NOTHING) / len(entered)
    if isinstance(rule, Imported) and rule.out_of is not None:
        points = most * points / exact(rule.out_of)
    working = _change(working, found="judged", rows=judgement.rows)
    return _done(min(most, max(_NOTHING, points)), working)


def _composite(rule: Composite, most: Fraction, evidence: Evidence) -> Outcome:
    """The parts' points added. A part that is excluded gives its points to the others."""
    outcomes = [points_of(part.rule, exact(part.points), evidence) for part in rule.parts]
    found = [outcome.working.found for outcome in outcomes]
    counting = most
    for part, state in zip(rule.parts, found, strict=True):
        if state == "excluded":
            counting -= exact(part.points)
    working = Working(
        method=method_of(rule),
        found=_found_together(found),
        rows=sum(outcome.working.rows for outcome in outcomes),
        missing=tuple(name for outcome in outcomes for name in outcome.working.missing),
        parts=tuple(outcome.working for outcome in outcomes),
    )
    earned = sum((outcome.points for outcome in outcomes), _NOTHING)
    return _done(earned * most / counting if counting > 0 else _NOTHING, working)


def _found_together(found: list[Found]) -> Found:
    """Points that are there make a composite computed or judged; else what is missing first."""
    for state in ("computed", "judged", "no_metric", "not_declared"):
        if state in found:
            return state
    return "excluded"


def _single(rule: Threshold | Deduction, name: str, evidence: Evidence) -> Working:
    value = evidence.metrics.value(name, evidence.inputs)
    return Working(
        method=method_of(rule),
        found="computed",
        numerator=value,
        unit=_unit(name, evidence.metrics),
        rows=_rows((name,), [value], evidence.metrics),
    )


def _step_at(
    value: Fraction, steps: tuple[Step, ...], working: Working
) -> tuple[Fraction, Working]:
    for step in steps:
        if value >= exact(step.min):
            return exact(step.points), _change(working, step=step)
    return _NOTHING, working


def _share(working: Working) -> Fraction:
    return Fraction(working.numerator or 0) / Fraction(working.denominator or 1)


def _unit(name: str, metrics: Metrics) -> str:
    metric = metrics.find(name)
    return "" if metric is None else metric.unit


def _rows(names: tuple[str, ...], values: list[Value | None], metrics: Metrics) -> int:
    """Log rows behind the values: what is counted above is among what is counted below."""
    counted = [0]
    for name, value in zip(names, values, strict=True):
        metric = metrics.find(name)
        if metric is not None and metric.counts_rows and isinstance(value, int):
            counted.append(value)
    return max(counted)


def _no_metric(working: Working, missing: tuple[str, ...]) -> Outcome:
    return Outcome(_NOTHING, _change(working, found="no_metric", missing=missing))


def _done(points: Fraction, working: Working) -> Outcome:
    return Outcome(points, _change(working, exact=shown(points)))


def _change(working: Working, **changes: object) -> Working:
    return msgspec.structs.replace(working, **changes)
