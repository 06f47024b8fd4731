"""A desk with the officer's window, the real citizen's window beside it, and hands for both.

Hands are xdotool's where there is an X server; on offscreen screens they are Qt's own events.
"""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable

from PySide6.QtCore import QDeadlineTimer, QPoint, Qt
from PySide6.QtGui import QGuiApplication, QKeySequence, QScreen, QShortcut
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QMainWindow, QWidget

from desk_app import parts
from desk_app.core.desk_settings import DeskSettings, RatingScreen
from desk_app.core.visit import VisitForm
from desk_app.qt.language import Language
from desk_app.qt.look import Look
from desk_app.qt.messages import Message, Messages
from desk_app.qt.runner import Runner
from desk_app.qt.window_desk import WindowDesk
from desk_app.services.officers import add_officer, new_officer
from desk_app.ui.rating.citizen import Citizen
from desk_app.ui.rating.citizen_window import CitizenWindow
from desk_app.ui.stage import Stage

FORM = VisitForm(name="Trần Thị Thủy", procedures=("2.000815",))

PIN = "246813"

# Only a guard against a hang.
_HANG = 30_000


class Scene:
    """The officer's window with one line to type into, the citizen's screens, and a slow clock."""

    def __init__(self, application: QApplication, desk: parts.Desk, how: RatingScreen) -> None:
        self.application, self.opened = application, desk
        self.now = 0
        self.told: list[Message] = []
        self.shortcuts = 0
        language = Language(application, "vi")
        self.stage = Stage(Look(application, "light", 100), language, Runner(), Messages(language))
        self.stage.messages.watch = self.told.append
        self.desk = WindowDesk(
            desk.store,
            desk.catalogue,
            parts.criteria(),
            desk.unit.within_sentence,
            parts.system_clock,
            lambda *_: (b"", ""),
            lambda *_: (b"", ""),
        )
        self.desk.change_settings(DeskSettings(rating_screen=how))
        self.officers = QMainWindow()
        self.line = QLineEdit()
        self.officers.setCentralWidget(self.line)
        key = QShortcut(QKeySequence("F8"), self.officers)
        key.activated.connect(self._on_shortcut)
        self.officers.setGeometry(self.officers_screen.geometry().adjusted(100, 100, -100, -100))
        self.citizen = Citizen(self.stage, self.desk, self.officers, lambda: self.now)
        self.desk.changed.connect(self.citizen.on_changed, Qt.ConnectionType.QueuedConnection)
        self.officers.show()
        self.officers.activateWindow()
        self.until(self.line.isActiveWindow, "the officer's window has the keyboard")
        self.line.setFocus()
        self.citizen.start()

    def _on_shortcut(self) -> None:
        self.shortcuts += 1

    @property
    def on_x(self) -> bool:
        """Whether there is a real X server."""
        return QGuiApplication.platformName() == "xcb"

    @property
    def officers_screen(self) -> QScreen:
        """Where the officer's window belongs."""
        return QGuiApplication.screens()[0]

    # ---- what is seen -----------------------------------------------------------------------

    @property
    def windows(self) -> list[CitizenWindow]:
        """The citizen's windows that are shown now."""
        tops = self.application.topLevelWidgets()
        return [w for w in tops if isinstance(w, CitizenWindow) and w.isVisible()]

    @property
    def window(self) -> CitizenWindow:
        """The only one."""
        (window,) = self.windows
        return window

    def shows(self, kind: type[QWidget], screen: int) -> None:
        """Wait until a page of this kind stands over the whole of a screen, and nothing else."""

        def fact() -> bool:
            places = [one.geometry() for one in QGuiApplication.screens()][screen : screen + 1]
            return (
                [(type(w.page), w.geometry()) for w in self.windows]
                == [(kind, place) for place in places]
                != []
            )

        self.until(fact, f"a {kind.__name__} on screen {screen}, have {self.seen()}")
        self.until(self._exposed, "it is on the glass")

    def _exposed(self) -> bool:
        handle = self.window.windowHandle()
        return handle is not None and handle.isExposed()

    def seen(self) -> list[str]:
        """The citizen's windows in words."""
        return [f"{type(w.page).__name__} {w.geometry().getRect()}" for w in self.windows]

    @property
    def last_told(self) -> str:
        """The last sentence for the officer."""
        return self.told[-1].text if self.told else ""

    def rating(self, visit: str) -> str:
        """What came of asking about a visit, as the desk lists it."""
        view = self.desk.visit(visit)
        assert view is not None
        return view.rating

    # ---- what is done -----------------------------------------------------------------------

    def log(self, form: VisitForm = FORM) -> str:
        """The officer logs a visit."""
        visit = self.desk.log(form)
        self.citizen.director.visit_logged(visit, form)
        return visit

    def wait(self, milliseconds: int) -> None:
        """Time goes on for the citizen's window."""
        self.now += milliseconds
        self.citizen.director.tick()

    def touch(self, widget: QWidget) -> None:
        """A finger on the middle of a widget."""
        if not self.on_x:
            QTest.mouseClick(widget, Qt.MouseButton.LeftButton)
            return
        place = widget.mapToGlobal(QPoint(widget.width() // 2, widget.height() // 2))
        self._hand("mousemove", "--sync", str(place.x()), str(place.y()), "click", "1")

    def type(self, text: str, *keys: str) -> None:
        """The officer's keyboard, wherever it leads."""
        if text:
            self._hand("type", text)
        for key in keys:
            self._hand("key", key)

    def _hand(self, *words: str) -> None:
        subprocess.run(["xdotool", *words], check=True)

    def until(self, fact: Callable[[], bool], what: str) -> None:
        """Let events happen until the fact holds."""
        hang = QDeadlineTimer(_HANG)
        while not fact():
            if hang.hasExpired():
                raise AssertionError(f"in vain: {what}")
            self.application.processEvents()
            self.stage.runner.wait(2)

    def close(self) -> None:
        """Everything ends as the program does."""
        self.citizen.close()
        self.officers.close()
        self.stage.runner.close()


def add_one(desk: parts.Desk) -> str:
    """An officer with a PIN."""
    new = new_officer("Hoàng Văn Thái", "officer", PIN)
    identity, _ = desk.store.writer.run(lambda tx: add_officer(tx, new, None))
    return identity


def covers(scene: Scene) -> None:
    """Pixel for pixel, the officer's screen shows the citizen's window and nothing else."""
    if not scene.on_x:
        return
    place = scene.window.geometry()
    screen = scene.window.screen()

    def same() -> bool:
        seen = screen.grabWindow(0, place.x(), place.y(), place.width(), place.height()).toImage()
        own = scene.window.grab().toImage().convertToFormat(seen.format())
        return bool(seen == own)

    scene.until(same, "the citizen's window covers everything")


def xrandr(*words: str) -> None:
    """Change the screens of the X server."""
    program = shutil.which("xrandr")
    assert program is not None
    subprocess.run([program, *words], check=True)
