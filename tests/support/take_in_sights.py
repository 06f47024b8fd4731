"""The states of "Nhập dữ liệu tỉnh" that are drawn and stretched."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path

import msgspec
from PySide6.QtWidgets import QApplication, QWidget

from desk_app.ui.reconcile.dialog import TakeInDialog
from tests.support.province import Dossier, as_csv, dossiers
from tests.support.sight import LONG_NAME, Sight
from tests.support.window import OpenWindow

START = datetime(2026, 11, 20, 7, 35)


def sight(prepare: Callable[[OpenWindow], None]) -> Sight:
    """The dialog in one state; Esc would only go a step back, so it is closed for good."""

    @contextmanager
    def shown(opened: OpenWindow) -> Iterator[QWidget]:
        opened.show("intake")
        prepare(opened)
        opened.settle()
        dialog = _shown()
        yield dialog
        dialog.done(0)
        opened.settle()

    return shown


def begin(opened: OpenWindow) -> None:
    """The choice between a file and a paste."""
    opened.window.cases.take_in()


def preview(opened: OpenWindow) -> None:
    """What would be taken in, with words nobody knows."""
    day = dossiers(40, START)
    day[3] = msgspec.structs.replace(day[3], status="Đang làm gì đó", procedure="Thả diều", code="")
    _read(opened, day)


def questions(opened: OpenWindow) -> None:
    """Columns that nobody knows."""
    text = "Cột A;Số HS;Khi nào;Gì đây\nx;H05.24-201126-0001;20/11/2026;Đăng ký khai sinh\n"
    _dialog(opened, lambda folder: _written(folder / "a.csv", text))


def errors(opened: OpenWindow) -> None:
    """A file that keeps itself back."""
    late = [msgspec.structs.replace(one, received=datetime(2031, 1, 2)) for one in dossiers(4)]
    _read(opened, late)


def compare(opened: OpenWindow) -> None:
    """Theirs against ours, after the day was taken in and the province went on."""
    day = dossiers(12, START)
    _read(opened, day)
    dialog = _shown()
    dialog.presenter.take_in()
    opened.settle()
    later = [
        msgspec.structs.replace(
            one,
            due=(one.due or START) + timedelta(days=3 * (place % 3)),
            name=LONG_NAME if place == 1 else one.name,
            status="Đã trả kết quả",
        )
        for place, one in enumerate(day)
    ]
    with tempfile.TemporaryDirectory() as folder:
        dialog.presenter.choose_file(as_csv(Path(folder) / "b.csv", later))
        opened.settle()
    dialog.presenter.take_in()
    opened.settle()


def _read(opened: OpenWindow, day: Sequence[Dossier]) -> None:
    _dialog(opened, lambda folder: as_csv(folder / "DanhSachHoSo.csv", day))


def _dialog(opened: OpenWindow, make: Callable[[Path], Path]) -> None:
    opened.window.cases.take_in()
    opened.settle()
    with tempfile.TemporaryDirectory() as folder:
        _shown().presenter.choose_file(make(Path(folder)))
        opened.settle()


def _shown() -> TakeInDialog:
    found = QApplication.activeModalWidget()
    assert isinstance(found, TakeInDialog)
    return found


def _written(file: Path, text: str) -> Path:
    file.write_text(text, encoding="utf-8")
    return file
