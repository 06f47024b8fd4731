"""The answers at the desk: five words and silence on one scale of visits, and how sure that is."""

from __future__ import annotations

import math
from collections.abc import Iterator
from decimal import Decimal

import msgspec

from desk_app.core.charts.fitting import free
from desk_app.core.charts.shapes import (
    LABEL_POINTS,
    TICK_POINTS,
    Box,
    Diamond,
    Dot,
    Drawing,
    Measure,
    Path,
    Shape,
    Spot,
    Texture,
    Word,
    line,
)

LEVEL_TEXTURES: tuple[Texture, ...] = ("level_1", "level_2", "level_3", "level_4", "level_5")
_HAPPY = 3  # from the fourth word on citizens are satisfied
_GAP, _TOP, _BAR = 12.0, 18.0, 24.0
_MARK, _LEGEND_ROW, _SPACE = 12.0, 20.0, 4.0
_SCALE = 48.0
_LEAST_SPOT = 6.0


class Level(msgspec.Struct, frozen=True, kw_only=True):
    """How many visits got one answer (or none): the number, its name, all of it in a sentence."""

    number: int
    words: str
    name: str
    sentence: str


class Answers(msgspec.Struct, frozen=True, kw_only=True):
    """Ten answers or more, from the worst word to the best, with what must stand beside them.

    low, high, share and worst are shares of one; worst counts the silent as not satisfied.
    """

    levels: tuple[Level, ...]
    silent: Level
    happy_words: str
    silent_words: str
    low: Decimal
    high: Decimal
    share: Decimal
    worst: Decimal
    share_words: str
    worst_words: str
    interval_sentence: str
    sentence: str


def answer_chart(answers: Answers, width: float, measure: Measure) -> Drawing:
    """The answers stacked, the silent as a hatched block of true width, the interval below."""
    total = sum(level.number for level in answers.levels) + answers.silent.number
    if total == 0:
        return Drawing(width=width, height=0, sentence=answers.sentence)
    bar = _Bar(answers, width, total)
    shapes = [*bar.shapes(measure)]
    legend, top = _legend(answers, width, _TOP + _BAR + 6, measure)
    scale = _Scale(answers, width, top + 4, measure)
    return Drawing(
        width=width,
        height=top + 4 + scale.height,
        shapes=(*shapes, *legend, *scale.shapes()),
        spots=(*bar.spots(), *scale.spots()),
        sentence=answers.sentence,
    )


class _Bar:
    """The stacked bar and the silent block."""

    def __init__(self, answers: Answers, width: float, total: int) -> None:
        self._answers, self._width = answers, width
        silent = answers.silent.number
        self._gap = _GAP if silent and total > silent else 0.0
        self._scale = (width - self._gap) / total

    def _places(self) -> Iterator[tuple[float, float, Level, Texture]]:
        at = 0.0
        for level, texture in zip(self._answers.levels, LEVEL_TEXTURES, strict=True):
            yield at, level.number * self._scale, level, texture
            at += level.number * self._scale
        if self._answers.silent.number:
            left = at + self._gap
            yield left, self._width - left, self._answers.silent, "silent"

    def shapes(self, measure: Measure) -> Iterator[Shape]:
        """Blocks with their numbers where they fit, and the two sides named above."""
        happy = 0.0
        for place, (left, length, level, texture) in enumerate(self._places()):
            if place < _HAPPY:
                happy = left + length
            if not level.number:
                continue
            yield Box(x=left, y=_TOP, width=length, height=_BAR, texture=texture)
            if texture != "silent" and measure(level.words, LABEL_POINTS, True) + 8 <= length:
                ink = "on_blue" if texture == "level_5" else "on_pale"
                yield Word(
                    x=left + length / 2, y=_TOP + _BAR / 2, text=level.words,
                    points=LABEL_POINTS, strong=True, token=ink, anchor="middle",
                )  # fmt: skip
        room = self._width
        if self._answers.silent.number:
            room -= measure(self._answers.silent_words, TICK_POINTS, False) + 12
            yield Word(x=self._width, y=_TOP / 2 - 1, text=self._answers.silent_words, anchor="end")
        words = self._answers.happy_words
        left = min(happy, room - 12 - measure(words, TICK_POINTS, False))
        if left >= 0:
            yield line(happy, _TOP - 8, happy, _TOP + _BAR + 3, width=1.5)
            # An arrow head to the side that is counted.
            tip = happy + 6
            yield Path(
                points=((happy, _TOP - 10), (tip, _TOP - 7), (happy, _TOP - 4)), width=1.5
            )  # fmt: skip
            yield Word(x=max(left, 0) + 10, y=_TOP / 2 - 1, text=words)

    def spots(self) -> Iterator[Spot]:
        """Each block that counts anything."""
        for left, length, level, _texture in self._places():
            if level.number:
                wide = max(length, _LEAST_SPOT)
                x = min(left, self._width - wide)
                yield Spot(x=x, y=_TOP, width=wide, height=_BAR, sentence=level.sentence)


