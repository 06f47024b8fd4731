"""The locked window: nobody reads or does anything in it, nothing typed is lost, in by keyboard."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible, QAccessibleInterface, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from desk_app.core.desk_settings import DeskSettings
from desk_app.core.ids import OfficerId
from desk_app.core.officer import Officer
from desk_app.qt.idle import MINUTE
from desk_app.services.officers import add_officer, new_officer
from desk_app.services.open_new_desk import PRACTICE_OFFICER
from desk_app.ui.commands import COMMANDS, SECOND_KEYS
from desk_app.ui.parts import DeedButton
from desk_app.ui.visit_dialogs import CorrectDialog
from tests.support.window import OpenWindow, type_text

PIN = "518273"
NAME = "Bùi Thị Kim Oanh"
SECRET = "Nguyễn Thị Hoà"


class Locked:
    """A window whose keeper a test can lock, with a clock that a test moves on."""

    def __init__(self, opened: OpenWindow) -> None:
        self.opened, self.now = opened, 5_000_000
        opened.window.keeper.idle.stop()
        self.keeper = opened.window.keeper
        self.keeper.idle._clock = lambda: self.now
        self.keeper.idle.start()
        self.main = opened.window.main

    def locked(self) -> bool:
        return self.keeper.locked

    def covered(self) -> bool:
        return self.keeper.covered

    def lock(self) -> None:
        self.keeper.lock()
        self.opened.settle()

    def press(self, key: Qt.Key, held: Qt.KeyboardModifier | None = None) -> None:
        """A key as the window system brings it: shortcuts come first."""
        if QApplication.focusWindow() is None:
            self.main.activateWindow()
        window = QApplication.focusWindow()
        assert window is not None
        QTest.keyClick(window, key, held or Qt.KeyboardModifier.NoModifier)
        # A hand lets a moment pass, in which the program sees that this is no scan.
        self.opened.window.scans.scanners.filter.tick()

    def type_pin(self, pin: str) -> None:
        for digit in pin:
            self.press(Qt.Key(Qt.Key.Key_0 + int(digit)))
        self.press(Qt.Key.Key_Return)
        self.opened.settle()

    def rest(self, minutes: float) -> None:
        self.now += int(minutes * MINUTE)
        self.keeper.idle.look()
        self.opened.settle()


@pytest.fixture
def desk(opened: OpenWindow) -> Iterator[Locked]:
    made = Locked(opened)
    yield made
    if made.locked():
        made.press(Qt.Key.Key_Return)
        opened.settle()


@pytest.fixture
def oanh(desk: Locked) -> Officer:
    """An officer with a PIN, who signed in."""

    def job(tx: Any) -> OfficerId:
        first = next(o for o in desk.opened.window.desk.officers() if o.id == PRACTICE_OFFICER)
        return add_officer(tx, new_officer(NAME, "officer", PIN), first)[0]

    identity = desk.opened.desk.store.writer.run(job)
    added = Officer(identity, NAME, "officer")
    window_desk = desk.opened.window.desk
    window_desk._signing_in = (*window_desk.signing_in(), added)
    window_desk.act_as(added)
    desk.opened.settle()
    return added


def readable(widget: QWidget) -> str:
    """Everything a screen reader finds below a widget."""
    found: list[str] = []

    def walk(interface: QAccessibleInterface | None, depth: int) -> None:
        if interface is None or depth > 40:
            return
        for kind in (QAccessible.Text.Name, QAccessible.Text.Value, QAccessible.Text.Description):
            found.append(interface.text(kind))
        for number in range(interface.childCount()):
            walk(interface.child(number), depth + 1)

    walk(QAccessible.queryAccessibleInterface(widget), 0)
    return "\n".join(text for text in found if text)


def everything_readable() -> str:
    """What a screen reader finds in every window the system knows."""
    return "\n".join(
        readable(widget)
        for widget in QApplication.topLevelWidgets()
        if widget.windowHandle() is not None
    )


def open_correction(opened: OpenWindow) -> CorrectDialog:
    rows = opened.window.intake.today.table.rows
    keys = [row.key for n in range(rows.rowCount()) if (row := rows.row(n)) is not None]
    visits = {key: opened.window.today.visit(key) for key in keys}
    key = next(k for k, v in visits.items() if v is not None and v.name == SECRET)
    opened.window.visits.correct(key)
    opened.settle()
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, CorrectDialog)
    return dialog


def test_names_are_readable_before_and_nowhere_while_locked(desk: Locked) -> None:
    opened = desk.opened
    dialog = open_correction(opened)
    opened.window.intake.fill("name", "Vi Văn Mẫn")
    assert SECRET in everything_readable()
    assert "Vi Văn Mẫn" in everything_readable()
    desk.lock()
    words = everything_readable()
    assert SECRET not in words
    assert "Vi Văn Mẫn" not in words
    assert not dialog.isVisible()
    assert SECRET not in desk.main.windowTitle()
    hidden = [w for w in desk.main.findChildren(QWidget) if w.toolTip()]
    assert not any(SECRET in w.toolTip() for w in hidden)


def test_what_was_typed_is_there_again_with_the_focus_where_it_was(desk: Locked) -> None:
    page = desk.opened.window.intake
    page.fill("name", "Vi Văn Mẫn")
    page.fill("phone", "0987")
    field = page.fields.fields["phone"].field
    field.setFocus()
    desk.press(Qt.Key.Key_F12)
    assert desk.locked()
    desk.press(Qt.Key.Key_Return)
    desk.opened.settle()
    assert not desk.locked()
    assert page.read().name == "Vi Văn Mẫn"
    assert page.read().phone == "0987"
    assert QApplication.focusWidget() is field
    assert desk.main.menuBar().isVisible()


def test_pin_and_enter_suffice_for_whoever_was_there_last(desk: Locked, oanh: Officer) -> None:
    desk.press(Qt.Key.Key_F12)
    assert desk.keeper.page.officers.key == oanh.id
    desk.type_pin(PIN)
    assert not desk.locked()
    assert desk.opened.window.desk.officer == oanh


def test_a_wrong_pin_keeps_it_locked_and_says_how_many_tries_are_left(
    desk: Locked, oanh: Officer
) -> None:
    desk.press(Qt.Key.Key_F12)
    desk.type_pin("518274")
    assert desk.locked()
    page = desk.keeper.page
    assert "4" in page.pin_row.aside.text()
    assert page.pin.text() == ""
    assert QApplication.focusWidget() is page.pin
    desk.type_pin(PIN)
    assert not desk.locked()


def test_another_officer_takes_over_and_finds_the_visit_as_it_was(
    desk: Locked, oanh: Officer
) -> None:
    page = desk.opened.window.intake
    page.fill("name", "Vi Văn Mẫn")
    desk.press(Qt.Key.Key_F12)
    desk.press(Qt.Key.Key_1, Qt.KeyboardModifier.AltModifier)
    other = desk.keeper.page.officers.key
    assert other != oanh.id
    desk.press(Qt.Key.Key_Return)
    desk.opened.settle()
    assert not desk.locked()
    officer = desk.opened.window.desk.officer
    assert officer is not None
    assert officer.id == other
    assert page.read().name == "Vi Văn Mẫn"


def test_whoever_comes_back_finds_their_page_and_may_still_undo(
    desk: Locked, oanh: Officer
) -> None:
    changed: list[bool] = []
    desk.opened.window.desk.officer_changed.connect(lambda: changed.append(True))
    desk.opened.show("month")
    desk.press(Qt.Key.Key_F12)
    desk.type_pin(PIN)
    assert not desk.locked()
    assert desk.main.page == "month"
    assert changed == []


def test_another_officer_begins_where_the_work_begins(desk: Locked, oanh: Officer) -> None:
    desk.opened.show("month")
    desk.lock()
    other = next(o for o in desk.opened.window.desk.officers() if o.id == PRACTICE_OFFICER)
    desk.keeper.page.presenter.choose(other.id)
    desk.press(Qt.Key.Key_Return)
    desk.opened.settle()
    assert desk.main.page == "intake"
    assert desk.opened.window.intake.line.input.hasFocus()


def test_whoever_cannot_log_begins_with_the_month(desk: Locked) -> None:
    for role in ("chair", "administrator"):
        officer = next(o for o in desk.opened.window.desk.officers() if o.role == role)
        desk.opened.show("intake")
        desk.opened.window.desk.act_as(officer)
        assert desk.main.page == "month"


def test_whoever_may_not_see_visits_is_not_told_that_there_are_none(desk: Locked) -> None:
    administrator = next(o for o in desk.opened.window.desk.officers() if o.role == "administrator")
    before = desk.main.truth._fact.text()
    desk.opened.window.desk.act_as(administrator)
    desk.opened.settle()
    assert "lượt" in before
    assert desk.main.truth._fact.text() == "Lưu trên máy này"


def test_digits_choose_in_the_list_and_letters_choose_in_the_pin_field(
    desk: Locked, oanh: Officer
) -> None:
    desk.press(Qt.Key.Key_F12)
    page = desk.keeper.page
    page.officers.setFocus()
    desk.press(Qt.Key.Key_2)
    assert page.officers.key == desk.opened.window.desk.officers()[1].id
    assert page.pin.hasFocus()
    for key in (Qt.Key.Key_O, Qt.Key.Key_A):
        desk.press(key)
    assert page.officers.key == oanh.id
    assert page.pin.text() == ""
    type_text(page.pin, "ộ")
    assert page.pin.text() == ""


def test_no_key_of_the_window_works_while_it_is_locked(desk: Locked) -> None:
    done: list[str] = []
    for name, action in desk.main.menus.actions.items():
        action.triggered.connect(lambda _checked=False, name=name: done.append(name))
    desk.lock()
    keys = [command.keys for command in COMMANDS if command.keys] + list(SECOND_KEYS.values())
    for written in keys:
        combination = QKeySequence(written)[0]  # type: ignore[index]
        if combination.key() in (Qt.Key.Key_Return, Qt.Key.Key_F1):
            continue
        desk.press(combination.key(), combination.keyboardModifiers())
        desk.opened.settle()
    assert done == []
    assert desk.locked()
    assert desk.main.isVisible()


def test_f1_helps_on_the_lock_page(desk: Locked) -> None:
    desk.lock()
    desk.press(Qt.Key.Key_F1)
    desk.opened.settle()
    shown = [w for w in QApplication.topLevelWidgets() if isinstance(w, QDialog) and w.isVisible()]
    assert len(shown) == 1
    shown[0].close()
    desk.opened.settle()


def test_a_dialog_comes_back_with_what_was_typed_into_it(desk: Locked) -> None:
    dialog = open_correction(desk.opened)
    dialog.fields.fill("name", "Nguyễn Thị Hòa Bình")
    dialog.reason.setText("gõ thiếu")
    dialog.reason.setFocus()
    place = dialog.geometry()
    desk.press(Qt.Key.Key_F12)
    assert desk.locked()
    assert QApplication.activeModalWidget() is None
    desk.press(Qt.Key.Key_Return)
    desk.opened.settle()
    assert dialog.isVisible()
    assert QApplication.activeModalWidget() is dialog
    assert dialog.reason.text() == "gõ thiếu"
    assert dialog.geometry() == place
    assert QApplication.focusWidget() is dialog.reason
    dialog.deed.click()
    desk.opened.settle()
    rows = desk.opened.window.intake.today.table.rows
    names = [row.cells[1].text for n in range(rows.rowCount()) if (row := rows.row(n)) is not None]
    assert "Nguyễn Thị Hòa Bình" in names


def test_a_dialog_that_a_late_answer_opens_is_not_seen(desk: Locked) -> None:
    desk.lock()
    opened = desk.opened
    opened.window.dialogs.about()  # says nothing about citizens: it may stay
    visit = opened.window.today.visit(
        opened.window.intake.today.table.rows.row(0).key  # type: ignore[union-attr]
    )
    opened.window.dialogs.correct(visit)
    opened.settle()
    shown = [w for w in QApplication.topLevelWidgets() if isinstance(w, QDialog) and w.isVisible()]
    assert not any(isinstance(w, CorrectDialog) for w in shown)
    for window in shown:
        window.close()
    desk.press(Qt.Key.Key_Return)
    opened.settle()
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, CorrectDialog)
    dialog.reject()


def test_dialogs_with_names_wait_for_somebody_who_may_see_them(desk: Locked, oanh: Officer) -> None:
    dialog = open_correction(desk.opened)
    desk.lock()
    administrator = next(o for o in desk.opened.window.desk.officers() if o.role == "administrator")
    desk.keeper.page.presenter.choose(administrator.id)
    desk.press(Qt.Key.Key_Return)
    desk.opened.settle()
    assert not desk.locked()
    assert not dialog.isVisible()
    assert desk.main.page == "month"
    assert SECRET not in everything_readable()
    desk.press(Qt.Key.Key_F12)
    desk.keeper.page.presenter.choose(oanh.id)
    desk.type_pin(PIN)
    assert dialog.isVisible()
    dialog.reject()


def test_the_desk_locks_by_itself_after_the_minutes_of_the_setting(desk: Locked) -> None:
    desk.rest(9.9)
    assert not desk.locked()
    desk.rest(0.2)
    assert desk.locked()
    assert not desk.covered()


def test_other_minutes_hold_as_soon_as_they_are_set(desk: Locked) -> None:
    window_desk = desk.opened.window.desk
    window_desk.settings = DeskSettings(blank_minutes=0, lock_minutes=1)
    window_desk.settings_changed.emit()
    desk.rest(1.1)
    assert desk.locked()


def test_names_are_covered_after_two_minutes_and_no_letter_is_lost(desk: Locked) -> None:
    line = desk.opened.window.intake.line.input
    line.setText("Vi")
    desk.rest(2.1)
    assert desk.covered()
    covered = desk.main.shown.grab().toImage()
    colours = {covered.pixel(x, y) for x in range(0, 1100, 7) for y in range(0, 100, 5)}
    assert len(colours) == 1  # one calm plane where names stood
    desk.press(Qt.Key.Key_A)
    assert not desk.covered()
    assert line.text() == "Via"
    assert QApplication.focusWidget() is line


@pytest.mark.parametrize("key", [Qt.Key.Key_F4, Qt.Key.Key_F9, Qt.Key.Key_Tab, Qt.Key.Key_Escape])
def test_the_first_key_does_nothing_else_even_if_it_is_a_shortcut(
    desk: Locked, key: Qt.Key
) -> None:
    purpose = desk.opened.window.intake.presenter.purpose
    desk.rest(2.1)
    desk.press(key)
    desk.opened.settle()
    assert not desk.covered()
    assert desk.main.page == "intake"
    assert desk.opened.window.intake.presenter.purpose == purpose
    assert QApplication.focusWidget() is desk.opened.window.intake.line.input


def test_a_click_lifts_the_cover_and_goes_nowhere_else(desk: Locked) -> None:
    clicked: list[bool] = []
    button = next(
        one
        for one in desk.main.shown.findChildren(DeedButton)
        if one.isVisible() and one.property("kind") == "primary"
    )
    button.clicked.connect(lambda: clicked.append(True))
    desk.rest(2.1)
    window = desk.main.windowHandle()
    assert window is not None
    place = button.mapTo(desk.main, QPoint(10, 10))
    QTest.mouseClick(window, Qt.MouseButton.LeftButton, pos=place)
    assert not desk.covered()
    assert clicked == []


def test_a_dialog_with_a_name_is_covered_too(desk: Locked) -> None:
    dialog = open_correction(desk.opened)
    dialog.reason.setFocus()
    desk.rest(2.1)
    desk.press(Qt.Key.Key_A)
    assert not desk.covered()
    assert dialog.reason.text() == "a"
    assert QApplication.focusWidget() is dialog.reason
    dialog.reject()


def test_pages_without_names_stay_in_sight(desk: Locked) -> None:
    desk.opened.show("month")
    desk.rest(2.1)
    assert not desk.covered()
    desk.rest(8)
    assert desk.locked()


def test_a_cover_goes_when_the_window_locks_and_names_are_there_after_it(desk: Locked) -> None:
    desk.rest(2.1)
    desk.rest(8)
    assert desk.locked()
    assert not desk.covered()
    desk.press(Qt.Key.Key_Return)
    desk.opened.settle()
    assert SECRET in everything_readable()
    assert QApplication.focusWidget() is desk.opened.window.intake.line.input


def test_a_practice_desk_goes_on_in_its_built_in_roles(desk: Locked) -> None:
    desk.press(Qt.Key.Key_F12)
    desk.press(Qt.Key.Key_Return)
    desk.opened.settle()
    assert desk.opened.window.desk.officer is None
    assert desk.opened.window.desk.may("assess.set")


def test_the_window_can_be_closed_while_it_is_locked(desk: Locked) -> None:
    told: list[bool] = []
    desk.keeper.locked_changed.connect(told.append)
    desk.lock()
    desk.main.close()
    desk.opened.settle()
    assert told == [True]
    assert not desk.locked()


def test_a_machine_that_fails_is_told_on_the_lock_page(
    desk: Locked, oanh: Officer, monkeypatch: pytest.MonkeyPatch
) -> None:
    from desk_app.core.errors import EnvironmentProblem
    from desk_app.core.problems import Problem

    def fail(officer: str, pin: str) -> Officer:
        raise EnvironmentProblem(Problem("store.disk_full"))

    desk.opened.expects_errors = True
    desk.press(Qt.Key.Key_F12)
    monkeypatch.setattr(desk.opened.window.desk, "sign_in", fail)
    desk.type_pin(PIN)
    page = desk.keeper.page
    assert desk.locked()
    assert page.pin_row.aside.text() != ""
    assert page.deed.isEnabled()
    monkeypatch.undo()
    desk.type_pin(PIN)
    assert not desk.locked()
