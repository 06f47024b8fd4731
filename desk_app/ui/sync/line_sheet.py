"""The sheet of the line: four figures with their units, how it went, how far it is, when next."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QBoxLayout, QLabel, QProgressBar, QWidget

from desk_app.qt.language import mark
from desk_app.qt.look import DENSE
from desk_app.ui.flow import Flow
from desk_app.ui.page import STACKS_ABOVE
from desk_app.ui.parts import DeedButton, Sheet, column, give_key, label, line, set_property
from desk_app.ui.stage import Stage
from desk_app.ui.sync.ports import Figure, ResultLine

_FIGURES = 4


class LineSheet(Sheet):
    """Shows what the presenter says of the line."""

    stop_requested = Signal()

    def __init__(self, stage: Stage) -> None:
        super().__init__()
        self._stage = stage
        self._result = ResultLine()
        content = QWidget()
        self._box = QBoxLayout(QBoxLayout.Direction.LeftToRight, content)
        self._box.setContentsMargins(16, 8, 16, 10)
        self._box.setSpacing(32)
        self._figures = Flow(32)
        self._pairs: list[tuple[QLabel, QLabel]] = []
        for _ in range(_FIGURES):
            self._figures.add(self._figure())
        self._box.addWidget(self._figures, 0, Qt.AlignmentFlag.AlignVCenter)
        self._box.addWidget(self._right(), 1)
        self.inside.addWidget(content)
        stage.look.changed.connect(self.fit)
        self.fit()

    def _figure(self) -> QWidget:
        made = QWidget()
        inside = column(made, gap=0)
        name, value = label(level="second"), label(level="value")
        inside.addWidget(name)
        inside.addWidget(value)
        self._pairs.append((name, value))
        return made

    def _right(self) -> QWidget:
        stage, made = self._stage, QWidget()
        inside = column(made, gap=4)
        self._told = QWidget()
        told = line(self._told, gap=6)
        self._picture = QLabel()
        self.result = label(level="dense", wrap=True)
        told.addWidget(self._picture, 0, Qt.AlignmentFlag.AlignTop)
        told.addWidget(self.result, 1)
        self._under_way = QWidget()
        steps = line(self._under_way, gap=12)
        self.step = label(level="dense", wrap=True)
        self.bar = QProgressBar()
        self.bar.setProperty("kind", "step")
        self.bar.setTextVisible(False)
        stage.bind(self.bar, self.bar.setAccessibleName, mark("Đang gửi và nhận"))
        self.stop = DeedButton(stage.look, "", "Esc")
        give_key(self.stop, "Esc")
        stage.bind(self.stop, self.stop.setText, mark("Dừng"))
        self.stop.clicked.connect(self.stop_requested)
        far = column(gap=6)
        far.addWidget(self.step)
        far.addWidget(self.bar)
        steps.addLayout(far, 1)
        steps.addWidget(self.stop)
        self._under_way.hide()
        self.next_try = label(level="second", wrap=True)
        inside.addStretch(1)
        for part in (self._told, self._under_way, self.next_try):
            inside.addWidget(part)
        inside.addStretch(1)
        return made

    def show_figures(self, figures: tuple[Figure, ...], next_try: str) -> None:
        """Show the figures, and when it goes again by itself."""
        for (name, value), figure in zip(self._pairs, figures, strict=True):
            name.setText(figure.name)
            value.setText(figure.value)
        self.next_try.setText(next_try)
        self._show_right()

    def show_result(self, result: ResultLine) -> None:
        """Say how the last attempt ended."""
        self._result = result
        self.result.setText(result.words)
        set_property(self.result, "tone", result.tone)
        self._show_right()
        self._draw()

    def show_step(self, words: str, done: int, total: int) -> None:
        """Say how far it is; nothing is under way where there are no words."""
        self.step.setText(words)
        self.bar.setRange(0, total)
        self.bar.setValue(min(done, total))
        self._under_way.setVisible(bool(words))
        self._show_right()

    def fit(self) -> None:
        """Figures above the words when the letters are large."""
        direction = QBoxLayout.Direction
        large = self._stage.look.scale > STACKS_ABOVE
        self._box.setDirection(direction.TopToBottom if large else direction.LeftToRight)
        self._draw()

    def _draw(self) -> None:
        if self._result.icon:
            look, ratio = self._stage.look, self.devicePixelRatioF()
            # In the middle of the first line, however many there are.
            above = max(look.metrics(DENSE).lineSpacing() - look.px(15), 0) // 2
            self._picture.setContentsMargins(0, above, 0, 0)
            self._picture.setPixmap(look.pixmap(self._result.icon, 15, self._result.tone, ratio))

    def _show_right(self) -> None:
        running = bool(self.step.text())
        self._told.setVisible(bool(self._result.words) and not running)
        self.next_try.setVisible(bool(self.next_try.text()) and not running)
