"""Whoever closes a dialog at once, or speaks another language later, meets no mistake of ours."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QApplication, QDialog

from tests.support.window import OpenWindow

OPENERS: dict[str, Callable[[OpenWindow], object]] = {
    "reports": lambda opened: opened.window.dialogs.reports(),
    "registers": lambda opened: opened.window.dialogs.registers(),
    "catalogue": lambda opened: opened.window.dialogs.catalogue(),
    "week": lambda opened: opened.window.dialogs.catalogue_week(),
    "packages": lambda opened: opened.window.dialogs.packages(),
    "take in": lambda opened: opened.window.cases.take_in(),
    "paper": lambda opened: opened.window.dialogs.preview(),
    "calendar": lambda opened: opened.window.settings.show_calendar(),
}


@pytest.mark.parametrize("name", OPENERS)
def test_answers_for_a_dialog_that_was_closed_at_once_harm_nobody(
    opened: OpenWindow, name: str
) -> None:
    OPENERS[name](opened)
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, QDialog)
    gone: list[bool] = []
    dialog.destroyed.connect(lambda: gone.append(True))
    dialog.reject()
    opened.settle()
    # Another language is told to whoever still listens.
    opened.window.choices.language("en")
    opened.window.choices.language("vi")
    opened.settle()
    assert opened.told == []
    assert gone == [True]
