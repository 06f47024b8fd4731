"""The dialog "Gói của tỉnh": what the province published, what holds, what will change and when."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from desk_app.qt.language import mark
from desk_app.qt.models import Column, Row
from desk_app.ui.catalogue.words import DetailLine
from desk_app.ui.packages.presenter import PackagesPresenter
from desk_app.ui.reading_dialog import ReadingDialog, ReadingWords
from desk_app.ui.stage import Stage

_WORDS = ReadingWords(
    window=mark("Gói của tỉnh"),
    title=mark("Tỉnh công bố gì cho quầy này"),
    lead=mark(
        "Gói có chữ ký của tỉnh tự có hiệu lực khi đến ngày, theo giờ của tỉnh; quầy không"
        " bật hay dừng được. Hồ sơ đã hẹn và giấy đã in giữ bản đã dùng."
    ),
    head=mark("Các gói"),
    name=mark("Gói của tỉnh"),
    empty=mark("Chọn một gói để xem những gì thay đổi."),
)
_COLUMNS = (
    Column(mark("Loại gói"), "Danh mục thủ tục"),
    Column(mark("Tên gói"), stretch=True),
    Column(mark("Từ ngày"), "01/07/2026"),
    Column(mark("Tình trạng"), "Chờ đến ngày"),
)


class PackagesDialog(ReadingDialog):
    """The province's packages."""

    def __init__(
        self,
        stage: Stage,
        make: Callable[[PackagesDialog], PackagesPresenter],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(stage, _WORDS, _COLUMNS, parent)
        self.presenter: PackagesPresenter = make(self)

    def show_packages(self, rows: tuple[Row, ...], empty: str) -> None:
        """Show the packages, the first one chosen."""
        self.show_list(rows, empty)

    def show_package(self, lines: tuple[DetailLine, ...]) -> None:
        """Show one package."""
        self.detail.show_lines(lines)
