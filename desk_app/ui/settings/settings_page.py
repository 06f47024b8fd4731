"""The page "Quản trị": settings of this desk, its officers, and the tests of its devices."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QWidget

from desk_app.core.ids import OfficerId
from desk_app.core.officer import Officer
from desk_app.qt.language import mark
from desk_app.qt.models import Cell, Column, Row
from desk_app.qt.serial_ports import SerialPort
from desk_app.services.first_run import FirstPerson
from desk_app.ui.closed_dialogs import ClosedDialogs
from desk_app.ui.first_run.devices_presenter import MachinePort
from desk_app.ui.first_run.officer_dialog import ADD, SET_PIN, Done, Failed, OfficerDialog
from desk_app.ui.help import give_help
from desk_app.ui.lock.roles import ROLES
from desk_app.ui.page import Halves, PageBody, PageHead, PageWidget
from desk_app.ui.parts import (
    DeedButton,
    Sheet,
    SheetHead,
    column,
    frame,
    give_key,
    label,
    line,
)
from desk_app.ui.row_table import RowTable
from desk_app.ui.settings.calendar_dialog import CalendarDialog
from desk_app.ui.settings.calendar_presenter import CalendarPort
from desk_app.ui.settings.devices_dialog import DevicesDialog
from desk_app.ui.settings.item_sheet import item_sheet
from desk_app.ui.settings.setting_field import SettingField
from desk_app.ui.settings.settings_list import SETTINGS
from desk_app.ui.settings.settings_presenter import SettingsPort, SettingsPresenter
from desk_app.ui.stage import Stage


class AdminPort(SettingsPort, CalendarPort, Protocol):
    """What the page asks of the desk."""

    @property
    def machine(self) -> MachinePort: ...
    def officers(self) -> tuple[Officer, ...]: ...
    def own(self) -> OfficerId | None: ...
    def add_officer(self, name: str, role: str, pin: str) -> None: ...
    def set_pin(self, officer: OfficerId, pin: str) -> None: ...


class SettingsPage(PageWidget):
    """Each change is kept at once; who may not change something reads why."""

    done = Signal(str)
    """A sentence about what was kept."""
    catalogue_requested = Signal()
    pair_requested = Signal()
    packages_requested = Signal()

    def __init__(self, stage: Stage, port: AdminPort) -> None:
        super().__init__()
        self._stage, self._port = stage, port
        self._dialog: QDialog | None = None
        self._closed = ClosedDialogs(stage)
        self.fields = {one.name: SettingField(stage, one) for one in SETTINGS}
        self._why = label(level="second", wrap=True)
        self._build()
        self.presenter = SettingsPresenter(
            port, stage.runner.run, stage.say, stage.language.sentence, self
        )
        for field in self.fields.values():
            field.changed.connect(self.presenter.change)
        stage.language.changed.connect(self.read)

    # ---- how it is built ------------------------------------------------------------------------

    def _build(self) -> None:
        head = PageHead(self._stage)
        self._stage.bind(self, head.title.setText, mark("Quản trị"))
        right = QWidget()
        stacked = column(right, gap=12)
        stacked.addWidget(self._catalogue_sheet())
        stacked.addWidget(self._calendar_sheet())
        stacked.addWidget(self._province_sheet())
        stacked.addWidget(self._officers_sheet(), 1)
        stacked.addWidget(self._devices_sheet())
        content = QWidget()
        inside = column(content)
        inside.addWidget(head)
        inside.addWidget(Halves(self._stage, self._settings_sheet(), right, 640, 520), 1)
        column(self).addWidget(PageBody(self._stage, content))

    def _settings_sheet(self) -> Sheet:
        stage, sheet = self._stage, Sheet()
        head = SheetHead(stage.look)
        stage.bind(self, head.name.setText, mark("Cài đặt của quầy này"))
        stage.bind(self, head.facts.setText, mark("lưu ngay khi đổi"))
        body = QWidget()
        inside = column(body, gap=8)
        inside.setContentsMargins(12, 4, 12, 12)
        inside.addWidget(self._why)
        group = ""
        for setting in SETTINGS:
            if setting.group != group:
                group = setting.group
                words = label(level="section")
                words.setContentsMargins(0, 6, 0, 0)
                stage.bind(self, words.setText, group)
                inside.addWidget(words)
            inside.addWidget(self.fields[setting.name].row)
        inside.addStretch(1)
        sheet.inside.addWidget(head)
        sheet.inside.addWidget(frame("rule"))
        sheet.inside.addWidget(body, 1)
        return sheet

    def _officers_sheet(self) -> Sheet:
        stage, sheet = self._stage, Sheet()
        head = SheetHead(stage.look)
        stage.bind(self, head.name.setText, mark("Cán bộ"))
        self._count = head.facts
        self.table = RowTable(
            stage,
            mark("Cán bộ"),
            (
                Column(mark("Họ tên"), stretch=True),
                Column(mark("Vai trò"), "phó chủ tịch, giám đốc trung tâm", "cán bộ một cửa, dài"),
            ),
        )
        foot = frame("foot")
        row = line(foot, gap=8)
        row.setContentsMargins(12, 8, 12, 8)
        self.add = DeedButton(stage.look, "", "Alt N", "user-plus")
        give_key(self.add, "Alt+N")
        stage.bind(self, self.add.setText, mark("Thêm cán bộ…"))
        self.pin = DeedButton(stage.look, "", "Enter", "lock")
        stage.bind(self, self.pin.setText, mark("Đặt mã PIN…"))
        row.addWidget(self.add)
        row.addWidget(self.pin)
        row.addStretch(1)
        sheet.inside.addWidget(head)
        sheet.inside.addWidget(self.table, 1)
        sheet.inside.addWidget(foot)
        self.add.clicked.connect(self.add_officer)
        self.pin.clicked.connect(self._set_chosen_pin)
        self.table.opened.connect(self.set_pin)
        self.table.chosen.connect(self._allow)
        return sheet

    def _calendar_sheet(self) -> Sheet:
        self.calendar = self._button("Alt+L", mark("Mở lịch…"))
        self.calendar.clicked.connect(self.show_calendar)
        return item_sheet(
            self._stage,
            "calendar",
            mark("Lịch làm việc"),
            mark("Ngày nghỉ lễ, Tết, ngày làm bù; nhập lịch của năm mới."),
            self.calendar,
        )

    def _province_sheet(self) -> Sheet:
        self.pair = self._button("Alt+P", mark("Nối với tỉnh…"))
        self.pair.clicked.connect(self.pair_requested)
        self.packages = self._button("Alt+G", mark("Gói của tỉnh…"))
        self.packages.clicked.connect(self.packages_requested)
        return item_sheet(
            self._stage,
            "cloud-up",
            mark("Tỉnh"),
            mark("Nối quầy, xem lại sáu từ; gói tiêu chí, danh mục, lịch, mẫu của tỉnh."),
            self.pair,
            self.packages,
        )

    def _devices_sheet(self) -> Sheet:
        self.devices = self._button("Alt+T", mark("Thử thiết bị…"))
        self.devices.clicked.connect(self.try_devices)
        return item_sheet(
            self._stage,
            "printer",
            mark("Máy in, máy quét, màn hình, ổ đĩa"),
            mark("Thử lại như ở lần chạy đầu: in trang thử, quét một thẻ, hiện số màn hình."),
            self.devices,
        )

    def _catalogue_sheet(self) -> Sheet:
        self.catalogue = self._button("Alt+M", mark("Mở danh mục…"))
        self.catalogue.clicked.connect(self.catalogue_requested)
        return item_sheet(
            self._stage,
            "list-check",
            mark("Danh mục thủ tục"),
            mark("Thời hạn, phí, thành phần hồ sơ và độ tin cậy; nhập danh mục của tỉnh."),
            self.catalogue,
        )

    def _button(self, keys: str, words: str) -> DeedButton:
        made = DeedButton(self._stage.look, "", keys.replace("+", " "))
        give_key(made, keys)
        self._stage.bind(self, made.setText, words)
        return made

    # ---- what is shown --------------------------------------------------------------------------

    def open_page(self) -> None:
        """Read everything; the first setting has the focus."""
        self.read()
        self._stage.runner.run(self._port.machine.ports, self._on_ports)
        first = self.fields[SETTINGS[0].name].field
        (first if first.isEnabled() else self.table).setFocus(Qt.FocusReason.OtherFocusReason)

    def read(self) -> None:
        """Show what holds now, for whoever acts now."""
        self.presenter.start()
        say = self._stage.say
        people = self._port.officers()
        self._count.setText(self._stage.count("{n} người", len(people)))
        self.table.show_rows(
            tuple(Row(o.id, (Cell(o.name), Cell(say(ROLES[o.role]), "text2"))) for o in people),
            say("Quầy này chưa có cán bộ nào."),
        )
        self._allow()

    def _on_ports(self, found: tuple[SerialPort, ...]) -> None:
        self.fields["scanner_port"].show_ports(found)

    def _allow(self) -> None:
        problem = self._port.why_not("officer.add")
        why = "" if problem is None else self._stage.language.sentence(problem)
        own = bool(self.table.key) and self.table.key == self._port.own()
        self.add.setEnabled(not why)
        self.add.setToolTip(why)
        self.pin.setEnabled(bool(self.table.key) and (not why or own))
        self.pin.setToolTip("" if own else why)
        problem = self._port.why_not("province.pair")
        self.pair.setEnabled(problem is None)
        self.pair.setToolTip("" if problem is None else self._stage.language.sentence(problem))

    def show_value(self, name: str, value: object) -> None:
        """What a setting is now."""
        self.fields[name].show_value(value)

    def show_error(self, name: str, sentence: str) -> None:
        """What is wrong with what was typed."""
        self.fields[name].row.show_error(sentence)

    def allow_settings(self, allowed: bool, why: str) -> None:
        """Whether settings may be changed by whoever acts now."""
        for field in self.fields.values():
            field.field.setEnabled(allowed)
        self._why.setText(why)
        self._why.setVisible(bool(why))

    def saved(self, sentence: str) -> None:
        """Something was kept."""
        self.done.emit(sentence)

    # ---- what a person does ---------------------------------------------------------------------

    def add_officer(self) -> None:
        """One officer more."""

        def take(name: str, role: str, pin: str, done: Done, failed: Failed) -> None:
            self._work(lambda: self._port.add_officer(name, role, pin), done, failed)

        self._show(OfficerDialog(self._stage, ADD, FirstPerson("", "officer"), take, self.window()))

    def set_pin(self, officer: str) -> None:
        """Another PIN for this officer."""
        found = next((one for one in self._port.officers() if one.id == officer), None)
        if found is None or not self.pin.isEnabled():
            return
        identity = found.id

        def take(_name: str, _role: str, pin: str, done: Done, failed: Failed) -> None:
            self._work(lambda: self._port.set_pin(identity, pin), done, failed)

        person = FirstPerson(found.name, found.role)
        self._show(OfficerDialog(self._stage, SET_PIN, person, take, self.window(), only_pin=True))

    def _set_chosen_pin(self) -> None:
        self.set_pin(self.table.key)

    def _work(self, work: Callable[[], None], done: Done, failed: Failed) -> None:
        def kept(_none: object) -> None:
            done()
            self.read()
            self.saved(self._stage.say("Đã ghi cán bộ và mã PIN."))

        self._stage.runner.run(work, kept, failed)

    def show_calendar(self) -> None:
        """The working calendar over this page."""
        dialog = CalendarDialog(self._stage, self._port, self.window())
        dialog.done_well.connect(self.saved)
        self._show(dialog)
        dialog.start()

    def try_devices(self) -> None:
        """The device tests over this page."""
        may = self._port.why_not("settings.change") is None
        dialog = DevicesDialog(
            self._stage, self._port.machine, self._port.settings, self._keep, may, self.window()
        )
        self._show(dialog)
        dialog.start()

    def _keep(self, name: str, value: str) -> None:
        if name in self.fields:
            self.presenter.change(name, value)

    def work_failed(self) -> None:
        """The machine failed: what was not kept is shown as it was."""
        self.presenter.failed()
        if isinstance(self._dialog, OfficerDialog):
            self._dialog.work_failed()

    def _show(self, dialog: QDialog) -> None:
        self._dialog = dialog
        dialog.setModal(True)
        dialog.finished.connect(self._on_closed)
        give_help(self._stage, dialog, "settings")
        dialog.show()

    def _on_closed(self) -> None:
        dialog, self._dialog = self._dialog, None
        if dialog is not None:
            self._closed.keep(dialog)
        self.window().activateWindow()
