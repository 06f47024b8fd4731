"""Colours keep their contrast, the style sheet leaves no hole, icons are shipped."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

import resources
from desk_app.qt.look import SCALES, Look
from desk_app.qt.tokens import fill, load_tokens

ROOT = Path(__file__).parents[2]
# look.md: text on the surface it stands on, and at least how much.
CONTRASTS = (
    ("text", "surface", 4.5),
    ("text2", "surface", 4.5),
    ("text2", "bg", 4.5),
    ("text3", "surface", 4.5),
    ("text3", "selection", 4.5),
    ("text", "selection", 4.5),
    ("accent", "surface", 4.5),
    ("on_accent", "accent", 4.5),
    ("good", "surface", 4.5),
    ("near", "surface", 4.5),
    ("near", "near_fill", 4.5),
    ("late", "surface", 4.5),
    ("late", "late_fill", 4.5),
    ("held", "surface", 4.5),
    ("field", "surface", 3.0),
    ("disabled", "surface", 3.0),
    ("undo_text", "undo", 4.5),
)


def luminance(colour: str) -> float:
    parts = [int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize(("ink", "ground", "least"), CONTRASTS)
def test_text_can_be_read_on_its_ground(theme: str, ink: str, ground: str, least: float) -> None:
    tokens = load_tokens(theme)
    light, dark = sorted((luminance(tokens[ink]), luminance(tokens[ground])), reverse=True)
    assert (light + 0.05) / (dark + 0.05) >= least


def test_both_themes_know_the_same_tokens() -> None:
    assert load_tokens("light").keys() == load_tokens("dark").keys()


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_every_hole_of_the_style_sheet_is_filled(theme: str) -> None:
    sheet = fill(resources.read_text("themes/window.qss"), load_tokens(theme), round, float)
    assert "@" not in sheet


def test_a_misspelt_token_is_no_silent_black() -> None:
    with pytest.raises(KeyError):
        fill("QLabel { color: @textt; }", load_tokens("light"), round, float)


def test_everything_grows_with_the_scale(look: Look) -> None:
    heights = []
    for scale in SCALES:
        look.choose_scale(scale)
        heights.append(look.height(10.5, 8))
    assert heights == sorted(heights)
    assert heights[-1] >= 2 * heights[0] - 4
    look.choose_scale(100)


def test_the_theme_changes_the_palette_of_the_application(look: Look) -> None:
    look.choose_scheme("dark")
    assert look.dark
    assert look.colour("bg").name().upper() == load_tokens("dark")["bg"]
    look.choose_scheme("light")
    assert not look.dark


def test_every_icon_that_is_named_is_shipped(look: Look) -> None:
    shipped = {name.removesuffix(".svg") for name in resources.names("icons")}
    named: set[str] = set()
    for folder in ("desk_app/ui", "desk_app/qt"):
        for file in (ROOT / folder).rglob("*.py"):
            for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
                if isinstance(node, ast.Constant) and isinstance(node.value, str):
                    named.add(node.value)
    used = {word for word in named if re.fullmatch(r"[a-z]+(-[a-z0-9]+)+", word)} & shipped
    assert {"user-plus", "alert-triangle", "circle-check"} <= used
    for name in used:
        assert not look.pixmap(name, 18, "text", 1.0).isNull()


def test_an_icon_that_is_not_shipped_is_no_empty_picture(look: Look) -> None:
    with pytest.raises(FileNotFoundError):
        look.pixmap("no-such-icon", 18, "text", 1.0)
