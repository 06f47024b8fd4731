"""What every command needs: arguments, the language, the desk, and who acts."""

from __future__ import annotations

import argparse
import json
import signal
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any

import msgspec

from desk_app import homes, parts
from desk_app.core.clock import day_of
from desk_app.core.errors import UserProblem
from desk_app.core.officer import Officer, Role
from desk_app.core.problems import Problem
from desk_app.core.rights import Action, built_in_role
from desk_app.core.texts import Texts
from desk_app.parts import Desk
from desk_app.services import officers
from desk_app.services.open_new_desk import PRACTICE_CHAIR, PRACTICE_OFFICER
from desk_app.services.sign_in import sign_in
from desk_app.store.lock import WindowLock
from desk_app.vault import vault

Command = Callable[["Context"], int]
EARLIEST = date(1970, 1, 1)
_PIN_FILE_LIMIT = 4096


class Context:
    """One call of the command line.

    code: the exit code in case nobody reads the output to its end.
    """

    code = 0

    def __init__(self, arguments: argparse.Namespace, texts: Texts, language: str) -> None:
        self.arguments = arguments
        self.texts = texts
        self.language = language
        self._shown = -1
        self._stop_wished = False

    @property
    def home(self) -> Path:
        """The desk's folder."""
        named = self.arguments.home
        if named is None:
            return homes.default_home()
        if not named:
            # An empty variable in a script must not lead to another desk than the one meant.
            raise UserProblem(Problem("cli.home_empty", "home"))
        return Path(named)

    def recovery_key(self) -> str | None:
        """The recovery key from the file named by --recovery-key-file, if any."""
        named = self.arguments.recovery_key_file
        return None if named is None else vault.load_recovery_file(Path(named))

    @contextmanager
    def desk(self) -> Iterator[Desk]:
        """The opened desk; what the vault has to say about its key goes to standard error."""
        with parts.open_desk(self.home, self.recovery_key()) as desk:
            self.note(*desk.notes)
            yield desk

    @contextmanager
    def alone(self) -> Iterator[None]:
        """Inside, no window of this desk is open and none can be opened."""
        lock = WindowLock(self.home)
        if self.home.is_dir() and not lock.take():
            raise UserProblem(Problem("cli.window_open"))
        try:
            yield
        finally:
            lock.release()

    def acting(self, desk: Desk, action: Action) -> Officer:
        """Who does this, and may: --as with its PIN, or a practice desk's officer or chair."""
        officer = self.who(desk, built_in_role(action))
        officers.require(officer, action, practice=desk.store.desk.practice)
        return officer

    def who(self, desk: Desk, built_in: Role = "officer") -> Officer:
        """Who calls: --as with its PIN, or a practice desk's own one in this role."""
        wanted = self.arguments.acting_as
        if wanted is not None:
            return self._signed_in(desk, wanted)
        if desk.store.desk.practice:
            return _built_in(built_in)
        raise UserProblem(Problem("cli.who", "as"))

    def _signed_in(self, desk: Desk, wanted: str) -> Officer:
        named = self.arguments.pin_file
        try:
            return sign_in(desk.store, wanted, None if named is None else read_pin(named))
        except UserProblem as problem:
            if problem.problems[0].code == "pin.missing":
                raise UserProblem(Problem("cli.pin_needed", "pin_file")) from problem
            raise

    def input(self) -> Path:
        """The file named on the command line, which is there to be read."""
        file = Path(self.arguments.file)
        if not file.is_file():
            code = "cli.no_file" if not file.exists() else "cli.not_a_file"
            raise UserProblem(Problem(code, "file", {"file": str(file)}))
        return file

    def output(self, named: str, field: str = "output") -> Path:
        """A file to be written, whose name is free (or --force was given) and has a folder."""
        target = Path(named)
        values = {"file": named, "folder": str(target.parent)}
        if not target.parent.is_dir():
            raise UserProblem(Problem("cli.no_folder", field, values))
        if target.is_dir():
            raise UserProblem(Problem("cli.output_folder", field, values))
        if target.exists() and not getattr(self.arguments, "force", False):
            code = "cli.output_exists" if "force" in self.arguments else "cli.output_taken"
            raise UserProblem(Problem(code, field, values))
        return target

    def days(self) -> tuple[date | None, date | None]:
        """The civil days of --from and --to."""
        first, last = self.arguments.first_day, self.arguments.last_day
        if first is not None and last is not None and last < first:
            raise UserProblem(Problem("cli.days_order", "to"))
        return first, last

    @staticmethod
    def today() -> date:
        """The civil day that it is."""
        return day_of(parts.system_clock().wall)

    def say(self, code: str, /, **values: str) -> None:
        """Print a sentence."""
        print(self.texts.say(code, **values))

    def note(self, *problems: Problem) -> None:
        """Print sentences beside the result: on standard error."""
        for problem in problems:
            print(self.texts.sentence(problem), file=sys.stderr)

    def document(self, value: Any) -> None:
        """Print one JSON document, the only thing on standard output."""
        print(json.dumps(msgspec.to_builtins(value), ensure_ascii=False))

    @contextmanager
    def stoppable(self) -> Iterator[None]:
        """Inside, Ctrl+C is heard at the next step of the work, which is then undone or finished.

        Outside Ctrl+C stops at once. A second one stops at once here as well.
        """

        def hear(number: int, frame: object) -> None:
            if self._stop_wished:
                raise KeyboardInterrupt
            self._stop_wished = True

        if threading.current_thread() is not threading.main_thread():
            yield
            return
        before = signal.signal(signal.SIGINT, hear)
        try:
            yield
        finally:
            signal.signal(signal.SIGINT, before)

    def stop_wished(self) -> bool:
        """Whether Ctrl+C was pressed inside `stoppable`."""
        return self._stop_wished

    def progress(self, done: int, total: int) -> None:
        """Show how far long work is, on a terminal only; KeyboardInterrupt when it is to stop."""
        if self._stop_wished:
            raise KeyboardInterrupt
        self.show_progress(done, total)

    def show_progress(self, done: int, total: int) -> None:
        """`progress` for work that asks `stop_wished` itself."""
        percent = 100 * done // total if total else 100
        if percent != self._shown and sys.stderr.isatty():
            self._shown = percent
            end = "\n" if percent >= 100 else ""
            print(f"\r{percent:3d} %", end=end, file=sys.stderr, flush=True)


def _built_in(role: Role) -> Officer:
    """The officer or chair of every practice desk.

    Not looked up in the table of officers: a desk whose tables are wrong must still be checked.
    """
    identity = PRACTICE_CHAIR if role == "chair" else PRACTICE_OFFICER
    return Officer(identity, "", role, True)


def read_pin(named: str, field: str = "pin_file") -> str:
    """The PIN in a file."""
    try:
        with Path(named).open(encoding="utf-8") as file:
            return file.read(_PIN_FILE_LIMIT).strip()
    except (OSError, UnicodeDecodeError) as error:
        raise UserProblem(Problem("cli.pin_file", field, {"file": named})) from error
