"""Colour tokens of a theme and the style sheet that is filled from them."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Mapping

import resources

_HOLE = re.compile(r"@(px|pt)\((\d+(?:\.\d+)?)\)|@([a-z_0-9]+)")


def load_tokens(name: str) -> dict[str, str]:
    """The colours of the theme `name` ("light" or "dark"), as #RRGGBB by token."""
    document = tomllib.loads(resources.read_text(f"themes/{name}.toml"))
    return {str(token): str(colour) for token, colour in document["tokens"].items()}


def fill(
    template: str,
    tokens: Mapping[str, str],
    pixels: Callable[[float], int],
    points: Callable[[float], float],
) -> str:
    """The style sheet with each `@token`, `@px(n)`, `@pt(n)` replaced; an unknown one raises."""

    def value(hole: re.Match[str]) -> str:
        if hole[1] == "px":
            return f"{pixels(float(hole[2]))}px"
        if hole[1] == "pt":
            return f"{points(float(hole[2])):g}pt"
        return tokens[hole[3]]

    return _HOLE.sub(value, template)
