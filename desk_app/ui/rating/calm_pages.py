"""Pages that ask nothing: nobody is served, thanks, and the way back to the officer."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QLabel, QLineEdit, QVBoxLayout, QWidget

from desk_app.qt.language import mark
from desk_app.ui.parts import column
from desk_app.ui.rating.citizen_buttons import MainButton
from desk_app.ui.rating.citizen_parts import Middle, Ruler, is_plain
from desk_app.ui.rating.plan import HINT, QUESTION, wanted_zoom
from desk_app.ui.rating.words import centre
from desk_app.ui.stage import Stage


class CalmPage(QWidget):
    """A few lines in the middle of the screen, as large as the rating's."""

    def __init__(self, stage: Stage) -> None:
        super().__init__()
        self.stage, self.ruler = stage, Ruler(stage.look)
        self._lines: list[tuple[QLabel, float, bool]] = []
        self.inside: QVBoxLayout = column(self, gap=12)
        self.inside.addStretch(2)
        stage.look.changed.connect(self.fit)

    def add_line(self, points: float, *, strong: bool = False, level: str = "") -> QLabel:
        """One more line of text."""
        made = Middle(level)
        self._lines.append((made, points, strong))
        self.inside.addWidget(made)
        return made

    def finish(self) -> None:
        """Everything is there."""
        self.inside.addStretch(3)
        self.fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another screen, another size of text."""
        super().resizeEvent(event)
        self.fit()

    def zoom(self) -> float:
        """How large text is now; never so large that a line of the calm pages gets too long."""
        size = self.window().size()
        wanted = wanted_zoom(size.width(), size.height(), self.stage.look.scale)
        return min(wanted, max(0.6, size.width() / 640), max(0.6, size.height() / 420))

    def fit(self) -> None:
        """Take the present sizes."""
        zoom = self.zoom()
        margin = round(24 * zoom)
        self.inside.setContentsMargins(margin, margin, margin, margin)
        self.inside.setSpacing(round(12 * zoom))
        for shown, points, strong in self._lines:
            shown.setFont(self.ruler.font(points * zoom, strong))


class IdlePage(CalmPage):
    """Where the citizen is, and nothing about anybody."""

    def __init__(self, stage: Stage, unit: str, desk: str) -> None:
        super().__init__(stage)
        self._unit = unit
        self._centre = self.add_line(18, strong=True)
        self._desk = self.add_line(40, strong=True)
        self._desk.setText(desk)
        hello = self.add_line(HINT, level="second")
        stage.bind(
            hello, hello.setText, mark("Xong việc, xin mời Ông/Bà đánh giá tại màn hình này.")
        )
        stage.language.changed.connect(self._say)
        self._say()
        self.finish()

    def _say(self) -> None:
        self._centre.setText(centre(self.stage.say, self._unit))


class ThanksPage(CalmPage):
    """Thanks, for a moment."""

    def __init__(self, stage: Stage) -> None:
        super().__init__(stage)
        self.thanks = self.add_line(QUESTION, strong=True)
        stage.bind(self.thanks, self.thanks.setText, mark("Xin cảm ơn Ông/Bà"))
        self.finish()


class HandBackPage(CalmPage):
    """Covers everything until the officer is back: a PIN, or a key where there is none."""

    back_requested = Signal(str)

    def __init__(self, stage: Stage) -> None:
        super().__init__(stage)
        thanks = self.add_line(QUESTION, strong=True)
        stage.bind(thanks, thanks.setText, mark("Xin Ông/Bà quay màn hình lại cho cán bộ"))
        self.ask = self.add_line(HINT, level="second")
        self.pin = QLineEdit()
        self.pin.setEchoMode(QLineEdit.EchoMode.Password)
        self.pin.setAlignment(Qt.AlignmentFlag.AlignCenter)
        stage.bind(self.pin, self.pin.setAccessibleName, mark("Mã PIN"))
        self.inside.addWidget(self.pin, 0, Qt.AlignmentFlag.AlignHCenter)
        self.error = self.add_line(HINT, level="late")
        self.deed = MainButton(stage.look)
        stage.bind(self.deed, self.deed.say, mark("Về trang làm việc"))
        self.deed.clicked.connect(self._go)
        self.inside.addWidget(self.deed, 0, Qt.AlignmentFlag.AlignHCenter)
        self._needs_pin = True
        stage.language.changed.connect(self._say)
        self.finish()
        self.show_asked(needs_pin=True)

    def show_asked(self, *, needs_pin: bool) -> None:
        """Begin: an empty field, or only the button."""
        self._needs_pin = needs_pin
        self.pin.clear()
        self.pin.setVisible(needs_pin)
        self.show_error("")
        self._say()
        (self.pin if needs_pin else self.deed).setFocus(Qt.FocusReason.OtherFocusReason)

    def show_error(self, sentence: str) -> None:
        """Say why the window does not open; one may try again."""
        self.error.setText(sentence)
        self.deed.setEnabled(True)
        if sentence:
            self.pin.selectAll()
            self.pin.setFocus(Qt.FocusReason.OtherFocusReason)

    def _say(self) -> None:
        asked = mark("Cán bộ đang làm việc gõ mã PIN rồi nhấn Enter.")
        free = mark("Cán bộ nhấn Enter để làm việc tiếp.")
        self.ask.setText(self.stage.say(asked if self._needs_pin else free))

    def _go(self) -> None:
        if self.deed.isEnabled():
            self.deed.setEnabled(False)
            self.back_requested.emit(self.pin.text() if self._needs_pin else "")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter anywhere on the page; the field passes it on."""
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and is_plain(event)
        if enter and not event.isAutoRepeat():
            self._go()
        else:
            super().keyPressEvent(event)

    def fit(self) -> None:
        """Field and button grow with the text."""
        super().fit()
        zoom = self.zoom()
        if hasattr(self, "deed"):
            self.pin.setFont(self.ruler.font(17 * zoom))
            self.pin.setFixedSize(round(280 * zoom), self.ruler.line(17 * zoom) + round(24 * zoom))
            self.deed.zoom = zoom
            self.deed.updateGeometry()
