"""The dialog "Thay đổi tuần này": what officers must know of the catalogue before they promise."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QDialog, QWidget

from desk_app.qt.language import mark
from desk_app.qt.models import Column, Row
from desk_app.ui.catalogue.detail_sheet import DetailSheet
from desk_app.ui.catalogue.presenter import WeekPresenter
from desk_app.ui.catalogue.words import DetailLine
from desk_app.ui.flow import Flow
from desk_app.ui.page import Halves, Scroll
from desk_app.ui.parts import DeedButton, Sheet, SheetHead, column, label
from desk_app.ui.row_table import RowTable
from desk_app.ui.stage import Stage

_LEFT, _RIGHT = 620, 540


class WeekDialog(QDialog):
    """A list to read; nothing can be changed here."""

    def __init__(
        self,
        stage: Stage,
        make: Callable[[WeekDialog], WeekPresenter],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        stage.bind(self, self.setWindowTitle, mark("Thay đổi tuần này"))
        title = label(level="title", wrap=True)
        stage.bind(self, title.setText, mark("Danh mục thủ tục thay đổi gì tuần này"))
        lead = label(level="second", wrap=True)
        stage.bind(
            self,
            lead.setText,
            mark("Nhập trong bảy ngày qua, hoặc có hiệu lực trong bảy ngày qua và bảy ngày tới."),
        )
        sheet = Sheet()
        head = SheetHead(stage.look)
        stage.bind(self, head.name.setText, mark("Thay đổi"))
        self.table = RowTable(
            stage,
            mark("Thay đổi tuần này"),
            (
                Column(mark("Mã"), "1.001193"),
                Column(mark("Thủ tục"), stretch=True),
                Column(mark("Loại thay đổi"), "Bị thay thế"),
                Column(mark("Từ ngày"), "01/07/2026"),
            ),
        )
        sheet.inside.addWidget(head)
        sheet.inside.addWidget(self.table, 1)
        self.detail = DetailSheet(stage, mark("Chọn một thay đổi để xem từng mục trước và sau."))
        back = DeedButton(stage.look, "primary", "Esc")
        back.setAutoDefault(False)
        stage.bind(self, back.setText, mark("Quay lại"))
        back.clicked.connect(self.reject)
        row = Flow()
        row.add(back)
        inside = column(self, gap=8)
        inside.setContentsMargins(16, 12, 16, 12)
        inside.addWidget(title)
        inside.addWidget(lead)
        body = Scroll()
        body.setWidget(Halves(stage, sheet, self.detail, _LEFT, _RIGHT))
        inside.addWidget(body, 1)
        inside.addWidget(row)
        room = parent.size() if parent is not None else self.screen().availableSize()
        self.resize(room.width() - 80, room.height() - 80)
        self.presenter = make(self)
        self.table.chosen.connect(self.presenter.choose)
        stage.language.changed.connect(self._say_again)

    def start(self) -> None:
        """Read the changes."""
        self.presenter.start()
        self.table.setFocus()

    def _say_again(self) -> None:
        # A method of this widget: what a plain object listens to would outlive the dialog.
        self.presenter.say_again()

    def show_week(self, rows: tuple[Row, ...], empty: str) -> None:
        """Show the changes, the first one chosen."""
        self.table.show_rows(rows, empty)
        self.table.choose_first()

    def show_change(self, lines: tuple[DetailLine, ...]) -> None:
        """Show one change."""
        self.detail.show_lines(lines)
