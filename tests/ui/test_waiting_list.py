"""The right half under hands and eyes: keys of both lists, the undo bar, a real desk behind it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from desk_app.core.desk_settings import DeskSettings
from desk_app.core.visit import VisitForm
from desk_app.services.changes import Changes
from desk_app.services.list_visits import list_visits
from desk_app.services.waiting import waiting
from desk_app.ui.not_offered import NotOfferedDialog
from desk_app.ui.undo.undo_bar import STANDS
from tests.support.day import RightHalf
from tests.support.day_values import EMPTY, received
from tests.support.window import OpenWindow, a_visit, log, type_text

LAN = VisitForm(name="Thân Thị Lan", procedures=("2.000884",), flags=("elderly",))


@pytest.fixture
def half(opened: OpenWindow) -> Iterator[RightHalf]:
    made = RightHalf(opened)
    # As the window does it: changes are told by the thread that wrote them.
    told: list[Changes] = []
    opened.window.desk.changed.connect(told.append)
    made.show()
    made.activateWindow()
    made.day.read()
    settle(opened, made, told)
    made.settle = lambda: settle(opened, made, told)  # type: ignore[attr-defined]
    yield made
    made.close()
    made.deleteLater()


def settle(opened: OpenWindow, half: RightHalf, told: list[Changes]) -> None:
    opened.settle()
    while told:
        half.day.on_changed(told.pop(0))
        opened.settle()


def at_rest(half: RightHalf) -> None:
    half.settle()  # type: ignore[attr-defined]


def waiting_names(opened: OpenWindow) -> list[str]:
    with opened.desk.store.reader() as reader:
        return [one.form.name for one in waiting(reader)]


def park(half: RightHalf, *forms: VisitForm) -> None:
    for form in forms:
        half.door.form = form
        half.day.waiting.park()
        at_rest(half)


def shown(half: RightHalf) -> list[list[str]]:
    rows = half.waiting.table.rows
    found = (rows.row(number) for number in range(rows.rowCount()))
    return [[cell.text for cell in row.cells] for row in found if row is not None]


def voided(opened: OpenWindow) -> list[bool]:
    with opened.desk.store.reader() as reader:
        return [view.voided for view in list_visits(reader, datetime.now().date())]


def test_somebody_goes_to_wait_with_a_ticket_and_is_called_by_enter(
    opened: OpenWindow, half: RightHalf
) -> None:
    park(half, EMPTY, LAN)
    assert [row[:3] for row in shown(half)] == [
        ["A001", "chưa rõ tên", "chưa rõ việc"],
        ["A002", "Thân Thị Lan", "Chứng thực chữ ký"],
    ]
    half.waiting.focus_list()
    QTest.keyClick(half.waiting.table, Qt.Key.Key_Down)
    QTest.keyClick(half.waiting.table, Qt.Key.Key_Return)
    at_rest(half)
    assert half.door.form == LAN
    assert waiting_names(opened) == [""]


def test_delete_takes_off_and_undo_puts_back_at_the_same_place(
    opened: OpenWindow, half: RightHalf
) -> None:
    park(half, LAN, VisitForm(name="Giáp Văn Tuấn"))
    half.waiting.focus_list()
    QTest.keyClick(half.waiting.table, Qt.Key.Key_Delete)
    at_rest(half)
    assert waiting_names(opened) == ["Giáp Văn Tuấn"]
    half.bar.link.click()
    at_rest(half)
    assert waiting_names(opened) == ["Thân Thị Lan", "Giáp Văn Tuấn"]
    assert shown(half)[0][0] == "A001"


def test_the_list_is_one_line_while_nobody_waits_and_four_rows_at_most(half: RightHalf) -> None:
    empty = half.waiting.height()
    assert not half.waiting.table.isVisible()
    assert not half.waiting.next_button.isVisible()
    heights = []
    for number in range(7):
        park(half, VisitForm(name=f"Người {number}"))
        QApplication.processEvents()
        heights.append(half.waiting.height())
    assert empty < heights[0]
    assert heights[0] < heights[3]
    assert heights[3] == heights[6]
    assert half.waiting.table.verticalScrollBar().maximum() > 0


def test_a_sentence_says_why_nobody_is_called_over_a_form_in_use(half: RightHalf) -> None:
    park(half, LAN)
    half.door.form = VisitForm(name="Lê Thị Hoa")
    half.waiting.next_button.click()
    at_rest(half)
    assert half.waiting.note.isVisible()
    assert half.door.form.name == "Lê Thị Hoa"
    half.door.form = EMPTY
    half.waiting.next_button.click()
    at_rest(half)
    assert not half.waiting.note.isVisible()
    assert half.door.form == LAN


def test_without_tickets_the_column_goes_and_the_keys_stay(
    opened: OpenWindow, half: RightHalf
) -> None:
    park(half, LAN)
    opened.window.desk.change_settings(DeskSettings(tickets=False))
    at_rest(half)
    assert [row[:2] for row in shown(half)] == [["Thân Thị Lan", "Chứng thực chữ ký"]]
    half.waiting.focus_list()
    QTest.keyClick(half.waiting.table, Qt.Key.Key_Return)
    at_rest(half)
    assert half.door.form == LAN


def test_a_logged_visit_can_be_taken_back_from_the_bar(opened: OpenWindow, half: RightHalf) -> None:
    form = a_visit("Đỗ Thị Ngọc Ánh")
    visit = log(opened.desk, form)
    half.day.logged(received(visit), form, "draft-x")
    assert half.bar.isVisible()
    assert half.bar.words.text().endswith("Đỗ Thị Ngọc Ánh – Chứng thực bản sao")
    half.bar.link.click()
    at_rest(half)
    assert voided(opened)[0] is True
    assert half.door.form == form
    assert not half.bar.link.isVisible()


def test_ctrl_z_undoes_typing_first_and_then_the_last_act(
    opened: OpenWindow, half: RightHalf
) -> None:
    form = a_visit("Đỗ Thị Ngọc Ánh")
    half.day.logged(received(log(opened.desk, form)), form)
    half.line.setFocus()
    type_text(half.line, "Trần")
    half.day.undo()
    at_rest(half)
    assert half.line.text() == ""
    assert voided(opened)[0] is False
    half.day.undo()
    at_rest(half)
    assert voided(opened)[0] is True


def test_undo_asked_twice_in_a_row_undoes_two_visits(opened: OpenWindow, half: RightHalf) -> None:
    for name in ("Đỗ Thị Ngọc Ánh", "Trần Văn Bé"):
        form = a_visit(name)
        half.day.logged(received(log(opened.desk, form)), form)
    half.day.stack.undo()
    half.day.stack.undo()
    at_rest(half)
    assert voided(opened)[:3] == [True, True, False]
    assert half.day.stack.empty


def test_the_bar_goes_after_its_time_and_undo_still_reaches_back(
    opened: OpenWindow, half: RightHalf
) -> None:
    form = a_visit("Đỗ Thị Ngọc Ánh")
    half.day.logged(received(log(opened.desk, form)), form)
    half.bar.pass_time(STANDS - 100)
    assert half.bar.isVisible()
    half.bar.pass_time(200)
    assert not half.bar.isVisible()
    half.day.stack.undo()
    at_rest(half)
    assert half.bar.isVisible()
    assert voided(opened)[0] is False
    half.day.stack.undo()
    at_rest(half)
    assert voided(opened)[0] is True


def test_focus_on_the_link_stops_the_clock_and_escape_closes_the_bar(
    opened: OpenWindow, half: RightHalf
) -> None:
    form = a_visit("Đỗ Thị Ngọc Ánh")
    half.day.logged(received(log(opened.desk, form)), form)
    half.bar.link.setFocus(Qt.FocusReason.TabFocusReason)
    half.bar.pass_time(STANDS * 2)
    assert half.bar.isVisible()
    QTest.keyClick(half.bar.link, Qt.Key.Key_Escape)
    assert not half.bar.isVisible()
    assert voided(opened)[0] is False


def test_the_bar_never_covers_the_lists(opened: OpenWindow, half: RightHalf) -> None:
    form = a_visit("Đỗ Thị Ngọc Ánh")
    half.day.logged(received(log(opened.desk, form)), form)
    QApplication.processEvents()
    assert half.today.geometry().bottom() < half.bar.mapTo(half, half.bar.rect().topLeft()).y()


def test_another_officer_finds_no_bar_and_nothing_to_undo(
    opened: OpenWindow, half: RightHalf
) -> None:
    form = a_visit("Đỗ Thị Ngọc Ánh")
    half.day.logged(received(log(opened.desk, form)), form)
    half.day.on_officer(may_change=False)
    assert not half.bar.isVisible()
    half.day.stack.undo()
    at_rest(half)
    assert voided(opened)[0] is False
    row = half.today.table.rows.row(0)
    assert row is not None
    assert not any(action.isEnabled() for action in half.today.menu(row.key).actions())


def test_the_menu_of_a_row_offers_what_its_keys_do(half: RightHalf) -> None:
    table = half.today.table
    wanted: list[str] = []
    half.today.not_offered_requested.connect(wanted.append)
    table.setFocus()
    table.selectRow(1)
    at = table.visualRect(table.currentIndex()).center()
    event = QContextMenuEvent(
        QContextMenuEvent.Reason.Keyboard, at, table.viewport().mapToGlobal(at)
    )
    QCoreApplication.sendEvent(table, event)
    menu = QApplication.activePopupWidget()
    assert menu is not None
    keys = [action.text().partition("\t")[2] for action in menu.actions()]
    assert keys == ["Enter", "Delete", "F7", "Ctrl R"]
    menu.actions()[3].trigger()
    menu.close()
    row = table.rows.row(1)
    assert row is not None
    assert wanted == [row.key]


def test_not_offered_is_one_key_and_a_second_time_refuses_with_its_sentence(
    opened: OpenWindow, half: RightHalf
) -> None:
    visit = log(opened.desk, a_visit("Đỗ Thị Ngọc Ánh"))
    half.day.read()
    at_rest(half)
    assert [cell.text for cell in half.today.table.rows.row(0).cells][-1] == "chưa mời"  # type: ignore[union-attr]

    def ask() -> NotOfferedDialog:
        dialog = NotOfferedDialog(
            opened.stage,
            "09:21 · Đỗ Thị Ngọc Ánh",
            lambda why, then, failed: half.day.today.not_offered(visit, why, then, failed),
            half,
        )
        dialog.setModal(True)
        dialog.show()
        at_rest(half)
        return dialog

    first = ask()
    QTest.keyClick(first, Qt.Key.Key_4)
    at_rest(half)
    assert not first.isVisible()
    assert [cell.text for cell in half.today.table.rows.row(0).cells][-1] == "không mời"  # type: ignore[union-attr]
    second = ask()
    QTest.keyClick(second, Qt.Key.Key_1)
    at_rest(half)
    assert second.isVisible()
    assert second.rest.text()
    second.close()


def test_typing_changes_nothing_in_the_list_of_the_day(opened: OpenWindow, half: RightHalf) -> None:
    resets: list[QEvent] = []
    model = half.today.table.rows
    model.modelReset.connect(lambda: resets.append(QEvent(QEvent.Type.None_)))
    model.dataChanged.connect(lambda: resets.append(QEvent(QEvent.Type.None_)))
    half.line.setFocus()
    for letter in "tran van":
        type_text(half.line, letter)
    at_rest(half)
    assert resets == []
