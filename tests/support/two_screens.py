"""A desk with a window of the officer's and the real citizen's window beside it, as a process.

The screens of Qt are fixed when a process starts, so each scene runs in one of its own:
python -m tests.support.two_screens SCENE FOLDER. It ends with 0 when everything was as it says.
Hands are xdotool's where there is an X server; on offscreen screens they are Qt's own events.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

from PySide6.QtCore import QDeadlineTimer, QPoint, Qt
from PySide6.QtGui import QGuiApplication, QKeySequence, QScreen, QShortcut
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QMainWindow, QWidget

from desk_app import parts
from desk_app.core.desk_settings import DeskSettings, RatingScreen
from desk_app.core.visit import VisitForm
from desk_app.qt.collector import collect_between_events
from desk_app.qt.language import Language
from desk_app.qt.look import Look
from desk_app.qt.messages import Message, Messages
from desk_app.qt.runner import Runner
from desk_app.qt.window_desk import WindowDesk
from desk_app.services.officers import add_officer, new_officer
from desk_app.ui.rating.calm_pages import HandBackPage, IdlePage, ThanksPage
from desk_app.ui.rating.check_page import CheckPage
from desk_app.ui.rating.citizen import Citizen
from desk_app.ui.rating.citizen_window import CitizenWindow
from desk_app.ui.rating.director import THANKS_TIME
from desk_app.ui.rating.rating_page import RatingPage
from desk_app.ui.rating.rating_presenter import GUARD
from desk_app.ui.stage import Stage
from tests.support.window import compile_texts

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

        self.until(fact, f"a {kind.__name__} on screen {screen}, have {self._seen()}")
        self.until(self._exposed, "it is on the glass")

    def _exposed(self) -> bool:
        handle = self.window.windowHandle()
        return handle is not None and handle.isExposed()

    def _seen(self) -> list[str]:
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


def beside_typing(scene: Scene) -> None:
    """The citizen rates on their screen while the officer goes on typing."""
    scene.shows(IdlePage, 1)
    scene.type("ab")
    visit = scene.log()
    scene.shows(RatingPage, 1)
    scene.type("cd")
    scene.until(lambda: scene.line.text() == "abcd", f"typing goes on: {scene.line.text()}")
    scene.wait(GUARD)
    page = scene.window.rating()
    scene.touch(page.tiles[3])
    scene.until(page.tiles[3].isChecked, "the tile is chosen")
    scene.touch(page.tags[0])
    scene.until(page.tags[0].isChecked, "the tag holds")
    scene.type("e1")
    scene.until(lambda: scene.line.text() == "abcde1", f"still typing: {scene.line.text()}")
    assert page.tiles[3].isChecked(), "a digit of the officer's must not change the choice"
    assert scene.officers.isActiveWindow()
    assert scene.rating(visit) == "", "nothing is written while the window is open"
    scene.touch(page.done)
    scene.shows(ThanksPage, 1)
    scene.until(lambda: scene.rating(visit) == "answered", "the answer is written")
    scene.wait(THANKS_TIME)
    scene.shows(IdlePage, 1)
    scene.type("f")
    scene.until(lambda: scene.line.text() == "abcde1f", "the keyboard stays the officer's")


def pulled(scene: Scene) -> None:
    """The citizen's screen is pulled: untouched, nothing is written; touched, it is."""
    visit = scene.log()
    scene.shows(RatingPage, 1)
    _xrandr("--output", "DUMMY1", "--off")
    scene.until(lambda: scene.windows == [], f"nothing is left of it, have {scene._seen()}")
    assert len(QGuiApplication.screens()) == 1
    assert "chưa mời" in scene.last_told
    assert scene.rating(visit) == ""
    _xrandr("--output", "DUMMY1", "--mode", "test-1024x768", "--pos", "1366x0")
    scene.shows(IdlePage, 1)
    scene.citizen.director.rate(visit)
    scene.shows(RatingPage, 1)
    scene.wait(GUARD)
    page = scene.window.rating()
    scene.touch(page.tiles[0])
    scene.until(page.tiles[0].isChecked, "the tile is chosen")
    _xrandr("--output", "DUMMY1", "--off")
    scene.until(lambda: scene.windows == [], "nothing is left of it")
    scene.until(lambda: scene.rating(visit) == "answered", "the answer is written")
    _xrandr("--output", "DUMMY1", "--mode", "test-1024x768", "--pos", "1366x0")
    scene.shows(IdlePage, 1)


