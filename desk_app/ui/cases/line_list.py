"""Lines of plain words with an icon or a day before them and a fact at the right end; they wrap."""

from __future__ import annotations

import re
from collections.abc import Sequence

import msgspec
from PySide6.QtCore import QEvent, QPoint, QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QHelpEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from desk_app.qt.look import DENSE, Look
from desk_app.ui.stage import Stage

_WRAP = int(Qt.TextFlag.TextWordWrap)
# A word longer than this may break anywhere: nobody writes one, but everything may be pasted.
_LONG = re.compile(r"(\S{24})(?=\S)")
_ICON, _GAP, _PAD = 15, 8, 8


class TextLine(msgspec.Struct, frozen=True):
    """One line. before: a day in its own column; ground: a colour token behind the line."""

    words: str
    before: str = ""
    right: str = ""
    icon: str = ""
    tone: str = "text"
    ink: str = "text"
    strong: bool = False
    ground: str = ""
    tip: str = ""


class LineList(QWidget):
    """Paints its lines; screen readers are given them as one text, the mouse their tool tips."""

    def __init__(self, stage: Stage, padding: int = 4) -> None:
        super().__init__()
        self._stage, self._padding = stage, padding
        self._lines: tuple[TextLine, ...] = ()
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        stage.look.changed.connect(self.updateGeometry)

    @property
    def lines(self) -> tuple[TextLine, ...]:
        """What is shown."""
        return self._lines

    def show_lines(self, lines: Sequence[TextLine]) -> None:
        """Show these lines."""
        self._lines = tuple(lines)
        spoken = (
            " ".join(part for part in (one.before, one.words, one.right) if part) for one in lines
        )
        self.setAccessibleDescription("; ".join(spoken))
        self.updateGeometry()
        self.update()

    def hasHeightForWidth(self) -> bool:
        """A narrow list is higher."""
        return True

    def heightForWidth(self, width: int) -> int:
        """How high the lines get."""
        return sum(self._heights(width))

    def sizeHint(self) -> QSize:
        """As high as the present width asks for."""
        return QSize(self._stage.look.px(200), self.heightForWidth(max(self.width(), 1)))

    def minimumSizeHint(self) -> QSize:
        """It may get narrow; it is never cut."""
        look = self._stage.look
        return QSize(look.px(140), self.heightForWidth(max(self.width(), look.px(140))))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width, other heights."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.updateGeometry()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Ground, icon or day, words, fact."""
        painter = QPainter(self)
        look, y = self._stage.look, 0
        left = self._left()
        ratio = self.devicePixelRatioF()
        for one, height in zip(self._lines, self._heights(self.width()), strict=True):
            row = QRect(0, y, self.width(), height)
            if one.ground:
                painter.fillRect(row, look.colour(one.ground))
            painter.setFont(look.font(DENSE, strong=one.strong))
            painter.setPen(look.colour(one.ink))
            top = y + look.px(self._padding) // 2
            line = look.metrics(DENSE).lineSpacing()
            if one.icon:
                side = look.px(_ICON)
                pixmap = look.pixmap(one.icon, _ICON, one.tone, ratio)
                painter.drawPixmap(QPoint(look.px(_PAD), top + (line - side) // 2), pixmap)
            if one.before:
                painter.drawText(QRect(look.px(_PAD), top, left, line), 0, one.before)
            words = self._words(one, left, self.width())
            area = QRect(words.left(), top, words.width(), height)
            painter.drawText(area, _WRAP, _breakable(one.words))
            if one.right:
                if not one.before:
                    painter.setFont(look.font(DENSE))
                    painter.setPen(look.colour("text2"))
                fact = QRect(0, top, self.width() - look.px(_PAD), line)
                painter.drawText(fact, int(Qt.AlignmentFlag.AlignRight), one.right)
            y += height
        painter.end()

    def event(self, event: QEvent) -> bool:
        """The tool tip of the line under the mouse."""
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            y = 0
            for one, height in zip(self._lines, self._heights(self.width()), strict=True):
                y += height
                if event.pos().y() < y:
                    tip = one.tip.replace("&", "&amp;").replace("<", "&lt;")
                    QToolTip.showText(event.globalPos(), tip, self)
                    break
            return True
        return super().event(event)

    def _metrics(self, one: TextLine) -> QFontMetrics:
        return self._stage.look.metrics(DENSE, strong=one.strong)

    def _left(self) -> int:
        """The width of the first column."""
        look: Look = self._stage.look
        days = (self._metrics(one).horizontalAdvance(one.before) for one in self._lines)
        left = max(days, default=0)
        if not left and any(one.icon for one in self._lines):
            left = look.px(_ICON)
        return left

    def _words(self, one: TextLine, left: int, width: int) -> QRect:
        """Where the words of a line stand between its day and its fact."""
        look = self._stage.look
        right = self._metrics(one).horizontalAdvance(one.right) if one.right else 0
        start = look.px(_PAD) + left + (look.px(_GAP) if left else 0)
        end = width - look.px(_PAD) - right - (look.px(_GAP) if right else 0)
        return QRect(start, 0, max(end - start, look.px(40)), 10_000)

    def _heights(self, width: int) -> list[int]:
        look, left = self._stage.look, self._left()
        least, padding = look.metrics(DENSE).lineSpacing(), look.px(self._padding)
        return [
            max(
                least,
                self._metrics(one)
                .boundingRect(self._words(one, left, width), _WRAP, _breakable(one.words))
                .height(),
            )
            + padding
            for one in self._lines
        ]


def _breakable(words: str) -> str:
    return _LONG.sub("\\1\u200b", words)
