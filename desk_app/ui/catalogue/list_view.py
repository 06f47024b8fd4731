"""The list of procedures with a line to filter it, and the chosen one beside it."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from desk_app.qt.language import mark
from desk_app.qt.models import Column, Row
from desk_app.ui.catalogue.detail_sheet import DetailSheet
from desk_app.ui.catalogue.words import DetailLine
from desk_app.ui.fields import FieldRow
from desk_app.ui.page import Halves
from desk_app.ui.parts import Sheet, SheetHead, column, frame
from desk_app.ui.row_table import RowTable
from desk_app.ui.stage import Stage

_LEFT, _RIGHT = 640, 520
_LIMIT = 100


class ListView(QWidget):
    """Tells what is typed and which procedure is chosen."""

    filtered = Signal(str)
    chosen = Signal(str)

    def __init__(self, stage: Stage) -> None:
        super().__init__()
        self.filter = QLineEdit()
        self.filter.setMaxLength(_LIMIT)
        self.filter.textChanged.connect(self.filtered)
        stage.bind(
            self.filter,
            self.filter.setPlaceholderText,
            mark("tên, lĩnh vực, mã tắt hoặc mã thủ tục; có dấu hay không đều được"),
        )
        sheet = Sheet()
        head = SheetHead(stage.look)
        stage.bind(self, head.name.setText, mark("Danh mục"))
        self.facts = head.facts
        self.table = RowTable(
            stage,
            mark("Danh mục thủ tục"),
            (
                Column(mark("Mã"), "1.001193"),
                Column(mark("Thủ tục"), stretch=True),
                Column(mark("Thời hạn"), "3 ngày làm việc"),
                Column(mark("Độ tin cậy"), "đối chiếu một phần"),
            ),
        )
        self.table.chosen.connect(self.chosen)
        row = FieldRow(stage, mark("Lọc"), self.filter, label_width=48)
        inside = QWidget()
        rows = column(inside, gap=8)
        rows.setContentsMargins(12, 8, 12, 8)
        rows.addWidget(row)
        sheet.inside.addWidget(head)
        sheet.inside.addWidget(inside)
        sheet.inside.addWidget(frame("rule"))
        sheet.inside.addWidget(self.table, 1)
        self.detail = DetailSheet(
            stage, mark("Chọn một thủ tục để xem thời hạn, phí, thành phần hồ sơ và các phiên bản.")
        )
        whole = column(self)
        whole.addWidget(Halves(stage, sheet, self.detail, _LEFT, _RIGHT), 1)

    def show_list(self, rows: tuple[Row, ...], facts: str, empty: str) -> None:
        """Show these procedures; the chosen one stays chosen while it is among them."""
        self.facts.setText(facts)
        self.table.show_rows(rows, empty)
        if self.table.key:
            self.chosen.emit(self.table.key)
        else:
            self.detail.show_lines(())

    def show_lines(self, lines: tuple[DetailLine, ...]) -> None:
        """Show one procedure."""
        self.detail.show_lines(lines)
