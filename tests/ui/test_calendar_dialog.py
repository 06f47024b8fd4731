"""The working calendar over the administration page: seen, read from a file, taken, refused."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import resources
from desk_app.core.calendar_file import load_calendar
from desk_app.core.errors import UserProblem
from desk_app.core.problems import Problem
from desk_app.core.rights import Action
from desk_app.core.work_calendar import WorkCalendar
from desk_app.qt.models import Row
from desk_app.services.calendars import ReadCalendar, read_calendar
from desk_app.ui.settings.calendar_presenter import CalendarPresenter

SHIPPED = resources.read_text("calendars/vn.toml")


class Desk:
    """A desk whose calendar is kept in memory."""

    def __init__(self, problem: Problem | None = None) -> None:
        self.held = load_calendar(SHIPPED).calendar
        self._problem = problem

    def calendar(self) -> WorkCalendar:
        return self.held

    def read_calendar(self, file: Path) -> ReadCalendar:
        return read_calendar(file)

    def import_calendar(self, calendar: ReadCalendar) -> None:
        self.held = calendar.read.calendar

    def why_not(self, action: Action) -> Problem | None:
        assert action == "calendar.import"
        return self._problem


class View:
    """What was shown last."""

    def __init__(self) -> None:
        self.rows: tuple[Row, ...] = ()
        self.words = ""
        self.notes: tuple[str, ...] = ()
        self.allowed = (False, False, "")
        self.told: list[str] = []

    def show_days(self, rows: tuple[Row, ...], words: str) -> None:
        self.rows, self.words = rows, words

    def show_notes(self, sentences: tuple[str, ...]) -> None:
        self.notes = sentences

    def allow(self, choose: bool, take: bool, why: str) -> None:
        self.allowed = (choose, take, why)

    def taken(self, sentence: str) -> None:
        self.told.append(sentence)


def _at_once(
    work: Callable[[], Any],
    then: Callable[[Any], None],
    failed: Callable[[UserProblem], None] | None = None,
) -> None:
    try:
        result = work()
    except UserProblem as problem:
        assert failed is not None
        failed(problem)
        return
    then(result)


def _presented(desk: Desk, english: bool = False) -> tuple[CalendarPresenter, View]:
    view = View()

    def say(source: str, /, **holes: object) -> str:
        return source.format(**holes)

    presenter = CalendarPresenter(
        desk, _at_once, say, lambda problem: problem.code, lambda: english, view
    )
    presenter.start()
    return presenter, view


def _words(view: View, key: str) -> list[str]:
    (row,) = (row for row in view.rows if row.key == key)
    return [cell.text for cell in row.cells]


def test_the_calendar_in_use_is_shown_by_year_the_newest_first() -> None:
    _presenter, view = _presented(Desk())

    assert [row.key for row in view.rows if row.group] == ["2027", "2026", "2025", "2024", "2023"]
    assert _words(view, "2026-11-24") == [
        "Thứ Ba 24/11/2026", "nghỉ Ngày Văn hóa Việt Nam", "Nghị quyết 28/2026/QH16",
    ]  # fmt: skip
    assert view.words.startswith("Đang dùng: bản 11/2026")
    assert view.allowed == (True, False, "")


def test_an_estimated_day_says_so_and_english_names_are_used_in_english() -> None:
    _presenter, view = _presented(Desk(), english=True)
    (row,) = (row for row in view.rows if row.key == "2027-02-05")

    assert (row.cells[1].text, row.cells[1].aside) == ("Tết, the lunar New Year", "ước tính")


def test_a_file_is_shown_before_it_is_taken(tmp_path: Path) -> None:
    desk = Desk()
    presenter, view = _presented(desk)
    file = tmp_path / "lich.toml"
    file.write_text(SHIPPED.replace('title = "bản 11/2026', 'title = "bản mới'), encoding="utf-8")

    presenter.open_file(file)
    assert view.words.startswith("Lịch mới, chưa dùng: bản mới")
    assert view.allowed == (True, True, "")
    assert desk.held.title.startswith("bản 11/2026")

    presenter.take()
    assert desk.held.title.startswith("bản mới")
    assert view.told == [f"Đã dùng lịch {desk.held.title}."]
    assert view.words.startswith("Đang dùng: bản mới")
    assert view.allowed == (True, False, "")


def test_every_mistake_of_a_file_is_told_and_the_old_one_stays(tmp_path: Path) -> None:
    desk = Desk()
    presenter, view = _presented(desk)
    file = tmp_path / "lich.toml"
    file.write_text(SHIPPED.replace("2026-11-24", "2026-09-02"), encoding="utf-8")

    presenter.open_file(file)

    assert view.notes == ("calendar.day_twice",)
    assert view.words.startswith("Đang dùng")
    assert view.allowed == (True, False, "")


def test_whoever_may_not_import_reads_why() -> None:
    _presenter, view = _presented(Desk(Problem("rights.calendar.import")))

    assert view.allowed == (False, False, "rights.calendar.import")
