"""The window as a parts list: opens the desk, builds every part, hands each what it needs."""

from __future__ import annotations

import argparse
import ctypes
import ctypes.util
import os
import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from desk_app import parts
from desk_app.core.clock import Clock, day_of
from desk_app.core.errors import EnvironmentProblem, UserProblem
from desk_app.core.problems import Problem
from desk_app.store.lock import WindowLock
from desk_app.vault import vault

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

    from desk_app.qt.look import Look
    from desk_app.ui.window import Window

VERSION = "0.1.0"
DONE, USER, ENVIRONMENT = 0, 1, 2
NO_DISPLAY = (
    "Máy này không có màn hình để mở cửa sổ; hãy dùng dòng lệnh mot-cua. / "
    "There is no display to open a window on; use the command line mot-cua."
)
WINDOW_OPEN = (
    "Một cửa sổ Một Cửa của thư mục này đang mở rồi. / "
    "A Một Cửa window of this folder is open already."
)


def main(arguments: list[str] | None = None) -> int:
    """Open the window; what the environment lacks is said in one sentence, exit code 2."""
    asked = _arguments(arguments)
    if not has_display():
        print(NO_DISPLAY, file=sys.stderr)  # noqa: T201
        return ENVIRONMENT
    home = Path(asked.home) if asked.home else parts.default_home()
    try:
        if asked.home == "":
            # An empty variable in a script must not lead to another desk than the one meant.
            raise UserProblem(Problem("cli.home_empty", "home"))
        key = asked.recovery_key_file
        recovery = vault.load_recovery_file(Path(key)) if key else None
        _make_ready(home)
        lock = WindowLock(home)
        if not lock.take():
            print(WINDOW_OPEN, file=sys.stderr)  # noqa: T201
            return ENVIRONMENT
        try:
            if not parts.exists(home):
                # Nothing is asked: the first window is a practice desk with invented citizens.
                unit, name = parts.PRACTICE_UNIT, parts.PRACTICE_DESK_NAME
                parts.create_desk(home, unit, name, practice=True)
            with parts.open_desk(home, recovery) as desk:
                return _show(desk, home)
        finally:
            lock.release()
    except UserProblem as error:
        return _say_problems(error, USER)
    except EnvironmentProblem as error:
        return _say_problems(UserProblem(error.problem), ENVIRONMENT)


def _make_ready(home: Path) -> None:
    """The folder of the default desk is made; any other must hold a desk already."""
    if parts.exists(home):
        return
    if home != parts.default_home():
        # A mistyped folder must not become a practice desk that somebody then works in.
        raise UserProblem(Problem("desk.none", "home", {"home": str(home)}))
    home.mkdir(parents=True, exist_ok=True)


def has_display() -> bool:
    """Whether a window can be opened; asked before Qt, which would end the process instead."""
    if sys.platform != "linux" or os.environ.get("QT_QPA_PLATFORM", "") not in ("", "xcb"):
        return True
    if os.environ.get("WAYLAND_DISPLAY"):
        return True
    display = os.environ.get("DISPLAY")
    return bool(display) and _x_server_answers(str(display))


def _x_server_answers(display: str) -> bool:
    name = ctypes.util.find_library("xcb") or "libxcb.so.1"
    try:
        xcb = ctypes.CDLL(name)
    except OSError:
        return False
    xcb.xcb_connect.restype = ctypes.c_void_p
    xcb.xcb_connect.argtypes = [ctypes.c_char_p, ctypes.c_void_p]
    xcb.xcb_connection_has_error.argtypes = [ctypes.c_void_p]
    xcb.xcb_disconnect.argtypes = [ctypes.c_void_p]
    connection = xcb.xcb_connect(display.encode(), None)
    answers = bool(xcb.xcb_connection_has_error(connection) == 0)
    xcb.xcb_disconnect(connection)
    return answers


def _arguments(arguments: list[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="mot-cua-window", description=__doc__)
    parser.add_argument("--home", help="the desk's folder")
    parser.add_argument("--recovery-key-file", help="a file with the recovery key")
    return parser.parse_args(arguments)


def _say_problems(error: UserProblem, code: int) -> int:
    for problem in error.problems:
        sentences = [parts.texts(language).sentence(problem) for language in parts.LANGUAGES]
        print(" / ".join(dict.fromkeys(sentences)), file=sys.stderr)  # noqa: T201
    return code


def _show(desk: parts.Desk, home: Path) -> int:
    from PySide6.QtWidgets import QApplication  # noqa: PLC0415 - only with a display

    application = QApplication(sys.argv[:1])
    application.setApplicationName("mot-cua")
    application.setStyle("Fusion")
    window, close = build_window(application, desk, home)
    window.main.resize(1366, 768)
    window.main.show()
    window.start()
    application.exec()
    close()
    return DONE


def build_window(
    application: QApplication, desk: parts.Desk, home: Path, clock: Clock = parts.system_clock
) -> tuple[Window, Any]:
    """The window with every part it needs, and the function that ends its workers."""
    from desk_app.qt.language import Language  # noqa: PLC0415
    from desk_app.qt.look import Look  # noqa: PLC0415
    from desk_app.qt.messages import Messages  # noqa: PLC0415
    from desk_app.qt.runner import Runner  # noqa: PLC0415
    from desk_app.qt.settings import WindowSettings  # noqa: PLC0415
    from desk_app.qt.window_desk import WindowDesk  # noqa: PLC0415
    from desk_app.ui.stage import Stage  # noqa: PLC0415
    from desk_app.ui.window import Window  # noqa: PLC0415

    settings = WindowSettings(home)
    look: Look = Look(application, settings.scheme, settings.scale)
    language = Language(application, settings.language)
    runner = Runner()
    messages = Messages(language)
    stage = Stage(look, language, runner, messages)
    window_desk = WindowDesk(
        desk.store,
        desk.catalogue,
        parts.criteria(),
        desk.unit.within_sentence,
        clock,
        lambda reader, criteria, month, copy: _form(
            desk, reader, criteria, month.year, day_of(clock().wall), copy
        ),
    )
    window = Window(stage, window_desk, settings, VERSION)
    for problem in desk.notes:
        messages.environment(problem)
    return window, runner.close


def _form(
    desk: parts.Desk, reader: Any, criteria: Any, year: int, today: date, copy: Any
) -> tuple[bytes, str]:
    # reportlab is loaded with the first paper, never at start.
    from desk_app.services.print_self_assessment import print_self_assessment  # noqa: PLC0415

    printed = print_self_assessment(reader, criteria, desk.unit, year, today, copy=copy)
    return printed.pdf, printed.check


if __name__ == "__main__":
    sys.exit(main())
