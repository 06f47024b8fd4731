"""The row of buttons under whatever is printed or saved as a spreadsheet: print, save, back."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QDialog

from desk_app.qt.language import mark
from desk_app.ui.flow import Flow
from desk_app.ui.parts import DeedButton, give_key
from desk_app.ui.stage import Stage


class PrintRow(Flow):
    """Ctrl P, Ctrl S and Esc of a dialog, each a button."""

    def __init__(
        self,
        stage: Stage,
        dialog: QDialog,
        on_print: Callable[[], None],
        on_save: Callable[[], None],
    ) -> None:
        super().__init__()
        self.print_button = DeedButton(stage.look, "primary", "Ctrl P", "printer")
        give_key(self.print_button, "Ctrl+P")
        stage.bind(dialog, self.print_button.setText, mark("Xem và in, lưu PDF"))
        self.save_button = DeedButton(stage.look, "", "Ctrl S", "file-export")
        give_key(self.save_button, "Ctrl+S")
        stage.bind(dialog, self.save_button.setText, mark("Lưu XLSX…"))
        back = DeedButton(stage.look, "", "Esc")
        stage.bind(dialog, back.setText, mark("Quay lại"))
        for button in (self.print_button, self.save_button, back):
            button.setAutoDefault(False)
            self.add(button)
        self.print_button.clicked.connect(on_print)
        self.save_button.clicked.connect(on_save)
        back.clicked.connect(dialog.reject)
