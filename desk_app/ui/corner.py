"""The right end of the menu bar: which desk, which officer, and the way to change who acts."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desk_app.qt.language import mark
from desk_app.ui.parts import DeedButton, label, line
from desk_app.ui.stage import Stage


class Corner(QWidget):
    """Desk · officer, and "Đổi người"."""

    changed = Signal()

    def __init__(self, stage: Stage) -> None:
        super().__init__()
        self._stage = stage
        self.desk = label(level="second")
        self.officer = label(level="section")
        self.switch = DeedButton(stage.look, "corner", icon="lock")
        stage.bind(self, self.switch.setText, mark("Đổi người"))
        row = line(self, gap=6)
        row.setContentsMargins(8, 0, 8, 0)
        for widget in (self.desk, self.officer, self.switch):
            row.addWidget(widget)
        stage.look.changed.connect(self.fit)
        stage.language.changed.connect(self.changed)
        self.fit()

    def show_who(self, desk: str, officer: str) -> None:
        """Say where and who."""
        self.desk.setText(f"{desk} ·")
        self.officer.setText(officer)
        self.changed.emit()

    def fit(self) -> None:
        """Large letters leave the desk's name to the title bar."""
        self.desk.setVisible(self._stage.look.scale <= 150)
        self.changed.emit()
