"""Widgets in a row that goes on in the next line when it gets too long; nothing is cut.

Not a QLayout: PySide6 6.12 gives back one reference to None too many each time Qt calls an
`itemAt` of ours past the end, until the interpreter dies.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QSizePolicy, QWidget


class Flow(QWidget):
    """Left to right, then down."""

    def __init__(self, gap: int = 8) -> None:
        super().__init__()
        self._gap = gap
        self._parts: list[QWidget] = []
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def add(self, widget: QWidget) -> None:
        """Put a widget at the end."""
        widget.setParent(self)
        self._parts.append(widget)
        widget.show()
        self._changed()

    def clear(self) -> None:
        """Take all widgets out for good."""
        for widget in self._parts:
            widget.hide()
            widget.deleteLater()
        self._parts = []
        self._changed()

    def hasHeightForWidth(self) -> bool:
        """A narrow row is higher."""
        return True

    def heightForWidth(self, width: int) -> int:
        """How high the row gets at this width."""
        return self._place(width, move=False)

    def sizeHint(self) -> QSize:
        """All side by side; as high as the present width asks for."""
        sizes = [part.sizeHint() for part in self._shown()]
        wide = sum(size.width() for size in sizes) + self._gap * max(0, len(sizes) - 1)
        return QSize(wide, self._place(self.width() if self.isVisible() else wide, move=False))

    def minimumSizeHint(self) -> QSize:
        """The widest single part."""
        sizes = [part.sizeHint() for part in self._shown()]
        widest = max((size.width() for size in sizes), default=0)
        return QSize(widest, self.sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width, other lines."""
        super().resizeEvent(event)
        before = self._place(event.oldSize().width(), move=False)
        if self._place(self.width(), move=True) != before:
            self.updateGeometry()

    def showEvent(self, event: QShowEvent) -> None:
        """What changed its size in a hidden row told nobody."""
        super().showEvent(event)
        self._changed()

    def event(self, event: QEvent) -> bool:
        """A part that changed its size moves the others."""
        if event.type() == QEvent.Type.LayoutRequest:
            self._changed()
        return super().event(event)

    def _changed(self) -> None:
        self._place(self.width(), move=True)
        self.updateGeometry()

    def _shown(self) -> list[QWidget]:
        return [part for part in self._parts if not part.isHidden()]

    def _place(self, width: int, *, move: bool) -> int:
        # Each part is asked once: layouts ask for this far more often than anything changes.
        lines: list[list[tuple[QWidget, QSize]]] = [[]]
        used = 0
        for part in self._shown():
            size = part.sizeHint()
            if lines[-1] and used + size.width() > width:
                lines.append([])
                used = 0
            lines[-1].append((part, size))
            used += size.width() + self._gap
        y = 0
        for row in lines:
            high = max((size.height() for _, size in row), default=0)
            x = 0
            for part, size in row:
                if move:
                    # A part wider than the room wraps its own words or scrolls with the page.
                    wide = min(size.width(), max(width, part.minimumSizeHint().width()))
                    middle = y + (high - size.height()) // 2
                    part.setGeometry(x, middle, wide, size.height())
                x += size.width() + self._gap
            y += high + self._gap // 2
        return max(0, y - self._gap // 2)
