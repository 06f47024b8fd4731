"""The field of one setting, made from its entry in the list: typed, chosen, or switched."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QLineEdit,
    QWidget,
)

from desk_app.qt.language import mark
from desk_app.qt.serial_ports import SerialPort
from desk_app.ui.fields import Chooser, Combo, FieldRow
from desk_app.ui.settings.settings_list import Setting
from desk_app.ui.stage import Stage
from desk_app.ui.tick_box import TickBox

SHORT = 72
SHORT_WORDS, LONG_WORDS = 12, 500
LONG = ("folder", "line")
# What stands for no device.
NONE = {"screen": mark("màn hình nào cũng được"), "port": mark("không dùng")}


class SettingField(QWidget):
    """Tells a new value once it is meant: at Enter, on leaving, at a choice."""

    changed = Signal(str, object)

    def __init__(self, stage: Stage, setting: Setting) -> None:
        super().__init__()
        self.setting, self._stage = setting, stage
        self._value: object = None
        self._ports: list[tuple[str, str]] = []
        self.field: QWidget = self._make()
        # What is chosen needs its width: the explanation stands below it, else beside.
        width = 0 if isinstance(self.field, QComboBox) or setting.kind in LONG else SHORT
        self.row = FieldRow(stage, setting.words, self.field, width=width, hint=setting.explanation)

    def _make(self) -> QWidget:
        kind = self.setting.kind
        if kind in ("number", "text", *LONG):
            line = QLineEdit()
            line.setMaxLength(LONG_WORDS if kind in LONG else SHORT_WORDS)
            line.editingFinished.connect(self._on_typed)
            return line
        if kind == "switch":
            box = TickBox(self._stage.look)
            self._stage.bind(self, box.setText, mark("có"))
            box.clicked.connect(self._on_switched)
            return box
        combo = (
            Chooser(self._stage, self.setting.choices) if kind == "choice" else Combo(self._stage)
        )
        combo.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        combo.activated.connect(self._on_chosen)
        return combo

    def show_value(self, value: object) -> None:
        """What holds now; what is being typed is overwritten by it."""
        self._value = value
        if isinstance(self.field, QLineEdit):
            self.field.setText(str(value))
        elif isinstance(self.field, QCheckBox):
            self.field.setChecked(bool(value))
        elif isinstance(self.field, QComboBox):
            if self.setting.kind == "screen":
                self._offer([(s.name(), s.name()) for s in QGuiApplication.screens()])
            elif self.setting.kind == "port":
                self._offer(self._ports)
            self._choose(str(value))

    def show_ports(self, found: tuple[SerialPort, ...]) -> None:
        """Serial ports there are now."""
        self._ports = [
            (one.device, f"{one.product} ({one.device})" if one.product else one.device)
            for one in found
        ]
        self._offer(self._ports)
        self._choose(str(self._value or ""))

    def _offer(self, found: list[tuple[str, str]]) -> None:
        assert isinstance(self.field, QComboBox)
        self.field.clear()
        self.field.addItem(self._stage.say(NONE[self.setting.kind]), "")
        for code, words in found:
            self.field.addItem(words, code)

    def _choose(self, code: str) -> None:
        assert isinstance(self.field, QComboBox)
        if self.field.findData(code) < 0:
            # A device that is not there now: it stays chosen and says its name.
            self.field.addItem(code, code)
        self.field.setCurrentIndex(self.field.findData(code))

    def _on_typed(self) -> None:
        assert isinstance(self.field, QLineEdit)
        if self.field.text().strip() != str(self._value):
            self.changed.emit(self.setting.name, self.field.text())

    def _on_switched(self, checked: bool) -> None:
        self.changed.emit(self.setting.name, checked)

    def _on_chosen(self) -> None:
        assert isinstance(self.field, QComboBox)
        self.changed.emit(self.setting.name, str(self.field.currentData() or ""))
