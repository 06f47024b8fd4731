"""How a table cell is painted: ground, selection bar, words, state icon, certainty mark."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QPoint, QRect, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from desk_app.qt.look import DENSE, SECOND, Look
from desk_app.qt.marks import paint_mark
from desk_app.qt.models import CELL, ROW, Cell, Row

Index = QModelIndex | QPersistentModelIndex
PAD = 8
CHIP_GAP, CHIP_PAD = 6, 6
MORE = 4  # the first column stands as far in as the sheet's head


class RowDelegate(QStyledItemDelegate):
    """Paints every kind of cell; the model says in words what is meant, never in colours."""

    right = False

    def __init__(self, look: Look, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self.hovered = -1
        self.focused = False

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """As wide as its words."""
        cell = index.data(CELL)
        return QSize(self.width_of(cell) if isinstance(cell, Cell) else 0, 0)

    def width_of(self, cell: Cell) -> int:
        """The room a cell needs so that nothing of it is cut."""
        look = self._look
        width = look.metrics(DENSE, strong=cell.strong).horizontalAdvance(cell.text)
        width += look.px(2 * PAD) + 2
        if cell.icon:
            width += look.px(15 + 5)
        if cell.mark:
            width += look.px(12 + 6)
        return width + self._chips_width(cell)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Ground first, then the words."""
        row, cell = index.data(ROW), index.data(CELL)
        if not isinstance(row, Row) or not isinstance(cell, Cell):
            return
        rect: QRect = option.rect
        state = option.state
        selected = bool(state & QStyle.StateFlag.State_Selected)
        painter.save()
        self._paint_ground(painter, rect, row, index, selected)
        self._paint_cell(painter, rect, cell, row, index.column() == 0)
        painter.restore()

    def _paint_ground(
        self, painter: QPainter, rect: QRect, row: Row, index: Index, selected: bool
    ) -> None:
        look = self._look
        token = "head" if row.group else "surface"
        if selected:
            token = "selection"
        elif index.row() == self.hovered and row.selectable:
            token = "hover"
        painter.fillRect(rect, look.colour(token))
        painter.fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), look.colour("line"))
        if selected and index.column() == 0:
            bar = "accent" if self.focused else "field"
            painter.fillRect(QRect(rect.left(), rect.top(), 3, rect.height()), look.colour(bar))

    def _paint_cell(
        self, painter: QPainter, rect: QRect, cell: Cell, row: Row, first_column: bool
    ) -> None:
        look = self._look
        first = look.px(PAD + MORE) if first_column else look.px(PAD)
        inner = rect.adjusted(first, 0, -look.px(PAD), -1)
        left = inner.left()
        ratio = painter.device().devicePixelRatioF()
        if cell.mark:
            side = look.px(12)
            box = QRect(left, inner.center().y() - side // 2, side, side)
            paint_mark(painter, box, cell.mark, look.colour)
            left += side + look.px(6)
        if cell.icon:
            side = look.px(15)
            pixmap = look.pixmap(cell.icon, 15, cell.tone, ratio)
            painter.drawPixmap(QPoint(left, inner.center().y() - side // 2 + 1), pixmap)
            left += side + look.px(5)
        strong = cell.strong or row.group
        painter.setFont(look.font(DENSE, strong=strong))
        painter.setPen(look.colour(cell.tone))
        area = QRect(left, inner.top(), inner.right() - left + 1, inner.height())
        behind = QRect(area)
        if cell.chips:
            area.setWidth(area.width() - self._chips_width(cell))
            self._paint_chips(painter, area, cell)
            painter.setFont(look.font(DENSE, strong=strong))
            painter.setPen(look.colour(cell.tone))
        if cell.spans:
            self._paint_spans(painter, area, cell)
        else:
            self._paint_text(painter, area, cell.text, strong)
        if cell.aside:
            self._paint_aside(painter, behind, cell, strong)

    def _chips_width(self, cell: Cell) -> int:
        look = self._look
        words = sum(look.metrics(SECOND).horizontalAdvance(chip) for chip in cell.chips)
        return words + len(cell.chips) * look.px(CHIP_GAP + 2 * CHIP_PAD)

    def _paint_chips(self, painter: QPainter, area: QRect, cell: Cell) -> None:
        # Right behind the words; the words end with … before a chip would be cut.
        look = self._look
        metrics = look.metrics(SECOND)
        words = look.metrics(DENSE, strong=cell.strong).horizontalAdvance(cell.text)
        left = area.left() + min(words, area.width())
        height = metrics.lineSpacing() + look.px(2)
        painter.setFont(look.font(SECOND))
        for chip in cell.chips:
            left += look.px(CHIP_GAP)
            width = metrics.horizontalAdvance(chip) + 2 * look.px(CHIP_PAD)
            box = QRect(left, area.center().y() - height // 2 + 1, width, height)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(look.colour("head"))
            painter.drawRoundedRect(box, 4, 4)
            painter.setPen(look.colour("text2"))
            painter.drawText(box, int(Qt.AlignmentFlag.AlignCenter), chip)
            left += width

    def _paint_text(self, painter: QPainter, area: QRect, text: str, strong: bool) -> None:
        metrics = self._look.metrics(DENSE, strong=strong)
        shown = text
        if metrics.horizontalAdvance(text) > area.width() + 1:
            shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, area.width())
        side = Qt.AlignmentFlag.AlignRight if self.right else Qt.AlignmentFlag.AlignLeft
        flags = side | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine
        painter.drawText(area, int(flags), shown)

    def _paint_aside(self, painter: QPainter, area: QRect, cell: Cell, strong: bool) -> None:
        look = self._look
        strong = strong or bool(cell.spans)
        words = look.metrics(DENSE, strong=strong).horizontalAdvance(cell.text) + look.px(8)
        words += self._chips_width(cell)
        metrics, room = look.metrics(SECOND), area.width() - words
        # The whole of it, or its first part: "000001 · hẹn T4 25/11".
        parts = (cell.aside, cell.aside.partition(" · ")[0])
        shown = next((part for part in parts if metrics.horizontalAdvance(part) <= room), "")
        painter.setFont(look.font(SECOND))
        painter.setPen(look.colour("text2"))
        flags = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(area.adjusted(words, 0, 0, 0), int(flags), shown)

    def _paint_spans(self, painter: QPainter, area: QRect, cell: Cell) -> None:
        # What matched is semi-bold and underlined: Hoà, Hòa and Hoa can be told apart.
        look, x, at = self._look, area.left(), 0
        for start, end in (*cell.spans, (len(cell.text), len(cell.text))):
            for part, strong in ((cell.text[at:start], False), (cell.text[start:end], True)):
                if not part or x >= area.right():
                    continue
                metrics = look.metrics(DENSE, strong=strong)
                room = area.right() - x + 1
                shown = part
                if metrics.horizontalAdvance(part) > room:
                    shown = metrics.elidedText(part, Qt.TextElideMode.ElideRight, room)
                painter.setFont(look.font(DENSE, strong=strong))
                box = QRect(x, area.top(), room, area.height())
                flags = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
                painter.drawText(box, int(flags | Qt.TextFlag.TextSingleLine), shown)
                width = metrics.horizontalAdvance(shown)
                if strong:
                    y = area.center().y() + metrics.height() // 2 - 1
                    painter.fillRect(QRect(x, y, width, 1), look.colour("accent"))
                x += width
            at = end


class NumberDelegate(RowDelegate):
    """The same cell with its words at the right edge."""

    right = True
