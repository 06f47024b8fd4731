"""Put a score sheet into the self-assessment form: what is printed, before any layout."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from fractions import Fraction

from desk_app.core.assessment_form import (
    AssessmentForm,
    Figures,
    FormCriterion,
    FormGroup,
    PartialDate,
    Parts,
    with_check_code,
)
from desk_app.core.clock import Millis
from desk_app.core.criteria import CriteriaSet, Criterion
from desk_app.core.rule_points import Working
from desk_app.core.score import CriterionScore, GroupScore, Points, ScoreSheet
from desk_app.core.units import Unit

_FINEST = 10_000


def build_form(
    sheet: ScoreSheet,
    criteria: CriteriaSet,
    unit: Unit,
    *,
    period: str,
    on: date,
    data_until: date | None = None,
    dated: PartialDate | None = None,
    signature: str = "tm",
    signer_title: str = "",
    signer_name: str = "",
    remarks: tuple[str, ...] = (),
    number: str = "",
    copy: int | None = None,
    printed_at: Millis | None = None,
    practice: bool = False,
) -> AssessmentForm:
    """The form of a sheet that was scored by `criteria`, with its check code.

    period: "2026" or "2026-10". on: the day the paper is made; it chooses the fixed words and,
    unless `dated` says otherwise, the month and year beside the blank day. copy and printed_at:
    both or neither. Pure: equal arguments give an equal form.
    """
    standard = {criterion.id: criterion for criterion in criteria.criteria()}
    form = AssessmentForm(
        unit_lines=("ỦY BAN NHÂN DÂN", unit.name.upper()),
        unit=f"Ủy ban nhân dân {unit.within_sentence}",
        unit_code=unit.code,
        place=unit.place,
        on=on,
        period=period,
        practice=practice,
        set_title=sheet.set_title,
        set_status=sheet.set_status,
        groups=tuple(_group(group, standard) for group in sheet.groups),
        max=sheet.total.max,
        parts=_parts(sheet.total),
        pass_mark=mark_out_of(criteria, criteria.pass_min, sheet.total.max),
        stars=sheet.stars,
        data_until=data_until,
        dated=dated or PartialDate(month=on.month, year=on.year),
        signature=signature,
        signer_title=signer_title,
        signer_name=signer_name,
        remarks=remarks,
        number=number,
        copy=copy,
        printed_at=printed_at,
    )
    return with_check_code(form)


def _group(group: GroupScore, standard: dict[str, Criterion]) -> FormGroup:
    return FormGroup(
        number=group.id,
        title=group.title,
        max=group.parts.max,
        parts=_parts(group.parts),
        criteria=tuple(_criterion(one, standard[one.id]) for one in group.criteria),
        bonus=group.bonus,
    )


def _criterion(scored: CriterionScore, standard: Criterion) -> FormCriterion:
    claim = scored.claim
    return FormCriterion(
        number=scored.id,
        title=scored.title,
        max=standard.max,
        parts=_parts(scored.parts),
        status=scored.status,
        figures=tuple(_figures(scored.working)),
        excluded=scored.excluded,
        reason="" if claim is None else claim.reason,
        evidence=0 if claim is None else claim.evidence,
    )


def _figures(working: Working) -> Iterator[Figures]:
    """The figures of a rule and of its parts; none where something was not gathered."""
    for part in working.parts:
        yield from _figures(part)
    if working.numerator is None or working.found in ("no_metric", "not_declared"):
        return
    interval = working.interval
    yield Figures(
        numerator=Decimal(working.numerator),
        denominator=None if working.denominator is None else Decimal(working.denominator),
        unit=working.unit,
        nothing_arose=working.nothing_arose,
        low=None if interval is None else interval.low,
        high=None if interval is None else interval.high,
        at_least=working.min_valid,
        too_few=working.sample_too_small,
    )


def _parts(points: Points) -> Parts:
    return Parts(
        proven=points.proven, claimed=points.claimed, unproven=points.unproven, lost=points.lost
    )


def mark_out_of(criteria: CriteriaSet, least: Decimal | None, most: Decimal) -> Decimal | None:
    """A mark of the set out of what could be reached; with criteria that do not count it shrinks.

    Rounded up to the finest step of points, so that comparing with it equals comparing exactly.
    """
    if least is None:
        return None
    exact = Fraction(least) * Fraction(most) / Fraction(criteria.total)
    return Decimal(-(-exact.numerator * _FINEST // exact.denominator)) / _FINEST
