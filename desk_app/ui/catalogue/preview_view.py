"""What a file would change: groups with their counts, and each change field by field beside it."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desk_app.qt.language import mark
from desk_app.qt.look import SECOND
from desk_app.qt.models import Column, Row
from desk_app.ui.catalogue.detail_sheet import DetailSheet
from desk_app.ui.catalogue.words import DetailLine
from desk_app.ui.page import Halves, InnerScroll
from desk_app.ui.parts import Sheet, SheetHead, column, frame, label
from desk_app.ui.row_table import RowTable
from desk_app.ui.stage import Stage
from desk_app.ui.tick_box import TickBox

_LEFT, _RIGHT = 600, 560
_NOTES_HEIGHT = 120
_ANY_HEIGHT = 16_777_215


class PreviewView(QWidget):
    """Tells which change is chosen, and whether missing procedures are to end."""

    chosen = Signal(str)
    abolish_wanted = Signal(bool)

    def __init__(self, stage: Stage) -> None:
        super().__init__()
        self._stage = stage
        sheet = Sheet()
        head = SheetHead(stage.look)
        stage.bind(self, head.name.setText, mark("Xem trước khi nhận"))
        self.facts = head.facts
        self.table = RowTable(
            stage,
            mark("Các thay đổi"),
            (
                Column(mark("Mã"), "1.001193"),
                Column(mark("Thủ tục"), stretch=True),
                Column(mark("Từ ngày"), "01/07/2026"),
            ),
        )
        self.table.chosen.connect(self.chosen)
        self.missing = TickBox(stage.look)
        stage.bind(self, self._name_missing, mark("Bãi bỏ thủ tục nhận tại quầy mà tệp không có"))
        self.missing.toggled.connect(self.abolish_wanted)
        foot = frame("foot")
        row = column(foot)
        row.setContentsMargins(12, 8, 12, 8)
        row.addWidget(self.missing)
        sheet.inside.addWidget(head)
        sheet.inside.addWidget(self.table, 1)
        sheet.inside.addWidget(foot)
        self.detail = DetailSheet(
            stage, mark("Chọn một thay đổi để xem từng mục trước và sau khi nhận.")
        )
        self.notes = label(level="second", wrap=True)
        inside = frame("plain")
        noted = column(inside)
        noted.setContentsMargins(12, 8, 12, 8)
        noted.addWidget(self.notes)
        noted.addStretch(1)
        self._noted = InnerScroll(inside)
        self._notes = Sheet()
        self._notes.inside.addWidget(self._noted)
        whole = column(self, gap=8)
        self._halves = Halves(stage, sheet, self.detail, _LEFT, _RIGHT)
        whole.addWidget(self._halves, 1)
        whole.addWidget(self._notes)
        stage.look.changed.connect(self._fit)
        self._fit()

    def show_preview(
        self, rows: tuple[Row, ...], facts: str, notes: str, tone: str, *, abolish: bool
    ) -> None:
        """Show what would change; notes: what is wrong (tone late), or worth knowing."""
        self.facts.setText(facts)
        self.table.show_rows(rows, facts if not rows and not tone else "")
        self.detail.show_lines(())
        self.notes.setText(notes)
        self.notes.setProperty("tone", tone)
        self.notes.style().unpolish(self.notes)
        self.notes.style().polish(self.notes)
        self._notes.setVisible(bool(notes))
        # What keeps a file from being taken in is all there is to see of it.
        self._halves.setVisible(tone != "late")
        self._fit()
        self.missing.blockSignals(True)
        self.missing.setChecked(abolish)
        self.missing.blockSignals(False)
        self.table.choose_first()

    def show_change(self, lines: tuple[DetailLine, ...]) -> None:
        """Show one change."""
        self.detail.show_lines(lines)

    def _name_missing(self, text: str) -> None:
        self.missing.setText(text)
        self.missing.setAccessibleName(text)

    def _fit(self) -> None:
        look = self._stage.look
        if self._halves.isHidden():
            self._notes.setMinimumHeight(0)
            self._notes.setMaximumHeight(_ANY_HEIGHT)
            return
        lines = len(self.notes.text().splitlines())
        wanted = lines * (look.metrics(SECOND).lineSpacing() + 2) + look.px(20)
        self._notes.setFixedHeight(min(wanted, look.px(_NOTES_HEIGHT)))
