"""A key held down is one deed: nobody means to put fifteen people into the waiting list.

Qt tells of a repeated key on Windows. Under X it does not always: there the key is let go and
pressed again at the same moment, which no hand can do.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent

_WITH = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
_ALONE = range(int(Qt.Key.Key_F1), int(Qt.Key.Key_F35) + 1)
# Letters and digits; the arrows and Backspace go on while they are held, with Ctrl as well.
_DEEDS = range(int(Qt.Key.Key_Space), int(Qt.Key.Key_AsciiTilde) + 1)
_ENTER = (int(Qt.Key.Key_Return), int(Qt.Key.Key_Enter))


class HeldKeys:
    """Tells which key events are only the repetition of a key that does something."""

    def __init__(self) -> None:
        self._let_go = (0, 0)

    def repeats(self, event: QKeyEvent) -> bool:
        """Whether this event must reach nobody; to be asked once about each, in their order."""
        key, at = int(event.key()), event.timestamp()
        if event.type() == QEvent.Type.KeyRelease:
            self._let_go = (key, at)
            return False
        again = event.isAutoRepeat() or (at > 0 and self._let_go == (key, at))
        return again and _does_something(key, event.modifiers())


def _does_something(key: int, modifiers: Qt.KeyboardModifier) -> bool:
    if key in _ALONE:
        return True
    return bool(modifiers & _WITH) and (key in _DEEDS or key in _ENTER)
