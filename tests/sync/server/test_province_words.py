"""The sentences of the province: one for every problem, the same in both languages, told to act."""

from __future__ import annotations

import argparse
import ast
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

import resources
from desk_app.core.argparse_words import argparse_words
from sync.server import words
from sync.server.parser import build_parser
from sync.server.words import LANGUAGES
from tests.core.test_texts import HOLE, Told, sentences, told_in
from tests.support.house import ROOT
from tests.support.parsers import commands_of
from tests.support.province_process import DONE, USER, ProvinceProgram

_OWN = "province_cli.toml"


def _own(language: str) -> dict[str, str]:
    return tomllib.loads(resources.read_text(f"texts/{language}.d/{_OWN}"))


def _told() -> list[Told]:
    found: list[Told] = []
    for file in sorted((ROOT / "sync" / "server").rglob("*.py")):
        where = str(file.relative_to(ROOT))
        source = file.read_text(encoding="utf-8")
        found.extend(told_in(source, where))
        found.extend(_refused_in(source, where))
    return found


def _refused_in(source: str, where: str) -> Iterator[Told]:
    """Every `Refused(status, "code", value=...)`."""
    named = ("acked", "retry_after")
    for node in ast.walk(ast.parse(source)):
        if not (isinstance(node, ast.Call) and getattr(node.func, "id", "") == "Refused"):
            continue
        if len(node.args) == 2 and isinstance(node.args[1], ast.Constant):
            values = frozenset(k.arg or "" for k in node.keywords if k.arg not in named)
            yield Told(f"{where}:{node.lineno}", str(node.args[1].value), values)


def test_every_problem_of_the_province_has_a_sentence_in_both_languages() -> None:
    told = _told()

    assert {one.code for one in told} >= {"province.without_tls", "sync.enrol_code", "sync.gap"}
    for language in LANGUAGES:
        missing = {f"{one.where} {one.code}" for one in told if one.code not in sentences(language)}
        assert missing == set()


def test_every_hole_of_those_sentences_is_filled() -> None:
    empty = [
        f"{one.where} {one.code} has no {hole}"
        for one in _told()
        for hole in HOLE.findall(sentences("vi").get(one.code, ""))
        if one.values is not None and hole not in one.values
    ]

    assert empty == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_sentence_is_written_for_nothing(language: str) -> None:
    source = "".join(
        file.read_text(encoding="utf-8") for file in Path(ROOT / "sync" / "server").glob("*.py")
    )
    helps = ("province.help.", "province.option.")
    said = {code for code in _own(language) if not code.startswith(helps)}
    chosen = {"province.state.active", "province.state.revoked"}

    assert {code for code in said - chosen if f'"{code}"' not in source} == set()


def _parsers(language: str) -> Iterator[tuple[str, argparse.ArgumentParser]]:
    with argparse_words(words.texts(language)):
        yield from commands_of(build_parser(words.texts(language)))


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_command_and_option_says_what_it_is_for(language: str) -> None:
    wanted = set()
    for name, parser in _parsers(language):
        path = name.replace(" ", ".")
        wanted.add(f"province.help.{path or 'program'}")
        assert parser.description
        assert not parser.description.startswith("province."), parser.description
        for action in parser._actions:
            if isinstance(action, argparse._SubParsersAction):
                continue
            assert action.help, (name, action.dest)
            assert not action.help.startswith(("province.", "argparse.")), action.help
            word = action.option_strings[-1].lstrip("-") if action.option_strings else action.dest
            wanted |= {f"province.option.{word}", f"province.option.{path}.{word}"}
    written = {c for c in _own(language) if c.startswith(("province.help.", "province.option."))}

    assert written <= wanted


def test_help_is_shown_in_the_language_that_was_asked_for(tmp_path: Path) -> None:
    program = ProvinceProgram(tmp_path)
    for name, _ in list(_parsers("en")):
        english = program.run(*name.split(), "--help") if name else program.run("--help")
        vietnamese = program.run("--lang", "vi", *name.split(), "--help")
        assert (english.code, english.err, vietnamese.code) == (DONE, "", DONE)
        assert "usage:" in english.out
        for word in ("usage:", "positional", "options:", "show this"):
            assert word not in vietnamese.out


@pytest.mark.parametrize(
    "given",
    [(), ("nothing",), ("serve", "--port"), ("serve", "--port", "x"), ("desk",), ("desk", "add"),
     ("publish", "x"), ("quarantine", "nothing"), ("counts", "--json=1"), ("init", "--prac"),
     ("verify", "\udcff")],
)  # fmt: skip
def test_what_cannot_be_read_is_refused_in_words(tmp_path: Path, given: tuple[str, ...]) -> None:
    program = ProvinceProgram(tmp_path / "home")
    english = program.run(*(given or ("--lang", "en")))
    vietnamese = program.run("--lang", "vi", *given)

    assert (english.code, english.out, vietnamese.code) == (USER, "", USER)
    assert "Traceback" not in english.err
    assert english.err.splitlines()[-1] != vietnamese.err.splitlines()[-1]
    assert not program.home.exists()
