"""What a chart is made of; every painter draws all of these and nothing else.

All measures are pixels at full size (96 to the inch); x grows to the right, y downwards. Colours
are tokens of the theme, areas that mean something carry a texture, so that they survive a
black-and-white printer.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal

import msgspec

# Width of a word at a size in points; each painter brings the measure of its own font.
Measure = Callable[[str, float, bool], float]

TICK_POINTS, LABEL_POINTS = 9.0, 10.0

# The four certainties; silence; several losses in one bar; five answers from worst to best.
Texture = Literal[
    "", "proven", "claimed", "unproven", "lost", "silent", "several",
    "level_1", "level_2", "level_3", "level_4", "level_5",
]  # fmt: skip
TEXTURES: tuple[Texture, ...] = (
    "proven", "claimed", "unproven", "lost", "silent", "several",
    "level_1", "level_2", "level_3", "level_4", "level_5",
)  # fmt: skip


class Box(msgspec.Struct, frozen=True, kw_only=True):
    """A rectangle, filled with a token's colour or with a texture."""

    x: float
    y: float
    width: float
    height: float
    fill: str = ""
    texture: Texture = ""
    outline: str = ""


class Path(msgspec.Struct, frozen=True, kw_only=True):
    """Straight lines from point to point; dashes run on over the corners."""

    points: tuple[tuple[float, float], ...]
    token: str = "text"
    width: float = 1.0
    dashed: bool = False


class Word(msgspec.Struct, frozen=True, kw_only=True):
    """A piece of text; y is its middle, x where it starts, ends or is centred."""

    x: float
    y: float
    text: str
    points: float = TICK_POINTS
    strong: bool = False
    token: str = "text2"
    anchor: Literal["start", "middle", "end"] = "start"


class Star(msgspec.Struct, frozen=True, kw_only=True):
    """A five-pointed star round a middle; drawn, because the font has none."""

    x: float
    y: float
    radius: float
    token: str = "text2"


class Dot(msgspec.Struct, frozen=True, kw_only=True):
    """A filled circle, or a hollow one that hides the line below it."""

    x: float
    y: float
    radius: float
    token: str = "text"
    hollow: bool = False


class Diamond(msgspec.Struct, frozen=True, kw_only=True):
    """A hollow square on its corner."""

    x: float
    y: float
    radius: float
    token: str = "text"


Shape = Box | Path | Word | Star | Dot | Diamond


class Spot(msgspec.Struct, frozen=True, kw_only=True):
    """A place of a chart that keys and hand can reach: what it says, and what Enter opens."""

    x: float
    y: float
    width: float
    height: float
    sentence: str
    key: str = ""


class Drawing(msgspec.Struct, frozen=True, kw_only=True):
    """A finished chart of this size; `sentence` says it to those who cannot see it."""

    width: float
    height: float
    shapes: tuple[Shape, ...] = ()
    spots: tuple[Spot, ...] = ()
    sentence: str = ""


def line(
    x1: float, y1: float, x2: float, y2: float, *, token: str = "text", width: float = 1.0
) -> Path:
    """A straight line."""
    return Path(points=((x1, y1), (x2, y2)), token=token, width=width)
