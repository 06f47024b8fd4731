"""The matters of the visit as a table: name and code, copies, fee, when it is promised."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent

from desk_app.qt.language import mark
from desk_app.qt.models import Cell, Column, Row
from desk_app.ui.intake.matters import MatterRow
from desk_app.ui.row_table import RowTable
from desk_app.ui.stage import Stage


class MatterTable(RowTable):
    """Enter and → open a row, Delete takes it out; ↑ on the first row asks for the line again."""

    left = Signal()

    def __init__(self, stage: Stage, padding: int) -> None:
        super().__init__(
            stage,
            mark("Việc hôm nay"),
            (
                Column(mark("Việc hôm nay"), stretch=True),
                Column(mark("Bản"), "00", right=True),
                Column(mark("Lệ phí"), "15.000 đ", right=True),
                Column(mark("Hẹn trả"), "hôm nay 17:00"),
            ),
            padding=padding,
        )

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """→ opens as Enter does."""
        plain = event.modifiers() in (
            Qt.KeyboardModifier.NoModifier,
            Qt.KeyboardModifier.KeypadModifier,
        )
        if plain and event.key() == Qt.Key.Key_Right and self.key:
            self.opened.emit(self.key)
        elif plain and event.key() == Qt.Key.Key_Up and self.currentIndex().row() <= 0:
            self.left.emit()
        else:
            super().keyPressEvent(event)


def matter_rows(matters: tuple[MatterRow, ...]) -> tuple[Row, ...]:
    """The rows of these; the amount says in its tool tip how it was counted."""
    return tuple(_row(one) for one in matters)


def _row(one: MatterRow) -> Row:
    return Row(
        one.key,
        (
            Cell(one.name, tip=one.full, aside=one.aside),
            Cell(one.copies),
            Cell(one.fee, tip=one.explained),
            Cell(one.due, one.due_tone),
        ),
    )
