"""Proven, claimed, unproven and lost: never mixed, always the whole maximum together."""

from __future__ import annotations

from decimal import Decimal
from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

import resources
from desk_app.core.assessment import Claim
from desk_app.core.clock import Millis
from desk_app.core.criteria import CriteriaSet
from desk_app.core.criteria_file import load_criteria
from desk_app.core.metrics import METRICS, Inputs, Metrics, Read, Value, VisitCounts
from desk_app.core.rule_points import Judgement
from desk_app.core.score import CriterionScore, Points, ScoreSheet, score

_SMALL = """\
schema = 1
id = "small_2026"
title = "Nhỏ"
status = "model"
valid_from = 2026-01-01
total = "10"
pass = "8"
step = "0.25"
stars = [{stars = 1, min = "8"}, {stars = 2, min = "9"}]
[[group]]
id = "1"
title = "Nhóm"
max = "10"
  [[group.criterion]]
  id = "data"
  title = "Theo dữ liệu"
  max = "6"
  window = "ytd"
  provenance = "model"
  nothing_arose = "exclude"
  [group.criterion.rule]
  method = "ratio_linear"
  numerator = "visits.answered"
  denominator = "visits.with_service"
  [[group.criterion]]
  id = "papers"
  title = "Giấy tờ"
  max = "3"
  window = "year"
  provenance = "model"
  rule = {method = "checklist", items = [{id = "a", title = "A"}], points_by_missing = ["3", "0"]}
  [[group.criterion]]
  id = "later"
  title = "Chưa có số liệu"
  max = "1"
  window = "ytd"
  provenance = "model"
  [group.criterion.rule]
  method = "deduction"
  start = "1"
  per = "1"
  metric = "feedback.upheld_attitude"
  floor = "0"
[[group]]
id = "2"
title = "Điểm cộng"
max = "2"
bonus = true
  [[group.criterion]]
  id = "bonus"
  title = "Sáng kiến"
  max = "2"
  window = "year"
  provenance = "model"
  rule = {method = "inspection", source = "team"}
"""


@cache
def _small() -> CriteriaSet:
    return load_criteria(_SMALL)


@cache
def _bac_giang() -> CriteriaSet:
    return load_criteria(resources.read_text("criteria/bacgiang_2023.toml"))


def _visits(answered: int, with_service: int) -> Inputs:
    return Inputs(visits=VisitCounts(answered=answered, with_service=with_service))


def _claim(points: str, evidence: int = 0) -> Claim:
    return Claim(Decimal(points), "vì", evidence, "officer", Millis(0))


def _sheet(
    inputs: Inputs | None = None,
    claims: dict[str, Claim] | None = None,
    judgements: dict[str, Judgement] | None = None,
) -> ScoreSheet:
    gathered = {} if inputs is None else {"ytd": inputs}
    return score(_small(), gathered, claims or {}, judgements=judgements or {})


def _of(sheet: ScoreSheet, criterion: str) -> CriterionScore:
    found = sheet.criterion(criterion)
    assert found is not None
    return found


def _parts(points: Points) -> tuple[str, str, str, str]:
    four = (points.proven, points.claimed, points.unproven, points.lost)
    proven, claimed, unproven, lost = (f"{part.normalize():f}" for part in four)
    return proven, claimed, unproven, lost


# Data give 4 of 6 (2 of 3 answered).
_DATA = _visits(2, 3)


@pytest.mark.parametrize(
    ("claim", "status", "parts"),
    [
        (None, "computed", ("4", "0", "0", "2")),
        (_claim("4"), "computed", ("4", "0", "0", "2")),
        (_claim("3"), "computed", ("3", "0", "0", "3")),
        (_claim("0"), "computed", ("0", "0", "0", "6")),
        (_claim("5"), "no_evidence", ("4", "0", "1", "1")),
        (_claim("5", evidence=1), "claimed", ("4", "1", "0", "1")),
        (_claim("6", evidence=9), "claimed", ("4", "2", "0", "0")),
    ],
)
def test_data_prove_up_to_the_claim_and_the_rest_goes_by_its_evidence(
    claim: Claim | None, status: str, parts: tuple[str, str, str, str]
) -> None:
    found = _of(_sheet(_DATA, {"data": claim} if claim else {}), "data")
    assert (found.status, _parts(found.parts)) == (status, parts)
    assert found.claim == claim


