"""The row of small pictures: each file with its name, what it is and what to beware of."""

from __future__ import annotations

from PySide6.QtCore import (
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QFocusEvent,
    QFontMetrics,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPixmap,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from desk_app.qt.language import mark
from desk_app.qt.look import DENSE, SECOND
from desk_app.ui.evidence.presenter import Tile
from desk_app.ui.evidence.words import FLAG_ICON
from desk_app.ui.stage import Stage

WIDTH, PICTURE, PAD, EMPTY = 188, 92, 6, 56
_TILE = Qt.ItemDataRole.UserRole
_PIXMAP = Qt.ItemDataRole.UserRole + 1


class _TileDelegate(QStyledItemDelegate):
    def __init__(self, stage: Stage, owner: Tiles) -> None:
        super().__init__(owner)
        self._stage, self._owner = stage, owner

    def sizeHint(
        self, _option: QStyleOptionViewItem, _index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        """Every tile is as large as the others."""
        return self._owner.tile_size()

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Ground, picture, name, facts, flags."""
        look = self._stage.look
        tile, pixmap = index.data(_TILE), index.data(_PIXMAP)
        area: QRect = option.rect.adjusted(1, 1, -look.px(4), -1)
        state = option.state
        painter.save()
        selected = bool(state & QStyle.StateFlag.State_Selected)
        if selected or state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(area, look.colour("selection" if selected else "hover"))
        if selected and self._owner.hasFocus():
            painter.setPen(QPen(look.colour("accent"), 2))
            painter.drawRect(area.adjusted(1, 1, -1, -1))
        inner = area.adjusted(look.px(PAD), look.px(PAD), -look.px(PAD), -look.px(PAD))
        self._paint_picture(painter, inner, pixmap)
        if tile.pages:
            self._paint_pages(painter, inner, tile.pages)
        y = inner.top() + look.px(PICTURE + 4)
        y = self._line(painter, inner, y, tile.name, DENSE, "text")
        y = self._line(painter, inner, y, tile.facts, SECOND, "text2")
        if tile.flags:
            side = look.px(15)
            icon = look.pixmap(FLAG_ICON, 15, "near", self._owner.devicePixelRatioF())
            painter.drawPixmap(inner.left(), y + 1, icon)
            self._line(
                painter, inner.adjusted(side + look.px(4), 0, 0, 0), y, tile.flags, SECOND, "near"
            )
        painter.restore()

    def _paint_picture(self, painter: QPainter, inner: QRect, pixmap: QPixmap | None) -> None:
        look = self._stage.look
        box = QRect(inner.left(), inner.top(), inner.width(), look.px(PICTURE))
        painter.fillRect(box, look.colour("head"))
        if pixmap is None or pixmap.isNull():
            icon = look.pixmap("file-text", 22, "text2", self._owner.devicePixelRatioF())
            side = look.px(22)
            painter.drawPixmap(box.center().x() - side // 2, box.center().y() - side // 2, icon)
            return
        size = pixmap.size().scaled(box.size(), Qt.AspectRatioMode.KeepAspectRatio)
        place = QRect(0, 0, size.width(), size.height())
        place.moveCenter(box.center())
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawPixmap(place, pixmap)
        painter.setPen(look.colour("line2"))
        painter.drawRect(place.adjusted(0, 0, -1, -1))

    def _paint_pages(self, painter: QPainter, inner: QRect, words: str) -> None:
        look = self._stage.look
        metrics = look.metrics(SECOND)
        width = metrics.horizontalAdvance(words) + look.px(10)
        box = QRect(0, 0, width, metrics.lineSpacing() + look.px(2))
        box.moveBottomRight(QPoint(inner.right(), inner.top() + look.px(PICTURE) - 1))
        painter.fillRect(box, look.colour("surface"))
        painter.setPen(look.colour("line2"))
        painter.drawRect(box.adjusted(0, 0, -1, -1))
        painter.setFont(look.font(SECOND))
        painter.setPen(look.colour("text2"))
        painter.drawText(box, int(Qt.AlignmentFlag.AlignCenter), words)

    def _line(
        self, painter: QPainter, inner: QRect, y: int, text: str, points: float, token: str
    ) -> int:
        look = self._stage.look
        metrics: QFontMetrics = look.metrics(points)
        painter.setFont(look.font(points))
        painter.setPen(look.colour(token))
        shown = metrics.elidedText(text, Qt.TextElideMode.ElideMiddle, inner.width())
        box = QRect(inner.left(), y, inner.width(), metrics.lineSpacing())
        painter.drawText(box, int(Qt.AlignmentFlag.AlignVCenter), shown)
        return y + metrics.lineSpacing()


class Tiles(QListWidget):
    """One row of files; arrow keys choose, Enter opens, Delete takes away, Ctrl V pastes."""

    opened = Signal(str)
    remove_requested = Signal(str)
    paste_requested = Signal()

    def __init__(self, stage: Stage) -> None:
        super().__init__()
        self._stage = stage
        self._empty, self._flagged = "", False
        self.setFlow(QListWidget.Flow.LeftToRight)
        self.setWrapping(False)
        self.setMovement(QListWidget.Movement.Static)
        self.setFrameShape(QListWidget.Shape.NoFrame)
        self.setMouseTracking(True)
        self.setUniformItemSizes(True)
        self.setAcceptDrops(False)  # what is dropped here goes to the whole panel
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setItemDelegate(_TileDelegate(stage, self))
        stage.bind(self, self.setAccessibleName, mark("Bản quét và ảnh của hồ sơ"))
        stage.look.changed.connect(self.fit)
        self.itemDoubleClicked.connect(lambda item: self.opened.emit(item.data(_TILE).id))
        self.fit()

    def tile_size(self) -> QSize:
        """How large a tile is at the present scale."""
        look = self._stage.look
        lines = look.metrics(DENSE).lineSpacing() + look.metrics(SECOND).lineSpacing()
        lines += look.metrics(SECOND).lineSpacing() if self._flagged else 0
        return QSize(look.px(WIDTH), look.px(PICTURE + 2 * PAD + 6) + lines)

    def show_tiles(self, tiles: tuple[Tile, ...], empty: str) -> None:
        """Show these files, or the sentence `empty`; the chosen one stays chosen."""
        chosen = self.chosen()
        place = self.currentRow()
        self._empty = empty
        self._flagged = any(tile.flags for tile in tiles)
        self.clear()
        for tile in tiles:
            item = QListWidgetItem()
            item.setData(_TILE, tile)
            pixmap = QPixmap()
            if tile.picture is not None:
                pixmap.loadFromData(tile.picture, "JPEG")
            item.setData(_PIXMAP, pixmap)
            words = " · ".join(
                part for part in (tile.name, tile.pages, tile.facts, tile.flags) if part
            )
            item.setData(Qt.ItemDataRole.AccessibleTextRole, words)
            tip = words.replace("&", "&amp;").replace("<", "&lt;")
            item.setToolTip(tip)
            self.addItem(item)
        rows = [number for number, tile in enumerate(tiles) if tile.id == chosen]
        if rows or tiles:
            self.setCurrentRow(rows[0] if rows else max(0, min(place, len(tiles) - 1)))
        self.fit()

    def chosen(self) -> str:
        """The id of the chosen file, or nothing."""
        item = self.currentItem()
        return str(item.data(_TILE).id) if item is not None else ""

    def fit(self) -> None:
        """Take the height of the tiles at the present scale; less while there are none."""
        look = self._stage.look
        height = self.tile_size().height() + look.px(12) if self.count() else look.px(EMPTY)
        self.setFixedHeight(height)
        self.scheduleDelayedItemsLayout()
        self.viewport().update()

    def event(self, event: QEvent) -> bool:
        """Ctrl V is ours while the focus is here; the menu has it otherwise."""
        if (
            event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and event.matches(QKeySequence.StandardKey.Paste)
        ):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens, Delete takes away, Ctrl V pastes."""
        chosen = self.chosen()
        if event.matches(QKeySequence.StandardKey.Paste):
            self.paste_requested.emit()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and chosen:
            self.opened.emit(chosen)
        elif event.key() == Qt.Key.Key_Delete and chosen:
            self.remove_requested.emit(chosen)
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A press beside the tiles gives the focus and keeps the choice."""
        if self.itemAt(event.position().toPoint()) is None:
            self.setFocus(Qt.FocusReason.MouseFocusReason)
            return
        super().mousePressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show where the keys go."""
        super().focusInEvent(event)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Show that they go elsewhere."""
        super().focusOutEvent(event)
        self.viewport().update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The tiles, or the place where one drops files."""
        super().paintEvent(event)
        if self.count() or not self._empty:
            return
        look = self._stage.look
        painter = QPainter(self.viewport())
        box = self.viewport().rect().adjusted(1, 1, -2, -2)
        focus = self.hasFocus()
        pen = QPen(look.colour("accent" if focus else "field"), 2 if focus else 1)
        pen.setStyle(Qt.PenStyle.SolidLine if focus else Qt.PenStyle.DashLine)
        painter.setPen(pen)
        painter.drawRoundedRect(box, 4, 4)
        painter.setFont(look.font(SECOND))
        painter.setPen(look.colour("text2"))
        flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
        painter.drawText(box.adjusted(look.px(8), 0, -look.px(8), 0), int(flags), self._empty)
        painter.end()
