"""The real window over a real desk, for the tests of the pages."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.support.window import OpenWindow, open_window, three_visits


@pytest.fixture
def opened(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> Iterator[OpenWindow]:
    """The window over a real practice desk with a small day."""
    with open_window(qapp, tmp_path / "desk", three_visits) as window:
        yield window
