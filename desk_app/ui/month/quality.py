"""The last line of the month page: what its data are worth."""

from __future__ import annotations

from PySide6.QtWidgets import QLabel, QWidget

from desk_app.qt.language import mark
from desk_app.ui.flow import Flow
from desk_app.ui.month_presenter import Fact
from desk_app.ui.parts import label, line
from desk_app.ui.stage import Stage

_ICON = 15


class QualityLine(Flow):
    """Facts with their icons in a row that wraps."""

    def __init__(self, stage: Stage) -> None:
        super().__init__(16)
        self._stage = stage
        self._facts: tuple[Fact, ...] = ()
        stage.look.changed.connect(self._show)

    def show_facts(self, facts: tuple[Fact, ...]) -> None:
        """Show these."""
        self._facts = facts
        self._show()

    def _show(self) -> None:
        self.clear()
        name = label(self._stage.say(mark("Chất lượng dữ liệu")), "section")
        self.add(name)
        for fact in self._facts:
            self.add(self._item(fact))

    def _item(self, fact: Fact) -> QWidget:
        item = QWidget()
        row = line(item, gap=5)
        picture = QLabel()
        token = "text2" if fact.tone == "second" else fact.tone
        ratio = self.devicePixelRatioF()
        picture.setPixmap(self._stage.look.pixmap(fact.icon, _ICON, token, ratio))
        words = label(fact.text, "dense")
        words.setProperty("tone", fact.tone)
        row.addWidget(picture)
        row.addWidget(words)
        return item
