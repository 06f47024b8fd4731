"""A keyboard and a scanner for tests: key events as a platform sends them, on a clock of ours."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QGuiApplication, QInputMethodEvent, QKeyEvent, QWindow

NONE = Qt.KeyboardModifier.NoModifier
_NAMED = {"\r": Qt.Key.Key_Return, "\t": Qt.Key.Key_Tab, "\b": Qt.Key.Key_Backspace}


class HandClock:
    """Milliseconds that pass only when somebody lets them; an alarm rings on the way."""

    def __init__(self) -> None:
        self.now = 1000.0
        self.due: float | None = None
        self.rings: Callable[[], None] = lambda: None

    def __call__(self) -> float:
        return self.now

    def start(self, milliseconds: float) -> None:
        """Ring after so long."""
        self.due = self.now + milliseconds

    def stop(self) -> None:
        """Do not ring."""
        self.due = None

    def pass_by(self, milliseconds: float) -> None:
        """Let time pass."""
        end = self.now + milliseconds
        while self.due is not None and self.due <= end:
            self.now, self.due = self.due, None
            self.rings()
        self.now = end

    def stall(self, milliseconds: float) -> None:
        """The program is busy: time passes, and the alarm rings late."""
        self.now += milliseconds


class Keyboard:
    """Presses keys in the window that has the focus."""

    def __init__(self, clock: HandClock) -> None:
        self.clock = clock
        self._start = clock.now

    def type(self, text: str, gap: float, down: float | None = None) -> None:
        """Each character after `gap`; a key is up again after `down`, else after half of it."""
        for character in text:
            self.clock.pass_by(gap - (gap / 2 if down is None else down))
            self.press(character)
            self.clock.pass_by(gap / 2 if down is None else down)
            self.let_go(character)

    def scan(self, text: str, gap: float = 5) -> None:
        """What a scanner does; then a pause."""
        self.type(text, gap)
        self.clock.pass_by(200)

    def press(
        self,
        text: str,
        key: Qt.Key | None = None,
        modifiers: Qt.KeyboardModifier = NONE,
        *,
        repeat: bool = False,
        at: float | None = None,
    ) -> None:
        """A key goes down: Qt asks who wants it, tries shortcuts, then gives it to the window."""
        window = self._window()
        asked = self._event(QEvent.Type.ShortcutOverride, text, key, modifiers, repeat, at)
        asked.ignore()
        QCoreApplication.sendEvent(window, asked)
        pressed = self._event(QEvent.Type.KeyPress, text, key, modifiers, repeat, at)
        QCoreApplication.sendEvent(window, pressed)

    def let_go(self, text: str, key: Qt.Key | None = None) -> None:
        """A key comes up."""
        event = self._event(QEvent.Type.KeyRelease, text, key, NONE, False, None)
        QCoreApplication.sendEvent(self._window(), event)

    def commit(self, text: str, preedit: str = "") -> None:
        """An input method writes `text`, and shows what it is still composing."""
        event = QInputMethodEvent(preedit, [])
        event.setCommitString(text)
        target = QGuiApplication.focusObject()
        assert target is not None
        QCoreApplication.sendEvent(target, event)

    def _window(self) -> QWindow:
        window = QGuiApplication.focusWindow()
        assert window is not None
        return window

    def _event(
        self,
        kind: QEvent.Type,
        text: str,
        key: Qt.Key | None,
        modifiers: Qt.KeyboardModifier,
        repeat: bool,
        at: float | None,
    ) -> QKeyEvent:
        found = key if key is not None else _key(text)
        event = QKeyEvent(kind, found, modifiers, text, repeat)
        event.setTimestamp(int((self.clock.now if at is None else at) + 50_000))
        return event


def _key(text: str) -> int:
    return _NAMED[text] if text in _NAMED else ord(text.upper())
