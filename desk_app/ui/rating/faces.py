"""Five faces told apart by mouth, eyes and brows alone: one ink on one tint, colour would push."""

from __future__ import annotations

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen

from desk_app.ui.rating.words import DECLINED

# Everything is drawn in a square of 100, its middle at (50, 50), and scaled into the box.
_SIDE = 100.0
_STROKE = 5.0
_EYE = 4.8


def paint_face(painter: QPainter, box: QRectF, choice: int, ink: QColor, tint: QColor) -> None:
    """The face of an answer, or the crossed-out sheet of whoever does not want to answer."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.translate(box.topLeft())
    painter.scale(box.width() / _SIDE, box.height() / _SIDE)
    painter.setPen(_pen(ink))
    if choice == DECLINED:
        _paint_no_sheet(painter, ink)
    else:
        painter.setBrush(tint)
        painter.drawEllipse(QPointF(50, 50), 47, 47)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        _FACES[choice](painter, ink)
    painter.restore()


def _pen(ink: QColor, width: float = _STROKE) -> QPen:
    return QPen(
        ink, width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin
    )


def _eyes(painter: QPainter, ink: QColor, y: float) -> None:
    painter.save()
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(ink)
    for x in (34, 66):
        painter.drawEllipse(QPointF(x, y), _EYE, _EYE)
    painter.restore()


def _bow(painter: QPainter, left: QPointF, middle: QPointF, right: QPointF) -> None:
    path = QPainterPath(left)
    path.quadTo(middle, right)
    painter.drawPath(path)


def _open_mouth(painter: QPainter, ink: QColor, flat: float, round_: float) -> None:
    """A filled half circle between its flat edge and its round one."""
    path = QPainterPath(QPointF(24, flat))
    path.lineTo(76, flat)
    path.cubicTo(QPointF(73, round_), QPointF(27, round_), QPointF(24, flat))
    painter.save()
    painter.setPen(_pen(ink, 3))
    painter.setBrush(ink)
    painter.drawPath(path)
    painter.restore()


def _very_satisfied(painter: QPainter, ink: QColor) -> None:
    for x in (34, 66):
        _bow(painter, QPointF(x - 7, 41), QPointF(x, 29), QPointF(x + 7, 41))
    _open_mouth(painter, ink, 57, 94)


def _satisfied(painter: QPainter, ink: QColor) -> None:
    _eyes(painter, ink, 38)
    _bow(painter, QPointF(27, 60), QPointF(50, 83), QPointF(73, 60))


def _neutral(painter: QPainter, ink: QColor) -> None:
    _eyes(painter, ink, 40)
    painter.drawLine(QLineF(29, 66, 71, 66))


def _dissatisfied(painter: QPainter, ink: QColor) -> None:
    painter.drawLine(QLineF(25, 30, 41, 28))
    painter.drawLine(QLineF(59, 28, 75, 30))
    _eyes(painter, ink, 42)
    _bow(painter, QPointF(27, 75), QPointF(50, 53), QPointF(73, 75))


def _very_dissatisfied(painter: QPainter, ink: QColor) -> None:
    painter.drawLine(QLineF(23, 27, 41, 33))
    painter.drawLine(QLineF(59, 33, 77, 27))
    _eyes(painter, ink, 43)
    _open_mouth(painter, ink, 81, 40)


def _paint_no_sheet(painter: QPainter, ink: QColor) -> None:
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawLine(QLineF(32, 32, 68, 68))
    painter.drawLine(QLineF(68, 32, 32, 68))
    pen = _pen(ink)
    # In units of the stroke: dashes and gaps of equal look, their round ends counted in.
    pen.setDashPattern([1.9, 2.1])
    painter.setPen(pen)
    painter.drawRoundedRect(QRectF(9, 18, 82, 64), 9, 9)


_FACES = {
    5: _very_satisfied,
    4: _satisfied,
    3: _neutral,
    2: _dissatisfied,
    1: _very_dissatisfied,
}
