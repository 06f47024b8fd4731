"""The window as a parts list: opens the desk, builds every part, hands each what it needs."""

from __future__ import annotations

import argparse
import ctypes
import ctypes.util
import os
import sys
from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from desk_app import __version__, parts
from desk_app.core.clock import Clock, day_of
from desk_app.core.errors import EnvironmentProblem, UserProblem
from desk_app.core.problems import Problem
from desk_app.services import first_run
from desk_app.services.first_run import FirstRun
from desk_app.store.faults import translating
from desk_app.store.lock import WindowLock
from desk_app.vault import vault

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

    from desk_app.qt.desk_bundle import DeskBundle
    from desk_app.qt.desk_pairing import DeskPairing
    from desk_app.qt.desk_sync import DeskSync
    from desk_app.qt.first_run_desk import FirstRunDesk
    from desk_app.qt.machine import Machine
    from desk_app.qt.settings import WindowSettings
    from desk_app.qt.window_desk import WindowDesk
    from desk_app.services.case_papers import CasePapers
    from desk_app.ui.first_run.window import FirstRunWindow
    from desk_app.ui.stage import Stage
    from desk_app.ui.window import Window
    from desk_app.vault.vault import DatabaseKey

VERSION = __version__
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
        if asked.practice:
            home = parts.practice_home(home)
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
    if parts.exists(home) or first_run.load(home) is not None:
        return
    if home != parts.default_home() and not may_be_new:
        # A mistyped folder must not become a desk that somebody then works in.
        raise UserProblem(Problem("desk.none", "home", {"home": str(home)}))
    with translating():
        home.mkdir(parents=True, exist_ok=True, mode=0o700)


def _work_in(home: Path, recovery: str | None) -> int:
    """The first run until it is over, then the desk; a desk never opens before that."""
    state = parts.first_run_of(home)
    if state is not None or not parts.exists(home):
        state = _first_run(home, state or FirstRun())
        if state is None:
            return DONE
    key = _unlock(home, recovery)
    with parts.opened(home, key.value, key.notes) as desk:
        if state is not None:
            parts.finish_first_run(desk, state)
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
    window, port, close = build_first_run(application, home, state)
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

    stage, _settings = build_stage(_application(), home)
    window = UnlockWindow(stage, str(home), partial(parts.unlock, home), problem)
    window.exec()
    key = window.key
    stage.runner.close()
    window.deleteLater()
    return key


def _show(desk: parts.Desk, home: Path) -> int:
    from desk_app.qt.room import show_in_room  # noqa: PLC0415

    application = _application()
    window, close = build_window(application, desk, home)
    show_in_room(window.main)
    window.start()
    desk.tidy()
    application.exec()
    close()
    return DONE


def build_stage(application: QApplication, home: Path) -> tuple[Stage, WindowSettings]:
    """What every view is given, with the choices kept in this folder."""
    from desk_app.qt.language import Language  # noqa: PLC0415
    from desk_app.qt.look import Look  # noqa: PLC0415
    from desk_app.qt.messages import Messages  # noqa: PLC0415
    from desk_app.qt.runner import Runner  # noqa: PLC0415
    from desk_app.qt.settings import WindowSettings  # noqa: PLC0415
    from desk_app.ui.stage import Stage  # noqa: PLC0415

    settings = WindowSettings(home)
    look = Look(application, settings.scheme, settings.scale)
    language = Language(application, settings.language)
    return Stage(look, language, Runner(), Messages(language)), settings


def build_first_run(
    application: QApplication,
    home: Path,
    state: FirstRun,
    clock: Clock = parts.system_clock,
) -> tuple[FirstRunWindow, FirstRunDesk, Callable[[], None]]:
    """The window of the first run, the desk to be, and the function that ends its workers."""
    from desk_app.qt.first_run_desk import FirstRunDesk  # noqa: PLC0415
    from desk_app.ui.choices import Choices  # noqa: PLC0415
    from desk_app.ui.first_run.window import FirstRunWindow  # noqa: PLC0415

    stage, settings = build_stage(application, home)
    port = FirstRunDesk(
        home,
        state,
        parts.units,
        clock,
        os.urandom,
        lambda chosen, key, people: parts.create_first_desk(home, chosen, key, people),
        parts.texts("vi").say,
        build_machine(home, clock),
        lambda: open_practice(home),
        made=parts.exists(home),
    )
    return FirstRunWindow(stage, port, Choices(stage, settings)), port, stage.runner.close


def build_machine(home: Path, clock: Clock, *, practice: bool = False) -> Machine:
    """The machine around the desk, for its device tests."""
    from desk_app.qt.machine import Machine  # noqa: PLC0415

    def test_page(printer: str) -> bytes:
        # reportlab is loaded with the first paper, never at start.
        from desk_app.services.first_papers import test_paper  # noqa: PLC0415

        return test_paper(printer, clock().wall, parts.texts("vi").say)

    return Machine(home, clock, test_page, practice=practice)


def open_practice(home: Path) -> None:
    """The practice desk beside this one, made if need be, in a process of its own."""
    practice = parts.practice_home(home)
    parts.create_practice_desk(practice)
    _open_beside(practice, "first_run.practice_open")


def open_real(practice: Path) -> None:
    """The desk beside this practice desk, or its first run, in a process of its own."""
    _open_beside(parts.real_home(practice), "first_run.desk_open")


def _open_beside(home: Path, taken: str) -> None:
    from PySide6.QtCore import QProcess  # noqa: PLC0415

    if WindowLock(home).is_taken():
        raise UserProblem(Problem(taken))
    words = ["-m", "desk_app.app", "--home", str(home), "--first-run"]
    started = QProcess.startDetached(sys.executable, words)
    # PySide gives the process id as well, its stubs do not say so.
    if not (started[0] if isinstance(started, tuple) else started):
        raise UserProblem(Problem("first_run.not_started"))


