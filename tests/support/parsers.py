"""Walks through a parser of commands, as its reference does."""

from __future__ import annotations

import argparse
from collections.abc import Iterator


def commands_of(
    parser: argparse.ArgumentParser, name: str = ""
) -> Iterator[tuple[str, argparse.ArgumentParser]]:
    """The parser and all below it, each with the words that lead to it."""
    yield name, parser
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction):
            for word, below in action.choices.items():
                yield from commands_of(below, f"{name} {word}".strip())


def runs(parser: argparse.ArgumentParser) -> bool:
    """Whether this parser is a command that runs, and no mere beginning of others."""
    return parser.get_default("command") is not None


def option_names(parser: argparse.ArgumentParser) -> list[str]:
    """The long names of its options, and the words it takes."""
    names = []
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction) or action.dest == "help":
            continue
        names.append(action.option_strings[-1] if action.option_strings else str(action.metavar))
    return names
