"""Finds what is cut or covered: words without room, widgets outside their parents or on others."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QRect, Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractScrollArea,
    QAbstractSpinBox,
    QCheckBox,
    QComboBox,
    QLabel,
    QLineEdit,
    QMainWindow,
    QMenuBar,
    QPlainTextEdit,
    QPushButton,
    QRadioButton,
    QStackedWidget,
    QToolButton,
    QWidget,
)

from desk_app.ui.lock.cover import NameCover
from desk_app.ui.parts import DeedButton, ElidingLabel
from desk_app.ui.rating.rating_page import RatingPage
from desk_app.ui.row_table import HEAD, RowTable
from desk_app.ui.side_bar import SideButton

SLACK = 1
# Parts that lay out their own insides; the rating page breaks the words of its tiles over lines.
_CLOSED = (
    QAbstractItemView,
    QComboBox,
    QLineEdit,
    QAbstractSpinBox,
    QPlainTextEdit,
    QMenuBar,
    RatingPage,
)


def cut_texts(window: QWidget) -> list[str]:
    """Words that have less room than they need, where no tool tip says all of them."""
    return [found for widget in _shown(window) for found in _cut(widget)]


def misplaced(window: QWidget) -> list[str]:
    """Widgets that reach out of their parent, and siblings that lie on each other."""
    found: list[str] = []
    for widget in (window, *_shown(window)):
        if isinstance(widget, (*_CLOSED, QStackedWidget)):
            continue
        children = [c for c in _children(widget) if not isinstance(c, NameCover)]
        if not _scrolls(widget):
            found += [f"{_name(c)} outside {_name(widget)}" for c in children if _outside(c)]
        for number, one in enumerate(children):
            for other in children[number + 1 :]:
                shared = one.geometry().intersected(other.geometry())
                if shared.width() > SLACK and shared.height() > SLACK:
                    found.append(f"{_name(one)} on {_name(other)}")
    return found


def scroll_bars(window: QWidget) -> list[str]:
    """Scroll bars that are in sight, lists excepted: lists may be longer than the window."""
    found = []
    for area in window.findChildren(QAbstractScrollArea):
        if not area.isVisible() or isinstance(area, QAbstractItemView):
            continue
        bars = (area.verticalScrollBar(), area.horizontalScrollBar())
        if any(bar.isVisible() and bar.maximum() > bar.minimum() for bar in bars):
            found.append(_name(area))
    return found


def _shown(window: QWidget) -> Iterator[QWidget]:
    for widget in window.findChildren(QWidget):
        if widget.window() is window and widget.isVisible() and not _inside_closed(widget, window):
            yield widget


def _inside_closed(widget: QWidget, window: QWidget) -> bool:
    above = widget.parentWidget()
    while above is not None and above is not window:
        if isinstance(above, _CLOSED):
            return True
        above = above.parentWidget()
    return False


def _children(widget: QWidget) -> list[QWidget]:
    children = widget.findChildren(QWidget, options=Qt.FindChildOption.FindDirectChildrenOnly)
    if isinstance(widget, QMainWindow):
        children = [c for c in children if c is widget.centralWidget() or isinstance(c, QMenuBar)]
    return [
        c
        for c in children
        if c.isVisible() and not c.isWindow() and not c.objectName().startswith("qt_")
    ]


def _scrolls(widget: QWidget) -> bool:
    return (
        isinstance(widget, QAbstractScrollArea) or widget.objectName() == "qt_scrollarea_viewport"
    )


def _outside(child: QWidget) -> bool:
    parent = child.parentWidget()
    assert parent is not None
    room = parent.rect().adjusted(-SLACK, -SLACK, SLACK, SLACK)
    return not QRect(room).contains(child.geometry())


def _cut(widget: QWidget) -> Iterator[str]:
    if isinstance(widget, QLabel) and not isinstance(widget, ElidingLabel):
        yield from _cut_label(widget)
    elif isinstance(widget, DeedButton | QCheckBox | QRadioButton):
        needed = widget.sizeHint()
        if needed.width() > widget.width() + SLACK or needed.height() > widget.height() + SLACK:
            yield _said(widget.text(), widget, needed.width())
    elif isinstance(widget, RowTable):
        yield from _cut_columns(widget)
    elif isinstance(widget, RatingPage):
        if widget.cut_words:
            yield _said("", widget, widget.sizeHint().width())
    else:
        words = _one_line(widget)
        if _wide(widget, words) > widget.contentsRect().width() + SLACK and not _tip(widget):
            yield _said(words, widget, _wide(widget, words))


def _one_line(widget: QWidget) -> str:
    """What stands in one line in a widget that a tool tip may say in full."""
    if isinstance(widget, ElidingLabel | QPushButton | QToolButton | SideButton):
        return widget.text()
    if isinstance(widget, QComboBox):
        return widget.currentText()
    if isinstance(widget, QLineEdit):
        return "" if widget.text() else widget.placeholderText()
    return ""


def _cut_label(label: QLabel) -> Iterator[str]:
    if not label.text():
        return
    if label.wordWrap():
        if label.heightForWidth(label.width()) > label.height() + SLACK:
            yield _said(label.text(), label, label.sizeHint().width())
        return
    needed = label.sizeHint()
    if needed.width() > label.width() + SLACK or needed.height() > label.height() + SLACK:
        yield _said(label.text(), label, needed.width())


def _cut_columns(table: RowTable) -> Iterator[str]:
    """Heads, states and numbers are never cut; the column of names gives way, with a tool tip."""
    metrics = table._stage.look.metrics(HEAD)
    heads = not table.horizontalHeader().isHidden()
    for number, column in enumerate(table.rows.columns):
        room = table.columnWidth(number)
        words = str(table.rows.headerData(number, Qt.Orientation.Horizontal) or "")
        if heads and metrics.horizontalAdvance(words) > room:
            yield _said(words, table, metrics.horizontalAdvance(words))
        if not column.stretch and not column.longest and table.rows.rowCount():
            needed = table.sizeHintForColumn(number)
            if needed > room + SLACK:
                yield _said(f"column {number} {words}", table, needed)


def _wide(widget: QWidget, text: str) -> int:
    return widget.fontMetrics().horizontalAdvance(text)


def _tip(widget: QWidget) -> str:
    widget.grab()
    return widget.toolTip()


def _said(text: str, widget: QWidget, needed: int) -> str:
    return f"{_name(widget)} {text!r}: {widget.width()}x{widget.height()}, needs {needed}"


def _name(widget: QWidget) -> str:
    words = getattr(widget, "text", None)
    said = words() if callable(words) and isinstance(widget, QLabel | QAbstractButton) else ""
    return f"{type(widget).__name__}({said or widget.accessibleName() or widget.objectName()})"
