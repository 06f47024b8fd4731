"""The embedded serif of our papers: Tinos, as wide as Times New Roman letter by letter."""

from __future__ import annotations

import threading
from enum import StrEnum
from functools import cache, lru_cache

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

import resources
from desk_app.core.text import clean

# Stands where the font has no glyph, so that a reader sees that something was there.
MISSING = "□"
UNBROKEN = "\u00a0"


class Face(StrEnum):
    """The four faces that NĐ 30/2020 asks for; the value is the name inside the PDF."""

    REGULAR = "Tinos-Regular"
    BOLD = "Tinos-Bold"
    ITALIC = "Tinos-Italic"
    BOLD_ITALIC = "Tinos-BoldItalic"


_loading = threading.Lock()


@cache
def font(face: Face) -> TTFont:
    """The face, read from resources/fonts and made known to reportlab at its first use."""
    with _loading:
        loaded = TTFont(face.value, str(resources.path(f"fonts/{face.value}.ttf")))
        pdfmetrics.registerFont(loaded)
    return loaded


def has_glyph(character: str, face: Face) -> bool:
    """Whether the face can draw this one character."""
    return ord(character) in font(face).face.charToGlyph


@lru_cache(maxsize=4096)
def printable(text: str, face: Face) -> str:
    """The text as it can be printed on one line: cleaned, and □ for what the face cannot draw.

    A U+00A0 stays: it is a space at which no line may be broken.
    """
    known = font(face).face.charToGlyph
    plain = UNBROKEN.join(clean(part) for part in text.split(UNBROKEN))
    return "".join(c if ord(c) in known else MISSING for c in plain)


@lru_cache(maxsize=16384)
def _unit_width(text: str, face: Face) -> float:
    return float(font(face).stringWidth(text, 1.0))


def width(text: str, face: Face, size: float) -> float:
    """How wide a printable text stands, in points."""
    return _unit_width(text, face) * size
