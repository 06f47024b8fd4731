"""Marks and codes survive the printer: seen as pixels, without colour."""

from __future__ import annotations

from itertools import combinations, pairwise

import pypdfium2
import pytest
import segno

from desk_app.printing.qr import QUIET, bars
from desk_app.printing.shapes import MARKS, Code, Drawing, Mark, MarkKind, Shape
from desk_app.printing.to_pdf import pdf_bytes

SIDE = 100


def grey(shape: Shape, dots: int) -> list[list[int]]:
    """A square drawing of 100 points as rows of grey dots, 0 black, 255 white."""
    drawing = Drawing(
        title="",
        author="",
        moment="20261121000000+07'00'",
        width=SIDE,
        height=SIDE,
        pages=((shape,),),
    )
    document = pypdfium2.PdfDocument(pdf_bytes(drawing))
    try:
        bitmap = document[0].render(scale=dots / SIDE, grayscale=True)
        flat, stride = bytes(bitmap.buffer), bitmap.stride
        return [list(flat[row * stride : row * stride + dots]) for row in range(dots)]
    finally:
        document.close()


@pytest.mark.parametrize(("one", "other"), list(combinations(MARKS, 2)))
def test_any_two_marks_differ_in_grey_at_the_size_they_are_printed(
    one: MarkKind, other: MarkKind
) -> None:
    # 9 points at 300 dots to the inch are 37 dots.
    first, second = (grey(Mark(0, 0, SIDE, kind), 37) for kind in (one, other))
    apart = sum(
        abs(a - b) > 50
        for row, line in zip(first, second, strict=True)
        for a, b in zip(row, line, strict=True)
    )
    assert apart > 0.2 * 37 * 37


@pytest.mark.parametrize("text", ["K7QX-20M4", "K7QX-20M4 " * 10])
def test_every_module_of_the_printed_code_is_as_dark_as_it_must_be(text: str) -> None:
    matrix = segno.make_qr(text, error="m", boost_error=False).matrix
    modules = len(matrix) + 2 * QUIET
    dots = grey(Code(0, 0, SIDE, text), modules * 8)
    for y in range(modules):
        for x in range(modules):
            inside = QUIET <= x < modules - QUIET and QUIET <= y < modules - QUIET
            dark = inside and bool(matrix[y - QUIET][x - QUIET])
            assert (dots[y * 8 + 4][x * 8 + 4] < 128) == dark


def test_bars_of_one_row_never_touch_so_none_is_drawn_twice() -> None:
    _, dark = bars("K7QX-20M4")
    assert len(set(dark)) == len(dark)
    for (x, y, length), (next_x, next_y, _) in pairwise(dark):
        assert next_y > y or next_x > x + length
