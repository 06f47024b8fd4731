"""Promises about the twelve digits of an ID number."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk_app.core.citizen_id import PROVINCES, CitizenId, citizen_id_warnings, parse_citizen_id
from desk_app.core.problems import Problem

TODAY = date(2026, 11, 21)


def parsed(text: str) -> CitizenId:
    result = parse_citizen_id(text)
    assert isinstance(result, CitizenId)
    return result


def test_the_number_says_sex_year_and_its_last_digits() -> None:
    woman = parsed("024187004417")
    assert (woman.female, woman.birth_year) == (True, 1987)
    assert (woman.last4, woman.last6) == ("4417", "004417")
    boy = parsed("024210000001")
    assert (boy.female, boy.birth_year) == (False, 2010)


@pytest.mark.parametrize(
    "text", [" 024 187 004 417 ", "024.187.004417", "０２４１８７００４４１７"]
)
def test_spacing_does_not_matter_but_other_digits_are_refused(text: str) -> None:
    result = parse_citizen_id(text)
    if text.isascii():
        assert result == CitizenId("024187004417")
    else:
        assert result == Problem("citizen_id.not_digits", "citizen_id", {"found": "０"})


@pytest.mark.parametrize(
    ("text", "code", "values"),
    [
        ("02418700441", "citizen_id.length", {"have": "11"}),
        ("0241870044177", "citizen_id.length", {"have": "13"}),
        ("", "citizen_id.length", {"have": "0"}),
        ("02418700441O", "citizen_id.not_digits", {"found": "O"}),
        ("012345678", "citizen_id.old_card", {}),
    ],
)
def test_what_is_wrong_is_said_with_what_is_there(
    text: str, code: str, values: dict[str, str]
) -> None:
    assert parse_citizen_id(text, "id") == Problem(code, "id", values)


@given(st.text("0123456789", min_size=12, max_size=12))
def test_any_twelve_digits_are_a_number(text: str) -> None:
    assert parsed(text).number == text


def test_there_were_sixty_three_provinces() -> None:
    assert len(PROVINCES) == 63


@pytest.mark.parametrize(
    ("number", "codes"),
    [
        ("024187004417", []),
        ("101187004417", []),
        ("003187004417", ["citizen_id.province"]),
        ("024230004417", ["citizen_id.not_born"]),
        ("000001004417", ["citizen_id.province", "citizen_id.very_old"]),
    ],
)
def test_doubts_are_warnings_and_not_errors(number: str, codes: list[str]) -> None:
    assert [w.code for w in citizen_id_warnings(parsed(number), TODAY)] == codes
