"""What pages share: margins, a scroll area for large letters, two halves that may stand stacked."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QSize, Qt, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QBoxLayout, QFrame, QScrollArea, QWidget

from desk_app.qt.look import TITLE
from desk_app.ui.flow import Flow
from desk_app.ui.parts import DeedButton, column, label, line
from desk_app.ui.stage import Stage

STACKS_ABOVE = 125
MARGIN, GAP = 16, 12


class PageWidget(QWidget):
    """A page as the main window sees it."""

    def open_page(self) -> None:
        """The page was opened: read what it shows and take the focus."""


class Scroll(QScrollArea):
    """What does not fit scrolls, and whatever gets the focus is brought into sight."""

    def __init__(self) -> None:
        super().__init__()
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        # A field that is shown and focused in one step gets its place only afterwards.
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.timeout.connect(self._follow)
        application.focusChanged.connect(self._on_focus)

    def _on_focus(self) -> None:
        self._follow()
        self._later.start(0)

    def _follow(self) -> None:
        # Qt follows Tab only; Enter, keys of the menu and errors move the focus as well.
        now, content = QApplication.focusWidget(), self.widget()
        if now is not None and content is not None and content.isAncestorOf(now):
            self.ensureWidgetVisible(now, 0, GAP)
            # Of a text field Qt looks at the cursor alone; its frame shall be seen as well.
            foot = now.mapTo(content, now.rect().bottomLeft())
            if now.height() + GAP < self.viewport().height():
                self.ensureVisible(foot.x(), foot.y(), 0, GAP)


class InnerScroll(Scroll):
    """A part of a sheet that scrolls in its height only.

    grows: it takes the height of its content, because something around it scrolls already.
    """

    grows = False

    def __init__(self, content: QWidget) -> None:
        super().__init__()
        self._content = content
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWidget(content)

    def minimumSizeHint(self) -> QSize:
        """As wide as the content needs; as high only where something around scrolls."""
        needed = self._content.minimumSizeHint()
        return QSize(needed.width(), needed.height() if self.grows else 0)

    def sizeHint(self) -> QSize:
        """The least: a scroll area around gives its content the height wished for here."""
        return self.minimumSizeHint()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The content changed its size: so does what is asked for here."""
        if event.type() == QEvent.Type.LayoutRequest:
            self.updateGeometry()
        return super().eventFilter(watched, event)


class WrappedScroll(InnerScroll):
    """Where it grows, as high as its wrapped lines are at the present width."""

    def minimumSizeHint(self) -> QSize:
        """Of content that gets higher as it gets narrower, the height at this width."""
        needed = super().minimumSizeHint()
        layout = self._content.layout()
        if not self.grows or layout is None or not layout.hasHeightForWidth():
            return needed
        return QSize(needed.width(), layout.totalHeightForWidth(max(self.width(), needed.width())))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width is another height."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.updateGeometry()


class _Ground(QFrame):
    """What scrolls in a page: never lower than its words need at this width."""

    def heightForWidth(self, width: int) -> int:
        """Qt asks for the height one would like, which may be less than what one needs."""
        layout = self.layout()
        least = 0 if layout is None else layout.totalMinimumHeightForWidth(width)
        return max(super().heightForWidth(width), least)


class PageBody(Scroll):
    """The inside of a page; what does not fit scrolls, nothing is cut."""

    def __init__(self, stage: Stage, content: QWidget) -> None:
        super().__init__()
        self._stage = stage
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        ground = _Ground()
        ground.setProperty("kind", "plain")
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
        # On one line with the buttons, which are higher than a chip.
        self._row.addWidget(self._left, 1, Qt.AlignmentFlag.AlignVCenter)
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

    @property
    def stacked(self) -> bool:
        """Whether one half stands above the other now."""
        return self._stage.look.scale > STACKS_ABOVE

    def fit(self) -> None:
        """Stand stacked above 125 %."""
        direction = QBoxLayout.Direction
        self._box.setDirection(direction.TopToBottom if self.stacked else direction.LeftToRight)
