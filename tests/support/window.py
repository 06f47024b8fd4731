"""The real window over a real practice desk in a folder of the test, at a fixed moment."""

from __future__ import annotations

import fcntl
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import PySide6
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication, QWidget

from desk_app import parts
from desk_app.core.clock import Clock
from desk_app.core.visit import VisitForm, check_visit
from desk_app.qt.messages import Message
from desk_app.services.log_visit import log_visit
from desk_app.services.open_new_desk import PRACTICE_OFFICER
from desk_app.ui.stage import Stage
from desk_app.ui.window import Window
from desk_app.window_parts import build_window
from tests.support.settle import settle

I18N = Path(__file__).parents[2] / "resources/i18n"
LRELEASE = Path(PySide6.__file__).parent / "lrelease"


def compile_texts() -> None:
    """Make the .qm files from their .ts where they are missing or old."""
    with (Path(tempfile.gettempdir()) / "mot-cua-texts.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        for source in I18N.glob("*.ts"):
            target = source.with_suffix(".qm")
            if not target.exists() or target.stat().st_mtime < source.stat().st_mtime:
                command = [str(LRELEASE), "-silent", str(source), "-qm", str(target)]
                subprocess.run(command, check=True)


class OpenWindow:
    """A window under test: its parts, and hands that wait until nothing is under way."""

    def __init__(self, application: QApplication, desk: parts.Desk, window: Window) -> None:
        self.application = application
        self.desk = desk
        self.window = window
        self.stage: Stage = window.stage
        self.told: list[Message] = []
        self.expects_errors = False
        self.stage.messages.watch = self.told.append

    def settle(self) -> None:
        """Let every job come home and every queued event happen."""
        settle(self.application, self.stage.runner)

    def show(self, page: str) -> QWidget:
        """Open a page and wait until it shows its figures."""
        self.window.main.show_page(page)
        self.settle()
        return self.window.main

    def errors(self) -> list[Message]:
        """What the window had to say about the machine or itself."""
        return [message for message in self.told if message.kind != "done"]


def let_go(application: QApplication, stage: Stage, window: QWidget) -> None:
    """Close a window; what a test chose for the whole application goes with it."""
    stage.language.choose("vi")
    window.close()
    window.deleteLater()
    application.processEvents()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    # Only now: a look is put on every widget that is there.
    stage.look.blockSignals(True)
    if stage.look.dark:
        stage.look.choose_scheme("light")
    stage.look.choose_scale(100)


def type_text(widget: QWidget, text: str) -> None:
    """Type as a Vietnamese input method does: QTest cannot type letters beyond Latin-1."""
    event = QInputMethodEvent()
    event.setCommitString(text)
    QCoreApplication.sendEvent(widget, event)


@contextmanager
def open_window(
    application: QApplication,
    home: Path,
    fill: Callable[[parts.Desk], None] | None = None,
    clock: Clock = parts.system_clock,
) -> Iterator[OpenWindow]:
    """A shown window of 1366 × 768; an error message nobody expected fails the test."""
    compile_texts()
    application.setStyle("Fusion")
    parts.create_desk(home, parts.PRACTICE_UNIT, parts.PRACTICE_DESK_NAME, practice=True)
    with parts.open_desk(home) as desk:
        if fill is not None:
            fill(desk)
        window, close = build_window(application, desk, home, clock)
        opened = OpenWindow(application, desk, window)
        try:
            window.main.resize(1366, 768)
            window.main.show()
            window.main.activateWindow()
            window.start()
            opened.settle()
            yield opened
        finally:
            close()
            let_go(application, opened.stage, window.main)
    assert opened.expects_errors or opened.errors() == [], opened.errors()


def a_visit(name: str = "Trần Thị Thủy", **values: object) -> VisitForm:
    """A visit that may be logged as it is."""
    known = {"procedures": ("2.000815",), "phone": "0912345678", **values}
    return VisitForm(name=name, **known)  # type: ignore[arg-type]


def log(desk: parts.Desk, form: VisitForm) -> str:
    """Log one visit with the real services; its id."""

    def job(tx: Any) -> str:
        new = check_visit(form, desk.find_procedure, tx.now.wall, tx.hashed)
        assert not isinstance(new, tuple), new
        return next(iter(log_visit(tx, new, PRACTICE_OFFICER).visits))

    return desk.store.writer.run(job)


def three_visits(desk: parts.Desk) -> None:
    """A small day: two people and a question."""
    log(desk, a_visit("Nguyễn Thị Hoà", address="Tổ dân phố Hà Vị 1"))
    log(desk, a_visit("Trần Văn Lực", procedures=("1.001193", "2.000815"), phone=""))
    log(desk, VisitForm(purpose="question", outcome="done"))
