"""Paints a drawing list of core.charts with QPainter in the colours of the theme."""

from __future__ import annotations

import math

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPen, QPolygonF

from desk_app.core.charts.shapes import (
    Box,
    Diamond,
    Dot,
    Drawing,
    Path,
    Shape,
    Spot,
    Star,
    Texture,
    Word,
)
from desk_app.qt.look import Look
from desk_app.qt.marks import paint_texture

# Ink on chart colours, which are the same hues in both themes.
_INKS = {
    False: {"on_blue": "#FFFFFF", "on_pale": "#1A1E22"},
    True: {"on_blue": "#0B1A24", "on_pale": "#0B1A24"},
}
_LEVELS = {
    "level_1": "chart_vermilion",
    "level_2": "chart_orange",
    "level_3": "chart_grey",
    "level_4": "chart_sky",
    "level_5": "chart_blue",
}
_DASHES = [3.0, 2.5]
_NARROW = 3.0  # an outline would hide what is narrower


def measure(look: Look, text: str, points: float, strong: bool) -> float:
    """The width of a word in drawing units, which are pixels at full size."""
    return look.metrics(points, strong=strong).horizontalAdvance(text) * 100 / look.scale


def paint(painter: QPainter, drawing: Drawing, look: Look) -> None:
    """Paint every shape in order, at the present scale."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    brush = _Brush(painter, look)
    for shape in drawing.shapes:
        brush.paint(shape)
    painter.restore()


def paint_focus(painter: QPainter, spot: Spot, look: Look) -> None:
    """The frame round the place of a chart that has the keys."""
    factor = look.scale / 100
    area = QRectF(spot.x * factor, spot.y * factor, spot.width * factor, spot.height * factor)
    painter.save()
    painter.setPen(QPen(look.colour("accent"), 2))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(area.adjusted(1, 1, -1, -1), 3, 3)
    painter.restore()


class _Brush:
    """One painter in one look."""

    def __init__(self, painter: QPainter, look: Look) -> None:
        self._painter, self._look = painter, look
        self._factor = look.scale / 100

    def paint(self, shape: Shape) -> None:
        match shape:
            case Box():
                self._box(shape)
            case Path():
                self._path(shape)
            case Word():
                self._word(shape)
            case Star():
                self._star(shape)
            case Dot():
                self._dot(shape)
            case Diamond():
                self._diamond(shape)

    def _colour(self, token: str) -> QColor:
        ink = _INKS[self._look.dark].get(token)
        return QColor(ink) if ink else self._look.colour(token)

    def _at(self, x: float, y: float) -> QPointF:
        return QPointF(x * self._factor, y * self._factor)

    def _box(self, box: Box) -> None:
        size = self._at(box.width, box.height)
        area = QRectF(self._at(box.x, box.y), self._at(box.x + box.width, box.y + box.height))
        if box.fill:
            self._painter.fillRect(area, self._colour(box.fill))
        if box.texture in _LEVELS:
            self._level(area, box.texture)
        elif box.texture == "several":
            self._several(area)
        elif box.texture:
            self._painter.setBrush(Qt.BrushStyle.NoBrush)
            paint_texture(self._painter, area, box.texture, self._look.colour)
        if box.outline and size.x() > 0:
            self._outline(area, box.outline)

    def _level(self, area: QRectF, texture: Texture) -> None:
        self._painter.fillRect(area, self._colour(_LEVELS[texture]))
        # Sky, orange and grey are too pale for white by themselves.
        self._outline(area, "surface" if area.width() <= _NARROW else "field")

    def _several(self, area: QRectF) -> None:
        colour = self._colour("chart_vermilion")
        self._painter.fillRect(area, QBrush(colour, Qt.BrushStyle.BDiagPattern))
        self._outline(area, "chart_vermilion")

    def _outline(self, area: QRectF, token: str) -> None:
        self._painter.setPen(QPen(self._colour(token), 1))
        self._painter.setBrush(Qt.BrushStyle.NoBrush)
        if area.width() > _NARROW:
            self._painter.drawRect(area.adjusted(0.5, 0.5, -0.5, -0.5))

    def _path(self, path: Path) -> None:
        pen = QPen(self._colour(path.token), path.width * self._factor)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        if path.dashed:
            pen.setDashPattern(_DASHES)
            pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        self._painter.setPen(pen)
        self._painter.drawPolyline(QPolygonF([self._at(x, y) for x, y in path.points]))

    def _word(self, word: Word) -> None:
        metrics = self._look.metrics(word.points, strong=word.strong)
        width = metrics.horizontalAdvance(word.text)
        at = self._at(word.x, word.y)
        x = at.x()
        if word.anchor == "middle":
            x -= width / 2
        elif word.anchor == "end":
            x -= width
        self._painter.setFont(self._look.font(word.points, strong=word.strong))
        self._painter.setPen(self._colour(word.token))
        baseline = at.y() + (metrics.ascent() - metrics.descent()) / 2
        self._painter.drawText(QPointF(x, baseline), word.text)

    def _star(self, star: Star) -> None:
        points = QPolygonF()
        for number in range(10):
            radius = star.radius * (1.0 if number % 2 == 0 else 0.42)
            angle = math.pi * number / 5 - math.pi / 2
            points.append(
                self._at(star.x + radius * math.cos(angle), star.y + radius * math.sin(angle))
            )
        self._painter.setPen(Qt.PenStyle.NoPen)
        self._painter.setBrush(self._colour(star.token))
        self._painter.drawPolygon(points)

    def _dot(self, dot: Dot) -> None:
        radius = dot.radius * self._factor
        if dot.hollow:
            self._painter.setPen(QPen(self._colour(dot.token), 2 * self._factor))
            self._painter.setBrush(self._colour("surface"))
        else:
            self._painter.setPen(Qt.PenStyle.NoPen)
            self._painter.setBrush(self._colour(dot.token))
        self._painter.drawEllipse(self._at(dot.x, dot.y), radius, radius)

    def _diamond(self, diamond: Diamond) -> None:
        r = diamond.radius
        corners = ((0.0, -r), (r, 0.0), (0.0, r), (-r, 0.0))
        self._painter.setPen(QPen(self._colour(diamond.token), 1.5 * self._factor))
        self._painter.setBrush(self._colour("surface"))
        self._painter.drawPolygon(
            QPolygonF([self._at(diamond.x + dx, diamond.y + dy) for dx, dy in corners])
        )
