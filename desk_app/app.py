"""The program with the window: the first run until it is over, the key, then the desk."""

from __future__ import annotations

import argparse
import ctypes
import ctypes.util
import os
import sys
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from desk_app import first_run_parts, homes, parts, window_parts
from desk_app.core.errors import EnvironmentProblem, UserProblem
from desk_app.core.problems import Problem
from desk_app.services import first_run
from desk_app.services.first_run import FirstRun
from desk_app.store.faults import translating
from desk_app.store.lock import WindowLock
from desk_app.vault import vault

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

    from desk_app.vault.vault import DatabaseKey

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
    home = Path(asked.home) if asked.home else homes.default_home()
    try:
        if asked.home == "":
            # An empty variable in a script must not lead to another desk than the one meant.
            raise UserProblem(Problem("cli.home_empty", "home"))
        key = asked.recovery_key_file
        recovery = vault.load_recovery_file(Path(key)) if key else None
        if asked.practice:
            home = homes.practice_home(home)
            parts.create_practice_desk(home)
        _make_ready(home, may_be_new=asked.first_run)
        lock = WindowLock(home)
        if not lock.take():
            print(WINDOW_OPEN, file=sys.stderr)  # noqa: T201
            return ENVIRONMENT
        try:
            return _work_in(home, recovery)
        finally:
            lock.release()
    except UserProblem as error:
        return _say_problems(error, USER)
    except EnvironmentProblem as error:
        return _say_problems(UserProblem(error.problem), ENVIRONMENT)


def _make_ready(home: Path, *, may_be_new: bool) -> None:
    """The folder of the default desk is made; any other must hold a desk, or one begun."""
    if homes.exists(home) or first_run.load(home) is not None:
        return
    if home != homes.default_home() and not may_be_new:
        # A mistyped folder must not become a desk that somebody then works in.
        raise UserProblem(Problem("desk.none", "home", {"home": str(home)}))
    with translating():
        home.mkdir(parents=True, exist_ok=True, mode=0o700)


def _work_in(home: Path, recovery: str | None) -> int:
    """The first run until it is over, then the desk; a desk never opens before that."""
    state = first_run_parts.first_run_of(home)
    if state is not None or not homes.exists(home):
        state = _first_run(home, state or FirstRun())
        if state is None:
            return DONE
    key = _unlock(home, recovery)
    with parts.opened(home, key.value, key.notes) as desk:
        if state is not None:
            first_run_parts.finish_first_run(desk, state)
        return _show(desk, home)


def _unlock(home: Path, recovery: str | None) -> DatabaseKey:
    """The key of the desk; where the keyring fails, whoever holds the recovery key is asked."""
    try:
        return parts.unlock(home, recovery)
    except EnvironmentProblem as error:
        if recovery is not None or not vault.recovery_key_helps(error.problem):
            raise
        key = _ask_for_key(home, error.problem)
        if key is None:
            raise
        return key


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
    parser.add_argument(
        "--practice", action="store_true", help="the practice desk beside it, made if need be"
    )
    parser.add_argument(
        "--first-run", action="store_true", help="a new desk may be made in an empty folder"
    )
    return parser.parse_args(arguments)


def _say_problems(error: UserProblem, code: int) -> int:
    for problem in error.problems:
        sentences = [parts.texts(language).sentence(problem) for language in parts.LANGUAGES]
        print(" / ".join(dict.fromkeys(sentences)), file=sys.stderr)  # noqa: T201
    return code


def _application() -> QApplication:
    """The one application of this process."""
    from PySide6.QtWidgets import QApplication  # noqa: PLC0415 - only with a display

    from desk_app.qt.collector import collect_between_events  # noqa: PLC0415

    running = QApplication.instance()
    if isinstance(running, QApplication):
        return running
    application = QApplication(sys.argv[:1])
    application.setApplicationName("mot-cua")
    application.setStyle("Fusion")
    collect_between_events(application)
    return application


def _first_run(home: Path, state: FirstRun) -> FirstRun | None:
    """Show the six steps; what was chosen when they are done, None when one stops for today."""
    from desk_app.qt.room import show_in_room  # noqa: PLC0415

    application = _application()
    window, port, close = window_parts.build_first_run(application, home, state)
    done: list[FirstRun] = []

    def finish() -> None:
        done.append(port.state)
        window.close()

    window.finished.connect(finish)
    show_in_room(window)
    window.start()
    application.exec()
    close()
    window.deleteLater()
    return done[0] if done else None


def _ask_for_key(home: Path, problem: Problem) -> DatabaseKey | None:
    """Say why the desk stays shut, and take the recovery key; None when one gives up."""
    from desk_app.ui.unlock.window import UnlockWindow  # noqa: PLC0415

    stage, _settings = window_parts.build_stage(_application(), home)
    window = UnlockWindow(stage, str(home), partial(parts.unlock, home), problem)
    window.exec()
    key = window.key
    stage.runner.close()
    window.deleteLater()
    return key


def _show(desk: parts.Desk, home: Path) -> int:
    from desk_app.qt.room import show_in_room  # noqa: PLC0415

    application = _application()
    window, close = window_parts.build_window(application, desk, home)
    show_in_room(window.main)
    window.start()
    desk.tidy()
    application.exec()
    close()
    window.main.deleteLater()
    return DONE


if __name__ == "__main__":
    sys.exit(main())
