"""A window with fields behind the filter for scans, with keyboard and clock in our hands."""

from __future__ import annotations

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QApplication,
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QTableWidget,
    QWidget,
)
from pytestqt.qtbot import QtBot

from desk_app.qt.scan_filter import ScanFilter
from tests.support.keyboard import HandClock, Keyboard

CARD = "024190001234||Trần Thị Thủy|01021990|Nữ|Tổ dân phố Hà Vị 1, Hiệp Hòa|15042021"
OTHER = CARD.replace("024190", "034191")
HOLD = 20.0


class Bench:
    """A window with fields, a filter before it, and a keyboard and clock in our hands."""

    def __init__(self, application: QApplication, waits: QtBot) -> None:
        self.waits = waits
        self.clock = HandClock()
        self.keyboard = Keyboard(self.clock)
        self.locked = False
        self.scans: list[str] = []
        self.told: list[str] = []
        self.window = QWidget()
        self.line, self.area = QLineEdit(), QPlainTextEdit()
        self.table, self.button = QTableWidget(3, 2), QPushButton("Ghi")
        row = QHBoxLayout(self.window)
        for widget in (self.line, self.area, self.table, self.button):
            row.addWidget(widget)
        show(self.window, waits)
        self.filter = ScanFilter(application, lambda: self.locked, self.clock, self.clock)
        self.clock.rings = self.filter.tick
        self.filter.scanned.connect(self.scans.append)
        self.filter.second_dropped.connect(lambda: self.told.append("second"))
        self.filter.dropped.connect(lambda: self.told.append("dropped"))
        self.line.setFocus()


def show(window: QWidget, waits: QtBot) -> None:
    """Show a window and give it the focus."""
    window.show()
    window.activateWindow()
    handle = window.windowHandle()
    waits.waitUntil(lambda: QGuiApplication.focusWindow() == handle)
