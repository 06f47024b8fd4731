"""Ctrl Z: what was typed in a text field first, then the last act."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QWidget

from desk_app.ui.undo.undo_stack import UndoStack


def has_typing_to_undo(field: QWidget | None) -> bool:
    """Whether Ctrl Z in this field takes back something that was typed."""
    if isinstance(field, QLineEdit):
        return field.isUndoAvailable() and not field.isReadOnly()
    if isinstance(field, QPlainTextEdit):
        return field.document().isUndoAvailable() and not field.isReadOnly()
    return False


def undo(stack: UndoStack) -> None:
    """What Ctrl Z does wherever the focus is."""
    field = QApplication.focusWidget()
    if isinstance(field, QLineEdit | QPlainTextEdit) and has_typing_to_undo(field):
        field.undo()
    else:
        stack.undo()


class UndoKey(QObject):
    """Lets Ctrl Z through to the menu where the text field with the focus has nothing to undo.

    A text field keeps the key for itself even when it can do nothing with it. Only the field that
    has the focus is watched: a filter over the whole application would see every event.
    """

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        application.focusChanged.connect(self._on_focus)
        self._on_focus(None, application.focusWidget())

    def _on_focus(self, before: QWidget | None, now: QWidget | None) -> None:
        if isinstance(before, QLineEdit | QPlainTextEdit):
            before.removeEventFilter(self)
        if isinstance(now, QLineEdit | QPlainTextEdit):
            now.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Refuse the key in the field's name."""
        if (
            event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and event.matches(QKeySequence.StandardKey.Undo)
            and isinstance(watched, QWidget)
            and not has_typing_to_undo(watched)
        ):
            event.ignore()
            return True
        return super().eventFilter(watched, event)
