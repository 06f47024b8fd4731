"""Days against the deadline: one dot a finished case, a row a procedure, the latest ones on top."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

import msgspec

from desk_app.core.charts.fitting import cut, free, ticks
from desk_app.core.charts.shapes import (
    LABEL_POINTS,
    TICK_POINTS,
    Box,
    Diamond,
    Dot,
    Drawing,
    Measure,
    Shape,
    Spot,
    Word,
    line,
)

CLIP = 15  # days; whatever is further away stands at the edge
_ROW, _AXIS = 30.0, 30.0
_EDGE, _PAD = 6.0, 12.0
_NAMES = 0.34
_LEAST_SPAN = 3  # days to both sides of the deadline at least
_RADII = (3.2, 2.6, 2.1, 1.6)
_APART = 1.4  # from one dot to the next, beside the dot itself
_ABOVE = 4.0


class DotRow(msgspec.Struct, frozen=True, kw_only=True):
    """The finished cases of one procedure: days against the promise, negative ones early.

    late: how many of each day were after their moment (also on the very day); words: at the right.
    """

    title: str
    days: tuple[int, ...]
    late: tuple[int, ...]
    words: str
    sentence: str


class DayDots(msgspec.Struct, frozen=True, kw_only=True):
    """Rows by lateness; rests[n]: the row that stands for all rows from the n-th on."""

    title: str
    rows: tuple[DotRow, ...]
    rests: tuple[DotRow, ...]
    due: str
    early_side: str
    late_side: str
    sentence: str


def rows_shown(chart: DayDots, rows: int) -> tuple[DotRow, ...]:
    """The first rows, the others in one where it saves any."""
    if len(chart.rows) <= rows:
        return chart.rows
    return (*chart.rows[: rows - 1], chart.rests[rows - 1])


def day_dots(chart: DayDots, width: float, measure: Measure, rows: int = 8) -> Drawing:
    """Dots left of the line are early or on the day, right of it late; late ones are hollow."""
    shown = rows_shown(chart, rows)
    plot = _Plot(shown, width, measure)
    bottom = len(shown) * _ROW + _ABOVE
    shapes: list[Shape] = [*_axis(chart, plot, bottom, measure)]
    spots = []
    for number, row in enumerate(shown):
        top = number * _ROW + _ABOVE
        middle = top + _ROW / 2
        name = cut(row.title, LABEL_POINTS, False, plot.names, measure)
        shapes.append(Word(x=_EDGE, y=middle, text=name, points=LABEL_POINTS, token="text"))
        shapes.append(
            Word(
                x=width - _EDGE, y=middle, text=row.words, points=LABEL_POINTS,
                token="late" if row.late else "text2", anchor="end",
            )
        )  # fmt: skip
        shapes += _dots(row, plot, top)
        if number:
            shapes.append(line(_EDGE, top, width - _EDGE, top, token="line"))
        spots.append(Spot(x=0, y=top, width=width, height=_ROW, sentence=row.sentence))
    shapes.append(line(plot.due, _ABOVE - 2, plot.due, bottom + 4, width=2))
    return Drawing(
        width=width,
        height=bottom + _AXIS,
        shapes=tuple(shapes),
        spots=tuple(spots),
        sentence=chart.sentence,
    )


class _Plot:
    """Where a day stands, and how large a dot may be."""

    def __init__(self, rows: Sequence[DotRow], width: float, measure: Measure) -> None:
        days = [_clipped(day) for row in rows for day in (*row.days, *row.late)]
        self.low = min(-_LEAST_SPAN, *days) if days else -_LEAST_SPAN
        self.high = max(_LEAST_SPAN, *days) if days else _LEAST_SPAN
        figures = max((measure(row.words, LABEL_POINTS, False) for row in rows), default=0.0)
        names = max((measure(row.title, LABEL_POINTS, False) for row in rows), default=0.0)
        self.names = min(names, width * _NAMES)
        self.left = _EDGE + self.names + _PAD
        self.right = width - _EDGE - figures - _PAD
        self.cell = max(1.0, (self.right - self.left) / (self.high - self.low + 1))
        self.due = self.left + (1 - self.low) * self.cell
        self.high_cell = _ROW - 6
        most = max((n for row in rows for n in _by_day(row).values()), default=1)
        self.radius = next((r for r in _RADII if self.capacity(r) >= most), _RADII[-1])

    def x(self, day: int) -> float:
        """The middle of a day."""
        return self.left + (day - self.low + 0.5) * self.cell

    def per_column(self, radius: float) -> int:
        """How many dots stand above each other."""
        return max(1, int((self.high_cell + _APART) / (2 * radius + _APART)))

    def capacity(self, radius: float) -> int:
        """How many dots a day has room for."""
        beside = max(1, int(self.cell / (2 * radius + _APART)))
        return self.per_column(radius) * beside


def _clipped(day: int) -> int:
    return min(CLIP, max(-CLIP, day))


def _by_day(row: DotRow) -> Counter[int]:
    return Counter(_clipped(day) for day in (*row.days, *row.late))


def _dots(row: DotRow, plot: _Plot, top: float) -> Iterator[Shape]:
    in_time = Counter(_clipped(day) for day in row.days)
    late = Counter(_clipped(day) for day in row.late)
    step = 2 * plot.radius + _APART
    per, room = plot.per_column(plot.radius), plot.capacity(plot.radius)
    for day in sorted(in_time.keys() | late.keys()):
        number = in_time[day] + late[day]
        if number > room:
            yield from _block(plot, day, number, top, late=late[day] > in_time[day])
            continue
        columns = -(-number // per)
        for place in range(number):
            across, up = divmod(place, per)
            x = plot.x(day) + (across - (columns - 1) / 2) * step
            y = top + _ROW - 4 - plot.radius - up * step
            if place < in_time[day]:
                yield Dot(x=x, y=y, radius=plot.radius, token="chart_blue")
            else:
                yield Diamond(x=x, y=y, radius=plot.radius + 0.6, token="late")


def _block(plot: _Plot, day: int, number: int, top: float, *, late: bool) -> Iterator[Shape]:
    """So many that no dot could be told from the next: their number in a box."""
    token = "late" if late else "chart_blue"
    left = plot.x(day) - plot.cell / 2 + 1
    yield Box(x=left, y=top + 5, width=plot.cell - 2, height=_ROW - 10, outline=token)
    yield Word(
        x=plot.x(day), y=top + _ROW / 2, text=str(number), strong=True, token=token,
        anchor="middle",
    )  # fmt: skip


def _axis(chart: DayDots, plot: _Plot, bottom: float, measure: Measure) -> Iterator[Shape]:
    half = measure(chart.due, TICK_POINTS, True) / 2
    taken = [(plot.due - half - 3, plot.due + half + 3)]
    y = bottom + 10
    yield Word(x=plot.due, y=y, text=chart.due, strong=True, token="text", anchor="middle")
    edges = [day for day in (plot.low, plot.high) if abs(day) == CLIP]
    for day in (*edges, *ticks(plot.low, plot.high, plot.right - plot.left, 40, (1, 2, 5, 10))):
        text = _day_text(day)
        wide = measure(text, TICK_POINTS, False) / 2
        if day and free(taken, plot.x(day) - wide, plot.x(day) + wide):
            yield line(plot.x(day), bottom, plot.x(day), bottom + 4, token="field")
            yield Word(x=plot.x(day), y=y, text=text, anchor="middle")
            taken.append((plot.x(day) - wide, plot.x(day) + wide))
    yield line(plot.left, bottom, plot.right, bottom, token="field")
    # The words of the two sides are the legend as well.
    y += 13
    yield Dot(x=plot.left + 4, y=y, radius=_RADII[0], token="chart_blue")
    yield Word(x=plot.left + 12, y=y, text=chart.early_side)
    wide = measure(chart.late_side, TICK_POINTS, False)
    yield Diamond(x=plot.right - wide - 8, y=y, radius=_RADII[0] + 0.6, token="late")
    yield Word(x=plot.right, y=y, text=chart.late_side, anchor="end")


def _day_text(day: int) -> str:
    # The screen's font has no signs for "at least" and "at most".
    before, behind = ("…" if day <= -CLIP else "", "…" if day >= CLIP else "")
    return f"{before}{'–' if day < 0 else '+'}{abs(day)}{behind}"
