"""The fixed strip under the focus line: six places on Alt 1 to 6, never more, never higher."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeySequence, QPainter, QPaintEvent, QResizeEvent, QShortcut
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from desk_app.core.procedure import Procedure
from desk_app.qt.look import DENSE, SMALL
from desk_app.ui.intake.places import COLUMN, STRIP, Place, procedure_place
from desk_app.ui.stage import Stage

GAP = 20
FEW = 2
# How much of two lines words fill at least when they are broken between words.
WRAPPED = 1.8


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

    def line_height(self) -> int:
        return self._stage.look.height(DENSE, 8)

    def cut(self, width: int) -> bool:
        """Whether in so much width not all of it could be read."""
        words = self._stage.look.metrics(DENSE, strong=self._strong)
        return words.horizontalAdvance(self._words) > self._room(self._area(width))

    def _cap(self) -> QRect:
        look = self._stage.look
        small = look.metrics(SMALL)
        width = small.horizontalAdvance(f"Alt {self._number + 1}") + look.px(10)
        height = small.lineSpacing()
        return QRect(look.px(4), (self.height() - height) // 2, width, height)

    def _area(self, width: int) -> QRect:
        look = self._stage.look
        left = self._cap().right() + look.px(9)
        return QRect(left, 0, width - left - look.px(4), self.height())

    def _room(self, area: QRect) -> int:
        look = self._stage.look
        words = look.metrics(DENSE, strong=self._strong)
        return area.width() - words.horizontalAdvance(self._aside) - look.px(8)

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
        words, cap = look.metrics(DENSE, strong=self._strong), self._cap()
        painter.setPen(look.colour("line2"))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(cap, 3, 3)
        painter.setFont(look.font(SMALL))
        painter.setPen(look.colour("text2"))
        painter.drawText(cap, int(Qt.AlignmentFlag.AlignCenter), f"Alt {self._number + 1}")
        area = self._area(self.width())
        painter.setFont(look.font(DENSE, strong=self._strong))
        middle = Qt.AlignmentFlag.AlignVCenter
        painter.drawText(area, int(middle | Qt.AlignmentFlag.AlignRight), self._aside)
        room = self._room(area)
        painter.setPen(look.colour("text"))
        left, elide = middle | Qt.AlignmentFlag.AlignLeft, Qt.TextElideMode.ElideRight
        if self.height() < 2 * words.lineSpacing():
            painter.drawText(area, int(left), words.elidedText(self._words, elide, room))
        else:
            # Words break where they like: what is cut leaves room for that in its two lines.
            shown = words.elidedText(self._words, elide, int(room * WRAPPED))
            area.setWidth(room)
            painter.drawText(area, int(left | Qt.TextFlag.TextWordWrap), shown)
        painter.end()


class ProcedureStrip(QWidget):
    """Shows what Alt 1 to 6 will take: the six most used, or people and matters that match."""

    taken = Signal(int)

    def __init__(self, stage: Stage) -> None:
        super().__init__()
        self._stage = stage
        self._places: list[_Place] = []
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        for number in range(STRIP):
            place = _Place(stage, number)
            place.setParent(self)
            place.setObjectName(str(number))
            place.clicked.connect(self._on_clicked)
            # Of the strip, not of the place: where nothing stands, the digit must not be typed.
            key = QShortcut(QKeySequence(f"Alt+{number + 1}"), self)
            key.setAutoRepeat(False)
            key.activated.connect(place.click)
            self._places.append(place)
        stage.look.changed.connect(self._on_look_changed)

    def show_procedures(self, procedures: tuple[Procedure, ...]) -> None:
        """Show procedures only, at most six."""
        self.show_places(tuple(procedure_place(p) for p in procedures))

    def show_places(self, places: tuple[Place | None, ...]) -> None:
        """Show these; places that are left stay empty and keep their room."""
        for number, place in enumerate(self._places):
            place.show_place(places[number] if number < len(places) else None)
        self._arrange()

    def sizeHint(self) -> QSize:
        """Three lines, whatever stands there."""
        return QSize(2 * self._stage.look.px(120) + GAP, COLUMN * self._places[0].line_height())

    def minimumSizeHint(self) -> QSize:
        """As high as three lines; names are cut where the width ends."""
        return QSize(0, self.sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width."""
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        """Three and three; one or two whose names would be cut share all the room there is."""
        half, row = (self.width() - GAP) // 2, self._places[0].line_height()
        for number, place in enumerate(self._places):
            left = (half + GAP) * (number // COLUMN)
            place.setGeometry(left, row * (number % COLUMN), half, row)
        shown = [place for place in self._places if place.isEnabled()]
        if not 0 < len(shown) <= FEW or not any(place.cut(half) for place in shown):
            return
        top, highest = 0, COLUMN * row // len(shown)
        for place in shown:
            height = min(highest, 2 * row) if place.cut(self.width()) else row
            place.setGeometry(0, top, self.width(), height)
            place.raise_()
            top += height

    def _on_clicked(self) -> None:
        self.taken.emit(int(self.sender().objectName()))

    def _on_look_changed(self) -> None:
        self.updateGeometry()
        self._arrange()
