"""What the last column says about a criterion: the working in figures, then what is declared."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Protocol

from desk_app.core import vietnamese as vi
from desk_app.core.assessment_form import Figures, FormCriterion
from desk_app.core.text import clean
from desk_app.printing.fonts import UNBROKEN


class Say(Protocol):
    """Whoever knows the fixed texts."""

    def __call__(self, code: str, /, **values: str) -> str: ...


def notes(criterion: FormCriterion, say: Say, places: int) -> Iterator[str]:
    """The sentences of one criterion; points are written with `places` decimals."""
    for figures in criterion.figures:
        yield from _working(figures, say)
    yield from _declared(criterion, say, places)
    if criterion.evidence > 0:
        yield say("evidence", count=str(criterion.evidence))
    yield from criterion.notes


def _declared(criterion: FormCriterion, say: Say, places: int) -> Iterator[str]:
    parts, reason = criterion.parts, clean(criterion.reason)
    declared = [
        say(code, points=vi.points_text(points, places))
        for code, points in (("claimed", parts.claimed), ("unproven", parts.unproven))
        if points > 0
    ]
    if declared and parts.proven > 0:
        yield say("proven_share", points=vi.points_text(parts.proven, places))
    if declared:
        words = "; ".join(declared)
        yield say("with_reason", words=words, reason=reason) if reason else words
    elif criterion.status in ("not_declared", "no_metric"):
        yield say(criterion.status)
    elif reason:
        # Declared below what the data say, or nothing at all: the reason is all there is to say.
        yield say("reason", reason=reason)


def _working(figures: Figures, say: Say) -> Iterator[str]:
    """Numerator and denominator with their unit; a percentage never stands alone."""
    unit, numerator = clean(figures.unit), vi.count_text(figures.numerator)
    if figures.denominator is None:
        yield _unbroken(say("count", numerator=numerator, unit=unit))
    elif figures.denominator == 0:
        words = _unbroken(say("nothing_arose", unit=unit))
        code = _NOTHING_AROSE.get(figures.nothing_arose)
        yield f"{words}, {say(code)}" if code else words
    else:
        yield _unbroken(
            say(
                "ratio",
                numerator=numerator,
                denominator=vi.count_text(figures.denominator),
                unit=unit,
                percent=vi.percent_text(figures.numerator, figures.denominator),
            )
        )
    if figures.low is not None and figures.high is not None:
        low, high = (vi.percent_text(end, Decimal(1)) for end in (figures.low, figures.high))
        yield _unbroken(say("interval", low=low, high=high))
    if figures.too_few:
        yield say("too_few", count=str(figures.at_least), unit=unit)


def _unbroken(words: str) -> str:
    return words.strip().replace(" ", UNBROKEN)


_NOTHING_AROSE = {
    "max": "nothing_arose_max",
    "zero": "nothing_arose_zero",
    "exclude": "nothing_arose_exclude",
}
