"""Rows of cells for the table views: words, tone, icon and mark beside each other."""

from __future__ import annotations

from typing import Any

import msgspec
from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

Index = QModelIndex | QPersistentModelIndex


class Column(msgspec.Struct, frozen=True):
    """A column: its head (a source text), the widest word it must hold, numbers to the right.

    longest: where it stops growing with its words; longer ones are cut, with a tool tip.
    """

    head: str
    sample: str = ""
    longest: str = ""
    right: bool = False
    stretch: bool = False


class Cell(msgspec.Struct, frozen=True):
    """One cell; tone is a colour token, mark a certainty, spans the matched parts of the text.

    chips: words that stand behind the text on a tinted ground and are never cut; aside: words
    behind the text in the second tone, left out where there is no room for them.
    """

    text: str = ""
    tone: str = "text"
    icon: str = ""
    strong: bool = False
    mark: str = ""
    spans: tuple[tuple[int, int], ...] = ()
    tip: str = ""
    chips: tuple[str, ...] = ()
    aside: str = ""


class Row(msgspec.Struct, frozen=True):
    """One line of a table; a group row heads the rows after it and may be folded."""

    key: str
    cells: tuple[Cell, ...]
    group: bool = False
    folded: bool | None = None
    selectable: bool = True


CELL = Qt.ItemDataRole.UserRole
ROW = Qt.ItemDataRole.UserRole + 1


class RowsModel(QAbstractTableModel):
    """What a table shows now; it is given whole rows and reads nothing by itself."""

    def __init__(self, columns: tuple[Column, ...], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.columns = columns
        self._heads = tuple(column.head for column in columns)
        self._rows: tuple[Row, ...] = ()

    def show_rows(self, rows: tuple[Row, ...]) -> None:
        """Show `rows`; when the keys stay the same, views keep their place."""
        same = [r.key for r in rows] == [r.key for r in self._rows]
        if same and rows:
            self._rows = rows
            last = self.index(len(rows) - 1, len(self.columns) - 1)
            self.dataChanged.emit(self.index(0, 0), last)
            return
        self.beginResetModel()
        self._rows = rows
        self.endResetModel()

    def show_heads(self, heads: tuple[str, ...]) -> None:
        """Show these words as heads."""
        self._heads = heads
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(heads) - 1)

    def row(self, number: int) -> Row | None:
        """The row shown at this place, if there is one."""
        return self._rows[number] if 0 <= number < len(self._rows) else None

    def place(self, key: str) -> int:
        """Where the row with this key stands, or -1."""
        return next((n for n, row in enumerate(self._rows) if row.key == key), -1)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """How many rows are shown."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """How many columns there are."""
        return 0 if parent.isValid() else len(self.columns)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Rows can be chosen unless they say otherwise."""
        row = self.row(index.row())
        if row is None or not row.selectable:
            return Qt.ItemFlag.ItemIsEnabled
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """What Qt and the delegates ask about a cell."""
        row = self.row(index.row())
        if row is None or index.column() >= len(row.cells):
            return None
        cell = row.cells[index.column()]
        if role == CELL:
            return cell
        if role == ROW:
            return row
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            spoken = role == Qt.ItemDataRole.AccessibleTextRole
            said = (cell.text, *((cell.aside,) if cell.aside else ()), *cell.chips)
            return ", ".join(said) if spoken else cell.text
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return self._alignment(index.column())
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """The head of a column."""
        if orientation is Qt.Orientation.Horizontal and section < len(self._heads):
            if role == Qt.ItemDataRole.DisplayRole:
                return self._heads[section]
            if role == Qt.ItemDataRole.TextAlignmentRole:
                return self._alignment(section)
        return None

    def _alignment(self, column: int) -> int:
        side = (
            Qt.AlignmentFlag.AlignRight
            if self.columns[column].right
            else Qt.AlignmentFlag.AlignLeft
        )
        return int(side | Qt.AlignmentFlag.AlignVCenter)
