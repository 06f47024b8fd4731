"""Waiting, calling, logging and taking back, by the keys of the real window."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from desk_app.services.drafts import drafts
from desk_app.services.list_visits import list_visits
from desk_app.services.waiting import waiting
from tests.support.window import OpenWindow, type_text

HELD = Qt.KeyboardModifier.ControlModifier
ANH = "Đỗ Thị Ngọc Ánh"


def press(opened: OpenWindow, *keys: Qt.Key, held: Qt.KeyboardModifier = HELD) -> None:
    """Press keys where the focus is, each after the one before has done its work."""
    for key in keys:
        QTest.keyClick(opened.application.focusWidget() or opened.window.main, key, held)
        opened.settle()


def type_name(opened: OpenWindow, name: str = ANH) -> None:
    type_text(opened.window.intake.line.input, name)
    opened.settle()


def names_waiting(opened: OpenWindow) -> list[str]:
    with opened.desk.store.reader() as reader:
        return [one.form.name for one in waiting(reader)]


def drafts_held(opened: OpenWindow) -> int:
    with opened.desk.store.reader() as reader:
        return len(drafts(reader))


def newest(opened: OpenWindow) -> tuple[str, bool]:
    with opened.desk.store.reader() as reader:
        view = list_visits(reader, datetime.now().date())[0]
    return view.name, view.voided


def test_a_typed_name_goes_to_wait_and_is_called_back_into_the_form(opened: OpenWindow) -> None:
    type_name(opened)
    press(opened, Qt.Key.Key_H)
    assert names_waiting(opened) == [ANH]
    assert opened.window.intake.presenter.is_empty
    press(opened, Qt.Key.Key_G)
    assert names_waiting(opened) == []
    assert opened.window.intake.read().name == ANH
    assert drafts_held(opened) == 1


def test_somebody_unknown_waits_is_called_and_leaves_no_empty_draft(
    opened: OpenWindow, qtbot: QtBot
) -> None:
    press(opened, Qt.Key.Key_H)
    assert names_waiting(opened) == [""]
    press(opened, Qt.Key.Key_G)
    assert names_waiting(opened) == []
    qtbot.waitUntil(lambda: drafts_held(opened) == 0)
    press(opened, Qt.Key.Key_Z)
    assert names_waiting(opened) == [""]


def test_undo_walks_back_through_waiting_in_the_order_of_what_was_done(
    opened: OpenWindow,
) -> None:
    type_name(opened)
    press(opened, Qt.Key.Key_H, Qt.Key.Key_H)
    assert names_waiting(opened) == [ANH, ""]
    press(opened, Qt.Key.Key_Z)
    assert names_waiting(opened) == [ANH]
    press(opened, Qt.Key.Key_Z)
    assert names_waiting(opened) == []
    assert opened.window.intake.read().name == ANH


def test_a_logged_visit_is_taken_back_into_the_form_with_ctrl_z(opened: OpenWindow) -> None:
    type_name(opened)
    press(opened, Qt.Key.Key_Return, held=Qt.KeyboardModifier.NoModifier)
    press(opened, Qt.Key.Key_1, held=Qt.KeyboardModifier.AltModifier)
    press(opened, Qt.Key.Key_Return)
    assert newest(opened) == (ANH, False)
    assert opened.window.main.undo.isVisible()
    press(opened, Qt.Key.Key_Z)
    assert newest(opened) == (ANH, True)
    form = opened.window.intake.presenter.form()
    assert (form.name, form.procedures) == (ANH, ("2.000815",))


def test_what_is_typed_in_the_line_is_undone_before_any_act(opened: OpenWindow) -> None:
    press(opened, Qt.Key.Key_H)
    type_name(opened, "Trần")
    press(opened, Qt.Key.Key_Z)
    assert opened.window.intake.line.input.text() == ""
    assert names_waiting(opened) == [""]
    press(opened, Qt.Key.Key_Z)
    assert names_waiting(opened) == []


def test_what_was_cleared_comes_back(opened: OpenWindow) -> None:
    type_name(opened)
    press(opened, Qt.Key.Key_Return, held=Qt.KeyboardModifier.NoModifier)
    press(opened, Qt.Key.Key_L)
    assert opened.window.intake.presenter.is_empty
    press(opened, Qt.Key.Key_Z)
    assert opened.window.intake.read().name == ANH


def test_nobody_is_called_while_the_form_is_in_use(opened: OpenWindow) -> None:
    press(opened, Qt.Key.Key_H)
    type_name(opened)
    press(opened, Qt.Key.Key_G)
    assert names_waiting(opened) == [""]
    assert opened.window.intake.line.input.text() == ANH
    assert opened.window.intake.waiting.note.isVisible()


def test_ctrl_r_says_why_the_last_visit_was_not_rated(opened: OpenWindow) -> None:
    table = opened.window.intake.today.table
    press(opened, Qt.Key.Key_J)
    assert opened.application.focusWidget() is opened.window.intake.line.input
    table.choose_first()
    table.choose_when_shown(_first_service(opened))
    press(opened, Qt.Key.Key_R)
    dialog = opened.application.activeModalWidget()
    assert dialog is not None
    QTest.keyClick(dialog, Qt.Key.Key_5)
    opened.settle()
    assert opened.application.activeModalWidget() is None
    row = table.rows.row(table.rows.place(table.key))
    assert row is not None
    assert row.cells[-1].text == "không mời"


def _first_service(opened: OpenWindow) -> str:
    with opened.desk.store.reader() as reader:
        day = list_visits(reader, datetime.now().date())
    return next(view.id for view in day if view.purpose != "question")


def test_the_intake_page_has_no_scroll_bar_with_everything_on_it(opened: OpenWindow) -> None:
    for _ in range(6):
        press(opened, Qt.Key.Key_H)
    assert opened.window.main.undo.isVisible()
    page = opened.window.intake
    bars = (page._body.verticalScrollBar(), page._body.horizontalScrollBar())
    assert [bar.maximum() for bar in bars] == [0, 0]
    opened.window.main.resize(1366, 698)  # less a title bar and a task bar
    opened.settle()
    assert [bar.maximum() for bar in bars] == [0, 0]
