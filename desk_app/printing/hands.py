"""Who signs below a paper: one block at the right, or two to four blocks beside each other."""

from __future__ import annotations

import msgspec

from desk_app.printing.fonts import Face
from desk_app.printing.paper import LEADING, centred
from desk_app.printing.shapes import Shape
from desk_app.printing.wrap import wrap

# Nobody signs into a block narrower than this share of its place.
_WIDE = 0.92


class Hand(msgspec.Struct, frozen=True, kw_only=True):
    """One who signs: titles in bold, a hint in italics, room for the hand, the name if known.

    above: a line of place and date over the titles, in italics.
    """

    lines: tuple[str, ...]
    hint: str = ""
    name: str = ""
    above: str = ""


def hands_height(hands: tuple[Hand, ...], room: float, size: float, blank: float) -> float:
    """How much room `draw_hands` takes."""
    return draw_hands(hands, 0.0, room, 0.0, size, blank)[1]


def draw_hands(
    hands: tuple[Hand, ...], left: float, room: float, top: float, size: float, blank: float
) -> tuple[list[Shape], float]:
    """The blocks below `top`, their names on one line; and the y where they end."""
    if not hands:
        return [], top
    shapes: list[Shape] = []
    count = max(2, len(hands))
    part = room / count
    # A lone signature stands at the right, as NĐ 30/2020 has it.
    first = count - len(hands)
    middles = [left + part * (first + place + 0.5) for place in range(len(hands))]
    width = part * _WIDE
    above = max(len(wrap(hand.above, Face.ITALIC, size, width)) for hand in hands)
    heads = [0.0] * len(hands)
    for place, hand in enumerate(hands):
        y = top + 8
        dated = wrap(hand.above, Face.ITALIC, size, width)
        y += size * LEADING * (above - len(dated))
        for line in dated:
            y += size * LEADING
            shapes.append(centred(line, Face.ITALIC, size, middles[place], y))
        for text in hand.lines:
            for line in wrap(text, Face.BOLD, size, width):
                y += size * LEADING
                shapes.append(centred(line, Face.BOLD, size, middles[place], y))
        for line in wrap(hand.hint, Face.ITALIC, size - 1.5, width):
            y += (size - 1.5) * LEADING
            shapes.append(centred(line, Face.ITALIC, size - 1.5, middles[place], y))
        heads[place] = y
    names = max(heads) + blank
    end = names
    for place, hand in enumerate(hands):
        y = names
        for line in wrap(hand.name, Face.BOLD, size, width):
            y += size * LEADING
            shapes.append(centred(line, Face.BOLD, size, middles[place], y))
        end = max(end, y)
    return shapes, end + 2
