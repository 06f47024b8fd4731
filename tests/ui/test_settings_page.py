"""The administration page over a real desk: settings, officers with PINs, device tests."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QCheckBox, QComboBox, QDialog, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

import resources
from desk_app import parts, window_parts
from desk_app.core.desk_settings import DeskSettings
from desk_app.qt.desk_admin import DeskAdmin
from desk_app.services.deadlines import calendar
from desk_app.services.settings import desk_settings
from desk_app.services.sign_in import sign_in
from desk_app.ui.first_run.officer_dialog import OfficerDialog
from desk_app.ui.settings.calendar_dialog import CalendarDialog
from desk_app.ui.settings.devices_dialog import DevicesDialog
from desk_app.ui.settings.settings_page import SettingsPage
from tests.support.fit import cut_texts
from tests.support.settle import settle
from tests.support.window import compile_texts, type_text


class Administration:
    """The page in a window of its own over a real practice desk."""

    def __init__(self, application: QApplication, desk: parts.Desk) -> None:
        compile_texts()
        self.application, self.desk = application, desk
        self.stage, _settings = window_parts.build_stage(application, desk.home)
        self.window_desk = window_parts.build_desk(desk)
        machine = window_parts.build_machine(desk.home, parts.system_clock, practice=True)
        machine._list_printers = tuple
        machine._ports = tuple
        self.page = SettingsPage(self.stage, DeskAdmin(self.window_desk, machine))
        self.told: list[str] = []
        self.page.done.connect(self.told.append)
        self.page.resize(1366 - 168, 700)
        self.page.show()
        self.page.activateWindow()
        self.page.open_page()
        self.settle()

    def settle(self) -> None:
        """Let every job come home and every queued event happen."""
        settle(self.application, self.stage.runner)

    def close(self) -> None:
        """As it was before, for the next test."""
        self.stage.runner.close()
        self.stage.look.choose_scheme("light")
        self.stage.look.choose_scale(100)
        self.stage.language.choose("vi")
        self.page.close()
        self.page.deleteLater()
        self.application.processEvents()

    def kept(self) -> DeskSettings:
        """What the database says."""
        with self.desk.store.reader() as reader:
            return desk_settings(reader)

    def dialog(self) -> QDialog:
        """The dialog that is open."""
        assert self.page._dialog is not None
        return self.page._dialog

    def field(self, name: str) -> QWidget:
        """The field of a setting."""
        return self.page.fields[name].field


@pytest.fixture
def administration(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> Iterator[Administration]:
    """The page, open."""
    qapp.setStyle("Fusion")
    home = tmp_path / "desk"
    parts.create_practice_desk(home)
    with parts.open_desk(home) as desk:
        made = Administration(qapp, desk)
        yield made
        made.close()


def test_a_number_typed_and_enter_is_kept(administration: Administration) -> None:
    field = administration.field("lock_minutes")
    assert isinstance(field, QLineEdit)
    field.setFocus()
    field.selectAll()
    type_text(field, "15")
    QTest.keyClick(field, Qt.Key.Key_Return)
    administration.settle()

    assert administration.kept().lock_minutes == 15
    assert administration.window_desk.settings.lock_minutes == 15
    assert len(administration.told) == 1


def test_what_cannot_be_kept_is_said_beside_the_field_and_stays_typed(
    administration: Administration,
) -> None:
    field = administration.field("rating_seconds")
    assert isinstance(field, QLineEdit)
    field.setText("500")
    field.editingFinished.emit()
    administration.settle()

    assert administration.kept() == DeskSettings()
    assert field.text() == "500"
    assert "500" in administration.page.fields["rating_seconds"].row.aside.text()


def test_a_switch_and_a_choice_are_kept(administration: Administration) -> None:
    switch, choice = administration.field("tickets"), administration.field("rating_screen")
    assert isinstance(switch, QCheckBox)
    assert isinstance(choice, QComboBox)
    switch.click()
    choice.setCurrentIndex(choice.findData("off"))
    choice.activated.emit(choice.currentIndex())
    administration.settle()

    assert (administration.kept().tickets, administration.kept().rating_screen) == (False, "off")


def test_an_officer_is_added_with_a_pin_and_gets_another_one(
    administration: Administration,
) -> None:
    opened, page = administration, administration.page
    page.add.click()
    dialog = administration.dialog()
    assert isinstance(dialog, OfficerDialog)
    dialog.name.setText("Lò Thị Mai")
    for field in (dialog.pin, dialog.again):
        field.setText("48291537")
    dialog.deed.click()
    opened.settle()
    assert page._dialog is None
    assert sign_in(opened.desk.store, "Lò Thị Mai", "48291537").role == "officer"
    added = next(one for one in opened.window_desk.officers() if one.name == "Lò Thị Mai")
    assert page.table.rows.place(added.id) >= 0

    page.table.choose(added.id)
    page.pin.click()
    dialog = administration.dialog()
    assert isinstance(dialog, OfficerDialog)
    assert dialog.name.isReadOnly()
    for text, shown in (("111111", True), ("50731694", False)):
        for field in (dialog.pin, dialog.again):
            field.setText(text)
        dialog.deed.click()
        opened.settle()
        assert (page._dialog is not None) == shown
    assert sign_in(opened.desk.store, "Lò Thị Mai", "50731694").id == added.id


def test_whoever_may_not_change_settings_reads_why_and_may_set_only_their_own_pin(
    administration: Administration,
) -> None:
    opened, page = administration, administration.page
    desk = opened.window_desk
    chair = next(one for one in desk.officers() if one.role == "chair")
    other = next(one for one in desk.officers() if one.role == "officer")
    desk.act_as(chair)
    page.read()
    opened.settle()

    assert not any(field.field.isEnabled() for field in page.fields.values())
    assert page._why.isVisibleTo(page)
    assert not page.add.isEnabled()
    page.table.choose(other.id)
    assert not page.pin.isEnabled()
    page.table.choose(chair.id)
    assert page.pin.isEnabled()


def test_the_province_has_its_place_and_its_keys_here(administration: Administration) -> None:
    opened, page = administration, administration.page
    asked: list[str] = []
    page.pair_requested.connect(lambda: asked.append("pair"))
    page.packages_requested.connect(lambda: asked.append("packages"))
    for key in (Qt.Key.Key_P, Qt.Key.Key_G):
        QTest.keyClick(page, key, Qt.KeyboardModifier.AltModifier)
    assert asked == ["pair", "packages"]
    officer = next(one for one in opened.window_desk.officers() if one.role == "officer")
    opened.window_desk.practice = False
    opened.window_desk.act_as(officer)
    page.read()
    assert not page.pair.isEnabled()
    assert page.pair.toolTip() != ""
    assert page.packages.isEnabled()


def test_the_device_tests_open_over_the_page_and_what_is_chosen_there_is_kept(
    administration: Administration,
) -> None:
    administration.page.devices.click()
    administration.settle()
    dialog = administration.dialog()
    assert isinstance(dialog, DevicesDialog)
    assert set(dialog.view.presenter.states) == {"printer", "scanner", "screens", "disk"}
    dialog.view.screens["turned"].click()
    administration.settle()
    assert administration.kept().rating_screen == "turned"
    dialog.reject()
    administration.settle()


@pytest.mark.parametrize("code", ["vi", "en"])
@pytest.mark.parametrize("scale", [100, 200])
def test_the_page_and_its_dialogs_cut_no_word(
    administration: Administration, code: str, scale: int
) -> None:
    opened, page = administration, administration.page
    opened.stage.language.choose(code)
    opened.stage.look.choose_scale(scale)
    opened.settle()
    assert cut_texts(page) == []
    for button in (page.add, page.devices):
        button.click()
        opened.settle()
        dialog = administration.dialog()
        assert cut_texts(dialog) == []
        assert dialog.height() <= 768
        dialog.reject()
        opened.settle()


def test_every_field_is_named_for_screen_readers(administration: Administration) -> None:
    for field in administration.page.fields.values():
        assert field.field.accessibleName()
        assert field.field.accessibleDescription()


def test_no_pin_is_found_in_the_files_of_the_desk(
    administration: Administration,
) -> None:
    page = administration.page
    page.add.click()
    dialog = administration.dialog()
    assert isinstance(dialog, OfficerDialog)
    dialog.name.setText("Lò Thị Mai")
    for field in (dialog.pin, dialog.again):
        field.setText("48291537")
    dialog.deed.click()
    administration.settle()
    files = [file for file in administration.desk.home.rglob("*") if file.is_file()]
    assert not any(b"48291537" in file.read_bytes() for file in files)


def test_an_empty_box_can_be_seen_on_both_grounds(administration: Administration) -> None:
    box = administration.page.fields["tickets"].field
    assert isinstance(box, QCheckBox)
    look = administration.stage.look
    for scheme in ("light", "dark"):
        look.choose_scheme(scheme)
        box.setChecked(False)
        frame = {box.grab().toImage().pixelColor(x, box.height() // 2).name() for x in range(12)}
        assert look.colour("field").name() in frame
        box.setChecked(True)
        filled = {box.grab().toImage().pixelColor(x, box.height() // 2).name() for x in range(12)}
        assert look.colour("accent").name() in filled


def test_a_calendar_from_a_file_is_shown_and_then_holds(
    administration: Administration, tmp_path: Path
) -> None:
    file = tmp_path / "lich.toml"
    text = resources.read_text("calendars/vn.toml").replace("vn-2026.11", "vn-2026.12")
    file.write_text(text.replace('title = "bản 11/2026', 'title = "bản thử'), encoding="utf-8")
    QTest.mouseClick(administration.page.calendar, Qt.MouseButton.LeftButton)
    administration.settle()
    dialog = administration.dialog()
    assert isinstance(dialog, CalendarDialog)
    assert "bản 11/2026" in dialog.state.text()

    dialog.open_file(file)
    administration.settle()
    assert dialog.state.text().startswith("Lịch mới, chưa dùng: bản thử")
    QTest.mouseClick(dialog.take, Qt.MouseButton.LeftButton)
    administration.settle()

    with administration.desk.store.reader() as reader:
        assert calendar(reader).id == "vn-2026.12"
    assert administration.told[-1].startswith("Đã dùng lịch bản thử")
    assert not cut_texts(dialog)
