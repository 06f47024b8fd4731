"""The real window of a first run over a folder of the test, with devices that are told what to do.

python -m tests.support.first_run HOMES COUNT
makes a desk in HOMES/1, HOMES/2, … and is killed there at the first, second, … thing it does to
the files of the folder.
"""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from desk_app import first_run_parts, parts, window_parts
from desk_app.core.clock import Clock
from desk_app.core.problems import Problem
from desk_app.qt.first_run_desk import FirstRunDesk
from desk_app.qt.messages import Message
from desk_app.qt.printing import PrinterChoice
from desk_app.services.first_desk import FirstKey
from desk_app.services.first_run import FirstPerson, FirstRun, Step
from desk_app.services.officers import NewOfficer, new_officer
from desk_app.ui.first_run.window import FirstRunWindow
from tests.support.settle import settle
from tests.support.window import compile_texts, let_go, type_text

PRINTER = PrinterChoice("hp", "HP LaserJet M404dn", True)
ADMINISTRATOR, OFFICER = (
    FirstPerson("Ngô Thị Hạnh", "administrator"),
    FirstPerson("Lý Văn Đạo", "officer"),
)
PINS = {ADMINISTRATOR: "48291537", OFFICER: "50731694"}
CHOSEN = FirstRun(step=Step.KEY, unit="07210", desk="Quầy 2", people=(ADMINISTRATOR, OFFICER))


class OpenFirstRun:
    """The window under test, and hands that wait until nothing is under way."""

    def __init__(
        self, application: QApplication, window: FirstRunWindow, port: FirstRunDesk
    ) -> None:
        self.application, self.window, self.port = application, window, port
        self.stage = window._stage
        self.told: list[Message] = []
        self.printed: list[tuple[str, bytes]] = []
        self.finished = False
        self.stage.messages.watch = self.told.append
        window.finished.connect(self._on_finished)

    def _on_finished(self) -> None:
        self.finished = True

    def settle(self) -> None:
        """Let every job come home and every queued event happen."""
        settle(self.application, self.stage.runner)

    @property
    def step(self) -> Step:
        """Where one is."""
        return self.window.presenter.step

    def at(self, step: Step) -> bool:
        """Whether one is at this step."""
        return self.step is step

    @property
    def focus(self) -> QWidget:
        """Where keys go."""
        widget = self.application.focusWidget()
        assert widget is not None
        return widget

    def type(self, text: str) -> None:
        """Type where the focus is."""
        type_text(self.focus, text)
        self.settle()

    def press(
        self,
        key: Qt.Key,
        modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier,
    ) -> None:
        """Press a key where the focus is."""
        QTest.keyClick(self.focus, key, modifier)
        self.settle()

    def enter(self, *texts: str) -> None:
        """Type each text and press Enter after it."""
        for text in texts:
            self.type(text)
            self.press(Qt.Key.Key_Return)


@contextmanager
def open_first_run(
    application: QApplication,
    home: Path,
    state: FirstRun | None = None,
    clock: Clock = parts.system_clock,
    *,
    keyring: Problem | None = None,
    printers: tuple[PrinterChoice, ...] = (PRINTER,),
) -> Iterator[OpenFirstRun]:
    """A shown window of 1366 × 768 at the step of `state`, or of what the folder remembers."""
    compile_texts()
    application.setStyle("Fusion")
    home.mkdir(parents=True, exist_ok=True)
    begun = state or first_run_parts.first_run_of(home) or FirstRun()
    window, port, close = window_parts.build_first_run(application, home, begun, clock)
    opened = OpenFirstRun(application, window, port)
    machine = port.machine
    machine._list_printers = lambda: printers
    machine._send = port._send = lambda pdf, name: opened.printed.append((name, pdf))
    machine._keyring = lambda: keyring
    try:
        window.resize(1366, 768)
        window.show()
        window.activateWindow()
        window.start()
        opened.settle()
        yield opened
    finally:
        close()
        let_go(application, opened.stage, window)


def each_step(opened: OpenFirstRun) -> Iterator[Step]:
    """Every step open one after the other with what was typed in it, to be looked at."""
    for person, pin in PINS.items():
        opened.port.add_person(person.name, person.role, pin, None)
    opened.port.remember(unit=CHOSEN.unit, desk=CHOSEN.desk)
    for step in Step:
        if step is Step.PROVINCE:
            opened.port.made = True
        opened.port.remember(step=step)
        opened.window.presenter.step = step
        opened.window.show_step(step)
        opened.settle()
        yield step


@cache
def officers() -> tuple[NewOfficer, ...]:
    """Those of `CHOSEN`; hashing a PIN is slow on purpose, so it is done once."""
    return tuple(new_officer(one.name, one.role, pin) for one, pin in PINS.items())


def make_desk(home: Path, key: FirstKey) -> FirstRun:
    """The desk of `CHOSEN`, its officers with their PINs, made in one go."""
    return first_run_parts.create_first_desk(home, CHOSEN, key, officers())


def _killed_at(home: Path, number: int) -> None:
    """Make a desk and end without a word at the `number`-th deed inside its folder."""
    seen = 0

    def hook(event: str, arguments: tuple[object, ...]) -> None:
        nonlocal seen
        if event in ("open", "os.rename", "os.remove", "os.chmod") and str(home) in str(arguments):
            seen += 1
            if seen == number:
                os.kill(os.getpid(), signal.SIGKILL)

    home.mkdir()
    sys.addaudithook(hook)
    make_desk(home, FirstKey(os.urandom))


def main() -> int:
    """A process of its own for each kill; the number of the first that was never reached."""
    homes, most = Path(sys.argv[1]), int(sys.argv[2])
    officers()
    for number in range(1, most + 1):
        child = os.fork()
        if child == 0:
            _killed_at(homes / str(number), number)
            os._exit(0)
        _pid, status = os.waitpid(child, 0)
        if os.waitstatus_to_exitcode(status) == 0:
            break
    sys.stdout.write(f"{number}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
