"""Line icons drawn from the shipped SVG files in the colour and size asked for."""

from __future__ import annotations

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

import resources

_SMALL = 16
_STROKE_SMALL, _STROKE = "2", "1.75"


class IconStore:
    """Pixmaps of icons, drawn once for each size, colour and pixel ratio."""

    def __init__(self) -> None:
        self._drawn: dict[tuple[str, int, str, float], QPixmap] = {}

    def pixmap(self, name: str, size: int, colour: str, ratio: float) -> QPixmap:
        """The icon `name` as a square of `size` pixels; an icon that is not shipped raises."""
        key = (name, size, colour, ratio)
        pixmap = self._drawn.get(key)
        if pixmap is None:
            pixmap = _draw(name, size, colour, ratio)
            self._drawn[key] = pixmap
        return pixmap


def _draw(name: str, size: int, colour: str, ratio: float) -> QPixmap:
    # Qt's renderer knows no currentColor: the colour is written into the picture first.
    source = resources.read_text(f"icons/{name}.svg").replace("currentColor", colour)
    stroke = _STROKE_SMALL if size <= _SMALL else _STROKE
    source = source.replace('stroke-width="2"', f'stroke-width="{stroke}"')
    pixmap = QPixmap(round(size * ratio), round(size * ratio))
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    QSvgRenderer(QByteArray(source.encode())).render(painter, QRectF(pixmap.rect()))
    painter.end()
    pixmap.setDevicePixelRatio(ratio)
    return pixmap
