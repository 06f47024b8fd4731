"""What the steps decide, without a window: order of steps, letters to a commune, words of tests."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

import msgspec
import pytest

from desk_app import parts
from desk_app.core.clock import Millis, from_local
from desk_app.core.errors import EnvironmentProblem, UserProblem
from desk_app.core.problems import Problem
from desk_app.qt.models import Row
from desk_app.qt.printing import PrinterChoice
from desk_app.qt.serial_ports import SerialPort
from desk_app.services.find_communes import Commune, commune, find_communes
from desk_app.services.first_run import FirstPerson, FirstRun, Step
from desk_app.services.open_new_desk import check_desk_name
from desk_app.services.try_machine import DiskFacts
from desk_app.ui.first_run.device_words import ScreenSeen
from desk_app.ui.first_run.devices_presenter import (
    DISK,
    PRINTER,
    SCANNER,
    SCREENS,
    DevicesPresenter,
)
from desk_app.ui.first_run.item_row import ItemState
from desk_app.ui.first_run.place_presenter import PlacePresenter
from desk_app.ui.first_run.presenter import FINISH, FirstRunPresenter
from desk_app.ui.first_run.steps import OF_STEP, PINS_AGAIN, STEPS
from tests.support.presenters import run_now, say

TODAY = date(2026, 11, 20)
NOW = from_local(datetime(2026, 11, 20, 9, 21))
PEOPLE = (FirstPerson("Ngô Thị Hạnh", "administrator"), FirstPerson("Lý Văn Đạo", "officer"))


class Desk:
    """What was chosen, in memory."""

    def __init__(self, state: FirstRun, *, made: bool = False, pins: bool = True) -> None:
        self.state, self.made, self.pins = state, made, pins
        self.written: list[FirstRun] = []

    def ready(self, step: Step) -> bool:
        if step is Step.PLACE:
            return bool(self.state.unit and self.state.desk)
        return step is not Step.PEOPLE or (self.pins and bool(self.state.people))

    def remember(self, **changed: Any) -> None:
        self.state = msgspec.structs.replace(self.state, **changed)

    def write(self) -> None:
        self.written.append(self.state)

    def find_communes(self, words: str, limit: int) -> tuple[Commune, ...]:
        return find_communes(parts.units(), words, TODAY, limit)

    def commune(self) -> Commune | None:
        return commune(parts.units(), self.state.unit, TODAY)

    def check_desk_name(self, name: str) -> str:
        return check_desk_name(name)


class Steps:
    """Remembers which steps it was shown."""

    def __init__(self) -> None:
        self.shown: list[Step] = []
        self.ended = False

    def show_step(self, step: Step) -> None:
        self.shown.append(step)

    def end(self) -> None:
        self.ended = True


def walking(desk: Desk) -> tuple[FirstRunPresenter, Steps]:
    """A presenter that has started."""
    view = Steps()
    presenter = FirstRunPresenter(desk, run_now, view)
    presenter.start()
    return presenter, view


def test_there_are_six_steps_and_only_pins_and_key_may_not_be_put_off() -> None:
    assert [words.step for words in STEPS] == list(Step)
    assert len(STEPS) <= 6
    assert {words.step for words in STEPS if not words.later} == {Step.PEOPLE, Step.KEY}


def test_each_step_is_written_down_as_soon_as_it_is_open() -> None:
    desk = Desk(FirstRun(unit="07210", desk="Quầy 2", people=PEOPLE))
    presenter, view = walking(desk)
    for _ in range(2):
        presenter.go_on()
    assert view.shown == [Step.PLACE, Step.PEOPLE, Step.DEVICES]
    assert [state.step for state in desk.written] == view.shown


def test_the_last_step_ends_it() -> None:
    desk = Desk(FirstRun(step=Step.PRACTICE), made=True)
    presenter, view = walking(desk)
    assert presenter.foot().go == FINISH
    assert not presenter.foot().later
    presenter.go_on()
    assert view.ended


@pytest.mark.parametrize(
    ("state", "pins", "opened"),
    [
        (FirstRun(), True, Step.PLACE),
        (FirstRun(step=Step.DEVICES, unit="07210", desk="Q", people=PEOPLE), False, Step.DEVICES),
        (FirstRun(step=Step.KEY, unit="07210", desk="Q", people=PEOPLE), False, Step.PEOPLE),
        (FirstRun(step=Step.KEY, unit="07210", desk="Q", people=PEOPLE), True, Step.KEY),
        (FirstRun(step=Step.KEY, people=PEOPLE), True, Step.PLACE),
    ],
)
def test_it_opens_where_one_was_and_never_at_a_key_that_cannot_be_given(
    state: FirstRun, pins: bool, opened: Step
) -> None:
    assert walking(Desk(state, pins=pins))[1].shown == [opened]


def test_a_made_desk_opens_at_its_last_steps_whatever_was_written() -> None:
    assert walking(Desk(FirstRun(step=Step.KEY), made=True))[1].shown == [Step.PROVINCE]


def test_whoever_stopped_at_the_key_gives_the_pins_again_and_is_back_at_the_key() -> None:
    desk = Desk(FirstRun(step=Step.KEY, unit="07210", desk="Q", people=PEOPLE), pins=False)
    presenter, view = walking(desk)
    desk.pins = True
    presenter.go_on()
    assert view.shown == [Step.PEOPLE, Step.KEY]


def test_the_button_before_the_key_names_what_is_still_missing() -> None:
    desk = Desk(FirstRun(step=Step.DEVICES, people=PEOPLE), pins=False)
    presenter, view = walking(desk)
    assert presenter.foot().go == OF_STEP[Step.PLACE].go
    desk.remember(unit="07210", desk="Q")
    assert presenter.foot().go == PINS_AGAIN
    presenter.go_on()
    desk.pins = True
    assert presenter.foot().go == OF_STEP[Step.KEY].go
    presenter.go_on()
    assert view.shown == [Step.DEVICES, Step.PEOPLE, Step.KEY]


def test_what_was_put_off_is_remembered_until_it_is_done() -> None:
    desk = Desk(FirstRun(unit="07210", desk="Q", people=PEOPLE))
    presenter, _view = walking(desk)
    presenter.put_off()
    presenter.put_off()
    assert desk.state.later == (Step.PLACE,)
    assert presenter.step is Step.PEOPLE
    presenter.go_back()
    presenter.go_on()
    assert not desk.state.later


# ---- step 1 -----------------------------------------------------------------------------------


class Place:
    """Remembers what it was shown of the place."""

    def __init__(self) -> None:
        self.rows: tuple[Row, ...] = ()
        self.empty = self.chosen = ""
        self.errors: dict[str, str] = {}
        self.asked = 0

    def show_communes(self, rows: tuple[Row, ...], empty: str) -> None:
        self.rows, self.empty = rows, empty

    def show_chosen(self, words: str) -> None:
        self.chosen = words

    def show_errors(self, sentences: dict[str, str]) -> None:
        self.errors = sentences

    def ask_name(self) -> None:
        self.asked += 1


def placing(desk: Desk, run: Callable[..., None] = run_now) -> tuple[PlacePresenter, Place]:
    """A presenter that has started."""
    view = Place()
    presenter = PlacePresenter(desk, run, say, lambda problem: problem.code, view)
    presenter.start()
    return presenter, view


def test_enter_takes_the_first_commune_and_asks_for_the_desks_name() -> None:
    desk = Desk(FirstRun())
    presenter, view = placing(desk)
    presenter.words_changed("bac giang")
    presenter.take_first()
    assert desk.state.unit == "07210"
    assert view.chosen == "Phường Bắc Giang (07210), thành phố Bắc Ninh"
    assert view.asked == 1


def test_enter_before_the_answer_takes_the_first_as_soon_as_it_is_there() -> None:
    desk = Desk(FirstRun())
    under_way: list[Callable[[], None]] = []

    def run_later(work: Any, then: Any, failed: Any = None) -> None:
        under_way.append(lambda: run_now(work, then, failed))

    presenter, _view = placing(desk, run_later)
    presenter.words_changed("zzz")
    presenter.words_changed("bac giang")
    presenter.take_first()
    assert desk.state.unit == ""
    # Answers may overtake each other: only that to the last words counts.
    under_way[1]()
    under_way[0]()
    assert desk.state.unit == "07210"


def test_without_commune_or_name_one_does_not_go_on_and_reads_what_is_missing() -> None:
    presenter, view = placing(Desk(FirstRun()))
    agreed: list[bool] = []
    presenter.leave(lambda: agreed.append(True))
    assert view.errors == {"place": "first_run.place_missing", "desk": "desk.name_missing"}
    presenter.words_changed("bac giang")
    presenter.take_first()
    presenter.name_typed("  Quầy   2 ")
    presenter.leave(lambda: agreed.append(True))
    assert view.errors == {}
    assert agreed == [True]


def test_words_that_find_nothing_say_so() -> None:
    presenter, view = placing(Desk(FirstRun()))
    first = view.empty
    presenter.words_changed("qqqq")
    presenter.take_first()
    assert view.rows == ()
    assert view.empty not in ("", first)


# ---- step 3 -----------------------------------------------------------------------------------

HP = PrinterChoice("hp", "HP LaserJet M404dn", True)
DISK_GOOD = DiskFacts(61 * 1024**3, 4)


class Machine:
    """A machine that is as it is told."""

    def __init__(self, *, disk: DiskFacts | Problem = DISK_GOOD, keyring: Problem | None = None):
        self.printers_there: tuple[PrinterChoice, ...] = (HP,)
        self.refuses: Problem | None = None
        self.disk_is, self.keyring_is = disk, keyring

    def now(self) -> Millis:
        return NOW

    def today(self) -> date:
        return TODAY

    def printers(self) -> tuple[PrinterChoice, ...]:
        return self.printers_there

    def print_test_page(self, printer: PrinterChoice) -> None:
        if self.refuses is not None:
            raise EnvironmentProblem(self.refuses)

    def ports(self) -> tuple[SerialPort, ...]:
        return ()

    def disk(self) -> DiskFacts:
        if isinstance(self.disk_is, Problem):
            raise EnvironmentProblem(self.disk_is)
        return self.disk_is

    def keyring(self) -> Problem | None:
        return self.keyring_is


class Devices:
    """Remembers how each device was shown."""

    def __init__(self) -> None:
        self.states: dict[str, ItemState] = {}
        self.screens = 0

    def show_state(self, device: str, state: ItemState) -> None:
        self.states[device] = state

    def show_printers(self, found: tuple[PrinterChoice, ...]) -> None: ...
    def show_ports(self, found: tuple[SerialPort, ...]) -> None: ...

    def show_screens(self, count: int) -> None:
        self.screens = count


OWN, OTHER = ScreenSeen(1, 1366, 768, True), ScreenSeen(2, 1024, 768, False)


def trying(
    machine: Machine, screens: tuple[ScreenSeen, ...] = (OWN, OTHER)
) -> tuple[DevicesPresenter, Devices]:
    """A presenter that has started."""
    view = Devices()
    presenter = DevicesPresenter(machine, run_now, say, lambda problem: problem.code, view)
    presenter.start(screens, None)
    return presenter, view


def test_at_first_nothing_is_good_and_nothing_fails() -> None:
    presenter, view = trying(Machine())
    assert {state.tone for state in view.states.values()} == {""}
    assert presenter.failing == 0


def test_a_page_the_queue_took_is_good_and_says_what_to_look_at() -> None:
    presenter, view = trying(Machine())
    presenter.print_test_page(HP)
    state = view.states[PRINTER]
    assert state.tone == "good"
    assert "HP LaserJet M404dn" in state.deed


def test_a_printer_that_refuses_or_is_absent_says_why_and_that_work_goes_on() -> None:
    machine = Machine()
    machine.refuses = Problem("window.printer_refused")
    presenter, view = trying(machine)
    presenter.print_test_page(HP)
    assert (view.states[PRINTER].tone, view.states[PRINTER].fact) == (
        "late", "window.printer_refused",
    )  # fmt: skip
    machine.printers_there = ()
    presenter.look_for_printers()
    assert view.states[PRINTER].tone == "late"
    assert view.states[PRINTER].deed
    assert presenter.failing == 1


@pytest.mark.parametrize(
    ("scan", "tone"),
    [
        ("024190012345||Trần Thị Thủy|12051990|Nữ|xã Đồng Kỳ|01012022", "good"),
        ("024190012345||Traafn Thij Thuyr|12051990|Nữ|xã Đồng Kỳ|01012022", "near"),
        ("024190012345||||||", "near"),
        ("https://example.invalid/x", "late"),
        ("hello", "late"),
    ],
)
def test_a_scan_is_judged_and_never_shows_the_whole_number(scan: str, tone: str) -> None:
    presenter, view = trying(Machine())
    presenter.scanned(scan)
    state = view.states[SCANNER]
    assert state.tone == tone
    assert "024190012345" not in f"{state.fact} {state.deed}"


def test_an_empty_scan_changes_nothing() -> None:
    presenter, view = trying(Machine())
    before = view.states[SCANNER]
    presenter.scanned("  ")
    assert view.states[SCANNER] == before


@pytest.mark.parametrize(
    ("screens", "choice", "tone"),
    [
        ((OWN, OTHER), "second", "good"),
        ((OWN,), "second", "late"),
        ((OWN,), "turned", "good"),
        ((OWN, OTHER), "off", "near"),
    ],
)
def test_a_choice_of_screens_is_judged_by_the_screens_there_are(
    screens: tuple[ScreenSeen, ...], choice: Any, tone: str
) -> None:
    presenter, view = trying(Machine(), screens)
    presenter.choose_screen(choice)
    assert view.states[SCREENS].tone == tone


def test_a_second_screen_pulled_while_the_page_is_open_is_noticed() -> None:
    presenter, view = trying(Machine())
    presenter.choose_screen("second")
    presenter.screens_seen((OWN,))
    assert view.states[SCREENS].tone == "late"
    assert view.screens == 1


@pytest.mark.parametrize(
    ("machine", "tone"),
    [
        (Machine(), "good"),
        (Machine(disk=DiskFacts(1024**3, 4)), "late"),
        (Machine(disk=DiskFacts(61 * 1024**3, 300)), "near"),
        (Machine(disk=Problem("first_run.disk_refused")), "late"),
        (Machine(keyring=Problem("vault.no_keyring.create")), "late"),
    ],
)
def test_disk_keyring_and_clock_are_good_only_together(machine: Machine, tone: str) -> None:
    presenter, view = trying(machine)
    presenter.clock_is(True)
    assert view.states[DISK].tone == tone


def test_a_wrong_clock_says_where_to_set_it_until_one_looks_again() -> None:
    presenter, view = trying(Machine())
    assert "09:21" in view.states[DISK].deed
    presenter.clock_is(False)
    assert view.states[DISK].tone == "late"
    presenter.look_at_machine()
    assert view.states[DISK].tone == ""


def test_nothing_is_told_to_a_view_that_went() -> None:
    presenter, view = trying(Machine())
    before = dict(view.states)
    presenter.stop()
    presenter.scanned("024190012345||Trần Thị Thủy|12051990|Nữ||")
    presenter.look_for_printers()
    presenter.look_at_machine()
    assert view.states == before


def test_a_name_no_desk_can_have_is_refused_by_the_desk_itself() -> None:
    with pytest.raises(UserProblem):
        Desk(FirstRun()).check_desk_name("x" * 61)
