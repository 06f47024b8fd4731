"""Hands at the real window: keys as the window system brings them, timed until they are seen.

    python -m tests.bench.hands keys|shift|month HOME COUNT     prints one JSON document

HOME is a desk that may be written into. Keys go through the window's own event queue, through the
filter that listens for a scanner and through the shortcuts; nothing is called past them.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

import msgspec
from PySide6.QtCore import QEvent, QEventLoop, QObject, Qt
from PySide6.QtGui import QKeyEvent, QWindow
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

from desk_app import parts
from desk_app.core.clock import day_of
from desk_app.core.simulation import SimulatedVisit
from desk_app.core.text import fold
from desk_app.qt.collector import collect_between_events
from desk_app.ui.window import Window
from desk_app.window_parts import build_window
from tests.bench.desks import QUICK, Bench
from tests.bench.figures import milliseconds
from tests.bench.hands_process import Samples
from tests.bench.log_visit import logger
from tests.support.window import compile_texts

_CTRL, _ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier
_MORE = QEventLoop.ProcessEventsFlag.WaitForMoreEvents
_WORDS = ("nguyen thi hoa", "tran van luc", "chung thuc", "khai sinh", "do thi ngoc anh", "ho tich")


class Painted(QObject):
    """Notices when a widget was painted, and what it said then."""

    def __init__(self, widget: QWidget, says: Callable[[], str]) -> None:
        super().__init__()
        self._says = says
        self.said = ""
        self.times = 0
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        """Remember what is painted now."""
        if event.type() == QEvent.Type.Paint:
            self.said = self._says()
            self.times += 1
        return super().eventFilter(watched, event)


class Hands:
    """Types into a window and waits for what happens."""

    def __init__(self, application: QApplication, window: QWidget) -> None:
        self.application = application
        window.show()
        window.activateWindow()
        handle = window.windowHandle()
        assert handle is not None
        self.handle: QWindow = handle
        self.until(lambda: QApplication.activeWindow() is window)

    def until(self, fact: Callable[[], bool]) -> None:
        """Let events happen until something is so."""
        self.application.processEvents()
        while not fact():
            self.application.processEvents(_MORE)

    def press(self, key: Qt.Key | str, held: Qt.KeyboardModifier | None = None) -> None:
        """One key, or the key of a letter."""
        # The stubs know the keys only; Qt takes a letter as well.
        click: Callable[..., None] = QTest.keyClick
        click(self.handle, key, held or Qt.KeyboardModifier.NoModifier)


class Officer(Hands):
    """Hands at the window of a desk."""

    def __init__(self, application: QApplication, window: Window) -> None:
        super().__init__(application, window.main)
        self.window = window
        self.line = window.intake.line.input
        window.start()
        self.rest()

    def rest(self) -> None:
        """Wait until nothing is under way."""
        while True:
            self.application.processEvents()
            if self.window.stage.runner.idle:
                self.application.processEvents()
                if self.window.stage.runner.idle:
                    return
            self.window.stage.runner.wait(1)

    def type(self, text: str) -> None:
        """A word as a hand types it: between two keys the filter sees that it is no scan."""
        for letter in text:
            self.press(letter)
            self.window.scans.scanners.filter.tick()

    def scan(self, text: str) -> None:
        """A card as a scanner types it: every letter of Vietnamese, and Enter at the end."""
        # Two cards within half a second are one too many; nobody here waits that long.
        self.window.scans.scanners._at -= 1000
        for letter in f"{text}\r":
            key = Qt.Key.Key_Return if letter == "\r" else Qt.Key.Key_unknown
            for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
                event = QKeyEvent(kind, key, Qt.KeyboardModifier.NoModifier, letter)
                QApplication.sendEvent(self.handle, event)
        self.window.scans.scanners.filter.tick()


def main(what: str, home: str, count: str) -> int:
    """Open the desk, do it, tell."""
    compile_texts()
    application = QApplication(sys.argv[:1])
    application.setStyle("Fusion")
    collect_between_events(application)
    made = _DEEDS[what](application, Path(home), int(count))
    sys.stdout.write(msgspec.json.encode(made).decode() + "\n")
    return 0


@contextmanager
def _at_work(application: QApplication, home: Path) -> Iterator[tuple[Officer, parts.Desk]]:
    """The window of this desk, today."""
    with parts.open_desk(home) as desk:
        window, close = build_window(application, desk, home)
        window.main.resize(1366, 768)
        try:
            yield Officer(application, window), desk
        finally:
            close()
            window.main.close()


# ---- a key until it is seen ----------------------------------------------------------------------


def _keys(application: QApplication, home: Path, count: int) -> Samples:
    """Letters typed into the focus line, beside the same into a bare line of text."""
    made = Samples()
    bare = QWidget()
    line = QLineEdit(bare)
    line.resize(600, 40)
    bare.resize(1366, 768)
    hands = Hands(application, bare)
    line.setFocus()
    made.beside = list(_typed(hands, line, count))
    bare.close()
    with _at_work(application, home) as (officer, _desk):
        assert officer.window.intake.today.table.rows.rowCount() > 0, "today is empty"
        made.taken = list(_typed(officer, officer.line, count, officer.rest))
    return made


def _typed(
    hands: Hands, line: QLineEdit, count: int, rest: Callable[[], None] = lambda: None
) -> Iterator[float]:
    painted = Painted(line, line.text)
    letters = [letter for word in _WORDS for letter in (*word, *"\b" * len(word))]
    for number in range(count):
        letter = letters[number % len(letters)]
        wanted = line.text()[:-1] if letter == "\b" else line.text() + letter
        begun = time.perf_counter()
        hands.press(Qt.Key.Key_Backspace if letter == "\b" else letter)
        hands.until(lambda wanted=wanted: painted.said == wanted == line.text())  # type: ignore[misc]
        yield (time.perf_counter() - begun) * 1000
        rest()


# ---- a shift -------------------------------------------------------------------------------------


def _shift(application: QApplication, home: Path, count: int) -> Samples:
    """Visits one after the other; what the program takes of each, and until it says "logged"."""
    made = Samples()
    with _at_work(application, home) as (officer, desk):
        bench = Bench(home.parent, QUICK)
        visits = bench.simulated(QUICK.ten_years, day_of(parts.system_clock().wall), 2000)
        people = [one for one in visits if one.form.name and one.form.procedures]
        log = logger(desk, bench)
        made.beside = [milliseconds(log) for _ in range(count)]
        before = _rows(officer)
        for number in range(count):
            took, told = _visit(officer, people[number % len(people)], number)
            made.taken.append(took)
            made.told.append(told)
            if number + 1 == max(1, count // 10):
                made.early = _resident_megabytes()
        made.late = _resident_megabytes()
        logged = _rows(officer) - before
        assert logged == count, f"{logged} of {count} visits are in today's list"
    return made


def _rows(officer: Officer) -> int:
    officer.window.today.reload()
    officer.rest()
    return officer.window.intake.today.table.rows.rowCount()


def _visit(officer: Officer, visit: SimulatedVisit, number: int) -> tuple[float, float]:
    """(milliseconds the program took altogether, of which from the last key to "logged")."""
    undo = officer.window.main.undo
    painted = Painted(undo, undo.words.text)
    busy = _Busy()
    kind = number % 10
    if kind in (3, 7):
        busy.of(lambda: officer.press(Qt.Key.Key_F4))
    elif kind in (1, 4, 8):
        _scan_card(officer, visit, number, busy)
        busy.of(lambda: officer.press(Qt.Key.Key_1, _ALT))
    else:
        for letter in fold(visit.form.name):
            busy.of(partial(officer.type, letter))
        busy.of(lambda: officer.press(Qt.Key.Key_Return))
        # Whether somebody of this name came before is looked up beside the typing.
        busy.of(officer.rest)
        busy.of(lambda: officer.press(Qt.Key.Key_1 if number % 2 else Qt.Key.Key_2, _ALT))
        if kind == 5:
            busy.of(lambda: officer.press(Qt.Key.Key_8, _ALT))
        if kind == 9:
            # Refused: the citizen is asked to rate all the same.
            busy.of(lambda: officer.press(Qt.Key.Key_K, _CTRL))
            busy.of(lambda: officer.press(Qt.Key.Key_Down))
    before = painted.times
    begun = time.perf_counter()
    officer.press(Qt.Key.Key_Return, _CTRL)
    officer.until(lambda: painted.times > before and undo.isVisible() and not officer.line.text())
    told = (time.perf_counter() - begun) * 1000
    busy.of(officer.rest)
    return busy.took + told, told


def _scan_card(officer: Officer, visit: SimulatedVisit, number: int, busy: _Busy) -> None:
    """A card: what follows it is timed, not the moment in which the scanner types."""
    officer.scan(f"024087{number:06d}||{visit.form.name}|15031987|Nam|Tổ dân phố 1|12052021")
    busy.of(officer.rest)
    assert officer.window.intake.read().name, "the card did not land"


class _Busy:
    """Adds up what the program took for several deeds."""

    def __init__(self) -> None:
        self.took = 0.0

    def of(self, deed: Callable[[], object]) -> None:
        """Do it; the events that follow belong to it."""
        begun = time.perf_counter()
        deed()
        QApplication.processEvents()
        self.took += (time.perf_counter() - begun) * 1000


def _resident_megabytes() -> float:
    status = Path("/proc/self/status")
    if not status.exists():
        return 0.0
    lines = status.read_text(encoding="ascii").splitlines()
    return next(int(line.split()[1]) / 1024 for line in lines if line.startswith("VmRSS:"))


# ---- the month page ------------------------------------------------------------------------------


def _month(application: QApplication, home: Path, count: int) -> Samples:
    """F9 until the month is read and painted; beside it the same figures read and nothing drawn."""
    made = Samples()
    with _at_work(application, home) as (officer, _desk):
        window = officer.window
        for number in range(count + 1):
            begun = time.perf_counter()
            officer.press(Qt.Key.Key_F9)
            officer.rest()
            took = (time.perf_counter() - begun) * 1000
            figures = window.month.presenter.figures
            assert figures is not None
            begun = time.perf_counter()
            window.desk.month(figures.month)
            alone = (time.perf_counter() - begun) * 1000
            if number:
                made.taken.append(took)
                made.beside.append(alone)
            else:
                made.early = took
            officer.press(Qt.Key.Key_1, _CTRL)
            officer.rest()
    return made


_DEEDS: dict[str, Callable[[QApplication, Path, int], Samples]] = {
    "keys": _keys,
    "shift": _shift,
    "month": _month,
}

if __name__ == "__main__":
    raise SystemExit(main(*sys.argv[1:]))
