"""The line of thirteen months: each the year to date, so it breaks at 1 January."""

from __future__ import annotations

import math
from collections.abc import Iterator
from decimal import Decimal

import msgspec

from desk_app.core.charts.fitting import comma, free, ticks
from desk_app.core.charts.shapes import (
    LABEL_POINTS,
    TICK_POINTS,
    Dot,
    Drawing,
    Measure,
    Path,
    Shape,
    Spot,
    Word,
    line,
)

_HEAD, _ROW, _FOOT, _TOP_GAP = 28.0, 20.0, 30.0, 8.0
_SAMPLE = 22.0
_SMALLEST = 66.0  # the lowest plot that can still be read
_APART = 14.0
_TITLE_POINTS = 10.5
_STEPS = (10, 20, 50, 100)


class MonthValue(msgspec.Struct, frozen=True, kw_only=True):
    """One month's end; proven is None where nothing was recorded, which is not nothing.

    year: said below the first month and below each January; open: the month is not over.
    """

    name: str
    year: str
    proven: Decimal | None
    declared: Decimal
    sentence: str
    january: bool = False
    open: bool = False
    key: str = ""


class MonthLine(msgspec.Struct, frozen=True, kw_only=True):
    """Months from the oldest on, the threshold, and the words of the two lines."""

    title: str
    months: tuple[MonthValue, ...]
    threshold: Decimal | None
    threshold_words: str
    most: Decimal
    proven_name: str
    declared_name: str
    proven_words: str
    declared_words: str
    sentence: str


class _Plot:
    """Where a month and a number of points stand."""

    def __init__(
        self, chart: MonthLine, width: float, top: float, height: float, measure: Measure
    ) -> None:
        self.low, self.high = _range(chart)
        figures = measure(chart.proven_words, LABEL_POINTS, True)
        left = max(
            measure(chart.threshold_words, TICK_POINTS, True),
            measure(comma(chart.most), TICK_POINTS, False),
        )
        self.left, self.right = left + 10, width - figures - 12
        self.top, self.bottom = top + _TOP_GAP, height - _FOOT
        self.step = (self.right - self.left - 12) / max(1, len(chart.months) - 1)

    def x(self, place: int) -> float:
        return self.left + 6 + place * self.step

    def y(self, points: Decimal | int) -> float:
        share = (float(points) - self.low) / max(self.high - self.low, 1e-9)
        return self.bottom - share * (self.bottom - self.top)


def month_line(chart: MonthLine, width: float, measure: Measure, height: float = 0) -> Drawing:
    """Proven solid with dots, with claims dashed, the open month hollow, labels at the end."""
    head, top = _head(chart, width, measure)
    height = max(height, top + _TOP_GAP + _SMALLEST + _FOOT)
    plot = _Plot(chart, width, top, height, measure)
    shapes = [
        *head,
        *_grid(chart, plot),
        *_months(chart, plot),
        *_lines(chart, plot),
        *_labels(chart, plot, width),
    ]
    half = plot.step / 2
    spots = tuple(
        Spot(
            x=plot.x(place) - half, y=plot.top - 4, width=plot.step,
            height=plot.bottom - plot.top + 8, sentence=month.sentence, key=month.key,
        )
        for place, month in enumerate(chart.months)
    )  # fmt: skip
    return Drawing(
        width=width, height=height, shapes=tuple(shapes), spots=spots, sentence=chart.sentence
    )


def _range(chart: MonthLine) -> tuple[float, float]:
    values: list[float] = []
    for month in chart.months:
        if month.proven is not None:
            values += [float(month.proven), float(month.declared)]
    if not values:
        return 0.0, float(chart.most)
    if chart.threshold is not None:
        values.append(float(chart.threshold))
    low = max(0, math.floor(min(values) / 10) * 10)
    high = min(math.ceil(float(chart.most) / 10) * 10, math.ceil(max(values) / 10) * 10)
    # The threshold is never the upper edge: what lies above it has to be seen as above.
    if chart.threshold is not None and high <= chart.threshold:
        high += 10
    return float(low), float(max(high, low + 20))


