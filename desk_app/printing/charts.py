"""Paints a drawing list of core.charts on a page, in greys that any printer can print."""

from __future__ import annotations

import math
from collections.abc import Callable

from reportlab.pdfgen.canvas import Canvas
from reportlab.pdfgen.pathobject import PDFPathObject

from desk_app.core.charts.shapes import (
    Box,
    Diamond,
    Dot,
    Path,
    Star,
    Texture,
    Word,
)
from desk_app.printing import shapes
from desk_app.printing.fonts import Face, font, printable, width

# Points to a pixel at full size; a chart's sizes of letters are points already.
SCALE = 0.75

# Greys by token: 0 is black. What is not named here is black.
_GREYS = {
    "surface": 1.0,
    "on_blue": 1.0,
    "head": 0.93,
    "line": 0.85,
    "line2": 0.6,
    "field": 0.45,
    "chart_blue": 0.25,
    "text2": 0.2,
}
_SOLID, _LOST, _PALE, _SOFT = 0.25, 0.55, 0.78, 0.6
_THIN, _LINE = 0.5, 0.8
_STEP = 3.6  # between the lines of a hatch, in points


def paper_measure(text: str, points: float, strong: bool) -> float:
    """The width of a word on paper, in the pixels of drawing lists."""
    face = _face(strong)
    return width(printable(text, face), face, points) / SCALE


def paint_chart(canvas: Canvas, chart: shapes.Chart, page_height: float) -> None:
    """Paint every shape in order where the chart stands."""
    brush = _Brush(canvas, chart, page_height)
    canvas.saveState()
    for shape in chart.drawing.shapes:
        match shape:
            case Box():
                brush.box(shape)
            case Path():
                brush.path(shape)
            case Word():
                brush.word(shape)
            case Star():
                brush.star(shape)
            case Dot():
                brush.dot(shape)
            case Diamond():
                brush.diamond(shape)
    canvas.restoreState()


def _face(strong: bool) -> Face:
    return Face.BOLD if strong else Face.REGULAR


def _grey(token: str) -> float:
    return _GREYS.get(token, 0.0)


class _Brush:
    """A canvas with the place and the scale of one chart."""

    def __init__(self, canvas: Canvas, chart: shapes.Chart, page_height: float) -> None:
        self._canvas, self._scale = canvas, chart.scale
        self._left, self._top = chart.x, page_height - chart.y

    def _x(self, x: float) -> float:
        return self._left + x * self._scale

    def _y(self, y: float) -> float:
        return self._top - y * self._scale

    def box(self, box: Box) -> None:
        """A filled area, an area of a texture, an outline."""
        wide, high = box.width * self._scale, box.height * self._scale
        x, y = self._x(box.x), self._y(box.y) - high
        if box.fill:
            self._canvas.setFillGray(_grey(box.fill))
            self._canvas.rect(x, y, wide, high, stroke=0, fill=1)
        if box.texture and wide > 0:
            # A square is a mark in a legend, as on the form.
            _TEXTURES[box.texture](_Area(self._canvas, x, y, wide, high, abs(wide - high) < 0.01))
        if box.outline:
            self._frame(x, y, wide, high, _grey(box.outline))

    def _frame(self, x: float, y: float, wide: float, high: float, grey: float) -> None:
        self._canvas.setStrokeGray(grey)
        self._canvas.setLineWidth(_THIN)
        self._canvas.rect(x, y, wide, high)

    def path(self, path: Path) -> None:
        """Straight lines, whole or dashed."""
        canvas = self._canvas
        canvas.setStrokeGray(_grey(path.token))
        canvas.setLineWidth(max(_THIN, path.width * self._scale))
        canvas.setLineJoin(1)
        if path.dashed:
            canvas.setDash(2.4, 1.8)
        self._draw(((self._x(x), self._y(y)) for x, y in path.points), close=False)
        canvas.setDash()

    def _draw(self, points: object, *, close: bool, fill: int = 0, stroke: int = 1) -> None:
        made: PDFPathObject = self._canvas.beginPath()
        first = True
        for x, y in points:  # type: ignore[attr-defined]
            if first:
                made.moveTo(x, y)
            else:
                made.lineTo(x, y)
            first = False
        if close:
            made.close()
        self._canvas.drawPath(made, stroke=stroke, fill=fill)

    def word(self, word: Word) -> None:
        """Text in the embedded serif; y is the middle of its capitals."""
        face = _face(word.strong)
        font(face)
        text = printable(word.text, face)
        x, wide = self._x(word.x), width(text, face, word.points)
        x -= {"start": 0.0, "middle": wide / 2, "end": wide}[word.anchor]
        self._canvas.setFillGray(_grey(word.token))
        self._canvas.setFont(face.value, word.points)
        self._canvas.drawString(x, self._y(word.y) - word.points * 0.33, text)

    def star(self, star: Star) -> None:
        """A filled star."""
        self._canvas.setFillGray(_grey(star.token))
        corners = []
        for number in range(10):
            radius = star.radius * (1.0 if number % 2 == 0 else 0.42)
            angle = math.pi * number / 5 - math.pi / 2
            corners.append(
                (
                    self._x(star.x + radius * math.cos(angle)),
                    self._y(star.y + radius * math.sin(angle)),
                )
            )
        self._draw(corners, close=True, fill=1, stroke=0)

    def dot(self, dot: Dot) -> None:
        """A circle, filled or hollow."""
        self._canvas.setStrokeGray(_grey(dot.token))
        self._canvas.setFillGray(1.0 if dot.hollow else _grey(dot.token))
        self._canvas.setLineWidth(1.2)
        self._canvas.circle(
            self._x(dot.x), self._y(dot.y), dot.radius * self._scale, stroke=int(dot.hollow), fill=1
        )

    def diamond(self, diamond: Diamond) -> None:
        """A hollow square on its corner."""
        r = diamond.radius
        self._canvas.setStrokeGray(_grey(diamond.token))
        self._canvas.setFillGray(1.0)
        self._canvas.setLineWidth(1.0)
        corners = ((0.0, -r), (r, 0.0), (0.0, r), (-r, 0.0))
        self._draw(
            [(self._x(diamond.x + dx), self._y(diamond.y + dy)) for dx, dy in corners],
            close=True,
            fill=1,
        )


