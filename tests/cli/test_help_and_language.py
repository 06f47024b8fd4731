"""Help and messages: complete, and in one language at a time."""

from __future__ import annotations

import argparse
from collections.abc import Iterator

import pytest

from desk_app import parts
from desk_app.cli.parser import build_parser
from desk_app.core.argparse_words import argparse_words
from tests.support.command_line import DONE, USER, CommandLine
from tests.support.parsers import commands_of

# Words that argparse itself brings along in English.
ENGLISH = (
    "usage:", "positional arguments", "options:", "show this", "exit", "the following",
    "required:", "unrecognized", "expected", "invalid", "choose from", "argument ",
)  # fmt: skip
LANGUAGES = ("vi", "en")


def _parsers(language: str) -> Iterator[tuple[str, argparse.ArgumentParser]]:
    with argparse_words(parts.texts(language)):
        yield from commands_of(build_parser(parts.texts(language)))


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_command_and_option_says_what_it_is_for(language: str) -> None:
    texts = parts.texts(language)
    seen = 0
    for name, parser in _parsers(language):
        assert parser.description, name
        assert not parser.description.startswith("help."), name
        for action in parser._actions:
            if isinstance(action, argparse._SubParsersAction):
                continue
            assert action.help, (name, action.dest)
            assert not action.help.startswith(("help.", "option.", "argparse.")), action.help
            seen += 1
    assert seen > 100
    assert texts.codes() == parts.texts("vi").codes()


def test_no_help_text_is_written_for_nothing() -> None:
    wanted = set()
    for name, parser in _parsers("en"):
        wanted.add(f"help.{name.replace(' ', '.')}" if name else "help.program")
        for action in parser._actions:
            if action.option_strings or action.metavar:
                words = (
                    action.option_strings[-1].lstrip("-") if action.option_strings else action.dest
                )
                wanted |= {f"option.{words}", f"option.{name.replace(' ', '.')}.{words}"}
    written = {code for code in parts.texts("en").codes() if code.startswith(("help.", "option."))}

    assert written - wanted == {"help.commands", "help.command"}


def test_the_help_of_every_command_can_be_shown_in_both_languages(mot_cua: CommandLine) -> None:
    for name, _ in list(_parsers("en")):
        for language in LANGUAGES:
            mot_cua.language = language
            done = mot_cua(*name.split(), "--help")
            assert (done.code, done.err) == (DONE, ""), name
            if language == "vi":
                assert not [word for word in ENGLISH if word in done.out], (name, done.out)


@pytest.mark.parametrize(
    "words",
    [
        (), ("nothing",), ("visit", "void", "X"), ("visit", "add", "--nothing"),
        ("score", "--month"),
        ("demo", "--days", "x", "--visits-per-day", "1", "--seed", "1"), ("officer", "add", "A",
        "--role", "king"), ("demo", "--days", "1", "--visits-per-day", "1", "--seed", "1.5"),
        ("score", "--json=x"), ("search",), ("visit", "list", "--day", "x"),
        ("assess", "set", "1.1", "1", "--reason", "r", "--period", "26"),
    ],
)  # fmt: skip
def test_what_argparse_refuses_is_said_in_the_language_that_was_asked_for(
    mot_cua: CommandLine, words: tuple[str, ...]
) -> None:
    mot_cua.language = "vi"
    done = mot_cua(*words)
    mot_cua.language = "en"
    english = mot_cua(*words)

    assert (done.code, english.code) == (USER, USER)
    message = done.err.strip().splitlines()[-1]
    assert not [word for word in ENGLISH if word in message], message
    assert message != english.err.strip().splitlines()[-1]


def test_the_language_is_vietnamese_unless_something_else_is_said(
    mot_cua: CommandLine, monkeypatch: pytest.MonkeyPatch
) -> None:
    def said(*words: str) -> str:
        return mot_cua.bare(*words, "--home", str(mot_cua.home), "visit", "list").err

    vietnamese, english = said(), said("--lang", "en")
    assert "Chưa có quầy nào" in vietnamese
    assert "There is no desk" in english
    assert said("--lang=en") == english
    monkeypatch.setenv("MOT_CUA_LANG", "en")
    assert said() == english
    assert said("--lang", "vi") == vietnamese
    monkeypatch.setenv("MOT_CUA_LANG", "fr")
    assert said() == vietnamese


def test_argparse_speaks_english_again_afterwards(mot_cua: CommandLine) -> None:
    mot_cua("--help")
    mot_cua("nothing")

    assert "usage: " in argparse.ArgumentParser("x").format_usage()


def test_the_version_is_said(mot_cua: CommandLine) -> None:
    done = mot_cua("--version")

    assert done.code == DONE
    assert done.out.startswith("Một Cửa ")
