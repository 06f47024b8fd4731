"""What may be said about a share of answers: interval, worst case, response rate."""

from __future__ import annotations

from decimal import ROUND_HALF_EVEN, Decimal, localcontext

import msgspec

# trust.md: under ten answers no percentage is shown at all.
FEWEST_FOR_A_SHARE = 10

# The 97.5 % point of the standard normal distribution: a two-sided interval of 95 %.
_Z = Decimal("1.959963984540054")
_FOUR_PLACES = Decimal("0.0001")
_SIX_PLACES = Decimal("0.000001")


class Interval(msgspec.Struct, frozen=True):
    """A 95 % interval of a share; both ends in 0..1 with six decimals, to be rounded once."""

    low: Decimal
    high: Decimal


class ShareStatistics(msgspec.Struct, frozen=True, kw_only=True):
    """A share of answers with everything that must stand beside it.

    satisfied / answered is the share, answered / asked the response rate;
    `asked` counts all visits except only-a-question, so not offered counts as silent.
    """

    satisfied: int
    answered: int
    asked: int
    share: Decimal
    interval: Interval
    response_rate: Decimal
    worst_case: Decimal


def share(part: int, whole: int) -> Decimal:
    """part / whole with four decimals, half to even."""
    return (Decimal(part) / Decimal(whole)).quantize(_FOUR_PLACES, rounding=ROUND_HALF_EVEN)


def wilson(part: int, whole: int) -> Interval:
    """The Wilson score interval (95 %) of part / whole, for any whole of at least one.

    Source: E. B. Wilson, "Probable Inference, the Law of Succession, and Statistical Inference",
    Journal of the American Statistical Association 22 (1927), 209-212. Recommended for small
    numbers by Brown, Cai and DasGupta, "Interval Estimation for a Binomial Proportion",
    Statistical Science 16 (2001), 101-133. Computed in decimals, so that desk and province get
    the same digits.
    """
    if not 0 <= part <= whole or whole == 0:
        raise ValueError(f"{part} of {whole} is no share")
    with localcontext() as context:
        context.prec = 40
        n, square = Decimal(whole), _Z * _Z
        p = Decimal(part) / n
        centre = p + square / (2 * n)
        half = _Z * (p * (1 - p) / n + square / (4 * n * n)).sqrt()
        scale = 1 + square / n
        low = max(Decimal(0), (centre - half) / scale)
        high = min(Decimal(1), (centre + half) / scale)
        return Interval(
            low.quantize(_SIX_PLACES, rounding=ROUND_HALF_EVEN),
            high.quantize(_SIX_PLACES, rounding=ROUND_HALF_EVEN),
        )


def shown_interval(part: int, whole: int) -> Interval | None:
    """The interval to show beside a share, or None under ten answers or for no share at all."""
    if whole < FEWEST_FOR_A_SHARE or not 0 <= part <= whole:
        return None
    return wilson(part, whole)


def share_statistics(satisfied: int, answered: int, asked: int) -> ShareStatistics | None:
    """A share of answers with interval, response rate and worst case; None under ten answers.

    The worst case counts every silent citizen as unhappy: satisfied / asked. More answers than
    visits asked (two logs that do not fit) is a ValueError, never a rate above one.
    """
    if not 0 <= satisfied <= answered <= asked:
        raise ValueError(f"{satisfied} satisfied of {answered} answers of {asked} visits")
    if answered < FEWEST_FOR_A_SHARE:
        return None
    return ShareStatistics(
        satisfied=satisfied,
        answered=answered,
        asked=asked,
        share=share(satisfied, answered),
        interval=wilson(satisfied, answered),
        response_rate=share(answered, asked),
        worst_case=share(satisfied, asked),
    )
