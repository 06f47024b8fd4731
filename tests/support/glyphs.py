"""Which characters the window's own font can draw."""

from __future__ import annotations

from functools import cache

from PySide6.QtGui import QRawFont

import resources

FACES = ("NotoSans-Regular", "NotoSans-SemiBold")
_SPACES = frozenset("\n\t\r")


@cache
def face(name: str) -> QRawFont:
    """One of the two faces the window uses."""
    made = QRawFont(str(resources.path(f"fonts/{name}.ttf")), 14)
    assert made.isValid()
    return made


def missing(font: QRawFont, text: str) -> set[str]:
    """The characters of a text that the font cannot draw."""
    return {c for c in set(text) - _SPACES if not font.supportsCharacter(ord(c))}
