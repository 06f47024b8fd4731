"""Cycles are looked for between two events: what Qt is about to tell something still stands."""

from __future__ import annotations

import gc
import os
import subprocess
import sys
import textwrap
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QObject

from desk_app.qt.collector import collect_what_is_due


class _Made:
    """One more object that may be part of a cycle."""


# Pages that nobody holds any more, and a filter that makes more objects than Python lets pass
# without a search, while Qt tells every widget of the new style sheet.
_RESTYLED = """
    import os
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    from PySide6.QtCore import QEvent, QObject, QTimer
    from PySide6.QtWidgets import QApplication, QLabel, QWidget
    from desk_app import app

    class Busy(QObject):
        def eventFilter(self, watched, event):
            if event.type() == QEvent.Type.StyleChange:
                self.made = [[] for _ in range(20_000)]
            return False

    def leave_pages():
        for _ in range(40):
            page = QWidget()
            page.words = [QLabel("x", page) for _ in range(20)]
            page.itself = page
            page.ensurePolished()

    application = app._application()
    application.setStyleSheet("QLabel { padding: 1px }")
    busy = Busy()
    application.installEventFilter(busy)
    leave_pages()
    application.setStyleSheet("QLabel { padding: 2px }")
    print("styled", len(application.allWidgets()))
    application.removeEventFilter(busy)

    def look():
        if not application.allWidgets():
            print("gone")
            application.quit()

    looking = QTimer()
    looking.timeout.connect(look)
    looking.start(10)
    application.exec()
"""


def test_a_new_style_reaches_pages_nobody_holds_and_they_go_soon_after() -> None:
    # Freed memory is overwritten, so that whoever still uses it fails every time.
    around = {**os.environ, "MALLOC_PERTURB_": "165", "PYTHONPATH": os.pathsep.join(sys.path)}
    done = subprocess.run(
        [sys.executable, "-c", textwrap.dedent(_RESTYLED)],
        env=around, capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip
    assert (done.returncode, done.stdout.split()) == (0, ["styled", "840", "gone"]), done.stderr


@pytest.fixture
def few() -> Iterator[int]:
    """How many objects are enough to look through the young ones; Python does not do it itself."""
    was, thresholds = gc.isenabled(), gc.get_threshold()
    gc.disable()
    gc.set_threshold(100, 2, 2)
    gc.collect()
    yield 100
    gc.set_threshold(*thresholds)
    if was:
        gc.enable()


def leave_one(*, old: bool = False) -> list[int]:
    """Make an object that only itself holds; the list grows when it goes."""
    gone: list[int] = []
    left = QObject()
    left.itself = left  # type: ignore[attr-defined]
    left.destroyed.connect(lambda: gone.append(1))
    if old:
        gc.collect(0)
        gc.collect(1)
    return gone


def test_what_nobody_holds_goes_when_asked_and_enough_was_made(few: int) -> None:
    gone = leave_one()
    collect_what_is_due()
    assert not gone
    made = [_Made() for _ in range(few)]
    assert made
    assert not gone
    collect_what_is_due()
    assert gone


def test_what_lived_long_goes_in_its_turn(few: int) -> None:
    gone = leave_one(old=True)
    made: list[_Made] = []
    for _ in range(20):
        made += [_Made() for _ in range(few + 1)]
        collect_what_is_due()
    assert gone
