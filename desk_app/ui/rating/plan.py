"""Where everything of the rating page stands: as large as the screen allows, never scrolled.

The citizen cannot scroll and must not hunt, so one page holds it all on any screen. Text grows
with the screen and the officer's scale; where that is more than fits, gaps give way first, then
the faces, the six tiles stand in two rows, and only at the end the text gets smaller.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Protocol

import msgspec

REFERENCE = (1366, 768)
TILE_WIDTH, TILE_HEIGHT = 194, 236
TILE_LEAST = 90
QUESTION, FACE_WORD, TAG, HINT, DONE, SECONDS, FOOT = 27.0, 15.0, 14.0, 14.0, 17.0, 20.0, 11.5
_LEAST_TOUCH = 44
_FACE, _LEAST_FACE = 96, 48
_TILES = 6
_SMALLEST = 0.4
_STEP = 0.025
_GAPS = (1.0, 0.75, 0.5)
# In one row only while a tile is still this wide for its words.
_NARROWEST = 120


class Measure(Protocol):
    """How large words are at so many points of the page's own zoom 1."""

    def line(self, points: float, strong: bool = False) -> int: ...
    def width(self, text: str, points: float, strong: bool = False) -> int: ...
    def height(self, text: str, points: float, width: int, strong: bool = False) -> int: ...


class Texts(msgspec.Struct, frozen=True):
    """Every text that the page may have to show, in the present language."""

    question: str
    hint: str
    words: tuple[str, ...]
    prompts: tuple[str, ...]
    tags: tuple[tuple[str, ...], ...]
    done: str
    left: str
    foot: str


class Area(msgspec.Struct, frozen=True):
    """A rectangle in pixels."""

    x: int
    y: int
    w: int
    h: int


class Plan(msgspec.Struct, frozen=True, kw_only=True):
    """Areas of everything; `zoom` and `gap` for what is drawn inside them."""

    zoom: float
    gap: float
    fits: bool
    question: Area
    hint: Area
    tiles: tuple[Area, ...]
    divider: Area
    face: int
    prompt: Area
    tags: Area
    tag_height: int
    done: Area
    left: Area
    bar: Area
    foot: Area


def wanted_zoom(width: int, height: int, scale: int) -> float:
    """How large text should be on a screen of this size at the officer's scale (per cent)."""
    screen = min(width / REFERENCE[0], height / REFERENCE[1])
    return max(1.0, screen) * scale / 100


def head_zoom(width: int, height: int, scale: int) -> float:
    """The head says where one is; at a large scale the room is better spent on the answers."""
    full = wanted_zoom(width, height, 100)
    return min(wanted_zoom(width, height, scale), 1.3 * full, width / 900)


def zooms(wanted: float) -> Iterator[float]:
    """Sizes to try: the wanted one first, then the same steps down from any."""
    yield wanted
    for step in range(int(wanted / _STEP), int(_SMALLEST / _STEP) - 1, -1):
        if step * _STEP < wanted:
            yield step * _STEP


def plan(width: int, height: int, wanted: float, measure: Measure, texts: Texts) -> Plan:
    """The largest page that fits into this size."""
    made = None
    for zoom in zooms(wanted):
        for gap in _GAPS:
            for columns in (6, 3):
                made = _Attempt(width, height, zoom, gap, columns, measure, texts).plan()
                if made.fits:
                    return made
    assert made is not None
    return made


def tag_width(measure: Measure, zoom: float, gap: float, word: str) -> int:
    """The width of a tag; the check mark's room is there before it is touched."""
    return measure.width(word, TAG * zoom, True) + round((26 + 40 * gap) * zoom)


def tag_rows(widths: tuple[int, ...], room: int, gap: int) -> tuple[tuple[int, ...], ...]:
    """Numbers of the tags in each row, in their order."""
    rows: list[tuple[int, ...]] = []
    for number, width in enumerate(widths):
        taken = sum(widths[n] + gap for n in rows[-1]) if rows else 0
        if rows and taken + width <= room:
            rows[-1] = (*rows[-1], number)
        else:
            rows.append((number,))
    return tuple(rows)