def mirrored(scene: Scene) -> None:
    """A second monitor that shows the same as the first is not the citizen's."""
    assert len(QGuiApplication.screens()) == 2
    visit = scene.log()
    scene.citizen.director.rate(visit)
    scene.until(lambda: "màn hình thứ hai" in scene.last_told, "F7 says what is missing")
    assert scene.windows == []
    assert scene.rating(visit) == ""


def named(scene: Scene) -> None:
    """Of several screens the one that the settings name is the citizen's, if it is there."""
    scene.shows(IdlePage, 1)
    for name, number in (("SCREEN2", 2), ("gone", 1), ("SCREEN0", 1), ("SCREEN2", 2), ("", 1)):
        scene.desk.change_settings(DeskSettings(citizen_screen=name))
        scene.shows(IdlePage, number)


def alone(scene: Scene) -> None:
    """With one screen there is nothing for the citizen, whatever the settings name."""
    scene.desk.change_settings(DeskSettings(citizen_screen="SCREEN0"))
    scene.citizen.director.rate(scene.log())
    scene.until(lambda: "màn hình thứ hai" in scene.last_told, "F7 says what is missing")
    assert scene.windows == []


def moved(scene: Scene) -> None:
    """The officer drags their window to the other screen: the citizen's page changes sides."""
    scene.shows(IdlePage, 1)
    scene.officers.setGeometry(QGuiApplication.screens()[1].geometry().adjusted(50, 50, -50, -50))
    scene.shows(IdlePage, 0)


def turned(scene: Scene) -> None:
    """The only screen is turned round; keys are the citizen's until a PIN brings it back."""
    officer = add_one(scene.opened)
    scene.desk.act_as(scene.desk.sign_in(officer, PIN))
    scene.type("ab", "F8")
    scene.until(lambda: (scene.line.text(), scene.shortcuts) == ("ab", 1), "the officer types")
    visit = scene.log()
    assert scene.windows == []
    scene.citizen.director.rate(visit)
    scene.shows(RatingPage, 0)
    scene.until(scene.window.isActiveWindow, "the keyboard turns with the screen")
    scene.wait(GUARD)
    page = scene.window.rating()
    scene.type("", "F8", "ctrl+1", "2")
    scene.until(page.tiles[1].isChecked, "key 2 chooses")
    _covers(scene)
    scene.type("", "5", "Return")
    scene.shows(ThanksPage, 0)
    scene.until(lambda: scene.rating(visit) == "answered", "the answer is written")
    scene.wait(THANKS_TIME)
    scene.shows(HandBackPage, 0)
    back = scene.window.hand_back()
    scene.until(back.pin.hasFocus, "the PIN is asked for")
    scene.type("111111", "Return")
    scene.until(lambda: bool(back.error.text()), "a wrong PIN opens nothing")
    _covers(scene)
    scene.type("", "alt+F4", "F8")
    scene.type(PIN, "Return")
    scene.until(lambda: scene.windows == [], "the PIN brings the officer's window back")
    assert (scene.line.text(), scene.shortcuts) == ("ab", 1), "nothing reached it meanwhile"
    scene.until(scene.officers.isActiveWindow, "the keyboard is the officer's again")
    scene.type("c", "F8")
    scene.until(lambda: (scene.line.text(), scene.shortcuts) == ("abc", 2), "as before")


def checked(scene: Scene) -> None:
    """The entry to check follows the typing and goes with the save."""
    scene.citizen.follow(lambda: VisitForm(name=scene.line.text()))
    scene.line.setText("Trần Thị Thủy")
    scene.citizen.check(FORM)
    scene.shows(CheckPage, 1)
    page = scene.window.check()
    assert page.texts()[0] == "Trần Thị Thủy"
    scene.line.setText("Trần Thị Thúy")
    scene.until(lambda: page.texts()[0] == "Trần Thị Thúy", "the page follows the typing")
    scene.line.clear()
    scene.shows(IdlePage, 1)
    scene.line.setText("Lê An")
    scene.citizen.check(FORM)
    scene.shows(CheckPage, 1)
    visit = scene.log()
    scene.shows(RatingPage, 1)
    assert scene.rating(visit) == ""


