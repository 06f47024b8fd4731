"""Promises about Vietnamese text: one form, one folded form, the office's order of names."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk_app.core.text import (
    VIETNAMESE_LETTERS,
    clean,
    digits,
    fold,
    looks_legacy,
    name_sort_key,
    nfc,
    tokens,
)

ANY_TEXT = st.text(st.characters(codec=None))
VIETNAMESE_TEXT = st.text(VIETNAMESE_LETTERS + VIETNAMESE_LETTERS.upper() + "  -.'")


def slow_fold(text: str) -> str:
    """The definition, written without tables."""
    kept: list[str] = []
    for character in text:
        if not character.isspace() and unicodedata.category(character) in ("Cc", "Cf", "Cs"):
            continue
        letters = unicodedata.normalize("NFD", character)
        letters = "".join(c for c in letters if unicodedata.category(c)[0] != "M").lower()
        letters = unicodedata.normalize("NFD", letters)
        letters = "".join(c for c in letters if unicodedata.category(c)[0] != "M")
        for read, as_letter in (("đ", "d"), ("ð", "d"), ("ɖ", "d"), ("y", "i")):
            letters = letters.replace(read, as_letter)
        kept.append(letters)
    return " ".join("".join(kept).split())


@given(ANY_TEXT)
def test_the_fast_fold_is_the_slow_definition_for_any_text(text: str) -> None:
    assert fold(text) == slow_fold(text)


@given(ANY_TEXT)
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(VIETNAMESE_TEXT)
def test_composed_and_decomposed_spellings_fold_alike(text: str) -> None:
    assert fold(unicodedata.normalize("NFD", text)) == fold(text) == fold(nfc(text))
    assert fold(text).isascii()


@given(VIETNAMESE_TEXT)
def test_upper_and_lower_case_fold_alike(text: str) -> None:
    assert fold(text.upper()) == fold(text)


def test_every_vietnamese_letter_folds_to_one_latin_letter() -> None:
    for letter in VIETNAMESE_LETTERS:
        assert fold(letter) in set("abcdefghijklmnopqrstuvwxz")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("hòa", "hoà"),
        ("Thụy", "Thuỵ"),
        ("Quí", "Quý"),
        ("Nguyễn  Văn\tAn", "nguyen van an"),
        ("ĐẶNG", "dang"),
        ("\u00d0ặng", "Đặng"),
        ("Lý", "Li"),
        ("Hoàng\u200b Yến", "hoang yen"),
    ],
)
def test_spellings_that_people_mix_fold_alike(one: str, other: str) -> None:
    assert fold(one) == fold(other)


def test_different_letters_stay_different() -> None:
    assert len({fold(name) for name in ("An", "Ân Đ", "Bình", "Bích", "Dung")}) == 5


@given(ANY_TEXT)
def test_cleaned_text_is_one_visible_line_in_nfc(text: str) -> None:
    cleaned = clean(text)
    assert clean(cleaned) == cleaned == nfc(cleaned)
    assert cleaned == cleaned.strip()
    assert "  " not in cleaned
    assert not any(unicodedata.category(c) in ("Cc", "Cf", "Cs") for c in cleaned)
    cleaned.encode()


def test_cleaning_joins_what_a_hidden_character_kept_apart() -> None:
    assert clean(" Tra\u0302\u200b\u0300n \u202eAn\u0000\r\n ") == "Trần An"


def test_words_of_a_text_carry_no_punctuation() -> None:
    assert tokens("  Đăng ký lại khai-sinh (bản_sao), 2026 ") == (
        "dang", "ki", "lai", "khai", "sinh", "ban", "sao", "2026",
    )  # fmt: skip
    assert tokens("…") == ()


def test_digits_are_taken_from_any_writing() -> None:
    assert digits("024 090-123456") == "024090123456"
    assert digits("số ０１２٣ x²") == "0123"


def test_names_sort_by_given_name_alphabet_and_tone() -> None:
    expected = [
        *("Nguyễn Văn An", "Trần An", "Lê Ánh", "Lê Ăn", "Phạm Ân", "Lê Bình", "Lê Dung", "Lê Đào"),
        *("Lê Em", "Lê Êm", "Đỗ Hòa", "Lê Hoà", "Lê Hoan", "Lê Ma", "Lê Mà", "Lê Mả", "Lê Mã"),
        *("Lê Má", "Lê Mạ", "Lê Y", "Lê Ý"),
    ]
    mixed_up = expected[::-1]
    assert sorted(mixed_up, key=name_sort_key) == expected


def test_a_shorter_given_name_comes_first() -> None:
    assert name_sort_key("Vũ An") < name_sort_key("Bùi Ang") < name_sort_key("Bùi Anh")


@given(VIETNAMESE_TEXT)
def test_the_sort_key_does_not_depend_on_the_unicode_form(text: str) -> None:
    assert name_sort_key(unicodedata.normalize("NFD", text)) == name_sort_key(text)


@pytest.mark.parametrize(
    "text",
    [
        "NguyÔn V¨n An",
        "§ç ThÞ Hoµ",
        "Ph¹m Minh TuÊn",
        "Nguyeãn Vaên An",
        "Traàn Thò Ngoïc",
        "Ñaëng Hoaøng",
        "NGUYEÃN VAÊN",
        "Nguyá»…n VÄƒn An",
        "Äá»\u0097 Thá»‹",
        "Ä\u0090áº·ng",
    ],
)
def test_old_fonts_are_recognised(text: str) -> None:
    assert looks_legacy(text)


@pytest.mark.parametrize(
    "text",
    [
        "Nguyễn Văn An",
        "ĐẶNG THỊ HOÀ",
        "Quách Loã Thuỵ Giá Quý Khoản Luân Yến Giúp Hoè",
        "Muñoz Björn",
        "Chứng thực bản sao từ bản chính",
        "30 °C, 5 m², 7 µm",
        "plain ascii",
        "",
    ],
)
def test_real_vietnamese_is_not_taken_for_an_old_font(text: str) -> None:
    assert not looks_legacy(text)


def test_empty_text_stays_empty() -> None:
    assert (fold(""), clean(""), tokens(""), digits("")) == ("", "", (), "")
