"""Which register is wanted, of which days, and what is wrong with what was typed."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Protocol

import msgspec

from desk_app.core.clock import Millis, day_of
from desk_app.core.errors import UserProblem
from desk_app.core.problems import Problem
from desk_app.core.visit import parse_when
from desk_app.ui.stage import Run

# The list of fees and the books are asked for by day, the log book by month.
BY_MONTH = frozenset({"cases"})


class Job(Protocol):
    """A register that can be printed or saved."""

    def workbook(self) -> bytes: ...


class RegistersPort(Protocol):
    """What the dialog needs from the desk."""

    def now(self) -> Millis: ...
    def job(self, kind: str, first: date, last: date) -> Job: ...


class RegistersView(Protocol):
    """What the presenter asks of the dialog."""

    def show_period(self, first: str, last: str) -> None: ...
    def show_problems(self, problems: tuple[Problem, ...]) -> None: ...
    def show_saved(self, name: str) -> None: ...


class RegistersPresenter:
    """Reads the fields and hands out what is to be printed."""

    def __init__(self, port: RegistersPort, run: Run, view: RegistersView) -> None:
        self._port, self._run, self._view = port, run, view

    def choose(self, kind: str) -> None:
        """Another register: its usual days."""
        today = day_of(self._port.now())
        first = today.replace(day=1) if kind in BY_MONTH else today
        self._view.show_period(f"{first:%d/%m/%Y}", f"{today:%d/%m/%Y}")

    def wanted(self, kind: str, first: str, last: str) -> Job | None:
        """The register for what was typed; None where something must change first."""
        problems: list[Problem] = []

        def day(text: str, field: str) -> date:
            found = parse_when(text)
            if isinstance(found, Problem):
                problems.append(msgspec.structs.replace(found, field=field))
                return date.min
            return found.date()

        begin, end = day(first, "first"), day(last, "last")
        if not problems and end < begin:
            values = {"first": f"{begin:%d/%m/%Y}", "last": f"{end:%d/%m/%Y}"}
            problems.append(Problem("print.period_order", "last", values))
        self._view.show_problems(tuple(problems))
        return None if problems else self._port.job(kind, begin, end)

    def save(self, job: Job, target: Path) -> None:
        """Write the register into an XLSX file."""
        self._run(lambda: _write(target, job.workbook), self._on_saved, self._fail)

    def _on_saved(self, target: Path) -> None:
        self._view.show_saved(target.name)

    def _fail(self, error: UserProblem) -> None:
        self._view.show_problems(error.problems)


def _write(target: Path, make: Callable[[], bytes]) -> Path:
    data = make()
    try:
        target.write_bytes(data)
    except OSError as error:
        raise UserProblem(Problem("window.file_refused", "file", {"file": target.name})) from error
    return target
