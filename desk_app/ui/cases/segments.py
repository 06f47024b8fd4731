"""The lists as one segmented row: each with how many cases stand in it, one of them shown."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QPushButton

from desk_app.core.case_lists import LISTS, ListCounts, ListName
from desk_app.qt.look import DENSE, Look
from desk_app.ui.cases.list_words import list_names
from desk_app.ui.figures import thousands
from desk_app.ui.flow import Flow
from desk_app.ui.stage import Stage

_PAD, _GAP, _UNDERLINE = 12, 12, 3


class Segment(QPushButton):
    """One list: its name and its count; the one that is shown is underlined."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._count = ""
        self.setCheckable(True)
        self.setAutoExclusive(False)

    def show_count(self, number: int) -> None:
        """Show how many cases stand in the list."""
        self._count = thousands(number)
        self.updateGeometry()
        self.update()

    @property
    def counted(self) -> str:
        """The number that is shown."""
        return self._count

    def sizeHint(self) -> QSize:
        """Room for the bold name, so that choosing moves nothing, and for its count."""
        look = self._look
        metrics = look.metrics(DENSE, strong=True)
        digits = max(metrics.horizontalAdvance(self._count), metrics.horizontalAdvance("00"))
        width = metrics.horizontalAdvance(self.text()) + digits + look.px(2 * _PAD + _GAP) + 2
        return QSize(width, metrics.lineSpacing() + look.px(12))

    def minimumSizeHint(self) -> QSize:
        """Words are never cut."""
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Ground, frame, name, count; the underline of the chosen one, the frame of the focus."""
        look, chosen, box = self._look, self.isChecked(), self.rect()
        painter = QPainter(self)
        ground = "selection" if chosen else "hover" if self.underMouse() else "surface"
        painter.fillRect(box, look.colour(ground))
        painter.setPen(look.colour("line2"))
        painter.drawRect(box.adjusted(0, 0, -1, -1))
        if chosen:
            line = QRect(0, box.height() - _UNDERLINE, box.width(), _UNDERLINE)
            painter.fillRect(line, look.colour("accent"))
        if self.hasFocus():
            painter.setPen(look.colour("accent"))
            painter.drawRect(box.adjusted(0, 0, -1, -1))
            painter.drawRect(box.adjusted(1, 1, -2, -2))
        inner = box.adjusted(look.px(_PAD), 0, -look.px(_PAD), 0)
        middle = Qt.AlignmentFlag.AlignVCenter
        painter.setFont(look.font(DENSE, strong=chosen))
        painter.setPen(look.colour("text"))
        painter.drawText(inner, int(middle | Qt.AlignmentFlag.AlignLeft), self.text())
        painter.setFont(look.font(DENSE))
        painter.setPen(look.colour("text2"))
        painter.drawText(inner, int(middle | Qt.AlignmentFlag.AlignRight), self._count)
        painter.end()


class Segments(Flow):
    """All lists beside each other."""

    chosen = Signal(str)

    def __init__(self, stage: Stage) -> None:
        super().__init__(-1)  # neighbours share their line
        self._stage = stage
        self.buttons: dict[ListName, Segment] = {}
        for name in LISTS:
            button = Segment(stage.look)
            button.clicked.connect(lambda _checked=False, name=name: self._on_clicked(name))
            self.add(button)
            self.buttons[name] = button
        stage.language.changed.connect(self.say)
        stage.look.changed.connect(self._fit)
        self.say()

    def show_lists(self, chosen: ListName, counts: ListCounts) -> None:
        """Mark the list that is shown, and say how many stand in each."""
        for name, button in self.buttons.items():
            button.setChecked(name == chosen)
            button.show_count(counts.of(name))
        self._name_all()
        self._fit()

    def say(self) -> None:
        """Name the lists in the present language."""
        for name, words in list_names(self._stage.say).items():
            self.buttons[name].setText(words)
        self._name_all()
        self._fit()

    def _name_all(self) -> None:
        names: Mapping[ListName, str] = list_names(self._stage.say)
        for place, (name, button) in enumerate(self.buttons.items(), start=1):
            number = self._stage.count("{n} hồ sơ", int(button.counted.replace(".", "") or 0))
            button.setAccessibleName(f"{names[name]}, {number}")
            button.setToolTip(self._stage.say("Phím {n}", n=place))

    def _on_clicked(self, name: ListName) -> None:
        # A second click on the list that is shown leaves it shown.
        self.buttons[name].setChecked(True)
        self.chosen.emit(name)

    def _fit(self) -> None:
        for button in self.buttons.values():
            button.updateGeometry()
        self.resize(self.size())
        self._changed()
