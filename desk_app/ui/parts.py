"""Small parts all pages are made of: sheets, labels, key caps, chips, buttons with their key."""

from __future__ import annotations

from typing import TypeVar

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QColor, QKeyEvent, QKeySequence, QPainter, QPaintEvent, QShortcut
from PySide6.QtWidgets import (
    QAbstractButton,
    QBoxLayout,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLayout,
    QPushButton,
    QSizePolicy,
    QStyle,
    QStyleOptionButton,
    QVBoxLayout,
    QWidget,
)

from desk_app.qt.look import DENSE, SMALL, Look

L = TypeVar("L", bound=QBoxLayout)


def set_property(widget: QWidget, name: str, value: str) -> None:
    """Give `widget` a style property and let the style sheet see it."""
    if widget.property(name) == value:
        return
    widget.setProperty(name, value)
    widget.style().unpolish(widget)
    widget.style().polish(widget)


def label(text: str = "", level: str = "", *, wrap: bool = False) -> QLabel:
    """A plain-text label; whatever stands in it is never read as markup."""
    made = QLabel(text)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setWordWrap(wrap)
    if level:
        made.setProperty("level", level)
    return made


def give_key(button: QAbstractButton, keys: str) -> None:
    """Let `keys` click the button at once.

    Not setShortcut: Qt then waits 100 ms before it clicks, and a key typed meanwhile comes first.
    """
    shortcut = QShortcut(QKeySequence(keys), button)
    shortcut.setAutoRepeat(False)
    shortcut.activated.connect(button.click)


