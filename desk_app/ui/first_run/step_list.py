"""The list of steps on the left: done, here, to come; only numbers when the letters are large."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from desk_app.qt.language import mark
from desk_app.qt.look import DENSE
from desk_app.services.first_run import Step
from desk_app.ui.first_run.steps import STEPS, StepWords
from desk_app.ui.parts import column
from desk_app.ui.stage import Stage

CIRCLE, HIGH = 26, 44


class StepMark(QWidget):
    """One step: a circle with its number or a check mark, and its name."""

    def __init__(self, stage: Stage, words: StepWords) -> None:
        super().__init__()
        self._stage, self._words = stage, words
        self.state = "ahead"
        self.folded = False
        self.put_off = False
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        stage.look.changed.connect(self.updateGeometry)
        stage.language.changed.connect(self.say_again)
        self.say_again()

    def show_state(self, state: str, put_off: bool) -> None:
        """done, here or ahead; and whether it was put off."""
        self.state, self.put_off = state, put_off
        self.say_again()

    def say_again(self) -> None:
        """Say name and state in the present language, to ears as well."""
        say = self._stage.say
        states = {"done": say("đã xong"), "here": say("bước này"), "ahead": say("chưa làm")}
        told = say("để sau") if self.put_off else states[self.state]
        name = say(self._words.name)
        self.setAccessibleName(f"{int(self._words.step)}. {name}: {told}")
        self.setToolTip(name if self.folded else "")
        self.updateGeometry()
        self.update()

    def _aside(self) -> str:
        if self.put_off:
            return self._stage.say("(để sau)")
        if self._words.step is Step.PROVINCE and self.state == "ahead":
            return self._stage.say("(có thể để sau)")
        return ""

    def sizeHint(self) -> QSize:
        """Circle, name and what stands behind it."""
        look = self._stage.look
        strong = look.metrics(DENSE, strong=True).horizontalAdvance(
            self._stage.say(self._words.name)
        )
        aside = self._aside()
        beside = look.metrics(10).horizontalAdvance(aside) + look.px(10) if aside else 0
        width = look.px(CIRCLE) if self.folded else look.px(CIRCLE + 12) + strong + beside
        return QSize(width, look.px(HIGH))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Circle, number or check, words."""
        look = self._stage.look
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        side = look.px(CIRCLE)
        ring = QRect(0, (self.height() - side) // 2, side, side)
        ground, edge, ink = {
            "done": ("good_fill", "good", "good"),
            "here": ("accent", "accent", "on_accent"),
            "ahead": ("surface", "field", "text2"),
        }[self.state]
        painter.setBrush(look.colour(ground))
        painter.setPen(QPen(look.colour(edge), 1))
        painter.drawEllipse(ring.adjusted(0, 0, -1, -1))
        if self.state == "done":
            size = look.px(15)
            pixmap = look.pixmap("check", 15, ink, self.devicePixelRatioF())
            painter.drawPixmap(QPoint((side - size) // 2, ring.top() + (side - size) // 2), pixmap)
        else:
            painter.setFont(look.font(10, strong=self.state == "here"))
            painter.setPen(look.colour(ink))
            painter.drawText(ring, int(Qt.AlignmentFlag.AlignCenter), str(int(self._words.step)))
        if not self.folded:
            self._paint_words(painter, side + look.px(12))
        painter.end()

    def _paint_words(self, painter: QPainter, left: int) -> None:
        look, here = self._stage.look, self.state == "here"
        middle = int(Qt.AlignmentFlag.AlignVCenter)
        name = self._stage.say(self._words.name)
        painter.setFont(look.font(DENSE, strong=here))
        painter.setPen(look.colour("text" if here else "text2"))
        painter.drawText(self.rect().adjusted(left, 0, 0, 0), middle, name)
        aside = self._aside()
        if aside:
            left += look.metrics(DENSE, strong=here).horizontalAdvance(name) + look.px(10)
            painter.setFont(look.font(10))
            painter.setPen(look.colour("text2"))
            painter.drawText(self.rect().adjusted(left, 0, 0, 0), middle, aside)


class StepList(QWidget):
    """All six."""

    def __init__(self, stage: Stage) -> None:
        super().__init__()
        self._stage = stage
        self._marks = {words.step: StepMark(stage, words) for words in STEPS}
        inside = column(self)
        for one in self._marks.values():
            inside.addWidget(one)
        stage.bind(self, self.setAccessibleName, mark("Các bước"))

    def show_step(self, here: Step, later: tuple[Step, ...]) -> None:
        """Mark where one is."""
        for step, one in self._marks.items():
            put_off = step in later and step != here
            done = step < here and not put_off
            one.show_state("here" if step is here else "done" if done else "ahead", put_off)

    def fold(self, folded: bool) -> None:
        """Numbers only."""
        for one in self._marks.values():
            one.folded = folded
            one.say_again()

    def width_needed(self) -> int:
        """As wide as the longest name."""
        return max(one.sizeHint().width() for one in self._marks.values())
