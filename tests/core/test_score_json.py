"""The JSON of a score keeps its contract: keys, decimal strings, counts."""

from __future__ import annotations

import json
from decimal import Decimal

import resources
from desk_app.core.assessment import Claim
from desk_app.core.clock import Millis
from desk_app.core.criteria_file import load_criteria
from desk_app.core.metrics import Inputs, VisitCounts
from desk_app.core.rule_points import Judgement
from desk_app.core.score import ScoreSheet, score
from desk_app.core.score_json import sheet_as_json

_INPUTS = {
    "ytd": Inputs(visits=VisitCounts(answered=236, with_service=251)),
    "month": Inputs(visits=VisitCounts(answered=30, with_service=120)),
}


def _sheet() -> ScoreSheet:
    bac_giang = load_criteria(resources.read_text("criteria/bacgiang_2023.toml"))
    claims = {"1.1": Claim(Decimal("2.00"), "", 1, "o", Millis(0))}
    return score(
        bac_giang, _INPUTS, claims, judgements={"3.3": Judgement(points=(Decimal("1.50"),))}
    )


def test_the_document_has_exactly_the_promised_keys_and_what_was_added() -> None:
    document = sheet_as_json(_sheet(), period="2026-10", cut="D.0.7:ab")
    assert (document["set"], document["set_status"]) == ("bacgiang_2023", "model")
    assert (document["period"], document["cut"]) == ("2026-10", "D.0.7:ab")
    assert document["total"] == {
        "proven": "3",
        "claimed": "2",
        "unproven": "0",
        "lost": "95",
        "max": "100",
    }
    assert (document["pass"], document["stars"]) == (False, 0)
    promised = {
        "id",
        "max",
        "points",
        "status",
        "window",
        "numerator",
        "denominator",
        "unit",
        "rows",
    }
    added = {"proven", "claimed", "unproven", "lost", "month_alone", "working"}
    assert len(document["criteria"]) == 43
    for criterion in document["criteria"]:
        assert set(criterion) == promised | added


def test_a_computed_criterion_shows_its_numbers_and_its_working() -> None:
    document = sheet_as_json(_sheet(), period="2026-10", cut="")
    found = document["criteria"][-1]
    assert found == {
        "id": "5.7",
        "max": "1.5",
        "points": "1.5",
        "proven": "1.5",
        "claimed": "0",
        "unproven": "0",
        "lost": "0",
        "status": "computed",
        "window": "ytd",
        "numerator": 236,
        "denominator": 251,
        "unit": "lượt",
        "rows": 251,
        "month_alone": {"points": "1", "numerator": 30, "denominator": 120, "rows": 120},
        "working": {
            "method": "ratio_step",
            "found": "computed",
            "exact": "1.5",
            "numerator": 236,
            "denominator": 251,
            "unit": "lượt",
            "rows": 251,
            "ratio": "0.940239",
            "step": {"min": "0.3", "points": "1.5"},
            "min_valid": 30,
        },
    }


def test_the_document_is_plain_json_without_a_float_and_the_same_every_time() -> None:
    def refuse(text: str) -> None:
        raise AssertionError(f"a float: {text}")

    first, again = (
        json.dumps(sheet_as_json(_sheet(), period="2026-10", cut="x"), ensure_ascii=False)
        for _ in range(2)
    )
    json.loads(first, parse_float=refuse)
    assert first == again