def _head(chart: MonthLine, width: float, measure: Measure) -> tuple[list[Shape], float]:
    """The title, and the two lines with their words beside it or below it; and where they end."""
    shapes: list[Shape] = [
        Word(x=0, y=_HEAD / 2, text=chart.title, points=_TITLE_POINTS, strong=True, token="text")
    ]
    names = [(chart.proven_name, False)]
    if any(month.proven is not None and month.declared != month.proven for month in chart.months):
        names.append((chart.declared_name, True))
    wide = sum(_SAMPLE + 6 + measure(name, TICK_POINTS, False) for name, _ in names)
    wide += 14 * (len(names) - 1)
    x, y, top = measure(chart.title, _TITLE_POINTS, True) + 16, _HEAD / 2, _HEAD
    if x + wide > width:
        x, y, top = 0.0, _HEAD + _ROW / 2 - 2, _HEAD + _ROW
    for name, dashed in names:
        shapes.append(
            Path(
                points=((x, y), (x + _SAMPLE, y)), token="chart_blue",
                width=1.5 if dashed else 2.2, dashed=dashed,
            )
        )  # fmt: skip
        if not dashed:
            shapes.append(Dot(x=x + _SAMPLE / 2, y=y, radius=2.5, token="chart_blue"))
        shapes.append(Word(x=x + _SAMPLE + 6, y=y, text=name))
        x += _SAMPLE + 6 + measure(name, TICK_POINTS, False) + 14
    return shapes, top


def _grid(chart: MonthLine, plot: _Plot) -> Iterator[Shape]:
    taken: list[tuple[float, float]] = []
    if chart.threshold is not None:
        y = plot.y(chart.threshold)
        taken.append((y - 7, y + 7))
        yield Word(
            x=plot.left - 4, y=y, text=chart.threshold_words, strong=True, token="text",
            anchor="end",
        )  # fmt: skip
    for number in ticks(plot.low, plot.high, plot.bottom - plot.top, 16, _STEPS):
        y = plot.y(number)
        if chart.threshold is None or number != chart.threshold:
            yield line(plot.left, y, plot.right, y, token="line")
        if free(taken, y - 6, y + 6):
            yield Word(x=plot.left - 4, y=y, text=str(number), anchor="end")
    if chart.threshold is not None:
        y = plot.y(chart.threshold)
        yield line(plot.left, y, plot.right, y, width=1.5)


def _months(chart: MonthLine, plot: _Plot) -> Iterator[Shape]:
    last = len(chart.months) - 1
    for place, month in enumerate(chart.months):
        x = plot.x(place)
        strong = place == last
        token = "text" if strong else "text2"
        yield Word(
            x=x, y=plot.bottom + 10, text=month.name, strong=strong, token=token, anchor="middle"
        )  # fmt: skip
        if month.january and place:
            edge = x - plot.step / 2
            yield Path(
                points=((edge, plot.top), (edge, plot.bottom + 2)), token="field", dashed=True
            )  # fmt: skip
        if month.year and (place == 0 or month.january):
            yield Word(x=x, y=plot.bottom + 23, text=month.year, anchor="middle")


def _runs(chart: MonthLine) -> Iterator[list[int]]:
    """Months that a line joins: none without figures between them, no new year."""
    run: list[int] = []
    for place, month in enumerate(chart.months):
        if run and (month.proven is None or month.january):
            yield run
            run = []
        if month.proven is not None:
            run.append(place)
    if run:
        yield run


def _lines(chart: MonthLine, plot: _Plot) -> Iterator[Shape]:
    for run in _runs(chart):
        both = [(plot.x(p), chart.months[p]) for p in run]
        if any(month.declared != month.proven for _, month in both):
            points = tuple((x, plot.y(month.declared)) for x, month in both)
            if len(points) > 1:
                yield Path(points=points, token="chart_blue", width=1.5, dashed=True)
            else:
                yield Dot(
                    x=points[0][0], y=points[0][1], radius=2, token="chart_blue", hollow=True
                )  # fmt: skip
        points = tuple((x, plot.y(m.proven)) for x, m in both if m.proven is not None)
        if len(points) > 1:
            yield Path(points=points, token="chart_blue", width=2.2)
        for (x, y), (_, month) in zip(points, both, strict=True):
            radius = 4.2 if month.open else 2.5
            yield Dot(x=x, y=y, radius=radius, token="chart_blue", hollow=month.open)


def _labels(chart: MonthLine, plot: _Plot, width: float) -> Iterator[Shape]:
    if not chart.months or chart.months[-1].proven is None:
        return
    last = chart.months[-1]
    assert last.proven is not None
    x, proven, declared = plot.right + 4, plot.y(last.proven), plot.y(last.declared)
    if last.declared != last.proven:
        if proven - declared < _APART:
            middle = (proven + declared) / 2
            proven, declared = middle + _APART / 2, middle - _APART / 2
        if proven > plot.bottom:
            proven, declared = plot.bottom, min(declared, plot.bottom - _APART)
        yield Word(x=x, y=declared, text=chart.declared_words)
    yield Word(
        x=x, y=proven, text=chart.proven_words, points=LABEL_POINTS, strong=True, token="text"
    )  # fmt: skip
