"""One thing to have or to try: icon, name, state, what to do, its buttons; a bar when it fails."""

from __future__ import annotations

import msgspec
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QLabel, QVBoxLayout

from desk_app.ui.flow import Flow
from desk_app.ui.parts import DeedButton, column, label, line, set_property
from desk_app.ui.stage import Stage

STACKS_ABOVE = 125
BAR = 4
_ANY_WIDTH = 16_777_215
ICONS = {"good": "circle-check", "late": "alert-triangle", "near": "hourglass", "": "hourglass"}


class ItemState(msgspec.Struct, frozen=True):
    """How it stands, in a word with a tone, and sentences: what is so, and what to do."""

    tone: str = ""
    word: str = ""
    fact: str = ""
    deed: str = ""
    icon: str = ""


class ItemRow(QFrame):
    """A row of a sheet; what it needs beyond words is put into `below`."""

    def __init__(self, stage: Stage, icon: str, name: str, *, last: bool = False) -> None:
        super().__init__()
        self._stage, self._icon, self.last = stage, icon, last
        self.setProperty("kind", "plain")
        self.state = ItemState()
        self._picture = QLabel()
        self.name = label(level="section")
        self._mark = QLabel()
        self._word = label(level="dense")
        self.fact = label(level="dense", wrap=True)
        self.deed = label(level="second", wrap=True)
        head = Flow(8)
        for part in (self.name, self._mark, self._word):
            head.add(part)
        self.below: QVBoxLayout = column(gap=6)
        self._words = words = column(gap=3)
        words.addWidget(head)
        words.addWidget(self.fact)
        words.addWidget(self.deed)
        words.addLayout(self.below)
        self._buttons = Flow(8)
        self._across = line(gap=16)
        self._across.addWidget(self._picture, 0, Qt.AlignmentFlag.AlignTop)
        self._across.addLayout(words, 1)
        self._outside = column(self)
        self._outside.addLayout(self._across)
        if name:
            stage.bind(self, self._say_name, name)
        stage.look.changed.connect(self.fit)
        self.show_state(self.state)

    def _say_name(self, text: str) -> None:
        self.name.setText(text)
        self.setAccessibleName(text)

    def add_button(self, button: DeedButton) -> None:
        """Put a button at the right end, or below the words when the letters are large."""
        self._buttons.add(button)
        self._place_buttons()

    def _place_buttons(self) -> None:
        for layout in (self._across, self._words):
            layout.removeWidget(self._buttons)
        if self._stage.look.scale <= STACKS_ABOVE:
            self._buttons.setFixedWidth(self._buttons.sizeHint().width())
            self._across.addWidget(self._buttons, 0, Qt.AlignmentFlag.AlignTop)
        else:
            self._buttons.setMinimumWidth(0)
            self._buttons.setMaximumWidth(_ANY_WIDTH)
            self._words.addWidget(self._buttons)
        self._buttons.show()

    def show_state(self, state: ItemState) -> None:
        """Say how it stands; the row is read out as one sentence."""
        self.state = state
        self._word.setText(state.word)
        set_property(self._word, "tone", state.tone or "second")
        self.fact.setText(state.fact)
        self.deed.setText(state.deed)
        for part, text in ((self._word, state.word), (self._mark, state.word)):
            part.setVisible(bool(text))
        self.fact.setVisible(bool(state.fact))
        self.deed.setVisible(bool(state.deed))
        said = " ".join(part for part in (state.word, state.fact, state.deed) if part)
        self.setAccessibleDescription(said)
        self.fit()

    def fit(self) -> None:
        """Draw icons in the present colours, take the present measures."""
        look, ratio = self._stage.look, self.devicePixelRatioF()
        self._picture.setPixmap(look.pixmap(self._icon, 22, "accent", ratio))
        icon = self.state.icon or ICONS[self.state.tone]
        self._mark.setPixmap(look.pixmap(icon, 15, self.state.tone or "text2", ratio))
        self._across.setSpacing(look.px(22))
        self._outside.setContentsMargins(look.px(18), look.px(13), look.px(16), look.px(13))
        if self._buttons.sizeHint().width() > 0:
            self._place_buttons()
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """A line below, and the one left bar where something is wrong."""
        super().paintEvent(event)
        painter = QPainter(self)
        look = self._stage.look
        if not self.last:
            painter.fillRect(QRect(0, self.height() - 1, self.width(), 1), look.colour("line"))
        if self.state.tone == "late":
            painter.fillRect(QRect(0, 0, BAR, self.height() - 1), look.colour("late"))
        painter.end()
