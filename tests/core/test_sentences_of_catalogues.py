"""Promise: each problem about numbers, catalogues and the simulation has its sentence."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import resources
from desk_app.core.texts import load_texts

AREAS = ("text", "catalogue", "simulation")
FILES = (
    *("citizen_id", "phone", "units_file", "simulation_visit"),
    *("catalogue_file", "catalogue_cells", "catalogue_versions"),
)
ROOT = Path(__file__).parents[2] / "desk_app"


@pytest.mark.parametrize("language", ["vi", "en"])
def test_every_code_in_the_source_has_a_sentence(language: str) -> None:
    texts = load_texts(resources.read_text(f"texts/{language}.d/{area}.toml") for area in AREAS)
    sources = [ROOT / "core" / f"{name}.py" for name in FILES] + [ROOT / "services" / "demo.py"]
    found: set[str] = set()
    for source in sources:
        text = source.read_text(encoding="utf-8")
        found |= set(
            re.findall(r'"((?:citizen_id|phone|catalogue|units|simulation|demo)\.\w+)"', text)
        )
    assert found == texts.codes()


def test_both_languages_have_the_same_sentences_with_the_same_holes() -> None:
    for area in AREAS:
        vi, en = (
            dict(re.findall(r'^"([\w.]+)" = "(.*)"$', resources.read_text(name), re.MULTILINE))
            for name in (f"texts/vi.d/{area}.toml", f"texts/en.d/{area}.toml")
        )
        assert vi.keys() == en.keys()
        for code, sentence in vi.items():
            assert sorted(re.findall(r"\{\w+\}", sentence)) == sorted(
                re.findall(r"\{\w+\}", en[code])
            )
