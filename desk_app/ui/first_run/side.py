"""The left of the first run: whose desk, the steps, how long it takes, language and size."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame

from desk_app.qt.language import mark
from desk_app.ui.choices import Choices
from desk_app.ui.first_run.step_list import StepList
from desk_app.ui.parts import DeedButton, column, give_key, label
from desk_app.ui.side_bar import FOLDS_ABOVE
from desk_app.ui.stage import Stage

WIDTH, MARGIN = 280, 24


class Side(QFrame):
    """Folds to the numbers of the steps when the letters grow large."""

    def __init__(self, stage: Stage, choices: Choices) -> None:
        super().__init__()
        self._stage, self._choices = stage, choices
        self.setProperty("kind", "side")
        self._name = label("Một Cửa", "title")
        self._place = label(level="second", wrap=True)
        self.steps = StepList(stage)
        self._time = label(level="second", wrap=True)
        stage.bind(
            self,
            self._time.setText,
            mark("Khoảng 10 phút. Dừng lúc nào cũng được, lần sau mở lại đúng bước này."),
        )
        self.language = DeedButton(stage.look, "quiet", "Alt L", "language")
        give_key(self.language, "Alt+L")
        self.language.clicked.connect(self._other_language)
        inside = column(self)
        self._inside = inside
        for widget in (self._name, self._place):
            inside.addWidget(widget)
        inside.addSpacing(14)
        inside.addWidget(self.steps)
        inside.addSpacing(14)
        inside.addWidget(self._time)
        inside.addStretch(1)
        inside.addWidget(self.language)
        stage.language.changed.connect(self.fit)
        stage.look.changed.connect(self.fit)
        self.fit()

    def show_place(self, words: str) -> None:
        """Which commune and desk."""
        self._place.setText(words)

    def _other_language(self) -> None:
        self._choices.language("en" if self._stage.language.code == "vi" else "vi")

    def fit(self) -> None:
        """As wide as the longest step, or as the numbers."""
        look = self._stage.look
        folded = look.scale > FOLDS_ABOVE
        self.language.setText("English" if self._stage.language.code == "vi" else "Tiếng Việt")
        self.steps.fold(folded)
        for widget in (self._name, self._place, self._time):
            widget.setVisible(not folded)
        margin = 8 if folded else look.px(MARGIN)
        self._inside.setContentsMargins(margin, look.px(22), margin, look.px(16))
        self.language.setVisible(not folded)
        needed = self.steps.width_needed() + 2 * margin
        self.setFixedWidth(needed if folded else max(needed, look.px(WIDTH)))
