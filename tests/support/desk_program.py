"""A practice desk as its officer's scripts meet it: the command line, some of it as processes.

desk = DeskProgram(tmp_path / "desk1", "Quầy 1")
desk.init()
desk.pair(url, code)
desk.visit("Lê Thị Hoà")
assert desk.sync()["waiting"] == 0
"""

from __future__ import annotations

import io
import json
import os
import shutil
import subprocess
import sys
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path
from typing import Any
from unittest.mock import patch

from desk_app.cli import main
from desk_app.store.database import FILE_NAME, connect
from desk_app.vault.practice import PRACTICE_KEY
from tests.support.command_line import PROCEDURE, Done
from tests.support.desks import UNIT
from tests.support.house import ROOT
from tests.support.processes import HANG

OpHash = tuple[str, int, int, bytes]


class DeskProgram:
    """One home of a desk. state: what stands outside the home, which a copied disk lacks."""

    def __init__(self, home: Path, name: str, unit: str = UNIT) -> None:
        self.home = home
        self.name = name
        self.unit = unit
        self.state = home.with_name(f"{home.name}-state")

    @property
    def _env(self) -> dict[str, str]:
        return {**os.environ, "PYTHONPATH": str(ROOT), "XDG_STATE_HOME": str(self.state)}

    def run(self, *words: str | Path) -> Done:
        """A command, inside this process: that is quicker."""
        given = ["--home", str(self.home), "--lang", "en", *map(str, words)]
        out, err = io.StringIO(), io.StringIO()
        changes = {"XDG_STATE_HOME": str(self.state)}
        with patch.dict(os.environ, changes), redirect_stdout(out), redirect_stderr(err):
            code = main(given)
        return Done(code, out.getvalue(), err.getvalue())

    def start(self, *words: str | Path) -> subprocess.Popen[str]:
        """A command as a process of its own."""
        command = [sys.executable, "-m", "desk_app.cli", "--home", str(self.home), "--lang", "en"]
        return subprocess.Popen(
            [*command, *map(str, words)], env=self._env, stdout=subprocess.PIPE,
            stderr=subprocess.PIPE, text=True,
        )  # fmt: skip

    def init(self) -> None:
        """Make the desk."""
        sheet = self.home.with_name(f"{self.home.name}-recovery.txt")
        done = self.run("init", "--unit", self.unit, "--desk", self.name, "--recovery-key-out",
                        sheet, "--practice")  # fmt: skip
        assert done.code == 0, done

    def pair(self, url: str, code: str) -> list[str]:
        """Pair with a province; the words that it shows as well."""
        done = self.run("pair", "--url", url, "--code", code, "--json")
        assert done.code == 0, done
        words: list[str] = json.loads(done.out)["words"]
        return words

    def visit(self, name: str) -> None:
        """Log a visit."""
        done = self.run("visit", "add", "--name", name, "--procedure", PROCEDURE)
        assert done.code == 0, done

    def sync(self) -> tuple[dict[str, Any], Done]:
        """Sync in a process of its own, to its end; what it says it moved."""
        process = self.start("sync", "--once", "--json")
        out, err = process.communicate(timeout=HANG)
        done = Done(process.returncode, out, err)
        return json.loads(done.out) if done.out else {}, done

    def ops(self) -> set[OpHash]:
        """Every op that is here, by its place and hash."""
        connection = connect(self.home / FILE_NAME, PRACTICE_KEY)
        try:
            rows = connection.execute("SELECT desk, epoch, seq, hash FROM op").fetchall()
        finally:
            connection.close()
        return {(row[0], row[1], row[2], bytes(row[3])) for row in rows}

    @property
    def id(self) -> str:
        """Its id."""
        connection = connect(self.home / FILE_NAME, PRACTICE_KEY)
        try:
            return str(connection.execute("SELECT desk FROM this_desk").fetchone()[0])
        finally:
            connection.close()

    def copy_to(self, target: Path) -> None:
        """Copy the home as a backup of the disk does."""
        shutil.rmtree(target, ignore_errors=True)
        shutil.copytree(self.home, target)

    def restore(self, copy: Path) -> None:
        """The disk died; the copy takes its place."""
        shutil.rmtree(self.home)
        shutil.copytree(copy, self.home)
