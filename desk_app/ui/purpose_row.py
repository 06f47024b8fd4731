"""What the visit is for: a service, only a question, help with submitting online."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup

from desk_app.qt.language import mark
from desk_app.ui.flow import Flow
from desk_app.ui.intake.choices import PURPOSES
from desk_app.ui.parts import DeedButton, give_key
from desk_app.ui.stage import Stage

KEYS = {"question": "F4", "online_help": "F2"}
SPECIAL = {"question": mark("Chỉ hỏi"), "online_help": mark("Nộp trực tuyến")}


class PurposeRow(Flow):
    """Three toggles of which one holds; own_keys: where no menu hears their keys."""

    chosen = Signal(str)

    def __init__(self, stage: Stage, *, own_keys: bool = False) -> None:
        super().__init__(4)
        self._group = QButtonGroup(self)
        self._buttons: dict[str, DeedButton] = {}
        for code, words in PURPOSES:
            button = DeedButton(stage.look, "toggle", KEYS.get(code, ""))
            button.setObjectName(code)
            if own_keys and code in KEYS:
                give_key(button, KEYS[code])
            stage.bind(button, button.setText, words)
            self._group.addButton(button)
            self._buttons[code] = button
            self.add(button)
        self._group.buttonClicked.connect(self._on_clicked)

    def choose(self, code: str) -> None:
        """Show which one holds."""
        self._buttons[code].setChecked(True)

    def _on_clicked(self) -> None:
        button = self._group.checkedButton()
        if button is not None:
            self.chosen.emit(button.objectName())


class PurposeToggle(DeedButton):
    """One purpose that is not the usual one, on and off; its key is in the menu."""

    wished = Signal(str)

    def __init__(self, stage: Stage, code: str) -> None:
        super().__init__(stage.look, "toggle", KEYS[code])
        self.code = code
        stage.bind(self, self.setText, SPECIAL[code])
        self.clicked.connect(self._on_clicked)

    def _on_clicked(self) -> None:
        self.wished.emit(self.code)
