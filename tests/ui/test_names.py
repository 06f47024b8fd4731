"""Whatever can take the focus has a name for screen readers and shows that it has the focus."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractScrollArea, QWidget

from desk_app.ui.lock.cover import NameCover
from tests.support.sights import every_sight
from tests.support.window import OpenWindow

# Around a widget: a frame may be painted by the one it stands in.
_AROUND = 4


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


def test_every_window_has_a_title_and_whatever_takes_the_focus_a_name(
    opened: OpenWindow,
) -> None:
    nameless: dict[str, list[str]] = {}
    for name, shown in every_sight(opened):
        found = [type(w).__name__ for w in focusable(shown) if not w.accessibleName().strip()]
        if not shown.windowTitle().strip():
            found.append("the window itself")
        if found:
            nameless[name] = found
    assert nameless == {}


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_focus_can_be_seen_wherever_it_is(opened: OpenWindow, scheme: str) -> None:
    opened.window.choices.scheme(scheme)
    unseen: dict[str, list[str]] = {}
    for name, shown in every_sight(opened):
        found = [
            f"{type(widget).__name__}({widget.accessibleName()})"
            for widget in focusable(shown)
            if not _shows_focus(opened, shown, widget)
        ]
        if found:
            unseen[name] = found
    assert unseen == {}


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


def test_tab_goes_round_every_sight_and_comes_back(opened: OpenWindow) -> None:
    for name, shown in every_sight(opened):
        if name in ("covered", "lock") or not focusable(shown):
            continue
        seen: list[QWidget] = []
        for _ in range(120):
            focus = shown.focusWidget()
            assert focus is not None, name
            if focus in seen:
                break
            seen.append(focus)
            QTest.keyClick(focus, Qt.Key.Key_Tab)
        assert shown.focusWidget() in seen, name
        assert len(seen) > 1 or len(focusable(shown)) == 1, name
