"""A calm cover over what shows names while nobody is there; the first key lifts it.

A shortcut does nothing more; a letter begins what somebody types and is kept.
"""

from __future__ import annotations

import shiboken6
from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QWidget

from desk_app.qt.language import mark
from desk_app.ui.parts import column, label, line
from desk_app.ui.stage import Stage

_NO_TEXT = (
    Qt.KeyboardModifier.ControlModifier
    | Qt.KeyboardModifier.AltModifier
    | Qt.KeyboardModifier.MetaModifier
)


class NameCover(QWidget):
    """Lies over a whole widget and takes the keys meant for it."""

    lifted = Signal()

    def __init__(self, stage: Stage, under: QWidget) -> None:
        super().__init__(under)
        self._stage, self._under = stage, under
        self._before = under.window().focusWidget()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.ArrowCursor)
        inside = column(self, gap=4)
        inside.setContentsMargins(16, 16, 16, 16)
        row = line(gap=10)
        self._picture = QLabel()
        title = label(level="title")
        stage.bind(self, title.setText, mark("Tên đã che"))
        row.addStretch(1)
        row.addWidget(self._picture)
        row.addWidget(title)
        row.addStretch(1)
        words = label(level="second", wrap=True)
        words.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        stage.bind(self, words.setText, mark("Bấm phím bất kỳ để hiện."))
        stage.bind(self, self.setAccessibleName, mark("Tên đã che. Bấm phím bất kỳ để hiện."))
        inside.addStretch(1)
        inside.addLayout(row)
        inside.addWidget(words)
        inside.addStretch(2)
        under.installEventFilter(self)
        stage.look.changed.connect(self._fit)
        self._fit()
        self._spread()
        self.show()
        self.raise_()
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def take_away(self) -> None:
        """Show what was covered, the focus where it was."""
        if self._before is not None and shiboken6.isValid(self._before):
            self._before.setFocus(Qt.FocusReason.OtherFocusReason)
        self.hide()
        self.deleteLater()

    def _fit(self) -> None:
        look = self._stage.look
        self._picture.setPixmap(look.pixmap("eye", 22, "text2", self.devicePixelRatioF()))

    def _spread(self) -> None:
        self.setGeometry(self._under.rect())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay as large as what is covered, and on top of it."""
        if watched is self._under and event.type() == QEvent.Type.Resize:
            self._spread()
        elif watched is self._under and event.type() == QEvent.Type.ChildAdded:
            self.raise_()
        return super().eventFilter(watched, event)

    def event(self, event: QEvent) -> bool:
        """No key gets past as a shortcut, and as text only where somebody was typing before."""
        if event.type() == QEvent.Type.ShortcutOverride:
            event.accept()
            return True
        # Tab would otherwise move the focus to a field that nobody sees.
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            self.keyPressEvent(event)
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Somebody is there again; a letter begins what they type, it must not be lost."""
        event.accept()
        before = self._before
        again = QKeyEvent(
            event.type(), event.key(), event.modifiers(), event.text(), event.isAutoRepeat()
        )
        self.lifted.emit()
        typed = event.text().isprintable() and not event.modifiers() & _NO_TEXT
        if event.text() and typed and isinstance(before, QLineEdit) and shiboken6.isValid(before):
            QApplication.sendEvent(before, again)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Somebody is there again; the click goes nowhere else."""
        event.accept()
        self.lifted.emit()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Nothing shines through."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._stage.look.colour("bg"))
        painter.end()
