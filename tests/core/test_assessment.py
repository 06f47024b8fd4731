"""What makes a declared claim acceptable."""

from __future__ import annotations

from decimal import Decimal

import pytest

import resources
from desk_app.core.assessment import check_claim, read_points
from desk_app.core.criteria_file import load_criteria
from desk_app.core.problems import Problem
from desk_app.core.texts import load_texts

_BAC_GIANG = load_criteria(resources.read_text("criteria/bacgiang_2023.toml"))
_DONG_NAI = load_criteria(resources.read_text("criteria/dongnai_2025.toml"))


@pytest.mark.parametrize("points", ["0", "0.25", "1.5", "1.50"])
def test_a_claim_on_the_step_within_the_maximum_may_be_declared(points: str) -> None:
    assert check_claim(_BAC_GIANG, "5.7", Decimal(points)) is None


@pytest.mark.parametrize(
    ("criterion", "points", "code"),
    [
        ("5.8", "1", "claim.unknown_criterion"),
        ("5.7", "1.75", "claim.above_max"),
        ("5.7", "1.3", "claim.off_step"),
        ("5.7", "-0.25", "claim.negative"),
        ("5.7", "NaN", "claim.not_a_number"),
        ("5.7", "Infinity", "claim.not_a_number"),
    ],
)
def test_a_claim_that_does_not_fit_is_refused_with_a_whole_sentence(
    criterion: str, points: str, code: str
) -> None:
    problem = check_claim(_BAC_GIANG, criterion, Decimal(points))
    assert problem is not None
    assert problem.code == code
    for language in ("vi", "en"):
        texts = load_texts([resources.read_text(f"texts/{language}.d/criteria.toml")])
        sentence = texts.sentence(problem)
        assert code not in sentence
        assert "{" not in sentence


def test_a_set_without_a_step_takes_four_decimals() -> None:
    assert check_claim(_DONG_NAI, "4.0", Decimal("41.3333")) is None
    problem = check_claim(_DONG_NAI, "4.0", Decimal("41.33333"))
    assert problem is not None
    assert problem.code == "claim.off_step"


@pytest.mark.parametrize(("text", "points"), [("1,5", "1.5"), (" 2 ", "2"), ("0.25", "0.25")])
def test_points_are_read_with_comma_or_point(text: str, points: str) -> None:
    assert read_points(text) == Decimal(points)


@pytest.mark.parametrize("text", ["", "một", "1.5.2", "1e3", "NaN", "١"])
def test_what_is_no_number_is_a_problem(text: str) -> None:
    found = read_points(text)
    assert isinstance(found, Problem)
    assert found.code == "claim.not_a_number"
