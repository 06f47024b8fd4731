"""The registry of metrics: names, units, and what visits and ratings give today."""

from __future__ import annotations

import tomllib
from decimal import Decimal

import pytest

import resources
from desk_app.core.case_figures import CaseCounts
from desk_app.core.metrics import METRICS, Inputs, ProcedureCounts, RatingCounts, VisitCounts

# The table of the criteria format, prefix by prefix; plan, documents, facilities and initiatives
# are free after the dot.
_EXPECTED = {
    "cases": "total closed on_time on_time_or_open_in_time late late_with_apology_in_time "
    "supplemented_more_than_once online eligible_online digitised result_electronic paid_online "
    "with_fee",
    "visits": "total with_service questions_only offered answered declined timed_out not_offered "
    "online_help",
    "rating": "very_satisfied satisfied neutral dissatisfied very_dissatisfied",
    "procedures": "must_publish published_on_time",
    "feedback": "total on_time upheld_attitude",
    "petitions": "received in_jurisdiction out_of_jurisdiction settled settled_on_time answered "
    "withdrawn open crowd_at_higher_level",
    "matters": "received in_jurisdiction out_of_jurisdiction settled settled_on_time answered "
    "withdrawn open crowd_at_higher_level",
    "reception": "sessions visits people matters large_groups days_held days_required "
    "processed_on_time",
    "dialogues": "held planned opinions opinions_answered",
    "publicity": "sessions attendees broadcasts posts panels planned_sessions planned_broadcasts "
    "distinct_forms months_without",
    "postings": "required on_time distinct_forms",
    "meetings": "required decided_with_minutes",
    "consultations": "total with_response_report",
    "villages": "total met_required",
    "inspectorate": "planned held projects projects_supervised recommendations "
    "recommendations_handled",
    "investment": "planned held projects projects_supervised recommendations "
    "recommendations_handled",
    "staff": "total signed_commitment",
    "shifts": "planned covered",
    "courtesies": "done eligible",
    **{f"survey.PKS0{n}": "issued returned valid satisfied participation" for n in range(1, 8)},
}
_VISITS = VisitCounts(
    total=20,
    with_service=15,
    questions_only=5,
    online_help=2,
    offered=14,
    answered=9,
    declined=3,
    timed_out=2,
    not_offered=1,
)
_CASES = CaseCounts(
    total=40,
    closed=30,
    on_time=26,
    open_in_time=8,
    late=5,
    open_late=2,
    no_due=1,
    late_with_apology_in_time=3,
    supplemented_more_than_once=4,
    online=9,
    eligible_online=20,
    digitised=11,
    result_electronic=12,
    with_fee=21,
    paid_online=7,
)
_RATINGS = RatingCounts(
    very_dissatisfied=1, dissatisfied=2, neutral=3, satisfied=4, very_satisfied=5
)


def test_exactly_the_names_of_the_table_are_registered() -> None:
    expected = {f"{prefix}.{name}" for prefix, all_ in _EXPECTED.items() for name in all_.split()}
    assert {metric.name for metric in METRICS.all()} == expected
    assert set(METRICS.families()) == {"plan", "documents", "facilities", "initiatives"}


def test_a_family_takes_any_plain_name_after_the_dot_and_nothing_else() -> None:
    found = METRICS.find("plan.online_share")
    assert found is not None
    assert found.name == "plan.online_share"
    for name in ("plan", "plan.", "plan.a b", "plan.một", "visits.everything", "", "eval.x"):
        assert METRICS.find(name) is None


@pytest.mark.parametrize(
    ("prefix", "part"), [("visits", _VISITS), ("rating", _RATINGS)], ids=["visits", "rating"]
)
def test_each_count_of_visits_and_ratings_is_read_under_its_own_name(
    prefix: str, part: VisitCounts | RatingCounts
) -> None:
    inputs = Inputs(visits=_VISITS, ratings=_RATINGS)
    for name in part.__struct_fields__:
        assert METRICS.value(f"{prefix}.{name}", inputs) == getattr(part, name)
        assert METRICS.value(f"{prefix}.{name}", Inputs()) is None
        assert METRICS.value(f"{prefix}.{name}", None) is None


def test_each_count_of_cases_is_read_under_its_own_name() -> None:
    inputs = Inputs(cases=_CASES)
    for name in _EXPECTED["cases"].split():
        assert METRICS.value(f"cases.{name}", inputs) == getattr(_CASES, name)
        assert METRICS.value(f"cases.{name}", Inputs()) is None
    assert METRICS.value("cases.on_time_or_open_in_time", inputs) == 34


def test_procedures_are_read_under_their_names() -> None:
    inputs = Inputs(procedures=ProcedureCounts(must_publish=12, published_on_time=9))
    assert METRICS.value("procedures.must_publish", inputs) == 12
    assert METRICS.value("procedures.published_on_time", inputs) == 9
    assert METRICS.value("procedures.must_publish", Inputs()) is None


def test_what_nothing_gathers_yet_has_no_value() -> None:
    inputs = Inputs(visits=_VISITS, ratings=_RATINGS)
    assert METRICS.value("cases.total", inputs) is None
    assert METRICS.value("plan.online_share", inputs) is None


def test_a_metric_of_a_later_part_is_registered_in_one_line() -> None:
    fuller = METRICS.reading(
        {"cases.total": lambda _: 7, "plan.online_share": lambda _: Decimal("0.8")}
    )
    assert fuller.value("cases.total", Inputs()) == 7
    assert fuller.value("plan.online_share", Inputs()) == Decimal("0.8")
    assert METRICS.value("cases.total", Inputs()) is None
    with pytest.raises(ValueError, match="of_friends"):
        METRICS.reading({"cases.of_friends": lambda _: 1})


def test_answers_add_up_over_the_five_words() -> None:
    assert _RATINGS.answered == 15


@pytest.mark.parametrize("language", ["vi", "en"])
def test_every_unit_has_its_word_in_both_languages(language: str) -> None:
    words = tomllib.loads(resources.read_text(f"texts/{language}.d/criteria.toml"))
    units = {metric.unit for metric in METRICS.all()} | set(METRICS.families().values())
    assert not {f"unit.{unit}" for unit in units} - set(words)