def killed(scene: Scene) -> None:
    """A process killed after a touch, before the window closed."""
    visit = scene.log()
    scene.shows(RatingPage, 1)
    scene.wait(GUARD)
    scene.touch(scene.window.rating().tiles[4])
    scene.until(scene.window.rating().tiles[4].isChecked, "the tile is chosen")
    sys.stdout.write(visit)
    sys.stdout.flush()
    os.kill(os.getpid(), 9)


def sizes(scene: Scene) -> None:
    """Every tile on the citizen's screen is as large as promised, at every scale."""
    scene.log()
    scene.shows(RatingPage, 1)
    window, page = scene.window, scene.window.rating()
    least = min((tile.width(), tile.height()) for tile in page.tiles)
    if window.width() >= 1366:
        assert least >= (194, 236), least
    for scale in (100, 150, 200):
        scene.stage.look.choose_scale(scale)
        for language in ("vi", "en"):
            scene.stage.language.choose(language)
            assert page.plan is not None
            assert page.plan.fits, (scale, language)
            heights = {tile.height() for tile in page.tiles}
            assert len(heights) == 1, "declining is as large as answering"
            assert len({tile.width() for tile in page.tiles}) == 1
            assert min(heights) >= 90


def add_one(desk: parts.Desk) -> str:
    """An officer with a PIN."""
    new = new_officer("Hoàng Văn Thái", "officer", PIN)
    identity, _ = desk.store.writer.run(lambda tx: add_officer(tx, new, None))
    return identity


def _covers(scene: Scene) -> None:
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


def _xrandr(*words: str) -> None:
    program = shutil.which("xrandr")
    assert program is not None
    subprocess.run([program, *words], check=True)


SCENES: dict[str, tuple[RatingScreen, Callable[[Scene], None]]] = {
    "beside_typing": ("second", beside_typing),
    "pulled": ("second", pulled),
    "mirrored": ("second", mirrored),
    "named": ("second", named),
    "alone": ("second", alone),
    "moved": ("second", moved),
    "turned": ("turned", turned),
    "checked": ("second", checked),
    "killed": ("second", killed),
    "sizes": ("second", sizes),
}


def play(scene: str, home: Path, env: Mapping[str, str]) -> subprocess.CompletedProcess[str]:
    """Run one scene in a process of its own."""
    compile_texts()
    return subprocess.run(
        [sys.executable, "-m", "tests.support.two_screens", scene, str(home)],
        env=dict(env),
        capture_output=True,
        text=True,
        check=False,
    )


def played(scene: str, home: Path, env: Mapping[str, str]) -> None:
    """A scene that went as it says."""
    done = play(scene, home, env)
    assert done.returncode == 0, done.stderr[-3000:]


def offscreen(folder: Path, *sizes: tuple[int, int]) -> dict[str, str]:
    """The environment with Qt's own screens of these sizes, side by side."""
    screens, x = [], 0
    for number, (width, height) in enumerate(sizes):
        size = {"width": width, "height": height, "logicalDpi": 96, "dpr": 1}
        screens.append({"name": f"SCREEN{number}", "x": x, "y": 0, **size})
        x += width
    file = folder / "screens.json"
    file.write_text(json.dumps({"screens": screens}), encoding="utf-8")
    return {**os.environ, "QT_QPA_PLATFORM": f"offscreen:configfile={file}"}


def main() -> int:
    """Run one scene on the screens that there are."""
    how, scene_of = SCENES[sys.argv[1]]
    home = Path(sys.argv[2])
    application = QApplication(sys.argv[:1])
    application.setStyle("Fusion")
    application.setQuitOnLastWindowClosed(False)
    collect_between_events(application)
    parts.create_desk(home, parts.PRACTICE_UNIT, parts.PRACTICE_DESK_NAME, practice=True)
    with parts.open_desk(home) as desk:
        scene = Scene(application, desk, how)
        try:
            scene_of(scene)
        finally:
            scene.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
