"""The words of the command line: every command with its options, in one place."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from datetime import date
from typing import Any, NoReturn, get_args

import desk_app
from desk_app.core.texts import Texts
from sync.protocol.packages import Kind
from sync.server import (
    cli,
    cli_branches,
    cli_bundle,
    cli_erasures,
    cli_log,
    cli_message,
    serve_command,
)
from sync.server.context import Command
from sync.server.settings import LOOPBACK
from sync.server.words import LANGUAGES

_PORT = 8080


class Refused(Exception):
    """The arguments could not be read; the words say why."""


class Parser(argparse.ArgumentParser):
    """argparse, but what it refuses is raised, and an option must be written in full."""

    def __init__(self, **settings: Any) -> None:
        super().__init__(allow_abbrev=False, **settings)

    def error(self, message: str) -> NoReturn:
        """Raise what is wrong with the arguments."""
        raise Refused(f"{self.format_usage().rstrip()}\n{message}")


class Words:
    """Adds words to one parser: options, and commands below it.

    Helps are looked up: province.help.<command>, province.option.<command>.<name> or
    province.option.<name>.
    """

    def __init__(self, parser: argparse.ArgumentParser, texts: Texts, path: str = "") -> None:
        self._parser = parser
        self._texts = texts
        self._path = path
        self._below: argparse._SubParsersAction[Parser] | None = None

    def add(self, *names: str, **settings: Any) -> None:
        """An option, or a word when its name has no dashes."""
        name = names[-1].lstrip("-")
        own = f"province.option.{self._path}{name}"
        code = own if own in self._texts.codes() else f"province.option.{name}"
        self._parser.add_argument(*names, help=self._texts.say(code), **settings)

    def flag(self, *names: str) -> None:
        """An option without a value."""
        for name in names:
            self.add(name, action="store_true")

    def group(self, name: str, *, needed: bool = True) -> Words:
        """A word that commands come behind; needed: it is no command by itself."""
        below = self._command(name)
        below._open(needed)
        return below

    def command(self, name: str, run: Command) -> Words:
        """A command that is run by `run`."""
        below = self._command(name)
        below.runs(run)
        return below

    def runs(self, run: Command) -> None:
        """These words alone are a command."""
        self._parser.set_defaults(command=run)

    def reading(self, read: Callable[[str], Any], code: str) -> Callable[[str], Any]:
        """`read`, but what it cannot read is said with this code."""

        def reading(text: str) -> Any:
            try:
                return read(text)
            except ValueError:
                words = self._texts.say(code, have=text)
                raise argparse.ArgumentTypeError(words) from None

        return reading

    def _open(self, needed: bool) -> None:
        self._below = self._parser.add_subparsers(
            metavar=self._texts.say("help.command"),
            title=self._texts.say("help.commands"),
            required=needed,
            parser_class=Parser,
        )

    def _command(self, name: str) -> Words:
        if self._below is None:
            self._open(True)
        assert self._below is not None
        path = f"{self._path}{name}"
        words = self._texts.say(f"province.help.{path}")
        parser = self._below.add_parser(name, help=words, description=words)
        return Words(parser, self._texts, f"{path}.")


def build_parser(texts: Texts) -> Parser:
    """The parser of the whole command line, its help in the language of the texts."""
    parser = Parser(prog="mot-cua-province", description=texts.say("province.help.program"))
    words = Words(parser, texts)
    words.add("--version", action="version", version=f"Một Cửa {desk_app.__version__}")
    words.add("--home", metavar="DIR")
    words.add("--lang", choices=LANGUAGES)
    init = words.command("init", cli.init)
    init.flag("--practice", "--if-none")
    _serve(words.command("serve", serve_command.serve))
    _desks(words.group("desk"))
    publishing = words.command("publish", cli.publish)
    publishing.add("file", metavar="FILE")
    publishing.add("--kind", required=True, choices=get_args(Kind))
    day = publishing.reading(date.fromisoformat, "province.day")
    publishing.add("--from", dest="valid_from", required=True, metavar="DAY", type=day)
    publishing.flag("--json")
    _bundles(words.group("bundle"))
    _log(words)
    words.command("counts", cli.counts).flag("--json")
    _message(words.command("message", cli_message.message))
    return parser


def _message(words: Words) -> None:
    words.add("text", nargs="?", metavar="TEXT")
    words.add("--en", metavar="TEXT")
    words.flag("--clear", "--json")


def _serve(words: Words) -> None:
    words.add("--host", default=LOOPBACK, metavar="ADDRESS")
    port = words.reading(int, "province.port_number")
    words.add("--port", default=_PORT, metavar="N", type=port)
    words.add("--cert", metavar="FILE")
    words.add("--key", metavar="FILE")
    words.flag("--behind-proxy", "--without-tls", "--open-metrics")


def _desks(words: Words) -> None:
    adding = words.command("add", cli.add_desk)
    adding.add("--commune", required=True, metavar="CODE")
    adding.flag("--json")
    words.command("list", cli.list_desks).flag("--json")
    for name, run in (("revoke", cli.revoke_desk), ("restore", cli.restore_desk)):
        setting = words.command(name, run)
        setting.add("desk", metavar="DESK")
        setting.flag("--json")
    enrolling = words.command("enrol", cli.enrol_desk)
    enrolling.add("file", metavar="FILE")
    enrolling.add("-o", "--output", metavar="FILE")
    enrolling.flag("--json")


def _bundles(words: Words) -> None:
    importing = words.command("import", cli_bundle.import_bundle)
    importing.add("file", metavar="FILE")
    importing.add("--reply", metavar="FILE")
    importing.flag("--force", "--json")
    replying = words.command("reply", cli_bundle.reply)
    replying.add("file", metavar="FILE")
    replying.add("--desk", required=True, metavar="DESK")
    replying.flag("--force", "--json")


def _log(words: Words) -> None:
    aside = words.group("quarantine", needed=False)
    aside.runs(cli_log.list_quarantine)
    aside.flag("--json")
    aside.command("list", cli_log.list_quarantine).flag("--json")
    retrying = aside.command("retry", cli_log.retry_quarantine)
    retrying.add("op", nargs="?", metavar="OP")
    retrying.flag("--json")
    leaving_out = aside.command("set-aside", cli_log.set_aside)
    leaving_out.add("op", metavar="OP")
    leaving_out.flag("--json")
    words.command("branches", cli_branches.list_branches).flag("--json")
    words.command("erasures", cli_erasures.list_erasures).flag("--json")
    words.command("reproject", cli_log.reprojected).flag("--json")
    words.command("verify", cli_log.verified).flag("--json")
