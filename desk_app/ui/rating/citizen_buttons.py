"""What a citizen touches: tiles, tags and the one filled button, each painting itself."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QPushButton, QSizePolicy

from desk_app.qt.look import Look
from desk_app.ui.rating.citizen_parts import CENTRE, WRAPPED, Ruler, mixed
from desk_app.ui.rating.faces import paint_face
from desk_app.ui.rating.plan import DONE, FACE_WORD, TAG, balanced

RADIUS = 8


class CitizenButton(QPushButton):
    """A button that paints itself; `zoom` is the size of its text against the reference."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.look, self.ruler = look, Ruler(look)
        self.zoom = 1.0
        self.setAutoDefault(False)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        look.changed.connect(self.update)

    def say(self, text: str) -> None:
        """Show `text`; it is the accessible name as well."""
        self.setText(text)
        self.setAccessibleName(text)

    def paint_frame(self, painter: QPainter, fill: QColor, line: QColor, width: int) -> None:
        """The rounded ground; with the focus, a second frame inside it."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        half = width / 2
        area = QRectF(self.rect()).adjusted(half, half, -half, -half)
        painter.setPen(QPen(line, width))
        painter.setBrush(fill)
        painter.drawRoundedRect(area, RADIUS, RADIUS)
        if self.hasFocus():
            inner = area.adjusted(width + 2, width + 2, -width - 2, -width - 2)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(self.look.colour("text"), 2))
            painter.drawRoundedRect(inner, RADIUS - 3, RADIUS - 3)


class Tile(CitizenButton):
    """One choice: a face and its word; chosen, it has a frame, a fill and a check mark."""

    def __init__(self, look: Look, choice: int, key: str) -> None:
        super().__init__(look)
        self.choice, self._key = choice, key
        self.face, self.pad = 96, 10
        self.shows_key = False
        self.setCheckable(True)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Ground, face, word, check mark, and the key where keys count."""
        look, chosen = self.look, self.isChecked()
        surface, selection = look.colour("surface"), look.colour("selection")
        painter = QPainter(self)
        ground = selection if chosen else look.colour("hover") if self.isDown() else surface
        line = look.colour("accent" if chosen else "field")
        self.paint_frame(painter, ground, line, 4 if chosen else 2)
        ink = look.colour("text")
        word_points = FACE_WORD * self.zoom
        pad = self.pad
        width = self.width() - 2 * pad
        lines = max(2 * self.ruler.line(word_points, True), self._word_height(width))
        lines = min(lines, self.height() - self.face - 8)
        spare = self.height() - self.face - lines
        box = QRectF((self.width() - self.face) / 2, spare * 0.39, self.face, self.face)
        paint_face(painter, box, self.choice, ink, mixed(surface, selection, 0.65))
        painter.setFont(self.ruler.font(word_points, True))
        painter.setPen(ink)
        under = round(box.bottom() + spare * 0.19)
        room = QRect(pad, under, width, min(lines, self.height() - under - 4))
        painter.drawText(room, WRAPPED, self._lines(width))
        if chosen:
            self._paint_check(painter)
        elif self.shows_key:
            self._paint_key(painter)
        painter.end()

    def _lines(self, width: int) -> str:
        points = FACE_WORD * self.zoom
        return balanced(self.text(), lambda t: self.ruler.width(t, points, True), width)

    def _word_height(self, width: int) -> int:
        return self.ruler.height(self.text(), FACE_WORD * self.zoom, width, True)

    def _paint_check(self, painter: QPainter) -> None:
        side = max(18.0, min(32 * self.zoom, self.height() / 7))
        middle = QPointF(self.width() - side * 0.5 - 10, side * 0.5 + 10)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self.look.colour("accent"))
        painter.drawEllipse(middle, side / 2, side / 2)
        paint_tick(painter, middle, side, self.look.colour("on_accent"))

    def _paint_key(self, painter: QPainter) -> None:
        painter.setFont(self.ruler.font(11 * self.zoom))
        painter.setPen(self.look.colour("text3"))
        side = self.ruler.line(11 * self.zoom)
        painter.drawText(QRect(6, 6, side, side), CENTRE, self._key)


def paint_tick(painter: QPainter, middle: QPointF, side: float, ink: QColor) -> None:
    """A check mark, drawn because the font has none."""
    pen = QPen(ink, max(2.0, side / 10))
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    x, y = middle.x(), middle.y()
    painter.drawPolyline(
        [
            QPointF(x - side * 0.22, y + side * 0.02),
            QPointF(x - side * 0.06, y + side * 0.18),
            QPointF(x + side * 0.24, y - side * 0.14),
        ]
    )


class TagButton(CitizenButton):
    """A reason that may be touched beside the answer; several may hold."""

    def __init__(self, look: Look) -> None:
        super().__init__(look)
        self.setCheckable(True)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Ground, word, and a check mark in front of it when it holds."""
        look, holds = self.look, self.isChecked()
        painter = QPainter(self)
        ground = look.colour("selection" if holds else "hover" if self.isDown() else "surface")
        self.paint_frame(
            painter, ground, look.colour("accent" if holds else "field"), 3 if holds else 2
        )
        points, side = TAG * self.zoom, 18 * self.zoom
        area = QRect(self.rect())
        if holds:
            wide = self.ruler.width(self.text(), points, True)
            left = (self.width() - wide - side - 8 * self.zoom) / 2
            middle = QPointF(left + side / 2, self.height() / 2)
            paint_tick(painter, middle, side * 1.4, look.colour("accent"))
            area.setLeft(round(left + side + 8 * self.zoom))
            area.setWidth(wide + 2)
        painter.setFont(self.ruler.font(points, holds))
        painter.setPen(look.colour("text"))
        painter.drawText(area, CENTRE, self.text())
        painter.end()


class MainButton(CitizenButton):
    """The one filled button of a page."""

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Filled with the accent; grey while there is nothing to do yet."""
        look, on = self.look, self.isEnabled()
        painter = QPainter(self)
        fill = look.colour(("accent_hover" if self.isDown() else "accent") if on else "head")
        self.paint_frame(painter, fill, look.colour("accent" if on else "line2"), 1)
        if self.hasFocus():
            painter.setPen(QPen(look.colour("on_accent"), 2))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(4, 4, -4, -4), 5, 5)
        painter.setFont(self.ruler.font(DONE * self.zoom, True))
        painter.setPen(look.colour("on_accent" if on else "disabled"))
        painter.drawText(self.rect(), CENTRE, self.text())
        painter.end()

    def sizeHint(self) -> QSize:
        """Room for its words."""
        wide = self.ruler.width(self.text(), DONE * self.zoom, True)
        tall = self.ruler.line(DONE * self.zoom, True)
        return QSize(wide + round(88 * self.zoom), tall + round(32 * self.zoom))

    def minimumSizeHint(self) -> QSize:
        """Words are never cut."""
        return self.sizeHint()
