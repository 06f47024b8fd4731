"""Settings are kept one by one, each with a sentence; what is refused is said beside its field."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest

from desk_app.core.desk_settings import DeskSettings, check_settings
from desk_app.core.errors import UserProblem
from desk_app.core.problems import Problem
from desk_app.core.rights import Action
from desk_app.ui.settings.settings_list import SETTINGS
from desk_app.ui.settings.settings_presenter import SettingsPresenter
from tests.support.presenters import run_now, say


class Desk:
    """Settings in memory, checked as the real ones are."""

    def __init__(self, refusal: Problem | None = None) -> None:
        self.settings = DeskSettings()
        self.refusal = refusal
        self.writes = 0

    def change(self, name: str, value: Any) -> None:
        changed = msgspec.structs.replace(self.settings, **{name: value})
        problems = check_settings(changed)
        if problems:
            raise UserProblem(*problems)
        self.settings = changed
        self.writes += 1

    def why_not(self, action: Action) -> Problem | None:
        return self.refusal


class View:
    """Remembers what it was shown."""

    def __init__(self) -> None:
        self.values: dict[str, object] = {}
        self.errors: dict[str, str] = {}
        self.allowed = (True, "")
        self.told: list[str] = []

    def show_value(self, name: str, value: object) -> None:
        self.values[name] = value

    def show_error(self, name: str, sentence: str) -> None:
        self.errors[name] = sentence

    def allow_settings(self, allowed: bool, why: str) -> None:
        self.allowed = (allowed, why)

    def saved(self, sentence: str) -> None:
        self.told.append(sentence)


def presented(desk: Desk) -> tuple[SettingsPresenter, View]:
    """A presenter that has started."""
    view = View()
    presenter = SettingsPresenter(desk, run_now, say, lambda problem: problem.code, view)
    presenter.start()
    return presenter, view


def test_every_setting_of_a_desk_has_its_place_in_the_list_and_nothing_else_has() -> None:
    assert sorted(one.name for one in SETTINGS) == sorted(DeskSettings.__struct_fields__)


def test_the_page_shows_what_holds() -> None:
    _presenter, view = presented(Desk())
    assert view.values == msgspec.to_builtins(DeskSettings())


@pytest.mark.parametrize(
    ("name", "typed", "kept"),
    [
        ("blank_minutes", " 5 ", 5),
        ("lock_minutes", "0", 0),
        ("rating_screen", "turned", "turned"),
        ("rating_seconds", "30", 30),
        ("tickets", False, False),
        ("ticket_prefix", " b ", "B"),
        ("scanner_port", "/dev/ttyACM0", "/dev/ttyACM0"),
    ],
)
def test_a_change_is_kept_at_once_and_said(name: str, typed: object, kept: object) -> None:
    desk = Desk()
    presenter, view = presented(desk)
    presenter.change(name, typed)

    assert getattr(desk.settings, name) == kept
    assert view.values[name] == kept
    assert len(view.told) == 1
    assert view.errors[name] == ""


@pytest.mark.parametrize(
    ("name", "typed", "code"),
    [
        ("blank_minutes", "121", "settings.range"),
        ("rating_seconds", "7", "settings.range"),
        ("lock_minutes", "ten", "first_run.whole_number"),
        ("lock_minutes", "-1", "first_run.whole_number"),
        ("lock_minutes", "", "first_run.whole_number"),
        ("lock_minutes", "9" * 40, "first_run.whole_number"),
        ("ticket_prefix", "ABCD", "settings.ticket_prefix"),
        ("ticket_prefix", "Đ", "settings.ticket_prefix"),
    ],
)
def test_what_cannot_be_is_said_beside_its_field_and_nothing_is_kept(
    name: str, typed: str, code: str
) -> None:
    desk = Desk()
    presenter, view = presented(desk)
    presenter.change(name, typed)

    assert desk.settings == DeskSettings()
    assert view.errors[name] == code
    assert view.told == []


def test_the_value_that_holds_already_is_not_written_again() -> None:
    desk = Desk()
    presenter, view = presented(desk)
    presenter.change("blank_minutes", "2")

    assert (desk.writes, view.told) == (0, [])


def test_changes_that_come_fast_are_all_kept_in_their_order() -> None:
    desk, view = Desk(), View()
    under_way: list[Any] = []

    def run_later(work: Any, then: Any, failed: Any = None) -> None:
        under_way.append(lambda: run_now(work, then, failed))

    presenter = SettingsPresenter(desk, run_later, say, lambda problem: problem.code, view)
    presenter.start()
    for name, value in (("tickets", False), ("blank_minutes", "4"), ("blank_minutes", "6")):
        presenter.change(name, value)
    assert len(under_way) == 1
    while under_way:
        under_way.pop(0)()
    assert (desk.settings.tickets, desk.settings.blank_minutes, desk.writes) == (False, 6, 3)


def test_whoever_may_not_change_settings_reads_why() -> None:
    _presenter, view = presented(Desk(Problem("rights.settings.change")))
    assert view.allowed == (False, "rights.settings.change")
