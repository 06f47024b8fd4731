"""A score sheet as the JSON that scripts depend on."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import msgspec

from desk_app.core.decimals import text_of
from desk_app.core.rule_points import Working
from desk_app.core.score import CriterionScore, MonthAlone, Points, ScoreSheet


def sheet_as_json(sheet: ScoreSheet, *, period: str, cut: str) -> dict[str, Any]:
    """The sheet as plain values for a JSON document: points as decimal strings, counts as numbers.

    The keys of the contract are never renamed; further keys may be added.
    """
    return {
        "set": sheet.set_id,
        "set_digest": sheet.set_digest,
        "set_status": sheet.set_status,
        "period": period,
        "cut": cut,
        "total": _points(sheet.total),
        "pass": sheet.passed,
        "stars": sheet.stars,
        "pass_proven": sheet.passed_proven,
        "stars_proven": sheet.stars_proven,
        "criteria": [_criterion(criterion) for criterion in sheet.criteria()],
    }


def _points(parts: Points) -> dict[str, str]:
    return {
        "proven": text_of(parts.proven),
        "claimed": text_of(parts.claimed),
        "unproven": text_of(parts.unproven),
        "lost": text_of(parts.lost),
        "max": text_of(parts.max),
    }


def _criterion(criterion: CriterionScore) -> dict[str, Any]:
    working = criterion.working
    return {
        "id": criterion.id,
        **_points(criterion.parts),
        "points": text_of(criterion.parts.points),
        "status": criterion.status,
        "window": criterion.window,
        "numerator": _plain(working.numerator),
        "denominator": _plain(working.denominator),
        "unit": working.unit,
        "rows": working.rows,
        "month_alone": _month_alone(criterion.month_alone),
        "working": _working(working),
    }


def _month_alone(month: MonthAlone | None) -> dict[str, Any] | None:
    if month is None:
        return None
    return {
        "points": text_of(month.points),
        "numerator": _plain(month.numerator),
        "denominator": _plain(month.denominator),
        "rows": month.rows,
    }


def _working(working: Working) -> dict[str, Any]:
    """What the rule used; fields at their default say nothing and are left out."""
    found: dict[str, Any] = {"method": working.method, "found": working.found}
    for field in msgspec.structs.fields(Working):
        value = getattr(working, field.name)
        if field.name not in found and value != field.default:
            found[field.name] = _plain(value)
    return found


def _plain(value: object) -> Any:
    match value:
        case Decimal():
            return text_of(value)
        case Working():
            return _working(value)
        case tuple():
            return [_plain(entry) for entry in value]
        case msgspec.Struct():
            return {name: _plain(entry) for name, entry in msgspec.structs.asdict(value).items()}
        case _:
            return value
