"""The waterfall: where points were lost, from the maximum down to what is still declared."""

from __future__ import annotations

import math
from collections.abc import Sequence
from decimal import Decimal

import msgspec

from desk_app.core.charts.fitting import comma, cut, free, ticks
from desk_app.core.charts.shapes import (
    LABEL_POINTS,
    TICK_POINTS,
    Box,
    Drawing,
    Measure,
    Path,
    Shape,
    Spot,
    Texture,
    Word,
    line,
)
from desk_app.core.decimals import ZERO

_AXIS = 32.0
_EDGE = 4.0  # room for the frame round the row that has the keys
_HIGHEST = 30.0
_LEAST_BAR = 2.0
_NAMES = 0.62  # of the width left for names and bars, names take this much at most
_PAD = 8.0


class LostRow(msgspec.Struct, frozen=True, kw_only=True):
    """One step: what it is called, its points (gained ones below nothing), and its sentence."""

    key: str
    number: str
    title: str
    points: Decimal
    words: str
    sentence: str
    texture: Texture = "lost"


class LostPoints(msgspec.Struct, frozen=True, kw_only=True):
    """Losses, the largest first, from `most` down to what is left.

    rests[n] stands for all rows from the n-th on, for a chart with room for n of them only; gains
    are never folded into it. threshold: the left wall, where what is left reaches it.
    """

    rows: tuple[LostRow, ...]
    rests: tuple[LostRow, ...]
    gains: tuple[LostRow, ...]
    left: LostRow
    most: Decimal
    threshold: Decimal | None
    threshold_words: str
    truncated: str
    sentence: str


def rows_in(height: float, row: float) -> int:
    """How many steps a chart of this height has room for, beside the rest and what is left."""
    return max(1, int((height - _AXIS) / row) - 2)


def row_height(height: float, rows: int, row: float) -> float:
    """How high so many steps, the rest and what is left get in this height."""
    return min(_HIGHEST, max(row, (height - _AXIS) / (rows + 2)))


def axis_start(chart: LostPoints) -> Decimal:
    """Where the axis begins: at the threshold, or at a round number below what is left."""
    left = chart.left.points
    if chart.threshold is not None and left >= chart.threshold:
        return chart.threshold
    return max(ZERO, Decimal(math.floor(left / 10) * 10))


def lost_points(
    chart: LostPoints, width: float, measure: Measure, rows: int, row: float = 26.0
) -> Drawing:
    """Steps to the left, one below the other, each hanging on the one before."""
    steps = _steps(chart, rows)
    names = _Names((*steps, chart.left), width, measure)
    low = axis_start(chart)
    bottom = (len(steps) + 1) * row
    wide = names.right - names.left
    scale = wide / max(float(chart.most - low), 1e-9)

    def x(points: Decimal) -> float:
        return names.left + min(max(float(points - low), 0.0) * scale, wide)

    shapes: list[Shape] = _axis(chart, low, bottom, names, measure)
    spots: list[Spot] = []
    at = chart.most
    for number, step in enumerate(steps):
        top, after = number * row, at - step.points
        start, end = sorted((x(after), x(at)))
        if end - start < _LEAST_BAR:
            start = max(names.left, end - _LEAST_BAR)
        bar_top, high = top + row * 0.22, row * 0.56
        shapes.append(
            Box(
                x=start, y=bar_top, width=max(end - start, _LEAST_BAR), height=high,
                texture=step.texture,
            )
        )  # fmt: skip
        hang = x(after)
        shapes.append(
            Path(
                points=((hang, bar_top + high), (hang, top + row * 1.22)),
                token="field",
                dashed=True,
            )
        )
        shapes += names.words(step, top + row / 2, "late", strong=False)
        spots.append(
            Spot(x=0, y=top, width=width, height=row, sentence=step.sentence, key=step.key)
        )
        at = after
    top = bottom - row
    shapes.append(
        Box(
            x=names.left, y=top + row * 0.22, width=x(chart.left.points) - names.left,
            height=row * 0.56, fill="text2",
        )
    )  # fmt: skip
    shapes += names.words(chart.left, top + row / 2, "text", strong=True)
    spots.append(Spot(x=0, y=top, width=width, height=row, sentence=chart.left.sentence))
    return Drawing(
        width=width,
        height=bottom + _AXIS,
        shapes=tuple(shapes),
        spots=tuple(spots),
        sentence=chart.sentence,
    )