def tag_areas(made: Plan, widths: tuple[int, ...]) -> tuple[Area, ...]:
    """Where tags of these widths stand, each row in the middle."""
    gap = _gap(made.zoom)
    areas: list[Area] = []
    y = made.tags.y
    for row in tag_rows(widths, made.tags.w, gap):
        x = made.tags.x + (made.tags.w - sum(widths[n] + gap for n in row) + gap) // 2
        for number in row:
            areas.append(Area(x, y, widths[number], made.tag_height))
            x += widths[number] + gap
        y += made.tag_height + gap
    return tuple(areas)


def tile_pad(zoom: float, gap: float) -> int:
    """What stays empty left and right of a tile's words."""
    return max(6, round(10 * zoom * gap))


def balanced(text: str, width_of: Callable[[str], int], room: int) -> str:
    """`text` on one line, or on two of nearly equal length; more lines are left to the wrapping."""
    parts = text.split()
    if width_of(text) <= room or len(parts) == 1:
        return text
    pairs = [(" ".join(parts[:n]), " ".join(parts[n:])) for n in range(1, len(parts))]
    one, other = min(pairs, key=lambda pair: max(width_of(pair[0]), width_of(pair[1])))
    return f"{one}\n{other}" if max(width_of(one), width_of(other)) <= room else text


def _gap(zoom: float) -> int:
    return max(8, round(12 * zoom))


