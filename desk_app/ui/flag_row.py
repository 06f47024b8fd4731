"""The four flags of a visit as toggles on Alt 7 to 0."""

from __future__ import annotations

from PySide6.QtCore import Signal

from desk_app.qt.language import mark
from desk_app.ui.flow import Flow
from desk_app.ui.intake.choices import FLAGS
from desk_app.ui.parts import DeedButton, give_key
from desk_app.ui.stage import Stage

KEYS = ("7", "8", "9", "0")


class FlagRow(Flow):
    """Nộp thay, ưu tiên, cao tuổi, khuyết tật: one key each; `changed` tells of hands only."""

    changed = Signal()

    def __init__(self, stage: Stage, *, with_keys: bool = True) -> None:
        super().__init__(5)
        self._buttons: dict[str, DeedButton] = {}
        for (code, words), key in zip(FLAGS, KEYS, strict=True):
            button = DeedButton(stage.look, "toggle", f"Alt {key}" if with_keys else "")
            if with_keys:
                give_key(button, f"Alt+{key}")
            stage.bind(button, button.setText, words)
            button.clicked.connect(self.changed)
            self._buttons[code] = button
            self.add(button)

        proxy = self._buttons["proxy"]
        stage.bind(proxy, proxy.setAccessibleDescription, mark("Nộp thay / được ủy quyền"))
        stage.bind(proxy, proxy.setToolTip, mark("Nộp thay / được ủy quyền"))

    def codes(self) -> tuple[str, ...]:
        """The flags that are set."""
        return tuple(code for code, button in self._buttons.items() if button.isChecked())

    def choose(self, codes: tuple[str, ...]) -> None:
        """Set exactly these."""
        for code, button in self._buttons.items():
            button.setChecked(code in codes)
