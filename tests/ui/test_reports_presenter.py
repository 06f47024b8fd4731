"""Which report is asked for, what is wrong with what was typed, and what is saved; no Qt."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from desk_app.core.clock import Millis
from desk_app.core.errors import UserProblem
from desk_app.core.problems import Problem
from desk_app.core.report import Report
from desk_app.services.make_report import Wish
from desk_app.ui.reports.presenter import ReportsPresenter, Typed
from tests.support.case_log import moment
from tests.support.presenters import run_now


class Port:
    """A desk that makes a report out of what it is asked, at 16:45 on 15/10/2026."""

    def __init__(self) -> None:
        self.wishes: list[Wish] = []
        self.kept: list[Mapping[str, str]] = []
        self.refuse: Problem | None = None

    def now(self) -> Millis:
        return moment("2026-10-15 16:45")

    def staff(self) -> dict[str, str]:
        return {"PKS04": "Trần Bình"}

    def report(
        self, wish: Wish, staff: Mapping[str, str] | None, words: Callable[..., str]
    ) -> Report:
        if self.refuse is not None:
            raise UserProblem(self.refuse)
        self.wishes.append(wish)
        if staff is not None:
            self.kept.append(staff)
        return Report(kind=wish.kind, title=words("title"), period=wish.period, tables=())

    def sheet(self, report: Report) -> bytes:
        return report.period.encode()


class View:
    """A dialog of plain values."""

    period: tuple[str, str] = ("", "")
    staff: Mapping[str, str] = {}
    report: Report | None = None
    problems: tuple[Problem, ...] = ()
    saved = ""

    def show_period(self, first: str, last: str) -> None:
        self.period = (first, last)

    def show_staff(self, staff: Mapping[str, str]) -> None:
        self.staff = staff

    def show_report(self, report: Report) -> None:
        self.report = report

    def show_problems(self, problems: tuple[Problem, ...]) -> None:
        self.problems = problems

    def show_saved(self, name: str) -> None:
        self.saved = name


class Desk:
    """The three together."""

    def __init__(self) -> None:
        self.port, self.view = Port(), View()
        self.presenter = ReportsPresenter(
            self.port, run_now, lambda code, **values: code.upper(), self.view
        )


@pytest.fixture
def desk() -> Desk:
    """A presenter that shows the day sheet."""
    made = Desk()
    made.presenter.open("day")
    return made


def test_it_begins_with_the_sheet_of_today(desk: Desk) -> None:
    assert desk.view.period == ("15/10/2026", "15/10/2026")
    assert desk.view.staff == {"PKS04": "Trần Bình"}
    assert desk.view.report is not None
    assert (desk.view.report.title, desk.view.report.period) == ("TITLE", "2026-10-15")


def test_statistics_begin_with_the_year_so_far(desk: Desk) -> None:
    desk.presenter.choose("statistics")
    assert desk.view.period == ("01/01/2026", "15/10/2026")
    assert desk.port.wishes[-1].period == "2026-01-01_2026-10-15"


def test_a_day_needs_only_one_field(desk: Desk) -> None:
    desk.presenter.show(Typed(kind="day", first="nhầm", last="14/10/2026"))
    assert desk.view.problems == ()
    assert desk.port.wishes[-1].period == "2026-10-14"


def test_every_field_that_is_wrong_is_named_at_once(desk: Desk) -> None:
    asked = len(desk.port.wishes)
    desk.presenter.show(
        Typed(kind="survey", first="31/02/2026", last="", taken_part={"PKS04": "x", "PKS05": " "})
    )
    assert [problem.field for problem in desk.view.problems] == ["last", "first", "PKS04"]
    assert len(desk.port.wishes) == asked


def test_what_was_typed_about_a_survey_goes_with_the_wish(desk: Desk) -> None:
    desk.presenter.show(
        Typed(
            kind="survey", first="1/10/2026", last="15/10/2026", staff={"PKS05": "Lê Hương"},
            taken_part={"PKS04": " 12 ", "PKS05": ""},
        )
    )  # fmt: skip
    assert desk.port.wishes[-1].taken_part == {"PKS04": 12}
    assert desk.port.kept == [{"PKS05": "Lê Hương"}]


def test_staff_is_kept_for_the_survey_only(desk: Desk) -> None:
    desk.presenter.show(Typed(kind="day", last="15/10/2026", staff={"PKS05": "Lê Hương"}))
    assert desk.port.kept == []


def test_what_the_desk_refuses_is_said_and_the_report_before_stays(desk: Desk) -> None:
    before = desk.view.report
    desk.port.refuse = Problem("report.future", "last")
    desk.presenter.show(Typed(kind="day", last="16/10/2026"))
    assert desk.view.problems == (Problem("report.future", "last"),)
    assert desk.presenter.report == before


def test_a_report_that_comes_late_does_not_cover_another(desk: Desk) -> None:
    waiting: list[Callable[[], None]] = []

    def run_later(
        work: Callable[[], object],
        then: Callable[[object], None],
        failed: Callable[[UserProblem], None] | None = None,
    ) -> None:
        waiting.append(lambda: then(work()))

    presenter = ReportsPresenter(desk.port, run_later, lambda code, **_: code, desk.view)
    presenter.choose("day")
    presenter.choose("progress")
    waiting[1]()
    waiting[0]()
    assert desk.view.report is not None
    assert desk.view.report.kind == "progress"


def test_another_language_says_the_same_report_again(desk: Desk) -> None:
    desk.presenter.say_again()
    assert desk.port.wishes[-1] == desk.port.wishes[-2]


def test_a_sheet_is_written_and_named(desk: Desk, tmp_path: Path) -> None:
    desk.presenter.save_sheet(tmp_path / "ngay.xlsx")
    assert (tmp_path / "ngay.xlsx").read_bytes() == b"2026-10-15"
    assert desk.view.saved == "ngay.xlsx"


def test_a_place_that_cannot_be_written_is_said(desk: Desk, tmp_path: Path) -> None:
    desk.presenter.save_sheet(tmp_path / "none" / "ngay.xlsx")
    assert [problem.code for problem in desk.view.problems] == ["window.file_refused"]
