"""Nothing is cut at 200 % in either language, on any page and in any dialog."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QDialog, QLabel, QPushButton, QWidget

from desk_app.ui.about import AboutDialog
from desk_app.ui.help import HelpWindow, help_text
from desk_app.ui.parts import DeedButton, ElidingLabel
from tests.support.window import OpenWindow

PAGES = ("intake", "search", "month", "assessment")


def cut_texts(window: QWidget) -> list[str]:
    """Words of labels and buttons that have less room than they need."""
    found = []
    for label in window.findChildren(QLabel):
        if not label.isVisible() or not label.text() or isinstance(label, ElidingLabel):
            continue
        if label.wordWrap():
            if label.heightForWidth(label.width()) > label.height() + 1:
                found.append(f"{label.text()} ({label.width()}x{label.height()})")
        elif label.sizeHint().width() > label.width() + 1:
            found.append(f"{label.text()} ({label.sizeHint().width()} > {label.width()})")
    for button in window.findChildren(QPushButton):
        if button.isVisible() and isinstance(button, DeedButton):
            needed = button.sizeHint()
            if needed.width() > button.width() + 1 or needed.height() > button.height() + 1:
                found.append(f"{button.text()} ({needed.width()} > {button.width()})")
    return found


@pytest.mark.parametrize("code", ["vi", "en"])
@pytest.mark.parametrize("scale", [100, 200])
def test_no_page_cuts_its_words(opened: OpenWindow, code: str, scale: int) -> None:
    opened.window.choices.language(code)
    opened.window.choices.scale(scale)
    for page in PAGES:
        opened.show(page)
        opened.settle()
        assert cut_texts(opened.window.main) == [], page


@pytest.mark.parametrize("code", ["vi", "en"])
def test_no_dialog_cuts_its_words_at_200_percent(opened: OpenWindow, code: str) -> None:
    window = opened.window
    window.choices.language(code)
    window.choices.scale(200)
    opened.show("month")
    key = window.intake.today.table.rows.row(0)
    assert key is not None
    deeds: tuple[Callable[[], None], ...] = (
        lambda: window.void(key.key),
        lambda: window.correct(key.key),
        lambda: window.show_working("5.7"),
        window.dialogs.switch_officer,
        window.dialogs.about,
        window.dialogs.preview,
    )
    for open_one in deeds:
        open_one()
        opened.settle()
        dialog = opened.application.activeModalWidget()
        assert isinstance(dialog, QDialog)
        assert cut_texts(dialog) == [], dialog
        room = window.main.size()
        assert dialog.width() <= room.width()
        assert dialog.height() <= room.height()
        dialog.reject()
        opened.settle()


def test_the_tool_that_finds_cut_words_finds_one(opened: OpenWindow) -> None:
    dialog = AboutDialog(opened.stage, "0.1.0", "Quầy 2", opened.window.main)
    dialog.show()
    opened.settle()
    assert cut_texts(dialog) == []
    label = dialog.findChildren(QLabel)[0]
    label.setFixedWidth(12)
    opened.settle()
    assert cut_texts(dialog) != []
    dialog.close()


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("code", ["vi", "en"])
def test_f1_shows_the_help_of_the_page(opened: OpenWindow, page: str, code: str) -> None:
    opened.window.choices.language(code)
    window = HelpWindow(opened.stage, page, opened.window.main)
    heading = help_text(code, page).splitlines()[0].removeprefix("# ")
    assert window.text.toPlainText().startswith(heading)
    window.close()
