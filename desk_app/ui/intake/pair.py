"""Two fields in one row, and below them what there is to say about either."""

from __future__ import annotations

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from desk_app.ui.fields import FieldRow
from desk_app.ui.parts import column, line

GAP = 12


class Pair(QWidget):
    """A short sentence stands below its own field, a long one takes the width of both."""

    def __init__(self, first: FieldRow, second: FieldRow, left: int = 1, right: int = 1) -> None:
        super().__init__()
        self._rows = (first, second)
        inside = column(self, gap=2)
        above, self._below = line(gap=GAP), line(gap=GAP)
        for row, share in ((first, left), (second, right)):
            above.addWidget(row, share)
            row.aside.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
            row.said.connect(self.arrange)
        # Stands in for the first field's sentence, so that the second one's is below its field.
        self._nothing = QWidget()
        self._below.addWidget(first.aside, left)
        self._below.addWidget(self._nothing, left)
        self._below.addWidget(second.aside, right)
        inside.addLayout(above)
        inside.addLayout(self._below)
        self._left, self._right = left, right

    def arrange(self) -> None:
        """Show what the two fields are shown with."""
        first, second = self._rows
        shown = [not row.isHidden() for row in self._rows]
        said = [on and bool(row.aside.text()) for on, row in zip(shown, self._rows, strict=True)]
        self.setVisible(any(shown))
        first.aside.setVisible(said[0])
        second.aside.setVisible(said[1])
        room = (self.width() - GAP) * self._right // (self._left + self._right)
        words = second.aside.fontMetrics().horizontalAdvance(second.aside.text())
        self._nothing.setVisible(said[1] and not said[0] and shown[0] and words <= room)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width, another place."""
        super().resizeEvent(event)
        self.arrange()
