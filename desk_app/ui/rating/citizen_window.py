"""The window that faces the citizen: frameless over a whole screen, one page at a time."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QCloseEvent, QPainter, QPaintEvent, QResizeEvent, QScreen
from PySide6.QtWidgets import QFrame, QLabel, QStackedWidget, QWidget

from desk_app.qt.language import mark
from desk_app.ui.lock.shelf import CITIZENS
from desk_app.ui.parts import ElidingLabel, column, label, line
from desk_app.ui.rating.calm_pages import HandBackPage, IdlePage, ThanksPage
from desk_app.ui.rating.check_page import CheckPage
from desk_app.ui.rating.citizen_parts import Ruler
from desk_app.ui.rating.plan import head_zoom
from desk_app.ui.rating.rating_page import RatingPage
from desk_app.ui.rating.words import centre
from desk_app.ui.stage import Stage

P = TypeVar("P", bound=QWidget)
_HEAD = 12.5
_SMALLEST = 0.7


class CitizenHead(QFrame):
    """Where one is; right, what is being asked about. Never a name of anybody."""

    def __init__(self, stage: Stage, unit: str, practice: bool) -> None:
        super().__init__()
        self.setProperty("kind", "head")
        self._stage, self._unit = stage, unit
        self._ruler = Ruler(stage.look)
        self._picture = QLabel()
        self.centre, self.about = ElidingLabel(), label()
        self._practice = label()
        for shown in (self.centre, self.about):
            shown.setProperty("tone", "second")
        self._practice.setProperty("tone", "held")
        self._practice.setVisible(practice)
        stage.bind(self, self._practice.setText, mark("CA THỰC HÀNH"))
        self._row = line(self)
        for widget, stretch in (
            (self._picture, 0), (self.centre, 1), (self._practice, 0), (self.about, 0),
        ):  # fmt: skip
            self._row.addWidget(widget, stretch)
        stage.language.changed.connect(self._say)
        self._say()

    def _say(self) -> None:
        self.centre.setText(centre(self._stage.say, self._unit))

    def fit(self, zoom: float) -> None:
        """Take this size, or a smaller one in which both ends can be read."""
        while zoom > _SMALLEST and self._needed(zoom) > self.width():
            zoom -= 0.05
        self._row.setContentsMargins(round(24 * zoom), 0, round(24 * zoom), 0)
        self._row.setSpacing(round(8 * zoom))
        for shown in (self.centre, self.about):
            shown.setFont(self._ruler.font(_HEAD * zoom))
        self._practice.setFont(self._ruler.font(_HEAD * zoom, True))
        look = self._stage.look
        side = 22 * zoom * 100 / look.scale
        ratio = self.devicePixelRatioF()
        self._picture.setPixmap(look.pixmap("building-community", side, "text2", ratio))
        self.setFixedHeight(self._ruler.line(_HEAD * zoom) + round(33 * zoom))

    def _needed(self, zoom: float) -> int:
        texts = [(self.centre.text(), False), (self.about.text(), False)]
        if self._practice.isVisibleTo(self):
            texts.append((self._practice.text(), True))
        wide = sum(self._ruler.width(text, _HEAD * zoom, strong) for text, strong in texts)
        return wide + round((48 + 22 + 4 * 8) * zoom)


class CitizenWindow(QWidget):
    """Holds the pages and stays where it was put; only the program closes it."""

    chosen = Signal(int)
    tag_touched = Signal(str)
    rated = Signal()
    left_early = Signal()
    checked = Signal()
    back_requested = Signal(str)

    def __init__(self, stage: Stage, unit: str, desk: str, *, practice: bool, turned: bool) -> None:
        super().__init__()
        self._stage, self._desk, self.turned = stage, desk, turned
        self._unit = unit
        flags = Qt.WindowType.Window | Qt.WindowType.FramelessWindowHint
        if turned:
            flags |= Qt.WindowType.WindowStaysOnTopHint
            # Nothing of the officer's window takes a key or a click while a citizen holds it.
            self.setWindowModality(Qt.WindowModality.ApplicationModal)
        else:
            # A touch there must not take the keyboard from the officer who goes on typing.
            flags |= Qt.WindowType.WindowDoesNotAcceptFocus
            self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
        self.setWindowFlags(flags)
        self.setAttribute(Qt.WidgetAttribute.WA_QuitOnClose, False)
        # The officer's idle time and lock pass it over: it is not they who touch it.
        self.setProperty(CITIZENS, True)
        stage.bind(self, self.setWindowTitle, mark("Màn hình của người dân"))
        self.head = CitizenHead(stage, unit, practice)
        self._stack = QStackedWidget()
        outside = column(self)
        outside.addWidget(self.head)
        outside.addWidget(self._stack, 1)
        self._pages: dict[type[QWidget], QWidget] = {}
        stage.look.changed.connect(self._fit)

    # ---- pages ------------------------------------------------------------------------------

    def rating(self) -> RatingPage:
        """The rating page in front."""
        return self._front(RatingPage, self._make_rating)

    def check(self) -> CheckPage:
        """The check page in front."""
        return self._front(CheckPage, self._make_check)

    def idle(self) -> IdlePage:
        """The idle page in front; it says itself where one is."""
        return self._front(IdlePage, lambda: IdlePage(self._stage, self._unit, self._desk))

    def thanks(self) -> ThanksPage:
        """The thanks in front."""
        return self._front(ThanksPage, lambda: ThanksPage(self._stage))

    def hand_back(self) -> HandBackPage:
        """The way back in front."""
        return self._front(HandBackPage, self._make_hand_back)

    def _make_rating(self) -> RatingPage:
        page = RatingPage(self._stage, self.turned)
        page.chosen.connect(self.chosen)
        page.tag_touched.connect(self.tag_touched)
        page.finished.connect(self.rated)
        page.left_early.connect(self.left_early)
        return page

    def _make_check(self) -> CheckPage:
        page = CheckPage(self._stage, self.turned)
        page.finished.connect(self.checked)
        return page

    def _make_hand_back(self) -> HandBackPage:
        page = HandBackPage(self._stage)
        page.back_requested.connect(self.back_requested)
        return page

    def _front(self, kind: type[P], make: Callable[[], P]) -> P:
        self.head.setVisible(kind is not IdlePage)
        before, page = self.page, self._pages.get(kind)
        if not isinstance(page, kind):
            page = make()
            self._pages[kind] = page
            self._stack.addWidget(page)
        if before is not page:
            self._stack.setCurrentWidget(page)
            page.setFocus(Qt.FocusReason.OtherFocusReason)
        return page

    @property
    def page(self) -> QWidget | None:
        """The page in front."""
        return self._stack.currentWidget()

    def show_about(self, words: str) -> None:
        """What the head says on the right."""
        self.head.about.setText(" · ".join(part for part in (self._desk, words) if part))
        self._fit()

    # ---- place ------------------------------------------------------------------------------

    def cover(self, screen: QScreen) -> None:
        """Show over the whole of this screen."""
        if self.isVisible() and self.screen() is screen and self.geometry() == screen.geometry():
            self.raise_()
            return
        self.setScreen(screen)
        self.setGeometry(screen.geometry())
        # Not showFullScreen: it would ask for the keyboard.
        self.setWindowState(Qt.WindowState.WindowFullScreen)
        self.show()
        self.raise_()
        if self.turned:
            self.activateWindow()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another screen, another size."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        self.head.fit(head_zoom(self.width(), self.height(), self._stage.look.scale))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """A white sheet."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._stage.look.colour("surface"))
        painter.end()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Nobody at the screen closes it by the window's own keys."""
        if event.spontaneous():
            event.ignore()
        else:
            super().closeEvent(event)
