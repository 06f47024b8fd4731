"""How a command is added to the parser: its help and that of its options are looked up by name."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from datetime import date
from typing import Any, NoReturn

from desk_app.cli.context import Command
from desk_app.core.problems import Problem
from desk_app.core.texts import Texts
from desk_app.core.visit import parse_when


class Refused(Exception):
    """The arguments could not be read; the words say why."""


class Parser(argparse.ArgumentParser):
    """argparse, but what it refuses is raised, and an option must be written in full.

    A script that wrote --rec would break on the day when a second such option comes.
    """

    def __init__(self, **settings: Any) -> None:
        super().__init__(allow_abbrev=False, **settings)

    def error(self, message: str) -> NoReturn:
        """Raise what is wrong with the arguments."""
        raise Refused(f"{self.format_usage().rstrip()}\n{message}")


class Options:
    """Adds options and words to one command."""

    def __init__(self, parser: argparse.ArgumentParser, texts: Texts, path: str) -> None:
        self._parser = parser
        self._texts = texts
        self._path = path

    def add(self, *names: str, **settings: Any) -> None:
        """An option, or a word when its name has no dashes.

        Its help is the text `option.<command>.<name>`, or `option.<name>` where all commands mean
        the same.
        """
        name = names[-1].lstrip("-")
        own = f"option.{self._path}.{name}"
        code = own if own in self._texts.codes() else f"option.{name}"
        self._parser.add_argument(*names, help=self._texts.say(code), **settings)

    def flag(self, name: str) -> None:
        """An option without a value."""
        self.add(name, action="store_true")

    def number(self, name: str, **settings: Any) -> None:
        """An option with a number from 1 on."""
        self.add(name, type=self._read(_positive, "cli.number"), metavar="N", **settings)

    def whole_number(self, name: str, **settings: Any) -> None:
        """An option with a number that may be nought or less."""
        self.add(name, type=self._read(int, "cli.whole_number"), metavar="N", **settings)

    def year(self, name: str, **settings: Any) -> None:
        """An option with a year."""
        self.add(name, type=self._read(_year, "cli.year"), metavar="YYYY", **settings)

    def day(self, name: str, **settings: Any) -> None:
        """An option with a day; its value is a date."""
        self.add(name, type=self._read(_day, "cli.day"), metavar="DAY", **settings)

    def _read(self, read: Callable[[str], Any], code: str) -> Callable[[str], Any]:
        def reading(text: str) -> Any:
            try:
                return read(text)
            except ValueError:
                words = self._texts.say(code, have=text)
                raise argparse.ArgumentTypeError(words) from None

        return reading


class Commands:
    """Adds commands, and groups of commands, below a parser."""

    def __init__(
        self,
        parser: argparse.ArgumentParser,
        texts: Texts,
        path: str = "",
        alone: Command | None = None,
    ) -> None:
        self._texts = texts
        self._path = path
        self._below = parser.add_subparsers(
            metavar=texts.say("help.command"),
            title=texts.say("help.commands"),
            required=alone is None,
            parser_class=Parser,
        )
        # The group itself, for whoever gives its words alone a meaning.
        self.itself = Options(parser, texts, path.removesuffix("."))
        if alone is not None:
            parser.set_defaults(command=alone)

    def add(self, name: str, command: Command) -> Options:
        """A command that is run by `command`."""
        path = f"{self._path}{name}"
        parser = self._parser(name)
        parser.set_defaults(command=command)
        return Options(parser, self._texts, path)

    def group(self, name: str, alone: Command | None = None) -> Commands:
        """A word that other commands come behind; alone: what it does without any of them."""
        return Commands(self._parser(name), self._texts, f"{self._path}{name}.", alone)

    def _parser(self, name: str) -> argparse.ArgumentParser:
        words = self._texts.say(f"help.{self._path}{name}")
        return self._below.add_parser(name, help=words, description=words)


def _positive(text: str) -> int:
    number = int(text)
    if number < 1:
        raise ValueError(text)
    return number


def _year(text: str) -> int:
    number = int(text)
    if not 2000 <= number <= 2100:
        raise ValueError(text)
    return number


def _day(text: str) -> date:
    when = parse_when(text)
    if isinstance(when, Problem):
        raise ValueError(text)
    return when.date()
