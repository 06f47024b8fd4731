"""Whatever a hand types arrives as without the filter for scans."""

from __future__ import annotations

from typing import ClassVar

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QLineEdit,
    QWidget,
)

from tests.support.scan_bench import CARD, HOLD, Bench, show


def test_what_is_typed_appears_after_the_hold_and_not_later(bench: Bench) -> None:
    bench.keyboard.press("a")
    assert bench.line.text() == ""
    bench.clock.pass_by(HOLD)
    assert bench.line.text() == "a"


def test_no_key_waits_while_the_next_one_takes_its_time(bench: Bench) -> None:
    bench.keyboard.type("thu tuc", 60)
    bench.clock.pass_by(HOLD)
    assert bench.line.text() == "thu tuc"


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


def test_typing_that_waited_while_the_window_was_busy_is_no_scan(bench: Bench) -> None:
    text = "to dan pho ha vi mot, hiep hoa"
    bench.clock.stall(3000)
    for number, character in enumerate(text):
        bench.keyboard.press(character, at=1000.0 + 70 * number)
    bench.clock.pass_by(100)
    assert (bench.scans, bench.line.text()) == ([], text)


def test_words_of_an_input_method_appear_at_once(bench: Bench) -> None:
    bench.keyboard.commit("", preedit="Ng")
    bench.keyboard.commit("Nguyễn")
    assert bench.line.text() == "Nguyễn"
    bench.keyboard.press("1")
    bench.keyboard.commit(" Thị")
    bench.clock.pass_by(HOLD)
    assert bench.line.text() == "Nguyễn1 Thị"


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
