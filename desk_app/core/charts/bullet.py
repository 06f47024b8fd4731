"""The bullet bar: a score against its threshold, by certainty, with the ladder of stars."""

from __future__ import annotations

from decimal import Decimal

import msgspec

from desk_app.core.charts.fitting import free
from desk_app.core.charts.shapes import (
    LABEL_POINTS,
    TICK_POINTS,
    Box,
    Drawing,
    Measure,
    Shape,
    Spot,
    Star,
    Texture,
    Word,
    line,
)

_TOP, _HEIGHT, _TICK, _LINE = 24.0, 28.0, 5.0, 16.0
_LEGEND_ROW, _MARK, _GAP, _SPACE = 22.0, 12.0, 16.0, 4.0


class BulletPart(msgspec.Struct, frozen=True, kw_only=True):
    """One part of the maximum: its texture, its points, its name, and all of it in a sentence."""

    texture: Texture
    points: Decimal
    name: str
    words: str
    sentence: str


class BulletBar(msgspec.Struct, frozen=True, kw_only=True):
    """A score: proven, claimed, unproven and lost in this order, the threshold, the ladder."""

    parts: tuple[BulletPart, ...]
    most: Decimal
    threshold: Decimal | None
    threshold_words: str
    stars: tuple[tuple[int, Decimal], ...]
    stars_notice: str
    sentence: str


def bullet_bar(bar: BulletBar, width: float, measure: Measure) -> Drawing:
    """Proven solid, claimed hatched, unproven dashed, the threshold as a thick line, star ticks."""
    if bar.most <= 0:
        return Drawing(width=width, height=0, sentence=bar.sentence)
    scale = width / float(bar.most)
    shapes: list[Shape] = [Box(x=0, y=_TOP, width=width, height=_HEIGHT, fill="head")]
    spots: list[Spot] = []
    at = 0.0
    for part in bar.parts:
        length = float(part.points) * scale
        if length > 0:
            if part.texture != "lost":
                shapes.append(Box(x=at, y=_TOP, width=length, height=_HEIGHT, texture=part.texture))
            spots.append(
                Spot(x=at, y=_TOP, width=length, height=_HEIGHT, sentence=part.sentence)
            )  # fmt: skip
        at += length
    shapes += _first_figure(bar, scale, measure)
    shapes += _threshold(bar, width, scale, measure)
    shapes += _ticks(bar, width, scale, measure)
    top = _TOP + _HEIGHT + _TICK + _LINE
    legend, height = _legend(bar, width, top, measure)
    return Drawing(
        width=width,
        height=height,
        shapes=(*shapes, *legend),
        spots=tuple(spots),
        sentence=bar.sentence,
    )


def _first_figure(bar: BulletBar, scale: float, measure: Measure) -> list[Shape]:
    first = bar.parts[0]
    if measure(first.words, LABEL_POINTS, True) + 16 >= float(first.points) * scale:
        return []
    return [
        Word(
            x=8, y=_TOP + _HEIGHT / 2, text=first.words, points=LABEL_POINTS, strong=True,
            token="on_blue",
        )
    ]  # fmt: skip


def _threshold(bar: BulletBar, width: float, scale: float, measure: Measure) -> list[Shape]:
    if bar.threshold is None:
        return []
    x = float(bar.threshold) * scale
    half = measure(bar.threshold_words, TICK_POINTS, True) / 2
    middle = min(max(x, half), width - half)
    return [
        line(x, _TOP - 7, x, _TOP + _HEIGHT + _TICK, width=3),
        Word(
            x=middle, y=8, text=bar.threshold_words, strong=True, token="text", anchor="middle"
        ),
    ]  # fmt: skip


def _ticks(bar: BulletBar, width: float, scale: float, measure: Measure) -> list[Shape]:
    """Stars first, for they say more than round numbers; what would touch them is left out."""
    base = _TOP + _HEIGHT
    y = base + _TICK + _LINE / 2
    shapes: list[Shape] = []
    taken: list[tuple[float, float]] = []
    for stars, least in bar.stars:
        x, text = float(least) * scale, str(stars)
        room = measure(text, TICK_POINTS, False) + 12
        left = max(0.0, min(x - room / 2, width - room))
        if free(taken, left, left + room):
            taken.append((left, left + room))
            shapes.append(line(x, base, x, base + _TICK, token="field"))
            shapes.append(Word(x=left, y=y, text=text))
            shapes.append(Star(x=left + room - 6, y=y, radius=4.5))
    for number in range(0, int(bar.most) + 1, 20):
        x, text = number * scale, str(number)
        half = measure(text, TICK_POINTS, False) / 2
        middle = min(max(x, half), width - half)
        if free(taken, middle - half - 4, middle + half + 4):
            taken.append((middle - half, middle + half))
            shapes.append(line(x, base, x, base + _TICK, token="field"))
            shapes.append(Word(x=middle, y=y, text=text, anchor="middle"))
    return shapes


def _legend(
    bar: BulletBar, width: float, top: float, measure: Measure
) -> tuple[list[Shape], float]:
    """The four marks with their words and points, wrapping; what the stars are at the end."""
    shapes: list[Shape] = []
    x, y = 0.0, top + 4
    for part in bar.parts:
        name = measure(part.name, LABEL_POINTS, False) + _SPACE
        wide = _MARK + 6 + name + measure(part.words, LABEL_POINTS, True)
        if x > 0 and x + wide > width:
            x, y = 0.0, y + _LEGEND_ROW
        middle = y + _LEGEND_ROW / 2
        shapes += [
            Box(x=x, y=middle - _MARK / 2, width=_MARK, height=_MARK, texture=part.texture),
            Word(x=x + _MARK + 6, y=middle, text=part.name, points=LABEL_POINTS, token="text"),
            Word(
                x=x + _MARK + 6 + name, y=middle, text=part.words, points=LABEL_POINTS,
                strong=True, token="text",
            ),
        ]  # fmt: skip
        x += wide + _GAP
    if bar.stars and bar.stars_notice:
        room = measure(bar.stars_notice, TICK_POINTS, False)
        if x + room + 12 > width:
            y += _LEGEND_ROW
        middle = y + _LEGEND_ROW / 2
        shapes.append(Star(x=width - room - 9, y=middle, radius=4.5))
        shapes.append(Word(x=width, y=middle, text=bar.stars_notice, anchor="end"))
    return shapes, y + _LEGEND_ROW
