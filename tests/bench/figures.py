"""What one measurement says, and the one table that all of them stand in."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from statistics import median
from typing import ParamSpec

import msgspec

P = ParamSpec("P")

_HEADINGS = ("what", "median", "goal", "", "beside it", "its median", "ratio", "goal", "", "rounds")


class Figure(msgspec.Struct, frozen=True, kw_only=True):
    """The median of several rounds, beside a limit that was measured in the same run.

    ratio: the median over the rounds of measured / limit of the same round, so that one slow
    round does not tilt it. rising: more of it is better, the goals are the least it should be.
    """

    what: str
    value: float
    unit: str
    rounds: int
    goal: float | None = None
    beside: str = ""
    limit: float | None = None
    ratio: float | None = None
    ratio_goal: float | None = None
    rising: bool = False

    def cells(self) -> tuple[str, ...]:
        """The figure as the cells of a line of the table."""
        sign = "≥" if self.rising else "≤"
        return (
            self.what,
            _number(self.value, self.unit),
            "" if self.goal is None else f"{sign} {_number(self.goal, self.unit)}",
            self._mark(self.value, self.goal),
            self.beside,
            "" if self.limit is None else _number(self.limit, self.unit),
            "" if self.ratio is None else f"{self.ratio:.2f} ×",
            "" if self.ratio_goal is None else f"{sign} {self.ratio_goal:g} ×",
            self._mark(self.ratio, self.ratio_goal),
            str(self.rounds),
        )

    def _mark(self, value: float | None, goal: float | None) -> str:
        if value is None or goal is None:
            return ""
        if self.rising:
            return "ok" if value >= goal else "UNDER"
        return "ok" if value <= goal else "OVER"


def beside(
    what: str,
    rounds: Sequence[float],
    unit: str,
    limit: str,
    limit_rounds: Sequence[float],
    *,
    goal: float | None = None,
    ratio_goal: float | None = None,
) -> Figure:
    """The figure of rounds that were each measured beside a limit."""
    return Figure(
        what=what,
        value=median(rounds),
        unit=unit,
        rounds=len(rounds),
        goal=goal,
        beside=limit,
        limit=median(limit_rounds),
        ratio=median(a / b for a, b in zip(rounds, limit_rounds, strict=True)),
        ratio_goal=ratio_goal,
    )


def percentile(values: Sequence[float], share: float) -> float:
    """The value that `share` of the values do not exceed, interpolated."""
    ordered = sorted(values)
    place = (len(ordered) - 1) * share
    low = int(place)
    high = min(low + 1, len(ordered) - 1)
    return ordered[low] + (ordered[high] - ordered[low]) * (place - low)


def milliseconds(work: Callable[P, object], *args: P.args, **named: P.kwargs) -> float:
    """How long the work took with these arguments."""
    start = time.perf_counter()
    work(*args, **named)
    return (time.perf_counter() - start) * 1000


def table(figures: Sequence[Figure]) -> str:
    """All figures as one table."""
    lines = [_HEADINGS, *(figure.cells() for figure in figures)]
    widths = [max(len(line[column]) for line in lines) for column in range(len(_HEADINGS))]
    lefts = (0, 4)  # columns of words; the others hold numbers

    def written(cells: Sequence[str]) -> str:
        padded = (
            cell.ljust(width) if column in lefts else cell.rjust(width)
            for column, (cell, width) in enumerate(zip(cells, widths, strict=True))
        )
        return "  ".join(padded).rstrip()

    rule = "  ".join("-" * width for width in widths)
    return "\n".join([written(lines[0]), rule, *map(written, lines[1:])])


def _number(value: float, unit: str) -> str:
    digits = 0 if value >= 100 else 1 if value >= 10 else 2
    return f"{value:,.{digits}f} {unit}"
