"""Where dialogs lie while the window is locked: out of sight, and out of the accessibility tree."""

from __future__ import annotations

import msgspec
import shiboken6
from PySide6.QtCore import QRect, Qt
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from desk_app.ui.about import AboutDialog
from desk_app.ui.help import HelpWindow

OURS = "desk_app."
# The window that faces the citizen: it goes on while the officer's is locked.
CITIZENS = "citizens"
_SAY_NOTHING = (HelpWindow, AboutDialog)


class _Kept(msgspec.Struct):
    dialog: QDialog
    parent: QWidget
    flags: Qt.WindowType
    place: QRect
    focus: QWidget | None


class Shelf:
    """Takes every open dialog of ours as it is, and puts them back as they were.

    A hidden window still stands in the accessibility tree with everything typed into it; a child
    of a widget that was never shown does not.
    """

    def __init__(self, main: QWidget) -> None:
        self._main = main
        self._board = QWidget()
        self._kept: list[_Kept] = []

    def clear_table(self) -> None:
        """Put every open dialog away; menus, and the system's own dialogs, are closed."""
        while (popup := QApplication.activePopupWidget()) is not None:
            popup.close()
            popup.hide()
        for window in QApplication.topLevelWidgets():
            if window is not self._main and window.isVisible():
                self.put_away(window)

    def put_away(self, window: QWidget) -> None:
        """Put one window away; the citizen's stays."""
        if not isinstance(window, QDialog) or isinstance(window, _SAY_NOTHING):
            return
        if window.property(CITIZENS):
            return
        if not type(window).__module__.startswith(OURS):
            # A box that waits in a loop of its own; nothing of ours is typed into it.
            window.reject()
            return
        parent = window.parentWidget() or self._main
        self._kept.append(
            _Kept(window, parent, window.windowFlags(), window.geometry(), window.focusWidget())
        )
        window.hide()
        window.setParent(self._board, Qt.WindowType.Widget)

    def give_back(self) -> None:
        """Put every dialog back where it stood."""
        kept, self._kept = self._kept, []
        for one in kept:
            if not shiboken6.isValid(one.dialog):
                continue
            parent = one.parent if shiboken6.isValid(one.parent) else self._main
            one.dialog.setParent(parent, one.flags)
            one.dialog.setGeometry(one.place)
            one.dialog.show()
            one.dialog.activateWindow()
            if one.focus is not None and shiboken6.isValid(one.focus):
                one.focus.setFocus(Qt.FocusReason.OtherFocusReason)
