"""A score sheet becomes a form that says the same, point by point."""

from __future__ import annotations

import datetime
from decimal import Decimal
from typing import Any

import msgspec
import pytest

import resources
from desk_app.core.assessment import Claim
from desk_app.core.assessment_form import AssessmentForm, FormCriterion, PartialDate, Parts
from desk_app.core.clock import Millis
from desk_app.core.criteria import CriteriaSet
from desk_app.core.criteria_file import load_criteria
from desk_app.core.metrics import Inputs, RatingCounts, VisitCounts
from desk_app.core.rule_points import Judgement
from desk_app.core.score import score
from desk_app.core.units import Unit
from desk_app.services.assessment_form import build_form

CRITERIA = load_criteria(resources.read_text("criteria/bacgiang_2023.toml"))
UNIT = Unit(
    level="commune",
    code="07210",
    kind="Phường",
    name="Phường Bắc Giang",
    province="24",
    confidence="confirmed",
    source="test",
)
INPUTS = {
    window: Inputs(
        VisitCounts(total=700, with_service=600, offered=500, answered=412), RatingCounts()
    )
    for window in ("month", "quarter", "ytd", "year", "last_round")
}
CLAIMS = {
    "1.1": Claim(Decimal(2), "đủ ba văn bản", 3, "officer:1", Millis(0)),
    "1.2": Claim(Decimal(1), "đang chờ phê duyệt", 0, "officer:1", Millis(0)),
}
ON = datetime.date(2026, 11, 21)


def built(criteria: CriteriaSet = CRITERIA, **changes: Any) -> AssessmentForm:
    sheet = score(criteria, INPUTS, CLAIMS)
    return build_form(sheet, criteria, UNIT, **{"period": "2026", "on": ON, **changes})


def row(form: AssessmentForm, number: str) -> FormCriterion:
    (found,) = (one for group in form.groups for one in group.criteria if one.number == number)
    return found


def test_all_43_criteria_stand_in_the_order_of_the_set() -> None:
    form = built()
    numbers = [one.number for group in form.groups for one in group.criteria]
    assert numbers == [criterion.id for criterion in CRITERIA.criteria()]
    assert len(numbers) == 43
    assert form.set_status == "model"


def test_sums_are_those_of_the_rows() -> None:
    form = built()
    assert form.max == sum(group.max for group in form.groups) == 100
    for group in form.groups:
        assert group.max == sum(one.max for one in group.criteria)
        assert group.parts.points == sum(one.parts.points for one in group.criteria)
        assert group.parts.points + group.parts.lost == group.max
    assert form.parts.claimed == 2
    assert form.parts.unproven == 1


def test_what_the_log_counts_is_shown_as_a_fraction_with_its_unit() -> None:
    (figures,) = row(built(), "5.7").figures
    assert (figures.numerator, figures.denominator, figures.unit) == (
        Decimal(412),
        Decimal(600),
        "lượt",
    )


def test_claims_bring_their_reason_and_how_much_evidence() -> None:
    form = built()
    assert row(form, "1.1").parts == Parts(
        proven=Decimal(0), claimed=Decimal(2), unproven=Decimal(0), lost=Decimal(0)
    )
    assert (row(form, "1.1").reason, row(form, "1.1").evidence) == ("đủ ba văn bản", 3)
    assert row(form, "1.2").status == "no_evidence"
    assert row(form, "1.3").status == "no_metric"
    assert row(form, "1.3").figures == ()


def test_checked_items_count_and_a_composite_shows_the_figures_of_its_parts() -> None:
    item = CRITERIA.criterion("1.1")
    assert item is not None
    judged = {"1.1": Judgement(items=frozenset(["qd_bcd"]), rows=1)}
    sheet = score(CRITERIA, INPUTS, {}, judgements=judged)
    form = build_form(sheet, CRITERIA, UNIT, period="2026", on=ON)
    (figures,) = row(form, "1.1").figures
    assert (figures.denominator, figures.unit) == (Decimal(3), "mục")


def test_the_office_is_named_in_the_head_in_sentences_and_before_the_date() -> None:
    form = built()
    assert form.unit_lines == ("ỦY BAN NHÂN DÂN", "PHƯỜNG BẮC GIANG")
    assert form.unit == "Ủy ban nhân dân phường Bắc Giang"
    assert form.place == "Bắc Giang"
    assert form.dated == PartialDate(month=11, year=2026)


def test_the_pass_mark_shrinks_with_criteria_that_do_not_count() -> None:
    (first, *rest) = CRITERIA.groups
    criterion = next(one for one in first.criteria if one.id == "1.4")
    seven = next(one for group in CRITERIA.groups for one in group.criteria if one.id == "5.7")
    # 1.4 borrows the rule of 5.7, so that visits decide about it; nobody came, so it is out.
    excluded = msgspec.structs.replace(
        criterion, rule=seven.rule, window=seven.window, nothing_arose="exclude"
    )
    group = msgspec.structs.replace(
        first, criteria=tuple(excluded if one is criterion else one for one in first.criteria)
    )
    criteria = msgspec.structs.replace(CRITERIA, groups=(group, *rest))
    empty = {window: Inputs(VisitCounts(), RatingCounts()) for window in INPUTS}
    form = build_form(score(criteria, empty, {}), criteria, UNIT, period="2026", on=ON)
    assert row(form, "1.4").excluded
    assert form.max == Decimal("98.5")
    assert form.pass_mark == Decimal("78.8")


@pytest.mark.parametrize(("least", "most", "mark"), [("80", "100", "80"), ("80", "0", "0")])
def test_the_pass_mark_of_a_whole_set_is_its_own(least: str, most: str, mark: str) -> None:
    criteria = msgspec.structs.replace(CRITERIA, pass_min=Decimal(least))
    sheet = score(criteria, INPUTS, CLAIMS)
    total = msgspec.structs.replace(sheet.total, max=Decimal(most))
    form = build_form(
        msgspec.structs.replace(sheet, total=total), criteria, UNIT, period="2026", on=ON
    )
    assert form.pass_mark == Decimal(mark)


def test_a_ladder_without_a_fail_level_has_no_mark() -> None:
    assert built(msgspec.structs.replace(CRITERIA, pass_min=None)).pass_mark is None


def test_the_form_carries_its_check_code_and_prints_share_it() -> None:
    draft = built()
    copy = built(number="K7QX-A-000001", copy=1, printed_at=Millis(1_795_244_520_000))
    assert draft.check_code == copy.check_code != ""
    assert draft == built()
