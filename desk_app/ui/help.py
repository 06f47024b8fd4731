"""Help pages: our own text from the shipped files, shown beside the work."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QTextBrowser, QWidget

import resources
from desk_app.qt.language import mark
from desk_app.ui.parts import DeedButton, column, line
from desk_app.ui.stage import Stage

KEY = "F1"
# One for each page of the window, for each dialog, and for what lies over the window.
HELP_PAGES = (
    "intake",
    "cases",
    "waiting",
    "correct",
    "void",
    "rating",
    "search",
    "month",
    "working",
    "assessment",
    "preview",
    "reports",
    "catalogue",
    "take_in",
    "sync",
    "settings",
    "first_run",
    "lock",
)


def help_text(language: str, page: str) -> str:
    """The help page of `page` as Markdown, in this language or in Vietnamese."""
    for code in (language, "vi"):
        name = f"help/{code}/{page}.md"
        if resources.path(name).is_file():
            return resources.read_text(name)
    return ""


def show_help(stage: Stage, page: str, parent: QWidget) -> None:
    """Open the help page beside the work; one may go on working."""
    window = HelpWindow(stage, page, parent)
    window.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    window.show()


def give_help(stage: Stage, dialog: QDialog, page: str) -> None:
    """Let F1 in `dialog` open the help page of what it shows."""
    key = QShortcut(QKeySequence(KEY), dialog)
    key.setAutoRepeat(False)
    key.activated.connect(lambda: show_help(stage, page, dialog))


class HelpWindow(QDialog):
    """Shows one help page; stays open while one goes on working."""

    def __init__(self, stage: Stage, page: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._stage, self._page = stage, page
        stage.bind(self, self.setWindowTitle, mark("Trợ giúp"))
        inside = column(self, gap=8)
        inside.setContentsMargins(12, 12, 12, 12)
        self.text = QTextBrowser()
        self.text.setOpenLinks(False)
        stage.bind(self, self.text.setAccessibleName, mark("Trợ giúp"))
        self.text.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        inside.addWidget(self.text, 1)
        close = DeedButton(stage.look, "", "Esc")
        stage.bind(close, close.setText, mark("Quay lại"))
        close.clicked.connect(self.reject)
        row = line()
        row.addWidget(close)
        row.addStretch(1)
        inside.addLayout(row)
        stage.language.changed.connect(self._say)
        self._say()
        # Beside a small dialog it takes the room of the window below it.
        below = (parent.parentWidget() or parent) if parent is not None else None
        room = below.size() if below is not None else self.screen().availableSize()
        self.resize(min(stage.look.px(560), room.width()), min(stage.look.px(560), room.height()))

    def _say(self) -> None:
        self.text.setMarkdown(help_text(self._stage.language.code, self._page))
