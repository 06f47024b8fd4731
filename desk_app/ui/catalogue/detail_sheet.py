"""The right half of the catalogue's dialogs: lines about one procedure, or about one change."""

from __future__ import annotations

from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from desk_app.ui.catalogue.words import DetailLine
from desk_app.ui.page import InnerScroll
from desk_app.ui.parts import Chip, Sheet, clear, column, frame, label, line
from desk_app.ui.stage import Stage

_LEVELS = {
    "title": "name",
    "second": "second",
    "section": "section",
    "text": "dense",
    "old": "second",
    "new": "dense",
    "late": "dense",
}
_SPACE_BEFORE_SECTION = 10
_LEAST = 140


class DetailSheet(Sheet):
    """Shows lines; before one is chosen it says what would stand here."""

    def __init__(self, stage: Stage, empty: str) -> None:
        super().__init__()
        self._stage, self._empty = stage, empty
        self._body = frame("plain")
        self._rows = column(self._body, gap=2)
        self._rows.setContentsMargins(14, 12, 14, 12)
        scroll = InnerScroll(self._body)
        self.inside.addWidget(scroll, 1)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Expanding)
        self._shown: tuple[DetailLine, ...] = ()
        stage.language.changed.connect(self._say_empty)
        self._scroll = scroll
        stage.look.changed.connect(self._fit)
        self._fit()
        self.show_lines(())

    def show_lines(self, lines: tuple[DetailLine, ...]) -> None:
        """Show these lines from the top."""
        self._shown = lines
        clear(self._rows)
        if not lines:
            words = label(self._stage.say(self._empty), "second", wrap=True)
            self._rows.addWidget(words)
        for one in lines:
            self._rows.addWidget(self._made(one))
        self._rows.addStretch(1)
        self._scroll.verticalScrollBar().setValue(0)

    def _fit(self) -> None:
        self.setMinimumHeight(self._stage.look.px(_LEAST))

    def _say_empty(self) -> None:
        if not self._shown:
            self.show_lines(())

    def _made(self, one: DetailLine) -> QWidget:
        if one.kind == "state":
            chip = Chip(self._stage.look, one.icon, one.tone)
            chip.change(one.icon, one.tone, one.text)
            beside = QWidget()
            row = line(beside)
            row.addWidget(chip)
            row.addStretch(1)
            return beside
        words: QLabel = label(one.text, _LEVELS[one.kind], wrap=True)
        if one.kind == "section":
            words.setContentsMargins(0, _SPACE_BEFORE_SECTION, 0, 0)
        if one.kind == "late":
            words.setProperty("tone", "late")
        return words
