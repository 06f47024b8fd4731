"""A report on the screen: its tables with every row in sight, narrow ones side by side."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QBoxLayout, QSizePolicy, QWidget

from desk_app.core.report import Report, ReportRow, ReportTable, cell_text
from desk_app.qt.look import DENSE
from desk_app.qt.models import Cell, Column, Row
from desk_app.ui.page import GAP, STACKS_ABOVE, Scroll
from desk_app.ui.parts import Sheet, SheetHead, clear, column, label
from desk_app.ui.row_table import HEAD, RowTable
from desk_app.ui.stage import Stage

_PADDING = 5
_WIDEST = 820  # of a table with two or three columns
_WORDS = 190  # the least width of the words of a wide table
_FEW_COLUMNS = 4
_HEADS = 3  # rows that the heads of a table and what is said below it take


class AllRows(RowTable):
    """A table that is as high as its rows, and as wide as its words where it has many columns."""

    def fit(self) -> None:
        """Every row in sight, whatever the scale."""
        super().fit()
        look = self._stage.look
        rows = max(1, self.rows.rowCount()) * look.height(DENSE, self._padding)
        self.setFixedHeight(look.height(HEAD, 8) + rows + 4)
        fixed = (
            self.columnWidth(place)
            for place, one in enumerate(self.rows.columns)
            if not one.stretch
        )
        self.setMinimumWidth(sum(fixed) + look.px(_WORDS))


class ReportTables(Scroll):
    """Shows one report below whatever stands above it: who is assigned, title, period."""

    def __init__(self, stage: Stage, *above: QWidget) -> None:
        super().__init__()
        self._stage = stage
        body = QWidget()
        inside = column(body, gap=8)
        inside.setContentsMargins(0, 0, 4, 0)
        for widget in above:
            inside.addWidget(widget)
        self._halves = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._halves.setSpacing(GAP)
        self._sides = (column(gap=GAP), column(gap=GAP))
        for side in self._sides:
            self._halves.addLayout(side, 1)
        inside.addLayout(self._halves)
        self._below = column(gap=4)
        inside.addLayout(self._below)
        inside.addStretch(1)
        self.setWidget(body)
        self.tables: list[AllRows] = []
        stage.look.changed.connect(self.fit)

    def show_report(self, report: Report) -> None:
        """Show these tables, and below them what must be known to read them."""
        for place in (*self._sides, self._below):
            clear(place)
        self.tables = []
        split = _split(report)
        for number, table in enumerate(report.tables):
            side = self._sides[0 if number < split else 1]
            sheet, rows = self._table(table, report)
            self.tables.append(rows)
            side.addWidget(sheet)
            for sentence in table.after:
                side.addWidget(label(sentence, "second", wrap=True))
        for side in self._sides:
            side.addStretch(1)
        # A side with nothing in it takes no room.
        self._halves.setStretch(1, 1 if split < len(report.tables) else 0)
        for sentence in report.notes:
            self._below.addWidget(label(sentence, "second", wrap=True))
        self.fit()
        self.verticalScrollBar().setValue(0)

    def _table(self, table: ReportTable, report: Report) -> tuple[Sheet, AllRows]:
        wide = len(table.columns) > _FEW_COLUMNS
        widest = max(table.columns, key=lambda one: one.share)
        columns = tuple(
            Column(
                (one.short or one.title) if wide else one.heading,
                right=one.align == "right",
                stretch=one is widest,
            )
            for one in table.columns
        )
        name = table.title or report.title
        rows = AllRows(self._stage, name, columns, padding=_PADDING)
        rows.show_rows(tuple(map(_row, range(len(table.rows)), table.rows)), table.empty)
        rows.fit()
        rows.chosen.connect(self._on_chosen)
        rows.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        rows.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        sheet = Sheet()
        head = SheetHead(self._stage.look)
        head.name.setText(name)
        if wide:
            units = dict.fromkeys(one.unit for one in table.columns if one.unit)
            head.facts.setText(", ".join(units))
        sheet.inside.addWidget(head)
        sheet.inside.addWidget(rows)
        if not wide:
            sheet.setMaximumWidth(self._stage.look.px(_WIDEST))
        return sheet, rows

    def _on_chosen(self) -> None:
        """The table does not scroll, so the page follows the keys."""
        table, content = self.sender(), self.widget()
        if isinstance(table, AllRows) and content is not None:
            foot = table.visualRect(table.currentIndex()).bottomLeft()
            place = table.viewport().mapTo(content, foot)
            self.ensureVisible(place.x(), place.y(), 0, 3 * GAP)

    def fit(self) -> None:
        """Large letters stack the halves."""
        stacked = self._stage.look.scale > STACKS_ABOVE
        direction = QBoxLayout.Direction
        self._halves.setDirection(direction.TopToBottom if stacked else direction.LeftToRight)


def _split(report: Report) -> int:
    """How many tables stand on the left: all, where any is wide; else about half of the rows."""
    tables = report.tables
    if any(len(table.columns) > _FEW_COLUMNS for table in tables):
        return len(tables)
    rows = [len(table.rows) + _HEADS for table in tables]
    whole = sum(rows)
    return min(
        range(1, len(tables) + 1), key=lambda place: abs(whole - 2 * sum(rows[:place])), default=0
    )


def _row(place: int, row: ReportRow) -> Row:
    strong = row.kind != "plain"
    cells = tuple(Cell(cell_text(cell), strong=strong) for cell in row.cells)
    return Row(str(place), cells, selectable=True)
