"""The results as a table that is walked from the search line, what matched marked in its words."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QRect, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent

from desk_app.qt.look import BODY, DENSE
from desk_app.qt.models import Cell, Column, Row
from desk_app.ui.delegates import MORE as FIRST_MORE
from desk_app.ui.delegates import PAD, NumberDelegate, RowDelegate
from desk_app.ui.row_table import RowTable
from desk_app.ui.search.result_rows import MORE
from desk_app.ui.stage import Stage


class _Marking(RowDelegate):
    """Gives semi-bold parts their room; of a group's head only the name is semi-bold."""

    def width_of(self, cell: Cell) -> int:
        """The room a cell needs, its marked parts being wider than the others."""
        width = super().width_of(cell)
        for start, end in cell.spans:
            part = cell.text[start:end]
            wide = self._look.metrics(DENSE, strong=True).horizontalAdvance(part)
            width += wide - self._look.metrics(DENSE).horizontalAdvance(part)
        return width

    def _paint_cell(
        self, painter: QPainter, rect: QRect, cell: Cell, row: Row, first_column: bool
    ) -> None:
        if not row.group:
            super()._paint_cell(painter, rect, cell, row, first_column)
            return
        look = self._look
        inner = rect.adjusted(look.px(PAD + FIRST_MORE), 0, -look.px(PAD), -1)
        end = cell.spans[0][1] if cell.spans else 0
        name, rest = (cell.text[:end], True, "text"), (cell.text[end:], False, "text2")
        for part, strong, tone in (name, rest):
            painter.setFont(look.font(DENSE, strong=strong))
            painter.setPen(look.colour(tone))
            painter.drawText(inner, int(Qt.AlignmentFlag.AlignVCenter), part)
            inner.setLeft(inner.left() + look.metrics(DENSE, strong=strong).horizontalAdvance(part))


class ResultTable(RowTable):
    """Walked by the line's arrows; a touch on "… 6 lượt nữa" is enough to open it."""

    touched = Signal(str)

    def __init__(self, stage: Stage, name: str, columns: tuple[Column, ...]) -> None:
        super().__init__(stage, name, columns)
        self._note = ""
        self._delegates = [
            NumberDelegate(stage.look, self) if column.right else _Marking(stage.look, self)
            for column in columns
        ]
        for number, delegate in enumerate(self._delegates):
            self.setItemDelegateForColumn(number, delegate)
        self.clicked.connect(self._on_clicked)

    def show_results(self, rows: tuple[Row, ...], note: str) -> None:
        """Show `rows`; `note` stands below the last of them, or alone."""
        self._note = note
        self.setAccessibleDescription(note)
        self.clearSpans()
        self.show_rows(rows, "" if rows else note)
        for number, row in enumerate(rows):
            if row.group or not row.selectable or row.key.startswith(MORE):
                self.setSpan(number, 0, 1, len(self._columns))

    def follow(self, focused: bool) -> None:
        """The line has the focus and walks here: the chosen row is marked as if we had it."""
        self._set_focused(focused or self.hasFocus())

    def step(self, rows: int) -> None:
        """Choose the next row, or the one before; heads are passed over."""
        places = [n for n, row in enumerate(self._rows) if row.selectable]
        self._step_in(places, rows)

    def step_group(self, groups: int) -> None:
        """Choose the first row of the next group, or of this one or the one before."""
        places = [
            n
            for n, row in enumerate(self._rows)
            if n and row.selectable and self._rows[n - 1].group
        ]
        self._step_in(places, groups)

    def _step_in(self, places: list[int], way: int) -> None:
        now = self.rows.place(self.key) if self.key else -1
        beyond = [n for n in places if (n > now if way > 0 else n < now)]
        if not beyond:
            return
        place = beyond[0] if way > 0 else beyond[-1]
        self.choose(self._rows[place].key)
        if places[0] == place:
            self.scrollToTop()  # with the head above it

    def _on_clicked(self, index: QModelIndex) -> None:
        row = self.rows.row(index.row())
        if row is not None and row.key.startswith(MORE):
            self.touched.emit(row.key)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Below groups with nothing in them stands what one can try."""
        super().paintEvent(event)
        if not self._rows or not self._note:
            return
        look, last = self._stage.look, len(self._rows) - 1
        painter = QPainter(self.viewport())
        painter.setFont(look.font(BODY))
        painter.setPen(look.colour("text2"))
        top = self.rowViewportPosition(last) + self.rowHeight(last) + look.px(8)
        area = self.viewport().rect().adjusted(look.px(12), top, -look.px(12), 0)
        painter.drawText(area, int(Qt.TextFlag.TextWordWrap), self._note)
        painter.end()
