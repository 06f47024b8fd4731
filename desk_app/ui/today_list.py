"""Today's visits beside the intake: time, person, matter, asked to rate; Enter corrects."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPoint, Signal
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtWidgets import QFrame, QMenu

from desk_app.qt.language import mark
from desk_app.qt.models import Column, Row
from desk_app.ui.parts import ElidingLabel, Sheet, SheetHead, frame, key_cap, label, line
from desk_app.ui.row_table import RowTable
from desk_app.ui.stage import Stage


class TodayList(Sheet):
    """The sheet with the day's rows and their sums."""

    correct_requested = Signal(str)
    void_requested = Signal(str)
    not_offered_requested = Signal(str)
    rate_requested = Signal(str)

    def __init__(self, stage: Stage) -> None:
        super().__init__()
        self._stage = stage
        self.may_change = True
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
                Column(mark("Người"), "Trần Văn Lực", "Nguyễn Thị Ngọc Ánh"),
                Column(mark("Việc"), stretch=True),
                Column(mark("Đánh giá")),
            ),
        )
        self.table.opened.connect(self.correct_requested)
        self.table.strike_requested.connect(self.void_requested)
        self.table.installEventFilter(self)
        self.table.viewport().installEventFilter(self)
        self.inside.addWidget(self.table, 1)
        self._times = ElidingLabel("second")
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
        row.addWidget(self._times)
        return foot

    def show_rows(self, rows: tuple[Row, ...], facts: str, empty: str) -> None:
        """Show the day."""
        self._head.facts.setText(facts)
        self.table.show_rows(rows, empty)

    def show_times(self, words: str) -> None:
        """Say how long logging a visit takes at this desk, or nothing."""
        self._times.setText(words)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The menu key and the right button open what may be done with a row."""
        if event.type() == QEvent.Type.ContextMenu and isinstance(event, QContextMenuEvent):
            self._open_menu(watched, event)
            return True
        return super().eventFilter(watched, event)

    def _open_menu(self, watched: QObject, event: QContextMenuEvent) -> None:
        table = self.table
        if event.reason() == QContextMenuEvent.Reason.Mouse:
            at, index = event.globalPos(), table.indexAt(event.pos())
        else:
            index = table.currentIndex()
            below = table.visualRect(index).bottomLeft() if index.isValid() else QPoint()
            at = table.viewport().mapToGlobal(below)
        row = table.rows.row(index.row())
        if row is None:
            return
        table.choose(row.key)
        self.menu(row.key).popup(at)

    def menu(self, key: str) -> QMenu:
        """What may be done with the visit of a row, each with its key."""
        menu = QMenu(self)
        menu.aboutToHide.connect(menu.deleteLater)
        for words, keys, wish in (
            (mark("Sửa lượt…"), "Enter", self.correct_requested),
            (mark("Hủy lượt…"), "Delete", self.void_requested),
            (mark("Mời đánh giá"), "F7", self.rate_requested),
            (mark("Không mời đánh giá…"), "Ctrl R", self.not_offered_requested),
        ):
            action = menu.addAction(f"{self._stage.say(words)}\t{keys}")
            action.setEnabled(self.may_change)
            action.triggered.connect(lambda _checked=False, wish=wish: wish.emit(key))
        return menu
