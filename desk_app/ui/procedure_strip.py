"""The fixed strip under the focus line: six places on Alt 1 to 6, never more, never moving."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeySequence, QPainter, QPaintEvent, QShortcut
from PySide6.QtWidgets import QAbstractButton, QGridLayout, QSizePolicy, QWidget

from desk_app.core.procedure import Procedure
from desk_app.qt.look import DENSE, SMALL
from desk_app.ui.intake.places import COLUMN, STRIP, Place, procedure_place
from desk_app.ui.stage import Stage


class _Place(QAbstractButton):
    def __init__(self, stage: Stage, number: int) -> None:
        super().__init__()
        self._stage, self._number = stage, number
        # Not the button's own text: an & in a name would become a key.
        self._words = self._aside = ""
        self._strong = False
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(f"Alt {number + 1}")

    def show_place(self, place: Place | None) -> None:
        shown = place if place is not None else Place("", "")
        self._words, self._aside = shown.text, shown.aside
        # What somebody may fetch or bring is no procedure: it must be seen.
        self._strong = shown.follow is not None
        self.setEnabled(place is not None)
        self.setToolTip(shown.tip.replace("&", "&amp;").replace("<", "&lt;"))
        said = f"Alt {self._number + 1} {shown.text} {shown.aside}"
        self.setAccessibleName(said.strip())
        self.update()

    def sizeHint(self) -> QSize:
        look = self._stage.look
        return QSize(look.px(120), look.height(DENSE, 8))

    def paintEvent(self, _event: QPaintEvent) -> None:
        if not self.isEnabled():
            return
        look = self._stage.look
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.underMouse() or self.hasFocus():
            painter.setPen(look.colour("accent" if self.hasFocus() else "hover"))
            painter.setBrush(look.colour("hover"))
            painter.drawRoundedRect(self.rect().adjusted(0, 1, -1, -2), 4, 4)
        small, words = look.metrics(SMALL), look.metrics(DENSE, strong=self._strong)
        cap_words = f"Alt {self._number + 1}"
        width, height = small.horizontalAdvance(cap_words) + look.px(10), small.lineSpacing()
        cap = QRect(look.px(4), (self.height() - height) // 2, width, height)
        painter.setPen(look.colour("line2"))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(cap, 3, 3)
        painter.setFont(look.font(SMALL))
        painter.setPen(look.colour("text2"))
        painter.drawText(cap, int(Qt.AlignmentFlag.AlignCenter), cap_words)
        aside_width = words.horizontalAdvance(self._aside)
        area = self.rect().adjusted(cap.right() + look.px(9), 0, -look.px(4), 0)
        painter.setFont(look.font(DENSE, strong=self._strong))
        middle = Qt.AlignmentFlag.AlignVCenter
        painter.drawText(area, int(middle | Qt.AlignmentFlag.AlignRight), self._aside)
        room = area.width() - aside_width - look.px(8)
        painter.setPen(look.colour("text"))
        shown = words.elidedText(self._words, Qt.TextElideMode.ElideRight, room)
        painter.drawText(area, int(middle | Qt.AlignmentFlag.AlignLeft), shown)
        painter.end()


class ProcedureStrip(QWidget):
    """Shows what Alt 1 to 6 will take: the six most used, or people and matters that match."""

    taken = Signal(int)

    def __init__(self, stage: Stage) -> None:
        super().__init__()
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(20)
        grid.setVerticalSpacing(0)
        self._places = []
        for number in range(STRIP):
            place = _Place(stage, number)
            place.setObjectName(str(number))
            place.clicked.connect(self._on_clicked)
            # Of the strip, not of the place: where nothing stands, the digit must not be typed.
            key = QShortcut(QKeySequence(f"Alt+{number + 1}"), self)
            key.setAutoRepeat(False)
            key.activated.connect(place.click)
            self._places.append(place)
            grid.addWidget(place, number % COLUMN, number // COLUMN)
        stage.look.changed.connect(self._on_look_changed)

    def show_procedures(self, procedures: tuple[Procedure, ...]) -> None:
        """Show procedures only, at most six."""
        self.show_places(tuple(procedure_place(p) for p in procedures))

    def show_places(self, places: tuple[Place | None, ...]) -> None:
        """Show these; places that are left stay empty and keep their room."""
        for number, place in enumerate(self._places):
            place.show_place(places[number] if number < len(places) else None)

    def _on_clicked(self) -> None:
        self.taken.emit(int(self.sender().objectName()))

    def _on_look_changed(self) -> None:
        for place in self._places:
            place.updateGeometry()
