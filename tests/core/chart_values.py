"""The design's charts as values, and a measure that needs no font."""

from __future__ import annotations

from collections.abc import Iterator

from desk_app.core.charts.shapes import Box, Drawing, Path, Word
from desk_app.printing.month_description import shipped_month_description
from desk_app.services.month_charts import MonthCharts, month_charts
from tests.support.design_month import design_figures
from tests.support.scores import criteria


def measure(text: str, points: float, strong: bool) -> float:
    """Every letter as wide as every other."""
    return len(text) * points * (0.62 if strong else 0.6)


def design_charts() -> MonthCharts:
    """The charts of the pictures in the words of paper."""
    words = shipped_month_description().charts
    return month_charts(design_figures(), criteria(), words, is_open=True)


def textures(drawing: Drawing) -> dict[str, Box]:
    """The first area of each texture."""
    found: dict[str, Box] = {}
    for shape in drawing.shapes:
        if isinstance(shape, Box) and shape.texture:
            found.setdefault(shape.texture, shape)
    return found


def words(drawing: Drawing) -> list[str]:
    """Every word that is written."""
    return [shape.text for shape in drawing.shapes if isinstance(shape, Word)]


def paths(drawing: Drawing, *, dashed: bool = False) -> Iterator[Path]:
    """The lines, whole or dashed."""
    for shape in drawing.shapes:
        if isinstance(shape, Path) and shape.dashed == dashed:
            yield shape


def spans(drawing: Drawing, y: float) -> list[tuple[float, float]]:
    """From where to where the words on one height reach, from the left."""
    found = []
    for shape in drawing.shapes:
        if isinstance(shape, Word) and abs(shape.y - y) < 0.01:
            wide = measure(shape.text, shape.points, shape.strong)
            left = shape.x - {"start": 0.0, "middle": wide / 2, "end": wide}[shape.anchor]
            found.append((left, left + wide))
    return sorted(found)
