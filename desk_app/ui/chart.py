"""A widget that shows one drawing list; keys walk from place to place, each with its sentence."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from desk_app.core.charts.shapes import Drawing, Measure, Spot
from desk_app.qt.painter import measure, paint, paint_focus
from desk_app.ui.stage import Stage

# (width, height, measure) -> drawing; a height of nothing leaves it to the chart.
Draw = Callable[[float, float, Measure], Drawing]

_BACK = (Qt.Key.Key_Left, Qt.Key.Key_Up)
_ON = (Qt.Key.Key_Right, Qt.Key.Key_Down)
_OPEN = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)
_NARROWEST = 240


class Chart(QWidget):
    """Draws what `show_chart` was given, as wide as there is room.

    fills: it takes the height there is instead of its own.
    """

    opened = Signal(str)

    def __init__(self, stage: Stage, *, fills: bool = False) -> None:
        super().__init__()
        self._stage = stage
        self._draw: Draw | None = None
        self._drawing = Drawing(width=0, height=0)
        self._least = 0.0
        self._fills = False
        self._place = -1
        self.fill(fills)
        self.setMouseTracking(True)
        stage.look.changed.connect(self._lay_out)

    def fill(self, fills: bool) -> None:
        """Take the height there is, or only what the drawing needs."""
        self._fills = fills
        policy = QSizePolicy.Policy
        self.setSizePolicy(policy.Expanding, policy.Expanding if fills else policy.Fixed)
        self._lay_out()

    def show_chart(self, draw: Draw) -> None:
        """Show the chart this function draws."""
        self._draw = draw
        self._lay_out()

    @property
    def drawing(self) -> Drawing:
        """What is drawn now."""
        return self._drawing

    @property
    def spot(self) -> Spot | None:
        """The place that has the keys."""
        spots = self._drawing.spots
        return spots[self._place] if 0 <= self._place < len(spots) else None

    def sizeHint(self) -> QSize:
        """As high as the drawing at the present scale."""
        look = self._stage.look
        height = self._least if self._fills else self._drawing.height
        return QSize(look.px(320), round(height * look.scale / 100) + 1)

    def minimumSizeHint(self) -> QSize:
        """It never gets lower than its drawing needs."""
        return QSize(self._stage.look.px(200), self.sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Draw again for the new room."""
        super().resizeEvent(event)
        self._lay_out()

    def _lay_out(self) -> None:
        if self._draw is None:
            return
        look = self._stage.look

        def of_words(text: str, points: float, strong: bool) -> float:
            return measure(look, text, points, strong)

        width = max(float(_NARROWEST), (self.width() - 2) * 100 / look.scale)
        least = self._draw(width, 0, of_words)
        self._least = least.height
        room = (self.height() - 1) * 100 / look.scale
        wider = self._fills and room > least.height
        self._drawing = self._draw(width, room, of_words) if wider else least
        self._place = min(self._place, len(self._drawing.spots) - 1)
        spots = bool(self._drawing.spots)
        if spots and self.hasFocus():
            # The page opened with the focus here before there were figures.
            self._place = max(0, self._place)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus if spots else Qt.FocusPolicy.NoFocus)
        self.setAccessibleName(self._drawing.sentence)
        self._tell()
        self.updateGeometry()
        self.update()

    def _tell(self) -> None:
        # Qt passes the change on to screen readers.
        spot = self.spot
        sentence = spot.sentence if spot is not None and self.hasFocus() else ""
        if self.accessibleDescription() != sentence:
            self.setAccessibleDescription(sentence)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the list, and where the keys are."""
        painter = QPainter(self)
        paint(painter, self._drawing, self._stage.look)
        spot = self.spot
        if self.hasFocus() and spot is not None:
            paint_focus(painter, spot, self._stage.look)
        painter.end()

    # ---- keys -------------------------------------------------------------------------------

    def focusInEvent(self, event: QFocusEvent) -> None:
        """The keys begin at the first place, or where they were."""
        super().focusInEvent(event)
        if self._place < 0 and self._drawing.spots:
            self._place = 0
        self._tell()
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """The frame goes with the keys."""
        super().focusOutEvent(event)
        QToolTip.hideText()
        self._tell()
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows walk, Home and End jump, Enter opens what is behind."""
        last, key = len(self._drawing.spots) - 1, event.key()
        if key in _BACK:
            self.go_to(max(0, self._place - 1))
        elif key in _ON:
            self.go_to(min(last, self._place + 1))
        elif key == Qt.Key.Key_Home:
            self.go_to(0)
        elif key == Qt.Key.Key_End:
            self.go_to(last)
        elif key in _OPEN:
            self._open(self.spot)
        else:
            super().keyPressEvent(event)

    def go_to(self, place: int) -> None:
        """Give the keys to this place and say its sentence."""
        self._place = place
        self._tell()
        self.update()
        spot = self.spot
        if spot is not None:
            area = self._area(spot)
            at = self.mapToGlobal(QPoint(area.left() + 12, area.bottom() + 2))
            QToolTip.showText(at, _plain(spot.sentence), self)

    def _open(self, spot: Spot | None) -> None:
        if spot is not None and spot.key:
            self.opened.emit(spot.key)

    # ---- the hand ---------------------------------------------------------------------------

    def _area(self, spot: Spot) -> QRect:
        factor = self._stage.look.scale / 100
        return QRect(
            round(spot.x * factor), round(spot.y * factor),
            round(spot.width * factor), round(spot.height * factor),
        )  # fmt: skip

    def _under(self, at: QPoint) -> int:
        for place, spot in enumerate(self._drawing.spots):
            if self._area(spot).contains(at):
                return place
        return -1

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click takes the keys to the place."""
        place = self._under(event.position().toPoint())
        if event.button() == Qt.MouseButton.LeftButton and place >= 0:
            self._place = place
            self._tell()
            self.update()
        super().mousePressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """It opens when the finger leaves the same place."""
        place = self._under(event.position().toPoint())
        if event.button() == Qt.MouseButton.LeftButton and place >= 0 and place == self._place:
            self._open(self.spot)
        super().mouseReleaseEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """The hand tells where a click opens something."""
        place = self._under(event.position().toPoint())
        opens = place >= 0 and bool(self._drawing.spots[place].key)
        shape = Qt.CursorShape.PointingHandCursor if opens else Qt.CursorShape.ArrowCursor
        if self.cursor().shape() != shape:
            self.setCursor(shape)
        super().mouseMoveEvent(event)

    def event(self, event: QEvent) -> bool:
        """The sentence of what lies under the hand."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            place = self._under(event.pos())
            if place >= 0:
                words = self._drawing.spots[place].sentence
                QToolTip.showText(event.globalPos(), _plain(words), self)
            else:
                QToolTip.hideText()
            return True
        return super().event(event)


def _plain(text: str) -> str:
    # Tool tips guess whether text is markup; a title that looks like a tag must stay a title.
    return text.replace("&", "&amp;").replace("<", "&lt;") if "<" in text else text
