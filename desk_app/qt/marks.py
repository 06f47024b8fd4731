"""Certainty as texture: solid, hatched, dashed, lost; alike on screen, in legends and tables."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

Colour = Callable[[str], QColor]


def paint_mark(painter: QPainter, box: QRect, mark: str, colour: Colour) -> None:
    """Paint a 12 px mark of one certainty into `box`."""
    paint_texture(painter, QRectF(box), mark, colour)


def paint_texture(painter: QPainter, area: QRectF, mark: str, colour: Colour) -> None:
    """Fill `area` as proven, claimed, unproven, lost or silent."""
    if area.width() <= 0:
        return
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    inner = area.adjusted(0.5, 0.5, -0.5, -0.5)
    if mark == "proven":
        painter.fillRect(area, colour("chart_blue"))
    elif mark == "claimed":
        painter.fillRect(area, _pale(colour("chart_sky")))
        _hatch(painter, area, colour("chart_blue"))
        painter.setPen(QPen(colour("chart_blue"), 1))
        painter.drawRect(inner)
    elif mark == "unproven":
        painter.setPen(QPen(colour("text2"), 1.2, Qt.PenStyle.DashLine))
        painter.drawRect(inner)
    elif mark == "lost":
        painter.fillRect(area, colour("chart_vermilion"))
    elif mark == "silent":
        _hatch(painter, area, colour("chart_grey"))
        painter.setPen(QPen(colour("field"), 1))
        painter.drawRect(inner)
    painter.restore()


def _pale(colour: QColor) -> QColor:
    pale = QColor(colour)
    pale.setAlphaF(0.35)
    return pale


def _hatch(painter: QPainter, area: QRectF, colour: QColor) -> None:
    painter.save()
    painter.setClipRect(area)
    painter.setPen(QPen(colour, 1.4))
    x = area.left() - area.height()
    while x < area.right():
        painter.drawLine(int(x), int(area.bottom()), int(x + area.height()), int(area.top()))
        x += 5
    painter.restore()
