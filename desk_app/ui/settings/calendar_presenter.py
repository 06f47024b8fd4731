"""The working calendar that holds, and another one from a file, seen before it is taken."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Protocol

from desk_app.core.errors import UserProblem
from desk_app.core.problems import Problem
from desk_app.core.rights import Action
from desk_app.core.work_calendar import CoveredYear, DayRule, WorkCalendar
from desk_app.qt.language import mark
from desk_app.qt.models import Cell, Row
from desk_app.services.calendars import ReadCalendar
from desk_app.ui.stage import Run, Say

IN_USE = mark("Đang dùng: {title}. {years}.")
NEW = mark("Lịch mới, chưa dùng: {title}. {years}. Hồ sơ đã hẹn giữ nguyên ngày hẹn.")
TAKEN = mark("Đã dùng lịch {title}.")
WEEKDAYS = (
    mark("Thứ Hai"), mark("Thứ Ba"), mark("Thứ Tư"), mark("Thứ Năm"), mark("Thứ Sáu"),
    mark("Thứ Bảy"), mark("Chủ nhật"),
)  # fmt: skip
_FOUND_AT_MOST = 12


class CalendarPort(Protocol):
    """Where calendars are kept; all but `why_not` is for a worker thread."""

    def calendar(self) -> WorkCalendar: ...
    def read_calendar(self, file: Path) -> ReadCalendar: ...
    def import_calendar(self, calendar: ReadCalendar) -> None: ...
    def why_not(self, action: Action) -> Problem | None: ...


class CalendarView(Protocol):
    """What shows them."""

    def show_days(self, rows: tuple[Row, ...], words: str) -> None: ...
    def show_notes(self, sentences: tuple[str, ...]) -> None: ...
    def allow(self, choose: bool, take: bool, why: str) -> None: ...
    def taken(self, sentence: str) -> None: ...


class CalendarPresenter:
    """Shows the one in use, then a file's; taking it makes it the one in use."""

    def __init__(
        self,
        port: CalendarPort,
        run: Run,
        say: Say,
        sentence: Callable[[Problem], str],
        english: Callable[[], bool],
        view: CalendarView,
    ) -> None:
        self._port, self._run, self._say, self._sentence = port, run, say, sentence
        self._english, self._view = english, view
        self._shown: WorkCalendar | None = None
        self._new: ReadCalendar | None = None

    def start(self) -> None:
        """Show the calendar that holds."""
        self._new = None
        self._view.show_notes(())
        self._run(self._port.calendar, self._on_calendar)

    def open_file(self, file: Path) -> None:
        """Show what is in a file, or every mistake in it."""
        self._run(lambda: self._port.read_calendar(file), self._on_read, self._on_refused)

    def take(self) -> None:
        """Let the calendar of the file hold."""
        new = self._new
        if new is not None:
            self._run(
                lambda: self._port.import_calendar(new),
                lambda _none: self._on_taken(new),
                self._on_refused,
            )

    def say_again(self) -> None:
        """The same in the language that was chosen meanwhile."""
        if self._shown is not None:
            self._show(self._shown)

    def _on_calendar(self, calendar: WorkCalendar) -> None:
        self._show(calendar)

    def _on_read(self, read: ReadCalendar) -> None:
        self._new = read
        self._view.show_notes(tuple(map(self._sentence, read.read.notices[:_FOUND_AT_MOST])))
        self._show(read.read.calendar)

    def _on_refused(self, error: UserProblem) -> None:
        self._view.show_notes(tuple(map(self._sentence, error.problems[:_FOUND_AT_MOST])))

    def _on_taken(self, new: ReadCalendar) -> None:
        self._view.taken(self._say(TAKEN, title=_title(new.read.calendar)))
        self.start()

    def _show(self, calendar: WorkCalendar) -> None:
        self._shown = calendar
        years = self._say(mark("Các năm {years}"), years=_years(calendar.years))
        words = NEW if self._new is not None else IN_USE
        rows = tuple(self._rows(calendar))
        self._view.show_days(rows, self._say(words, title=_title(calendar), years=years))
        problem = self._port.why_not("calendar.import")
        why = "" if problem is None else self._sentence(problem)
        self._view.allow(not why, not why and self._new is not None, why)

    def _rows(self, calendar: WorkCalendar) -> list[Row]:
        rows: list[Row] = []
        for year in sorted(calendar.years, key=lambda one: one.year, reverse=True):
            note = Cell(year.note or year.source, "text2", tip=year.note or year.source)
            rows.append(Row(str(year.year), (Cell(str(year.year)), note, Cell()), group=True))
            rows += [self._row(rule) for rule in calendar.days if rule.day.year == year.year]
        return rows

    def _row(self, rule: DayRule) -> Row:
        name = rule.name_en if self._english() and rule.name_en else rule.name
        sure = rule.confidence != "uncertain"
        doubt = "" if sure else self._say(mark("ước tính"))
        return Row(
            rule.day.isoformat(),
            (
                Cell(self._day(rule.day)),
                Cell(name, icon="" if sure else "circle-dashed", aside=doubt),
                Cell(rule.source, "text2", tip=rule.source),
            ),
        )

    def _day(self, day: date) -> str:
        return f"{self._say(WEEKDAYS[day.weekday()])} {day:%d/%m/%Y}"


def _title(calendar: WorkCalendar) -> str:
    return calendar.title or calendar.id


def _years(years: tuple[CoveredYear, ...]) -> str:
    if len(years) < 2:
        return "".join(str(year.year) for year in years)
    return f"{years[0].year}–{years[-1].year}"
