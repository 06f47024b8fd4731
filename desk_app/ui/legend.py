"""Words with their mark beside them, in a row that wraps."""

from __future__ import annotations

import msgspec
from PySide6.QtCore import QRect, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from desk_app.qt.look import DENSE
from desk_app.qt.marks import paint_mark
from desk_app.ui.flow import Flow
from desk_app.ui.parts import label
from desk_app.ui.stage import Stage


class LegendItem(msgspec.Struct, frozen=True):
    """Words and a certainty."""

    text: str
    mark: str


class _Item(QWidget):
    def __init__(self, stage: Stage, item: LegendItem) -> None:
        super().__init__()
        self._stage, self._item = stage, item
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(item.text)

    def sizeHint(self) -> QSize:
        look = self._stage.look
        width = look.metrics(DENSE).horizontalAdvance(self._item.text) + look.px(12 + 6) + 4
        return QSize(width, look.metrics(DENSE).lineSpacing())

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        look, side = self._stage.look, self._stage.look.px(12)
        painter = QPainter(self)
        box = QRect(0, (self.height() - side) // 2, side, side)
        paint_mark(painter, box, self._item.mark, look.colour)
        painter.setFont(look.font(DENSE))
        painter.setPen(look.colour("text"))
        baseline = (self.height() + look.metrics(DENSE).ascent()) // 2
        painter.drawText(side + look.px(6), baseline - look.metrics(DENSE).descent() // 2,
                         self._item.text)  # fmt: skip
        painter.end()


class Legend(Flow):
    """A row of marks with words."""

    def __init__(self, stage: Stage) -> None:
        super().__init__(14)
        self._stage = stage

    def show_items(self, items: tuple[LegendItem, ...], notice: str) -> None:
        """Show these, and a word of notice at the end."""
        self.clear()
        for item in items:
            self.add(_Item(self._stage, item))
        if notice:
            self.add(label(notice, "second"))
