"""Which report is shown, for which days, and what is wrong with what was typed."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from typing import Protocol

import msgspec

from desk_app.core.clock import Millis, day_of
from desk_app.core.errors import UserProblem
from desk_app.core.problems import Problem
from desk_app.core.report import Report, ReportKind
from desk_app.core.visit import parse_when
from desk_app.services.make_report import Wish
from desk_app.ui.stage import Run

Words = Callable[..., str]
# These reports are about one day unless somebody asks for more; the others about the year so far.
OF_A_DAY: frozenset[ReportKind] = frozenset({"day", "survey"})
_NUMBER = re.compile(r"\d{1,6}\Z")


class ReportsPort(Protocol):
    """What the reports need from the desk."""

    def now(self) -> Millis: ...
    def staff(self) -> dict[str, str]: ...
    def report(self, wish: Wish, staff: Mapping[str, str] | None, words: Words) -> Report: ...
    def sheet(self, report: Report) -> bytes: ...


class Typed(msgspec.Struct, frozen=True, kw_only=True):
    """What stands in the fields. staff and taken_part are by survey form."""

    kind: ReportKind
    first: str = ""
    last: str = ""
    staff: Mapping[str, str] = msgspec.field(default_factory=dict)
    taken_part: Mapping[str, str] = msgspec.field(default_factory=dict)


class ReportsView(Protocol):
    """What the presenter asks of the dialog."""

    def show_period(self, first: str, last: str) -> None: ...
    def show_staff(self, staff: Mapping[str, str]) -> None: ...
    def show_report(self, report: Report) -> None: ...
    def show_problems(self, problems: tuple[Problem, ...]) -> None: ...
    def show_saved(self, name: str) -> None: ...


class ReportsPresenter:
    """Reads the fields, asks the desk, shows what came."""

    def __init__(self, port: ReportsPort, run: Run, words: Words, view: ReportsView) -> None:
        self._port, self._run, self._words, self._view = port, run, words, view
        self.report: Report | None = None
        """What is shown now."""
        self.wish: Wish | None = None
        """What was asked for it."""
        self._asked: Wish | None = None

    def open(self, kind: ReportKind) -> None:
        """Begin with a report of today."""
        self._run(self._port.staff, self._view.show_staff)
        self.choose(kind)

    def choose(self, kind: ReportKind) -> None:
        """Another report: its usual days, at once."""
        today = day_of(self._port.now())
        first = today if kind in OF_A_DAY else date(today.year, 1, 1)
        self._view.show_period(_words(first), _words(today))
        self._ask(Wish(kind=kind, first=first, last=today), None)

    def show(self, typed: Typed) -> None:
        """The report for what was typed; each problem names its field."""
        problems: list[Problem] = []

        def day(text: str, field: str) -> date:
            found = parse_when(text)
            if isinstance(found, Problem):
                problems.append(msgspec.structs.replace(found, field=field))
                return date.min
            return found.date()

        last = day(typed.last, "last")
        first = last if typed.kind == "day" else day(typed.first, "first")
        taken_part: dict[str, int] = {}
        for form, text in typed.taken_part.items():
            if _NUMBER.match(text.strip()):
                taken_part[form] = int(text)
            elif text.strip():
                problems.append(Problem("report.number_wrong", form, {"have": text.strip()}))
        if problems:
            self._view.show_problems(tuple(problems))
            return
        wish = Wish(kind=typed.kind, first=first, last=last, taken_part=taken_part)
        self._ask(wish, typed.staff if typed.kind == "survey" else None)

    def say_again(self) -> None:
        """The same report in the present language."""
        if self._asked is not None:
            self._ask(self._asked, None)

    def save_sheet(self, target: Path) -> None:
        """Write the report that is shown into an XLSX file."""
        report = self.report
        if report is not None:
            self._run(lambda: _write(target, self._port.sheet(report)), self._on_saved, self._fail)

    def _ask(self, wish: Wish, staff: Mapping[str, str] | None) -> None:
        self._asked = wish
        self._run(
            lambda: self._port.report(wish, staff, self._words),
            lambda report: self._on_report(wish, report),
            self._fail,
        )

    def _on_report(self, wish: Wish, report: Report) -> None:
        # Whoever chose another report meanwhile does not want this one any more.
        if wish == self._asked:
            self.report, self.wish = report, wish
            self._view.show_report(report)

    def _on_saved(self, target: Path) -> None:
        self._view.show_saved(target.name)

    def _fail(self, error: UserProblem) -> None:
        self._view.show_problems(error.problems)


def _words(day: date) -> str:
    return f"{day:%d/%m/%Y}"


def _write(target: Path, data: bytes) -> Path:
    try:
        target.write_bytes(data)
    except OSError as error:
        raise UserProblem(Problem("window.file_refused", "file", {"file": target.name})) from error
    return target
