"""The self-assessment form as PDF, beside as many cells on a bare canvas."""

from __future__ import annotations

import io
from collections.abc import Iterator

from reportlab.lib.pagesizes import A4, landscape
from reportlab.pdfgen.canvas import Canvas

from desk_app import parts
from desk_app.core.assessment_form import AssessmentForm
from desk_app.core.clock import day_of
from desk_app.core.period import month_of
from desk_app.printing.fonts import Face, font
from desk_app.printing.self_assessment import (
    self_assessment_pdf,
    self_assessment_tokens,
    shipped_description,
)
from desk_app.services.assessment_form import build_form
from desk_app.services.month_score import month_score
from tests.bench.desks import Bench
from tests.bench.figures import Figure, beside, milliseconds

GOAL = 120.0
_ROWS_A_PAGE = 14


def measure(bench: Bench) -> Iterator[Figure]:
    """Warm: fonts and description are loaded before the first round."""
    form = _form(bench)
    cells = _texts(form)
    self_assessment_pdf(form)
    _bare_canvas(cells)
    forms: list[float] = []
    canvases: list[float] = []
    for _ in range(max(bench.sizes.rounds * 3, 1)):
        forms.append(milliseconds(self_assessment_pdf, form))
        canvases.append(milliseconds(_bare_canvas, cells))
    limit = f"a bare canvas, {sum(map(len, cells))} cells"
    yield beside("self-assessment form, warm", forms, "ms", limit, canvases, goal=GOAL)


def _form(bench: Bench) -> AssessmentForm:
    today = day_of(parts.system_clock().wall)
    criteria = parts.criteria()
    with bench.scratch() as folder, bench.fresh_desk(folder / "desk") as desk:
        with desk.store.reader() as reader:
            sheet = month_score(reader, criteria, month_of(today)).sheet
        return build_form(sheet, criteria, desk.unit, period=str(today.year), on=today)


def _texts(form: AssessmentForm) -> list[list[str]]:
    """The words of the form's table, row by row."""
    tokens = self_assessment_tokens(form, shipped_description())
    return [[" ".join(_strings(cell)) for cell in row.cells] for row in tokens.table.rows]


def _strings(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple | list):
        for part in value:
            yield from _strings(part)
    elif hasattr(value, "__struct_fields__"):
        for name in value.__struct_fields__:
            yield from _strings(getattr(value, name))


def _bare_canvas(rows: list[list[str]]) -> bytes:
    """A box and one line of text for each cell, in our font, with no layout at all."""
    font(Face.REGULAR)
    width, height = landscape(A4)
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=(width, height))
    for start in range(0, len(rows), _ROWS_A_PAGE):
        canvas.setFont(Face.REGULAR.value, 12)
        for line, row in enumerate(rows[start : start + _ROWS_A_PAGE]):
            cell_width = (width - 80) / max(len(row), 1)
            bottom = height - 60 - 34 * (line + 1)
            for column, words in enumerate(row):
                left = 40 + column * cell_width
                canvas.rect(left, bottom, cell_width, 34)
                canvas.drawString(left + 3, bottom + 12, words)
        canvas.showPage()
    canvas.save()
    return out.getvalue()
