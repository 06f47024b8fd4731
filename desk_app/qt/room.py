"""How large a window opens: as it was drawn, or over the whole of a screen without that room."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QMainWindow

DRAWN = QSize(1366, 768)
# What a window manager puts around a window; a title bar is lower on every system.
_FRAME = QSize(16, 48)


def show_in_room(window: QMainWindow) -> None:
    """Show it so that no edge lies outside the screen or under a task bar."""
    room = window.screen().availableSize()
    window.resize(DRAWN.boundedTo(room))
    needed = DRAWN + _FRAME
    if room.width() < needed.width() or room.height() < needed.height():
        window.showMaximized()
    else:
        window.show()
