"""Every problem of vault, PINs, officers and rights has its sentence in both languages."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import resources
from desk_app.core.rights import ACTIONS

CODE = re.compile(r'"((?:vault|pin|officer)\.[a-z_]+(?:\.[a-z_]+)*)"')
KEYRING_STATES = (
    "no_keyring",
    *(f"keyring_{s}" for s in ["unsafe", "locked", "waits", "denied", "failed"]),
)
SOURCES = [
    *(Path(__file__).parents[2] / "desk_app" / "vault").glob("*.py"),
    *((Path(__file__).parents[2] / "desk_app").glob("*/*officer*.py")),
    Path(__file__).parents[2] / "desk_app" / "services" / "sign_in.py",
]
OPS = {"officer.added", "officer.changed", "officer.add"}


def sentences(language: str) -> dict[str, str]:
    return tomllib.loads(resources.read_text(f"texts/{language}.d/vault.toml"))


def used() -> set[str]:
    found = {code for source in SOURCES for code in CODE.findall(source.read_text("utf-8"))}
    found |= {f"vault.{state}.create" for state in KEYRING_STATES}
    found |= {f"vault.keyfile_{word}" for word in ("newer", "unreadable", "damaged", "missing")}
    found |= {f"rights.{action}" for action in ACTIONS} | {"rights.demo.practice_only"}
    return found - OPS


def test_every_code_has_a_sentence_and_every_sentence_a_code() -> None:
    assert used() == set(sentences("vi"))


def test_both_languages_say_the_same_things_about_the_same_values() -> None:
    vietnamese, english = sentences("vi"), sentences("en")
    assert set(vietnamese) == set(english)
    holes = re.compile(r"\{(\w+)\}")
    for code, sentence in vietnamese.items():
        assert set(holes.findall(sentence)) == set(holes.findall(english[code])), code


def test_sentences_are_whole_and_speak_plainly() -> None:
    for language, forbidden in (("vi", "không hợp lệ"), ("en", "invalid")):
        for code, sentence in sentences(language).items():
            assert forbidden not in sentence.lower(), code
            assert sentence.endswith((".", "}", ")")) or code == "vault.sheet.title", code
