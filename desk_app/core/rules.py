"""The forms a criterion's rule may take: data, never an expression that is evaluated."""

from __future__ import annotations

from decimal import Decimal
from typing import Literal

import msgspec

NothingArose = Literal["max", "zero", "exclude"]
SURVEY_MEASURES = ("satisfied_share",)
INSPECTION_SOURCES = ("internal", "team")


class Step(msgspec.Struct, frozen=True):
    """From `min` upwards these points; steps stand in falling order, below the last is 0."""

    min: Decimal
    points: Decimal


class RatioLinear(
    msgspec.Struct, frozen=True, kw_only=True, tag_field="method", tag="ratio_linear"
):
    """max × numerator / denominator, at most max.

    one_minus: max × (1 − ratio). full_at: the metric that names the ratio which gives full points.
    """

    numerator: str
    denominator: str
    one_minus: bool = False
    full_at: str = ""


class RatioStep(msgspec.Struct, frozen=True, kw_only=True, tag_field="method", tag="ratio_step"):
    """Points by steps of numerator / denominator.

    min_valid: the smallest numerator for which the steps count; under it the points are 0.
    """

    numerator: str
    denominator: str
    steps: tuple[Step, ...]
    min_valid: int = 0


class Threshold(msgspec.Struct, frozen=True, kw_only=True, tag_field="method", tag="threshold"):
    """Points by steps of one metric."""

    metric: str
    steps: tuple[Step, ...]


class ChecklistItem(msgspec.Struct, frozen=True):
    """One paper, thing or initiative that must be there."""

    id: str
    title: str


class Checklist(msgspec.Struct, frozen=True, kw_only=True, tag_field="method", tag="checklist"):
    """Points by which items were accepted with their evidence.

    points_by_missing: points with 0, 1, 2 … items missing, the last for all further ones;
    or points_each for every item that is there, at most max.
    """

    items: tuple[ChecklistItem, ...]
    points_by_missing: tuple[Decimal, ...] = ()
    points_each: Decimal | None = None


class Deduction(msgspec.Struct, frozen=True, kw_only=True, tag_field="method", tag="deduction"):
    """`start` less `per` for each one counted by the metric, not under `floor`."""

    start: Decimal
    per: Decimal
    metric: str
    floor: Decimal


class Survey(msgspec.Struct, frozen=True, kw_only=True, tag_field="method", tag="survey"):
    """Points by steps of a survey's measure; under `min_valid` valid sheets the points are 0."""

    form: str
    measure: str
    steps: tuple[Step, ...]
    min_valid: int = 0


class Inspection(msgspec.Struct, frozen=True, kw_only=True, tag_field="method", tag="inspection"):
    """internal: the mean of the internal checks; team: what the inspection team entered last."""

    source: str


class Imported(msgspec.Struct, frozen=True, kw_only=True, tag_field="method", tag="imported"):
    """Points of an index that come with their document.

    out_of: the index's own full score, when what is imported is a score and not points.
    """

    index: str
    out_of: Decimal | None = None


class Part(msgspec.Struct, frozen=True):
    """A part of a composite: its own points, scored by its own rule."""

    points: Decimal
    rule: SimpleRule


class Composite(msgspec.Struct, frozen=True, kw_only=True, tag_field="method", tag="composite"):
    """Each part scored by its own rule over its own points, then added."""

    parts: tuple[Part, ...]


SimpleRule = (
    RatioLinear | RatioStep | Threshold | Checklist | Deduction | Survey | Inspection | Imported
)
Rule = SimpleRule | Composite

METHODS = (
    "ratio_linear",
    "ratio_step",
    "threshold",
    "checklist",
    "composite",
    "deduction",
    "survey",
    "inspection",
    "imported",
)


def method_of(rule: Rule) -> str:
    """The rule's method as the file names it."""
    return str(rule.__struct_config__.tag)


def has_denominator(rule: Rule) -> bool:
    """Whether nothing may have arisen for this rule, so that the criterion must say what then."""
    if isinstance(rule, Composite):
        return any(has_denominator(part.rule) for part in rule.parts)
    return isinstance(rule, RatioLinear | RatioStep | Survey)


def metric_names(rule: Rule) -> tuple[str, ...]:
    """The metrics whose rows a rule counts, each once; sums of metrics are taken apart."""
    match rule:
        case Composite():
            named = [name for part in rule.parts for name in metric_names(part.rule)]
        case RatioLinear() | RatioStep():
            named = [*rule.numerator.split("+"), *rule.denominator.split("+")]
        case Threshold() | Deduction():
            named = [rule.metric]
        case _:
            named = []
    return tuple(dict.fromkeys(name.strip() for name in named))
