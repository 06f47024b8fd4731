"""What happens between an officer and a citizen at their screens, each scene as a process.

The screens of Qt are fixed when a process starts, so each scene runs in one of its own:
python -m tests.support.two_screens SCENE FOLDER. It ends with 0 when everything was as it says.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from desk_app import parts
from desk_app.core.desk_settings import DeskSettings, RatingScreen
from desk_app.core.visit import VisitForm
from desk_app.qt.collector import collect_between_events
from desk_app.ui.rating.calm_pages import HandBackPage, IdlePage, ThanksPage
from desk_app.ui.rating.check_page import CheckPage
from desk_app.ui.rating.director import THANKS_TIME
from desk_app.ui.rating.rating_page import RatingPage
from desk_app.ui.rating.rating_presenter import GUARD
from tests.support.rating_scene import FORM, PIN, Scene, add_one, covers, xrandr
from tests.support.window import compile_texts


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
    xrandr("--output", "DUMMY1", "--off")
    scene.until(lambda: scene.windows == [], f"nothing is left of it, have {scene.seen()}")
    assert len(QGuiApplication.screens()) == 1
    assert "chưa mời" in scene.last_told
    assert scene.rating(visit) == ""
    xrandr("--output", "DUMMY1", "--mode", "test-1024x768", "--pos", "1366x0")
    scene.shows(IdlePage, 1)
    scene.citizen.director.rate(visit)
    scene.shows(RatingPage, 1)
    scene.wait(GUARD)
    page = scene.window.rating()
    scene.touch(page.tiles[0])
    scene.until(page.tiles[0].isChecked, "the tile is chosen")
    xrandr("--output", "DUMMY1", "--off")
    scene.until(lambda: scene.windows == [], "nothing is left of it")
    scene.until(lambda: scene.rating(visit) == "answered", "the answer is written")
    xrandr("--output", "DUMMY1", "--mode", "test-1024x768", "--pos", "1366x0")
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
    covers(scene)
    scene.type("", "5", "Return")
    scene.shows(ThanksPage, 0)
    scene.until(lambda: scene.rating(visit) == "answered", "the answer is written")
    scene.wait(THANKS_TIME)
    scene.shows(HandBackPage, 0)
    back = scene.window.hand_back()
    scene.until(back.pin.hasFocus, "the PIN is asked for")
    scene.type("111111", "Return")
    scene.until(lambda: bool(back.error.text()), "a wrong PIN opens nothing")
    covers(scene)
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
