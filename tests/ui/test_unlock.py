"""A desk that the keyring does not open: said in words, opened by whoever holds the sheet."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desk_app import app, parts
from desk_app.core.errors import EnvironmentProblem, UserProblem
from desk_app.core.problems import Problem
from desk_app.services import first_run
from desk_app.services.first_desk import FirstKey
from desk_app.ui.unlock.presenter import UnlockPresenter
from desk_app.ui.unlock.window import UnlockWindow
from tests.support.first_run import make_desk
from tests.support.presenters import run_now
from tests.support.secret_service import SecretService
from tests.support.window import compile_texts

LOCKED = Problem("vault.keyring_locked", values={"sheet": "7X1323"})
MISSING = Problem("vault.key_missing", values={"sheet": "7X1323"})


class View:
    """What was shown last."""

    def __init__(self) -> None:
        self.fault = self.error = ""
        self.busy: list[bool] = []

    def show_fault(self, sentence: str) -> None:
        self.fault = sentence

    def show_error(self, sentence: str) -> None:
        self.error = sentence

    def show_busy(self, busy: bool) -> None:
        self.busy.append(busy)


def presenter_of(answer: BaseException | str) -> tuple[UnlockPresenter[str], View, list[str]]:
    view, opened = View(), list[str]()

    def unlock(typed: str | None) -> str:
        if isinstance(answer, BaseException):
            raise answer
        return f"{answer} {typed}"

    made = UnlockPresenter(
        unlock, LOCKED, run_now, lambda problem: problem.code, view, opened.append
    )
    made.say_again()
    return made, view, opened


def test_the_key_on_the_sheet_opens() -> None:
    presenter, view, opened = presenter_of("key")
    presenter.enter("ABCDE")
    assert opened == ["key ABCDE"]
    assert (view.error, view.busy) == ("", [True, False])


def test_the_keyring_may_answer_the_second_time() -> None:
    presenter, _view, opened = presenter_of("key")
    presenter.ask_keyring()
    assert opened == ["key None"]


def test_every_group_that_is_wrong_is_said_beside_the_field_and_one_may_try_again() -> None:
    wrong = UserProblem(Problem("vault.recovery_group"), Problem("vault.recovery_accent"))
    presenter, view, opened = presenter_of(wrong)
    presenter.enter("x")
    assert view.error == "vault.recovery_group vault.recovery_accent"
    assert (view.fault, view.busy, opened) == ("vault.keyring_locked", [True, False], [])
    presenter.enter("y")
    assert view.busy == [True, False] * 2


def test_another_fault_of_the_keyring_takes_the_place_of_the_first() -> None:
    presenter, view, _opened = presenter_of(EnvironmentProblem(MISSING))
    presenter.ask_keyring()
    assert (view.fault, view.error) == ("vault.key_missing", "")


@pytest.fixture
def lost(unlocked_secret_service: SecretService, tmp_path: Path) -> tuple[Path, FirstKey]:
    """A desk whose key the keyring has lost, and its sheet."""
    home, key = tmp_path / "desk", FirstKey(os.urandom)
    home.mkdir()
    make_desk(home, key)
    first_run.forget(home)
    unlocked_secret_service.delete_all()
    return home, key


def test_a_desk_whose_keyring_is_empty_opens_by_the_sheet_without_a_command_line(
    lost: tuple[Path, FirstKey],
    unlocked_secret_service: SecretService,
    qapp: QApplication,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    compile_texts()
    home, key = lost
    seen: list[str] = []

    def type_key(window: UnlockWindow[object]) -> int:
        QTest.keyClicks(window.field, "abcde")
        QTest.keyClick(window.field, Qt.Key.Key_Return)
        qtbot.waitUntil(lambda: bool(window.row.aside.text()) and window.deed.isEnabled())
        seen.extend((window.fault.text(), window.row.aside.text(), window.field.text()))
        window.field.setText(key.key.text().lower())
        QTest.keyClick(window.field, Qt.Key.Key_Return)
        qtbot.waitUntil(lambda: window.key is not None)
        return window.result()

    def show(desk: parts.Desk, home: Path) -> int:
        seen.extend(note.code for note in desk.notes)
        return 0

    monkeypatch.setattr(UnlockWindow, "exec", type_key)
    monkeypatch.setattr(app, "_show", show)
    assert app.main(["--home", str(home)]) == 0
    fault, error, typed, note = seen
    assert key.number in fault
    assert error.startswith("Khóa khôi phục phải có 40 ký tự")
    assert typed == "abcde"
    assert note == "vault.put_back"
    assert len(unlocked_secret_service.secrets()) == 1


def test_whoever_has_no_sheet_is_told_on_the_way_out(
    lost: tuple[Path, FirstKey],
    qapp: QApplication,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    compile_texts()
    home, key = lost
    opened = UnlockWindow.exec

    def give_up(window: UnlockWindow[object]) -> int:
        QTimer.singleShot(0, lambda: QTest.keyClick(window.field, Qt.Key.Key_Escape))
        return opened(window)

    monkeypatch.setattr(UnlockWindow, "exec", give_up)
    assert app.main(["--home", str(home)]) == app.ENVIRONMENT
    assert key.number in capsys.readouterr().err
