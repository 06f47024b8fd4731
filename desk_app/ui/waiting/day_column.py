"""The right half of the intake page: who waits, as low as it may be, above the visits of today."""

from __future__ import annotations

from PySide6.QtWidgets import QSizePolicy, QWidget

from desk_app.ui.page import GAP
from desk_app.ui.parts import column
from desk_app.ui.today_list import TodayList
from desk_app.ui.waiting.waiting_list import WaitingList


class DayColumn(QWidget):
    """Two sheets; what the first leaves over belongs to the second."""

    def __init__(self, waiting: WaitingList, today: TodayList) -> None:
        super().__init__()
        waiting.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        inside = column(self, gap=GAP)
        inside.addWidget(waiting)
        inside.addWidget(today, 1)
