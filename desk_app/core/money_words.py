"""Amounts of money and counts in Vietnamese words, as receipts and lists of fees spell them."""

from __future__ import annotations

_DIGITS = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín")
_GROUPS = ("", "nghìn", "triệu")
_BILLION = 1_000_000_000


def number_words(number: int) -> str:
    """A whole number of at least 0 in words: 1000015 is "một triệu không trăm mười lăm"."""
    if number < 0:
        raise ValueError("only counts and amounts are spelled")
    return " ".join(_whole(number, full=False)) or _DIGITS[0]


def money_words(dong: int) -> str:
    """An amount in đồng in words, as it begins a sentence: "Mười lăm nghìn đồng"."""
    words = f"{number_words(dong)} đồng"
    return words[0].upper() + words[1:]


def _whole(number: int, *, full: bool) -> list[str]:
    """The words of a number; `full`: something higher stands before it, so zeros are read."""
    words: list[str] = []
    above, rest = divmod(number, _BILLION)
    if above:
        words += [*_whole(above, full=full), "tỷ"]
        full = True
    for power in (2, 1, 0):
        group = rest // 1000**power % 1000
        if not group:
            continue
        words += _group(group, full=full)
        if _GROUPS[power]:
            words.append(_GROUPS[power])
        full = True
    return words


def _group(number: int, *, full: bool) -> list[str]:
    """Three digits; `full`: hundreds are read even where they are nought."""
    hundreds, tens, ones = number // 100, number // 10 % 10, number % 10
    words: list[str] = []
    if hundreds or full:
        words += [_DIGITS[hundreds], "trăm"]
    if tens == 0:
        if ones:
            words += ["linh", _DIGITS[ones]] if words else [_DIGITS[ones]]
        return words
    words += ["mười"] if tens == 1 else [_DIGITS[tens], "mươi"]
    if ones:
        words.append(_last(tens, ones))
    return words


def _last(tens: int, ones: int) -> str:
    if ones == 5:
        return "lăm"
    if tens > 1 and ones == 1:
        return "mốt"
    if tens > 1 and ones == 4:
        return "tư"
    return _DIGITS[ones]