class ElidingLabel(QLabel):
    """One line that ends with … where there is no room, and then says all of it in a tool tip."""

    def __init__(self, level: str = "") -> None:
        super().__init__()
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setMinimumWidth(1)
        if level:
            self.setProperty("level", level)

    def minimumSizeHint(self) -> QSize:
        """It may get narrow."""
        return QSize(1, super().minimumSizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Words as far as they fit."""
        metrics, width = self.fontMetrics(), self.contentsRect().width()
        cut = metrics.horizontalAdvance(self.text()) > width
        shown = metrics.elidedText(self.text(), Qt.TextElideMode.ElideRight, width)
        tip = self.text().replace("&", "&amp;").replace("<", "&lt;") if cut else ""
        if self.toolTip() != tip:
            self.setToolTip(tip)
        painter = QPainter(self)
        painter.setPen(self.palette().color(self.foregroundRole()))
        painter.drawText(self.contentsRect(), int(Qt.AlignmentFlag.AlignVCenter), shown)
        painter.end()


def key_cap(keys: str) -> QLabel:
    """A key cap: "Ctrl Enter" without a plus sign."""
    made = label(keys)
    made.setProperty("kind", "key")
    made.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
    return made


def frame(kind: str) -> QFrame:
    """A frame of one kind of the style sheet."""
    made = QFrame()
    made.setProperty("kind", kind)
    return made


def column(owner: QWidget | None = None, *, gap: int = 0, margin: int = 0) -> QVBoxLayout:
    """A vertical layout with our own spacing."""
    return _plain(QVBoxLayout(owner) if owner is not None else QVBoxLayout(), gap, margin)


def line(owner: QWidget | None = None, *, gap: int = 8, margin: int = 0) -> QHBoxLayout:
    """A horizontal layout with our own spacing."""
    return _plain(QHBoxLayout(owner) if owner is not None else QHBoxLayout(), gap, margin)


def _plain(layout: L, gap: int, margin: int) -> L:
    layout.setSpacing(gap)
    layout.setContentsMargins(margin, margin, margin, margin)
    return layout


class Sheet(QFrame):
    """A white sheet with a 1 px frame; what it holds stands in `inside`, edge to edge."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("kind", "sheet")
        self.inside = column(self)
        self.inside.setContentsMargins(1, 1, 1, 1)


class SheetHead(QFrame):
    """The head of a sheet: its name, what is counted, and one key at the right end."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.setProperty("kind", "plain")
        self._look = look
        self.name = label(level="section")
        self.facts = ElidingLabel("second")
        self.row = line(self)
        self.row.setContentsMargins(12, 0, 8, 0)
        self.row.addWidget(self.name)
        self.row.addWidget(self.facts, 1)
        look.changed.connect(self.fit)
        self.fit()

    def fit(self) -> None:
        """Take the height the present scale asks for."""
        self.setMinimumHeight(self._look.height(DENSE, 16))


class Chip(QFrame):
    """Icon and word on a tinted ground; a state, never something to click."""

    def __init__(self, look: Look, icon: str, tone: str) -> None:
        super().__init__()
        self._look, self._icon, self._tone = look, icon, tone
        self.setProperty("kind", "chip")
        self.setProperty("tone", tone)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self._picture = QLabel()
        self.word = label(level="dense")
        self.word.setProperty("tone", tone)
        row = line(self, gap=6)
        row.setContentsMargins(8, 1, 8, 1)
        row.addWidget(self._picture)
        row.addWidget(self.word)
        look.changed.connect(self.fit)
        self.fit()

    def fit(self) -> None:
        """Draw the icon in the present colours and size."""
        token = self._tone if self._tone in ("near", "late", "good", "held") else "text2"
        self._picture.setPixmap(self._look.pixmap(self._icon, 15, token, self.devicePixelRatioF()))

    def change(self, icon: str, tone: str, text: str) -> None:
        """Say another state."""
        self._icon, self._tone = icon, tone
        self.word.setText(text)
        set_property(self, "tone", tone)
        set_property(self.word, "tone", tone)
        self.fit()


class DeedButton(QPushButton):
    """A button that shows an icon, what it does, and the key that does it."""

    def __init__(self, look: Look, kind: str = "", keys: str = "", icon: str = "") -> None:
        super().__init__()
        self._look, self._keys, self._icon = look, keys, icon
        if kind:
            self.setProperty("kind", kind)
        self.setCheckable(kind == "toggle")
        self._gap = 5 if kind == "toggle" else 8
        look.changed.connect(self.updateGeometry)

    def setText(self, text: str) -> None:
        """Show `text`; it is the accessible name as well."""
        super().setText(text)
        self.setAccessibleName(text)
        self.updateGeometry()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter does it as well as the space bar; a flag is set by the space bar alone."""
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if not enter or held or self.isCheckable():
            super().keyPressEvent(event)
        elif not event.isAutoRepeat():
            self.click()

    def _strong(self) -> bool:
        return self.property("kind") == "primary" or self.isChecked()

    def _shown_icon(self) -> str:
        return "check" if self.property("kind") == "toggle" and self.isChecked() else self._icon

    def sizeHint(self) -> QSize:
        """Room for icon, word and key in the bold weight, so that checking moves nothing."""
        metrics = self._look.metrics(DENSE, strong=True)
        toggle = self.property("kind") == "toggle"
        if self.property("kind") == "arrow":
            side = metrics.lineSpacing() + self._look.px(8)
            return QSize(side, side)
        width = metrics.horizontalAdvance(self.text()) + self._look.px(26)
        if self._keys:
            width += self._cap_width() + self._look.px(self._gap)
        if toggle:
            # Room for the check mark and the bold word, so that checking moves nothing.
            bare = self._look.metrics(DENSE).horizontalAdvance(self.text())
            extra = metrics.horizontalAdvance(self.text()) - bare
            width += max(0, self._look.px(15 + self._gap - 10)) - min(extra, 0)
        elif self._icon:
            width += self._look.px(15 + self._gap)
        return QSize(width, metrics.lineSpacing() + self._look.px(12))

    def minimumSizeHint(self) -> QSize:
        """Words are never cut."""
        return self.sizeHint()

    def _cap_width(self) -> int:
        return self._look.metrics(SMALL).horizontalAdvance(self._keys) + self._look.px(10)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The style paints the ground; we paint what stands on it."""
        painter = QPainter(self)
        option = QStyleOptionButton()
        self.initStyleOption(option)
        option.text = ""
        self.style().drawControl(QStyle.ControlElement.CE_PushButton, option, painter, self)
        self._paint_content(painter)
        painter.end()

    def _ink(self) -> QColor:
        if not self.isEnabled():
            return self._look.colour("disabled")
        if self.property("kind") == "primary":
            return self._look.colour("on_accent")
        return self._look.colour("text2" if self.property("kind") == "corner" else "text")

    def _paint_content(self, painter: QPainter) -> None:
        look, ink = self._look, self._ink()
        font = look.font(DENSE, strong=self._strong())
        metrics = look.metrics(DENSE, strong=self._strong())
        icon, gap, side = self._shown_icon(), look.px(self._gap), look.px(15)
        width = metrics.horizontalAdvance(self.text())
        total = width + (side + gap if icon else 0)
        total += self._cap_width() + gap if self._keys else 0
        if not self.text():
            total -= gap
        x = max(look.px(5), (self.width() - total) // 2)
        if icon:
            token = "on_accent" if self.property("kind") == "primary" else "text2"
            token = token if self.isEnabled() else "disabled"
            pixmap = look.pixmap(icon, 15, token, self.devicePixelRatioF())
            painter.drawPixmap(QPoint(x, (self.height() - side) // 2), pixmap)
            x += side + gap
        painter.setFont(font)
        painter.setPen(ink)
        flags = Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine
        painter.drawText(QRect(x, 0, width + 2, self.height()), int(flags), self.text())
        if self._keys:
            self._paint_cap(painter, x + width + gap, ink)

    def _paint_cap(self, painter: QPainter, x: int, ink: QColor) -> None:
        look = self._look
        height = look.metrics(SMALL).lineSpacing()
        box = QRect(x, (self.height() - height) // 2, self._cap_width(), height)
        primary = self.property("kind") == "primary" and self.isEnabled()
        painter.setPen(ink if primary else look.colour("line2"))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.drawRoundedRect(box, 3, 3)
        painter.setFont(look.font(SMALL))
        painter.setPen(ink if primary else look.colour("text2"))
        painter.drawText(box, int(Qt.AlignmentFlag.AlignCenter), self._keys)


def clear(layout: QLayout) -> None:
    """Take everything out of `layout` for good."""
    while (item := layout.takeAt(0)) is not None:
        widget = item.widget()
        if widget is not None:
            # Hidden first: Qt shows what a layout took in a moment later, and a widget without
            # parent would then flash up as a window of its own and take the focus.
            widget.hide()
            widget.deleteLater()
