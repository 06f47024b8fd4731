"""What a day begins with: its numbers once, each with a key, put away and not brought back."""

from __future__ import annotations

from desk_app.core.case_lists import Lateness, ListCounts
from desk_app.core.clock import Millis
from desk_app.core.work_calendar import WorkCalendar
from desk_app.services.case_lists import StartOfDay
from desk_app.ui.cases.case_words import CaseWords
from desk_app.ui.cases.start_of_day import Fact, StartPresenter
from tests.support.case_day import TODAY, at, days_ago
from tests.support.day_values import CATALOGUE
from tests.support.presenters import count, run_now, say
from tests.ui.test_cases_presenter import entry


class Port:
    """A desk on one morning after the other."""

    moment = at(TODAY, 7, 45)
    found = StartOfDay(
        counts=ListCounts(today=4, overdue=2, waiting=1, ready=9),
        apologies=(entry(7, due=at(TODAY, 17)), entry(8, due=at(days_ago(-3), 17))),
        changes=3,
    )
    read = 0

    def now(self) -> Millis:
        return self.moment

    def start_of_day(self) -> StartOfDay:
        self.read += 1
        return self.found


class View:
    """A line of plain values."""

    title = ""
    facts: tuple[Fact, ...] = ()
    notes: tuple[str, ...] = ()

    def show_facts(self, title: str, facts: tuple[Fact, ...], notes: tuple[str, ...]) -> None:
        self.title, self.facts, self.notes = title, facts, notes

    def hide_facts(self) -> None:
        self.title, self.facts, self.notes = "", (), ()


class Morning:
    """The presenter with everything around it in sight."""

    def __init__(self) -> None:
        self.port, self.view = Port(), View()
        words = CaseWords(CATALOGUE.find, lambda: WorkCalendar(id="t"), say, count)
        self.presenter = StartPresenter(self.port, run_now, say, count, words, self.view)


def test_each_number_has_its_key_and_opens_its_list() -> None:
    morning = Morning()
    morning.presenter.look()
    assert morning.view.title == "Đầu ngày 20/11"
    assert [(fact.words, fact.key, fact.opens) for fact in morning.view.facts] == [
        ("4 đến hạn hôm nay", 1, "today"),
        ("2 quá hạn", 3, "overdue"),
        ("1 chờ bổ sung", 4, "waiting"),
        ("9 có kết quả chưa nhận", 5, "ready"),
        ("2 sắp quá hạn: gửi xin lỗi trước 17:00 20/11", 7, "apology"),
        ("3 thủ tục đổi trong tuần", 8, "catalogue"),
    ]
    assert morning.presenter.first_to_apologise() == "DESK.0.7"


def test_a_number_that_is_nothing_is_not_said() -> None:
    morning = Morning()
    morning.port.found = StartOfDay(counts=ListCounts(overdue=1))
    morning.presenter.look()
    assert [fact.opens for fact in morning.view.facts] == ["overdue"]


def test_a_day_that_begins_with_nothing_has_no_line() -> None:
    morning = Morning()
    morning.port.found = StartOfDay(counts=ListCounts())
    morning.presenter.look()
    assert morning.view.title == ""
    assert morning.presenter.first_to_apologise() == ""


def test_once_put_away_it_stays_away_until_tomorrow() -> None:
    morning = Morning()
    morning.presenter.look()
    morning.presenter.put_away()
    morning.presenter.look()
    morning.presenter.say_again()
    assert (morning.view.facts, morning.port.read) == ((), 1)
    morning.port.moment = at(days_ago(-3), 7, 45)
    morning.presenter.look()
    assert morning.view.title == "Đầu ngày 23/11"


def test_another_officer_begins_the_day_anew() -> None:
    morning = Morning()
    morning.presenter.look()
    morning.presenter.put_away()
    morning.presenter.forget()
    morning.presenter.look()
    assert morning.view.facts != ()


def test_what_may_become_late_is_named_with_its_procedure() -> None:
    morning = Morning()
    late = Lateness(due=12, before=0, days=3, half_cases=6, late=3)
    own = Lateness(due=5, before=0, days=2, half_cases=2, late=3, procedure="2.000815")
    morning.port.found = StartOfDay(counts=ListCounts(today=1), lateness=(late, own, own))
    morning.presenter.look()
    assert len(morning.view.notes) == 2
    assert morning.view.notes[0].startswith("12 hồ sơ đến hạn trong 3 ngày làm việc tới;")
    assert morning.view.notes[1].startswith("Chứng thực bản sao: 5 hồ sơ đến hạn")
