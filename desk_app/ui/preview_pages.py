"""The pages of a paper one below the other, drawn in a worker from the bytes that get printed."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QImage, QPixmap
from PySide6.QtWidgets import QFrame, QLabel, QScrollArea

from desk_app.qt.language import mark
from desk_app.qt.pdf_pages import page_image, page_sizes
from desk_app.ui.parts import column, frame, set_property
from desk_app.ui.stage import Stage

_POINTS_PER_INCH = 72
_MOST_PAGES = 40


class PreviewPages(QScrollArea):
    """Shows every page as wide as there is room; arrow keys and Page keys scroll."""

    def __init__(self, stage: Stage) -> None:
        super().__init__()
        self._stage = stage
        self._pdf = b""
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setProperty("kind", "reading")
        stage.bind(self, self.setAccessibleName, mark("Trang in"))
        self._ground = frame("plain")
        self._inside = column(self._ground, gap=12)
        self._inside.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        self.setWidget(self._ground)
        self.pages: list[QLabel] = []

    def show_pdf(self, pdf: bytes, then: Callable[[int], None]) -> None:
        """Draw the pages of these bytes; `then` gets how many there are."""
        self._pdf = pdf
        width = max(300, self.viewport().width() - 24)
        ratio = self.devicePixelRatioF()
        self._stage.runner.run(
            lambda: _draw(pdf, width, ratio),
            lambda images: self._on_drawn(pdf, images, then),
        )

    def _on_drawn(self, pdf: bytes, images: list[QImage], then: Callable[[int], None]) -> None:
        if pdf != self._pdf:
            return
        for page in self.pages:
            page.hide()
            page.deleteLater()
        self.pages = []
        for number, image in enumerate(images, 1):
            page = QLabel()
            page.setPixmap(QPixmap.fromImage(image))
            set_property(page, "kind", "page")
            page.setAccessibleName(self._stage.say("Trang {n}", n=str(number)))
            self._inside.addWidget(page, 0, Qt.AlignmentFlag.AlignHCenter)
            self.pages.append(page)
        then(len(images))


def _draw(pdf: bytes, width: int, ratio: float) -> list[QImage]:
    images = []
    for number, size in enumerate(page_sizes(pdf)[:_MOST_PAGES]):
        dots = width * ratio * _POINTS_PER_INCH / max(1.0, size.width)
        image = page_image(pdf, number, dots)
        image.setDevicePixelRatio(ratio)
        images.append(image)
    return images
