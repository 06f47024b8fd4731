"""The embedded serif draws every letter of our papers, and lines are broken by its measure."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

import resources
from desk_app.core.text import VIETNAMESE_LETTERS
from desk_app.printing.fonts import MISSING, Face, has_glyph, printable, width
from desk_app.printing.wrap import wrap


@pytest.mark.parametrize("face", list(Face))
def test_every_vietnamese_letter_has_a_glyph_in_every_face(face: Face) -> None:
    letters = VIETNAMESE_LETTERS + VIETNAMESE_LETTERS.upper()
    assert len(set(letters)) == 2 * 93
    assert [letter for letter in letters if not has_glyph(letter, face)] == []


@pytest.mark.parametrize("face", list(Face))
def test_every_character_of_every_form_description_has_a_glyph(face: Face) -> None:
    for name in resources.names("forms"):
        used = set(resources.read_text(f"forms/{name}")) - {"\n"}
        assert sorted(character for character in used if not has_glyph(character, face)) == []


def test_the_sign_for_a_missing_glyph_has_a_glyph_itself() -> None:
    assert all(has_glyph(MISSING, face) for face in Face)


def test_letters_are_as_wide_as_those_of_times_new_roman() -> None:
    # Widths of Times New Roman in thousandths of the size, from its published metrics.
    for letter, thousandths in {"A": 722, "m": 778, "i": 278, "0": 500, "g": 500}.items():
        assert width(letter, Face.REGULAR, 1000) == pytest.approx(thousandths, abs=1)


def test_letters_typed_in_two_parts_are_printed_as_one() -> None:
    assert printable(unicodedata.normalize("NFD", "Nguyễn Thị Ẵng"), Face.BOLD) == "Nguyễn Thị Ẵng"


@given(text=st.text(max_size=200), room=st.floats(20, 400))
def test_lines_hold_every_visible_character_in_order_and_none_is_wider_than_the_column(
    text: str, room: float
) -> None:
    lines = wrap(text, Face.REGULAR, 12, room)
    assert "".join(lines).replace(" ", "") == printable(text, Face.REGULAR).replace(" ", "")
    for line in lines:
        assert line
        assert len(line) == 1 or width(line, Face.REGULAR, 12) <= room + 0.01


def test_a_space_that_must_not_break_holds_its_line_together() -> None:
    whole = "412/600 lượt = 68,7%".replace(" ", "\u00a0")
    room = width(whole, Face.REGULAR, 11) + 1
    assert wrap(f"Theo số liệu {whole}", Face.REGULAR, 11, room)[-1] == whole
