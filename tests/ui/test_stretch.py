"""Nothing is cut, covered or out of sight: every page and dialog, both languages, up to 200 %."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QWidget

from desk_app.ui.about import AboutDialog
from tests.support.fit import cut_texts, misplaced, scroll_bars
from tests.support.sights import PAGES, SIGHTS
from tests.support.window import OpenWindow


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("code", ["vi", "en"])
def test_the_intake_page_of_a_small_screen_needs_no_scroll_bar(
    opened: OpenWindow, code: str, scheme: str
) -> None:
    opened.window.choices.language(code)
    opened.window.choices.scheme(scheme)
    # A screen of 1366 × 768 keeps 40 pixels for its task bar and 30 for our title bar.
    for height in (768, 698):
        opened.window.main.resize(1366, height)
        for name in ("intake", "intake-typed", "intake-late", "intake-question"):
            with SIGHTS[name](opened) as shown:
                assert opened.window.main.height() == height, name
                assert scroll_bars(shown) == [], (name, height)


@pytest.mark.parametrize("page", PAGES)
def test_whatever_tab_reaches_at_200_percent_comes_into_sight(
    opened: OpenWindow, page: str
) -> None:
    opened.window.choices.scale(200)
    opened.show(page)
    seen: set[QWidget] = set()
    for _ in range(80):
        focus = opened.application.focusWidget()
        assert focus is not None
        if focus in seen:
            break
        seen.add(focus)
        QTest.keyClick(focus, Qt.Key.Key_Tab)
        opened.settle()
        now = opened.application.focusWidget()
        assert now is not None
        assert not now.visibleRegion().isEmpty(), now.accessibleName()
    assert len(seen) > 3


def test_the_tool_finds_words_without_room(opened: OpenWindow) -> None:
    dialog = AboutDialog(opened.stage, "0.1.0", "Quầy 2", opened.window.main)
    dialog.show()
    opened.settle()
    assert cut_texts(dialog) == []
    label = dialog.findChildren(QLabel)[0]
    label.setFixedWidth(12)
    opened.settle()
    assert cut_texts(dialog) != []
    dialog.close()


def test_the_tool_finds_what_lies_outside_or_on_top(opened: OpenWindow) -> None:
    dialog = AboutDialog(opened.stage, "0.1.0", "Quầy 2", opened.window.main)
    dialog.show()
    opened.settle()
    assert misplaced(dialog) == []
    lost = QLabel("x", dialog)
    lost.setGeometry(dialog.width() - 4, 2, 40, 20)
    lost.show()
    assert any("outside" in found for found in misplaced(dialog))
    lost.setGeometry(dialog.findChildren(QLabel)[0].geometry())
    assert any(" on " in found for found in misplaced(dialog))
    dialog.close()
