"""A key cap with the arrows drawn: the font has none."""

from __future__ import annotations

from PySide6.QtWidgets import QLabel, QSizePolicy

from desk_app.ui.stage import Stage


class ArrowsCap(QLabel):
    """Up and down in one cap, as high as the caps beside it."""

    def __init__(self, stage: Stage) -> None:
        super().__init__()
        self._stage = stage
        self.setProperty("kind", "key")
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)
        stage.look.changed.connect(self.fit)
        self.fit()

    def fit(self) -> None:
        """Draw them in the present colours and size."""
        ratio = self.devicePixelRatioF()
        self.setPixmap(self._stage.look.pixmap("arrows-vertical", 13, "text2", ratio))
