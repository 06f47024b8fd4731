"""Takes a keyboard scanner's bursts out of the keys of our windows, before any field sees them.

Each printable key is held for 20 ms, for nobody can tell from one key alone; what a hand typed is
then given to its window in the same order. It listens to the windows that have the focus, never to
the whole application, whose every event would pass through Python.
"""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable
from typing import Protocol

import msgspec
import shiboken6
from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QInputMethodEvent, QKeyEvent, QWindow

from desk_app.core.burst import BACKSPACE, FASTEST_HAND, Burst
from desk_app.qt.held_keys import HeldKeys

_KEYS = frozenset({QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress, QEvent.Type.KeyRelease})
_INTERRUPTS = frozenset(
    {
        QEvent.Type.FocusAboutToChange,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.TouchBegin,
        QEvent.Type.TabletPress,
        QEvent.Type.Wheel,
    }
)
_ENDS = {Qt.Key.Key_Return: "\r", Qt.Key.Key_Enter: "\r", Qt.Key.Key_Tab: "\t"}
_CHANGING = frozenset((Qt.Key.Key_Shift, Qt.Key.Key_AltGr, Qt.Key.Key_CapsLock))
_PLAIN = (
    Qt.KeyboardModifier.ShiftModifier
    | Qt.KeyboardModifier.KeypadModifier
    | Qt.KeyboardModifier.GroupSwitchModifier
)
_ALT_GR = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
# When the window was busy, the time is up before the keys that came meanwhile were looked at.
_LATE, _GRACE = 4.0, 4.0


class Alarm(Protocol):
    """Calls back once after some milliseconds; starting it again begins anew."""

    def start(self, milliseconds: float) -> None: ...

    def stop(self) -> None: ...


