"""How words and figures find room: cut names, round ticks, numbers with a decimal comma."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from desk_app.core.charts.shapes import Measure
from desk_app.core.decimals import text_of

MORE = "…"


def cut(text: str, points: float, strong: bool, room: float, measure: Measure) -> str:
    """The text, or as much of it as fits with … at its end."""
    if measure(text, points, strong) <= room:
        return text
    low, high = 0, len(text)
    while low < high:
        middle = (low + high + 1) // 2
        if measure(text[:middle].rstrip() + MORE, points, strong) <= room:
            low = middle
        else:
            high = middle - 1
    return text[:low].rstrip() + MORE


def comma(number: Decimal | int) -> str:
    """A number on an axis: 80, 79,5."""
    return text_of(Decimal(number)).replace(".", ",")


def free(taken: Sequence[tuple[float, float]], left: float, right: float) -> bool:
    """Whether nothing that is taken touches the span."""
    return all(right <= start or left >= end for start, end in taken)


def ticks(
    low: float, high: float, room: float, least: float, steps: Sequence[int] = (1, 2, 5, 10, 20, 50)
) -> list[int]:
    """Round numbers from low to high, at least so many pixels apart where any step allows it."""
    if high <= low:
        return []
    for step in steps:
        if (high - low) / step * least <= room:
            break
    first = -(-int(low * 1000) // (step * 1000)) * step
    return [number for number in range(first, int(high) + 1, step) if number >= low]
