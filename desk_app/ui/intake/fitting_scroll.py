"""The fields of the visit without a scroll bar as long as closer rows can avoid one."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QSize, Qt, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QWidget

from desk_app.ui.page import InnerScroll
from desk_app.ui.visit_fields import CLOSEST_STEP, VisitFields

STEPS = tuple(range(CLOSEST_STEP + 1))


class FittingScroll(InnerScroll):
    """Rows stand wide apart while there is room, and closer together before anything scrolls."""

    def __init__(self, body: QWidget, fields: VisitFields) -> None:
        super().__init__(body)
        self._body, self._fields = body, fields
        self._least = QSize()
        # Afterwards: a layout may not be asked about itself while it is being changed.
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.timeout.connect(self.choose)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The content asks for another height."""
        if event.type() == QEvent.Type.LayoutRequest:
            self._later.start(0)
        return super().eventFilter(watched, event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The room is another."""
        super().resizeEvent(event)
        self._later.start(0)

    def minimumSizeHint(self) -> QSize:
        """Where the page around scrolls, as high as wrapped sentences are at this width."""
        least, layout = super().minimumSizeHint(), self._body.layout()
        if not self.grows or layout is None:
            return least
        width = max(least.width(), self.viewport().width())
        return QSize(least.width(), max(least.height(), layout.totalHeightForWidth(width)))

    def choose(self) -> None:
        """Wide apart if that fits, close together if only that does, and else a scroll bar."""
        layout = self._body.layout()
        if layout is None:
            return
        least = self.minimumSizeHint()
        if self.grows and least != self._least:
            self._least = least
            self.updateGeometry()
            QApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest.value)
        # Asked for the width without a bar: beside one, sentences wrap and call for it.
        room, fields = self.maximumViewportSize(), self._fields
        apart = layout.totalHeightForWidth(room.width()) + fields.saved(fields.step)
        fitting = [s for s in STEPS if apart - fields.saved(s) <= room.height()]
        step = 0 if self.grows else next(iter(fitting), STEPS[-1])
        bar = Qt.ScrollBarPolicy
        scrolls = not fitting and not self.grows
        self.setVerticalScrollBarPolicy(
            bar.ScrollBarAsNeeded if scrolls else bar.ScrollBarAlwaysOff
        )
        if step != fields.step:
            fields.stand(step)
            # At once, or the last row is cut meanwhile.
            QApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest.value)
