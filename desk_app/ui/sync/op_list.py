"""A list of ops, two lines each: only the rows in sight are put into words, however many wait."""

from __future__ import annotations

from collections.abc import Callable

import msgspec
from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
)
from PySide6.QtGui import QFontMetrics, QHelpEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QToolTip,
)

from desk_app.qt.look import DENSE, SECOND, Look
from desk_app.services.sync_values import WaitingOp
from desk_app.ui.stage import Stage

Index = QModelIndex | QPersistentModelIndex
_LINES = Qt.ItemDataRole.UserRole
_LEAST_ROWS = 3


class OpLines(msgspec.Struct, frozen=True):
    """An op in words: what it is about, when it was written, what was done."""

    title: str
    at: str
    below: str


class _Ops(QAbstractListModel):
    def __init__(self, words: Callable[[WaitingOp], OpLines], parent: QObject) -> None:
        super().__init__(parent)
        self._words = words
        self.ops: tuple[WaitingOp, ...] = ()

    def show(self, ops: tuple[WaitingOp, ...]) -> None:
        """Show these instead."""
        self.beginResetModel()
        self.ops = ops
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """How many there are."""
        return 0 if parent.isValid() else len(self.ops)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The words of one op, made when somebody looks."""
        if not 0 <= index.row() < len(self.ops):
            return None
        if role == _LINES:
            return self._words(self.ops[index.row()])
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            said = self._words(self.ops[index.row()])
            return f"{said.title}, {said.below}, {said.at}"
        return None


class _TwoLines(QStyledItemDelegate):
    def __init__(self, look: Look, parent: QObject) -> None:
        super().__init__(parent)
        self._look = look
        self.focused = False

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Two lines and what stands around them, the same for every row."""
        look = self._look
        lines = look.metrics(DENSE).lineSpacing() + look.metrics(SECOND).lineSpacing()
        return QSize(look.px(120), lines + look.px(14))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Ground, line below, title left, time right, deed below."""
        said = index.data(_LINES)
        if not isinstance(said, OpLines):
            return
        look, rect = self._look, option.rect
        painter.save()
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.fillRect(rect, look.colour("selection" if selected else "surface"))
        painter.fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), look.colour("line"))
        if selected:
            bar = look.colour("accent" if self.focused else "field")
            painter.fillRect(QRect(rect.left(), rect.top(), 3, rect.height()), bar)
        room = rect.adjusted(look.px(12), look.px(6), -look.px(12), -look.px(7))
        first, second = look.metrics(DENSE), look.metrics(SECOND)
        at = second.horizontalAdvance(said.at)
        top = QRect(room.left(), room.top(), room.width(), first.lineSpacing())
        painter.setFont(look.font(SECOND))
        painter.setPen(look.colour("text2"))
        painter.drawText(
            top, int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignBottom), said.at
        )
        below = QRect(room.left(), top.bottom() + 1, room.width(), second.lineSpacing())
        _draw(painter, below, said.below, second)
        painter.setFont(look.font(DENSE))
        painter.setPen(look.colour("text"))
        _draw(painter, top.adjusted(0, 0, -at - look.px(8), 0), said.title, first)
        painter.restore()


def _draw(painter: QPainter, room: QRect, text: str, metrics: QFontMetrics) -> None:
    shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, room.width())
    painter.drawText(room, int(Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine), shown)


class OpList(QListView):
    """Scrolls in itself; says in one line what will stand here when it is empty."""

    def __init__(self, stage: Stage, name: str, words: Callable[[WaitingOp], OpLines]) -> None:
        super().__init__()
        self._stage, self._words = stage, words
        self._empty = ""
        self.setProperty("kind", "ops")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setUniformItemSizes(True)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.ops = _Ops(words, self)
        self._delegate = _TwoLines(stage.look, self)
        self.setModel(self.ops)
        self.setItemDelegate(self._delegate)
        stage.bind(self, self.setAccessibleName, name)
        stage.look.changed.connect(self.fit)
        self.fit()

    def show_ops(self, ops: tuple[WaitingOp, ...], empty: str) -> None:
        """Show these; who has scrolled stays where they are, and so does what was chosen."""
        self._empty = empty
        if ops != self.ops.ops:
            at, chosen = self.verticalScrollBar().value(), self._chosen()
            self.ops.show(ops)
            self._choose(chosen)
            self.verticalScrollBar().setValue(at)
        self.viewport().update()

    def _chosen(self) -> str:
        row = self.currentIndex().row()
        return self.ops.ops[row].op if 0 <= row < len(self.ops.ops) else ""

    def _choose(self, op: str) -> None:
        rows = [one.op for one in self.ops.ops]
        if op in rows:
            self.setCurrentIndex(self.ops.index(rows.index(op)))
        elif self.hasFocus():
            # It had the focus before there was a row: where the keys go shall be seen.
            self.setCurrentIndex(self.ops.index(0))

    def fit(self) -> None:
        """Take the present height of a row."""
        row = self._delegate.sizeHint(QStyleOptionViewItem(), QModelIndex()).height()
        self.setMinimumHeight(_LEAST_ROWS * row)
        self.scheduleDelayedItemsLayout()
        self.viewport().update()

    def focusInEvent(self, event: object) -> None:
        """The chosen row shows that the keys go here; the first one is chosen by itself."""
        self._delegate.focused = True
        super().focusInEvent(event)  # type: ignore[arg-type]
        if not self.currentIndex().isValid() or not self.selectionModel().hasSelection():
            self.setCurrentIndex(self.ops.index(0))
        self.viewport().update()

    def focusOutEvent(self, event: object) -> None:
        """The bar of the chosen row turns grey."""
        self._delegate.focused = False
        super().focusOutEvent(event)  # type: ignore[arg-type]
        self.viewport().update()

    def viewportEvent(self, event: object) -> bool:
        """A cut row has a tool tip with all its words."""
        if isinstance(event, QHelpEvent):
            said = self.indexAt(event.pos()).data()
            text = str(said or "").replace("&", "&amp;").replace("<", "&lt;")
            QToolTip.showText(event.globalPos(), text, self)
            return True
        return super().viewportEvent(event)  # type: ignore[arg-type]

    def paintEvent(self, event: QPaintEvent) -> None:
        """Rows, or the line that says what will stand here."""
        super().paintEvent(event)
        look, painter = self._stage.look, QPainter(self.viewport())
        room = self.viewport().rect()
        if not self.ops.ops:
            if self.hasFocus():
                bar = QRect(room.left(), room.top(), 3, room.height())
                painter.fillRect(bar, look.colour("accent"))
            painter.setFont(look.font(SECOND))
            painter.setPen(look.colour("text2"))
            inner = room.adjusted(look.px(12), look.px(8), -look.px(12), -look.px(8))
            painter.drawText(inner, int(Qt.TextFlag.TextWordWrap), self._empty)
        painter.end()
