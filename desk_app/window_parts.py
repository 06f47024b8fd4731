"""The window's parts list: builds every part of it, and hands each what it needs."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from desk_app import __version__, first_run_parts, homes, parts
from desk_app.core.clock import Clock, day_of
from desk_app.core.errors import UserProblem
from desk_app.core.problems import Problem
from desk_app.services.first_run import FirstRun
from desk_app.store.lock import WindowLock

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
        lambda chosen, key, people: first_run_parts.create_first_desk(home, chosen, key, people),
        parts.texts("vi").say,
        build_machine(home, clock),
        lambda: open_practice(home),
        made=homes.exists(home),
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
    practice = homes.practice_home(home)
    parts.create_practice_desk(practice)
    _open_beside(practice, "first_run.practice_open")


def open_real(practice: Path) -> None:
    """The desk beside this practice desk, or its first run, in a process of its own."""
    _open_beside(homes.real_home(practice), "first_run.desk_open")


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
        desk.store, connect, clock, os.urandom, __version__, ears, blobs=blobs, extras=(files,)
    )
    sync.use(lane)
    return sync


def build_pairing(window_desk: WindowDesk) -> DeskPairing:
    """What the dialog that pairs the desk with the province asks."""
    from desk_app.qt.desk_pairing import DeskPairing  # noqa: PLC0415

    line = parts.PairingLine()
    return DeskPairing(window_desk, line.open, line.cancel, parts.six_words(), __version__)


def build_bundle(desk: parts.Desk, window_desk: WindowDesk, clock: Clock) -> DeskBundle:
    """What the dialog that carries bundles asks."""
    from desk_app.qt.desk_bundle import DeskBundle  # noqa: PLC0415

    return DeskBundle(window_desk, desk.store, desk.keep, clock, os.urandom, __version__)


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
        __version__,
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
