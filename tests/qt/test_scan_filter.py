"""A scan never lands in a window as text or key; whatever a hand types arrives as without us."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import ClassVar

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence, QShortcut, QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QHBoxLayout,
    QLineEdit,
    QMenu,
    QPlainTextEdit,
    QPushButton,
    QTableWidget,
    QVBoxLayout,
    QWidget,
)
from pytestqt.qtbot import QtBot

from desk_app.qt.scan_filter import ScanFilter
from tests.support.keyboard import HandClock, Keyboard

CARD = "024190001234||Trần Thị Thủy|01021990|Nữ|Tổ dân phố Hà Vị 1, Hiệp Hòa|15042021"
OTHER = CARD.replace("024190", "034191")
HOLD = 20.0


class Bench:
    """A window with fields, a filter before it, and a keyboard and clock in our hands."""

    def __init__(self, application: QApplication, waits: QtBot) -> None:
        self.waits = waits
        self.clock = HandClock()
        self.keyboard = Keyboard(self.clock)
        self.locked = False
        self.scans: list[str] = []
        self.told: list[str] = []
        self.window = QWidget()
        self.line, self.area = QLineEdit(), QPlainTextEdit()
        self.table, self.button = QTableWidget(3, 2), QPushButton("Ghi")
        row = QHBoxLayout(self.window)
        for widget in (self.line, self.area, self.table, self.button):
            row.addWidget(widget)
        show(self.window, waits)
        self.filter = ScanFilter(application, lambda: self.locked, self.clock, self.clock)
        self.clock.rings = self.filter.tick
        self.filter.scanned.connect(self.scans.append)
        self.filter.second_dropped.connect(lambda: self.told.append("second"))
        self.filter.dropped.connect(lambda: self.told.append("dropped"))
        self.line.setFocus()


def show(window: QWidget, waits: QtBot) -> None:
    window.show()
    window.activateWindow()
    handle = window.windowHandle()
    waits.waitUntil(lambda: QGuiApplication.focusWindow() == handle)


@pytest.fixture
def bench(application: QApplication, qtbot: QtBot) -> Iterator[Bench]:
    made = Bench(application, qtbot)
    yield made
    made.filter.deleteLater()
    made.window.close()
    made.window.deleteLater()


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


def test_what_is_typed_appears_after_the_hold_and_not_later(bench: Bench) -> None:
    bench.keyboard.press("a")
    assert bench.line.text() == ""
    bench.clock.pass_by(HOLD)
    assert bench.line.text() == "a"


def test_no_key_waits_while_the_next_one_takes_its_time(bench: Bench) -> None:
    bench.keyboard.type("thu tuc", 60)
    bench.clock.pass_by(HOLD)
    assert bench.line.text() == "thu tuc"


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


def test_letter_shortcuts_of_hidden_and_disabled_parts_stay_silent(bench: Bench) -> None:
    shown: list[str] = []
    hidden = QWidget(bench.window)
    for owner, key in ((hidden, "A"), (bench.window, "B")):
        shortcut = QShortcut(QKeySequence(key), owner)
        shortcut.activated.connect(lambda key=key: shown.append(key))
    shortcut.setEnabled(False)
    hidden.hide()
    bench.button.setFocus()

    bench.keyboard.type("ab", 80)
    bench.clock.pass_by(HOLD)

    assert shown == []


def test_a_shortcut_finds_everything_typed_before_it(bench: Bench) -> None:
    bench.keyboard.press("a")
    control = Qt.KeyboardModifier.ControlModifier
    bench.keyboard.press("\x01", Qt.Key.Key_A, control)

    assert (bench.line.text(), bench.line.selectedText()) == ("a", "a")


@pytest.mark.parametrize("key", [Qt.Key.Key_Home, Qt.Key.Key_Left])
def test_a_moving_key_moves_after_what_was_typed(bench: Bench, key: Qt.Key) -> None:
    bench.keyboard.press("a")
    bench.keyboard.press("", key)
    assert (bench.line.text(), bench.line.cursorPosition()) == ("a", 0)


def test_backspace_and_tab_keep_their_place_among_fast_keys(bench: Bench) -> None:
    bench.keyboard.type("abc\b\bd\t", 7)
    bench.keyboard.type("e", 7)
    bench.clock.pass_by(60)

    assert (bench.line.text(), bench.area.toPlainText()) == ("ad", "e")


def test_typed_keys_go_to_the_field_that_had_the_focus(bench: Bench) -> None:
    bench.keyboard.press("a")
    bench.area.setFocus()
    bench.keyboard.press("b")
    QTest.mouseClick(bench.window.windowHandle(), Qt.MouseButton.LeftButton, pos=QPoint(1, 1))
    assert (bench.line.text(), bench.area.toPlainText()) == ("a", "b")


def test_typed_keys_are_not_lost_when_the_window_closes(bench: Bench) -> None:
    bench.keyboard.press("a")
    bench.window.close()
    assert bench.line.text() == "a"


def test_keys_of_a_window_that_is_gone_are_forgotten(bench: Bench) -> None:
    other = QDialog()
    field = QLineEdit(other)
    show(other, bench.waits)
    field.setFocus()
    bench.keyboard.press("a")
    other.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    other.destroyed.connect(lambda: bench.told.append("gone"))
    other.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    bench.clock.pass_by(100)
    assert bench.told == ["gone"]


def test_a_key_held_down_repeats_at_once(bench: Bench) -> None:
    bench.keyboard.press("a")
    bench.clock.pass_by(500)
    for number in range(60):
        bench.keyboard.press("a", repeat=True)
        assert len(bench.line.text()) == number + 2
        bench.clock.pass_by(33)
    bench.keyboard.let_go("a")
    assert bench.scans == []


def test_equal_keys_that_the_platform_takes_for_repeats_are_scanned(bench: Bench) -> None:
    for number, character in enumerate(CARD):
        bench.keyboard.press(character, repeat=number % 3 == 1)
        bench.clock.pass_by(1)
    bench.clock.pass_by(100)
    assert (bench.scans, bench.line.text()) == ([CARD], "")


def test_releases_go_with_their_keys(bench: Bench) -> None:
    class Watch(QLineEdit):
        seen: ClassVar[list[str]] = []

        def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
            self.seen.append("+" + event.text())

        def keyReleaseEvent(self, event: QKeyEvent) -> None:  # noqa: N802
            self.seen.append("-" + event.text())

    field = Watch(bench.window)
    field.show()
    field.setFocus()
    bench.keyboard.type("ab", 10)
    bench.clock.pass_by(100)
    assert field.seen == ["+a", "-a", "+b", "-b"]

    for character in CARD:
        bench.keyboard.press(character)
        bench.clock.pass_by(5)
    bench.clock.pass_by(100)
    for character in sorted(set(CARD.upper())):
        bench.keyboard.let_go(character)
    assert field.seen == ["+a", "-a", "+b", "-b"]


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


def test_typing_that_waited_while_the_window_was_busy_is_no_scan(bench: Bench) -> None:
    text = "to dan pho ha vi mot, hiep hoa"
    bench.clock.stall(3000)
    for number, character in enumerate(text):
        bench.keyboard.press(character, at=1000.0 + 70 * number)
    bench.clock.pass_by(100)
    assert (bench.scans, bench.line.text()) == ([], text)


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


def test_words_of_an_input_method_appear_at_once(bench: Bench) -> None:
    bench.keyboard.commit("", preedit="Ng")
    bench.keyboard.commit("Nguyễn")
    assert bench.line.text() == "Nguyễn"
    bench.keyboard.press("1")
    bench.keyboard.commit(" Thị")
    bench.clock.pass_by(HOLD)
    assert bench.line.text() == "Nguyễn1 Thị"


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


def test_a_key_that_opens_a_loop_of_its_own_does_not_hold_the_others_back(bench: Bench) -> None:
    class Opens(QLineEdit):
        def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
            super().keyPressEvent(event)
            if event.text() == "b":
                bench.clock.pass_by(1)  # a nested loop: the alarm rings inside it
                self.inside = self.text()

    field = Opens(bench.window)
    field.show()
    field.setFocus()
    bench.keyboard.type("abc", 8)
    bench.clock.pass_by(HOLD)
    assert field.inside == "abc"


def test_a_scanner_that_stumbles_at_its_beginning_lets_nothing_through(bench: Bench) -> None:
    bench.keyboard.type(CARD[:5], 8)
    bench.clock.pass_by(25)
    bench.keyboard.scan(CARD[5:], 8)
    assert (bench.scans, bench.line.text()) == ([CARD], "")


human_keys = st.lists(
    st.tuples(
        st.sampled_from("aăâbcdđêghiklmnoôơpqrstuưvxy 0123456789|,."),
        st.sampled_from([4.0, 6.0, 67.0, 90.0, 140.0]),
    ),
    min_size=1,
    max_size=60,
)


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(human_keys)
def test_whatever_a_hand_types_arrives_in_order(
    bench: Bench, keys: list[tuple[str, float]]
) -> None:
    bench.line.clear()
    bench.scans.clear()
    rolled = False
    for character, gap in keys:
        # Fingers roll over each other in pairs, never in threes.
        rolled = gap < 10 and not rolled
        bench.clock.pass_by(gap if rolled or gap > 10 else 67.0)
        bench.keyboard.press(character)
    bench.clock.pass_by(100)
    assert bench.line.text() == "".join(character for character, _ in keys)
    assert bench.scans == []


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
