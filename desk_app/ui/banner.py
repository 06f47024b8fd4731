"""The banner above the page: what the machine cannot do now, until it is closed."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QLabel

from desk_app.ui.parts import DeedButton, give_key, label, line, set_property
from desk_app.ui.stage import Stage


class Banner(QFrame):
    """One sentence with a left bar; it never takes the focus."""

    def __init__(self, stage: Stage) -> None:
        super().__init__()
        self._stage = stage
        self._tone = "late"
        self.setProperty("kind", "banner")
        self._picture = QLabel()
        self.text = label(wrap=True)
        self._close = DeedButton(stage.look, "quiet", "Alt B")
        give_key(self._close, "Alt+B")
        stage.bind(self, self._close.setText, "Đóng")
        self._close.clicked.connect(stage.messages.clear)
        row = line(self, gap=12)
        row.setContentsMargins(12, 6, 8, 6)
        row.addWidget(self._picture)
        row.addWidget(self.text, 1)
        row.addWidget(self._close)
        stage.look.changed.connect(self.fit)
        self.hide()

    def show_text(self, text: str, tone: str) -> None:
        """Say `text`, or go away when there is none."""
        self.setVisible(bool(text))
        self.text.setText(text)
        if text:
            self._tone = tone
            set_property(self, "tone", tone)
            self.fit()

    def fit(self) -> None:
        """Draw the icon in the present colours."""
        name = "circle-check" if self._tone == "good" else "alert-triangle"
        pixmap = self._stage.look.pixmap(name, 18, self._tone, self.devicePixelRatioF())
        self._picture.setPixmap(pixmap)
