"""Figures in words: points with a decimal comma, shares with their fraction, dates, months."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

from desk_app.core.period import Month

CENT = Decimal("0.01")


def points(value: Decimal) -> str:
    """Points with two decimals and a comma: 71,25; less than nothing with an en dash."""
    text = format(abs(value).quantize(CENT), "f").replace(".", ",")
    return f"–{text}" if value < 0 else text


def short_points(value: Decimal) -> str:
    """Standard points without empty decimals: 20; 1,5."""
    text = format(value, "f")
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return text.replace(".", ",")


def percent(share: Decimal) -> str:
    """A share as a percentage with one decimal, as on paper: less than all never reads 100,0%."""
    shown = (share * 100).quantize(Decimal("0.1"), ROUND_HALF_UP)
    if shown >= 100 and share < 1:
        shown = Decimal("99.9")
    if shown <= 0 < share:
        shown = Decimal("0.1")
    return f"{shown:f}%".replace(".", ",")


def percent_of(part: int, whole: int) -> str:
    """part / whole as a percentage, rounded once."""
    return percent(Decimal(part) / Decimal(whole))


def thousands(number: int) -> str:
    """A count with full stops between thousands: 48.312."""
    return f"{number:,}".replace(",", ".")


def month_text(month: Month) -> str:
    """A month as 11/2026."""
    return f"{month.number:02d}/{month.year}"
