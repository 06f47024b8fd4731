"""The twelve digits of a citizen's ID number: what is wrong with them, what they say."""

from __future__ import annotations

from datetime import date

import msgspec

from desk_app.core.problems import Problem
from desk_app.core.text import clean

LENGTH = 12
_OLD_CARD_LENGTH = 9
_PAPER_LIFETIME = 120

# Where the birth was registered: the 63 provinces before 1/7/2025 (the 34 of today keep a code of
# these); from 100 on it is the country. Domain notes section 6: accept all old and new codes.
# fmt: off
PROVINCES = frozenset((
    1, 2, 4, 6, 8, 10, 11, 12, 14, 15, 17, 19, 20, 22, 24, 25, 26, 27, 30, 31, 33, 34, 35, 36, 37,
    38, 40, 42, 44, 45, 46, 48, 49, 51, 52, 54, 56, 58, 60, 62, 64, 66, 67, 68, 70, 72, 74, 75, 77,
    79, 80, 82, 83, 84, 86, 87, 89, 91, 92, 93, 94, 95, 96,
))
# fmt: on
_FIRST_COUNTRY = 100


class CitizenId(msgspec.Struct, frozen=True):
    """A number of twelve digits, as it stands on the card."""

    number: str

    @property
    def last4(self) -> str:
        """What may be shown."""
        return self.number[-4:]

    @property
    def last6(self) -> str:
        """What an officer may search by."""
        return self.number[-6:]

    @property
    def female(self) -> bool:
        """The fourth digit is even for men, odd for women."""
        return int(self.number[3]) % 2 == 1

    @property
    def birth_year(self) -> int:
        """The fourth digit gives the century, two digits to each from 1900; then the year in it."""
        return 1900 + int(self.number[3]) // 2 * 100 + int(self.number[4:6])


def parse_citizen_id(text: str, field: str = "citizen_id") -> CitizenId | Problem:
    """The number written in `text`, or the one thing that keeps it from being one.

    Spaces, dots and dashes between the digits are ignored. There is no check digit.
    """
    compact = "".join(c for c in clean(text) if c not in " .-–")
    strange = next((c for c in compact if not "0" <= c <= "9"), None)
    if strange is not None:
        return Problem("citizen_id.not_digits", field, {"found": strange})
    if len(compact) == _OLD_CARD_LENGTH:
        return Problem("citizen_id.old_card", field)
    if len(compact) != LENGTH:
        return Problem("citizen_id.length", field, {"have": str(len(compact))})
    return CitizenId(compact)


def citizen_id_warnings(
    citizen_id: CitizenId, today: date, field: str = "citizen_id"
) -> tuple[Problem, ...]:
    """What looks mistyped but may be true: the visit can be logged all the same."""
    warnings: list[Problem] = []
    place = int(citizen_id.number[:3])
    if place < _FIRST_COUNTRY and place not in PROVINCES:
        warnings.append(Problem("citizen_id.province", field, {"have": citizen_id.number[:3]}))
    year = citizen_id.birth_year
    if year > today.year:
        warnings.append(Problem("citizen_id.not_born", field, {"year": str(year)}))
    elif year < today.year - _PAPER_LIFETIME:
        warnings.append(Problem("citizen_id.very_old", field, {"year": str(year)}))
    return tuple(warnings)