def _steps(chart: LostPoints, rows: int) -> tuple[LostRow, ...]:
    """The largest losses, the others in one row where it saves any, and what was gained."""
    room = max(1, rows - len(chart.gains))
    # A rest of one needs the same row as the one itself.
    if len(chart.rows) <= room + 1:
        return (*chart.rows, *chart.gains)
    return (*chart.rows[:room], chart.rests[room], *chart.gains)


class _Names:
    """The columns: number, name, bars, figure."""

    def __init__(self, rows: Sequence[LostRow], width: float, measure: Measure) -> None:
        self._measure = measure
        numbers = max(measure(row.number, LABEL_POINTS, False) for row in rows)
        figures = max(measure(row.words, LABEL_POINTS, True) for row in rows)
        names = max(measure(row.title, LABEL_POINTS, True) for row in rows if row.number)
        self._name = numbers + _PAD if numbers else 0.0
        room = width - self._name - figures - 3 * _PAD - 2 * _EDGE
        self._name_room = min(max(names, room * 0.3), room * _NAMES)
        self._end = width - _EDGE
        self.left = _EDGE + self._name + self._name_room + _PAD
        self.right = self._end - figures - _PAD

    def words(self, row: LostRow, y: float, token: str, *, strong: bool) -> list[Shape]:
        """A row's number, its name as far as there is room, and its figure."""
        room = self._name_room if row.number else self._name_room + self._name
        name = cut(row.title, LABEL_POINTS, strong, room, self._measure)
        x = _EDGE + (self._name if row.number else 0.0)
        shapes: list[Shape] = [
            Word(x=x, y=y, text=name, points=LABEL_POINTS, strong=strong, token="text"),
            Word(
                x=self._end, y=y, text=row.words, points=LABEL_POINTS, strong=True, token=token,
                anchor="end",
            ),
        ]  # fmt: skip
        if row.number:
            shapes.append(Word(x=_EDGE, y=y, text=row.number, points=LABEL_POINTS))
        return shapes


def _axis(
    chart: LostPoints, low: Decimal, bottom: float, names: _Names, measure: Measure
) -> list[Shape]:
    """Grid, ticks, the threshold with its word, and that the axis does not begin at nothing."""
    wide, y = names.right - names.left, bottom + 12
    scale = wide / max(float(chart.most - low), 1e-9)
    grid: list[Shape] = []
    shapes: list[Shape] = []
    taken: list[tuple[float, float]] = []
    mark = chart.threshold
    if mark is not None and low <= mark <= chart.most:
        x = names.left + float(mark - low) * scale
        half = measure(chart.threshold_words, TICK_POINTS, True) / 2
        taken.append((x - half - 4, x + half + 4))
        shapes.append(line(x, 0, x, bottom + 4, width=2))
        shapes.append(
            Word(
                x=x, y=y, text=chart.threshold_words, strong=True, token="text", anchor="middle"
            )
        )  # fmt: skip
    if mark != low:
        shapes.append(line(names.left, 0, names.left, bottom + 4, token="field"))
    for number in ticks(float(low), float(chart.most), wide, 34):
        x = names.left + (number - float(low)) * scale
        half = measure(str(number), TICK_POINTS, False) / 2
        if free(taken, x - half, x + half):
            grid.append(line(x, 0, x, bottom, token="line"))
            shapes.append(Word(x=x, y=y, text=str(number), anchor="middle"))
            taken.append((x - half, x + half))
    if low > 0:
        words = chart.truncated.replace("{points}", comma(low))
        beside = free(taken, 0, _EDGE + measure(words, TICK_POINTS, False) + 6)
        shapes.append(Word(x=_EDGE, y=y if beside else y + 13, text=words))
    return [*grid, *shapes]