class _Area:
    """A rectangle in points, measured from below, to be filled with a texture."""

    def __init__(
        self, canvas: Canvas, x: float, y: float, wide: float, high: float, mark: bool
    ) -> None:
        self.canvas, self.mark = canvas, mark
        self.x, self.y, self.wide, self.high = x, y, wide, high

    def fill(self, grey: float) -> None:
        self.canvas.setFillGray(grey)
        self.canvas.rect(self.x, self.y, self.wide, self.high, stroke=0, fill=1)

    def frame(self, grey: float = 0.0) -> None:
        self.canvas.setStrokeGray(grey)
        self.canvas.setLineWidth(_THIN)
        inset = min(_THIN / 2, self.wide / 2)
        self.canvas.rect(
            self.x + inset, self.y + inset, self.wide - 2 * inset, self.high - 2 * inset
        )

    def hatch(self, grey: float, lean: int, thick: float = _LINE) -> None:
        """Lines at 45°: lean 1 rises to the right, -1 falls, 0 stands upright."""
        canvas = self.canvas
        canvas.saveState()
        outline = canvas.beginPath()
        outline.rect(self.x, self.y, self.wide, self.high)
        canvas.clipPath(outline, stroke=0, fill=0)
        canvas.setStrokeGray(grey)
        canvas.setLineWidth(thick)
        shift = self.high * abs(lean)
        lower, upper = (self.y, self.y + self.high) if lean >= 0 else (self.y + self.high, self.y)
        for number in range(int((self.wide + shift) / _STEP) + 2):
            start = self.x - shift + number * _STEP
            canvas.line(start, lower, start + shift, upper)
        canvas.restoreState()


def _proven(area: _Area) -> None:
    area.fill(_SOLID)


def _claimed(area: _Area) -> None:
    area.hatch(0.0, 1)
    area.frame()


def _unproven(area: _Area) -> None:
    area.canvas.setDash(2.2, 1.5)
    area.frame()
    area.canvas.setDash()


def _lost(area: _Area) -> None:
    area.fill(_LOST)
    if area.mark:
        # Two greys are hard to tell apart where they are small: the mark of loss has a bar.
        area.canvas.setFillGray(1.0)
        area.canvas.rect(
            area.x + area.wide * 0.13, area.y + area.high * 0.35, area.wide * 0.74,
            area.high * 0.3, stroke=0, fill=1,
        )  # fmt: skip


def _several(area: _Area) -> None:
    area.hatch(_LOST, -1)
    area.frame(_LOST)


def _silent(area: _Area) -> None:
    area.hatch(_SOFT, 1, _THIN)
    area.frame(0.45)


def _level_1(area: _Area) -> None:
    area.hatch(_SOFT, 1, _THIN)
    area.hatch(_SOFT, -1, _THIN)
    area.frame()


def _level_2(area: _Area) -> None:
    area.hatch(_SOFT, 0, _THIN)
    area.frame()


def _level_3(area: _Area) -> None:
    area.frame()


def _level_4(area: _Area) -> None:
    area.fill(_PALE)
    area.frame()


def _level_5(area: _Area) -> None:
    area.fill(_SOLID)


_TEXTURES: dict[Texture, Callable[[_Area], None]] = {
    "proven": _proven,
    "claimed": _claimed,
    "unproven": _unproven,
    "lost": _lost,
    "silent": _silent,
    "several": _several,
    "level_1": _level_1,
    "level_2": _level_2,
    "level_3": _level_3,
    "level_4": _level_4,
    "level_5": _level_5,
}
