"""The undo bar: what was just done, the way back, and how long the bar still stands there."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QLabel, QPushButton

from desk_app.qt.language import mark
from desk_app.qt.look import BODY
from desk_app.ui.parts import ElidingLabel, key_cap, label, line
from desk_app.ui.stage import Stage
from desk_app.ui.undo.undo_keys import UndoKey

STANDS = 10_000
STEP = 100
LINE = 3
REFUSED = "alert-triangle"


class UndoBar(QFrame):
    """One line at the lower edge; the page gives way to it. Hover and focus stop its clock."""

    undo_requested = Signal()

    def __init__(self, stage: Stage) -> None:
        super().__init__()
        self._stage = stage
        self._left, self._icon = 0, "check"
        self.setProperty("kind", "undo")
        self._picture = QLabel()
        self.words = ElidingLabel()
        self.link = QPushButton()
        self.link.setProperty("kind", "undo")
        # Tab reaches it; a click leaves the focus where somebody types.
        self.link.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.link.setCursor(Qt.CursorShape.PointingHandCursor)
        stage.bind(self.link, self.link.setText, mark("Hoàn tác"))
        stage.bind(self.link, self.link.setAccessibleName, mark("Hoàn tác"))
        self.cap = key_cap("Ctrl Z")
        self.seconds = label()
        self._row = line(self, gap=12)
        for widget in (self._picture, self.words, self.link, self.cap):
            self._row.addWidget(widget)
        self._row.addStretch(1)
        self._row.addWidget(self.seconds)
        self.link.clicked.connect(self.undo_requested)
        self.link.installEventFilter(self)
        self._timer = QTimer(self)
        self._timer.setInterval(STEP)
        self._timer.timeout.connect(lambda: self.pass_time(STEP))
        stage.look.changed.connect(self.fit)
        stage.language.changed.connect(self._say_seconds)
        # The key goes with the bar: both are there as long as the window is.
        self._key = UndoKey(self)
        self.fit()
        self.hide()

    def shows_act(self) -> bool:
        """Whether the bar says what was done or undone last."""
        return self.isVisible() and self._icon != REFUSED

    def show_act(self, sentence: str) -> None:
        """Say what was done, with the way back."""
        self._show(sentence, "check", undoable=True)

    def show_undone(self, sentence: str) -> None:
        """Say that it was undone."""
        self._show(sentence, "arrow-back-up", undoable=False)

    def show_refused(self, sentence: str) -> None:
        """Say why it stays as it is."""
        self._show(sentence, REFUSED, undoable=False)

    def hide_act(self) -> None:
        """Say nothing any more."""
        self._timer.stop()
        if self.link.hasFocus():
            self.focusNextChild()
        self.hide()

    def fit(self) -> None:
        """Take the present measures."""
        look = self._stage.look
        self.setFixedHeight(max(look.px(40), look.height(BODY, 20)))
        self._row.setContentsMargins(look.px(16), 0, look.px(16), LINE)
        self._draw_icon()

    def pass_time(self, milliseconds: int) -> None:
        """Let time pass; nothing does while the hand or the focus is on the bar."""
        if self.underMouse() or self.link.hasFocus():
            return
        self._left -= milliseconds
        if self._left <= 0:
            self.hide_act()
            return
        self._say_seconds()
        self.update()

    def _show(self, sentence: str, icon: str, *, undoable: bool) -> None:
        self._left, self._icon = STANDS, icon
        self.words.setText(sentence)
        self.setAccessibleName(sentence)
        if self.link.hasFocus() and not undoable:
            self.focusNextChild()
        self.link.setVisible(undoable)
        self.cap.setVisible(undoable)
        self._draw_icon()
        self._say_seconds()
        self.show()
        self.words.updateGeometry()
        self._timer.start()
        self.update()

    def _draw_icon(self) -> None:
        ratio = self.devicePixelRatioF()
        self._picture.setPixmap(self._stage.look.pixmap(self._icon, 18, "undo_text", ratio))

    def _say_seconds(self) -> None:
        seconds = -(-self._left // 1000)
        text = self._stage.count("còn {n} giây", seconds)
        if self.seconds.text() != text:
            self.seconds.setText(text)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Esc on the link closes the bar; what was done stays done."""
        if event.type() == QEvent.Type.KeyPress and event.key() == Qt.Key.Key_Escape:  # type: ignore[attr-defined]
            self.hide_act()
            return True
        return super().eventFilter(watched, event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The ground, and the line that runs out."""
        super().paintEvent(event)
        width = self.width() * max(0, self._left) // STANDS
        painter = QPainter(self)
        painter.fillRect(0, self.height() - LINE, width, LINE, self._stage.look.colour("undo_link"))
        painter.end()
