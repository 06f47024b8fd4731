"""What of a text was typed: by letters, whatever accents, forms and marks the text is made of."""

from __future__ import annotations

import unicodedata
from typing import Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk_app.core.match import closeness, matched, matched_tail, whole_words
from desk_app.core.text import fold


def parts(text: str, words: str) -> list[str]:
    return [text[start:end] for start, end in matched(text, words)]


@pytest.mark.parametrize(
    ("text", "words", "found"),
    [
        ("Nguyễn Thị Hoà", "nguyen hoa", ["Nguyễn", "Hoà"]),
        ("Nguyễn Thị Hoà", "nguyen thi hoa", ["Nguyễn Thị Hoà"]),
        ("Nguyễn Thị Hoa Mai", "hoa nguyen", ["Nguyễn", "Hoa"]),
        ("Nguyễn Thị Hòa", "hoà", ["Hòa"]),
        ("Đỗ Quang Huy", "do h", ["Đỗ", "H"]),
        ("Đặng Quý Đôn", "đăng qui", ["Đặng Quý"]),
        ("Lê Thị Mỹ", "mi", ["Mỹ"]),
        ("HỢP TÁC XÃ", "xa", ["XÃ"]),
        ("0912345678", "0912 345", ["0912345"]),
        ("0912345678", "091", ["091"]),
        ("H55.242-250715-0003", "h55 0003", ["H55", "0003"]),
        ("Trần-Lê Hoà", "le", ["Lê"]),
        ("Lương Thị Mai", "lan", []),
        ("Nguyễn", "guyen", []),
        ("", "hoa", []),
        ("Hoà", "", []),
        ("<b>Bình</b>", "binh b", ["b", "Bình", "b"]),
        ("Hoà 🙂 Bình", "hoa binh", ["Hoà", "Bình"]),
        ("\u202eHoà\u202c", "hoa", ["Hoà"]),
    ],
)
def test_what_was_typed_is_marked(text: str, words: str, found: list[str]) -> None:
    assert parts(text, words) == found


@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_a_mark_belongs_to_its_letter_in_either_form(form: Literal["NFC", "NFD"]) -> None:
    text = unicodedata.normalize(form, "Nguyễn Thị Hoà Ậ")
    assert parts(text, unicodedata.normalize("NFD", "thị hoà")) == [
        unicodedata.normalize(form, "Thị Hoà")
    ]
    assert parts(text, "nguye") == [unicodedata.normalize(form, "Nguyễ")]


@given(st.text(max_size=60), st.text(max_size=40))
def test_ranges_lie_in_the_text_in_order_whatever_it_is(text: str, words: str) -> None:
    end = 0
    for start, stop in matched(text, words):
        assert end <= start < stop <= len(text)
        assert fold(text[start:stop]) != ""
        end = stop


@pytest.mark.parametrize(
    ("number", "words", "whole"),
    [
        ("4417", "004417", True),
        ("4417", "4417", True),
        ("4417", "001 187 004 417", True),
        ("4417", "hoa 004417", True),
        ("4417", "004418", False),
        ("4417", "hoa", False),
        ("", "004417", False),
    ],
)
def test_the_last_four_digits_are_marked_when_the_typed_number_ends_so(
    number: str, words: str, whole: bool
) -> None:
    assert matched_tail(number, words) == (((0, len(number)),) if whole else ())


@pytest.mark.parametrize(
    ("words", "order"),
    [
        ("hoà", ["Lê Hoà", "Lê Hòa", "Lê Hoa"]),
        ("hòa", ["Lê Hòa", "Lê Hoà", "Lê Hoa"]),
        (unicodedata.normalize("NFD", "hoà"), ["Lê Hoà", "Lê Hòa", "Lê Hóa"]),
        ("quí", ["Trần Quí", "Trần Quý", "Trần Quy"]),
        ("ĐẶNG", ["Đặng Hoa", "Đăng Hoa"]),
    ],
)
def test_the_accents_that_were_typed_are_nearest(words: str, order: list[str]) -> None:
    near = closeness(words)
    points = [near(name) for name in order]
    assert points == sorted(points, reverse=True)
    assert points[0] > points[-1]


@pytest.mark.parametrize("words", ["+84 912 345 678", "+84912345678", "84912345678"])
def test_a_phone_typed_with_its_country_is_marked_where_it_stands_without(words: str) -> None:
    assert matched("0912345678", words) == ((0, 10),)


def test_words_without_accents_prefer_none() -> None:
    near = closeness("hoa")
    assert {near(name) for name in ("Hoà", "Hòa", "Hoa")} == {0}


def test_whole_words_are_told_from_beginnings() -> None:
    whole = whole_words("nguyen thi hoa")
    assert whole("Nguyễn Thị Hoà") == 3
    assert whole("Nguyễn Hoàng Thịnh") == 1