@pytest.mark.parametrize(
    ("claim", "status", "parts"),
    [
        (None, "not_declared", ("0", "0", "0", "3")),
        (_claim("2"), "no_evidence", ("0", "0", "2", "1")),
        (_claim("2", evidence=2), "claimed", ("0", "2", "0", "1")),
        (_claim("0"), "no_evidence", ("0", "0", "0", "3")),
    ],
)
def test_what_has_to_be_declared_goes_by_its_claim_alone(
    claim: Claim | None, status: str, parts: tuple[str, str, str, str]
) -> None:
    found = _of(_sheet(_DATA, {"papers": claim} if claim else {}), "papers")
    assert (found.status, _parts(found.parts)) == (status, parts)


def test_what_nothing_gathers_is_lost_until_it_is_claimed() -> None:
    assert _of(_sheet(_DATA), "later").status == "no_metric"
    assert _parts(_of(_sheet(_DATA), "later").parts) == ("0", "0", "0", "1")
    claimed = _of(_sheet(_DATA, {"later": _claim("1", evidence=1)}), "later")
    assert (claimed.status, _parts(claimed.parts)) == ("claimed", ("0", "1", "0", "0"))


def test_a_window_that_was_not_gathered_is_no_metric() -> None:
    assert _of(score(_small(), {"month": _DATA}, {}), "data").status == "no_metric"


def test_accepted_evidence_is_judged_and_proven() -> None:
    found = _of(_sheet(_DATA, {}, {"papers": Judgement(items=frozenset("a"), rows=1)}), "papers")
    assert (found.status, _parts(found.parts)) == ("judged", ("3", "0", "0", "0"))
    assert found.working.rows == 1


@pytest.mark.parametrize(
    ("answered", "with_service", "points"),
    [(5, 13, "2.25"), (199, 5000, "0"), (4999, 5000, "5.75")],  # 2.307…, 0.2388, 5.9988
)
def test_points_are_rounded_down_to_the_step_never_up(
    answered: int, with_service: int, points: str
) -> None:
    found = _of(_sheet(_visits(answered, with_service)), "data")
    assert found.parts.proven == Decimal(points)


def test_full_marks_survive_rounding_even_in_thirds() -> None:
    assert _of(_sheet(_visits(3, 3)), "data").parts.proven == 6


def test_a_claim_that_the_set_no_longer_allows_is_cut_to_it() -> None:
    too_much = _of(_sheet(_DATA, {"papers": _claim("99", evidence=1)}), "papers")
    assert _parts(too_much.parts) == ("0", "3", "0", "0")
    off_step = _of(_sheet(_DATA, {"papers": _claim("1.3", evidence=1)}), "papers")
    assert _parts(off_step.parts) == ("0", "1.25", "0", "1.75")
    below = _of(_sheet(_DATA, {"papers": _claim("-1", evidence=1)}), "papers")
    assert _parts(below.parts) == ("0", "0", "0", "3")


def test_where_nothing_arose_an_excluded_criterion_leaves_the_maximum_and_the_ladder() -> None:
    sheet = _sheet(_visits(0, 0), {"papers": _claim("3", evidence=1), "later": _claim("0.25")})
    data = _of(sheet, "data")
    assert data.excluded
    assert _parts(data.parts) == ("0", "0", "0", "0")
    # 3.25 of 4 is 8.125 of 10: passed with one star; 3 of 4 would be 7.5.
    assert (sheet.total.max, sheet.total.points) == (Decimal(4), Decimal("3.25"))
    assert (sheet.passed, sheet.stars) == (True, 1)
    assert (sheet.passed_proven, sheet.stars_proven) == (False, 0)


def test_the_ladder_is_judged_on_self_points_and_beside_it_on_proven_points() -> None:
    full = _visits(3, 3)
    sheet = _sheet(full, {"papers": _claim("3")}, {})
    assert (sheet.total.points, sheet.passed, sheet.stars) == (Decimal(9), True, 2)
    assert (sheet.total.proven, sheet.passed_proven, sheet.stars_proven) == (Decimal(6), False, 0)
    judged = _sheet(full, {}, {"papers": Judgement(items=frozenset("a"))})
    assert (judged.passed_proven, judged.stars_proven) == (True, 2)


