"""Numbers, dates and times as Vietnamese offices write them on paper."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from decimal import ROUND_HALF_UP, Decimal

from desk_app.core.clock import Millis, local

_PLACES = 2
_MOST_PLACES = 4


def places_for(points: Iterable[Decimal]) -> int:
    """How many decimals all points of one paper get, so that the signs stand below each other."""
    exponents = (value.normalize().as_tuple().exponent for value in points)
    needed = [-exponent for exponent in exponents if isinstance(exponent, int)]
    return min(_MOST_PLACES, max([_PLACES, *needed]))


def points_text(points: Decimal, places: int = _PLACES) -> str:
    """Points with a decimal comma and a fixed number of decimals: 71,25."""
    text = f"{points.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP):f}"
    return text.replace(".", ",")


def count_text(number: Decimal) -> str:
    """A count with a point at each thousand: 1.454; a fraction keeps its decimals: 1.454,5."""
    whole, _, rest = f"{number:f}".partition(".")
    grouped = f"{int(whole):,}".replace(",", ".")
    rest = rest.rstrip("0")
    return f"{grouped},{rest}" if rest else grouped


def percent_text(numerator: Decimal, denominator: Decimal) -> str:
    """A share in percent with one decimal: 68,7%. Less than everything never reads 100,0%."""
    share = (numerator * 100 / denominator).quantize(Decimal("0.1"), ROUND_HALF_UP)
    if share >= 100 and numerator < denominator:
        share = Decimal("99.9")
    if share <= 0 < numerator:
        share = Decimal("0.1")
    return f"{share:f}%".replace(".", ",")


def date_text(day: datetime.date) -> str:
    """31/12/2026."""
    return f"{day.day:02d}/{day.month:02d}/{day.year:04d}"


def day_in_words(day: int) -> str:
    """The day in a place and date line: two digits."""
    return f"{day:02d}"


def month_in_words(month: int) -> str:
    """The month in a place and date line: NĐ 30 sets a 0 before 1 and 2 only."""
    return f"{month:02d}" if month in (1, 2) else str(month)


def clock_text(moment: Millis) -> str:
    """14:02, civil time."""
    return f"{local(moment):%H:%M}"


def pdf_moment(moment: Millis) -> str:
    """A moment as PDF files write it."""
    return f"{local(moment):%Y%m%d%H%M%S}+07'00'"


def pdf_day(day: datetime.date) -> str:
    """The beginning of a civil day as PDF files write it."""
    return f"{day.year:04d}{day.month:02d}{day.day:02d}000000+07'00'"
