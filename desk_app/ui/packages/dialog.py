"""The dialog "Gói của tỉnh": what the province published, what holds, what will change and when."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QDialog, QWidget

from desk_app.qt.language import mark
from desk_app.qt.models import Column, Row
from desk_app.ui.catalogue.detail_sheet import DetailSheet
from desk_app.ui.catalogue.words import DetailLine
from desk_app.ui.flow import Flow
from desk_app.ui.packages.presenter import PackagesPresenter
from desk_app.ui.page import Halves, Scroll
from desk_app.ui.parts import DeedButton, Sheet, SheetHead, column, label
from desk_app.ui.row_table import RowTable
from desk_app.ui.stage import Stage

_LEFT, _RIGHT = 620, 540


class PackagesDialog(QDialog):
    """A list to read; nothing can be changed here."""

    def __init__(
        self,
        stage: Stage,
        make: Callable[[PackagesDialog], PackagesPresenter],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        stage.bind(self, self.setWindowTitle, mark("Gói của tỉnh"))
        title = label(level="title", wrap=True)
        stage.bind(self, title.setText, mark("Tỉnh công bố gì cho quầy này"))
        lead = label(level="second", wrap=True)
        stage.bind(
            self,
            lead.setText,
            mark(
                "Gói có chữ ký của tỉnh tự có hiệu lực khi đến ngày, theo giờ của tỉnh; quầy không"
                " bật hay dừng được. Hồ sơ đã hẹn và giấy đã in giữ bản đã dùng."
            ),
        )
        sheet = Sheet()
        head = SheetHead(stage.look)
        stage.bind(self, head.name.setText, mark("Các gói"))
        self.table = RowTable(
            stage,
            mark("Gói của tỉnh"),
            (
                Column(mark("Loại gói"), "Danh mục thủ tục"),
                Column(mark("Tên gói"), stretch=True),
                Column(mark("Từ ngày"), "01/07/2026"),
                Column(mark("Tình trạng"), "Chờ đến ngày"),
            ),
        )
        sheet.inside.addWidget(head)
        sheet.inside.addWidget(self.table, 1)
        self.detail = DetailSheet(stage, mark("Chọn một gói để xem những gì thay đổi."))
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
        """Read the packages."""
        self.presenter.start()
        self.table.setFocus()

    def _say_again(self) -> None:
        # A method of this widget: what a plain object listens to would outlive the dialog.
        self.presenter.say_again()

    def show_packages(self, rows: tuple[Row, ...], empty: str) -> None:
        """Show the packages, the first one chosen."""
        self.table.show_rows(rows, empty)
        self.table.choose_first()

    def show_package(self, lines: tuple[DetailLine, ...]) -> None:
        """Show one package."""
        self.detail.show_lines(lines)
