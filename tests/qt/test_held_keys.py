"""A key held down is one deed, however the platform tells of it; words and arrows go on."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from desk_app.qt.scan_filter import ScanFilter
from tests.support.keyboard import HandClock, Keyboard

CTRL = Qt.KeyboardModifier.ControlModifier


class Desk:
    """A field with shortcuts in a window, behind the filter that the real window has."""

    def __init__(self, application: QApplication, waits: QtBot) -> None:
        clock = HandClock()
        self.clock, self.keyboard = clock, Keyboard(clock)
        self.line = QLineEdit("Lê Văn Bình")
        self.deeds: list[str] = []
        for keys in ("Ctrl+H", "F4"):
            shortcut = QShortcut(QKeySequence(keys), self.line)
            shortcut.activated.connect(lambda keys=keys: self.deeds.append(keys))
        self.line.show()
        self.line.activateWindow()
        waits.waitUntil(self.line.isActiveWindow)
        self.filter = ScanFilter(application, lambda: False, clock, clock)
        clock.rings = self.filter.tick

    def hold(
        self, key: Qt.Key, modifiers: Qt.KeyboardModifier, *, told: bool, text: str = ""
    ) -> None:
        """Down, and nine times again, as Windows (told) or X tells of it."""
        self.keyboard.press(text, key, modifiers)
        for _ in range(9):
            self.clock.pass_by(33)
            if not told:
                self.keyboard.let_go(text, key)
            self.keyboard.press(text, key, modifiers, repeat=told)
        self.clock.pass_by(33)
        self.keyboard.let_go(text, key)
        self.clock.pass_by(200)


@pytest.fixture
def desk(qapp: QApplication, qtbot: QtBot) -> Iterator[Desk]:
    desk = Desk(qapp, qtbot)
    yield desk
    desk.filter.close()
    desk.line.close()
    desk.line.deleteLater()


@pytest.mark.parametrize("told", [True, False])
def test_a_deed_is_done_once_for_a_key_held_down(desk: Desk, told: bool) -> None:
    desk.hold(Qt.Key.Key_H, CTRL, told=told)
    desk.hold(Qt.Key.Key_F4, Qt.KeyboardModifier.NoModifier, told=told)
    assert desk.deeds == ["Ctrl+H", "F4"]


def test_a_key_pressed_again_by_a_hand_does_it_again(desk: Desk) -> None:
    for _ in range(3):
        desk.keyboard.press("", Qt.Key.Key_H, CTRL)
        desk.clock.pass_by(40)
        desk.keyboard.let_go("", Qt.Key.Key_H)
        desk.clock.pass_by(40)
    assert desk.deeds == ["Ctrl+H"] * 3


@pytest.mark.parametrize("told", [True, False])
def test_backspace_goes_on_while_it_is_held(desk: Desk, told: bool) -> None:
    desk.hold(Qt.Key.Key_Backspace, Qt.KeyboardModifier.NoModifier, told=told)
    assert desk.line.text() == "L"


@pytest.mark.parametrize("told", [True, False])
def test_a_letter_goes_on_while_it_is_held(desk: Desk, told: bool) -> None:
    desk.hold(Qt.Key.Key_A, Qt.KeyboardModifier.NoModifier, told=told, text="a")
    assert desk.line.text() == "Lê Văn Bình" + "a" * 10
