"""The head of a column: icon, name, what is counted."""

from __future__ import annotations

from PySide6.QtWidgets import QLabel

from desk_app.qt.look import DENSE
from desk_app.ui.parts import SheetHead
from desk_app.ui.stage import Stage


class ColumnHead(SheetHead):
    """A sheet's head with an icon before its name and a line below."""

    def __init__(self, stage: Stage, icon: str, token: str, name: str) -> None:
        self._stage, self._icon, self._token = stage, icon, token
        self._picture = QLabel()
        super().__init__(stage.look)
        self.setProperty("kind", "head")
        self.row.insertWidget(0, self._picture)
        self.facts.setMinimumWidth(stage.look.px(24))
        stage.bind(self, self.name.setText, name)

    def fit(self) -> None:
        """Take the present height and colour."""
        super().fit()
        look = self._look
        self.setMinimumHeight(look.height(DENSE, 18))
        ratio = self.devicePixelRatioF()
        self._picture.setPixmap(look.pixmap(self._icon, 15, self._token, ratio))
