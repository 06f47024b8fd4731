"""The dialog "Thay đổi tuần này": what officers must know of the catalogue before they promise."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from desk_app.qt.language import mark
from desk_app.qt.models import Column, Row
from desk_app.ui.catalogue.presenter import WeekPresenter
from desk_app.ui.catalogue.words import DetailLine
from desk_app.ui.reading_dialog import ReadingDialog, ReadingWords
from desk_app.ui.stage import Stage

_WORDS = ReadingWords(
    window=mark("Thay đổi tuần này"),
    title=mark("Danh mục thủ tục thay đổi gì tuần này"),
    lead=mark("Nhập trong bảy ngày qua, hoặc có hiệu lực trong bảy ngày qua và bảy ngày tới."),
    head=mark("Thay đổi"),
    name=mark("Thay đổi tuần này"),
    empty=mark("Chọn một thay đổi để xem từng mục trước và sau."),
)
_COLUMNS = (
    Column(mark("Mã"), "1.001193"),
    Column(mark("Thủ tục"), stretch=True),
    Column(mark("Loại thay đổi"), "Bị thay thế"),
    Column(mark("Từ ngày"), "01/07/2026"),
)


class WeekDialog(ReadingDialog):
    """The changes of the week."""

    def __init__(
        self,
        stage: Stage,
        make: Callable[[WeekDialog], WeekPresenter],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(stage, _WORDS, _COLUMNS, parent)
        self.presenter: WeekPresenter = make(self)

    def show_week(self, rows: tuple[Row, ...], empty: str) -> None:
        """Show the changes, the first one chosen."""
        self.show_list(rows, empty)

    def show_change(self, lines: tuple[DetailLine, ...]) -> None:
        """Show one change."""
        self.detail.show_lines(lines)
