"""The list of cases as a table: several may be chosen, heads order it, digits are the page's."""

from __future__ import annotations

from PySide6.QtCore import QItemSelectionModel, Qt, Signal
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
        self._gone = False
        self.chosen.connect(self._on_chosen)
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
        self._gone = bool(before) and not self.key
        if self._gone and rows:
            # The case that was open left the list; Down goes to the one that took its place.
            gone = min(place, len(rows)) - 1
            model.blockSignals(True)
            no_change = QItemSelectionModel.SelectionFlag.NoUpdate
            model.setCurrentIndex(self.rows.index(gone, 0), no_change)
            model.blockSignals(False)
        elif len(before) > 1:
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
        if self._gone:
            self._set_focused(True)
            QTableView.focusInEvent(self, event)
        else:
            super().focusInEvent(event)

    def _on_chosen(self) -> None:
        self._gone = False

    def forget_choice(self) -> None:
        """Nothing is chosen any more."""
        self._key, self._gone = "", False
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
        super().keyPressEvent(event)
