"""What every command needs: its arguments, its language, the home, and where its words go."""

from __future__ import annotations

import argparse
import json
import os
import sys
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import msgspec

from desk_app.core.clock import Millis, day_of
from desk_app.core.errors import UserProblem
from desk_app.core.problems import Problem
from desk_app.core.texts import Texts

Command = Callable[["Context"], int]
DONE, USER, ENVIRONMENT, BUG = 0, 1, 2, 3


def now() -> Millis:
    """The machine's clock."""
    return Millis(time.time_ns() // 1_000_000)


def default_home() -> Path:
    """Where this user's province lives when nobody says otherwise."""
    if sys.platform == "win32":
        base = Path(os.environ.get("APPDATA") or Path.home() / "AppData" / "Roaming")
        return base / "MotCua" / "province"
    base = Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share")
    return base / "mot-cua" / "province"


class Context:
    """One call of the command line."""

    def __init__(self, arguments: argparse.Namespace, texts: Texts) -> None:
        self.arguments = arguments
        self.texts = texts

    @property
    def home(self) -> Path:
        """The province's folder."""
        named = self.arguments.home
        if named is None:
            return default_home()
        if not named:
            # An empty variable in a script must not lead to another province than the one meant.
            raise UserProblem(Problem("cli.home_empty", "home"))
        return Path(named)

    @staticmethod
    def today() -> date:
        """The civil day that it is."""
        return day_of(now())

    def input(self) -> bytes:
        """What stands in the file named on the command line."""
        file = Path(self.arguments.file)
        if not file.is_file():
            code = "cli.no_file" if not file.exists() else "cli.not_a_file"
            raise UserProblem(Problem(code, "file", {"file": str(file)}))
        return file.read_bytes()

    def say(self, code: str, /, **values: str) -> None:
        """Print a sentence."""
        self.line(self.texts.say(code, **values))

    def line(self, text: str) -> None:
        """Print a line, at once: a server's output is often a pipe that somebody reads along."""
        sys.stdout.write(f"{text}\n")
        sys.stdout.flush()

    def note(self, *problems: Problem) -> None:
        """Print sentences beside the result: on standard error."""
        for problem in problems:
            sys.stderr.write(f"{self.texts.sentence(problem)}\n")

    def document(self, value: Any) -> None:
        """Print one JSON document, the only thing on standard output."""
        self.line(json.dumps(msgspec.to_builtins(value), ensure_ascii=False))

    def progress(self, done: int) -> None:
        """Show how far long work is, on a terminal only."""
        if sys.stderr.isatty():
            sys.stderr.write(f"\r{done:,}")
            sys.stderr.flush()
