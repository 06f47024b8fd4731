"""The working of one criterion: the rule in words, its figures, and the visits behind them."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QDialog, QScrollArea, QWidget

from desk_app.qt.language import mark
from desk_app.qt.models import Column, Row
from desk_app.ui.parts import DeedButton, column, label, line
from desk_app.ui.row_table import RowTable
from desk_app.ui.stage import Stage


class WorkingDialog(QDialog):
    """Shows how the points came about; Enter on a visit opens it."""

    visit_opened = Signal(str)

    def __init__(
        self, stage: Stage, title: str, lines: tuple[str, ...], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._stage = stage
        stage.bind(self, self.setWindowTitle, mark("Cách tính điểm"))
        inside = column(self, gap=8)
        inside.setContentsMargins(16, 12, 16, 12)
        inside.addWidget(label(title, "title", wrap=True))
        body = QWidget()
        body.setProperty("kind", "plain")
        text = column(body, gap=6)
        text.setContentsMargins(8, 4, 8, 4)
        for sentence in lines:
            text.addWidget(label(sentence, wrap=True))
        text.addStretch(1)
        self._body, self._area = body, QScrollArea()
        self._area.setWidgetResizable(True)
        self._area.setWidget(body)
        self._area.setProperty("kind", "reading")
        stage.bind(self, self._area.setAccessibleName, mark("Cách tính điểm"))
        inside.addWidget(self._area, 1)
        self._count = label(level="section")
        self._count.hide()
        inside.addWidget(self._count)
        self.table = RowTable(
            stage,
            mark("Các lượt, hồ sơ được tính"),
            (Column(mark("Ngày giờ"), "00/00/0000 00:00"), Column(mark("Loại"), stretch=True)),
        )
        self.table.hide()
        self.table.opened.connect(self.visit_opened)
        self.table.opened.connect(self.accept)
        inside.addWidget(self.table, 2)
        close = DeedButton(stage.look, "", "Esc")
        stage.bind(close, close.setText, mark("Quay lại"))
        close.clicked.connect(self.reject)
        row = line()
        row.addWidget(close)
        row.addStretch(1)
        inside.addLayout(row)
        self._room = parent.size() if parent is not None else self.screen().availableSize()
        self._take_height(360)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width breaks the sentences differently."""
        super().resizeEvent(event)
        self._fit_sentences()

    def _fit_sentences(self) -> None:
        # The sentences stand whole, as long as the rest keeps the least it needs.
        self._area.setMinimumHeight(0)
        layout = self.layout()
        rest = 0 if layout is None else layout.totalMinimumHeightForWidth(self.width())
        frames = 2 * self._area.frameWidth()
        needed = self._body.heightForWidth(self._area.viewport().width()) + frames
        least = self._area.minimumSizeHint().height()
        self._area.setMinimumHeight(max(0, min(needed, self.height() - rest + least)))

    def _take_height(self, height: int) -> None:
        px, room = self._stage.look.px, self._room
        self.resize(min(px(620), room.width()), min(px(height), room.height()))

    def show_rows(self, rows: tuple[Row, ...], words: str) -> None:
        """Show the visits behind the figure."""
        # Else the dialog would grow beyond its window before the rows have their place.
        self._area.setMinimumHeight(0)
        self._count.setText(words)
        self._count.setVisible(bool(words))
        self.table.setVisible(bool(rows))
        self.table.show_rows(rows)
        if rows:
            self._take_height(600)
        self._fit_sentences()
