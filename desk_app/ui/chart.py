"""A widget that shows one drawing list and says its sentence to screen readers."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QSize
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from desk_app.core.charts import Drawing, Measure
from desk_app.qt.painter import measure, paint
from desk_app.ui.stage import Stage

Draw = Callable[[float, Measure], Drawing]


class Chart(QWidget):
    """Draws what `show_chart` was given, as wide as there is room."""

    def __init__(self, stage: Stage) -> None:
        super().__init__()
        self._stage = stage
        self._draw: Draw | None = None
        self._drawing = Drawing(0, 0, ())
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        stage.look.changed.connect(self._lay_out)

    def show_chart(self, draw: Draw) -> None:
        """Show the chart this function draws."""
        self._draw = draw
        self._lay_out()

    def sizeHint(self) -> QSize:
        """As high as the drawing at the present scale."""
        look = self._stage.look
        return QSize(look.px(320), round(self._drawing.height * look.scale / 100) + 1)

    def minimumSizeHint(self) -> QSize:
        """It never gets lower than its drawing."""
        return QSize(self._stage.look.px(200), self.sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Draw again for the new width."""
        super().resizeEvent(event)
        self._lay_out()

    def _lay_out(self) -> None:
        if self._draw is None:
            return
        look = self._stage.look
        width = max(200.0, (self.width() - 2) * 100 / look.scale)
        self._drawing = self._draw(width, lambda t, p, s: measure(look, t, p, s))
        self.setAccessibleName(self._drawing.sentence)
        self.updateGeometry()
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the list."""
        painter = QPainter(self)
        paint(painter, self._drawing, self._stage.look)
        painter.end()
