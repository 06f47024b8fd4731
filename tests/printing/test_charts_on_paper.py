"""The paper painter draws every kind of shape, and what means something survives without colour."""

from __future__ import annotations

from itertools import combinations
from pathlib import Path
from typing import get_args

import pypdfium2
import pytest

from desk_app.core.charts.shapes import (
    TEXTURES,
    Box,
    Diamond,
    Dot,
    Shape,
    Star,
    Texture,
    Word,
    line,
)
from desk_app.core.charts.shapes import Drawing as ChartDrawing
from desk_app.core.charts.shapes import Path as ChartPath
from desk_app.printing.charts import paper_measure
from desk_app.printing.shapes import Chart, Drawing
from desk_app.printing.to_pdf import pdf_bytes
from tests.printing.readback import fonts, text

SIDE = 100

SHAPES: tuple[Shape, ...] = (
    Box(x=10, y=10, width=60, height=60, fill="text"),
    Box(x=10, y=10, width=60, height=60, outline="text"),
    Box(x=10, y=10, width=60, height=60, texture="proven"),
    line(5, 50, 95, 50, width=3),
    ChartPath(points=((5, 5), (50, 90), (95, 5)), width=2, dashed=True),
    Word(x=5, y=50, text="Điểm", points=20, token="text"),
    Star(x=50, y=50, radius=30),
    Dot(x=50, y=50, radius=30),
    Dot(x=50, y=50, radius=30, hollow=True),
    Diamond(x=50, y=50, radius=30),
)


def pdf(*shapes: Shape) -> bytes:
    """A square drawing of 100 points whose pixels are points."""
    chart = ChartDrawing(width=SIDE, height=SIDE, shapes=shapes)
    return pdf_bytes(
        Drawing(
            title="",
            author="",
            moment="20261121000000+07'00'",
            width=SIDE,
            height=SIDE,
            pages=((Chart(0, 0, 1.0, chart),),),
        )
    )


def dots(data: bytes, scale: float = 1.0) -> list[tuple[int, int, int]]:
    """Every dot of the page as red, green and blue."""
    document = pypdfium2.PdfDocument(data)
    try:
        bitmap = document[0].render(scale=scale, rev_byteorder=True)
        flat, row, wide = bytes(bitmap.buffer), bitmap.stride, bitmap.n_channels
        return [
            (flat[start], flat[start + 1], flat[start + 2])
            for y in range(bitmap.height)
            for start in range(y * row, y * row + bitmap.width * wide, wide)
        ]
    finally:
        document.close()


def test_every_kind_of_shape_and_texture_is_among_those_tried() -> None:
    assert {type(shape) for shape in SHAPES} == set(get_args(Shape))
    assert set(TEXTURES) == set(get_args(Texture)) - {""}


@pytest.mark.parametrize("shape", SHAPES, ids=lambda shape: type(shape).__name__)
def test_every_kind_of_shape_leaves_ink(shape: Shape) -> None:
    assert sum(dot[0] < 128 for dot in dots(pdf(shape))) > 40


@pytest.mark.parametrize("texture", TEXTURES)
def test_no_texture_has_a_colour(texture: Texture) -> None:
    drawn = dots(pdf(Box(x=10, y=10, width=60, height=20, texture=texture)))
    assert all(red == green == blue for red, green, blue in drawn)
    assert any(dot[0] < 200 for dot in drawn)


CERTAINTIES: tuple[Texture, ...] = ("proven", "claimed", "unproven", "lost", "silent", "several")
LEVELS: tuple[Texture, ...] = ("level_1", "level_2", "level_3", "level_4", "level_5")


@pytest.mark.parametrize(
    ("one", "other"), [*combinations(CERTAINTIES, 2), *combinations(LEVELS, 2)]
)
def test_textures_that_stand_together_differ_in_grey(one: Texture, other: Texture) -> None:
    first, second = (
        dots(pdf(Box(x=0, y=0, width=60, height=20, texture=texture)), 4)
        for texture in (one, other)
    )
    apart = sum(abs(a[0] - b[0]) > 40 for a, b in zip(first, second, strict=True))
    assert apart > 0.06 * 60 * 20 * 16


def test_words_are_text_in_the_embedded_serif(tmp_path: Path) -> None:
    made = pdf(
        Word(x=5, y=20, text="Mất 17,25 điểm", points=10, strong=True),
        Word(x=95, y=50, text="mốc 80", anchor="end"),
        Word(x=50, y=80, text="–2,00", anchor="middle"),
    )
    assert text(made) == "Mất 17,25 điểm mốc 80 –2,00"
    found = fonts(made, tmp_path)
    assert found
    assert all("Tinos" in row[0] and row[-5:-3] == ["yes", "yes"] for row in found)


def test_words_stand_where_they_are_anchored() -> None:
    for anchor in ("start", "middle", "end"):
        word = Word(x=50, y=50, text="80", points=20, token="text", anchor=anchor)
        inked = [n % SIDE for n, dot in enumerate(dots(pdf(word))) if dot[0] < 128]
        middle = (min(inked) + max(inked)) / 2
        assert middle == pytest.approx({"start": 60, "middle": 50, "end": 40}[anchor], abs=2)


def test_the_measure_of_paper_is_that_of_its_serif() -> None:
    assert paper_measure("mmmm", 12, False) > 2 * paper_measure("iiii", 12, False)
    assert paper_measure("80", 24, True) == pytest.approx(2 * paper_measure("80", 12, True))
