"""A scanned text cut into the seven fields of an identity card, whatever separates them."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from datetime import date

import msgspec

from desk_app.core.citizen_id import LENGTH, PROVINCES
from desk_app.core.text import clean, fold
from desk_app.core.typing_codes import compose

FIELDS = 7
_OLD_NUMBER_LENGTHS = (9, LENGTH)
_DATE_LENGTH = 8
_DATE_LENGTHS = (4, _DATE_LENGTH)
_LEAST_SEPARATORS = 4
_TEXT_SIGNS = frozenset(" ,.-–/'’()&:?�")
_SEX_LENGTH = 8

# The digit row of the Vietnamese keyboard layout of Windows and X.
_LETTERS_OF_DIGITS = str.maketrans("ăâêô\u0300\u0309\u0303\u0301\u0323đ", "1234567890")
_LAYOUT_ROW = frozenset(map(chr, _LETTERS_OF_DIGITS))

_RUN = re.compile(r"(?<!\d)\d{12}(?!\d)")
_AT_START = re.compile(r"\D{0,4}(?P<number>\d{12})(?:\d{9}|\d{12})?(?!\d)")
_JOINED = re.compile(
    r"[\W_]*(?P<number>\d{12})[\W_]*(?P<old>\d{9}|\d{12})?[\W_]*(?P<name>[^\d]*?)[\W_]*"
    r"(?P<birth>\d{8})[\W_]*(?P<sex>Nam|Nữ|Nuwx|Nu74|Nu|N)[\W_]*(?P<address>.*?)[\W_]*"
    r"(?P<issued>\d{8})?[\W_]*\Z",
    re.DOTALL,
)


class CardFields(msgspec.Struct, kw_only=True):
    """The seven fields as they were sent, each found by its shape; "" where there is none.

    Only the sex is read already: Nam, Nữ or ""; how it came stands in `sex_sent`.
    """

    number: str = ""
    old_number: str = ""
    name: str = ""
    birth: str = ""
    sex: str = ""
    sex_sent: str = ""
    address: str = ""
    issued: str = ""


def find_fields(text: str) -> CardFields:
    """The seven fields; further ones (the newer card's tail) are not looked at.

    The twelve digits are found even where nothing else is; `number` is "" when there are none.
    """
    text = _readable_digits(text)
    parts = [part.strip() for part in _parts(text)[:FIELDS]]
    found = _by_shape(parts) if len(parts) > _LEAST_SEPARATORS else CardFields()
    if not found.number:
        found = _joined(text) or found
    if not found.number:
        found.number = _loose_number(text)
    return found


def as_date(text: str) -> date | None:
    """The day written as ddmmyyyy or dd/mm/yyyy; None when there is no such day."""
    digits = _compact(text)
    if len(digits) != _DATE_LENGTH or not digits.isdigit():
        return None
    try:
        return date(int(digits[4:]), int(digits[2:4]), int(digits[:2]))
    except ValueError:
        return None


def as_sex(text: str, *, certain: bool) -> str:
    """Nam or Nữ in any state of ruin; `certain` when this can be nothing but the sex."""
    word = clean(text)
    if fold(word) == "nam":
        return "Nam"
    if fold(word) == "nu" or fold(compose(word) or "") == "nu":
        return "Nữ"
    if certain and fold(word[:1]) == "n" and len(word) <= _SEX_LENGTH:
        return "Nữ"
    return ""


def is_whole_year(text: str) -> bool:
    """A birth of which only the year is known: 1954, 00001954."""
    digits = _compact(text)
    return digits.isdigit() and (len(digits) == 4 or digits.startswith("0000"))


def birth_year_on(text: str) -> int | None:
    """The year at the end of a date, whether or not its day exists."""
    digits = _compact(text)
    return int(digits[-4:]) if digits.isdigit() and len(digits) in (4, _DATE_LENGTH) else None


def _readable_digits(text: str) -> str:
    """Digits of any script as 0–9; a digit row typed through the Vietnamese layout turned back."""
    text = "".join(
        c if c.isascii() or (value := unicodedata.decimal(c, -1)) < 0 else str(value) for c in text
    )
    if _RUN.search(text) or _AT_START.match(text):
        return text
    parts = text.split("|")
    turned = (p.translate(_LETTERS_OF_DIGITS) if set(p) <= _LAYOUT_ROW else p for p in parts)
    return "|".join(turned)


def _parts(text: str) -> list[str]:
    """The text cut at the sign that separates its fields, "|" or what a keyboard made of it."""
    if text.count("|") >= _LEAST_SEPARATORS:
        return text.split("|")
    start = re.match(r"\W{0,4}\d{12}(.)", text, re.DOTALL)
    likely = [start[1]] if start else []
    likely += [sign for sign, _ in Counter(text).most_common()]
    for sign in likely:
        if not sign.isalnum() and sign not in _TEXT_SIGNS and text.count(sign) >= _LEAST_SEPARATORS:
            return text.split(sign)
    return [text]


def _joined(text: str) -> CardFields | None:
    """The fields of a text whose separators are lost: digits and the sex part them."""
    match = _JOINED.match(text)
    if match is None:
        return None
    return CardFields(
        number=match["number"],
        old_number=match["old"] or "",
        name=match["name"].strip(),
        birth=match["birth"],
        sex=as_sex(match["sex"], certain=True),
        sex_sent=match["sex"],
        address=match["address"].strip(),
        issued=match["issued"] or "",
    )


def _compact(field: str) -> str:
    return "".join(c for c in clean(field) if c not in " .-–/")


def _by_shape(parts: list[str]) -> CardFields:
    found = CardFields()
    dates: list[str] = []
    texts: list[str] = []
    usual = _is_usual(parts)
    for index, part in enumerate(parts):
        compact = _compact(part)
        if _is_number(compact, (LENGTH,)) and not found.number:
            found.number = compact
        elif _is_number(compact, _OLD_NUMBER_LENGTHS) and not found.old_number:
            found.old_number = compact
        elif _is_number(compact, _DATE_LENGTHS):
            dates.append(part)
            if usual and index == 3:
                found.birth = part
            elif usual and index == 6:
                found.issued = part
        elif not found.sex and (sex := as_sex(part, certain=usual and index == 4)):
            found.sex, found.sex_sent = sex, part
        elif clean(part):
            texts.append(part)
            if usual and index == 2:
                found.name = part
            elif usual and index == 5:
                found.address = part
    if not usual or _issued_first(found):
        _place_dates(found, dates)
    if not usual or (_like_address(found.name) and not _like_address(found.address)):
        _place_texts(found, texts)
    return found


def _is_usual(parts: list[str]) -> bool:
    """Whether all that has a shape stands where it belongs, so that the words do as well."""
    shapes = [_compact(part) for part in parts] + [""] * (FIELDS - len(parts))
    number, old, _, birth, sex, _, issued = shapes
    return (
        _is_number(number, (LENGTH,))
        and (not old or _is_number(old, _OLD_NUMBER_LENGTHS))
        and (not birth or _is_number(birth, _DATE_LENGTHS))
        and (not sex or len(sex) <= _SEX_LENGTH)
        and (not issued or _is_number(issued, _DATE_LENGTHS))
        and not any(_is_number(shapes[at], _DATE_LENGTHS) for at in (2, 5))
    )


def _is_number(text: str, lengths: tuple[int, ...]) -> bool:
    return text.isascii() and text.isdigit() and len(text) in lengths


def _place_dates(found: CardFields, dates: list[str]) -> None:
    days = sorted(dates, key=lambda part: as_date(part) or date.max)
    if len(days) > 1:
        found.birth, found.issued = days[0], days[1]
    elif days and found.number and birth_year_on(days[0]) != _year_in(found.number):
        found.issued = days[0]
    elif days:
        found.birth = days[0]


def _year_in(number: str) -> int:
    return 1900 + int(number[3]) // 2 * 100 + int(number[4:6])


def _issued_first(found: CardFields) -> bool:
    """Whether the two dates changed places: the second one has the birth year of the number."""
    birth, issued = as_date(found.birth), as_date(found.issued)
    if birth is None or issued is None or issued >= birth:
        return False
    return bool(found.number) and issued.year == _year_in(found.number)


def _like_address(part: str) -> bool:
    return "," in part or any(c.isdigit() for c in part)


def _place_texts(found: CardFields, texts: list[str]) -> None:
    if len(texts) > 1 and _like_address(texts[0]) and not _like_address(texts[1]):
        found.name, found.address = texts[1], texts[0]
    elif len(texts) > 1:
        found.name, found.address = texts[0], texts[1]
    elif texts and _like_address(texts[0]):
        found.address = texts[0]
    elif texts:
        found.name = texts[0]


def _loose_number(text: str) -> str:
    """Twelve digits of a Vietnamese place, alone among whatever the rest is."""
    bare = _compact(text)
    if bare.isascii() and bare.isdigit() and len(bare) == LENGTH:
        return bare
    start = _AT_START.match(text)
    runs = ([start["number"]] if start else []) + _RUN.findall(text)
    return next((run for run in runs if int(run[:3]) in PROVINCES), "")
