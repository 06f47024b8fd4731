"""How a text is broken into the lines of a column."""

from __future__ import annotations

from collections.abc import Iterator

from desk_app.printing.fonts import Face, printable, width

# Codes and addresses of mail are broken behind these, where a reader expects it.
_DIVIDERS = "-/.@_,;"


def wrap(text: str, face: Face, size: float, room: float) -> list[str]:
    """The printable lines of `text`, none wider than `room` points; an empty text has no line.

    Breaks at spaces; a word wider than the column is broken where the column ends.
    """
    lines: list[str] = []
    line, used = "", 0.0
    space = width(" ", face, size)
    for word in _pieces(printable(text, face), face, size, room):
        need = width(word, face, size)
        if line and used + space + need <= room:
            line, used = f"{line} {word}", used + space + need
            continue
        if line:
            lines.append(line)
        line, used = word, need
    return [*lines, line] if line else lines


def _pieces(text: str, face: Face, size: float, room: float) -> Iterator[str]:
    for word in text.split(" "):
        if width(word, face, size) <= room:
            if word:
                yield word
            continue
        piece, used = "", 0.0
        for character in word:
            need = width(character, face, size)
            if piece and used + need > room:
                kept = _breakable(piece)
                yield piece[:kept]
                piece = piece[kept:]
                used = width(piece, face, size) if piece else 0.0
                if piece and used + need > room:  # what went on to the next line fills it already
                    yield piece
                    piece, used = "", 0.0
            piece, used = piece + character, used + need
        yield piece


def _breakable(piece: str) -> int:
    """How much of a piece stays on the line: up to its last sign of division, else all of it."""
    kept = max(piece.rfind(sign) for sign in _DIVIDERS) + 1
    return kept if kept >= len(piece) / 3 else len(piece)
