"""The screen painter draws every kind of shape and texture, in both themes and at any scale."""

from __future__ import annotations

from itertools import combinations

import pytest
from PySide6.QtGui import QImage, QPainter

from desk_app.core.charts.shapes import TEXTURES, Box, Drawing, Shape, Spot, Star, Texture
from desk_app.qt.look import Look
from desk_app.qt.painter import measure, paint, paint_focus
from tests.printing.test_charts_on_paper import CERTAINTIES, LEVELS, SHAPES

SIDE = 100


def painted(look: Look, *shapes: Shape, factor: int = 1) -> QImage:
    image = QImage(SIDE * factor, SIDE * factor, QImage.Format.Format_RGB32)
    image.fill(look.colour("surface"))
    painter = QPainter(image)
    paint(painter, Drawing(width=SIDE, height=SIDE, shapes=shapes), look)
    painter.end()
    return image


def inked(image: QImage, look: Look) -> list[tuple[int, int]]:
    ground = look.colour("surface").rgb()
    return [
        (x, y)
        for y in range(image.height())
        for x in range(image.width())
        if image.pixel(x, y) != ground
    ]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("shape", SHAPES, ids=lambda shape: type(shape).__name__)
def test_every_kind_of_shape_leaves_ink(look: Look, shape: Shape, scheme: str) -> None:
    look.choose_scheme(scheme)
    assert len(inked(painted(look, shape), look)) > 40


@pytest.mark.parametrize("texture", TEXTURES)
def test_a_texture_fills_its_area_and_nothing_else(look: Look, texture: Texture) -> None:
    box = Box(x=10, y=20, width=60, height=30, texture=texture)
    found = inked(painted(look, box), look)
    assert len(found) > 60
    assert all(9 <= x <= 70 and 19 <= y <= 50 for x, y in found)


@pytest.mark.parametrize(
    ("one", "other"), [*combinations(CERTAINTIES, 2), *combinations(LEVELS, 2)]
)
def test_textures_that_stand_together_differ(look: Look, one: Texture, other: Texture) -> None:
    images = [
        painted(look, Box(x=0, y=0, width=60, height=30, texture=texture))
        for texture in (one, other)
    ]
    apart = sum(
        images[0].pixel(x, y) != images[1].pixel(x, y) for x in range(60) for y in range(30)
    )
    assert apart > 0.1 * 60 * 30


def test_what_was_painted_before_does_not_show_in_a_texture(look: Look) -> None:
    empty = Box(x=50, y=50, width=40, height=40, texture="unproven")
    after = painted(look, Star(x=20, y=20, radius=10), empty)
    assert after.pixel(70, 70) == look.colour("surface").rgb()


def test_shapes_grow_with_the_scale(look: Look) -> None:
    box = Box(x=10, y=10, width=30, height=30, fill="text")
    look.choose_scale(200)
    found = inked(painted(look, box, factor=2), look)
    assert min(found) == (20, 20)
    assert max(found) == (79, 79)
    look.choose_scale(100)


def test_words_are_measured_in_pixels_at_full_size(look: Look) -> None:
    at_full = measure(look, "chứng minh được", 10, False)
    look.choose_scale(200)
    assert measure(look, "chứng minh được", 10, False) == pytest.approx(at_full, rel=0.05)
    look.choose_scale(100)


def test_the_frame_of_the_keys_goes_round_its_place(look: Look) -> None:
    image = QImage(SIDE, SIDE, QImage.Format.Format_RGB32)
    image.fill(look.colour("surface"))
    painter = QPainter(image)
    paint_focus(painter, Spot(x=20, y=20, width=50, height=30, sentence="hai"), look)
    painter.end()
    assert image.pixelColor(45, 21) == look.colour("accent")
    assert image.pixelColor(45, 35) == look.colour("surface")
