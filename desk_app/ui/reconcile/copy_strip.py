"""The small strip above every window: which field lies on the clipboard, and the next one.

It never takes the focus, so the cursor stays in the other program's form: click here, Ctrl+V there.
"""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QWidget

from desk_app.qt.language import mark
from desk_app.ui.parts import DeedButton, ElidingLabel, column, frame, key_cap, label, line
from desk_app.ui.stage import Stage


class CopyStrip(QWidget):
    """Says what was copied; its buttons are wishes."""

    next_requested = Signal()
    previous_requested = Signal()
    later_requested = Signal()
    row_requested = Signal()
    end_requested = Signal()

    def __init__(self, stage: Stage, next_keys: str = "Alt C") -> None:
        super().__init__(
            None,
            Qt.WindowType.Tool
            | Qt.WindowType.WindowStaysOnTopHint
            | Qt.WindowType.FramelessWindowHint
            | Qt.WindowType.WindowDoesNotAcceptFocus,
        )
        self._stage = stage
        self._held: QPoint | None = None
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
        stage.bind(self, self.setWindowTitle, mark("Chép hồ sơ sang cửa sổ khác"))
        body = frame("sheet")
        whole = column(self)
        whole.addWidget(body)
        inside = column(body, gap=6)
        inside.setContentsMargins(12, 8, 12, 8)
        self.head = label(level="section")
        self.value = ElidingLabel("name")
        self.hint = label(level="second", wrap=True)
        stage.bind(
            self.hint, self.hint.setText, mark("Đã chép. Ctrl+V ở cửa sổ kia, rồi bấm Tiếp.")
        )
        top = line()
        top.addWidget(self.head, 1)
        top.addWidget(key_cap(next_keys))
        inside.addLayout(top)
        inside.addWidget(self.value)
        inside.addWidget(self.hint)
        buttons = line(gap=6)
        self.next = self._button(mark("Tiếp"), self.next_requested, "primary", "chevron-right")
        self.previous = self._button(mark("Lùi"), self.previous_requested, "", "chevron-left")
        self.later = self._button(mark("Để sau"), self.later_requested)
        self.row = self._button(mark("Chép cả dòng"), self.row_requested)
        self.end = self._button(mark("Xong"), self.end_requested, "", "x")
        for button in (self.next, self.previous, self.later, self.row, self.end):
            buttons.addWidget(button)
        inside.addLayout(buttons)
        stage.look.changed.connect(self.adjustSize)

    def show_field(self, place: str, name: str, text: str, *, last: bool) -> None:
        """Say what lies on the clipboard now."""
        say = self._stage.say
        self.head.setText(say("Chép {place}: {name}", place=place, name=name))
        self.value.setText(text)
        self.next.setText(say("Xong") if last else say("Tiếp"))
        self.setAccessibleDescription(f"{self.head.text()} {text}")
        if not self.isVisible():
            self.adjustSize()
            room = self.screen().availableGeometry()
            self.move(room.right() - self.width() - 16, room.bottom() - self.height() - 16)
            self.show()

    def show_end(self) -> None:
        """Go away."""
        self.hide()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """The strip is taken by the hand anywhere."""
        self._held = event.globalPosition().toPoint() - self.frameGeometry().topLeft()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """It goes where the hand goes."""
        if self._held is not None:
            self.move(event.globalPosition().toPoint() - self._held)

    def mouseReleaseEvent(self, _event: QMouseEvent) -> None:
        """It stays where it was put."""
        self._held = None

    def _button(self, words: str, signal: object, kind: str = "", icon: str = "") -> DeedButton:
        button = DeedButton(self._stage.look, kind, "", icon)
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._stage.bind(button, button.setText, words)
        button.clicked.connect(signal)
        return button
