"""Points as exact decimals: rounded down to a step, written without empty zeros."""

from __future__ import annotations

from decimal import Context, Decimal
from fractions import Fraction
from functools import lru_cache

ZERO = Decimal(0)

# Of its own, so that nobody who changes the thread's context changes a score. Points have at
# most 9 digits before and 6 after the sign; 60 digits hold every product of two of them.
_EXACT = Context(prec=60)


@lru_cache(maxsize=1024)
def exact(value: Decimal) -> Fraction:
    """The decimal as a fraction; a set's few maxima and steps come again and again."""
    return Fraction(value)


def round_down(points: Fraction, step: Decimal) -> Decimal:
    """The largest multiple of `step` that is not above `points`."""
    if not points:
        return ZERO
    steps = points / exact(step)
    return _EXACT.multiply(Decimal(steps.numerator // steps.denominator), step)


def fits_step(points: Decimal, step: Decimal) -> bool:
    """Whether `points` is a whole number of steps."""
    return (Fraction(points) / Fraction(step)).denominator == 1


def shown(value: Fraction, places: int = 6) -> Decimal:
    """An exact value cut off after `places` decimals, for reading, never for reckoning on."""
    return round_down(value, Decimal(1).scaleb(-places))


def text_of(value: Decimal) -> str:
    """The decimal in plain digits with a point and no trailing zeros: 1.5, 20, 0."""
    if value == 0:
        return "0"
    text = format(value, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text
