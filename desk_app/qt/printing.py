"""Sends the pages of a PDF to a printer through Qt, and says whether the queue took them.

Each page is drawn by pdfium at the printer's resolution and placed on the sheet unscaled. Qt can
send pictures or its own drawing commands, not a PDF as it is, on every system; drawing our form a
second time with Qt would make a second truth. What comes out is therefore exactly the preview.
"""

from __future__ import annotations

from collections.abc import Callable

import msgspec
from PySide6.QtCore import QMarginsF, QRectF, QSizeF
from PySide6.QtGui import QPageLayout, QPageSize, QPainter
from PySide6.QtPrintSupport import QPrinter, QPrinterInfo

from desk_app.core.errors import EnvironmentProblem
from desk_app.core.problems import Problem
from desk_app.qt.pdf_pages import PageSize, page_image, page_sizes

# Office printers print 600 dots per inch; a coloured page of A4 at 600 would take 104 MB.
MOST_DOTS_GREY, MOST_DOTS_COLOUR = 600, 400
_JOB_NAME = "mot-cua self-assessment"  # ASCII, or some queues mangle the name


class PrinterChoice(msgspec.Struct, frozen=True):
    """A print queue: its name, and whether it is the system's first choice."""

    name: str
    words: str
    first: bool


def printers() -> tuple[PrinterChoice, ...]:
    """The print queues of this machine, the default one first."""
    first = QPrinterInfo.defaultPrinterName()
    found = [
        PrinterChoice(info.printerName(), info.description() or info.printerName(),
                      info.printerName() == first)
        for info in QPrinterInfo.availablePrinters()
    ]  # fmt: skip
    return tuple(sorted(found, key=lambda p: (not p.first, p.name)))


def print_pdf(
    pdf: bytes,
    printer_name: str,
    progress: Callable[[int, int], None] | None = None,
    job: str = _JOB_NAME,
) -> None:
    """Hand every page to the queue; EnvironmentProblem when it did not take them all.

    For a worker thread: QPrinter and QPainter on it belong to the thread that made them.
    """
    info = QPrinterInfo.printerInfo(printer_name)
    if info.isNull():
        raise EnvironmentProblem(Problem("window.no_printer", values={"printer": printer_name}))
    printer = QPrinter(info, QPrinter.PrinterMode.HighResolution)
    printer.setDocName(job)
    printer.setCreator("Mot Cua")
    printer.setFullPage(True)
    sizes = page_sizes(pdf)
    _set_page(printer, sizes[0])
    grey = QPrinter.ColorMode.Color not in info.supportedColorModes()
    dots = min(printer.resolution(), MOST_DOTS_GREY if grey else MOST_DOTS_COLOUR)
    printer.setResolution(dots)
    painter = QPainter()
    if not painter.begin(printer):
        raise _refused(printer_name)
    try:
        for number in range(len(sizes)):
            if number and not (_set_page(printer, sizes[number]) and printer.newPage()):
                raise _refused(printer_name)
            image = page_image(pdf, number, dots, grey=grey)
            painter.setRenderHint(QPainter.RenderHint.LosslessImageRendering)
            painter.drawImage(QRectF(0, 0, image.width(), image.height()), image)
            if progress is not None:
                progress(number + 1, len(sizes))
    except BaseException:
        printer.abort()
        painter.end()
        raise
    ended = painter.end()
    state = printer.printerState()
    if not ended or state in (QPrinter.PrinterState.Error, QPrinter.PrinterState.Aborted):
        raise _refused(printer_name)


def _set_page(printer: QPrinter, size: PageSize) -> bool:
    lying = size.width > size.height
    upright = QSizeF(min(size.width, size.height), max(size.width, size.height))
    sheet = QPageSize(upright, QPageSize.Unit.Point, "", QPageSize.SizeMatchPolicy.FuzzyMatch)
    turn = QPageLayout.Orientation.Landscape if lying else QPageLayout.Orientation.Portrait
    layout = QPageLayout(sheet, turn, QMarginsF(0, 0, 0, 0))
    layout.setMode(QPageLayout.Mode.FullPageMode)
    return printer.setPageLayout(layout)


def _refused(printer_name: str) -> EnvironmentProblem:
    return EnvironmentProblem(Problem("window.printer_refused", values={"printer": printer_name}))