class TimerAlarm(QObject):
    """The alarm of a running window."""

    def __init__(self, call: Callable[[], None], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(call)

    def start(self, milliseconds: float) -> None:
        """Call back after so long."""
        self._timer.start(int(milliseconds))

    def stop(self) -> None:
        """Do not call back."""
        self._timer.stop()


class _Held(msgspec.Struct, frozen=True):
    target: QObject
    event: QEvent
    text: str = ""


def milliseconds() -> float:
    """A clock that never goes back."""
    return time.monotonic() * 1000


class ScanFilter(QObject):
    """Holds keys, gives typed ones back, and tells what was scanned.

    scanned: the raw text of a scan; second_dropped: another one followed in the same burst;
    dropped: a scan came while `locked()`, nothing of it was kept.
    """

    scanned = Signal(str)
    second_dropped = Signal()
    dropped = Signal()

    def __init__(
        self,
        application: QGuiApplication,
        locked: Callable[[], bool],
        clock: Callable[[], float] = milliseconds,
        alarm: Alarm | None = None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._locked, self._clock = locked, clock
        self._alarm: Alarm = TimerAlarm(self.tick, self) if alarm is None else alarm
        self._burst = Burst()
        self._held_keys = HeldKeys()
        self._held: list[_Held] = []
        self._going: deque[_Held] = deque()
        self._giving: QEvent | None = None
        self._open = True
        self._swallowed: set[int] = set()
        self._offset = 0.0
        self._last = 0.0
        self._due = 0.0
        self._graced = False
        self._field: QObject | None = None
        application.focusWindowChanged.connect(self._on_window)
        application.focusObjectChanged.connect(self._on_field)
        self._on_window(application.focusWindow())
        self._on_field(application.focusObject())

    def close(self) -> None:
        """Its window is gone: what is held goes on, and every later key passes.

        Two filters that live side by side would hand each other the same key for ever.
        """
        self._release()
        self._open = False

    # ---- what Qt tells -----------------------------------------------------------------------

    def _on_window(self, window: QWindow | None) -> None:
        if window is not None:
            # Installed again it is called once all the same, and before the others.
            window.installEventFilter(self)

    def _on_field(self, field: QObject | None) -> None:
        if self._field is not None and shiboken6.isValid(self._field):
            self._field.removeEventFilter(self)
        self._field = None if isinstance(field, QWindow) else field
        if self._field is not None:
            self._field.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Hold keys and what an input method commits; let everything else pass."""
        kind = event.type()
        if event is self._giving or not self._open:
            return False
        if kind in _KEYS:
            # Fields see each key again after their window did.
            return isinstance(watched, QWindow) and self._on_key(watched, event)
        if kind == QEvent.Type.InputMethod:
            return self._on_commit(watched, event)
        if kind == QEvent.Type.Close:
            self._finish()
        elif kind in _INTERRUPTS and not self._burst.is_suspect:
            self._release()
        return False

    def _on_key(self, window: QWindow, event: QEvent) -> bool:
        assert isinstance(event, QKeyEvent)
        self._give()
        if self._held_keys.repeats(event) and not self._burst.is_suspect:
            event.accept()
            return True
        if event.type() == QEvent.Type.ShortcutOverride:
            return self._on_override(event)
        if event.type() == QEvent.Type.KeyRelease:
            return self._on_release(window, event)
        return self._on_press(window, event)

    def tick(self) -> None:
        """The time is up: what is held is a scan or was typed."""
        self._give()
        if not self._held:
            return
        if not self._graced and self._clock() - self._due > _LATE:
            self._graced = True
            self._alarm.start(_GRACE)
            return
        self._finish()

    # ---- keys --------------------------------------------------------------------------------

    def _on_override(self, event: QKeyEvent) -> bool:
        if self._may_hold(event):
            event.accept()
            return True
        self._release()
        return False

    def _on_press(self, window: QWindow, event: QKeyEvent) -> bool:
        if not self._may_hold(event):
            self._release()
            return False
        at = self._time(event)
        if self._burst.is_typing or not self._burst.goes_on(at):
            self._finish()
        if not self._held and not self._may_hold(event):
            # An Enter that did not belong to the keys before it; its shortcut was held back.
            self._going.append(_Held(window, event.clone()))
            self._give()
            return True
        self._hold(_Held(window, event.clone(), _text(event)), at)
        return True

    def _on_release(self, window: QWindow, event: QKeyEvent) -> bool:
        if self._held:
            self._held.append(_Held(window, event.clone()))
            return True
        if event.key() in self._swallowed:
            self._swallowed.discard(event.key())
            return True
        return False

    def _may_hold(self, event: QKeyEvent) -> bool:
        """Whether this key could be a part of a scan, as things stand."""
        if self._burst.is_suspect:
            # Whatever a scanner does with Ctrl, Alt and the numbers of characters.
            return True
        key, modifiers = event.key(), event.modifiers() & ~_PLAIN
        began = bool(self._held)
        if event.isAutoRepeat() and (not began or self._gap(event) >= FASTEST_HAND):
            return False
        if modifiers and modifiers != _ALT_GR:
            return False
        text = event.text()
        if text and text.isprintable():
            return True
        if modifiers:
            return False
        return began and (key in _ENDS or key == Qt.Key.Key_Backspace or key in _CHANGING)

    def _on_commit(self, field: QObject, event: QEvent) -> bool:
        assert isinstance(event, QInputMethodEvent)
        self._give()
        commit = event.commitString()
        # A scan begins with a digit; words come from a hand, and should appear at once.
        if not self._held and not (len(commit) == 1 and commit.isdecimal()):
            return False
        back = BACKSPACE * event.replacementLength()
        self._hold(_Held(field, event.clone(), back + commit), self._clock())
        return True

    # ---- holding -----------------------------------------------------------------------------

    def _time(self, event: QKeyEvent) -> float:
        """When the key was pressed, on our clock: the keyboard's own time, where it has one."""
        stamp = float(event.timestamp())
        now = self._clock()
        if not stamp:
            return now
        if not self._held:
            self._offset = now - stamp
        return stamp + self._offset

    def _gap(self, event: QKeyEvent) -> float:
        return self._time(event) - self._last

    def _hold(self, held: _Held, at: float) -> None:
        self._held.append(held)
        self._burst.add(at, held.text)
        self._last = at
        self._graced = False
        self._due = self._clock() + self._burst.pause
        self._alarm.start(self._burst.pause)

    def _finish(self) -> None:
        scan = self._burst.scan()
        if scan is None:
            self._release()
            return
        held, self._held, self._burst = self._held, [], Burst()
        self._alarm.stop()
        self._swallow(held, scan.lead)
        if self._locked():
            self.dropped.emit()
            return
        if scan.text:
            self.scanned.emit(scan.text)
        if scan.second:
            self.second_dropped.emit()

    def _swallow(self, held: list[_Held], lead: int) -> None:
        """Keep everything from its window but the keys a hand had typed just before."""
        pressed: set[int] = set()
        typed = 0
        composed = False
        for one in held:
            if isinstance(one.event, QInputMethodEvent):
                composed = True
            elif isinstance(one.event, QKeyEvent):
                if typed < lead and one.event.type() == QEvent.Type.KeyPress:
                    typed += len(one.text)
                    self._going.append(one)
                elif one.event.type() == QEvent.Type.KeyPress:
                    pressed.add(one.event.key())
                else:
                    pressed.discard(one.event.key())
        self._swallowed = pressed
        if composed:
            # The input method must not commit later what it is still composing.
            QGuiApplication.inputMethod().reset()
        self._give()

    # ---- giving back -------------------------------------------------------------------------

    def _release(self) -> None:
        """Give everything that is held to the windows it was meant for."""
        if not self._held:
            return
        self._alarm.stop()
        self._going.extend(self._held)
        self._held, self._burst = [], Burst()
        self._give()

    def _give(self) -> None:
        while self._going:
            one = self._going.popleft()
            if self._going:
                # A key may open a dialog with a loop of its own, in which the rest must go on.
                self._alarm.start(0)
            if shiboken6.isValid(one.target):
                # Qt tries shortcuts for keys that a program sends, as for those of the keyboard.
                self._send(one.target, one.event)

    def _send(self, target: QObject, event: QEvent) -> None:
        before, self._giving = self._giving, event
        try:
            QCoreApplication.sendEvent(target, event)
        finally:
            self._giving = before


def _text(event: QKeyEvent) -> str:
    """What a key adds to a scan."""
    key = event.key()
    if key in _ENDS:
        return _ENDS[Qt.Key(key)]
    if key == Qt.Key.Key_Backspace:
        return BACKSPACE
    modifiers = event.modifiers() & ~_PLAIN
    if modifiers and modifiers != _ALT_GR:
        # The digits of Alt+0225: the letter itself comes when Alt is let go.
        return ""
    text = event.text()
    return text if text.isprintable() else ""