@pytest.mark.parametrize(("points", "passed", "stars"), [("2", True, 1), ("1.75", False, 0)])
def test_the_threshold_itself_is_enough(points: str, passed: bool, stars: int) -> None:
    sheet = _sheet(_visits(3, 3), {"papers": _claim(points)})
    assert (sheet.passed, sheet.stars) == (passed, stars)


def test_a_bonus_takes_the_place_of_lost_points_and_never_more() -> None:
    bonus = {"bonus": Judgement(points=(Decimal(2),))}
    some = _sheet(_DATA, {}, bonus)
    assert _parts(some.total) == ("6", "0", "0", "4")
    everything = {"papers": _claim("3", evidence=1), "later": _claim("0.5")}
    full = _sheet(_visits(3, 3), everything, bonus)
    assert _parts(full.total) == ("6.5", "3", "0.5", "0")
    assert _sheet(_DATA).total.max == 10


def test_a_ladder_without_a_fail_level_never_fails() -> None:
    dong_nai = load_criteria(resources.read_text("criteria/dongnai_2025.toml"))
    sheet = score(dong_nai, {}, {})
    assert (sheet.passed, sheet.passed_proven, sheet.stars) == (None, None, 1)
    claims = {
        name: _claim(points) for name, points in (("1.0", "15"), ("2.0", "15"), ("3.0", "20"))
    }
    index = {"4.0": Judgement(points=(Decimal("41.33"),)), "5.0": Judgement(points=(Decimal(5),))}
    better = score(dong_nai, {}, claims, judgements=index)
    assert (better.total.points, better.stars) == (Decimal("96.33"), 4)


def test_grades_in_words_stand_where_stars_would() -> None:
    words = _SMALL.replace('stars = 1, min = "8"', 'grade = "khá", min = "8"')
    graded = load_criteria(words.replace('stars = 2, min = "9"', 'grade = "tốt", min = "9"'))
    assert score(graded, {}, {}).stars is None
    claims = {"data": _claim("6"), "papers": _claim("2")}
    assert score(graded, {}, claims).stars == "khá"
    assert score(graded, {}, {**claims, "later": _claim("1")}).stars == "tốt"


def test_the_month_alone_stands_beside_the_year_to_date() -> None:
    inputs = {"ytd": _visits(236, 251), "month": _visits(30, 120)}
    found = score(_bac_giang(), inputs, {}).criterion("5.7")
    assert found is not None
    assert (found.status, found.parts.points) == ("computed", Decimal("1.5"))
    assert (found.working.numerator, found.working.denominator) == (236, 251)
    assert (found.working.unit, found.working.rows) == ("lượt", 251)
    month = found.month_alone
    assert month is not None
    assert (month.points, month.numerator, month.denominator) == (Decimal(1), 30, 120)
    alone = score(_bac_giang(), {"ytd": _visits(236, 251)}, {}).criterion("5.7")
    assert alone is not None
    assert alone.month_alone is None


def test_with_visits_only_bac_giang_computes_5_7_and_names_what_the_rest_lacks() -> None:
    sheet = score(_bac_giang(), {"ytd": _visits(236, 251)}, {})
    statuses = {criterion.id: criterion.status for criterion in sheet.criteria()}
    assert [name for name, status in statuses.items() if status == "computed"] == ["5.7"]
    declared = {name for name, status in statuses.items() if status == "not_declared"}
    assert declared == {"1.1", "1.2", "2.1", "2.10", "2.11", "3.1", "3.3", "3.7"}
    assert list(statuses.values()).count("no_metric") == 34
    assert (sheet.total.max, sheet.total.lost) == (Decimal(100), Decimal("98.5"))
    assert (sheet.passed, sheet.stars) == (False, 0)


def _always(value: Value) -> Read:
    return lambda _: value


def _all_metrics(value: int) -> Metrics:
    return METRICS.reading({metric.name: _always(value) for metric in METRICS.all()}).reading(
        {"plan.online_share": _always(Decimal("0.8"))}
    )


_EVERYTHING_JUDGED = {
    criterion: Judgement(items=frozenset(items.split()), points=(Decimal(9),))
    for criterion, items in {
        "1.1": "qd_bcd quy_che ke_hoach",
        "1.2": "dang_ky phe_duyet",
        "1.7": "ke_hoach",
        "2.1": "ke_hoach bao_cao",
        "2.10": "bien_hieu ghe nuoc wifi may_tinh may_in may_quet hom_thu ma_qr",
        "2.11": "tra_nhanh tai_nha doan_vien",
        "3.1": "ban_hanh niem_yet",
        "3.3": "",
        "3.7": "",
    }.items()
}


