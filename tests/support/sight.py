"""A sight: a page or a dialog brought before the eyes in a state, and put away again."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager

from PySide6.QtWidgets import QApplication, QDialog, QWidget

from tests.support.window import OpenWindow

Sight = Callable[[OpenWindow], AbstractContextManager[QWidget]]

Open = Callable[[OpenWindow], None]

LONG_NAME = "Công Tằng Tôn Nữ Thị Hoàng Ngọc Phương Khánh"


def page(name: str, prepare: Open | None = None, tidy: Open | None = None) -> Sight:
    """A page of the window, brought into a state and out of it again."""

    @contextmanager
    def shown(opened: OpenWindow) -> Iterator[QWidget]:
        opened.show(name)
        if prepare is not None:
            prepare(opened)
            opened.settle()
        yield opened.window.main
        if tidy is not None:
            tidy(opened)
            opened.settle()

    return shown


def dialog(open_one: Open, start: str = "intake") -> Sight:
    """A dialog over a page, closed again without its deed."""

    @contextmanager
    def shown(opened: OpenWindow) -> Iterator[QWidget]:
        opened.show(start)
        open_one(opened)
        opened.settle()
        found = QApplication.activeModalWidget()
        assert isinstance(found, QDialog)
        yield found
        found.reject()
        opened.window.main.activateWindow()  # no window manager does it here
        opened.settle()

    return shown