def _legend(
    answers: Answers, width: float, top: float, measure: Measure
) -> tuple[list[Shape], float]:
    """Six marks with name and number, in as many columns as fit, in the order of the bar."""
    items = [
        (texture, level)
        for texture, level in zip(LEVEL_TEXTURES, answers.levels, strict=True)
    ]  # fmt: skip
    items = [*items, ("silent", answers.silent)]
    wide = max(
        _MARK + 6 + measure(level.name, TICK_POINTS, False) + _SPACE
        + measure(level.words, TICK_POINTS, True)
        for _, level in items
    )  # fmt: skip
    columns = max(1, min(3, int((width + 10) / (wide + 10))))
    shapes: list[Shape] = []
    for number, (texture, level) in enumerate(items):
        row, column = divmod(number, columns)
        x, y = column * width / columns, top + row * _LEGEND_ROW + _LEGEND_ROW / 2
        shapes += [
            Box(x=x, y=y - _MARK / 2, width=_MARK, height=_MARK, texture=texture),
            Word(x=x + _MARK + 6, y=y, text=level.name, token="text"),
            Word(
                x=x + _MARK + 6 + measure(level.name, TICK_POINTS, False) + _SPACE, y=y,
                text=level.words, strong=True, token="text",
            ),
        ]  # fmt: skip
    return shapes, top + -(-len(items) // columns) * _LEGEND_ROW


class _Scale:
    """The interval on a scale of per cent that begins where the worst case still stands on it."""

    def __init__(self, answers: Answers, width: float, top: float, measure: Measure) -> None:
        self._answers, self._width, self._y = answers, width, top + 24
        self._measure = measure
        least = min(answers.worst, answers.low)
        self._low = min(90, max(0, math.floor(least * 10) * 10))
        # Said in any case: below the scale where there is no room above it.
        self._above = self._place_of_worst() if answers.silent.number else 0.0
        self.height = _SCALE if self._above is not None else _SCALE + _LEGEND_ROW

    def _x(self, share: Decimal | int) -> float:
        part = (float(share) * 100 - self._low) / (100 - self._low)
        return 8 + part * (self._width - 16)

    def shapes(self) -> Iterator[Shape]:
        """Axis, whiskers with the dot, the worst case as a diamond, each with its words."""
        answers, y = self._answers, self._y
        yield line(self._x(0) if not self._low else 8, y, self._width - 8, y, token="field")
        step = 10 if self._low >= 40 else 20
        for number in range(self._low, 101, step):
            x = 8 + (number - self._low) / (100 - self._low) * (self._width - 16)
            yield line(x, y, x, y + 4, token="field")
            text = f"{number}%"
            half = self._measure(text, TICK_POINTS, False) / 2
            yield Word(
                x=min(max(x, half), self._width - half), y=y + 14, text=text, anchor="middle"
            )  # fmt: skip
        low, high, share = (self._x(one) for one in (answers.low, answers.high, answers.share))
        for end in (low, high):
            yield line(end, y - 6, end, y + 6, token="chart_blue", width=2)
        yield line(low, y, high, y, token="chart_blue", width=2.5)
        yield Dot(x=share, y=y, radius=4.5, token="chart_blue")
        yield from self._words()

    def _words(self) -> Iterator[Shape]:
        answers, y = self._answers, self._y - 15
        middle, _half = self._place_of_share()
        yield Word(
            x=middle, y=y, text=answers.share_words, points=LABEL_POINTS, strong=True,
            token="text", anchor="middle",
        )  # fmt: skip
        if not answers.silent.number:
            return
        worst = self._x(answers.worst)
        yield Diamond(x=worst, y=self._y, radius=5, token="text")
        if self._above is not None:
            yield Word(x=self._above, y=y, text=answers.worst_words)
        else:
            wide = self._measure(answers.worst_words, TICK_POINTS, False)
            left = max(0.0, min(worst - 6, self._width - wide))
            yield Word(x=left, y=self._y + 14 + _LEGEND_ROW, text=answers.worst_words)

    def _place_of_share(self) -> tuple[float, float]:
        """The middle of the share's words, and half their width."""
        half = self._measure(self._answers.share_words, LABEL_POINTS, True) / 2
        return min(max(self._x(self._answers.share), half), self._width - half), half

    def _place_of_worst(self) -> float | None:
        """Where the worst case's words begin beside the share's; None where nothing fits."""
        worst, (middle, half) = self._x(self._answers.worst), self._place_of_share()
        wide = self._measure(self._answers.worst_words, TICK_POINTS, False)
        taken = [(middle - half - 6, middle + half + 6)]
        for left in (worst - 6, worst - wide + 6, 0.0, middle - half - 8 - wide):
            if left >= 0 and left + wide <= self._width and free(taken, left, left + wide):
                return left
        return None

    def spots(self) -> Iterator[Spot]:
        """The interval, and the worst case."""
        answers, y = self._answers, self._y - 9
        left, right = self._x(answers.low) - 4, self._x(answers.high) + 4
        yield Spot(
            x=left, y=y, width=right - left, height=18, sentence=answers.interval_sentence
        )  # fmt: skip
        if answers.silent.number:
            x = self._x(answers.worst) - 8
            yield Spot(x=x, y=y, width=16, height=18, sentence=answers.worst_words)
