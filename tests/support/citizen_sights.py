"""What the citizen's own screen shows."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from PySide6.QtWidgets import QWidget

from desk_app.ui.rating.check_words import CheckMatter, CheckSheet
from desk_app.ui.rating.citizen_window import CitizenWindow
from tests.support.sight import LONG_NAME, Sight
from tests.support.window import OpenWindow


def citizen(prepare: Callable[[CitizenWindow], object], *, turned: bool = False) -> Sight:
    """The citizen's screen in one state."""

    @contextmanager
    def shown(opened: OpenWindow) -> Iterator[QWidget]:
        desk = opened.window.desk
        window = CitizenWindow(
            opened.stage, desk.unit, desk.name, practice=desk.practice, turned=turned
        )
        window.resize(opened.window.main.size())
        prepare(window)
        window.show()
        opened.settle()
        yield window
        window.hide()
        window.deleteLater()
        opened.window.main.activateWindow()
        opened.settle()

    return shown


def rate(choice: int | None) -> Callable[[CitizenWindow], object]:
    """A rating with this choice."""

    def show(window: CitizenWindow) -> None:
        rating = window.rating()
        rating.show_choice(choice, frozenset())
        rating.show_time(14, 0.7)

    return show


def check(window: CitizenWindow) -> None:
    """The entry to be checked."""
    window.check().show_sheet(
        CheckSheet(
            name=LONG_NAME,
            id_last4="4417",
            matters=(
                CheckMatter("Chứng thực bản sao", "trong ngày", "2.000 đồng/trang"),
                CheckMatter("Đăng ký khai sinh", "trong ngày", "miễn phí"),
            ),
            received="20/11/2026 09:21",
        )
    )


def hand_back(window: CitizenWindow) -> None:
    """The screen goes back to the officer."""
    window.hand_back().show_asked(needs_pin=True)
