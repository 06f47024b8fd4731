"""None and True outlive the window, whatever PySide6 does with its references."""

from __future__ import annotations

import sys

from PySide6.QtCore import QObject, Signal

import desk_app.qt  # noqa: F401 - it is what makes None last
from desk_app.qt.lasting_none import MANY, make_none_last


def test_a_hundred_thousand_qt_calls_leave_none_alive() -> None:
    owner = QObject()
    for _ in range(100_000):
        owner.setObjectName("x")
    assert sys.version_info >= (3, 12) or sys.getrefcount(None) > MANY // 2


class _Speaker(QObject):
    said = Signal(int)


def test_a_hundred_thousand_signals_leave_true_alive() -> None:
    speaker = _Speaker()
    for number in range(100_000):
        speaker.said.emit(number)
    assert sys.version_info >= (3, 12) or sys.getrefcount(True) > MANY // 2


def test_asking_twice_gives_the_references_once() -> None:
    make_none_last()
    before = sys.getrefcount(None)
    make_none_last()
    assert abs(sys.getrefcount(None) - before) < 1000
