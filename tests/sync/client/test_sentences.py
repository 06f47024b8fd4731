"""Every problem that syncing can end with has its sentence, in both languages, with equal holes."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import resources
from desk_app import parts

ROOT = Path(__file__).parents[3]
SOURCES = (
    *(ROOT / "sync" / "client").glob("*.py"),
    *(ROOT / "desk_app" / "services" / f"{name}.py" for name in ("run_sync", "network_lane")),
)
# Names on the wire and answers of the province that are never shown to a person.
ON_THE_WIRE = {"sync.cursor", "sync.restored", "sync.lock"}


def test_every_code_in_the_source_has_a_sentence() -> None:
    found = {
        code
        for source in SOURCES
        for code in re.findall(r'"(sync\.[a-z_.]+)"', source.read_text(encoding="utf-8"))
    } - ON_THE_WIRE
    assert len(found) > 30
    for language in parts.LANGUAGES:
        assert found - parts.texts(language).codes() == set()


def test_both_languages_have_the_same_sentences_with_the_same_holes() -> None:
    vi, en = (
        tomllib.loads(resources.read_text(f"texts/{language}.d/sync_client.toml"))
        for language in parts.LANGUAGES
    )
    assert vi.keys() == en.keys()
    for code, sentence in vi.items():
        assert set(re.findall(r"\{\w+\}", sentence)) == set(re.findall(r"\{\w+\}", en[code])), code