class _Attempt:
    """One try at a zoom, a gap and a number of columns."""

    def __init__(
        self,
        width: int,
        height: int,
        zoom: float,
        gap: float,
        columns: int,
        measure: Measure,
        texts: Texts,
    ) -> None:
        self.width, self.height, self.zoom, self.gap = width, height, zoom, gap
        self.columns, self.measure, self.texts = columns, measure, texts
        self.margin = self.space(24)
        self.room = width - 2 * self.margin

    def space(self, pixels: float) -> int:
        """So many pixels of empty space."""
        return max(2, round(pixels * self.zoom * self.gap))

    def plan(self) -> Plan:
        """Everything from top to bottom."""
        question = self.tall(self.texts.question, QUESTION, strong=True)
        hint = self.tall(self.texts.hint, HINT)
        prompt = max(self.tall(text, TAG, strong=True) for text in self.texts.prompts)
        tag = max(_LEAST_TOUCH, self.measure.line(TAG * self.zoom) + self.space(30))
        tags = self._tag_lines() * (tag + _gap(self.zoom)) - _gap(self.zoom)
        done = max(_LEAST_TOUCH, self.measure.line(DONE * self.zoom, True) + self.space(32))
        bar = max(8, round(12 * self.zoom))
        foot = self.tall(self.texts.foot, FOOT) + 2 * self.space(11)
        above = self.space(28) + question + 2 + hint + self.space(24)
        between = self.space(28) + prompt + self.space(12) + tags + self.space(28)
        below = done + self.space(16) + bar + foot
        tile_w, tile_h, face, good = self._tile(self.height - above - between - below)
        rows = _TILES // self.columns
        tall = rows * (tile_h + _gap(self.zoom)) - _gap(self.zoom)
        # What is left over stands in equal parts above, between and below.
        spare = max(0, self.height - above - tall - between - below)
        above, upper = above + spare // 4, self.space(28) + spare // 4
        y = self.space(28) + spare // 4
        question_area = Area(self.margin, y, self.room, question)
        hint_area = Area(self.margin, y + question + 2, self.room, hint)
        tiles, divider = self._tiles(above, tile_w, tile_h)
        y = above + tall + upper
        prompt_area = Area(self.margin, y, self.room, prompt)
        y += prompt + self.space(12)
        tags_area = Area(self.margin, y, self.room, tags)
        y += tags + self.space(28)
        done_area, left_area = self._done(y, done)
        return Plan(
            zoom=self.zoom, gap=self.gap, fits=good and self._row_fits(done_area, left_area),
            question=question_area, hint=hint_area, tiles=tiles, divider=divider, face=face,
            prompt=prompt_area, tags=tags_area, tag_height=tag, done=done_area, left=left_area,
            bar=Area(0, self.height - foot - bar, self.width, bar),
            foot=Area(self.margin, self.height - foot, self.room, foot),
        )  # fmt: skip

    def tall(self, text: str, points: float, *, strong: bool = False) -> int:
        """How high a text is when it is wrapped at the width of the page."""
        return self.measure.height(text, points * self.zoom, self.room, strong)

    def _tag_lines(self) -> int:
        most = 1
        for words in self.texts.tags:
            widths = tuple(tag_width(self.measure, self.zoom, self.gap, w) for w in words)
            most = max(most, len(tag_rows(widths, self.room, _gap(self.zoom))))
        return most

    def _tile(self, room: int) -> tuple[int, int, int, bool]:
        """Width, height and face of a tile, and whether all of it has room."""
        gaps = (self.columns - 2) * _gap(self.zoom) + self._apart()
        wide = min(round(TILE_WIDTH * self.zoom), (self.room - gaps) // self.columns)
        inside = max(1, wide - 2 * tile_pad(self.zoom, self.gap))
        points = FACE_WORD * self.zoom
        words = max(self.measure.height(w, points, inside, True) for w in self.texts.words)
        longest = max(
            self.measure.width(part, points, True)
            for word in self.texts.words
            for part in word.split()
        )
        rows = _TILES // self.columns
        most = (room + _gap(self.zoom)) // rows - _gap(self.zoom)
        high = max(TILE_LEAST, min(most, round(TILE_HEIGHT * self.zoom)))
        around = 3 * self.space(14)
        face = min(round(_FACE * self.zoom), round(inside * 0.74), high - words - around)
        # Never a lower or narrower tile than its words and a face one can tell from the others.
        good = (
            most >= TILE_LEAST
            and longest <= inside
            and wide >= TILE_LEAST
            and face >= _LEAST_FACE * max(1.0, self.zoom * 0.8)
            and (self.columns < _TILES or wide >= _NARROWEST * self.zoom)
        )
        return wide, high, max(8, face), good

    def _apart(self) -> int:
        """The wider gap before the tile that is no answer."""
        return max(25, round(33 * self.zoom * self.gap))

    def _tiles(self, top: int, wide: int, high: int) -> tuple[tuple[Area, ...], Area]:
        gap, apart = _gap(self.zoom), self._apart()
        total = self.columns * wide + (self.columns - 2) * gap + apart
        left = (self.width - total) // 2
        areas = []
        for number in range(_TILES):
            row, place = divmod(number, self.columns)
            x = left + place * (wide + gap)
            if place == self.columns - 1:
                x += apart - gap
            areas.append(Area(x, top + row * (high + gap), wide, high))
        last = areas[-1]
        return tuple(areas), Area(last.x - apart // 2, last.y, 1, high)

    def _done(self, y: int, high: int) -> tuple[Area, Area]:
        done = self.measure.width(self.texts.done, DONE * self.zoom, True) + 2 * self.space(44)
        left = self.measure.width(self.texts.left, SECONDS * self.zoom, True)
        gap = self.space(32)
        x = (self.width - done) // 2
        if x + done + gap + left > self.width - self.margin:
            x = max(self.margin, (self.width - done - gap - left) // 2)
        return Area(x, y, done, high), Area(x + done + gap, y, left, high)

    def _row_fits(self, done: Area, left: Area) -> bool:
        return done.x >= self.margin and left.x + left.w <= self.width - self.margin
