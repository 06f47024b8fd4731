"""A table of rows with our measures: one stretching column, folding groups, keys that act."""

from __future__ import annotations

from PySide6.QtCore import (
    QEvent,
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QPoint,
    QRect,
    Qt,
    Signal,
)
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QToolTip

from desk_app.qt.look import BODY, DENSE
from desk_app.qt.models import CELL, Cell, Column, Row, RowsModel
from desk_app.ui.delegates import MORE, PAD, NumberDelegate, RowDelegate
from desk_app.ui.stage import Stage

HEAD = 9.5
# Of the width left for words, names take this much at most, and this many pixels at least.
NAME_SHARE = 0.55
LEAST = 64


class RowTable(QTableView):
    """Shows rows, tells which one was chosen, opened, struck out or folded."""

    chosen = Signal(str)
    opened = Signal(str)
    strike_requested = Signal(str)
    fold_requested = Signal(str, bool)

    def __init__(self, stage: Stage, name: str, columns: tuple[Column, ...], padding: int = 8):
        super().__init__()
        self._stage, self._columns, self._padding = stage, columns, padding
        self._rows: tuple[Row, ...] = ()
        self._empty = ""
        self._key = ""
        self.rows = RowsModel(columns, self)
        self.setModel(self.rows)
        self._delegates = [
            NumberDelegate(stage.look, self) if c.right else RowDelegate(stage.look, self)
            for c in columns
        ]
        for number, delegate in enumerate(self._delegates):
            self.setItemDelegateForColumn(number, delegate)
        self._set_up()
        stage.bind(self, self.setAccessibleName, name)
        stage.language.changed.connect(self._say_heads)
        stage.look.changed.connect(self.fit)
        self._say_heads()
        self.fit()

    def _set_up(self) -> None:
        self.setShowGrid(False)
        self.setMouseTracking(True)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setMinimumSectionSize(8)
        head = self.horizontalHeader()
        head.setHighlightSections(False)
        head.setSectionsClickable(False)
        head.setMinimumSectionSize(8)
        for number, column in enumerate(self._columns):
            mode = (
                QHeaderView.ResizeMode.Stretch if column.stretch else QHeaderView.ResizeMode.Fixed
            )
            head.setSectionResizeMode(number, mode)
        self.selectionModel().currentRowChanged.connect(self._on_row_changed)
        self.selectionModel().selectionChanged.connect(self._on_selected)

    def show_rows(self, rows: tuple[Row, ...], empty: str = "") -> None:
        """Show `rows`, or the sentence `empty` when there are none; the chosen row stays chosen."""
        key = self._key
        self._rows, self._empty = rows, empty
        self.rows.show_rows(rows)
        self._fit_columns()
        place = self.rows.place(key) if key else -1
        if place >= 0:
            self._select_quietly(place)
        self.viewport().update()

    def choose(self, key: str) -> None:
        """Choose the row with this key, if it is shown."""
        place = self.rows.place(key)
        if place >= 0:
            self._select(place)

    def choose_when_shown(self, key: str) -> None:
        """Choose this row now, or as soon as it is shown."""
        self._key = key
        self.choose(key)

    def choose_first(self) -> None:
        """Choose the first row that can be chosen."""
        for number, row in enumerate(self._rows):
            if row.selectable and not row.group:
                self._select(number)
                return

    @property
    def key(self) -> str:
        """The key of the chosen row, or nothing."""
        return self._key if self.rows.place(self._key) >= 0 else ""

    def fit(self) -> None:
        """Take heights and widths of the present scale."""
        look = self._stage.look
        self.verticalHeader().setDefaultSectionSize(look.height(DENSE, self._padding))
        self.horizontalHeader().setFixedHeight(look.height(HEAD, 8))
        self.setMinimumHeight(look.height(HEAD, 8) + 5 * look.height(DENSE, self._padding))
        self._fit_columns()
        self.viewport().update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Columns share what width there is now."""
        super().resizeEvent(event)
        self._fit_columns()

    def _fit_columns(self) -> None:
        look = self._stage.look
        widths: dict[int, int] = {}
        for number, column in enumerate(self._columns):
            if column.stretch:
                continue
            words = self.rows.headerData(number, Qt.Orientation.Horizontal) or ""
            width = look.metrics(HEAD).horizontalAdvance(words) + look.px(2 * PAD) + 4
            samples = [Cell(column.sample)] + [
                row.cells[number] for row in self._rows if number < len(row.cells)
            ]
            delegate = self._delegates[number]
            needed = max(delegate.width_of(cell) for cell in samples[:200])
            if column.longest:
                needed = min(needed, delegate.width_of(Cell(column.longest)))
            needed += look.px(MORE) if number == 0 else 0
            widths[number] = max(width, needed)
        self._share(widths)
        for number, wide in widths.items():
            self.setColumnWidth(number, wide)

    def _share(self, widths: dict[int, int]) -> None:
        # Where it gets narrow the column that may be cut gives way: states and numbers never.
        may_be_cut = [n for n in widths if self._columns[n].longest]
        kept = sum(width for n, width in widths.items() if n not in may_be_cut)
        for number in may_be_cut:
            share = int((self.viewport().width() - kept) * NAME_SHARE)
            widths[number] = max(self._stage.look.px(LEAST), min(widths[number], share))

    def _say_heads(self) -> None:
        self.rows.show_heads(
            tuple(self._stage.say(c.head) if c.head else "" for c in self._columns)
        )
        self._fit_columns()

    def _select(self, place: int) -> None:
        # Not selectRow: with Ctrl still held after Ctrl Enter it takes the row out instead.
        flag = QItemSelectionModel.SelectionFlag
        self.selectionModel().setCurrentIndex(
            self.rows.index(place, 0), flag.ClearAndSelect | flag.Rows
        )

    def _select_quietly(self, place: int) -> None:
        model = self.selectionModel()
        model.blockSignals(True)
        self._select(place)
        model.blockSignals(False)

    def _on_selected(self, _now: QItemSelection, before: QItemSelection) -> None:
        if before.isEmpty():
            self.viewport().update()  # the bar of a table with nothing chosen goes

    def _on_row_changed(self, now: QModelIndex, _before: QModelIndex) -> None:
        row = self.rows.row(now.row())
        self._key = row.key if row is not None and row.selectable else ""
        if self._key:
            self.chosen.emit(self._key)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens, Delete strikes out, Left and Right fold groups."""
        row = self.rows.row(self.currentIndex().row())
        key = event.key()
        if row is not None and event.modifiers() in (
            Qt.KeyboardModifier.NoModifier,
            Qt.KeyboardModifier.KeypadModifier,
        ):
            if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._open(row)
                return
            if key == Qt.Key.Key_Delete:
                self.strike_requested.emit(row.key)
                return
            if row.group and key in (Qt.Key.Key_Left, Qt.Key.Key_Right):
                self.fold_requested.emit(row.key, key == Qt.Key.Key_Left)
                return
        super().keyPressEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """A double click opens, as Enter does."""
        row = self.rows.row(self.indexAt(event.position().toPoint()).row())
        if row is not None:
            self._open(row)

    def _open(self, row: Row) -> None:
        if row.group and row.folded is not None:
            self.fold_requested.emit(row.key, not row.folded)
        elif row.selectable:
            self.opened.emit(row.key)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """The row under the hand is tinted."""
        self._hover(self.indexAt(event.position().toPoint()).row())
        super().mouseMoveEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        """Nothing is under the hand any more."""
        self._hover(-1)
        super().leaveEvent(event)

    def _hover(self, row: int) -> None:
        if self._delegates[0].hovered != row:
            for delegate in self._delegates:
                delegate.hovered = row
            self.viewport().update()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Something is chosen as soon as the keys work here."""
        self._set_focused(True)
        super().focusInEvent(event)
        # Qt makes the first row the current one by itself, and leaves it unchosen.
        if not self.selectionModel().hasSelection():
            self.choose_first()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """The chosen row stays tinted, its bar turns grey."""
        self._set_focused(False)
        super().focusOutEvent(event)

    def _set_focused(self, focused: bool) -> None:
        for delegate in self._delegates:
            delegate.focused = focused
        self.viewport().update()

    def viewportEvent(self, event: QEvent) -> bool:
        """A cut text has a tool tip with the whole of it."""
        if event.type() == QEvent.Type.ToolTip:
            at: QPoint = event.pos()  # type: ignore[attr-defined]
            index = self.indexAt(at)
            cell = index.data(CELL)
            if isinstance(cell, Cell):
                needed = self._delegates[index.column()].width_of(cell)
                cut = needed > self.columnWidth(index.column())
                text = cell.tip or (cell.text if cut else "")
                QToolTip.showText(self.viewport().mapToGlobal(at), _plain(text), self)
            return True
        return super().viewportEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """An empty table says in one line what will stand here."""
        super().paintEvent(event)
        look = self._stage.look
        painter = QPainter(self.viewport())
        if self.hasFocus() and not self.selectionModel().hasSelection():
            # There is no row whose bar could show where the keys go.
            room = self.viewport().rect()
            painter.fillRect(
                QRect(room.left(), room.top(), 3, room.height()), look.colour("accent")
            )
        if self._rows or not self._empty:
            painter.end()
            return
        painter.setFont(look.font(BODY))
        painter.setPen(look.colour("text2"))
        area = self.viewport().rect().adjusted(look.px(12), look.px(8), -look.px(12), -look.px(8))
        painter.drawText(area, int(Qt.TextFlag.TextWordWrap), self._empty)
        painter.end()


def _plain(text: str) -> str:
    # Tool tips guess whether text is markup; a name that looks like a tag must stay a name.
    return text.replace("&", "&amp;").replace("<", "&lt;") if "<" in text else text
