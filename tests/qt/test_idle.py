"""Rest is told once per limit, by a clock of its own; citizens and shaky desks are no officers."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QInputMethodEvent, QMouseEvent, QWindow
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit

from desk_app.qt.idle import MINUTE, IdleWatch, steady


class Watched:
    """A watch over one line of text, with a clock that a test moves on."""

    def __init__(self, application: QApplication) -> None:
        self.now = 1_000_000
        self.told: list[str] = []
        self.officers = True
        self.line = QLineEdit()
        self.watch = IdleWatch(application, lambda _window: self.officers, lambda: self.now)
        self.watch.blank_due.connect(lambda: self.told.append("blank"))
        self.watch.lock_due.connect(lambda: self.told.append("lock"))
        self.watch.limit(2, 10)

    def open(self) -> QWindow:
        self.line.show()
        self.line.activateWindow()
        self.line.setFocus()
        QApplication.processEvents()
        self.watch.start()
        handle = self.line.windowHandle()
        assert handle is not None
        return handle

    def pass_minutes(self, minutes: float) -> None:
        self.now += int(minutes * MINUTE)
        self.watch.look()


@pytest.fixture
def watched(application: QApplication) -> Iterator[Watched]:
    made = Watched(application)
    yield made
    made.watch.stop()
    made.line.close()
    made.line.deleteLater()


def move_mouse(window: QWindow, x: float, y: float) -> None:
    none = Qt.MouseButton.NoButton
    place = QPointF(x, y)
    event = QMouseEvent(
        QEvent.Type.MouseMove, place, place, none, none, Qt.KeyboardModifier.NoModifier
    )
    QApplication.sendEvent(window, event)


def test_names_are_due_to_be_covered_first_and_the_lock_later(watched: Watched) -> None:
    watched.open()
    watched.pass_minutes(1.9)
    assert watched.told == []
    watched.pass_minutes(0.2)
    assert watched.told == ["blank"]
    watched.pass_minutes(8)
    assert watched.told == ["blank", "lock"]
    watched.pass_minutes(60)
    assert watched.told == ["blank", "lock"]


@pytest.mark.parametrize("hand", ["key", "click", "wheel", "mouse", "typing tool", "scanner"])
def test_whatever_a_hand_does_begins_the_rest_anew(watched: Watched, hand: str) -> None:
    window = watched.open()
    watched.pass_minutes(1.5)
    if hand == "key":
        QTest.keyClick(window, Qt.Key.Key_A)
    elif hand == "click":
        QTest.mouseClick(window, Qt.MouseButton.LeftButton, pos=QPoint(3, 3))
    elif hand == "wheel":
        QTest.wheelEvent(window, QPointF(3, 3), QPoint(0, 120))
    elif hand == "mouse":
        move_mouse(window, 60, 10)
    elif hand == "typing tool":
        event = QInputMethodEvent()
        event.setCommitString("ộ")
        QApplication.sendEvent(watched.line, event)
    else:
        watched.watch.used()
    watched.pass_minutes(1.5)
    assert watched.told == []
    watched.pass_minutes(0.6)
    assert watched.told == ["blank"]


def test_after_somebody_came_back_both_are_told_again(watched: Watched) -> None:
    window = watched.open()
    watched.pass_minutes(11)
    QTest.keyClick(window, Qt.Key.Key_A)
    watched.pass_minutes(11)
    assert watched.told == ["blank", "lock", "blank", "lock"]


def test_a_mouse_that_trembles_is_nobody(watched: Watched) -> None:
    window = watched.open()
    move_mouse(window, 40, 40)
    for minute in range(3):
        watched.pass_minutes(0.7)
        move_mouse(window, 40 + minute % 2, 41)
    assert watched.told == ["blank"]


def test_what_the_citizen_touches_does_not_count(watched: Watched) -> None:
    watched.officers = False
    window = watched.open()
    watched.pass_minutes(1.5)
    QTest.mouseClick(window, Qt.MouseButton.LeftButton, pos=QPoint(3, 3))
    watched.pass_minutes(0.6)
    assert watched.told == ["blank"]


@pytest.mark.parametrize(
    ("limits", "told"), [((0, 10), ["lock"]), ((2, 0), ["blank"]), ((0, 0), [])]
)
def test_no_minutes_means_never(watched: Watched, limits: tuple[int, int], told: list[str]) -> None:
    watched.open()
    watched.watch.limit(*limits)
    watched.pass_minutes(600)
    assert watched.told == told


def test_after_a_sleep_past_the_limit_the_lock_comes_before_the_key(watched: Watched) -> None:
    window = watched.open()
    typed_when_told: list[str] = []
    watched.watch.lock_due.connect(lambda: typed_when_told.append(watched.line.text()))
    watched.now += 60 * MINUTE  # the machine slept: no timer ran
    QTest.keyClick(window, Qt.Key.Key_A)
    assert typed_when_told == [""]


def test_the_clock_goes_on_and_never_back() -> None:
    seen = [steady() for _ in range(1000)]
    assert seen == sorted(seen)
    assert isinstance(seen[0], int)
