"""Reading one rule of a criteria file, and noting all that would make it score wrongly."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

import msgspec

from desk_app.core.decimals import fits_step, text_of
from desk_app.core.metrics import SURVEY_FORMS, Metrics
from desk_app.core.rules import (
    INSPECTION_SOURCES,
    METHODS,
    SURVEY_MEASURES,
    Checklist,
    ChecklistItem,
    Composite,
    Deduction,
    Imported,
    Inspection,
    Part,
    RatioLinear,
    RatioStep,
    Rule,
    SimpleRule,
    Step,
    Survey,
    Threshold,
)
from desk_app.core.toml_table import Table, clipped


class Bounds(msgspec.Struct, frozen=True):
    """What a rule has to fit: the metrics there are, its points, the set's step.

    most: the points it must be able to reach and may not pass, None when they are unreadable;
    step: the step its points must lie on, None inside a composite (only the sum is rounded).
    """

    metrics: Metrics
    most: Decimal | None
    step: Decimal | None


def read_rule(table: Table, bounds: Bounds) -> Rule | None:
    """The rule in a table, or None (noted) when its method is missing or unknown."""
    method = table.text("method")
    if method == "composite":
        return _composite(table, bounds)
    return _simple(method, table, bounds)


def _simple(method: str, table: Table, bounds: Bounds) -> SimpleRule | None:
    reader = _READERS.get(method)
    if reader is not None:
        return reader(table, bounds)
    if method == "composite":
        table.note(table.at("method"), "composite_nested")
    elif method:
        listed = ", ".join(METHODS)
        table.note(table.at("method"), "unknown_method", have=clipped(method), known=listed)
    return None


def _composite(table: Table, bounds: Bounds) -> Rule | None:
    table.allow("method", "parts")
    parts: list[Part] = []
    readable = True
    total = Decimal(0)
    for entry in table.tables("parts", needed=True):
        entry.allow("points", "rule")
        points = entry.number("points")
        total += points
        readable = readable and entry.fine("points")
        within = Bounds(bounds.metrics, points if entry.fine("points") else None, None)
        inner = entry.table("rule")
        rule = _simple(inner.text("method"), inner, within) if inner is not None else None
        if rule is not None:
            parts.append(Part(points, rule))
    if readable and table.fine("parts") and bounds.most is not None and total != bounds.most:
        values = {"have": text_of(total), "max": text_of(bounds.most)}
        table.note(table.at("parts"), "parts_sum", **values)
    return Composite(parts=tuple(parts))


def _ratio_linear(table: Table, bounds: Bounds) -> SimpleRule:
    table.allow("method", "numerator", "denominator", "one_minus", "full_at")
    numerator, denominator = _ratio(table, bounds)
    one_minus = table.flag("one_minus")
    full_at = _metric(table, "full_at", bounds) if table.has("full_at") else ""
    if one_minus and full_at:
        table.note(table.at("full_at"), "full_at_one_minus")
    return RatioLinear(
        numerator=numerator, denominator=denominator, one_minus=one_minus, full_at=full_at
    )


def _ratio_step(table: Table, bounds: Bounds) -> SimpleRule:
    table.allow("method", "numerator", "denominator", "steps", "min_valid")
    numerator, denominator = _ratio(table, bounds)
    return RatioStep(
        numerator=numerator,
        denominator=denominator,
        steps=_steps(table, bounds, ratio=True),
        min_valid=table.count("min_valid", default=0),
    )


def _threshold(table: Table, bounds: Bounds) -> SimpleRule:
    table.allow("method", "metric", "steps")
    metric = _metric(table, "metric", bounds)
    return Threshold(metric=metric, steps=_steps(table, bounds, ratio=False))


def _survey(table: Table, bounds: Bounds) -> SimpleRule:
    table.allow("method", "form", "measure", "steps", "min_valid")
    return Survey(
        form=table.choice("form", SURVEY_FORMS),
        measure=table.choice("measure", SURVEY_MEASURES),
        steps=_steps(table, bounds, ratio=True),
        min_valid=table.count("min_valid", default=0),
    )


def _checklist(table: Table, bounds: Bounds) -> SimpleRule:
    table.allow("method", "items", "points_by_missing", "points_each")
    items: list[ChecklistItem] = []
    seen: set[str] = set()
    for entry in table.tables("items", needed=True):
        entry.allow("id", "title")
        item = ChecklistItem(entry.text("id"), entry.text("title"))
        if item.id and item.id in seen:
            entry.note(entry.at("id"), "duplicate_id", have=clipped(item.id))
        seen.add(item.id)
        items.append(item)
    if table.has("points_by_missing") == table.has("points_each"):
        table.note(table.path, "points_one_of")
        return Checklist(items=tuple(items))
    if table.has("points_each"):
        each = table.number("points_each")
        if table.fine("points_each", "items"):
            _must_reach(table, ("points_each",), each * len(items), bounds)
        return Checklist(items=tuple(items), points_each=each)
    points = table.numbers("points_by_missing")
    if not 2 <= len(points) <= len(items) + 1:
        values = {"have": str(len(points)), "most": str(len(items) + 1), "items": str(len(items))}
        table.note(table.at("points_by_missing"), "points_by_missing_length", **values)
    elif table.fine("points_by_missing"):
        for position in range(1, len(points)):
            if points[position] > points[position - 1]:
                table.note(table.at("points_by_missing", position), "points_rising")
        _must_equal(table, ("points_by_missing", 0), points[0], bounds)
    return Checklist(items=tuple(items), points_by_missing=points)


def _deduction(table: Table, bounds: Bounds) -> SimpleRule:
    table.allow("method", "start", "per", "metric", "floor")
    rule = Deduction(
        start=table.number("start"),
        per=table.number("per"),
        metric=_metric(table, "metric", bounds),
        floor=table.number("floor"),
    )
    if table.fine("start"):
        _must_equal(table, ("start",), rule.start, bounds)
    if table.fine("per") and rule.per == 0:
        table.note(table.at("per"), "nothing_deducted")
    if table.fine("start", "floor") and rule.floor > rule.start:
        values = {"have": text_of(rule.floor), "max": text_of(rule.start)}
        table.note(table.at("floor"), "floor_above_start", **values)
    return rule


def _inspection(table: Table, bounds: Bounds) -> SimpleRule:
    table.allow("method", "source")
    return Inspection(source=table.choice("source", INSPECTION_SOURCES))


def _imported(table: Table, bounds: Bounds) -> SimpleRule:
    table.allow("method", "index", "out_of")
    out_of = table.number("out_of") if table.has("out_of") else None
    if out_of == 0 and table.fine("out_of"):
        table.note(table.at("out_of"), "out_of_zero")
    return Imported(index=table.text("index"), out_of=out_of)


_READERS: dict[str, Callable[[Table, Bounds], SimpleRule]] = {
    "ratio_linear": _ratio_linear,
    "ratio_step": _ratio_step,
    "threshold": _threshold,
    "survey": _survey,
    "checklist": _checklist,
    "deduction": _deduction,
    "inspection": _inspection,
    "imported": _imported,
}


def _metric(table: Table, key: str, bounds: Bounds) -> str:
    name = table.text(key)
    if name and bounds.metrics.find(name) is None:
        table.note(table.at(key), "unknown_metric", have=clipped(name))
    return name


def _ratio(table: Table, bounds: Bounds) -> tuple[str, str]:
    numerator = _metric(table, "numerator", bounds)
    denominator = _metric(table, "denominator", bounds)
    above, below = bounds.metrics.find(numerator), bounds.metrics.find(denominator)
    if above is not None and below is not None and above.unit != below.unit:
        # Visits, people, matters and petitions are never set against each other.
        values = {"numerator": above.unit, "denominator": below.unit}
        table.note(table.at("denominator"), "units_differ", **values)
    return numerator, denominator


def _steps(table: Table, bounds: Bounds, *, ratio: bool) -> tuple[Step, ...]:
    steps: list[Step] = []
    previous: Step | None = None
    for position, entry in enumerate(table.tables("steps", needed=True)):
        entry.allow("min", "points")
        step = Step(entry.number("min"), entry.number("points"))
        steps.append(step)
        if not entry.fine("min", "points"):
            previous = None
            continue
        if ratio and step.min > 1:
            entry.note(entry.at("min"), "ratio_above_one", have=text_of(step.min))
        if previous is not None and step.min >= previous.min:
            entry.note(entry.at("min"), "steps_not_descending", have=text_of(step.min))
        if previous is not None and step.points >= previous.points:
            entry.note(entry.at("points"), "points_rising")
        if bounds.step is not None and not fits_step(step.points, bounds.step):
            values = {"have": text_of(step.points), "step": text_of(bounds.step)}
            entry.note(entry.at("points"), "points_off_step", **values)
        if position == 0:
            _must_equal(entry, ("points",), step.points, bounds)
        else:
            _not_above(entry, ("points",), step.points, bounds)
        previous = step
    return tuple(steps)


def _must_equal(table: Table, key: tuple[str | int, ...], points: Decimal, bounds: Bounds) -> None:
    """The best points of a rule are the criterion's maximum: not more, and not out of reach."""
    _not_above(table, key, points, bounds)
    _must_reach(table, key, points, bounds)


def _not_above(table: Table, key: tuple[str | int, ...], points: Decimal, bounds: Bounds) -> None:
    if bounds.most is not None and points > bounds.most:
        values = {"have": text_of(points), "max": text_of(bounds.most)}
        table.note(table.at(*key), "points_beyond_max", **values)


def _must_reach(table: Table, key: tuple[str | int, ...], points: Decimal, bounds: Bounds) -> None:
    if bounds.most is not None and points < bounds.most:
        values = {"have": text_of(points), "max": text_of(bounds.most)}
        table.note(table.at(*key), "max_out_of_reach", **values)