def build_desk(desk: parts.Desk, clock: Clock = parts.system_clock) -> WindowDesk:
    """The desk as the pages use it."""
    from desk_app.qt.window_desk import WindowDesk  # noqa: PLC0415

    return WindowDesk(
        desk.store,
        desk.catalogue,
        parts.criteria(),
        desk.unit.within_sentence,
        clock,
        lambda reader, criteria, month, copy: _form(
            desk, reader, criteria, month.year, day_of(clock().wall), copy
        ),
        lambda reader, criteria, month, copy: _month_page(
            desk, reader, criteria, month, day_of(clock().wall), copy
        ),
        desk.keep,
        lambda reader, wish, copy: _report(desk, reader, wish, copy, clock().wall),
        lambda: _papers(desk),
    )


def build_sync(desk: parts.Desk, window_desk: WindowDesk, clock: Clock) -> DeskSync:
    """The lane to the province, not begun yet, and what the window may ask of it."""
    from desk_app.qt.desk_sync import DeskSync  # noqa: PLC0415
    from desk_app.services.after_sync import AfterEach  # noqa: PLC0415
    from desk_app.services.network_lane import NetworkLane, OpenLine  # noqa: PLC0415
    from desk_app.services.run_sync import Address  # noqa: PLC0415

    def connect(address: Address) -> OpenLine:
        # The HTTP library is loaded with the first connection: most starts need none at once.
        from sync.client.transport import Transport  # noqa: PLC0415

        return Transport(address.url, proxy=address.proxy, pinned=address.pinned)

    sync = DeskSync(window_desk)
    ears = AfterEach(sync.ears, desk.remember)
    blobs, files = desk.attachments(clock, sync.ears.changed)
    lane = NetworkLane(
        desk.store, connect, clock, os.urandom, VERSION, ears, blobs=blobs, extras=(files,)
    )
    sync.use(lane)
    return sync


def build_pairing(window_desk: WindowDesk) -> DeskPairing:
    """What the dialog that pairs the desk with the province asks."""
    from desk_app.qt.desk_pairing import DeskPairing  # noqa: PLC0415

    line = parts.PairingLine()
    return DeskPairing(window_desk, line.open, line.cancel, parts.six_words(), VERSION)


def build_bundle(desk: parts.Desk, window_desk: WindowDesk, clock: Clock) -> DeskBundle:
    """What the dialog that carries bundles asks."""
    from desk_app.qt.desk_bundle import DeskBundle  # noqa: PLC0415

    return DeskBundle(window_desk, desk.store, desk.keep, clock, os.urandom, VERSION)


def build_window(
    application: QApplication, desk: parts.Desk, home: Path, clock: Clock = parts.system_clock
) -> tuple[Window, Any]:
    """The window with every part it needs, and the function that ends its workers."""
    from desk_app.ui.window import Window  # noqa: PLC0415

    stage, settings = build_stage(application, home)
    practice = desk.store.desk.practice
    window_desk = build_desk(desk, clock)
    window = Window(
        stage,
        window_desk,
        build_sync(desk, window_desk, clock),
        build_pairing(window_desk),
        build_bundle(desk, window_desk, clock),
        settings,
        VERSION,
        build_machine(home, clock, practice=practice),
        partial(open_real if practice else open_practice, home),
    )
    for problem in desk.notes:
        stage.messages.environment(problem)

    def close() -> None:
        window.close()
        stage.runner.close()

    return window, close


def _form(
    desk: parts.Desk, reader: Any, criteria: Any, year: int, today: date, copy: Any
) -> tuple[bytes, str]:
    # reportlab is loaded with the first paper, never at start.
    from desk_app.services.print_self_assessment import print_self_assessment  # noqa: PLC0415

    printed = print_self_assessment(reader, criteria, desk.unit, year, today, copy=copy)
    return printed.pdf, printed.check


def _month_page(
    desk: parts.Desk, reader: Any, criteria: Any, month: Any, today: date, copy: Any
) -> tuple[bytes, str]:
    from desk_app.services.criteria_versions import criteria_of_month  # noqa: PLC0415
    from desk_app.services.print_month import print_month  # noqa: PLC0415

    def name_of(code: str) -> str:
        found = desk.catalogue.find(code)
        return code if found is None else found.short_name or found.name

    versions = desk.criteria()
    printed = print_month(
        reader,
        criteria,
        desk.unit,
        month,
        today,
        copy=copy,
        name_of=name_of,
        criteria_of=lambda one: criteria_of_month(reader, versions, one),
    )
    return printed.pdf, printed.check


def _report(desk: parts.Desk, reader: Any, wish: Any, copy: Any, now: Any) -> tuple[bytes, str]:
    from desk_app.services.make_report import make_report  # noqa: PLC0415
    from desk_app.services.print_report import print_report  # noqa: PLC0415

    say = parts.texts("vi").say  # papers are in the language of the office
    report = make_report(reader, desk.catalogue, wish, now, say)
    practice = reader.desk.practice
    printed = print_report(report, desk.unit, now, say, copy=copy, practice=practice)
    return printed.pdf, printed.check


def _papers(desk: parts.Desk) -> CasePapers:
    from desk_app.services.case_papers import CasePapers  # noqa: PLC0415
    from desk_app.services.paper_forms import FOLDER  # noqa: PLC0415

    return CasePapers(desk.unit, desk.catalogue, desk.home / FOLDER, desk.forms())


if __name__ == "__main__":
    sys.exit(main())
