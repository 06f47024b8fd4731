"""A field that is read as plain text once it is filled, and a field again when one goes there."""

from __future__ import annotations

from PySide6.QtCore import QDynamicPropertyChangeEvent, QEvent, Qt
from PySide6.QtGui import QFocusEvent, QPainter, QPaintEvent, QPalette, QResizeEvent
from PySide6.QtWidgets import QLineEdit, QStyle, QStyleOptionFrame

from desk_app.core.citizen_id import CitizenId, parse_citizen_id
from desk_app.ui.parts import set_property

_PAD = 8
# Where a QLineEdit without padding begins its text: frame and inner margin.
_READ_PAD = 3
_HIDDEN = "•••• ••••"


class ReadingEdit(QLineEdit):
    """Without a frame while it is filled, right and elsewhere is the focus."""

    def __init__(self) -> None:
        super().__init__()
        self.textChanged.connect(self._settle)

    @property
    def read(self) -> bool:
        """Whether it is shown as plain text now."""
        return bool(self.property("shown") == "read")

    def focusInEvent(self, event: QFocusEvent) -> None:
        """A field again, ready to be gone on with."""
        super().focusInEvent(event)
        if event.reason() is Qt.FocusReason.OtherFocusReason:
            self.end(False)
        self._settle()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Text again."""
        super().focusOutEvent(event)
        self._settle()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width cuts at another place."""
        super().resizeEvent(event)
        self._settle()

    def event(self, event: QEvent) -> bool:
        """What is wrong keeps its frame."""
        if (
            isinstance(event, QDynamicPropertyChangeEvent)
            and event.propertyName().data() == b"state"
        ):
            self._settle()
        return super().event(event)

    def shown_text(self) -> str:
        """What is read."""
        return self.text()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Read, it ends with … where there is no room; the tool tip has all of it."""
        if not self.read:
            super().paintEvent(event)
            return
        area = self.rect().adjusted(_READ_PAD, 0, 0, 0)
        text = self.fontMetrics().elidedText(
            self.shown_text(), Qt.TextElideMode.ElideRight, area.width()
        )
        painter = QPainter(self)
        option = QStyleOptionFrame()
        self.initStyleOption(option)
        panel = QStyle.PrimitiveElement.PE_PanelLineEdit
        self.style().drawPrimitive(panel, option, painter, self)
        painter.setPen(self.palette().color(QPalette.ColorRole.Text))
        flags = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        painter.drawText(area, int(flags), text)
        painter.end()

    def _settle(self) -> None:
        wrong = self.property("state") == "error"
        away = not self.hasFocus()
        set_property(self, "shown", "read" if self.text() and away and not wrong else "")
        cut = self.fontMetrics().horizontalAdvance(self.text()) > self.width() - 2 * _PAD
        tip = self.shown_text().replace("&", "&amp;").replace("<", "&lt;") if cut else ""
        if tip != self.toolTip():
            self.setToolTip(tip)


class NumberEdit(ReadingEdit):
    """An ID number: read, it shows its last four digits only; in the field it is seen whole."""

    def shown_text(self) -> str:
        """Covered when it is whole; one that is not whole has to be seen."""
        number = parse_citizen_id(self.text())
        return f"{_HIDDEN} {number.last4}" if isinstance(number, CitizenId) else self.text()
