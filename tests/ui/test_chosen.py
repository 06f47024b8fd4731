"""What keys and menus of the whole window mean on the page that is shown."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel

from desk_app.ui.search.result_rows import PERSON
from desk_app.ui.visit_dialogs import CorrectDialog, VoidDialog
from desk_app.ui.working_dialog import WorkingDialog
from tests.support.window import OpenWindow, type_text

CONTROL = Qt.KeyboardModifier.ControlModifier


def search_for(opened: OpenWindow, words: str) -> None:
    opened.show("search")
    page = opened.window.visits.page
    type_text(page.line.input, words)
    QTest.keyClick(page.line.input, Qt.Key.Key_Down)  # asks without waiting for a pause
    opened.settle()


def press(opened: OpenWindow, key: Qt.Key) -> None:
    QTest.keyClick(opened.window.visits.page.line.input, key, CONTROL)
    opened.settle()


@pytest.mark.parametrize(
    ("key", "kind"), [(Qt.Key.Key_E, CorrectDialog), (Qt.Key.Key_D, VoidDialog)]
)
def test_on_the_search_page_ctrl_e_and_ctrl_d_mean_the_visit_found_there(
    opened: OpenWindow, key: Qt.Key, kind: type[CorrectDialog | VoidDialog]
) -> None:
    search_for(opened, "tran van luc")
    page = opened.window.visits.page
    found = page.presenter._found.visits[0]
    page.table.choose(found.id)
    assert opened.window.visits.chosen_today != found.id
    press(opened, key)
    dialog = opened.application.activeModalWidget()
    assert isinstance(dialog, kind)
    assert any("Trần Văn Lực" in label.text() for label in dialog.findChildren(QLabel))
    dialog.reject()


def test_on_the_search_page_no_hidden_row_of_today_is_corrected(opened: OpenWindow) -> None:
    opened.window.intake.today.table.choose_first()
    search_for(opened, "tran van luc")
    assert opened.window.visits.page.table.key.startswith(PERSON)
    press(opened, Qt.Key.Key_E)
    assert opened.application.activeModalWidget() is None


def test_the_menu_names_the_paper_its_key_prints(opened: OpenWindow) -> None:
    action = opened.window.main.menus.actions["print"]
    assert action.text() == "Xem và in bảng tự chấm\tCtrl P"
    opened.show("month")
    assert action.text() == "Xem và in trang điểm tháng\tCtrl P"
    opened.stage.language.choose("en")
    assert action.text() == "Preview and print the month page\tCtrl P"
    opened.show("assessment")
    assert action.text() == "Preview and print the self-assessment\tCtrl P"


def test_the_working_asked_for_on_another_page_leads_to_where_a_criterion_is_chosen(
    opened: OpenWindow,
) -> None:
    opened.window.main.menus.actions["score_working"].trigger()
    opened.settle()
    assert opened.window.main.page == "month"


def test_enter_opens_the_largest_loss_as_soon_as_the_month_page_is_first_shown(
    opened: OpenWindow,
) -> None:
    opened.show("month")
    lost = opened.window.month.charts.lost
    assert opened.application.focusWidget() is lost
    QTest.keyClick(lost, Qt.Key.Key_Return)
    opened.settle()
    dialog = opened.application.activeModalWidget()
    assert isinstance(dialog, WorkingDialog)
    dialog.reject()
