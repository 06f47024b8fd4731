"""Pairing without a window: what is asked, what stands beside which field, when words appear."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from desk_app.core.clock import Millis
from desk_app.core.errors import UserProblem
from desk_app.core.problems import Problem
from desk_app.services.pair_desk import Paired
from desk_app.services.pairing import Pairing
from desk_app.ui.pairing.presenter import (
    AGAIN,
    ASKED,
    ASKING,
    DIFFERENT,
    NEXT,
    NEXT_BY_FILE,
    READ,
    PairPresenter,
)
from tests.support.presenters import run_now, say

WORDS = ("con gà", "nón lá", "cầu tre", "mưa xuân", "bánh gai", "lá sen")
PAIRED = Paired(name="tỉnh Bắc Ninh", url="https://tinh.example", words=WORDS, practice=False)
NOW = Millis(1_792_000_000_000)


class Desk:
    """A desk whose province answers as it is told."""

    def __init__(self, answer: Paired | UserProblem = PAIRED) -> None:
        self.answer = answer
        self.standing = Pairing()
        self.problem: Problem | None = None
        self.asked: list[tuple[object, ...]] = []
        self.given_up = 0

    def why_not_pair(self) -> Problem | None:
        return self.problem

    def pairing(self) -> Pairing:
        return self.standing

    def pair(self, url: str, code: str, *, again: bool) -> Paired:
        return self._answered("again" if again else "pair", url, code)

    def write_request(self, file: Path, url: str, code: str, *, again: bool) -> None:
        self._answered("write again" if again else "write", file, url, code)

    def take_answer(self, file: Path) -> Paired:
        return self._answered("take", file)

    def give_up(self) -> None:
        self.given_up += 1

    def _answered(self, *asked: object) -> Paired:
        self.asked.append(asked)
        if isinstance(self.answer, UserProblem):
            raise self.answer
        return self.answer


class View:
    """What was shown, in order."""

    def __init__(self) -> None:
        self.shown: list[tuple[Any, ...]] = []
        self.told: dict[str, str] = {}
        self.rest = ""
        self.may = (True, "")
        self.again = False
        self.address = ""

    def show_address(self, url: str) -> None:
        self.address = url

    def show_form(self, note: str) -> None:
        self.shown.append(("form", note))

    def show_words(
        self, title: str, lead: str, words: tuple[str, ...], after: str, *, again: bool
    ) -> None:
        self.again = again
        self.shown.append(("words", title, lead, words, after))

    def show_busy(self, sentence: str) -> None:
        self.shown.append(("busy", sentence))

    def show_errors(self, told: dict[str, str], rest: str) -> None:
        self.told, self.rest = told, rest

    def show_note(self, sentence: str) -> None:
        self.shown.append(("note", sentence))

    def allow(self, may: bool, why: str) -> None:
        self.may = (may, why)

    def tell_paired(self, sentence: str) -> None:
        self.shown.append(("paired", sentence))


class Later:
    """Keeps work until somebody does it."""

    def __init__(self) -> None:
        self.waiting: list[Callable[[], None]] = []

    def __call__(self, work: Any, then: Any, failed: Any = None) -> None:
        self.waiting.append(lambda: run_now(work, then, failed))

    def go_on(self) -> None:
        """Do what waits."""
        waiting, self.waiting = self.waiting, []
        for one in waiting:
            one()


def made(desk: Desk, run: Any = run_now) -> tuple[PairPresenter, View]:
    view = View()
    return PairPresenter(desk, run, say, lambda problem: problem.code, view), view


def test_a_desk_without_a_province_shows_its_form() -> None:
    presenter, view = made(Desk())
    presenter.start()
    assert view.shown == [("form", "")]
    assert view.may == (True, "")


def test_address_and_code_lead_to_six_words_and_what_to_do_with_them() -> None:
    desk = Desk()
    presenter, view = made(desk)
    presenter.start()
    presenter.pair("tinh.example", "abcde fghjk")
    assert desk.asked == [("pair", "tinh.example", "abcde fghjk")]
    assert view.shown[1] == ("busy", ASKING)
    _words, title, lead, words, after = view.shown[2]
    assert "tỉnh Bắc Ninh" in title
    assert (lead, words) == (READ, WORDS)
    assert after.splitlines() == [NEXT, DIFFERENT]
    assert view.shown[3] == ("paired", title)
    assert not presenter.busy


def test_each_error_stands_beside_its_field_and_the_rest_below() -> None:
    refusal = UserProblem(
        Problem("pair.url_wrong", "url"), Problem("pair.code", "code"), Problem("other.thing")
    )
    presenter, view = made(Desk(refusal))
    presenter.start()
    presenter.pair("x", "y")
    assert view.told == {"url": "pair.url_wrong", "code": "pair.code"}
    assert view.rest == "other.thing"
    assert view.shown[-1] == ("form", "")


def test_an_error_is_gone_when_one_tries_again() -> None:
    desk = Desk(UserProblem(Problem("enrol.wrong_code", "code")))
    presenter, view = made(desk)
    presenter.pair("x", "y")
    assert view.told
    desk.answer = PAIRED
    presenter.pair("x", "z")
    assert (view.told, view.rest) == ({}, "")
    assert view.shown[-1][0] == "paired"


def test_one_question_at_a_time() -> None:
    desk, later = Desk(), Later()
    presenter, _view = made(desk, later)
    presenter.pair("x", "y")
    presenter.pair("x", "y")
    presenter.take_answer(Path("a"))
    later.go_on()
    assert len(desk.asked) == 1


def test_who_stops_waiting_sees_the_form_and_no_late_answer() -> None:
    desk, later = Desk(), Later()
    presenter, view = made(desk, later)
    presenter.pair("x", "y")
    assert presenter.busy
    presenter.stop()
    assert desk.given_up == 1
    assert view.shown[-1] == ("form", "")
    later.go_on()
    assert view.shown[-1] == ("form", "")
    assert not presenter.busy


def test_a_late_refusal_says_nothing_either() -> None:
    desk, later = Desk(UserProblem(Problem("pair.line_broken"))), Later()
    presenter, view = made(desk, later)
    presenter.pair("x", "y")
    presenter.stop()
    later.go_on()
    assert (view.told, view.rest) == ({}, "")


def test_when_the_machine_fails_one_may_try_again() -> None:
    later = Later()
    presenter, view = made(Desk(), later)
    presenter.pair("x", "y")
    presenter.failed()
    assert not presenter.busy
    assert view.shown[-1] == ("form", "")


def test_nothing_under_way_is_nothing_to_stop() -> None:
    desk = Desk()
    presenter, view = made(desk)
    presenter.stop()
    presenter.failed()
    assert (desk.given_up, view.shown) == (0, [])


def test_without_a_line_a_file_is_written_and_the_dialog_says_what_comes_next() -> None:
    desk = Desk()
    presenter, view = made(desk)
    presenter.write_request(Path("/tmp/xin-ghep.mcgn"), "", "abcde fghjk")
    assert desk.asked == [("write", Path("/tmp/xin-ghep.mcgn"), "", "abcde fghjk")]
    kind, note = view.shown[-1]
    assert kind == "form"
    assert "xin-ghep.mcgn" in note
    desk.answer = Paired(name="", url="", words=WORDS, practice=False)
    presenter.take_answer(Path("/tmp/tra-loi"))
    shown = next(one for one in view.shown if one[0] == "words")
    assert shown[3] == WORDS
    assert shown[4].splitlines()[0] == NEXT_BY_FILE


def test_a_request_from_yesterday_is_told() -> None:
    desk = Desk()
    desk.standing = Pairing(asked=NOW)
    presenter, view = made(desk)
    presenter.start()
    (shown,) = view.shown
    assert shown[0] == "form"
    assert shown[1].startswith(ASKED.split("{", 1)[0])
    assert "2026" in shown[1]


def test_a_paired_desk_shows_with_whom_and_its_words() -> None:
    desk = Desk()
    desk.standing = Pairing(
        name="tỉnh Bắc Ninh", url="https://tinh.example", words=WORDS, since=NOW, until=NOW
    )
    presenter, view = made(desk)
    presenter.start()
    (shown,) = view.shown
    assert shown[0] == "words"
    assert "tỉnh Bắc Ninh" in shown[1]
    assert shown[3] == WORDS
    assert "2026" in shown[4]


def test_a_province_without_a_name_is_called_by_its_address() -> None:
    paired = Paired(name="", url="https://tinh.example", words=WORDS, practice=False)
    presenter, view = made(Desk(paired))
    presenter.pair("x", "y")
    assert "https://tinh.example" in view.shown[-1][1]


def test_a_wrong_clock_is_said_beside_the_words() -> None:
    paired = Paired(name="", url="x", words=WORDS, practice=False, ahead=26 * 3_600_000)
    presenter, view = made(Desk(paired))
    presenter.pair("x", "y")
    shown = next(one for one in view.shown if one[0] == "words")
    assert shown[4].splitlines()[-1] == "pair.clock_slow_hours"


def test_who_may_not_pair_reads_why_and_asks_nothing() -> None:
    desk = Desk()
    desk.problem = Problem("rights.province.pair")
    presenter, view = made(desk)
    presenter.start()
    presenter.pair("x", "y")
    presenter.take_answer(Path("a"))
    assert view.may == (False, "rights.province.pair")
    assert desk.asked == []


def test_another_language_says_the_same_again() -> None:
    later = Later()
    presenter, view = made(Desk(), later)
    presenter.pair("x", "y")
    presenter.say_again()
    assert view.shown[-1] == ("busy", ASKING)
    later.go_on()
    words = view.shown[-2]
    presenter.say_again()
    assert view.shown[-1] == words


def test_a_paired_desk_may_be_paired_again_with_a_new_code_of_its_province() -> None:
    desk = Desk()
    desk.standing = Pairing(
        name="tỉnh Bắc Ninh", url="https://tinh.example", words=WORDS, since=NOW, until=NOW
    )
    presenter, view = made(desk)
    presenter.start()
    assert view.again
    presenter.begin_again()
    assert view.shown[-1] == ("form", AGAIN)
    assert view.address == "https://tinh.example"
    presenter.pair("https://tinh.example", "new")
    presenter.pair("https://tinh.example", "newer")
    assert [one[0] for one in desk.asked] == ["again", "pair"]
    assert not view.again


def test_nobody_begins_again_who_may_not_or_was_never_paired() -> None:
    desk = Desk()
    presenter, view = made(desk)
    presenter.begin_again()
    assert view.shown == []
    desk.problem = Problem("rights.province.pair")
    desk.standing = Pairing(words=WORDS, since=NOW)
    presenter.start()
    assert not view.again
