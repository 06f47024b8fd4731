"""Telephone numbers: many ways of writing one, one way of keeping it."""

from __future__ import annotations

from desk_app.core.problems import Problem
from desk_app.core.text import clean

_MOBILE_STARTS = ("03", "05", "07", "08", "09")
_MOBILE_LENGTH = 10
_LANDLINE_LENGTHS = (10, 11)
_FOREIGN_LENGTHS = range(7, 16)
_OLD_MOBILE_LENGTH = 11

# Eleven-digit mobiles became ten-digit ones in September 2018; people still say the old ones.
_MOVED = (
    {f"016{last}": f"03{last}" for last in "23456789"}
    | {"0120": "070", "0121": "079", "0122": "077", "0126": "076", "0128": "078"}
    | {"0123": "083", "0124": "084", "0125": "085", "0127": "081", "0129": "082"}
    | {"0186": "056", "0188": "058", "0199": "059"}
)


def parse_phone(text: str, field: str = "phone") -> str | Problem:
    """The number as it is kept: digits from 0, or + and digits for another country.

    +84 and 84 become 0; mobiles have ten digits (03, 05, 07, 08, 09), landlines ten or eleven (02).
    """
    written = clean(text)
    compact = "".join(c for c in written if c not in " .-–()/")
    abroad = compact.startswith(("+", "00"))
    number = compact.removeprefix("+") if compact.startswith("+") else compact.removeprefix("00")
    if not abroad:
        number = compact
    strange = next((c for c in number if not "0" <= c <= "9"), None)
    if strange is not None:
        return Problem("phone.not_digits", field, {"found": strange})
    if number.startswith("84") and (abroad or len(number) in (11, 12)):
        national = number[2:]
        number = national if national.startswith("0") else "0" + national
        abroad = False
    if abroad:
        if len(number) not in _FOREIGN_LENGTHS:
            return Problem("phone.foreign_length", field, {"have": str(len(number))})
        return "+" + number
    return _national(number, field)


def _national(number: str, field: str) -> str | Problem:
    have = {"have": str(len(number))}
    if number.startswith(_MOBILE_STARTS):
        if len(number) == _MOBILE_LENGTH:
            return number
        return Problem("phone.mobile_length", field, have)
    if number.startswith("02"):
        if len(number) in _LANDLINE_LENGTHS:
            return number
        return Problem("phone.landline_length", field, have)
    if len(number) == _OLD_MOBILE_LENGTH and number[:4] in _MOVED:
        return Problem("phone.moved", field, {"now": _MOVED[number[:4]] + number[4:]})
    return Problem("phone.start", field, {"have": number[:2]})
