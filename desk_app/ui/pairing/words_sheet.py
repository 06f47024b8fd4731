"""Six words in two rows, big enough to be read aloud from where one sits."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout

from desk_app.qt.language import mark
from desk_app.ui.parts import Sheet, frame, label
from desk_app.ui.stage import Stage

_COLUMNS, _WORDS = 3, 6


class WordsSheet(Sheet):
    """Each word with its number, so that two people never lose the line."""

    def __init__(self, stage: Stage) -> None:
        super().__init__()
        self._stage = stage
        body = frame("plain")
        grid = QGridLayout(body)
        grid.setContentsMargins(16, 14, 16, 14)
        grid.setHorizontalSpacing(20)
        grid.setVerticalSpacing(14)
        self.words = [label(level="value") for _ in range(_WORDS)]
        for place, word in enumerate(self.words):
            number = label(str(place + 1), level="label")
            row, across = divmod(place, _COLUMNS)
            grid.addWidget(number, row, 2 * across, Qt.AlignmentFlag.AlignBaseline)
            grid.addWidget(word, row, 2 * across + 1, Qt.AlignmentFlag.AlignBaseline)
            grid.setColumnStretch(2 * across + 1, 1)
            word.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.inside.addWidget(body)

    def show_words(self, words: tuple[str, ...]) -> None:
        """Show these words; a reader of screens reads them as one sentence."""
        for place, shown in enumerate(self.words):
            shown.setText(words[place] if place < len(words) else "")
        self.setAccessibleName(self._stage.say(mark("Sáu từ: {words}"), words=", ".join(words)))
