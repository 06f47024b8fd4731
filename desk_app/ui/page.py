"""What pages share: margins, a scroll area for large letters, two halves that may stand stacked."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QBoxLayout, QFrame, QScrollArea, QWidget

from desk_app.qt.look import TITLE
from desk_app.ui.flow import Flow
from desk_app.ui.parts import DeedButton, column, frame, label, line
from desk_app.ui.stage import Stage

STACKS_ABOVE = 125
MARGIN, GAP = 16, 12


class PageWidget(QWidget):
    """A page as the main window sees it."""

    def open_page(self) -> None:
        """The page was opened: read what it shows and take the focus."""


class PageBody(QScrollArea):
    """The inside of a page; what does not fit scrolls, nothing is cut."""

    def __init__(self, stage: Stage, content: QWidget) -> None:
        super().__init__()
        self._stage = stage
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        ground = frame("plain")
        self._inside = column(ground)
        self._inside.setContentsMargins(MARGIN, GAP, MARGIN, GAP)
        self._inside.addWidget(content)
        self.setWidget(ground)


class PageHead(QWidget):
    """The name of the page and its chips, wrapping when they must, buttons at the right end."""

    def __init__(self, stage: Stage) -> None:
        super().__init__()
        self._stage = stage
        self.title = label(level="title")
        self._left = Flow(8)
        self._left.add(self.title)
        self._row = line(self, gap=8)
        self._row.addWidget(self._left, 1)
        stage.look.changed.connect(self.fit)
        self.fit()

    def add(self, widget: QWidget) -> None:
        """Put a chip or arrow after the title."""
        self._left.add(widget)

    def add_buttons(self, *buttons: DeedButton) -> None:
        """Put buttons at the right end."""
        for button in buttons:
            self._row.addWidget(button)

    def fit(self) -> None:
        """Take the present height."""
        self.setMinimumHeight(self._stage.look.height(TITLE, 16))


class Halves(QWidget):
    """Two halves side by side, or one above the other when the letters are large."""

    def __init__(
        self, stage: Stage, first: QWidget, second: QWidget, left: int, right: int
    ) -> None:
        super().__init__()
        self._stage = stage
        self._box = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(GAP)
        self._box.addWidget(first, left)
        self._box.addWidget(second, right)
        stage.look.changed.connect(self.fit)
        self.fit()

    def fit(self) -> None:
        """Stand stacked above 125 %."""
        stacked = self._stage.look.scale > STACKS_ABOVE
        direction = QBoxLayout.Direction
        self._box.setDirection(direction.TopToBottom if stacked else direction.LeftToRight)
