"""A paragraph of words in more than one face, broken into lines and set left or on both sides.

Texts are words and nothing else: whatever stands in a name is printed, nothing is interpreted.
"""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from desk_app.core.form_description import Align
from desk_app.printing.fonts import Face, width
from desk_app.printing.shapes import Words
from desk_app.printing.wrap import wrap


class Run(msgspec.Struct, frozen=True):
    """Words in one face."""

    text: str
    face: Face = Face.REGULAR


class _Word(msgspec.Struct, frozen=True):
    text: str
    face: Face
    width: float
    glued: bool


def set_lines(
    runs: tuple[Run, ...],
    size: float,
    room: float,
    *,
    first: float = 0.0,
    align: Align = "left",
    justified: bool = False,
) -> list[tuple[Words, ...]]:
    """The lines of a paragraph from x = 0 on, each as words on the baseline y = 0.

    first: how far the first line is set in. The last line is never stretched.
    """
    space = width(" ", Face.REGULAR, size)
    lines: list[list[_Word]] = [[]]
    used = first
    for word in _words(runs, size, room - first):
        gap = space if lines[-1] and not word.glued else 0.0
        if lines[-1] and used + gap + word.width > room:
            lines.append([])
            used, gap = 0.0, 0.0
        lines[-1].append(word)
        used += gap + word.width
    made: list[tuple[Words, ...]] = []
    for place, line in enumerate(lines):
        start = first if place == 0 else 0.0
        last = place == len(lines) - 1
        made.append(_placed(line, start, room, size, space, align, justified and not last))
    return made if lines[0] else []


def _words(runs: tuple[Run, ...], size: float, room: float) -> Iterator[_Word]:
    glued = False
    for run in runs:
        for place, text in enumerate(
            piece for line in wrap(run.text, run.face, size, room) for piece in line.split(" ")
        ):
            # A run that begins with a sign of its own stands close to the word before it.
            close = glued and place == 0
            yield _Word(text, run.face, width(text, run.face, size), close)
        glued = bool(run.text) and not run.text[-1].isspace()


def _placed(
    line: list[_Word],
    start: float,
    room: float,
    size: float,
    space: float,
    align: Align,
    stretched: bool,
) -> tuple[Words, ...]:
    gaps = sum(not word.glued for word in line[1:])
    natural = sum(word.width for word in line) + gaps * space
    free = room - start - natural
    if stretched and gaps:
        space += free / gaps
    elif align != "left":
        start += free if align == "right" else free / 2
    placed: list[Words] = []
    x = start
    joined: list[_Word] = []
    joined_at = x
    for word in line:
        gap = space if joined and not word.glued else 0.0
        if joined and not stretched and gap and joined[-1].face == word.face:
            x += gap + word.width
            joined.append(word)
            continue
        if joined:
            placed.append(_one(joined, joined_at, size))
        x += gap
        joined, joined_at = [word], x
        x += word.width
    if joined:
        placed.append(_one(joined, joined_at, size))
    return tuple(placed)


def _one(words: list[_Word], x: float, size: float) -> Words:
    return Words(x, 0.0, " ".join(word.text for word in words), words[0].face, size)
