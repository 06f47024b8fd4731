"""The large input line that has the focus, with its icon and what Enter will do."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QFrame, QLabel, QLineEdit

from desk_app.qt.look import TITLE
from desk_app.ui.parts import DeedButton, label, line, set_property
from desk_app.ui.stage import Stage


class _Input(QLineEdit):
    focus_changed = Signal(bool)
    escaped = Signal()
    down_pressed = Signal()
    right_pressed = Signal()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.focus_changed.emit(True)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.focus_changed.emit(False)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.escaped.emit()
        elif event.key() == Qt.Key.Key_Down:
            self.down_pressed.emit()
        elif event.key() == Qt.Key.Key_Right and not self.text():
            self.right_pressed.emit()
        else:
            super().keyPressEvent(event)


class FocusLine(QFrame):
    """One line, 48 px high; only it carries the blue frame when nothing is wrong."""

    text_changed = Signal(str)
    taken = Signal()
    escaped = Signal()
    down_pressed = Signal()
    right_pressed = Signal()

    def __init__(self, stage: Stage, icon: str, words: str, name: str) -> None:
        super().__init__()
        self._stage, self._icon = stage, icon
        self.setProperty("kind", "line")
        self._picture = QLabel()
        self.input = _Input()
        self.input.setProperty("kind", "line")
        self.aside = label(level="second")
        self.row = line(self, gap=12)
        self.row.setContentsMargins(14, 0, 10, 0)
        self.row.addWidget(self._picture)
        self.row.addWidget(self.input, 1)
        self.row.addWidget(self.aside)
        stage.bind(self, self.input.setPlaceholderText, words)
        stage.bind(self, self.input.setAccessibleName, name)
        self.input.focus_changed.connect(self._on_focus)
        self.input.textChanged.connect(self.text_changed)
        self.input.returnPressed.connect(self.taken)
        self.input.escaped.connect(self.escaped)
        self.input.down_pressed.connect(self.down_pressed)
        self.input.right_pressed.connect(self.right_pressed)
        stage.look.changed.connect(self.fit)
        self.fit()

    def add_button(self, button: DeedButton) -> None:
        """Put a button at the right end."""
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.row.addWidget(button)

    def fit(self) -> None:
        """Take the present height."""
        look = self._stage.look
        self.setFixedHeight(look.height(TITLE, 22))
        self._picture.setPixmap(look.pixmap(self._icon, 22, "accent", self.devicePixelRatioF()))

    def mousePressEvent(self, _event: QMouseEvent) -> None:
        """A touch anywhere on the line means the line."""
        self.input.setFocus()

    def _on_focus(self, focused: bool) -> None:
        set_property(self, "state", "focus" if focused else "")
        side = 13 if focused else 14
        self.row.setContentsMargins(side, 0, side - 4, 0)
