"""argparse's own words ("usage:", "expected one argument") in the language that is asked for.

The command lines of the desk and of the province share them.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from desk_app.core.texts import Texts

# argparse looks its words up through gettext, which would need compiled catalogues and the
# language of the machine. Its words are few and stable; these are those of Python 3.11 to 3.14.
# What is not listed stays English.
_CODES = {
    "usage: ": "argparse.usage",
    "positional arguments": "argparse.positional",
    "options": "argparse.options",
    "show this help message and exit": "argparse.help",
    "argument %(argument_name)s: %(message)s": "argparse.argument",
    "the following arguments are required: %s": "argparse.required",
    "one of the arguments %s is required": "argparse.one_required",
    "unrecognized arguments: %s": "argparse.unrecognized",
    "expected one argument": "argparse.expected_one",
    "expected at most one argument": "argparse.expected_at_most_one",
    "expected at least one argument": "argparse.expected_at_least_one",
    "expected %s argument": "argparse.expected_some",
    "expected %s arguments": "argparse.expected_some",
    "not allowed with argument %s": "argparse.not_together",
    "ignored explicit argument %r": "argparse.needless_value",
    "invalid choice: %(value)r (choose from %(choices)s)": "argparse.choice",
    "unknown parser %(parser_name)r (choices: %(choices)s)": "argparse.command",
    "invalid %(type)s value: %(value)r": "argparse.value",
}
_OPTION = "--lang"


@contextmanager
def argparse_words(texts: Texts) -> Iterator[None]:
    """Inside, argparse speaks the language of the texts."""

    def word(message: str) -> str:
        code = _CODES.get(message)
        return message if code is None else texts.say(code)

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


def language_asked(given: Sequence[str], otherwise: str, known: Sequence[str]) -> str:
    """The language that `--lang` names, needed before the arguments are read.

    otherwise: what the environment says; the first of those known when neither is one of them.
    """
    wanted = otherwise
    for place, argument in enumerate(given):
        if argument == _OPTION and place + 1 < len(given):
            wanted = given[place + 1]
        elif argument.startswith(f"{_OPTION}="):
            wanted = argument.split("=", 1)[1]
    return wanted if wanted in known else known[0]
