"""Parts of the pages that face the citizen: large, plain, touched by a finger."""

from __future__ import annotations

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QWidget

from desk_app.qt.look import Look
from desk_app.ui.parts import label
from desk_app.ui.rating.plan import TAG, balanced

CENTRE = int(Qt.AlignmentFlag.AlignCenter)
WRAPPED = int(Qt.AlignmentFlag.AlignCenter) | int(Qt.TextFlag.TextWordWrap)


class Ruler:
    """Fonts and measures of the citizen's pages; points are as given, whatever the scale."""

    def __init__(self, look: Look) -> None:
        self._look = look
        self._known: dict[tuple[float, bool], QFontMetrics] = {}
        look.changed.connect(self._known.clear)

    def font(self, points: float, strong: bool = False) -> QFont:
        """The window's font; the look multiplies by its scale, which is in the points already."""
        return self._look.font(points * 100 / self._look.scale, strong=strong)

    def metrics(self, points: float, strong: bool = False) -> QFontMetrics:
        """Measures of that font."""
        key = (round(points, 2), strong)
        known = self._known.get(key)
        if known is None:
            known = self._known[key] = QFontMetrics(self.font(points, strong))
        return known

    def line(self, points: float, strong: bool = False) -> int:
        """The height of a line."""
        return self.metrics(points, strong).lineSpacing()

    def width(self, text: str, points: float, strong: bool = False) -> int:
        """The width of a text in one line."""
        return self.metrics(points, strong).horizontalAdvance(text) + 1

    def height(self, text: str, points: float, width: int, strong: bool = False) -> int:
        """The height of a text that is wrapped at a width."""
        box = QRect(0, 0, width, 100_000)
        metrics = self.metrics(points, strong)
        return max(metrics.lineSpacing(), metrics.boundingRect(box, WRAPPED, text).height())


def mixed(one: QColor, other: QColor, part: float) -> QColor:
    """A colour between two."""

    def between(low: int, high: int) -> int:
        return round(low + (high - low) * part)

    return QColor(
        between(one.red(), other.red()),
        between(one.green(), other.green()),
        between(one.blue(), other.blue()),
    )


def is_plain(event: QKeyEvent) -> bool:
    """Whether the key was pressed by itself; the digits at the right of a keyboard count too."""
    plain = (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
    return event.modifiers() in plain


def words(level: str = "") -> QLabel:
    """A wrapped plain-text label; its font is set by the page, its colour by the level's token."""
    made = label(wrap=True)
    made.setAlignment(Qt.AlignmentFlag.AlignLeft)
    if level:
        made.setProperty("tone", level)
    return made


class Middle(QLabel):
    """A sentence in the middle; where it takes two lines, they are of nearly equal length."""

    def __init__(self, level: str = "") -> None:
        super().__init__()
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(True)
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        if level:
            self.setProperty("tone", level)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """One line, two, or as many as it takes."""
        painter = QPainter(self)
        painter.setPen(self.palette().color(self.foregroundRole()))
        room = self.contentsRect()
        text = balanced(self.text(), self.fontMetrics().horizontalAdvance, room.width())
        painter.drawText(room, WRAPPED, text)
        painter.end()


class Emphasis(QWidget):
    """One sentence with one part of it larger or bolder; wrapped sentences stay plain."""

    def __init__(self, look: Look, *, middle: bool) -> None:
        super().__init__()
        self._look, self._ruler = look, Ruler(look)
        self._middle = middle
        self._text = self._part = ""
        self.plain_points = self.part_points = TAG
        self.tone = "text"
        look.changed.connect(self.update)

    def say(self, text: str, part: str) -> None:
        """Show `text`, `part` of it in bold."""
        if (text, part) != (self._text, self._part):
            self._text, self._part = text, part
            self.setAccessibleName(text)
            self.update()

    @property
    def text(self) -> str:
        """The whole sentence."""
        return self._text

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Before, part, after on one base line; or everything wrapped where that is too wide."""
        painter = QPainter(self)
        before, found, after = self._text.partition(self._part) if self._part else ("", "", "")
        pieces = [
            (before, self.plain_points, False, self.tone),
            (found, self.part_points, True, "text"),
            (after, self.plain_points, False, self.tone),
        ]
        total = sum(self._ruler.width(t, p, s) for t, p, s, _ in pieces)
        if not found or total > self.width() + 3:
            painter.setFont(self._ruler.font(self.plain_points))
            painter.setPen(self._look.colour("text"))
            metrics = self._ruler.metrics(self.plain_points)
            text = balanced(self._text, metrics.horizontalAdvance, self.width())
            painter.drawText(self.rect(), WRAPPED, text)
            painter.end()
            return
        x = (self.width() - total) // 2 if self._middle else 0
        metrics = self._ruler.metrics(self.part_points, True)
        base = (self.height() - metrics.height()) // 2 + metrics.ascent()
        for text, points, strong, tone in pieces:
            painter.setFont(self._ruler.font(points, strong))
            painter.setPen(self._look.colour(tone))
            painter.drawText(x, base, text)
            x += self._ruler.width(text, points, strong)
        painter.end()


class TimeBar(QWidget):
    """What is left of the time, as a bar."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self.share = 1.0
        look.changed.connect(self.update)

    def show_share(self, share: float) -> None:
        """Show this part of the whole."""
        self.share = share
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The part that is left, over the whole."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._look.colour("line"))
        left = QRect(0, 0, round(self.width() * self.share), self.height())
        painter.fillRect(left, self._look.colour("accent"))
        painter.end()
