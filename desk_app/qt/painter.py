"""Paints a drawing list of core.charts with QPainter in the colours of the theme."""

from __future__ import annotations

import math

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF

from desk_app.core.charts import Box, Drawing, Star, Stroke, Word
from desk_app.qt.look import Look
from desk_app.qt.marks import paint_texture

# Ink on chart colours, which are the same hues in both themes.
_INKS = {
    False: {"on_blue": "#FFFFFF", "on_pale": "#1A1E22"},
    True: {"on_blue": "#0B1A24", "on_pale": "#0B1A24"},
}


def measure(look: Look, text: str, points: float, strong: bool) -> float:
    """The width of a word in drawing units, which are pixels at full size."""
    return look.metrics(points, strong=strong).horizontalAdvance(text) * 100 / look.scale


def paint(painter: QPainter, drawing: Drawing, look: Look) -> None:
    """Paint every shape in order, at the present scale."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    factor = look.scale / 100
    for shape in drawing.shapes:
        match shape:
            case Box():
                _box(painter, shape, look, factor)
            case Stroke():
                painter.setPen(QPen(_colour(look, shape.token), shape.width * factor))
                painter.drawLine(
                    QPointF(shape.x1 * factor, shape.y1 * factor),
                    QPointF(shape.x2 * factor, shape.y2 * factor),
                )
            case Word():
                _word(painter, shape, look, factor)
            case Star():
                _star(painter, shape, look, factor)
    painter.restore()


def _colour(look: Look, token: str) -> QColor:
    ink = _INKS[look.dark].get(token)
    return QColor(ink) if ink else look.colour(token)


def _box(painter: QPainter, box: Box, look: Look, factor: float) -> None:
    area = QRectF(box.x * factor, box.y * factor, box.width * factor, box.height * factor)
    if box.fill:
        painter.fillRect(area, _colour(look, box.fill))
    if box.texture:
        paint_texture(painter, area, box.texture, look.colour)
    if box.outline:
        painter.setPen(QPen(_colour(look, box.outline), 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(area)


def _word(painter: QPainter, word: Word, look: Look, factor: float) -> None:
    metrics = look.metrics(word.points, strong=word.strong)
    width = metrics.horizontalAdvance(word.text)
    x = word.x * factor
    if word.anchor == "middle":
        x -= width / 2
    elif word.anchor == "end":
        x -= width
    painter.setFont(look.font(word.points, strong=word.strong))
    painter.setPen(_colour(look, word.token))
    baseline = word.y * factor + (metrics.ascent() - metrics.descent()) / 2
    painter.drawText(QPointF(x, baseline), word.text)


def _star(painter: QPainter, star: Star, look: Look, factor: float) -> None:
    points = QPolygonF()
    for number in range(10):
        radius = star.radius * factor * (1.0 if number % 2 == 0 else 0.42)
        angle = math.pi * number / 5 - math.pi / 2
        points.append(
            QPointF(
                star.x * factor + radius * math.cos(angle),
                star.y * factor + radius * math.sin(angle),
            )
        )
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(_colour(look, star.token))
    painter.drawPolygon(points)
