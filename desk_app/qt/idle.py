"""Tells when nobody has used the officer's windows for so long, by a clock nobody can set back.

It looks at windows, not at every event of every widget: a filter on the whole application is
called some 8,000 times while the window opens (50 ms).
"""

from __future__ import annotations

import time
from collections.abc import Callable
from contextlib import suppress

import shiboken6
from PySide6.QtCore import QEvent, QObject, QPointF, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QMouseEvent, QWindow

MINUTE = 60_000
_GLANCE = 1000
# A mouse on a shaky desk moves by a pixel or two; nobody is there for that.
_JITTER = 3
_HANDS = frozenset(
    {
        QEvent.Type.KeyPress,
        QEvent.Type.KeyRelease,  # of a shortcut the window sees only the release
        QEvent.Type.MouseButtonPress,
        QEvent.Type.MouseButtonRelease,
        QEvent.Type.Wheel,
        QEvent.Type.TouchBegin,
        QEvent.Type.TouchUpdate,
        QEvent.Type.TabletPress,
    }
)


def steady() -> int:
    """Milliseconds of a clock that never goes back and goes on while the machine sleeps."""
    boot = getattr(time, "CLOCK_BOOTTIME", None)
    # Linux stops its monotonic clock in sleep; a lid that was shut over lunch has to count.
    nanoseconds = time.monotonic_ns() if boot is None else time.clock_gettime_ns(boot)
    return nanoseconds // 1_000_000


class IdleWatch(QObject):
    """Two limits, each told once per time of rest; 0 minutes is never.

    officers: whether a window is one the officer works in. What a citizen touches on the window
    turned to them says nothing about whether the officer is there.
    """

    blank_due = Signal()
    lock_due = Signal()

    def __init__(
        self,
        application: QGuiApplication,
        officers: Callable[[QWindow], bool],
        clock: Callable[[], int] = steady,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._officers, self._clock = officers, clock
        self._limits = (0, 0)
        self._last = clock()
        self._told = [False, False]
        self._mouse = QPointF()
        self._field: QObject | None = None
        self._timer = QTimer(self)
        self._timer.setInterval(_GLANCE)
        self._timer.timeout.connect(self.look)
        application.focusWindowChanged.connect(self._on_window)
        application.focusObjectChanged.connect(self._on_field)

    def limit(self, blank_minutes: int, lock_minutes: int) -> None:
        """Tell after so many minutes from now on."""
        self._limits = (blank_minutes * MINUTE, lock_minutes * MINUTE)

    def start(self) -> None:
        """Begin to watch; somebody is there now."""
        self.used()
        self._timer.start()

    def stop(self) -> None:
        """Watch no more."""
        self._timer.stop()

    def used(self) -> None:
        """Somebody did something; whoever hears of it otherwise (a scanner's line) says so."""
        self._last = self._clock()
        self._told = [False, False]

    def look(self) -> None:
        """Tell what is due now."""
        rested = self._clock() - self._last
        for number, due in enumerate((self.blank_due, self.lock_due)):
            limit = self._limits[number]
            if limit and rested >= limit and not self._told[number]:
                self._told[number] = True
                due.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Notice hands; hold nothing back."""
        kind = event.type()
        if not isinstance(watched, QWindow):
            if kind == QEvent.Type.InputMethod:
                self._on_hand()
        elif kind in _HANDS:
            self._on_hand()
        elif kind == QEvent.Type.MouseMove and isinstance(event, QMouseEvent):
            place = event.globalPosition()
            if (place - self._mouse).manhattanLength() >= _JITTER:
                self._mouse = place
                self._on_hand()
        return False

    def _on_hand(self) -> None:
        # The machine may have slept past a limit: what was due then comes before this key.
        self.look()
        self.used()

    def _on_window(self, window: QWindow | None) -> None:
        # Qt names a window once more while it is being taken down.
        if window is None or not shiboken6.isValid(window) or not self._officers(window):
            return
        # It may go between that look and this line: the call itself says so, and nobody types
        # into what is gone.
        with suppress(RuntimeError):
            # A filter that is installed again only moves to the front.
            window.installEventFilter(self)

    def _on_field(self, field: QObject | None) -> None:
        # What a typing tool composes reaches the field past the window.
        if self._field is not None and shiboken6.isValid(self._field):
            self._field.removeEventFilter(self)
        self._field = None
        window = QGuiApplication.focusWindow()
        if field is None or field is window or window is None:
            return
        if not shiboken6.isValid(window) or not self._officers(window):
            return
        self._field = field
        field.installEventFilter(self)
