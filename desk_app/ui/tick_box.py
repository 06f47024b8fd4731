"""A box to tick, drawn as the theme has it on every system."""

from __future__ import annotations

from PySide6.QtCore import QRect
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QCheckBox, QStyle, QStyleOptionButton

from desk_app.qt.look import Look


class TickBox(QCheckBox):
    """A check box with the drawn check mark; Qt's own frame is dark on the dark theme."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look

    def paintEvent(self, event: QPaintEvent) -> None:
        """The box and its word as the theme has them, and the mark over it."""
        super().paintEvent(event)
        if not self.isChecked():
            return
        option = QStyleOptionButton()
        self.initStyleOption(option)
        box = self.style().subElementRect(QStyle.SubElement.SE_CheckBoxIndicator, option, self)
        painter = QPainter(self)
        mark_of = self._look.pixmap("check", 14, "on_accent", self.devicePixelRatioF())
        side = self._look.px(14)
        place = QRect(0, 0, side, side)
        place.moveCenter(box.center())
        painter.drawPixmap(place, mark_of)
        painter.end()
