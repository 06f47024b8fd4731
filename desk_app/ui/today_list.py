"""Today's visits beside the intake: time, person, matter, state; Enter corrects, Delete voids."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame

from desk_app.qt.language import mark
from desk_app.qt.models import Column, Row
from desk_app.ui.parts import Sheet, SheetHead, frame, key_cap, label, line
from desk_app.ui.row_table import RowTable
from desk_app.ui.stage import Stage


class TodayList(Sheet):
    """The sheet with the day's rows and their sums."""

    correct_requested = Signal(str)
    void_requested = Signal(str)

    def __init__(self, stage: Stage) -> None:
        super().__init__()
        self._stage = stage
        head = SheetHead(stage.look)
        stage.bind(self, head.name.setText, mark("Hôm nay"))
        self._head = head
        head.row.addWidget(key_cap("F5"))
        self.inside.addWidget(head)
        self.table = RowTable(
            stage,
            mark("Danh sách hôm nay"),
            (
                Column(mark("Giờ"), "00:00"),
                Column(mark("Người"), "Nguyễn Thị Hồng Nh", "Nguyễn Thị Phương Thảo Ngân"),
                Column(mark("Việc"), stretch=True),
                Column(mark("Tình trạng")),
            ),
        )
        self.table.opened.connect(self.correct_requested)
        self.table.strike_requested.connect(self.void_requested)
        self.inside.addWidget(self.table, 1)
        self.inside.addWidget(self._foot())

    def _foot(self) -> QFrame:
        foot = frame("foot")
        row = line(foot, gap=6)
        row.setContentsMargins(12, 6, 12, 6)
        for keys, words in (("Enter", mark("sửa")), ("Delete", mark("hủy lượt"))):
            text = label(level="second")
            self._stage.bind(text, text.setText, words)
            row.addWidget(key_cap(keys))
            row.addWidget(text)
            row.addSpacing(8)
        row.addStretch(1)
        return foot

    def show_rows(self, rows: tuple[Row, ...], facts: str, empty: str) -> None:
        """Show the day."""
        self._head.facts.setText(facts)
        self.table.show_rows(rows, empty)
