"""The field above a list of cases that keeps the rows with some words in them."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QLineEdit

from desk_app.qt.language import mark
from desk_app.ui.parts import key_cap, line
from desk_app.ui.stage import Stage

# Fast typing asks once.
PAUSE = 120


class ListFilter(QFrame):
    """Down and Enter go on to the list; Esc empties the field, then goes there too.

    filtered: the words, a moment after the last key; left: the focus is to go to the list.
    """

    filtered = Signal(str)
    left = Signal()

    def __init__(self, stage: Stage) -> None:
        super().__init__()
        self._stage = stage
        self.setProperty("kind", "plain")
        self.input = QLineEdit()
        self.input.setClearButtonEnabled(False)
        stage.bind(self, self.input.setPlaceholderText, mark("Lọc: tên, thủ tục, mã"))
        stage.bind(self, self.input.setAccessibleName, mark("Lọc danh sách"))
        row = line(self, gap=6)
        row.addWidget(self.input, 1)
        row.addWidget(key_cap("Ctrl F"))
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE)
        self._pause.timeout.connect(self._ask)
        self.input.textChanged.connect(lambda _text: self._pause.start())
        self.input.installEventFilter(self)
        stage.look.changed.connect(self._fit)
        self._fit()

    def settle(self) -> None:
        """Ask now what would be asked in a moment."""
        if self._pause.isActive():
            self._pause.stop()
            self._ask()

    def empty(self) -> None:
        """Let all rows through, and ask nobody: the list is read for another reason."""
        self._pause.stop()
        self.input.blockSignals(True)
        self.input.clear()
        self.input.blockSignals(False)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keys that lead out of the field."""
        if (
            watched is self.input
            and isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.KeyPress
        ):
            key = event.key()
            if key in (Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self.left.emit()
                return True
            if key == Qt.Key.Key_Escape:
                if self.input.text():
                    self.input.clear()
                else:
                    self.left.emit()
                return True
        return super().eventFilter(watched, event)

    def _ask(self) -> None:
        self.filtered.emit(self.input.text())

    def _fit(self) -> None:
        look = self._stage.look
        self.input.setMinimumHeight(look.height(11, 10))
        self.setFixedWidth(look.px(260))
