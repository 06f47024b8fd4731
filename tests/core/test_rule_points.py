"""Each rule form gives its points exactly, and shows how."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk_app.core.metrics import METRICS, Inputs, Metrics, Read, Value
from desk_app.core.rule_points import Evidence, Judgement, Outcome, points_of
from desk_app.core.rules import (
    Checklist,
    ChecklistItem,
    Composite,
    Deduction,
    Imported,
    Inspection,
    NothingArose,
    Part,
    RatioLinear,
    RatioStep,
    Rule,
    Step,
    Survey,
    Threshold,
)
from desk_app.core.statistics import wilson


def _always(value: Value) -> Read:
    return lambda _: value


def _metrics(values: Mapping[str, Value]) -> Metrics:
    return METRICS.reading({name: _always(value) for name, value in values.items()})


def _points(
    rule: Rule,
    most: str,
    values: Mapping[str, Value] | None = None,
    *,
    judgement: Judgement | None = None,
    nothing_arose: NothingArose = "zero",
) -> Outcome:
    return points_of(
        rule,
        Fraction(most),
        Evidence(
            inputs=Inputs(),
            judgement=judgement,
            metrics=_metrics(values or {}),
            nothing_arose=nothing_arose,
        ),
    )


def _steps(*steps: tuple[str, str]) -> tuple[Step, ...]:
    return tuple(Step(Decimal(least), Decimal(points)) for least, points in steps)


_ON_TIME = RatioStep(
    numerator="cases.on_time_or_open_in_time",
    denominator="cases.total",
    steps=_steps(("0.99", "6"), ("0.98", "5"), ("0.95", "4"), ("0.90", "2")),
)
_POSTED = RatioLinear(numerator="postings.on_time", denominator="postings.required")


@pytest.mark.parametrize(
    ("on_time", "points"), [(1000, 6), (990, 6), (989, 5), (980, 5), (950, 4), (900, 2), (899, 0)]
)
def test_ratio_step_gives_the_points_of_the_step_that_is_reached(on_time: int, points: int) -> None:
    values = {"cases.on_time_or_open_in_time": on_time, "cases.total": 1000}
    found = _points(_ON_TIME, "6", values)
    assert found.points == points
    step = found.working.step
    assert (step.points if step is not None else 0) == points
    assert (found.working.numerator, found.working.denominator) == (on_time, 1000)
    assert (found.working.unit, found.working.rows) == ("hồ sơ", 1000)


def test_ratio_step_under_its_smallest_sample_gives_nothing_and_says_so() -> None:
    rule = RatioStep(
        numerator="visits.answered",
        denominator="visits.with_service",
        steps=_steps(("0.30", "1.5")),
        min_valid=30,
    )
    few = _points(rule, "1.5", {"visits.answered": 29, "visits.with_service": 29})
    assert (few.points, few.working.sample_too_small) == (Fraction(0), True)
    enough = _points(rule, "1.5", {"visits.answered": 30, "visits.with_service": 100})
    assert (enough.points, enough.working.sample_too_small) == (Fraction("1.5"), False)


def test_ratio_linear_is_the_maximum_times_the_exact_ratio() -> None:
    found = _points(_POSTED, "4", {"postings.on_time": 1, "postings.required": 3})
    assert found.points == Fraction(4, 3)
    assert found.working.ratio == Decimal("0.333333")
    assert found.working.exact == Decimal("1.333333")


def test_ratio_linear_is_capped_at_the_maximum() -> None:
    assert _points(_POSTED, "4", {"postings.on_time": 9, "postings.required": 3}).points == 4


def test_ratio_linear_one_minus_turns_the_ratio_round() -> None:
    rule = RatioLinear(
        numerator="cases.supplemented_more_than_once", denominator="cases.total", one_minus=True
    )
    values = {"cases.supplemented_more_than_once": 5, "cases.total": 20}
    found = _points(rule, "2", values)
    assert found.points == Fraction("1.5")
    assert found.working.numerator == 5


def test_ratio_linear_gives_full_points_at_the_figure_of_the_plan() -> None:
    rule = RatioLinear(
        numerator="cases.online", denominator="cases.eligible_online", full_at="plan.online_share"
    )
    values: dict[str, Value] = {"cases.online": 30, "cases.eligible_online": 100}
    assert _points(rule, "3", values).working.missing == ("plan.online_share",)
    planned = _points(rule, "3", {**values, "plan.online_share": Decimal("0.6")})
    assert planned.points == Fraction("1.5")
    assert planned.working.full_at == Decimal("0.6")
    assert _points(rule, "3", {**values, "plan.online_share": Decimal("0.3")}).points == 3
    assert _points(rule, "3", {**values, "plan.online_share": Decimal("0.2")}).points == 3
    assert _points(rule, "3", {**values, "plan.online_share": 0}).points == 3


@pytest.mark.parametrize(
    ("arose", "points", "found"),
    [("max", 4, "computed"), ("zero", 0, "computed"), ("exclude", 0, "excluded")],
)
@pytest.mark.parametrize("rule", [_POSTED, _ON_TIME])
def test_a_denominator_of_nothing_is_scored_as_the_set_says(
    rule: Rule, arose: NothingArose, points: int, found: str
) -> None:
    values = {
        "postings.on_time": 0,
        "postings.required": 0,
        "cases.on_time_or_open_in_time": 0,
        "cases.total": 0,
    }
    outcome = _points(rule, "4", values, nothing_arose=arose)
    assert (outcome.points, outcome.working.found) == (Fraction(points), found)
    assert outcome.working.nothing_arose == arose


def test_a_ratio_that_nobody_gathers_names_what_is_missing() -> None:
    outcome = _points(_POSTED, "4", {"postings.required": 3}, nothing_arose="max")
    assert (outcome.points, outcome.working.found) == (Fraction(0), "no_metric")
    assert outcome.working.missing == ("postings.on_time",)


@pytest.mark.parametrize(
    ("forms", "points"), [(5, "1.5"), (3, "1.5"), (2, "1"), (1, "0.5"), (0, "0")]
)
def test_threshold_goes_by_one_metric(forms: int, points: str) -> None:
    rule = Threshold(
        metric="postings.distinct_forms", steps=_steps(("3", "1.5"), ("2", "1"), ("1", "0.5"))
    )
    assert _points(rule, "1.5", {"postings.distinct_forms": forms}).points == Fraction(points)
    assert _points(rule, "1.5").working.found == "no_metric"


@pytest.mark.parametrize(("upheld", "points"), [(0, "5"), (1, "2.5"), (2, "0"), (3, "0")])
def test_deduction_takes_off_for_each_one_and_stops_at_the_floor(upheld: int, points: str) -> None:
    rule = Deduction(
        start=Decimal(5), per=Decimal("2.5"), metric="feedback.upheld_attitude", floor=Decimal(0)
    )
    found = _points(rule, "5", {"feedback.upheld_attitude": upheld})
    assert (found.points, found.working.rows) == (Fraction(points), upheld)
    assert _points(rule, "5").working.found == "no_metric"


_SURVEY = Survey(
    form="PKS04",
    measure="satisfied_share",
    steps=_steps(("0.95", "5"), ("0.90", "4")),
    min_valid=30,
)


def test_survey_goes_by_the_point_estimate_and_shows_the_interval_beside_it() -> None:
    found = _points(_SURVEY, "5", {"survey.PKS04.satisfied": 38, "survey.PKS04.valid": 40})
    assert found.points == 5
    assert found.working.interval == wilson(38, 40)
    assert found.working.interval.low < Decimal("0.95")
    assert found.working.unit == "phiếu"


def test_survey_under_its_smallest_sample_gives_nothing() -> None:
    found = _points(_SURVEY, "5", {"survey.PKS04.satisfied": 9, "survey.PKS04.valid": 9})
    assert (found.points, found.working.sample_too_small) == (Fraction(0), True)
    assert found.working.interval is None


_PAPERS = tuple(ChecklistItem(name, name.upper()) for name in ("a", "b", "c", "d"))


@pytest.mark.parametrize(("there", "points"), [("abcd", 2), ("abc", 1), ("ab", 0), ("", 0)])
def test_checklist_goes_by_what_is_missing_and_the_last_level_holds_on(
    there: str, points: int
) -> None:
    rule = Checklist(items=_PAPERS, points_by_missing=(Decimal(2), Decimal(1), Decimal(0)))
    judged = Judgement(items=frozenset(there), rows=len(there))
    found = _points(rule, "2", judgement=judged)
    assert (found.points, found.working.found) == (Fraction(points), "judged")
    assert found.working.missing == tuple(name for name in "abcd" if name not in there)
    assert (found.working.numerator, found.working.denominator) == (len(there), 4)


def test_checklist_with_points_for_each_stops_at_the_maximum() -> None:
    rule = Checklist(items=_PAPERS, points_each=Decimal("0.5"))
    assert _points(rule, "1.5", judgement=Judgement(items=frozenset("ab"))).points == 1
    assert _points(rule, "1.5", judgement=Judgement(items=frozenset("abcd"))).points == Fraction(
        "1.5"
    )


@pytest.mark.parametrize(
    "rule",
    [
        Checklist(items=_PAPERS, points_each=Decimal("0.5")),
        Inspection(source="internal"),
        Inspection(source="team"),
        Imported(index="PAR"),
    ],
)
def test_what_people_must_judge_is_not_declared_until_they_did(rule: Rule) -> None:
    found = _points(rule, "2")
    assert (found.points, found.working.found) == (Fraction(0), "not_declared")


def test_internal_inspections_count_by_their_mean_and_the_team_by_its_last_word() -> None:
    checks = Judgement(points=(Decimal(2), Decimal(1), Decimal(1)), rows=3)
    internal = _points(Inspection(source="internal"), "2", judgement=checks)
    assert (internal.points, internal.working.rows) == (Fraction(4, 3), 3)
    assert _points(Inspection(source="team"), "2", judgement=checks).points == 1
    too_high = Judgement(points=(Decimal(9),))
    assert _points(Inspection(source="team"), "2", judgement=too_high).points == 2


def test_imported_points_are_taken_as_they_are_and_a_score_in_proportion() -> None:
    index = Judgement(points=(Decimal("73.92"),), rows=1)
    assert _points(Imported(index="PAR"), "100", judgement=index).points == Fraction("73.92")
    scaled = _points(Imported(index="PAR", out_of=Decimal(100)), "50", judgement=index)
    assert scaled.points == Fraction("36.96")


_BOARD = Composite(
    parts=(
        Part(
            Decimal("0.5"),
            Checklist(items=_PAPERS[:1], points_by_missing=(Decimal("0.5"), Decimal(0))),
        ),
        Part(Decimal(1), _POSTED),
    )
)


def test_composite_adds_its_parts_each_by_its_own_rule() -> None:
    values = {"postings.on_time": 1, "postings.required": 3}
    found = _points(_BOARD, "1.5", values, judgement=Judgement(items=frozenset("a"), rows=1))
    assert found.points == Fraction(1, 2) + Fraction(1, 3)
    assert [part.method for part in found.working.parts] == ["checklist", "ratio_linear"]
    assert (found.working.found, found.working.rows) == ("computed", 2)


def test_composite_keeps_the_points_of_the_parts_that_are_there() -> None:
    values = {"postings.on_time": 3, "postings.required": 3}
    found = _points(_BOARD, "1.5", values)
    assert (found.points, found.working.found) == (Fraction(1), "computed")
    assert found.working.missing == ("a",)
    judged = _points(_BOARD, "1.5", judgement=Judgement(items=frozenset("a")))
    assert (judged.points, judged.working.found) == (Fraction("0.5"), "judged")
    assert _points(_BOARD, "1.5").working.found == "no_metric"


def test_composite_gives_the_points_of_an_excluded_part_to_the_others() -> None:
    values = {"postings.on_time": 0, "postings.required": 0}
    judged = Judgement(items=frozenset("a"))
    assert _points(
        _BOARD, "1.5", values, judgement=judged, nothing_arose="exclude"
    ).points == Fraction("1.5")
    alone = Composite(parts=(Part(Decimal(1), _POSTED),))
    assert _points(alone, "1", values, nothing_arose="exclude").working.found == "excluded"


_COUNTS = st.integers(0, 10_000)


@given(_COUNTS, _COUNTS, st.sampled_from(["max", "zero", "exclude"]))
def test_no_ratio_ever_gives_less_than_nothing_or_more_than_the_maximum(
    above: int, below: int, arose: NothingArose
) -> None:
    values = {
        "postings.on_time": above,
        "postings.required": below,
        "cases.on_time_or_open_in_time": above,
        "cases.total": below,
        "survey.PKS04.satisfied": above,
        "survey.PKS04.valid": below,
    }
    turned = RatioLinear(
        numerator="postings.on_time", denominator="postings.required", one_minus=True
    )
    for rule in (_POSTED, turned, _ON_TIME, _SURVEY):
        assert 0 <= _points(rule, "6", values, nothing_arose=arose).points <= 6


@given(st.integers(1, 500), st.data())
def test_more_done_never_gives_fewer_points(whole: int, data: st.DataObject) -> None:
    less, more = sorted(data.draw(st.tuples(st.integers(0, whole), st.integers(0, whole))))
    for rule, above, below in (
        (_POSTED, "postings.on_time", "postings.required"),
        (_ON_TIME, "cases.on_time_or_open_in_time", "cases.total"),
    ):
        fewer = _points(rule, "6", {above: less, below: whole}).points
        assert fewer <= _points(rule, "6", {above: more, below: whole}).points
