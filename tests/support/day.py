"""The right half of the intake page over a real desk, beside the window under test."""

from __future__ import annotations

from PySide6.QtWidgets import QLineEdit, QWidget

from desk_app.qt.desk_day import DeskDay
from desk_app.ui.parts import column
from desk_app.ui.today_list import TodayList
from desk_app.ui.undo.undo_bar import UndoBar
from desk_app.ui.waiting.day import Day
from desk_app.ui.waiting.day_column import DayColumn
from desk_app.ui.waiting.waiting_list import WaitingList
from tests.support.day_values import FakeDoor
from tests.support.window import OpenWindow


class RightHalf(QWidget):
    """The two lists and the undo bar below them, beside the window under test."""

    def __init__(self, opened: OpenWindow) -> None:
        super().__init__()
        stage = opened.stage
        self.line = QLineEdit()
        self.waiting, self.today = WaitingList(stage), TodayList(stage)
        self.bar, self.door = UndoBar(stage), FakeDoor()
        self.day = Day(
            stage,
            DeskDay(opened.window.desk),
            self.door,
            self.waiting,
            self.today,
            self.bar,
            lambda _last: None,
        )
        inside = column(self)
        inside.addWidget(self.line)
        inside.addWidget(DayColumn(self.waiting, self.today), 1)
        inside.addWidget(self.bar)
        self.resize(542, 660)
