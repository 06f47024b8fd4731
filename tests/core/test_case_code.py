"""The code on a slip is read back whatever a typing tool did to it, and never read wrongly."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk_app.core.burst import LEAST
from desk_app.core.case_code import case_code, looks_like_case_code, parse_case_code
from desk_app.printing.qr import bars

MARK = st.text("0123456789ABCDEFGHJKMNPQRSTVWXYZ", min_size=4, max_size=4)
COUNTER = st.integers(1, 999_999_999)


@given(MARK, st.sampled_from("ABZ"), COUNTER)
def test_every_number_comes_back(mark: str, epoch: str, counter: int) -> None:
    number = f"{mark}-{epoch}-{counter:06d}"
    code = case_code(number)
    assert parse_case_code(code) == number
    assert parse_case_code(f"  {code.lower()}\r\n") == number


def test_the_code_is_long_enough_to_be_told_from_typing_and_packs_tightly() -> None:
    code = case_code("K7QX-A-004213")
    assert len(code) >= LEAST
    # A QR code of capitals, digits and a few signs stays small: 25 modules and the border.
    assert bars(code)[0] <= 29 + 8


@pytest.mark.parametrize(
    "text",
    [
        "",
        "K7QX-A-004213",
        "MOTCUA:HS:K7QX-A-004213",
        "MOTCUA:HS:K7QX-A-004213:0000-0000",
        case_code("K7QX-A-004213").replace("4213", "4231"),
        "024187004417|012345678|Trần Thị Thủy|01011987|Nữ|Hà Vị|15042021",
    ],
)
def test_what_is_no_code_or_was_misread_opens_nothing(text: str) -> None:
    assert parse_case_code(text) is None


@pytest.mark.parametrize(
    ("number", "typed"),
    [
        ("AESZ-A-004213", "ÁEZ"),  # Telex took S for the mark on A
        ("AESZ-A-004213", "AÉZ"),
        ("0DDW-A-000001", "0ĐW"),
        ("AAB7-A-000001", "ÂB7"),
        ("A1AX-A-000001", "ÁAX"),  # VNI took 1
        ("7AW2-A-000001", "7Ă2"),
    ],
)
def test_a_code_mangled_by_a_typing_tool_is_read_as_it_was_printed(number: str, typed: str) -> None:
    mangled = case_code(number).replace(number[:4], typed)
    assert mangled != case_code(number)
    assert parse_case_code(mangled) == number


def test_a_misread_code_is_still_known_as_one() -> None:
    assert looks_like_case_code("MOTCUA:HS:K7QX-A-00")
    assert looks_like_case_code(" MÓTCUA:HS:")
    assert not looks_like_case_code("024187004417|")
