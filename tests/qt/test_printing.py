"""The very bytes of the preview come out of a real print queue; a refusal is said, not logged."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from pypdf import PdfReader
from reportlab.lib.pagesizes import A4, landscape
from reportlab.pdfgen.canvas import Canvas

from desk_app.core.errors import EnvironmentProblem
from desk_app.qt.pdf_pages import page_image, page_sizes
from desk_app.qt.printing import print_pdf, printers
from tests.support.cups import PrintQueue


def a_paper(pages: int = 2) -> bytes:
    """A landscape A4 paper with a black square in the top left corner of each page."""
    target = io.BytesIO()
    canvas = Canvas(target, pagesize=landscape(A4), invariant=1)
    for _ in range(pages):
        canvas.rect(36, A4[0] - 72, 36, 36, fill=1)
        canvas.showPage()
    canvas.save()
    return target.getvalue()


def test_a_page_is_drawn_at_the_resolution_asked_for() -> None:
    size = page_sizes(a_paper())[0]
    image = page_image(a_paper(), 0, 144)
    assert abs(image.width() - size.width * 2) <= 1
    assert abs(image.height() - size.height * 2) <= 1
    assert image.pixelColor(100, 100).lightness() == 0
    assert image.pixelColor(400, 400).lightness() == 255


def test_grey_and_coloured_pictures_show_the_same() -> None:
    grey, coloured = page_image(a_paper(), 0, 72, grey=True), page_image(a_paper(), 0, 72)
    for x, y in ((54, 54), (300, 300)):
        assert grey.pixelColor(x, y).lightness() == coloured.pixelColor(x, y).lightness()


@pytest.mark.usefixtures("application")
def test_the_pages_come_out_of_the_queue_lying_and_in_place(
    print_queue: PrintQueue, tmp_path: Path
) -> None:
    print_pdf(a_paper(), print_queue.name)
    printed = print_queue.papers()[0].read_bytes()
    pages = PdfReader(io.BytesIO(printed)).pages
    assert len(pages) == 2
    size = page_sizes(printed)[0]
    image = page_image(printed, 0, 72)
    dark = [
        (x, y)
        for x in range(0, image.width(), 4)
        for y in range(0, image.height(), 4)
        if image.pixelColor(x, y).lightness() < 100
    ]
    (tmp_path / "printed.pdf").write_bytes(printed)
    # The square of half an inch by half an inch, wherever the queue turned the sheet to.
    assert 60 <= len(dark) <= 110, (size, len(dark))


@pytest.mark.usefixtures("application")
def test_the_queue_is_listed_by_name(print_queue: PrintQueue) -> None:
    assert print_queue.name in [choice.name for choice in printers()]


@pytest.mark.usefixtures("application")
def test_a_printer_that_is_gone_is_said_before_anything_is_sent() -> None:
    with pytest.raises(EnvironmentProblem) as refused:
        print_pdf(a_paper(), "no such printer")
    assert refused.value.problem.code == "window.no_printer"
