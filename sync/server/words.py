"""The sentences of the command line, and argparse speaking their language."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache

import resources
from desk_app.core.texts import Texts, load_texts

LANGUAGES = ("vi", "en")

# argparse looks its words up through gettext, which would need compiled catalogues and the
# language of the machine. Those of Python 3.11 to 3.14; what is not listed stays English.
_ARGPARSE = {
    "usage: ": "argparse.usage",
    "positional arguments": "argparse.positional",
    "options": "argparse.options",
    "show this help message and exit": "argparse.help",
    "argument %(argument_name)s: %(message)s": "argparse.argument",
    "the following arguments are required: %s": "argparse.required",
    "unrecognized arguments: %s": "argparse.unrecognized",
    "expected one argument": "argparse.expected_one",
    "not allowed with argument %s": "argparse.not_together",
    "ignored explicit argument %r": "argparse.needless_value",
    "invalid choice: %(value)r (choose from %(choices)s)": "argparse.choice",
    "unknown parser %(parser_name)r (choices: %(choices)s)": "argparse.command",
    "invalid %(type)s value: %(value)r": "argparse.value",
}


@cache
def texts(language: str) -> Texts:
    """All sentences of a language."""
    folder = f"texts/{language}.d"
    return load_texts(resources.read_text(f"{folder}/{name}") for name in resources.names(folder))


@contextmanager
def argparse_words(said: Texts) -> Iterator[None]:
    """Inside, argparse speaks the language of the texts."""

    def word(message: str) -> str:
        code = _ARGPARSE.get(message)
        return message if code is None else said.say(code)

    def words(one: str, many: str, count: int) -> str:
        return word(one if count == 1 else many)

    before = {name: getattr(argparse, name) for name in ("_", "ngettext")}
    setattr(argparse, "_", word)  # noqa: B010  (the names are argparse's own, unknown to mypy)
    setattr(argparse, "ngettext", words)  # noqa: B010
    try:
        yield
    finally:
        for name, value in before.items():
            setattr(argparse, name, value)
