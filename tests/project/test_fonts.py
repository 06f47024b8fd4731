"""The shipped fonts draw every letter that the program writes, and every icon is a drawing."""

from __future__ import annotations

import itertools
import unicodedata
from functools import cache

import pytest
from reportlab.pdfbase.ttfonts import TTFontFile

import resources

_SCREEN = ("NotoSans-Regular", "NotoSans-SemiBold")
_PAPER = ("Tinos-Regular", "Tinos-Bold", "Tinos-Italic", "Tinos-BoldItalic")
_TONES = "\u0300\u0301\u0303\u0309\u0323"

_TONED = [
    unicodedata.normalize("NFC", vowel + tone)
    for vowel, tone in itertools.product("aăâeêioôơuưy", _TONES)
]
LETTERS = frozenset(case for small in (*_TONED, *"ăâêôơưđ") for case in (small, small.upper()))


@cache
def _drawn_by(face: str) -> frozenset[int]:
    return frozenset(TTFontFile(str(resources.path(f"fonts/{face}.ttf"))).charToGlyph)


def _missing(text: str, face: str) -> set[str]:
    return {c for c in text if c not in "\n\t" and ord(c) not in _drawn_by(face)}


def test_vietnamese_has_134_accented_letters() -> None:
    assert len(LETTERS) == 134


@pytest.mark.parametrize("face", _SCREEN + _PAPER)
def test_a_font_draws_every_vietnamese_letter(face: str) -> None:
    assert _missing("".join(LETTERS), face) == set()


@pytest.mark.parametrize("face", _SCREEN)
@pytest.mark.parametrize("folder", ["texts", "help", "i18n", "procedures", "units"])
def test_the_windows_font_draws_every_text_that_is_shown(face: str, folder: str) -> None:
    missing = {
        file.name: lacking
        for file in sorted(resources.path(folder).rglob("*"))
        if file.suffix in (".toml", ".md", ".html", ".ts", ".csv")
        and (lacking := _missing(file.read_text(encoding="utf-8"), face))
    }

    assert missing == {}


def test_a_letter_that_a_font_lacks_is_found() -> None:
    assert _missing("a★", "NotoSans-Regular") == {"★"}


def test_every_icon_takes_the_colour_it_is_given() -> None:
    icons = [name for name in resources.names("icons") if name.endswith(".svg")]

    assert icons
    for name in icons:
        drawing = resources.read_text(f"icons/{name}")
        assert 'stroke="currentColor"' in drawing
        assert 'viewBox="0 0 24 24"' in drawing


def test_licences_stand_beside_fonts_and_icons() -> None:
    assert "SIL OPEN FONT LICENSE" in resources.read_text("fonts/NotoSans-LICENSE.txt")
    assert "Apache License" in resources.read_text("fonts/Tinos-LICENSE.txt")
    assert "MIT License" in resources.read_text("icons/LICENSE.txt")
