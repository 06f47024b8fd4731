"""Who waits, how long, who is called, and that nobody is lost on the way; no Qt, no store."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

import msgspec
import pytest

from desk_app.core.clock import Millis, from_local
from desk_app.core.errors import UserProblem
from desk_app.core.problems import Problem
from desk_app.core.procedure import Procedure
from desk_app.core.visit import VisitForm
from desk_app.core.waiting import Waiting
from desk_app.qt.models import Row
from desk_app.ui.waiting.waiting_presenter import WaitingPresenter
from tests.support.day_values import CATALOGUE, FakeDoor
from tests.support.presenters import count, run_now, say

NOW = from_local(datetime(2026, 11, 20, 9, 21))
MINUTE = 60_000


def waits(n: int, minutes: float, **values: object) -> Waiting:
    since = Millis(NOW - round(minutes * MINUTE))
    form = VisitForm(**values)  # type: ignore[arg-type]
    return Waiting(n=n, ticket=f"A{n:03d}", since=since, form=form)


class Port:
    """A desk with these people waiting."""

    def __init__(self, *people: Waiting) -> None:
        self.people = people
        self.time = NOW
        self.with_tickets = True
        self.reads = 0
        self.acts: list[tuple[object, ...]] = []
        self.refuses: UserProblem | None = None

    def now(self) -> Millis:
        return self.time

    def tickets(self) -> bool:
        return self.with_tickets

    def procedure(self, code: str) -> Procedure | None:
        return CATALOGUE.find(code)

    def waiting(self) -> tuple[Waiting, ...]:
        self.reads += 1
        return self.people

    def wait(self, form: VisitForm, draft: str) -> Waiting:
        self._did("wait", form, draft)
        return Waiting(n=9, ticket="A009", since=self.time, form=form)

    def call(self, n: int, draft: str, content: str) -> Waiting:
        self._did("call", n, draft, content)
        return next(one for one in self.people if one.n == n)

    def leave(self, places: tuple[int, ...]) -> tuple[Waiting, ...]:
        self._did("leave", places)
        return tuple(one for one in self.people if one.n in places)

    def back(self, waiting: tuple[Waiting, ...], draft: str = "") -> None:
        self._did("back", tuple(one.n for one in waiting), draft)

    def _did(self, *act: object) -> None:
        if self.refuses is not None:
            raise self.refuses
        self.acts.append(act)


class View:
    """A list of plain values."""

    rows: tuple[Row, ...] = ()
    facts = note = ""
    tickets = True
    left_over = shown = 0

    def show_rows(self, rows: tuple[Row, ...], facts: str) -> None:
        self.rows, self.facts, self.shown = rows, facts, self.shown + 1

    def show_tickets(self, shown: bool) -> None:
        self.tickets = shown

    def show_left_over(self, people: int) -> None:
        self.left_over = people

    def show_note(self, sentence: str) -> None:
        self.note = sentence


class Deeds:
    """What was remembered for undo."""

    def __init__(self) -> None:
        self.done: list[tuple[object, ...]] = []

    def parked(self, waiting: Waiting, draft: str = "") -> None:
        self.done.append(("parked", waiting.n, draft))

    def left(self, gone: tuple[Waiting, ...]) -> None:
        self.done.append(("left", tuple(one.n for one in gone)))

    def called(self, waiting: Waiting, draft: str) -> None:
        self.done.append(("called", waiting.n, draft))


class Hands:
    """The presenter with everything around it in sight."""

    def __init__(self, *people: Waiting) -> None:
        self.port, self.view, self.door, self.deeds = Port(*people), View(), FakeDoor(), Deeds()
        self.presenter = WaitingPresenter(
            self.port,
            run_now,
            say,
            count,
            lambda problem: f"sentence of {problem.code}",
            self.view,
            self.door,
            self.deeds,
        )
        self.presenter.reload()

    def cells(self, row: int = 0) -> list[str]:
        return [cell.text for cell in self.view.rows[row].cells]


TUAN = waits(1, 14, name="Giáp Văn Tuấn", procedures=("1.001193",))
BICH = waits(2, 6, name="Dương Thị Bích", procedures=("2.000815",), flags=("elderly", "proxy"))


def test_each_row_says_ticket_person_matter_and_how_long() -> None:
    hands = Hands(TUAN, BICH)
    assert hands.cells() == ["A001", "Giáp Văn Tuấn", "Đăng ký khai sinh", "14 phút"]
    assert hands.view.rows[1].cells[1].chips == ("cao tuổi",)
    assert hands.view.facts == "2 người"


def test_somebody_of_whom_nothing_is_known_waits_all_the_same() -> None:
    hands = Hands(waits(1, 1))
    assert hands.cells() == ["A001", "chưa rõ tên", "chưa rõ việc", "1 phút"]


def test_without_tickets_there_is_no_column_for_them() -> None:
    hands = Hands(TUAN)
    hands.port.with_tickets = False
    hands.presenter.tick()
    assert hands.view.tickets is False
    assert hands.cells()[0] == "Giáp Văn Tuấn"


@pytest.mark.parametrize(
    ("minutes", "words", "tone"),
    [
        (0.5, "mới đến", "text"),
        (1, "1 phút", "text"),
        (15, "15 phút", "text"),
        (16, "16 phút", "near"),
        (65, "1 giờ 05", "near"),
        (-60, "mới đến", "text"),
    ],
)
def test_long_waiting_takes_another_tone_and_a_clock_set_back_counts_nothing(
    minutes: float, words: str, tone: str
) -> None:
    hands = Hands(waits(1, minutes, name="Thân Thị Lan"))
    last = hands.view.rows[0].cells[-1]
    assert (last.text, last.tone, last.strong) == (words, tone, tone == "near")


def test_minutes_pass_without_reading_again() -> None:
    hands = Hands(TUAN)
    hands.port.time = Millis(NOW + 2 * MINUTE)
    hands.presenter.tick()
    assert hands.cells()[-1] == "16 phút"
    assert hands.port.reads == 1


def test_rows_that_say_the_same_are_not_shown_again() -> None:
    hands = Hands(TUAN)
    shown = hands.view.shown
    hands.port.time = Millis(NOW + 1000)
    hands.presenter.tick()
    assert hands.view.shown == shown


def test_who_is_left_from_yesterday_shows_the_date_and_can_be_taken_off_at_once() -> None:
    hands = Hands(waits(1, 24 * 60, name="Thân Thị Lan"), waits(3, 23 * 60), BICH)
    assert hands.cells()[-1] == "19/11"
    assert hands.view.left_over == 2
    hands.presenter.take_off_left_over()
    assert hands.port.acts == [("leave", (1, 3))]
    assert hands.deeds.done == [("left", (1, 3))]


def test_whoever_is_typed_goes_to_wait_with_their_draft() -> None:
    hands = Hands()
    hands.door.load(VisitForm(name="Lê Thị Hoa"), "draft-x")
    hands.presenter.park()
    assert hands.port.acts == [("wait", VisitForm(name="Lê Thị Hoa"), "draft-x")]
    assert hands.door.empty()
    assert hands.deeds.done == [("parked", 9, "draft-x")]


def test_somebody_may_be_sent_to_wait_without_a_word() -> None:
    hands = Hands()
    hands.presenter.park()
    assert hands.port.acts[0][:2] == ("wait", VisitForm())


def test_a_full_list_keeps_the_form_and_says_so() -> None:
    hands = Hands()
    hands.door.form = VisitForm(name="Lê Thị Hoa")
    hands.port.refuses = UserProblem(Problem("waiting.full"))
    hands.presenter.park()
    assert hands.door.form.name == "Lê Thị Hoa"
    assert hands.door.stayed == 1
    assert hands.view.note == "sentence of waiting.full"
    hands.port.refuses = None
    hands.presenter.park()
    assert hands.door.empty()
    assert hands.view.note == ""


def test_a_line_that_is_not_understood_yet_keeps_everything_in_the_form() -> None:
    hands = Hands()
    hands.door.form, hands.door.clear_line = VisitForm(name="Lê Thị Hoa"), False
    hands.presenter.park()
    assert hands.port.acts == []
    assert hands.view.note.startswith("Dòng tiếp nhận chưa nhận vào ô nào.")
    hands.door.clear_line = True
    hands.presenter.park()
    assert hands.door.empty()


def test_who_is_called_while_somebody_begins_to_type_keeps_their_place() -> None:
    hands = Hands(TUAN)

    def type_in_the_form() -> None:
        hands.door.form = VisitForm(name="Lê Thị Hoa")

    hands.door.before_load = type_in_the_form
    hands.presenter.call_next()
    assert [act[0] for act in hands.port.acts] == ["call", "back"]
    assert hands.port.acts[1] == ("back", (1,), "draft-1")
    assert hands.door.form.name == "Lê Thị Hoa"
    assert hands.view.note.startswith("Ô tiếp nhận đang có nội dung.")
    assert hands.deeds.done == []


def test_the_one_who_waits_longest_is_called_into_the_form() -> None:
    hands = Hands(TUAN, BICH)
    hands.presenter.call_next()
    assert hands.port.acts == [("call", 1, "draft-1", "content of Giáp Văn Tuấn")]
    assert (hands.door.form, hands.door.kept_as) == (TUAN.form, "draft-1")
    assert hands.deeds.done == [("called", 1, "draft-1")]


def test_any_one_may_be_called() -> None:
    hands = Hands(TUAN, BICH)
    hands.presenter.call("2")
    assert hands.door.form == BICH.form


def test_nobody_is_called_over_what_is_being_typed() -> None:
    hands = Hands(TUAN)
    hands.door.form = VisitForm(phone="0912")
    hands.presenter.call_next()
    assert hands.port.acts == []
    assert hands.view.note.startswith("Ô tiếp nhận đang có nội dung.")
    assert hands.door.form.phone == "0912"


def test_an_empty_list_says_that_there_is_nobody_to_call() -> None:
    hands = Hands()
    hands.presenter.call_next()
    assert hands.view.note == "Chưa có ai đợi để gọi."


def test_somebody_called_elsewhere_meanwhile_is_not_called_twice() -> None:
    hands = Hands(TUAN)
    hands.port.refuses = UserProblem(Problem("waiting.gone"))
    hands.port.people = ()
    hands.presenter.call("1")
    assert hands.door.empty()
    assert hands.view.note == "sentence of waiting.gone"
    assert hands.view.rows == ()


def test_one_may_be_taken_off() -> None:
    hands = Hands(TUAN, BICH)
    hands.presenter.take_off("2")
    assert hands.deeds.done == [("left", (2,))]


def test_calling_while_a_call_is_under_way_calls_nobody_else() -> None:
    hands = Hands(TUAN, BICH)
    under_way: list[Callable[[], object]] = []

    def run(work: Callable[[], Any], then: Callable[[Any], None], failed: Any = None) -> None:
        under_way.append(lambda: then(work()))

    presenter = WaitingPresenter(
        hands.port, run, say, count, str, hands.view, hands.door, hands.deeds
    )
    presenter.reload()
    under_way.pop()()
    presenter.call("1")
    presenter.call("2")
    presenter.park()
    assert len(under_way) == 1
    presenter.work_failed()
    presenter.call("2")
    assert len(under_way) == 2


def test_a_list_that_may_not_be_seen_is_empty() -> None:
    hands = Hands(TUAN)
    hands.presenter.forget()
    assert (hands.view.rows, hands.view.facts) == ((), "")


def test_an_organisation_waits_under_its_name() -> None:
    form = msgspec.structs.replace(TUAN.form, name="", organisation="Hợp tác xã Hà Vị")
    hands = Hands(msgspec.structs.replace(TUAN, form=form))
    assert hands.cells()[1] == "Hợp tác xã Hà Vị"