def test_a_commune_that_does_everything_right_reaches_every_point_but_the_counted_faults() -> None:
    # Each count is 100 of 100: full marks everywhere, but 100 upheld complaints, 100 crowds and
    # 100 cases supplemented twice cost 5, 1 and 2 points.
    inputs = {window: Inputs() for window in ("ytd", "year", "last_round")}
    sheet = score(
        _bac_giang(), inputs, {}, judgements=_EVERYTHING_JUDGED, metrics=_all_metrics(100)
    )
    lost = {c.id: c.parts.lost for c in sheet.criteria() if c.parts.lost}
    assert lost == {"2.5": Decimal(2), "3.5": Decimal(5), "4.7": Decimal(1)}
    assert (sheet.total.proven, sheet.passed, sheet.stars) == (Decimal(92), True, 4)


def test_a_commune_where_nothing_happened_gets_only_what_the_words_grant() -> None:
    inputs = {window: Inputs() for window in ("ytd", "year", "last_round")}
    sheet = score(_bac_giang(), inputs, {}, metrics=_all_metrics(0))
    got = {c.id: c.parts.proven for c in sheet.criteria() if c.parts.proven}
    assert got == {
        "2.4": Decimal(2),
        "2.9": Decimal("1.5"),
        "4.5": Decimal(3),
        "3.5": Decimal(5),
        "4.7": Decimal(1),
    }


_IDS = [criterion.id for criterion in _bac_giang().criteria()]
_CLAIMS = st.dictionaries(
    st.sampled_from(_IDS),
    st.builds(
        lambda quarters, evidence: _claim(str(Decimal(quarters) / 4), evidence),
        st.integers(0, 26),
        st.integers(0, 2),
    ),
)
_COUNTS = st.integers(0, 400)


@given(_CLAIMS, _COUNTS, _COUNTS, _COUNTS)
def test_the_four_parts_always_make_the_maximum(
    claims: dict[str, Claim], answered: int, with_service: int, others: int
) -> None:
    inputs = {"ytd": _visits(answered, with_service), "year": Inputs(), "last_round": Inputs()}
    for metrics in (METRICS, _all_metrics(others)):
        sheet = score(_bac_giang(), inputs, claims, metrics=metrics)
        every = [
            sheet.total,
            *(g.parts for g in sheet.groups),
            *(c.parts for c in sheet.criteria()),
        ]
        for parts in every:
            assert parts.proven + parts.claimed + parts.unproven + parts.lost == parts.max
            assert min(parts.proven, parts.claimed, parts.unproven, parts.lost) >= 0
            assert parts.points % Decimal("0.25") == 0
        for criterion in sheet.criteria():
            if criterion.status in ("not_declared", "no_metric"):
                assert criterion.parts.lost == criterion.parts.max
        assert sum(group.parts.max for group in sheet.groups) == sheet.total.max == 100


@given(_COUNTS, st.integers(1, 400))
def test_rounding_is_never_up_and_by_less_than_a_step(answered: int, with_service: int) -> None:
    found = _of(_sheet(_visits(answered, with_service)), "data").parts.proven
    exact = min(Decimal(6), Decimal(6 * answered) / with_service)
    assert found <= exact
    assert exact - found < Decimal("0.25")


@given(_CLAIMS, st.sampled_from(_IDS), st.integers(1, 8), _COUNTS)
def test_declaring_more_never_lowers_the_self_points(
    claims: dict[str, Claim], name: str, quarters: int, others: int
) -> None:
    before = claims.get(name, _claim("0"))
    higher = _claim(str(before.points + Decimal(quarters) / 4), before.evidence)
    inputs = {window: Inputs() for window in ("ytd", "year", "last_round")}
    metrics = _all_metrics(others)
    low = score(_bac_giang(), inputs, {**claims, name: before}, metrics=metrics)
    high = score(_bac_giang(), inputs, {**claims, name: higher}, metrics=metrics)
    assert low.total.points <= high.total.points
    assert low.total.proven <= high.total.proven
