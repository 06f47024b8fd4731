"""The charts as tables in their sheets, side by side or one below the other."""

from __future__ import annotations

from PySide6.QtWidgets import QSizePolicy, QWidget

from desk_app.qt.language import mark
from desk_app.qt.look import DENSE
from desk_app.qt.models import Column
from desk_app.ui.month.tables import MonthTables
from desk_app.ui.page import GAP, Halves
from desk_app.ui.parts import Sheet, SheetHead, column, frame, label, line
from desk_app.ui.row_table import HEAD, RowTable
from desk_app.ui.stage import Stage

_PADDING = 5
_LONG = 14  # rows of the long table where the page scrolls anyway


class TableSheets(QWidget):
    """Shows every figure of the charts; the parts stand elsewhere but belong to them."""

    def __init__(self, stage: Stage) -> None:
        super().__init__()
        self._stage = stage
        self.parts = RowTable(
            stage,
            mark("Phần của điểm"),
            (
                Column(mark("Chứng minh được"), "Chứng minh được 0"),
                Column(mark("Tự nhận"), "00,00"),
                Column(mark("Chưa có minh chứng"), "00,00"),
                Column(mark("Mất"), "00,00"),
                Column(mark("Tối đa"), "000,00"),
                Column(mark("Mốc đạt"), stretch=True),
            ),
            padding=_PADDING,
        )
        self.criteria = RowTable(
            stage,
            mark("Tiêu chí"),
            (
                Column(mark("TT"), "0.00 "),
                Column(mark("Tiêu chí"), stretch=True),
                Column(mark("Điểm"), "00,00", right=True),
                Column(mark("Chuẩn"), "00,00", right=True),
                Column(mark("Mất"), "–0,00", right=True),
                Column(mark("Tháng"), "0,00", right=True),
                Column(mark("Trạng thái")),
            ),
            padding=_PADDING,
        )
        self.months = RowTable(
            stage,
            mark("13 tháng"),
            (
                Column(mark("Tháng"), "00/0000", stretch=True),
                Column(mark("Chứng minh"), "00,00", right=True),
                Column(mark("Tự nhận"), "00,00", right=True),
                Column(mark("Chưa có"), "00,00", right=True),
                Column(mark("Mất"), "00,00", right=True),
            ),
            padding=_PADDING,
        )
        self.answers = RowTable(
            stage,
            mark("Hài lòng tại quầy"),
            (
                Column(mark("Trả lời"), stretch=True),
                Column(mark("Từ đầu năm"), "00,0%", right=True),
                Column(mark("Riêng tháng"), "00,0%", right=True),
            ),
            padding=_PADDING,
        )
        self.days = RowTable(
            stage,
            mark("Ngày so với hạn, từng thủ tục"),
            (
                Column(mark("Thủ tục"), stretch=True),
                Column(mark("Hồ sơ có kết quả"), "000", right=True),
                Column(mark("Trước hạn"), "000", right=True),
                Column(mark("Đúng ngày hạn"), "000", right=True),
                Column(mark("Quá hạn"), "000", right=True),
                Column(mark("Sớm nhất, ngày"), "–00", right=True),
                Column(mark("Trung vị, ngày"), "–00,5", right=True),
                Column(mark("Muộn nhất, ngày"), "+00", right=True),
            ),
            padding=_PADDING,
        )
        self._foot = label(level="second", wrap=True)
        right = QWidget()
        rows = column(right, gap=GAP)
        rows.addWidget(self._sheet(mark("13 tháng, lũy kế từ đầu năm"), self.months), 1)
        rows.addWidget(self._sheet(mark("Hài lòng tại quầy, lượt"), self.answers), 1)
        self.halves = Halves(stage, self._criteria_sheet(), right, 660, 480)
        self._days_sheet = Sheet()
        self._days_head = SheetHead(stage.look)
        self._days_sheet.inside.addWidget(self._days_head)
        self._days_sheet.inside.addWidget(self.days)
        self._days_sheet.hide()
        inside = column(self, gap=GAP)
        inside.addWidget(self.halves, 1)
        inside.addWidget(self._days_sheet)
        self._shown = MonthTables(
            parts=(), criteria=(), criteria_foot="", months=(), answers=(), few=""
        )  # fmt: skip
        stage.look.changed.connect(self._fit)

    def _sheet(self, title: str, table: RowTable) -> Sheet:
        sheet = Sheet()
        head = SheetHead(self._stage.look)
        self._stage.bind(head, head.name.setText, title)
        sheet.inside.addWidget(head)
        sheet.inside.addWidget(table, 1)
        return sheet

    def _criteria_sheet(self) -> Sheet:
        sheet = self._sheet(mark("Điểm từng tiêu chí"), self.criteria)
        foot = frame("foot")
        row = line(foot)
        row.setContentsMargins(12, 6, 12, 6)
        row.addWidget(self._foot, 1)
        sheet.inside.addWidget(foot)
        return sheet

    def show_tables(self, tables: MonthTables) -> None:
        """Show these rows."""
        self._shown = tables
        self.parts.show_rows(tables.parts)
        self.criteria.show_rows(tables.criteria)
        if not self.criteria.key:
            self.criteria.choose_first()
        self._foot.setText(tables.criteria_foot)
        self.months.show_rows(tables.months)
        self.answers.show_rows(tables.answers, tables.few)
        self._days_sheet.setVisible(bool(tables.days))
        self._days_head.name.setText(tables.days_title)
        self.days.show_rows(tables.days)
        self._fit()

    def _fit(self) -> None:
        """Where the page scrolls, no table scrolls within it; a long one keeps its own bar."""
        look = self._stage.look
        head, row = look.height(HEAD, 8), look.height(DENSE, _PADDING)
        for table, rows in (
            (self.criteria, self._shown.criteria),
            (self.months, self._shown.months),
            (self.answers, self._shown.answers),
        ):
            number = min(_LONG, max(5, len(rows))) if self.halves.stacked else 4
            table.setMinimumHeight(head + number * row + 2)
            # What a table would like to be high must not make the page scroll.
            table.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)
        self.days.setFixedHeight(head + min(_LONG, max(1, len(self._shown.days))) * row + 4)
        self.parts.setFixedHeight(head + row + 2)
