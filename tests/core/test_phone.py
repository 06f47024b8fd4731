"""Promises about telephone numbers."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk_app.core.phone import parse_phone
from desk_app.core.problems import Problem


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("0912345678", "0912345678"),
        (" 0912.345.678 ", "0912345678"),
        ("+84 912 345 678", "0912345678"),
        ("84912345678", "0912345678"),
        ("0084912345678", "0912345678"),
        ("+84 (0)912-345-678", "0912345678"),
        ("0204 3854 123", "02043854123"),
        ("(024) 3825 1234", "02438251234"),
        ("+842438251234", "02438251234"),
        ("0203385412", "0203385412"),
        ("+86 138 0013 8000", "+8613800138000"),
    ],
)
def test_many_ways_of_writing_are_kept_in_one(text: str, kept: str) -> None:
    assert parse_phone(text) == kept


@pytest.mark.parametrize(
    ("text", "code", "values"),
    [
        ("091234567", "phone.mobile_length", {"have": "9"}),
        ("09123456789", "phone.mobile_length", {"have": "11"}),
        ("024382512", "phone.landline_length", {"have": "9"}),
        ("01687654321", "phone.moved", {"now": "0387654321"}),
        ("0123456", "phone.start", {"have": "01"}),
        ("", "phone.start", {"have": ""}),
        ("O912345678", "phone.not_digits", {"found": "O"}),
        ("+1234", "phone.foreign_length", {"have": "4"}),
    ],
)
def test_what_is_wrong_is_said_with_what_is_there(
    text: str, code: str, values: dict[str, str]
) -> None:
    assert parse_phone(text) == Problem(code, "phone", values)


@given(
    st.sampled_from(["03", "05", "07", "08", "09"]), st.text("0123456789", min_size=8, max_size=8)
)
def test_what_is_kept_is_read_again_unchanged(start: str, rest: str) -> None:
    kept = parse_phone(start + rest)
    assert kept == start + rest
    assert parse_phone(f"{kept[:4]} {kept[4:7]} {kept[7:]}") == kept


@given(st.text())
def test_any_text_gives_a_number_or_a_problem(text: str) -> None:
    result = parse_phone(text)
    if isinstance(result, str):
        assert result.removeprefix("+").isdigit()
        assert parse_phone(result) == result
