"""A window opens as it was drawn where there is room, and never with an edge off the screen."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QSize
from PySide6.QtWidgets import QMainWindow
from pytestqt.qtbot import QtBot

from desk_app.qt.room import DRAWN, show_in_room


class Screen:
    """A screen of some size, less what its bars take."""

    def __init__(self, size: QSize) -> None:
        self._size = size

    def availableSize(self) -> QSize:  # noqa: N802 - as Qt calls it
        return self._size


class Placed(QMainWindow):
    """A window that believes to be on such a screen."""

    def __init__(self, room: QSize) -> None:
        super().__init__()
        self.room = room

    def screen(self) -> Screen:  # type: ignore[override]  # only its size is asked for
        return Screen(self.room)


@pytest.fixture
def placed(qtbot: QtBot) -> Iterator[list[Placed]]:
    made: list[Placed] = []
    yield made
    for window in made:
        window.close()


@pytest.mark.parametrize(
    ("width", "height", "fills"),
    [(1366, 768, True), (1366, 728, True), (1280, 1024, True), (1600, 768, True),
     (1920, 1040, False), (1440, 860, False)],
)  # fmt: skip
def test_a_window_fills_a_screen_that_has_no_room_around_it(
    placed: list[Placed], width: int, height: int, fills: bool
) -> None:
    window = Placed(QSize(width, height))
    placed.append(window)
    show_in_room(window)
    assert window.isVisible()
    assert window.isMaximized() == fills
    if not fills:
        assert window.size() == DRAWN
