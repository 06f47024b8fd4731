"""Charts as drawing lists: figures to rectangles, lines, words and stars, in pixels and tokens.

Screen, paper and web paint the same list; nobody but this file decides where a bar ends.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Decimal

import msgspec

# Width of a word at a size in points; each painter brings the measure of its own font.
Measure = Callable[[str, float, bool], float]

TICK_POINTS, LABEL_POINTS = 9.0, 10.0
_BAR_TOP, _BAR_HEIGHT, _TICK = 24.0, 28.0, 5.0
_LINE = 16.0


class Box(msgspec.Struct, frozen=True, kw_only=True):
    """A rectangle, filled with a token's colour or with the texture of a certainty."""

    x: float
    y: float
    width: float
    height: float
    fill: str = ""
    texture: str = ""
    outline: str = ""


class Stroke(msgspec.Struct, frozen=True, kw_only=True):
    """A straight line."""

    x1: float
    y1: float
    x2: float
    y2: float
    token: str = "text"
    width: float = 1.0


class Word(msgspec.Struct, frozen=True, kw_only=True):
    """A piece of text; y is its middle, x where it starts, ends or is centred."""

    x: float
    y: float
    text: str
    points: float = TICK_POINTS
    strong: bool = False
    token: str = "text2"
    anchor: str = "start"


class Star(msgspec.Struct, frozen=True, kw_only=True):
    """A five-pointed star round a middle; drawn, because the font has none."""

    x: float
    y: float
    radius: float
    token: str = "text2"


Shape = Box | Stroke | Word | Star


class Drawing(msgspec.Struct, frozen=True):
    """A finished chart of this size; `sentence` says it to those who cannot see it."""

    width: float
    height: float
    shapes: tuple[Shape, ...]
    sentence: str = ""


class BulletBar(msgspec.Struct, frozen=True, kw_only=True):
    """A score against its threshold: certain parts in order, the maximum, the ladder."""

    proven: Decimal
    claimed: Decimal
    unproven: Decimal
    most: Decimal
    threshold: Decimal | None
    threshold_words: str
    proven_words: str
    stars: tuple[tuple[int, Decimal], ...]
    sentence: str


def bullet_bar(bar: BulletBar, width: float, measure: Measure) -> Drawing:
    """Proven solid, claimed hatched, unproven dashed, the threshold as a thick line, star ticks."""
    if bar.most <= 0:
        return Drawing(width, 0, (), bar.sentence)
    scale = width / float(bar.most)
    shapes: list[Shape] = [
        Box(x=0, y=_BAR_TOP, width=width, height=_BAR_HEIGHT, fill="head"),
    ]
    at = 0.0
    for texture, points in (
        ("proven", bar.proven),
        ("claimed", bar.claimed),
        ("unproven", bar.unproven),
    ):
        length = float(points) * scale
        if length > 0:
            shapes.append(Box(x=at, y=_BAR_TOP, width=length, height=_BAR_HEIGHT, texture=texture))
        at += length
    if measure(bar.proven_words, LABEL_POINTS, True) + 16 < float(bar.proven) * scale:
        shapes.append(
            Word(
                x=8, y=_BAR_TOP + _BAR_HEIGHT / 2, text=bar.proven_words, points=LABEL_POINTS,
                strong=True, token="on_blue",
            )
        )  # fmt: skip
    shapes += _threshold(bar, width, scale, measure)
    shapes += _ticks(bar, width, scale, measure)
    height = _BAR_TOP + _BAR_HEIGHT + _TICK + _LINE
    return Drawing(width, height, tuple(shapes), bar.sentence)


def _threshold(bar: BulletBar, width: float, scale: float, measure: Measure) -> list[Shape]:
    if bar.threshold is None:
        return []
    x = float(bar.threshold) * scale
    half = measure(bar.threshold_words, TICK_POINTS, True) / 2
    middle = min(max(x, half), width - half)
    return [
        Stroke(x1=x, y1=_BAR_TOP - 7, x2=x, y2=_BAR_TOP + _BAR_HEIGHT + _TICK, width=3),
        Word(
            x=middle, y=8, text=bar.threshold_words, points=TICK_POINTS, strong=True,
            token="text", anchor="middle",
        ),
    ]  # fmt: skip


