"""Amounts are spelled as receipts spell them, and every amount has words of its own."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk_app.core.money_words import money_words, number_words

_DIGITS = {"không": 0, "một": 1, "hai": 2, "ba": 3, "bốn": 4, "năm": 5, "sáu": 6, "bảy": 7,
           "tám": 8, "chín": 9, "mốt": 1, "tư": 4, "lăm": 5}  # fmt: skip


@pytest.mark.parametrize(
    ("amount", "words"),
    [
        (0, "Không đồng"),
        (5, "Năm đồng"),
        (10, "Mười đồng"),
        (11, "Mười một đồng"),
        (14, "Mười bốn đồng"),
        (15, "Mười lăm đồng"),
        (21, "Hai mươi mốt đồng"),
        (24, "Hai mươi tư đồng"),
        (25, "Hai mươi lăm đồng"),
        (40, "Bốn mươi đồng"),
        (101, "Một trăm linh một đồng"),
        (105, "Một trăm linh năm đồng"),
        (110, "Một trăm mười đồng"),
        (115, "Một trăm mười lăm đồng"),
        (1005, "Một nghìn không trăm linh năm đồng"),
        (2_000, "Hai nghìn đồng"),
        (8_000, "Tám nghìn đồng"),
        (15_000, "Mười lăm nghìn đồng"),
        (10_015, "Mười nghìn không trăm mười lăm đồng"),
        (1_000_015, "Một triệu không trăm mười lăm đồng"),
        (1_021_000, "Một triệu không trăm hai mươi mốt nghìn đồng"),
        (1_000_000_005, "Một tỷ không trăm linh năm đồng"),
        (1_500_000_000_000, "Một nghìn năm trăm tỷ đồng"),
    ],
)
def test_amounts_read_as_on_receipts(amount: int, words: str) -> None:
    assert money_words(amount) == words


def test_a_negative_amount_is_nobodys_receipt() -> None:
    with pytest.raises(ValueError, match="spelled"):
        number_words(-1)


def read_back(words: str) -> int:
    """The number that words mean, by another way than the one they were made."""
    total, part, group = 0, 0, 0
    for word in words.split():
        if word in _DIGITS:
            group += _DIGITS[word]
        elif word == "mười":
            group += 10
        elif word == "mươi":
            group = group // 100 * 100 + group % 100 % 10 * 10
        elif word == "trăm":
            group *= 100
        elif word == "nghìn":
            part, group = part + group * 1000, 0
        elif word == "triệu":
            part, group = part + group * 1_000_000, 0
        elif word == "tỷ":
            total, part, group = (total + part + group) * 1_000_000_000, 0, 0
        else:
            assert word == "linh"
    return total + part + group


@given(st.integers(0, 999_999_999_999))
def test_words_mean_the_number_they_were_made_of(number: int) -> None:
    assert read_back(number_words(number)) == number
