"""A sentence with strong figures in it, wrapped by hand so that nothing is read as markup."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QSize
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from desk_app.qt.look import BODY
from desk_app.ui.stage import Stage

_OPEN, _CLOSE = "\x02", "\x03"


def strong(text: str) -> str:
    """`text` marked so that a Sentence shows it semi-bold."""
    return f"{_OPEN}{text}{_CLOSE}"


def plain(text: str) -> str:
    """The sentence without marks."""
    return text.replace(_OPEN, "").replace(_CLOSE, "")


class Sentence(QWidget):
    """Shows one sentence; the first strong figure may be much larger than the rest."""

    def __init__(self, stage: Stage, points: float = BODY, first: float = 0.0) -> None:
        super().__init__()
        self._stage, self._points, self._first = stage, points, first
        self._text = ""
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        stage.look.changed.connect(self.updateGeometry)

    def setText(self, text: str) -> None:
        """Show `text`; what `strong` marked is semi-bold."""
        self._text = text
        self.setAccessibleName(plain(text))
        self.updateGeometry()
        self.update()

    def text(self) -> str:
        """The sentence without marks."""
        return plain(self._text)

    def _pieces(self) -> list[tuple[str, float, bool]]:
        pieces: list[tuple[str, float, bool]] = []
        bold, first = False, True
        word = ""
        for character in self._text + " ":
            if character not in (" ", _OPEN, _CLOSE):
                word += character
                continue
            if word:
                large = bold and first and self._first > 0
                pieces.append((word, self._first if large else self._points, bold))
                first = first and not bold
                word = ""
            if character == " ":
                pieces.append((" ", self._points, False))
            else:
                bold = character == _OPEN
        return pieces

    def _lines(self, width: int) -> list[list[tuple[str, float, bool, int]]]:
        lines: list[list[tuple[str, float, bool, int]]] = [[]]
        used = 0
        pieces = self._pieces()
        for number, (word, points, bold) in enumerate(pieces):
            advance = self._stage.look.metrics(points, strong=bold).horizontalAdvance(word)
            # A figure and the stop after it stay together.
            tail = pieces[number + 1] if number + 1 < len(pieces) else ("", points, bold)
            glued = 0
            if tail[0] in (".", ",", ").", ";"):
                glued = self._stage.look.metrics(tail[1]).horizontalAdvance(tail[0])
            if word != " " and used + advance + glued > width and lines[-1]:
                lines.append([])
                used = 0
            if word == " " and not lines[-1]:
                continue
            lines[-1].append((word, points, bold, advance))
            used += advance
        return lines

    def _line_height(self, line: list[tuple[str, float, bool, int]]) -> int:
        return max(
            (self._stage.look.metrics(p, strong=b).lineSpacing() for _w, p, b, _a in line),
            default=self._stage.look.metrics(self._points).lineSpacing(),
        )

    def sizeHint(self) -> QSize:
        """As high as its lines at the present width."""
        width = self.width() if self.width() > 50 else self._stage.look.px(600)
        return QSize(self._stage.look.px(200), self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        """Never lower than its lines."""
        return QSize(self._stage.look.px(160), self.sizeHint().height())

    def hasHeightForWidth(self) -> bool:
        """A narrow sentence is higher."""
        return True

    def heightForWidth(self, width: int) -> int:
        """The lines it takes at this width."""
        return sum(self._line_height(line) for line in self._lines(width))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width, other lines."""
        super().resizeEvent(event)
        self.updateGeometry()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint word by word on common base lines."""
        look = self._stage.look
        painter = QPainter(self)
        painter.setPen(look.colour("text"))
        top = 0
        for line in self._lines(self.width()):
            high = self._line_height(line)
            descent = max((look.metrics(p, strong=b).descent() for _w, p, b, _a in line), default=0)
            x = 0
            for word, points, bold, advance in line:
                painter.setFont(look.font(points, strong=bold))
                painter.drawText(QPoint(x, top + high - descent), word)
                x += advance
            top += high
        painter.end()