def _ticks(bar: BulletBar, width: float, scale: float, measure: Measure) -> list[Shape]:
    """Stars first, for they say more than round numbers; what would touch them is left out."""
    base = _BAR_TOP + _BAR_HEIGHT
    y = base + _TICK + _LINE / 2
    shapes: list[Shape] = []
    taken: list[tuple[float, float]] = []
    for stars, least in bar.stars:
        x, text = float(least) * scale, str(stars)
        room = measure(text, TICK_POINTS, False) + 12
        left = min(x - room / 2, width - room)
        if _free(taken, left, left + room):
            taken.append((left, left + room))
            shapes.append(Stroke(x1=x, y1=base, x2=x, y2=base + _TICK, token="field"))
            shapes.append(Word(x=left, y=y, text=text))
            shapes.append(Star(x=left + room - 6, y=y, radius=4.5))
    step = 20
    for number in range(0, int(bar.most) + 1, step):
        x, text = number * scale, str(number)
        half = measure(text, TICK_POINTS, False) / 2
        middle = min(max(x, half), width - half)
        if _free(taken, middle - half - 4, middle + half + 4):
            shapes.append(Stroke(x1=x, y1=base, x2=x, y2=base + _TICK, token="field"))
            shapes.append(Word(x=middle, y=y, text=text, anchor="middle"))
    return shapes


class AnswerBar(msgspec.Struct, frozen=True, kw_only=True):
    """Answers from the lowest word to the highest, and the silent, all counted in visits."""

    levels: tuple[int, ...]
    level_words: tuple[str, ...]
    silent: int
    silent_words: str
    sentence: str


# Five levels from very dissatisfied to very satisfied; a number stands beside each colour.
LEVEL_TOKENS = (
    "chart_vermilion",
    "chart_orange",
    "chart_grey",
    "chart_sky",
    "chart_blue",
)
_GAP = 12.0


def answer_bar(bar: AnswerBar, width: float, measure: Measure) -> Drawing:
    """One scale of visits: the answers stacked, the silent as a hatched block of true width."""
    total = sum(bar.levels) + bar.silent
    if total == 0:
        return Drawing(width, 0, (), bar.sentence)
    gap = _GAP if bar.silent and sum(bar.levels) else 0.0
    scale = (width - gap) / total
    shapes: list[Shape] = []
    at, top, high = 0.0, _LINE, 24.0
    for token, number, words in zip(LEVEL_TOKENS, bar.levels, bar.level_words, strict=True):
        length = number * scale
        if number:
            shapes.append(
                Box(x=at, y=top, width=length, height=high, fill=token, outline="surface")
            )
            shapes += _inside(words, at, top + high / 2, length, token, measure)
        at += length
    if bar.silent:
        left = at + gap
        shapes.append(Box(x=left, y=top, width=width - left, height=high, texture="silent"))
        shapes.append(Word(x=width, y=_LINE / 2 - 1, text=bar.silent_words, anchor="end"))
    return Drawing(width, top + high + 2, tuple(shapes), bar.sentence)


def _inside(
    text: str, left: float, y: float, length: float, token: str, measure: Measure
) -> Sequence[Shape]:
    if measure(text, LABEL_POINTS, True) + 8 > length:
        return ()
    ink = "on_blue" if token in ("chart_blue", "chart_vermilion") else "on_pale"
    return (
        Word(
            x=left + length / 2, y=y, text=text, points=LABEL_POINTS, strong=True, token=ink,
            anchor="middle",
        ),
    )  # fmt: skip


def _free(taken: Sequence[tuple[float, float]], left: float, right: float) -> bool:
    return all(right <= start or left >= end for start, end in taken)
