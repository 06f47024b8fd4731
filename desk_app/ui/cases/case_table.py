"""The list of cases as a table: several may be chosen, heads order it, digits are the page's."""

from __future__ import annotations

from PySide6.QtCore import QItemSelection, QItemSelectionModel, QModelIndex, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QTableView

from desk_app.qt.models import Column, Row
from desk_app.ui.row_table import RowTable
from desk_app.ui.stage import Stage


class CaseTable(RowTable):
    """Keeps what is chosen while the list is read again; Down goes on where a row went away."""

    sort_requested = Signal(int)

    def __init__(self, stage: Stage, name: str, columns: tuple[Column, ...]) -> None:
        super().__init__(stage, name, columns)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self._gone = -1
        head = self.horizontalHeader()
        head.setSectionsClickable(True)
        head.sectionClicked.connect(self.sort_requested)

    def show_sort(self, column: int, *, descending: bool) -> None:
        """Mark the column the rows are ordered by; -1: none, they follow their due moment."""
        head = self.horizontalHeader()
        order = Qt.SortOrder.DescendingOrder if descending else Qt.SortOrder.AscendingOrder
        head.setSortIndicatorShown(column >= 0)
        if column >= 0:
            head.setSortIndicator(column, order)

    @property
    def keys(self) -> tuple[str, ...]:
        """The keys of all rows that are chosen, from the top."""
        places = sorted(index.row() for index in self.selectionModel().selectedRows())
        rows = (self.rows.row(place) for place in places)
        return tuple(row.key for row in rows if row is not None and row.selectable)

    def show_rows(self, rows: tuple[Row, ...], empty: str = "") -> None:
        """Show `rows`; whatever was chosen and is still there stays chosen."""
        before, place = frozenset(self.keys), self.currentIndex().row()
        super().show_rows(rows, empty)
        model = self.selectionModel()
        if before:
            # The case that was open left the list: no other row is chosen for it.
            self._gone = -1 if self.key else max(place, 0)
        if len(before) > 1:
            model.blockSignals(True)
            row_wise = (
                QItemSelectionModel.SelectionFlag.Select | QItemSelectionModel.SelectionFlag.Rows
            )
            for number, row in enumerate(rows):
                if row.key in before:
                    model.select(self.rows.index(number, 0), row_wise)
            model.blockSignals(False)
        self.viewport().update()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """The case that is open stays open, though its row went away."""
        if self._gone >= 0:
            self._set_focused(True)
            QTableView.focusInEvent(self, event)
        else:
            super().focusInEvent(event)

    def _on_row_changed(self, now: QModelIndex, before: QModelIndex) -> None:
        # Qt makes a row the current one by itself; only one that is chosen opens its case.
        if self.selectionModel().isRowSelected(now.row(), QModelIndex()):
            self._gone = -1
            super()._on_row_changed(now, before)

    def _on_selected(self, now: QItemSelection, before: QItemSelection) -> None:
        """Where one row is left of several, it is the case beside the list."""
        super()._on_selected(now, before)
        keys = self.keys
        if len(keys) == 1 and keys[0] != self._key:
            self._key, self._gone = keys[0], -1
            self.chosen.emit(self._key)

    def forget_choice(self) -> None:
        """Nothing is chosen any more."""
        self._key, self._gone = "", -1
        model = self.selectionModel()
        model.blockSignals(True)
        model.clear()
        model.blockSignals(False)
        self.viewport().update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Letters and digits look for nothing here: the page has its own use for them."""
        plain = event.modifiers() in (
            Qt.KeyboardModifier.NoModifier,
            Qt.KeyboardModifier.KeypadModifier,
        )
        if plain and event.text().isprintable() and event.text().strip():
            event.ignore()
            return
        arrows = {Qt.Key.Key_Down: 0, Qt.Key.Key_Up: -1}
        if self._gone >= 0 and plain and event.key() in arrows:
            # On from the place where the case was that left.
            last = self.rows.rowCount() - 1
            self._select(min(max(self._gone + arrows[Qt.Key(event.key())], 0), last))
            return
        super().keyPressEvent(event)
