"""Which screen is the officer's and which the citizen's, now and whenever one comes or goes."""

from __future__ import annotations

from collections.abc import Callable

import shiboken6
from PySide6.QtCore import QObject, QRect, Signal, Slot
from PySide6.QtGui import QGuiApplication, QScreen, QWindow
from PySide6.QtWidgets import QApplication, QWidget


class Screens(QObject):
    """The officer's screen is where their window is; the citizen's is another one.

    named: the name of the screen that is meant, "" for any other one. A named screen that is not
    there, or is the officer's, is no reason to ask nobody: the first other one is taken.
    """

    changed = Signal()

    def __init__(self, officers: QWidget, named: Callable[[], str]) -> None:
        super().__init__()
        self._officers, self._named = officers, named
        self._watched: list[QScreen] = []
        self._leaving: QScreen | None = None
        self._handle: QWindow | None = None

    def start(self) -> None:
        """Begin to watch; the officer's window is shown already."""
        if self._watched:
            return
        application = QGuiApplication.instance()
        assert isinstance(application, QApplication)
        application.screenAdded.connect(self._on_added)
        application.screenRemoved.connect(self._on_removed)
        self._handle = self._officers.windowHandle()
        if self._handle is not None:
            self._handle.screenChanged.connect(self._on_moved)
        for screen in QGuiApplication.screens():
            self._watch(screen)

    def stop(self) -> None:
        """Watch no more."""
        application = QGuiApplication.instance()
        if isinstance(application, QApplication) and self._watched:
            application.screenAdded.disconnect(self._on_added)
            application.screenRemoved.disconnect(self._on_removed)
        if self._handle is not None and shiboken6.isValid(self._handle):
            self._handle.screenChanged.disconnect(self._on_moved)
        for screen in self._watched:
            if shiboken6.isValid(screen):
                screen.geometryChanged.disconnect(self._on_geometry)
        self._watched, self._handle = [], None

    def citizen(self) -> QScreen | None:
        """The screen that faces the citizen; None when the officer's is the only one.

        A screen that shows the same as the officer's (mirrored) is not a second one: what stood
        there would stand over the officer's work.
        """
        officers = self._officers.screen()
        free = [s for s in self._present() if s is not officers and _apart(s, officers)]
        named = [s for s in free if s.name() == self._named()]
        return next(iter(named or free), None)

    def _present(self) -> list[QScreen]:
        return [s for s in QGuiApplication.screens() if s is not self._leaving]

    def _watch(self, screen: QScreen) -> None:
        self._watched.append(screen)
        screen.geometryChanged.connect(self._on_geometry)

    @Slot(QScreen)
    def _on_added(self, screen: QScreen) -> None:
        self._watch(screen)
        self.changed.emit()

    @Slot(QScreen)
    def _on_removed(self, screen: QScreen) -> None:
        # Told before Qt moves the windows of that screen to the one that is left: whoever hears
        # of it now can hide them first, and nothing of the citizen's lands on the officer's.
        self._watched = [s for s in self._watched if s is not screen]
        self._leaving = screen
        self.changed.emit()
        self._leaving = None

    @Slot(QScreen)
    def _on_moved(self, _screen: QScreen) -> None:
        self.changed.emit()

    @Slot(QRect)
    def _on_geometry(self, _geometry: QRect) -> None:
        self.changed.emit()


def _apart(screen: QScreen, other: QScreen | None) -> bool:
    return other is None or not screen.geometry().intersects(other.geometry())
