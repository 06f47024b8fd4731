"""What is promised of everything the window can show, looked at in one walk over all of it.

Bringing a page or a dialog before the eyes costs more than looking at it: each walk asks for
everything there. Both languages are seen at 100 and at 200 %, both themes with each.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QImage, QKeySequence, QShortcut
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractScrollArea,
    QLabel,
    QLineEdit,
    QTableView,
    QWidget,
)

from desk_app.ui.commands import COMMANDS, SECOND_KEYS
from desk_app.ui.lock.cover import NameCover
from tests.support.fit import cut_texts, misplaced
from tests.support.glyphs import FACES, face, missing
from tests.support.sights import every_sight
from tests.support.window import OpenWindow

# What is wrong with a sight, by its name and the window it stands in; nothing when it keeps.
Promise = Callable[[OpenWindow, str, QWidget], list[str]]

# Around a widget: a frame may be painted by the one it stands in.
_AROUND = 4
_COMMAND_KEYS = {
    QKeySequence(keys).toString()
    for keys in (
        *(one.keys for one in COMMANDS if one.keys and not one.local),
        *SECOND_KEYS.values(),
    )
}


def has_room(opened: OpenWindow, _name: str, shown: QWidget) -> list[str]:
    """Nothing is cut, covered or larger than the window."""
    wrong = cut_texts(shown) + misplaced(shown)
    room = opened.window.main.size()
    if shown.width() > room.width() or shown.height() > room.height():
        wrong.append(f"larger than the window: {shown.size()}")
    return wrong


def is_named(_opened: OpenWindow, _name: str, shown: QWidget) -> list[str]:
    """A window has a title, and whatever takes the focus a name for screen readers."""
    wrong = [type(w).__name__ for w in focusable(shown) if not w.accessibleName().strip()]
    return wrong if shown.windowTitle().strip() else [*wrong, "the window itself"]


def can_be_drawn(_opened: OpenWindow, _name: str, shown: QWidget) -> list[str]:
    """Every character has a glyph in both faces of the window's font."""
    said = "".join(words_on(shown))
    return sorted(set().union(*(missing(face(one), said) for one in FACES)))


def has_each_key_once(opened: OpenWindow, _name: str, shown: QWidget) -> list[str]:
    """Qt silences a key that two shortcuts claim; Ctrl and Shift switch the typing tool."""
    live = [
        shortcut.key().toString()
        for shortcut in shown.findChildren(QShortcut)
        if shortcut.isEnabled() and _in_sight(shortcut, shown)
    ]
    if shown is opened.window.main and shown.menuBar().isVisible():
        live += _COMMAND_KEYS
    twice = [keys for keys, times in Counter(live).items() if times > 1]
    return twice + [keys for keys in live if "Ctrl+Shift" in keys]


def shows_the_focus(opened: OpenWindow, _name: str, shown: QWidget) -> list[str]:
    """The focus can be seen wherever it is."""
    return [
        f"{type(widget).__name__}({widget.accessibleName()})"
        for widget in focusable(shown)
        if not _shows_focus(opened, shown, widget)
    ]


def goes_round(_opened: OpenWindow, name: str, shown: QWidget) -> list[str]:
    """Tab leads through all of it and comes back."""
    if name in ("covered", "lock") or not focusable(shown):
        return []
    seen: list[QWidget] = []
    for _ in range(120):
        focus = shown.focusWidget()
        assert focus is not None, name
        if focus in seen:
            break
        seen.append(focus)
        QTest.keyClick(focus, Qt.Key.Key_Tab)
    wrong = [] if shown.focusWidget() in seen else ["Tab never comes back"]
    enough = len(seen) > 1 or len(focusable(shown)) == 1
    return wrong if enough else [*wrong, "Tab stays where it is"]


TO_SEE: tuple[Promise, ...] = (has_room, is_named, can_be_drawn, has_each_key_once)
# These move the focus, so they come last; what they find is the same at every scale.
TO_REACH: tuple[Promise, ...] = (goes_round, shows_the_focus)


@pytest.mark.parametrize(
    ("code", "scale", "scheme", "promises"),
    [
        ("vi", 100, "light", TO_SEE + TO_REACH),
        ("en", 100, "dark", TO_SEE + TO_REACH),
        ("vi", 200, "dark", TO_SEE),
        ("en", 200, "light", TO_SEE),
    ],
    ids=["vi-100-light", "en-100-dark", "vi-200-dark", "en-200-light"],
)
def test_every_page_and_dialog_has_room_names_glyphs_keys_and_a_focus_one_sees(
    opened: OpenWindow, code: str, scale: int, scheme: str, promises: tuple[Promise, ...]
) -> None:
    opened.window.choices.language(code)
    opened.window.choices.scale(scale)
    opened.window.choices.scheme(scheme)
    broken: dict[str, list[str]] = {}
    seen = 0
    for name, shown in every_sight(opened):
        seen += 1
        for promise in promises:
            if wrong := promise(opened, name, shown):
                broken[f"{name}: {promise.__doc__}"] = wrong
    assert broken == {}
    assert seen > 70


def focusable(window: QWidget) -> list[QWidget]:
    """What the Tab key reaches in a window, as far as it is in sight."""
    covers = window.findChildren(NameCover)
    if covers:
        return list(covers)
    return [
        widget
        for widget in window.findChildren(QWidget)
        if widget.window() is window
        and widget.isVisible()
        and widget.isEnabled()
        and widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        and not widget.objectName().startswith("qt_")
    ]


def picture(window: QWidget, widget: QWidget) -> QImage:
    """The widget and a little around it, as it is painted now."""
    place = QRect(widget.mapTo(window, widget.rect().topLeft()), widget.size())
    around = place.adjusted(-_AROUND, -_AROUND, _AROUND, _AROUND).intersected(window.rect())
    image = window.grab(around).toImage()
    return image.convertToFormat(QImage.Format.Format_RGB32)


def _shows_focus(opened: OpenWindow, window: QWidget, widget: QWidget) -> bool:
    before = window.focusWidget()
    if before is widget:
        widget.clearFocus()
        other = next((w for w in focusable(window) if w is not widget), None)
        if other is not None:
            other.setFocus(Qt.FocusReason.TabFocusReason)
    opened.application.processEvents()
    without = picture(window, widget)
    widget.setFocus(Qt.FocusReason.TabFocusReason)
    opened.application.processEvents()
    return picture(window, widget) != without or _only_one(window, widget)


def _only_one(window: QWidget, widget: QWidget) -> bool:
    # A help page is one text that fills its window: there is nowhere else the focus could be.
    alone = isinstance(widget, QAbstractScrollArea) and len(focusable(window)) <= 2
    return alone or isinstance(widget, NameCover)


def _in_sight(shortcut: QShortcut, window: QWidget) -> bool:
    owner = shortcut.parent()
    return isinstance(owner, QWidget) and owner.isVisible() and owner.window() is window


def words_on(window: QWidget) -> Iterator[str]:
    """What labels, buttons, fields and tables of a window say, tool tips included."""
    for widget in (window, *window.findChildren(QWidget)):
        yield widget.toolTip() + widget.accessibleName() + widget.windowTitle()
        if isinstance(widget, QLabel | QAbstractButton):
            yield widget.text()
        elif isinstance(widget, QLineEdit):
            yield widget.text() + widget.placeholderText()
        elif isinstance(widget, QTableView):
            model = widget.model()
            for row in range(model.rowCount()):
                for column in range(model.columnCount()):
                    yield str(model.index(row, column).data() or "")
