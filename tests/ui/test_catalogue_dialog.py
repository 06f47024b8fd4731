"""The catalogue in the real window: from Quản trị, a file previewed, taken in, used at once."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from desk_app.ui.catalogue.dialog import CatalogueDialog
from desk_app.ui.catalogue.week_dialog import WeekDialog
from tests.support.catalogue_sights import BAD, GOOD, list_file
from tests.support.window import OpenWindow


@pytest.fixture
def dialog(opened: OpenWindow) -> CatalogueDialog:
    """The dialog, opened from the page Quản trị."""
    opened.show("settings")
    opened.window.settings.catalogue.click()
    opened.settle()
    found = opened.application.activeModalWidget()
    assert isinstance(found, CatalogueDialog)
    return found


def test_a_list_taken_in_is_what_the_intake_offers_at_once(
    opened: OpenWindow, dialog: CatalogueDialog, tmp_path: Path
) -> None:
    assert opened.window.desk.find_procedures("1.999001") == ()
    dialog.open_file(list_file(tmp_path, GOOD))
    opened.settle()
    assert dialog.take.text() == "Nhận 3 thay đổi"
    QTest.keyClick(dialog, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    opened.settle()
    assert dialog.state.text().startswith("Đã nhận danh mục")
    assert dialog.list.isVisible()
    assert opened.window.desk.procedure("1.999001") is not None
    dialog.week.click()
    opened.settle()
    week = opened.application.activeModalWidget()
    assert isinstance(week, WeekDialog)
    assert week.table.rows.rowCount() == 3
    week.reject()
    opened.settle()


def test_escape_leaves_the_preview_first_and_the_dialog_then(
    opened: OpenWindow, dialog: CatalogueDialog, tmp_path: Path
) -> None:
    dialog.open_file(list_file(tmp_path, GOOD))
    opened.settle()
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    opened.settle()
    assert dialog.list.isVisible()
    assert opened.application.activeModalWidget() is dialog
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    opened.settle()
    assert opened.application.activeModalWidget() is None
    opened.stage.language.choose("en")
    opened.settle()
    opened.stage.language.choose("vi")


def test_mistakes_take_the_place_of_the_list_and_there_is_no_deed(
    opened: OpenWindow, dialog: CatalogueDialog, tmp_path: Path
) -> None:
    dialog.open_file(list_file(tmp_path, BAD))
    opened.settle()
    assert not dialog.take.isVisible()
    assert not dialog.preview.table.isVisible()
    assert "-3 ngày" in dialog.preview.notes.text()
    dialog.open_file(list_file(tmp_path, GOOD))
    opened.settle()
    assert dialog.preview.table.isVisible()


def test_what_is_typed_filters_and_the_chosen_one_is_shown(
    opened: OpenWindow, dialog: CatalogueDialog
) -> None:
    dialog.list.filter.setText("ket hon")
    opened.settle()
    assert 0 < dialog.list.table.rows.rowCount() < 10
    dialog.list.table.choose("1.000894")
    opened.settle()
    assert dialog.list.detail._shown[0].text == "Đăng ký kết hôn"


def test_the_menu_opens_the_changes_of_the_week(opened: OpenWindow) -> None:
    opened.window.main.menus.actions["catalogue_week"].trigger()
    opened.settle()
    week = opened.application.activeModalWidget()
    assert isinstance(week, WeekDialog)
    assert week.table.rows.rowCount() == 0
    week.reject()
    opened.settle()
