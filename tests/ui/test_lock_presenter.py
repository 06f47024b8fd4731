"""Who is chosen on the lock page, and what a PIN leads to."""

from __future__ import annotations

import pytest

from desk_app.core.errors import UserProblem
from desk_app.core.ids import OfficerId
from desk_app.core.officer import Officer
from desk_app.core.problems import Problem
from desk_app.qt.models import Row
from desk_app.ui.lock.presenter import LockPresenter
from tests.support.presenters import run_now, say

NAMES = ("Nguyễn Thị Hạnh", "Trần Văn Lực", "Lê Thị Hoà", "Đỗ Thị Ngọc Ánh", "Hoàng Văn Tư")


class Desk:
    """Officers whose PIN is their number six times over."""

    def __init__(self) -> None:
        self.present = tuple(
            Officer(OfficerId(f"OFFIC{n}"), name, "officer") for n, name in enumerate(NAMES, 1)
        )
        self.tried: list[tuple[str, str]] = []

    def signing_in(self) -> tuple[Officer, ...]:
        left = Officer(OfficerId("GONE01"), "Vũ Thị Cũ", "officer", active=False)
        return (left, *self.present)

    def sign_in(self, officer: str, pin: str) -> Officer:
        self.tried.append((officer, pin))
        if pin != officer[-1] * 6:
            raise UserProblem(Problem("pin.wrong", "pin", {"left": "3"}))
        return next(one for one in self.present if one.id == officer)


class View:
    """Remembers what it was told."""

    def __init__(self) -> None:
        self.rows: tuple[Row, ...] = ()
        self.chosen = ""
        self.error = ""
        self.busy: list[bool] = []
        self.cleared = 0

    def show_officers(self, rows: tuple[Row, ...], chosen: str) -> None:
        self.rows, self.chosen = rows, chosen

    def show_error(self, sentence: str) -> None:
        self.error = sentence

    def show_busy(self, busy: bool) -> None:
        self.busy.append(busy)

    def clear_pin(self) -> None:
        self.cleared += 1


class Page:
    """A presenter with its desk and view."""

    def __init__(self) -> None:
        self.desk, self.view = Desk(), View()
        self.inside: list[str] = []
        self.presenter = LockPresenter(
            self.desk,
            run_now,
            say,
            lambda problem: problem.code,
            self.view,
            lambda officer: self.inside.append(officer.name),
        )


@pytest.fixture
def page() -> Page:
    made = Page()
    made.presenter.open("OFFIC2")
    return made


def name_of(page: Page) -> str:
    return next(one.name for one in page.desk.present if one.id == page.view.chosen)


def test_whoever_was_there_last_is_chosen(page: Page) -> None:
    assert name_of(page) == "Trần Văn Lực"


def test_somebody_who_left_the_desk_is_not_asked_for(page: Page) -> None:
    assert [row.cells[1].text for row in page.view.rows] == list(NAMES)
    page.presenter.open("GONE01")
    assert name_of(page) == "Nguyễn Thị Hạnh"


def test_a_digit_chooses_and_one_without_an_officer_does_not(page: Page) -> None:
    assert page.presenter.choose_number(4)
    assert name_of(page) == "Đỗ Thị Ngọc Ánh"
    assert not page.presenter.choose_number(6)
    assert name_of(page) == "Đỗ Thị Ngọc Ánh"


def test_arrows_stop_at_both_ends(page: Page) -> None:
    page.presenter.step(-1)
    page.presenter.step(-1)
    assert name_of(page) == NAMES[0]
    for _ in NAMES:
        page.presenter.step(1)
    assert name_of(page) == NAMES[-1]


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("a", "Đỗ Thị Ngọc Ánh"),
        ("anh", "Đỗ Thị Ngọc Ánh"),
        ("Ánh", "Đỗ Thị Ngọc Ánh"),
        ("hoa", "Lê Thị Hoà"),
        ("hoan", "Hoàng Văn Tư"),
        ("l", "Trần Văn Lực"),
        ("tu", "Hoàng Văn Tư"),
        ("do", "Đỗ Thị Ngọc Ánh"),
    ],
)
def test_first_letters_choose_the_given_name_first_and_need_no_accents(
    page: Page, typed: str, name: str
) -> None:
    for letter in typed:
        page.presenter.type_letters(letter)
    assert name_of(page) == name


def test_the_same_letter_again_goes_on_to_the_next_name(page: Page) -> None:
    seen = []
    for _ in range(4):
        page.presenter.type_letters("h")
        seen.append(name_of(page))
    assert seen == [NAMES[0], NAMES[2], NAMES[4], NAMES[0]]


def test_letters_that_nobody_has_change_nothing(page: Page) -> None:
    page.presenter.type_letters("x")
    assert name_of(page) == "Trần Văn Lực"


def test_the_right_pin_lets_in(page: Page) -> None:
    page.presenter.enter("222222")
    assert page.inside == ["Trần Văn Lực"]
    assert page.view.busy[-1] is False


def test_a_wrong_pin_is_told_and_is_gone_from_the_field(page: Page) -> None:
    before = page.view.cleared
    page.presenter.enter("999999")
    assert page.inside == []
    assert page.view.error == "pin.wrong"
    assert page.view.cleared == before + 1


def test_a_pin_typed_for_one_officer_is_never_tried_for_another(page: Page) -> None:
    before = page.view.cleared
    page.presenter.choose_number(1)
    assert page.view.cleared == before + 1
    page.presenter.choose_number(1)
    assert page.view.cleared == before + 1


def test_enter_held_down_is_one_try() -> None:
    page = Page()
    waiting: list[object] = []
    page.presenter._run = lambda work, then, failed=None: waiting.append(work)
    page.presenter.open("OFFIC1")
    page.presenter.enter("111111")
    page.presenter.enter("111111")
    assert len(waiting) == 1
    page.presenter.work_failed("disk")
    assert page.view.error == "disk"
    page.presenter.enter("111111")
    assert len(waiting) == 2


def test_a_failure_of_other_work_leaves_the_typed_pin_alone(page: Page) -> None:
    before = page.view.cleared
    page.presenter.work_failed("disk")
    assert page.view.cleared == before
    assert page.view.error == ""
