"""The device tests of the first run, once more, over the settings page."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QDialog, QWidget

from desk_app.core.desk_settings import DeskSettings
from desk_app.qt.language import mark
from desk_app.ui.first_run.devices_presenter import MachinePort
from desk_app.ui.first_run.devices_view import DevicesView
from desk_app.ui.page import Scroll
from desk_app.ui.parts import DeedButton, column, frame, label, line
from desk_app.ui.stage import Stage


class DevicesDialog(QDialog):
    """Tests for anybody; what is chosen is kept by `keep`, for whoever may."""

    def __init__(
        self,
        stage: Stage,
        machine: MachinePort,
        settings: DeskSettings,
        keep: Callable[[str, str], None],
        may_choose: bool,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._settings = settings
        stage.bind(self, self.setWindowTitle, mark("Thử thiết bị"))
        self.view = DevicesView(stage, machine)
        self.view.allow_choices(may_choose)
        self.view.chosen.connect(keep)
        title = label(level="title", wrap=True)
        stage.bind(self, title.setText, mark("Thử máy in, máy quét và màn hình"))
        content = frame("plain")
        stacked = column(content)
        stacked.addWidget(self.view)
        stacked.addStretch(1)
        body = Scroll()
        body.setWidget(content)
        back = DeedButton(stage.look, "", "Esc")
        back.setAutoDefault(False)
        stage.bind(self, back.setText, mark("Quay lại"))
        back.clicked.connect(self.reject)
        self.finished.connect(self._on_finished)
        row = line()
        row.addWidget(back)
        row.addStretch(1)
        inside = column(self, gap=8)
        inside.setContentsMargins(16, 12, 16, 12)
        inside.addWidget(title)
        inside.addWidget(body, 1)
        inside.addLayout(row)
        room = parent.size() if parent is not None else self.screen().availableSize()
        self.resize(room.width() - 120, min(stage.look.px(560), room.height() - 40))

    def start(self) -> None:
        """Look what there is."""
        settings = self._settings
        self.view.start("", settings.scanner_port, settings.rating_screen)
        self.view.scan.setFocus()

    def _on_finished(self) -> None:
        self.view.presenter.stop()
