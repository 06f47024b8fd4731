"""Pages of a PDF as pictures: what the preview shows and the printer gets, from the same bytes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec
from PySide6.QtGui import QImage

if TYPE_CHECKING:
    import pypdfium2

_POINTS_PER_INCH = 72


class PageSize(msgspec.Struct, frozen=True):
    """The size of a page in points."""

    width: float
    height: float


def page_sizes(pdf: bytes) -> tuple[PageSize, ...]:
    """The size of each page."""
    document = _open(pdf)
    try:
        return tuple(PageSize(*document[n].get_size()) for n in range(len(document)))
    finally:
        document.close()


def page_image(pdf: bytes, number: int, dots_per_inch: float, *, grey: bool = False) -> QImage:
    """Page `number` drawn at this resolution on white; grey takes a quarter of the memory."""
    document = _open(pdf)
    try:
        page = document[number]
        bitmap = page.render(scale=dots_per_inch / _POINTS_PER_INCH, grayscale=grey)
        width, height, stride = bitmap.width, bitmap.height, bitmap.stride
        kind = QImage.Format.Format_Grayscale8 if grey else QImage.Format.Format_BGR888
        if bitmap.n_channels == 4:
            kind = QImage.Format.Format_RGB32
        # copy(): the picture must outlive pdfium's memory.
        return QImage(bytes(bitmap.buffer), width, height, stride, kind).copy()
    finally:
        document.close()


def _open(pdf: bytes) -> pypdfium2.PdfDocument:
    # Loaded when somebody prints, never at start.
    import pypdfium2  # noqa: PLC0415

    return pypdfium2.PdfDocument(pdf)
