"""The side bar: which pages there are, which one is open, and the digit that opens each."""

from __future__ import annotations

import msgspec
from PySide6.QtCore import QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QFrame, QSizePolicy

from desk_app.qt.look import DENSE, SMALL
from desk_app.ui.parts import column, label
from desk_app.ui.stage import Stage

FOLDS_ABOVE = 150


class Page(msgspec.Struct, frozen=True):
    """One entry: the page's command name, its icon, word and digit, and the group it stands in."""

    name: str
    icon: str
    word: str
    digit: str
    group: str


class SideButton(QAbstractButton):
    """One page of the side bar, painted by hand: icon, word, digit, and a bar when it is open."""

    def __init__(self, stage: Stage, page: Page) -> None:
        super().__init__()
        self._stage, self._page = stage, page
        self.folded = False
        self.setCheckable(True)
        self.setAutoExclusive(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMouseTracking(True)
        stage.bind(self, self._say, page.word)

    def _say(self, text: str) -> None:
        self.setText(text)
        self.setAccessibleName(text)
        self.setToolTip(f"{text}  Ctrl {self._page.digit}")
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        """A line and what stands above and below it."""
        look = self._stage.look
        width = look.metrics(DENSE, strong=True).horizontalAdvance(self.text())
        return QSize(0 if self.folded else width + look.px(72), look.height(DENSE, 12))

    def enterEvent(self, event: object) -> None:
        """Tint under the hand."""
        self.update()

    def leaveEvent(self, event: object) -> None:
        """No tint any more."""
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Ground, bar, icon, word, digit."""
        look, open_ = self._stage.look, self.isChecked()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = self.rect()
        if open_ or self.underMouse():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(look.colour("surface" if open_ else "hover"))
            painter.drawRoundedRect(box, 4, 4)
        if open_:
            painter.fillRect(QRect(0, 0, 3, box.height()), look.colour("accent"))
        if self.hasFocus():
            painter.setPen(look.colour("accent"))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(box.adjusted(1, 1, -1, -1), 4, 4)
        side = look.px(18)
        left = (box.width() - side) // 2 if self.folded else look.px(10)
        token = "accent" if open_ else "text2"
        pixmap = look.pixmap(self._page.icon, 18, token, self.devicePixelRatioF())
        painter.drawPixmap(QPoint(left, (box.height() - side) // 2), pixmap)
        if not self.folded:
            self._paint_words(painter, box, left + side + look.px(8), open_)
        painter.end()

    def _paint_words(self, painter: QPainter, box: QRect, left: int, open_: bool) -> None:
        look = self._stage.look
        middle = int(Qt.AlignmentFlag.AlignVCenter)
        painter.setFont(look.font(DENSE, strong=open_))
        painter.setPen(look.colour("text" if open_ else "text2"))
        painter.drawText(box.adjusted(left, 0, 0, 0), middle, self.text())
        painter.setFont(look.font(SMALL))
        painter.setPen(look.colour("text2"))
        right = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight)
        painter.drawText(box.adjusted(0, 0, -look.px(8), 0), right, self._page.digit)


class SideBar(QFrame):
    """All pages in their groups; folds to icons when the letters grow large."""

    page_requested = Signal(str)

    def __init__(self, stage: Stage, pages: tuple[Page, ...]) -> None:
        super().__init__()
        self._stage = stage
        self.setProperty("kind", "side")
        self._buttons: dict[str, SideButton] = {}
        self._words = []
        inside = column(self, gap=2)
        inside.setContentsMargins(8, 10, 8, 10)
        group = ""
        for page in pages:
            if page.group != group:
                group = page.group
                title = label(level="second")
                title.setContentsMargins(8, 8 if self._buttons else 0, 0, 4)
                stage.bind(self, title.setText, group)
                self._words.append(title)
                inside.addWidget(title)
            button = SideButton(stage, page)
            button.setObjectName(page.name)
            button.clicked.connect(self._on_clicked)
            self._buttons[page.name] = button
            inside.addWidget(button)
        inside.addStretch(1)
        self._hint = label(level="small")
        stage.bind(self, self._hint.setText, "Ctrl + số để mở trang")
        self._hint.setContentsMargins(8, 0, 0, 0)
        self._words.append(self._hint)
        inside.addWidget(self._hint)
        stage.look.changed.connect(self.fit)
        stage.language.changed.connect(self.fit)
        self.fit()

    def show_page(self, name: str) -> None:
        """Mark the open page."""
        button = self._buttons.get(name)
        if button is not None:
            button.setChecked(True)

    def allow(self, names: frozenset[str]) -> None:
        """Show only the pages that the present officer may open."""
        for name, button in self._buttons.items():
            button.setVisible(name in names)

    def fit(self) -> None:
        """As wide as the widest word, or only the icons above 150 %."""
        look = self._stage.look
        folded = look.scale > FOLDS_ABOVE
        widest = 0
        for button in self._buttons.values():
            button.folded = folded
            widest = max(widest, button.sizeHint().width())
            button.updateGeometry()
            button.update()
        for word in self._words:
            word.setVisible(not folded)
            widest = max(widest, look.metrics(10).horizontalAdvance(word.text()) + look.px(16))
        self.setFixedWidth(look.px(36) + 16 if folded else max(look.px(152), widest) + 16)

    def _on_clicked(self) -> None:
        self.page_requested.emit(self.sender().objectName())
