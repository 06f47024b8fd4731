"""What the tests of the Qt layer share: a look and a language on the application."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desk_app.qt.language import Language
from desk_app.qt.look import Look
from tests.support.scan_bench import Bench
from tests.support.window import compile_texts


@pytest.fixture
def application(qapp: QApplication) -> QApplication:
    """The one application of this process."""
    qapp.setStyle("Fusion")
    return qapp


@pytest.fixture
def look(application: QApplication, qtbot: QtBot) -> Iterator[Look]:
    """The light look at 100 %."""
    made = Look(application, "light", 100)
    yield made
    application.setStyleSheet("")


@pytest.fixture
def language(application: QApplication) -> Iterator[Language]:
    """Vietnamese, with English ready."""
    compile_texts()
    made = Language(application, "vi")
    yield made
    made.choose("vi")


@pytest.fixture
def bench(application: QApplication, qtbot: QtBot) -> Iterator[Bench]:
    """A window with fields behind the filter for scans."""
    made = Bench(application, qtbot)
    yield made
    made.filter.deleteLater()
    made.window.close()
    made.window.deleteLater()
