"""A drawing written as PDF bytes: embedded fonts, no clock, no chance, nobody's name."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Callable
from typing import Any

import msgspec
from reportlab import rl_config
from reportlab.lib.colors import HexColor
from reportlab.pdfgen.canvas import Canvas

from desk_app.printing.charts import paint_chart
from desk_app.printing.fonts import Face, font
from desk_app.printing.qr import bars
from desk_app.printing.shapes import (
    MARKS,
    Box,
    Chart,
    Code,
    Drawing,
    Mark,
    MarkKind,
    Rule,
    Shape,
    Words,
)

# Certainty is texture first (look.md): each mark is told apart without its colour.
_BLUE, _SKY, _VERMILION, _INK = (HexColor(c) for c in ("#0072B2", "#56B4E9", "#D55E00", "#1A1E22"))
_MARK_UNIT = 12.0

# Streams stay bytes: as letters they are a quarter longer and take longer to write.
rl_config.useA85 = 0


def pdf_bytes(drawing: Drawing) -> bytes:
    """The PDF file of a drawing; equal drawings give equal bytes on every machine."""
    target = io.BytesIO()
    # Every option is named: reportlab would otherwise read files and variables of the machine.
    canvas = Canvas(
        target,
        pagesize=(drawing.width, drawing.height),
        pageCompression=1,
        invariant=1,
        pdfVersion=(1, 7),
        initialFontName=_first_font(),  # type: ignore[arg-type]  # the stubs say float
        lang="vi",
    )
    # reportlab begins the file's identity with a variable of the machine and leaves the content
    # out; ours is the content.
    identity = msgspec.json.encode(drawing)
    document = canvas._doc  # type: ignore[attr-defined]  # not in the stubs
    document.signature = hashlib.md5(identity, usedforsecurity=False)
    canvas.setTitle(drawing.title)
    canvas.setAuthor(drawing.author)
    canvas.setSubject(drawing.title)
    canvas.setCreator("Một Cửa")
    canvas.setProducer("Một Cửa")
    canvas.setViewerPreference("DisplayDocTitle", "true")
    canvas.setDateFormatter(lambda *_: f"D:{drawing.moment}")
    _define_marks(canvas)
    for page in drawing.pages:
        _draw_page(canvas, page, drawing.height)
        canvas.showPage()
    canvas.save()
    return target.getvalue()


def _first_font() -> str:
    font(Face.REGULAR)
    return Face.REGULAR.value


def _draw_page(canvas: Canvas, page: tuple[Shape, ...], height: float) -> None:
    canvas.setFillGray(0)
    canvas.setStrokeGray(0)
    words: list[Words] = []
    rules: list[Rule] = []
    # Grey fields first, so that they never cover a word or a rule; rules and words come last.
    for shape in sorted(page, key=lambda s: not (isinstance(s, Box) and s.grey is not None)):
        match shape:
            case Words():
                words.append(shape)
            case Rule():
                rules.append(shape)
            case Box():
                _draw_box(canvas, shape, height)
            case Mark():
                _place(canvas, f"mark-{shape.kind}", shape.x, height - shape.y, shape.size)
            case Code():
                _draw_code(canvas, shape, height)
            case Chart():
                paint_chart(canvas, shape, height)
    pen = _Pen(canvas, height)
    canvas.setFillGray(0)
    canvas.setStrokeGray(0)
    pen.rules(rules)
    pen.words(words)


class _Pen:
    """Writes words and rules straight into a page's code.

    A register of 20,000 rows holds half a million of them. The canvas's own methods write the same;
    they also measure and round what nobody asks for.
    """

    def __init__(self, canvas: Canvas, height: float) -> None:
        self._code: list[str] = canvas._code  # type: ignore[attr-defined]  # not in the stubs
        self._escape = canvas._escape  # type: ignore[attr-defined]
        self._doc = canvas._doc  # type: ignore[attr-defined]
        self._height = height
        if not hasattr(self._doc, "pieces_of_words"):
            self._doc.pieces_of_words = {}
        self._known: dict[tuple[Face, str], list[tuple[str, str]]] = self._doc.pieces_of_words

    def words(self, words: list[Words]) -> None:
        """All words of a page as one text object."""
        if not words:
            return
        code = ["BT"]
        held = ("", 0.0)
        for each in words:
            code.append(f"1 0 0 1 {each.x:.2f} {self._height - each.y:.2f} Tm")
            for subset, piece in self._pieces(each):
                if held != (subset, each.size):
                    held = (subset, each.size)
                    code.append(f"{subset} {each.size:g} Tf")
                code.append(f"({piece}) Tj")
        code.append("ET")
        self._code.append(" ".join(code))

    def rules(self, rules: list[Rule]) -> None:
        """All rules of a page."""
        thickness = -1.0
        for each in rules:
            if each.thickness != thickness:
                thickness = each.thickness
                self._code.append(f"{thickness:g} w")
            self._code.append(
                f"n {each.x1:.2f} {self._height - each.y1:.2f} m "
                f"{each.x2:.2f} {self._height - each.y2:.2f} l S"
            )

    def _pieces(self, words: Words) -> list[tuple[str, str]]:
        """The words by subset of their font, as the file writes them."""
        key = (words.face, words.text)
        found = self._known.get(key)
        if found is None:
            face: Any = font(words.face)
            found = [
                (face.getSubsetInternalName(subset, self._doc), self._escape(piece))
                for subset, piece in face.splitString(words.text, self._doc)
            ]
            self._known[key] = found
        return found


def _draw_box(canvas: Canvas, box: Box, height: float) -> None:
    if box.grey is None:
        canvas.setLineWidth(0.5)
        canvas.rect(box.x, height - box.y - box.height, box.width, box.height)
        return
    canvas.setFillGray(box.grey)
    canvas.rect(box.x, height - box.y - box.height, box.width, box.height, stroke=0, fill=1)
    canvas.setFillGray(0)


def _draw_code(canvas: Canvas, code: Code, height: float) -> None:
    modules, dark = bars(code.text)
    name = f"qr-{code.text.encode().hex()}"
    if not canvas.hasForm(name):
        canvas.beginForm(name, 0, 0, _MARK_UNIT, _MARK_UNIT)
        step = _MARK_UNIT / modules
        path = canvas.beginPath()
        for column, row, length in dark:
            path.rect(column * step, _MARK_UNIT - (row + 1) * step, length * step, step)
        canvas.setFillGray(0)
        canvas.drawPath(path, stroke=0, fill=1)
        canvas.endForm()
    _place(canvas, name, code.x, height - code.y, code.size)


def _place(canvas: Canvas, name: str, x: float, top: float, size: float) -> None:
    canvas.saveState()
    canvas.translate(x, top - size)
    canvas.scale(size / _MARK_UNIT, size / _MARK_UNIT)
    canvas.doForm(name)
    canvas.restoreState()


def _define_marks(canvas: Canvas) -> None:
    for kind in MARKS:
        canvas.beginForm(f"mark-{kind}", 0, 0, _MARK_UNIT, _MARK_UNIT)
        _DRAWN[kind](canvas)
        canvas.endForm()


def _proven(canvas: Canvas) -> None:
    canvas.setFillColor(_BLUE)
    canvas.rect(0, 0, 12, 12, stroke=0, fill=1)


def _claimed(canvas: Canvas) -> None:
    canvas.setFillColor(_SKY)
    canvas.setStrokeColor(_INK)
    canvas.saveState()
    outline = canvas.beginPath()
    outline.rect(0, 0, 12, 12)
    canvas.clipPath(outline, stroke=0, fill=1)
    canvas.setLineWidth(1)
    for start in (-6, 0, 6):
        canvas.line(start, 0, start + 12, 12)
    canvas.restoreState()
    canvas.setLineWidth(1)
    canvas.rect(0.5, 0.5, 11, 11)


def _unproven(canvas: Canvas) -> None:
    canvas.setStrokeColor(_INK)
    canvas.setLineWidth(1.2)
    canvas.setDash(2.2, 1.5)
    canvas.rect(0.6, 0.6, 10.8, 10.8)


def _lost(canvas: Canvas) -> None:
    # Without colour, vermilion and blue are one grey; the white bar keeps them apart.
    canvas.setFillColor(_VERMILION)
    canvas.rect(0, 0, 12, 12, stroke=0, fill=1)
    canvas.setFillGray(1)
    canvas.rect(1.5, 4.2, 9, 3.6, stroke=0, fill=1)


_DRAWN: dict[MarkKind, Callable[[Canvas], None]] = {
    "proven": _proven,
    "claimed": _claimed,
    "unproven": _unproven,
    "lost": _lost,
}
