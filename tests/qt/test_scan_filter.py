"""A scan never lands in a window as text or key."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QKeySequence, QShortcut, QTextCursor
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QLineEdit,
    QMenu,
    QPushButton,
    QTableWidget,
    QVBoxLayout,
    QWidget,
)

from tests.support.scan_bench import CARD, HOLD, OTHER, Bench, show


def state_of_line(line: QLineEdit) -> tuple[object, ...]:
    return (
        line.text(),
        line.cursorPosition(),
        line.selectionStart(),
        line.selectedText(),
        line.isUndoAvailable(),
        line.isRedoAvailable(),
    )


def history_of_line(line: QLineEdit) -> list[str]:
    found = []
    while line.isRedoAvailable():
        line.redo()
        found.append(line.text())
    while line.isUndoAvailable():
        line.undo()
        found.append(line.text())
    return found


def prepared_line(line: QLineEdit) -> None:
    line.clear()
    line.insert("Nguyễn Văn")
    line.insert(" Lực")
    line.undo()
    line.setSelection(2, 5)


@pytest.mark.parametrize("gap", [1, 2, 5, 8, 12])
@pytest.mark.parametrize("end", ["", "\r", "\t", "\r\r"])
def test_a_scan_leaves_a_line_as_it_was(bench: Bench, gap: float, end: str) -> None:
    prepared_line(bench.line)
    before = state_of_line(bench.line)

    bench.keyboard.scan(CARD + end, gap)

    assert bench.scans == [CARD]
    assert state_of_line(bench.line) == before
    assert bench.line.hasFocus()
    untouched = QLineEdit()
    prepared_line(untouched)
    assert history_of_line(bench.line) == history_of_line(untouched)


def test_a_scan_leaves_a_text_area_as_it_was(bench: Bench) -> None:
    area = bench.area
    area.setFocus()
    area.insertPlainText("Mất giấy tờ\nđã hướng dẫn")
    area.insertPlainText(" xong")
    area.undo()
    cursor = area.textCursor()
    cursor.setPosition(3)
    cursor.setPosition(8, QTextCursor.MoveMode.KeepAnchor)
    area.setTextCursor(cursor)
    document = area.document()
    before = (
        area.toPlainText(),
        document.revision(),
        document.availableUndoSteps(),
        document.availableRedoSteps(),
    )

    bench.keyboard.scan(CARD + "\r")

    assert bench.scans == [CARD]
    assert before == (
        area.toPlainText(),
        document.revision(),
        document.availableUndoSteps(),
        document.availableRedoSteps(),
    )
    assert (area.textCursor().anchor(), area.textCursor().position()) == (3, 8)


def test_a_scan_in_the_middle_of_typing_leaves_what_was_typed(bench: Bench) -> None:
    bench.keyboard.type("nguyen", 90)
    bench.keyboard.scan(CARD + "\r")
    bench.keyboard.type(" van", 90)
    bench.clock.pass_by(HOLD)

    assert bench.line.text() == "nguyen van"
    assert bench.scans == [CARD]


def test_a_key_pressed_right_before_a_scan_is_kept(bench: Bench) -> None:
    bench.keyboard.type("u", 90)
    bench.keyboard.scan(CARD + "\r")

    assert bench.line.text() == "u"
    assert bench.scans == [CARD]


def test_the_enter_of_a_scan_presses_no_default_button(bench: Bench) -> None:
    dialog, presses = QDialog(bench.window), []
    button = QPushButton("Ghi", dialog)
    button.setDefault(True)
    button.clicked.connect(lambda: presses.append("default"))
    field = QLineEdit(dialog)
    dialog.finished.connect(lambda: presses.append("closed"))
    show(dialog, bench.waits)
    field.setFocus()

    bench.keyboard.scan(CARD + "\r")
    assert (presses, field.text(), bench.scans) == ([], "", [CARD])

    bench.keyboard.press("\r")
    assert presses == ["default"]


@pytest.mark.parametrize("where", ["table", "button", "nothing"])
def test_a_scan_is_taken_wherever_the_focus_is(bench: Bench, where: str) -> None:
    presses: list[str] = []
    bench.button.clicked.connect(lambda: presses.append("clicked"))
    bench.table.setCurrentCell(1, 1)
    if where == "nothing":
        bench.line.clearFocus()
        assert QApplication.focusWidget() is None
    else:
        getattr(bench, where).setFocus()

    bench.keyboard.scan(CARD + "\r")

    assert bench.scans == [CARD]
    assert presses == []
    assert (bench.table.currentRow(), bench.table.currentColumn()) == (1, 1)
    assert bench.table.state() == QTableWidget.State.NoState


def test_a_scan_is_taken_in_another_window_and_in_an_open_menu(bench: Bench) -> None:
    other = QWidget()
    field = QLineEdit(other)
    show(other, bench.waits)
    field.setFocus()
    bench.keyboard.scan(CARD + "\r")
    assert (bench.scans, field.text()) == ([CARD], "")
    other.close()

    show(bench.window, bench.waits)
    menu, chosen = QMenu(bench.window), []
    for words in ("&0 nguyễn", "&Trần"):
        menu.addAction(words, lambda: chosen.append("chosen"))
    menu.popup(QPoint(10, 10))
    bench.keyboard.scan(OTHER + "\r")
    assert (bench.scans, chosen, menu.isVisible()) == ([CARD, OTHER], [], True)
    menu.close()


def test_a_scan_triggers_no_letter_shortcut_but_a_hand_does(bench: Bench) -> None:
    shown: list[str] = []
    for key in ("T", "2"):
        shortcut = QShortcut(QKeySequence(key), bench.window)
        shortcut.activated.connect(lambda key=key: shown.append(key))
    bench.table.setFocus()

    bench.keyboard.scan("Trần Thị Thủy|" + CARD)
    assert (shown, len(bench.scans)) == ([], 1)

    bench.keyboard.type("t2", 80)
    bench.clock.pass_by(HOLD)
    assert shown == ["T", "2"]

    bench.line.setFocus()
    bench.keyboard.type("t2", 80)
    bench.clock.pass_by(HOLD)
    assert (shown, bench.line.text()) == (["T", "2"], "t2")


def test_equal_keys_that_the_platform_takes_for_repeats_are_scanned(bench: Bench) -> None:
    for number, character in enumerate(CARD):
        bench.keyboard.press(character, repeat=number % 3 == 1)
        bench.clock.pass_by(1)
    bench.clock.pass_by(100)
    assert (bench.scans, bench.line.text()) == ([CARD], "")


def test_a_scan_while_locked_is_dropped_without_a_word(bench: Bench) -> None:
    bench.locked = True
    bench.keyboard.scan(CARD + "\r")
    assert (bench.scans, bench.told, bench.line.text()) == ([], ["dropped"], "")


def test_of_two_scans_at_once_the_first_is_taken(bench: Bench) -> None:
    bench.keyboard.scan(CARD + "\r" + OTHER + "\r")
    assert (bench.scans, bench.told) == ([CARD], ["second"])


def test_keys_that_came_while_the_window_was_busy_are_still_one_scan(bench: Bench) -> None:
    for character in CARD[:4]:
        bench.keyboard.press(character)
        bench.clock.pass_by(8)
    bench.clock.stall(300)
    bench.filter.tick()
    for number, character in enumerate(CARD[4:]):
        bench.keyboard.press(character, at=1000.0 + 8 * (number + 4))
    bench.clock.pass_by(100)
    assert (bench.scans, bench.line.text()) == ([CARD], "")


def test_a_scan_through_an_input_method_is_taken(bench: Bench) -> None:
    for character in CARD:
        bench.clock.pass_by(5)
        if character.isalpha():
            bench.keyboard.commit("", preedit=character)
            bench.keyboard.commit(character)
        else:
            bench.keyboard.press(character)
    bench.clock.pass_by(100)
    assert (bench.scans, bench.line.text()) == ([CARD], "")


def test_a_scanner_that_types_letters_by_their_numbers_is_understood(bench: Bench) -> None:
    alt = Qt.KeyboardModifier.AltModifier
    rung: list[str] = []
    shortcut = QShortcut(QKeySequence("Alt+1"), bench.window)
    shortcut.activated.connect(lambda: rung.append("Alt+1"))
    for character in CARD:
        if not character.isascii():
            bench.keyboard.press("", Qt.Key.Key_Alt, alt)
            for digit in str(ord(character)):
                bench.clock.pass_by(2)
                bench.keyboard.press(digit, modifiers=alt)
            bench.keyboard.let_go("", Qt.Key.Key_Alt)
        bench.keyboard.press(character)
        bench.clock.pass_by(2)
    bench.clock.pass_by(100)
    assert (bench.scans, bench.line.text(), rung) == ([CARD], "", [])


def test_a_typing_tool_that_takes_letters_back_does_not_break_a_scan(bench: Bench) -> None:
    typed = CARD.replace("Trần", "Tra\bâ\bần")
    bench.keyboard.scan(typed + "\r")
    assert bench.scans == [CARD]


def test_a_scanner_that_stumbles_at_its_beginning_lets_nothing_through(bench: Bench) -> None:
    bench.keyboard.type(CARD[:5], 8)
    bench.clock.pass_by(25)
    bench.keyboard.scan(CARD[5:], 8)
    assert (bench.scans, bench.line.text()) == ([CARD], "")


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.lists(st.floats(1, 12), min_size=len(CARD), max_size=len(CARD)))
def test_no_scanner_speed_lets_a_character_through(bench: Bench, gaps: list[float]) -> None:
    bench.line.setText("x")
    bench.scans.clear()
    for character, gap in zip(CARD, gaps, strict=True):
        bench.clock.pass_by(gap)
        bench.keyboard.press(character)
    bench.clock.pass_by(100)
    assert (bench.scans, bench.line.text()) == ([CARD], "x")


def test_a_mouse_over_a_running_scan_does_not_spill_it(bench: Bench) -> None:
    act: Callable[[], None] = bench.area.setFocus
    for number, character in enumerate(CARD):
        bench.keyboard.press(character)
        bench.clock.pass_by(5)
        if number == 30:
            act()
    bench.clock.pass_by(100)
    assert bench.scans == [CARD]
    assert (bench.line.text(), bench.area.toPlainText()) == ("", "")


def test_many_windows_one_after_the_other_are_heard_once_each(bench: Bench) -> None:
    for _ in range(3):
        other = QWidget()
        column = QVBoxLayout(other)
        column.addWidget(QLineEdit())
        show(other, bench.waits)
        other.close()
        show(bench.window, bench.waits)
    bench.keyboard.scan(CARD)
    assert bench.scans == [CARD]
