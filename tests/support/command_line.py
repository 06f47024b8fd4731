"""The command line as a script meets it: words in, exit code, standard output and error out.

done = mot_cua("visit", "add", "--name", "Nguyễn Thị Hoà", "--procedure", PROCEDURE)
assert done.code == 0
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any, NamedTuple

import pytest

import desk_app
from desk_app.cli import main
from desk_app.store.database import FILE_NAME, connect
from desk_app.store.sqlite import Connection
from desk_app.vault.practice import PRACTICE_KEY

_ROOT = Path(desk_app.__file__).parents[1]

UNIT = "07210"
PROCEDURE = "2.000815"
OTHER_PROCEDURE = "2.000884"
DONE, USER, ENVIRONMENT, BUG = 0, 1, 2, 3


class Done(NamedTuple):
    """How a command ended."""

    code: int
    out: str
    err: str


class CommandLine:
    """Runs commands on one home, inside this process; sentences come in English."""

    def __init__(self, home: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.home = home
        self.who: tuple[str, ...] = ()
        self.language = "en"
        self._capsys = capsys

    def __call__(self, *words: str | Path) -> Done:
        """Run a command and say how it ended."""
        before = ("--home", str(self.home), "--lang", self.language, *self.who)
        return self.bare(*before, *words)

    def bare(self, *words: str | Path) -> Done:
        """Run a command exactly as written."""
        self._capsys.readouterr()
        code = main([str(word) for word in words])
        out, err = self._capsys.readouterr()
        return Done(code, out, err)

    def json(self, *words: str | Path, code: int = DONE) -> Any:
        """The one JSON document that the command prints, and nothing else."""
        done = self(*words, "--json")
        assert done.code == code, done
        assert done.out.count("\n") == 1
        return json.loads(done.out)

    def init(self, *words: str | Path, practice: bool = True) -> Path:
        """Make the desk; the file with its recovery key."""
        sheet = self.home.with_name(f"{self.home.name}-recovery.txt")
        kind = ("--practice",) if practice else ()
        done = self("init", "--unit", UNIT, "--desk", "Quầy 1", "--recovery-key-out", sheet,
                    *kind, *words)  # fmt: skip
        assert done.code == DONE, done
        return sheet

    def add(self, *words: str, name: str = "Nguyễn Văn Bình") -> str:
        """Log a visit; its id."""
        given = ("--name", name, "--procedure", PROCEDURE, *words)
        return str(self.json("visit", "add", *given)["id"])

    def visits(self) -> list[dict[str, Any]]:
        """All visits of all days."""
        listed = self.json("visit", "list", "--from", "2016-01-01", "--to", "2099-01-01")
        return list(listed["visits"])

    def visit(self, identity: str) -> dict[str, Any]:
        """One visit as it is listed."""
        (found,) = [one for one in self.visits() if one["id"] == identity]
        return found

    def connection(self) -> Connection:
        """A writing connection to a practice desk's database, for whoever wants to do harm."""
        return connect(self.home / FILE_NAME, PRACTICE_KEY)

    def files(self) -> dict[str, bytes]:
        """Every file below the home with what it holds."""
        return contents(self.home)


def contents(folder: Path) -> dict[str, bytes]:
    """Every file below a folder with what it holds."""
    return {
        str(file.relative_to(folder)): file.read_bytes()
        for file in sorted(folder.rglob("*"))
        if file.is_file()
    }


def command(*words: str | Path) -> list[str]:
    """The command line as a program of its own."""
    return [sys.executable, "-m", "desk_app.cli", *map(str, words)]


def environment(**changes: str) -> dict[str, str]:
    """The variables of such a program: where its code is, and no setting of whoever tests."""
    return {**os.environ, "PYTHONPATH": str(_ROOT), **changes}


def run_program(*words: str | Path, **changes: str) -> subprocess.CompletedProcess[bytes]:
    """Run the command line as a program of its own, to its end, with these variables changed."""
    return subprocess.run(
        command(*words),
        capture_output=True,
        check=False,
        env=environment(**changes),
        timeout=60,
    )
