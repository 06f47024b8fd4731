"""Carrying without a window: what waits, how far it is, how it ended and what to do next."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from desk_app.core.clock import Millis
from desk_app.core.errors import UserProblem
from desk_app.core.problems import Problem
from desk_app.services.usb_bundle import Exported
from desk_app.services.usb_reply import Imported
from desk_app.services.usb_state import UsbState
from desk_app.ui.bundle import presenter as words
from desk_app.ui.bundle.presenter import BundlePresenter
from tests.support.presenters import run_now, say

FILE = Path("goi.mcua")
NOW = Millis(1_792_000_000_000)
WRITTEN = Exported(files=(FILE,), bytes=1_234, ops=1_050, blobs=2)
TAKEN = Imported(made=NOW, confirmed=1_050, received=3, waiting=2)


class Desk:
    """A desk whose stick does as it is told."""

    def __init__(self) -> None:
        self.standing = UsbState(paired=True, waiting=1_050, blobs=2, name="mot-cua.mcua")
        self.problem: Problem | None = None
        self.answer: Exported | Imported | UserProblem = WRITTEN
        self.asked: list[tuple[str, Path]] = []
        self.stopped = 0

    def why_not(self) -> Problem | None:
        return self.problem

    def state(self) -> UsbState:
        return self.standing

    def write(self, file: Path) -> Exported:
        done = self._answered("write", file)
        assert isinstance(done, Exported)
        return done

    def read(self, file: Path) -> Imported:
        done = self._answered("read", file)
        assert isinstance(done, Imported)
        return done

    def stop(self) -> None:
        self.stopped += 1

    def _answered(self, what: str, file: Path) -> Exported | Imported:
        self.asked.append((what, file))
        if isinstance(self.answer, UserProblem):
            raise self.answer
        return self.answer


class View:
    """Keeps what it was told to show."""

    def __init__(self) -> None:
        self.steps = ("", "")
        self.busy: list[str] = []
        self.percent = 0
        self.result = ("", "")
        self.may = (False, "")
        self.moved = 0

    def show_steps(self, write: str, read: str) -> None:
        self.steps = (write, read)

    def show_busy(self, words: str) -> None:
        self.busy.append(words)

    def show_percent(self, percent: int) -> None:
        self.percent = percent

    def show_result(self, words: str, tone: str) -> None:
        self.result = (words, tone)

    def allow(self, may: bool, why: str) -> None:
        self.may = (may, why)

    def tell_moved(self) -> None:
        self.moved += 1


class Later:
    """Work that ends when the test says so."""

    def __init__(self) -> None:
        self.jobs: list[Callable[[], None]] = []

    def run(self, *job: Any) -> None:
        self.jobs.append(lambda: run_now(*job))

    def end(self) -> None:
        while self.jobs:
            self.jobs.pop(0)()


def _shown(desk: Desk, run: Any = run_now) -> tuple[BundlePresenter, View]:
    view = View()
    made = BundlePresenter(desk, run, say, lambda problem: problem.code, view)
    made.start()
    return made, view


def test_it_says_what_waits_and_that_no_bundle_was_written_yet() -> None:
    made, view = _shown(Desk())
    assert view.steps == (say(words.WAITS, ops="1.050", blobs="2"), words.NO_BUNDLE)
    assert (view.may, made.name) == ((True, ""), "mot-cua.mcua")


def test_a_bundle_on_its_way_is_named_until_its_reply_was_read() -> None:
    desk = Desk()
    desk.standing = UsbState(paired=True, made=NOW, file="goi.mcua")
    _, view = _shown(desk)
    assert view.steps[0] == words.NOTHING_WAITS
    assert view.steps[1].startswith("Gói gần nhất goi.mcua ghi lúc")

    desk.standing = UsbState(paired=True, made=NOW, file="goi.mcua", taken=Millis(NOW + 1))
    _, view = _shown(desk)
    assert view.steps[1].startswith("Đã nhận trả lời lúc")


def test_what_was_written_is_said_with_what_to_do_next() -> None:
    desk = Desk()
    made, view = _shown(desk)
    made.write(FILE)
    assert desk.asked == [("write", FILE)]
    told = say(words.WRITTEN, file="goi.mcua", size="2 KB", ops="1.050", blobs="2")
    assert view.result == (told, "good")
    assert (view.busy, view.moved, made.busy) == ([words.WRITING], 1, False)


def test_a_bundle_of_several_files_says_that_all_are_to_be_taken() -> None:
    desk = Desk()
    desk.answer = Exported(files=(FILE, Path("goi.mcua.2")), bytes=4_000_000_001, ops=1, blobs=9)
    made, view = _shown(desk)
    made.write(FILE)
    assert view.result[0].endswith(say(words.PARTS, n="2"))
    assert "4001 MB" in view.result[0]


def test_what_a_reply_brought_is_said_in_words() -> None:
    desk = Desk()
    desk.answer = TAKEN
    made, view = _shown(desk)
    made.read(FILE)
    told = say(words.READ, confirmed="1.050", blobs="0", received="3", packages="0", waiting="2")
    assert view.result == (told, "good")

    desk.answer = Imported(made=NOW, waiting=2)
    made.read(FILE)
    assert view.result == (say(words.NOTHING_NEW, waiting="2"), "good")


def test_what_a_person_must_know_stands_below_what_came() -> None:
    desk = Desk()
    desk.answer = Imported(made=NOW, confirmed=1, problem=Problem("sync.revoked"))
    made, view = _shown(desk)
    made.read(FILE)
    assert view.result[0].endswith("\nsync.revoked")
    assert view.result[1] == "late"


@pytest.mark.parametrize("code", ["usb.full", "usb.gone", "usb.for_named", "usb.stopped"])
def test_a_refusal_stands_in_the_dialog_and_one_may_try_again(code: str) -> None:
    desk = Desk()
    desk.answer = UserProblem(Problem(code))
    made, view = _shown(desk)
    made.write(FILE)
    assert (view.result, view.moved, made.busy) == ((code, "late"), 0, False)
    desk.answer = WRITTEN
    made.write(FILE)
    assert view.result[1] == "good"


def test_one_step_at_a_time_and_stopping_waits_for_its_end() -> None:
    desk, later = Desk(), Later()
    made, view = _shown(desk, later.run)
    later.end()
    made.stop()
    made.write(FILE)
    made.read(FILE)
    assert len(later.jobs) == 1
    made.on_percent(40)
    made.stop()
    assert (view.percent, desk.stopped, made.busy) == (40, 1, True)
    desk.answer = UserProblem(Problem("usb.stopped"))
    later.end()
    assert (view.result, made.busy) == (("usb.stopped", "late"), False)
    made.on_percent(90)
    assert view.percent == 40


def test_an_unpaired_desk_and_one_without_the_right_are_told_why() -> None:
    desk = Desk()
    desk.standing = UsbState()
    made, view = _shown(desk)
    made.write(FILE)
    assert (view.may, desk.asked) == ((False, words.UNPAIRED), [])

    desk.problem = Problem("right.score_see")
    made, view = _shown(desk)
    made.read(FILE)
    assert (view.may, desk.asked) == ((False, "right.score_see"), [])


def test_another_language_says_the_same_again() -> None:
    desk, later = Desk(), Later()
    made, view = _shown(desk, later.run)
    later.end()
    made.write(FILE)
    made.say_again()
    assert view.busy == [words.WRITING, words.WRITING]
    later.end()
    view.result = ("", "")
    made.say_again()
    assert view.result[1] == "good"


def test_a_failed_machine_leaves_the_dialog_usable() -> None:
    desk, later = Desk(), Later()
    made, view = _shown(desk, later.run)
    later.end()
    made.write(FILE)
    made.failed()
    assert (made.busy, view.result) == (False, ("", ""))
