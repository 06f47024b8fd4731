"""Large numbers shown on each screen for a few seconds, so that one can tell which is which."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt, QTimer
from PySide6.QtGui import QGuiApplication, QPainter, QPaintEvent, QScreen
from PySide6.QtWidgets import QWidget

from desk_app.ui.first_run.device_words import ScreenSeen
from desk_app.ui.stage import Stage

SECONDS = 6
SIDE = 320


def screens_seen(window: QWidget) -> tuple[ScreenSeen, ...]:
    """The screens of this machine, numbered in the system's order; where `window` is, is ours."""
    own = window.screen()
    return tuple(
        ScreenSeen(number, screen.geometry().width(), screen.geometry().height(), screen is own)
        for number, screen in enumerate(QGuiApplication.screens(), 1)
    )


class ScreenNumber(QWidget):
    """One number on one screen; it takes no focus and goes by itself."""

    def __init__(self, stage: Stage, number: int, screen: QScreen) -> None:
        super().__init__(
            None,
            Qt.WindowType.Tool
            | Qt.WindowType.FramelessWindowHint
            | Qt.WindowType.WindowStaysOnTopHint
            | Qt.WindowType.WindowDoesNotAcceptFocus,
        )
        self._stage, self.number = stage, number
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setAccessibleName(stage.say("Màn hình số {n}", n=number))
        room = screen.geometry()
        size = QSize(min(SIDE, room.width()), min(SIDE, room.height()))
        corner = room.center() - QRect(0, 0, size.width(), size.height()).center()
        self.setGeometry(QRect(corner, size))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The number, as large as it gets."""
        look, painter = self._stage.look, QPainter(self)
        painter.fillRect(self.rect(), look.colour("accent"))
        font = look.font(strong=True)
        font.setPixelSize(max(24, self.height() * 2 // 3))
        painter.setFont(font)
        painter.setPen(look.colour("on_accent"))
        painter.drawText(self.rect(), int(Qt.AlignmentFlag.AlignCenter), str(self.number))
        painter.end()


def show_numbers(stage: Stage, owner: QWidget) -> tuple[ScreenNumber, ...]:
    """Show them all; they close after some seconds, or with `owner`."""
    shown = tuple(
        ScreenNumber(stage, number, screen)
        for number, screen in enumerate(QGuiApplication.screens(), 1)
    )
    for one in shown:
        timer = QTimer(one)
        timer.setSingleShot(True)
        timer.timeout.connect(one.close)
        timer.start(SECONDS * 1000)
        owner.destroyed.connect(one.close)
        one.show()
    return shown
