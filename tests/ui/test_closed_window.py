"""A window that was closed is gone: what stays of it, every later style would be put on again."""

from __future__ import annotations

import gc
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication

from tests.support.sight import Open
from tests.support.sights import PAGES
from tests.support.window import OpenWindow, open_window, three_visits


def all_pages(opened: OpenWindow) -> None:
    """Every page is opened once."""
    for page in PAGES:
        opened.show(page)


def another_look(opened: OpenWindow) -> None:
    """Everything is said and drawn again."""
    opened.window.choices.language("en")
    opened.window.choices.scale(110)
    opened.settle()


@pytest.mark.parametrize("use", [all_pages, another_look])
def test_a_closed_window_leaves_nothing_behind(
    qapp: QApplication, tmp_path: Path, use: Open
) -> None:
    before = set(qapp.allWidgets())
    with open_window(qapp, tmp_path / "desk", three_visits) as opened:
        use(opened)
    del opened
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    gc.collect()

    assert [widget for widget in qapp.allWidgets() if widget not in before] == []
