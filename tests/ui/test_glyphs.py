"""Every character that may be shown has a glyph in the window's own font."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QRawFont

import resources
from tests.support.glyphs import FACES, face, missing
from tests.support.ui_texts import ROOT, source_texts, translations

# Texts that people read on the screen; fonts, icons and themes hold none.
FOLDERS = ("texts", "help", "i18n", "procedures", "units", "criteria", "forms", "simulation")
KINDS = (".toml", ".md", ".ts", ".csv")


def shipped_texts() -> Iterator[tuple[str, str]]:
    """Every file of texts, by its name."""
    for folder in FOLDERS:
        for file in sorted(Path(str(resources.path(folder))).rglob("*")):
            if file.suffix in KINDS:
                yield f"{folder}/{file.name}", file.read_text(encoding="utf-8")


def strings_of_the_window() -> Iterator[tuple[str, str]]:
    """Every string in the window's code, the descriptions of its parts left out."""
    for folder in ("desk_app/ui", "desk_app/qt"):
        for file in sorted((ROOT / folder).rglob("*.py")):
            tree = ast.parse(file.read_text(encoding="utf-8"))
            documents = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
            for node in ast.walk(tree):
                if not isinstance(node, ast.Constant) or not isinstance(node.value, str):
                    continue
                if id(node) not in documents:
                    # Control characters mark places in a text; nobody is shown one.
                    shown = "".join(c for c in node.value if c.isprintable())
                    yield f"{file.name}:{node.lineno}", shown


@pytest.fixture(params=FACES)
def font(request: pytest.FixtureRequest, qapp: object) -> QRawFont:
    """One of the two faces the window uses."""
    return face(request.param)


def test_every_shipped_text_can_be_drawn(font: QRawFont) -> None:
    texts = dict(shipped_texts())
    assert {name.split("/")[0] for name in texts} == set(FOLDERS)
    lacking = {name: bad for name, text in texts.items() if (bad := missing(font, text))}
    assert lacking == {}


def test_every_string_of_the_windows_code_can_be_drawn(font: QRawFont) -> None:
    lacking = {
        place: bad for place, text in strings_of_the_window() if (bad := missing(font, text))
    }
    assert lacking == {}


@pytest.mark.parametrize("code", ["vi", "en"])
def test_every_text_is_in_the_file_of_its_language_and_can_be_drawn(
    font: QRawFont, code: str
) -> None:
    known = translations(Path(str(resources.path(f"i18n/mot-cua_{code}.ts"))))
    said = "".join(source_texts()) if code == "vi" else ""
    said += "".join("".join(forms) for forms in known.values())
    assert len(set(said)) > 50
    assert missing(font, said) == set()


def test_a_character_that_the_font_lacks_is_found(font: QRawFont) -> None:
    assert missing(font, "a★") == {"★"}
