"""The dialog "Gửi bằng USB…": write what waits onto a stick, read the reply that comes back."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QDialog,
    QFileDialog,
    QFrame,
    QLabel,
    QProgressBar,
    QStyle,
    QWidget,
)

from desk_app.qt.desk_bundle import DeskBundle
from desk_app.qt.language import mark
from desk_app.ui.bundle.presenter import BundlePresenter
from desk_app.ui.dialog_button import dialog_button
from desk_app.ui.flow import Flow
from desk_app.ui.page import Scroll
from desk_app.ui.parts import DeedButton, column, frame, label, set_property
from desk_app.ui.stage import Stage

_GAP = 12
_FILES = "*.mcua *.mcua.*"


class BundleDialog(QDialog):
    """Shows and asks. moved: something was written or read, so what waits may be another."""

    moved = Signal()

    def __init__(self, stage: Stage, port: DeskBundle, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._stage = stage
        stage.bind(self, self.setWindowTitle, mark("Gửi bằng USB"))
        self._may = True
        self.to_write = label(level="dense", wrap=True)
        self.to_read = label(level="dense", wrap=True)
        self.step = label(level="dense", wrap=True)
        self.progress = QProgressBar()
        self.progress.setRange(0, 100)
        self.progress.setProperty("kind", "step")
        self.progress.setTextVisible(False)
        stage.bind(self, self.progress.setAccessibleName, mark("Đã làm được bao nhiêu"))
        self.outcome = label(level="dense", wrap=True)
        self.why = label(level="second", wrap=True)
        self._content = frame("plain")
        self._build()
        self.presenter = BundlePresenter(
            port, stage.runner.run, stage.say, stage.language.sentence, self
        )
        port.progressed.connect(self._on_percent)
        stage.language.changed.connect(self._say_again)
        room = parent.size() if parent is not None else self.screen().availableSize()
        self._highest = room.height() - 40
        self.resize(min(stage.look.px(620), room.width() - 80), 100)
        self._stand(busy=False)
        self.outcome.hide()
        self.why.hide()

    # ---- how it is built ------------------------------------------------------------------------

    def _build(self) -> None:
        stage = self._stage
        title, lead = label(level="title", wrap=True), label(level="second", wrap=True)
        stage.bind(self, title.setText, mark("Gửi lên tỉnh bằng USB"))
        stage.bind(
            self,
            lead.setText,
            mark(
                "Dùng khi không có đường truyền. Gói chỉ tỉnh mở được; ai mang hộ, kể cả quầy khác,"
                " đều không đọc được gì."
            ),
        )
        self.write = dialog_button(stage, "Ctrl S", "Ctrl+S", mark("Ghi ra USB…"), "usb", "primary")
        self.read = dialog_button(
            stage, "Ctrl O", "Ctrl+O", mark("Đọc trả lời của tỉnh…"), "file-import"
        )
        self.stop = dialog_button(stage, "Esc", "", mark("Dừng"))
        self.back = dialog_button(stage, "Esc", "", mark("Đóng"))
        stacked = column(self._content, gap=10)
        stacked.addWidget(title)
        stacked.addWidget(lead)
        stacked.addWidget(self._step_frame(mark("Bước 1 · Ghi ra USB"), self.to_write, self.write))
        stacked.addWidget(self._step_frame(mark("Bước 2 · Đọc trả lời"), self.to_read, self.read))
        for part in (self.step, self.progress, self.outcome, self.why):
            stacked.addWidget(part)
        stacked.addStretch(1)
        body = Scroll()
        body.setWidget(self._content)
        self._buttons = Flow()
        self._buttons.add(self.stop)
        self._buttons.add(self.back)
        inside = column(self, gap=_GAP)
        inside.setContentsMargins(16, _GAP, 16, _GAP)
        inside.addWidget(body, 1)
        inside.addWidget(self._buttons)
        self.write.clicked.connect(self._ask_where)
        self.read.clicked.connect(self._ask_which)
        self.stop.clicked.connect(self.reject)
        self.back.clicked.connect(self.reject)

    def _step_frame(self, name: str, words: QLabel, button: DeedButton) -> QFrame:
        made = frame("resting")
        inside = column(made, gap=6)
        inside.setContentsMargins(12, 8, 12, 10)
        head = label(level="dense")
        self._stage.bind(self, head.setText, name)
        inside.addWidget(head)
        inside.addWidget(words)
        row = Flow()
        row.add(button)
        inside.addWidget(row)
        return made

    def start(self) -> None:
        """Show what there is to carry."""
        self.presenter.start()
        self.write.setFocus()

    # ---- what the presenter asks ----------------------------------------------------------------

    def show_steps(self, write: str, read: str) -> None:
        """What there is to write, and how it stands with the reply."""
        self.to_write.setText(write)
        self.to_read.setText(read)
        self._fit()

    def show_busy(self, words: str) -> None:
        """A bundle is being written or read; Esc ends it."""
        self.step.setText(words)
        self.progress.setValue(0)
        self.outcome.hide()
        self._stand(busy=True)
        self.stop.setFocus()
        self._fit()

    def show_percent(self, percent: int) -> None:
        """It is so far."""
        self.progress.setValue(percent)

    def show_result(self, words: str, tone: str) -> None:
        """How it ended, and what to do next."""
        busy = self.stop.isVisible()
        self.outcome.setText(words)
        set_property(self.outcome, "tone", tone)
        self.outcome.setVisible(bool(words))
        self._stand(busy=False)
        if busy:
            self.back.setFocus()
        self._fit()

    def allow(self, may: bool, why: str) -> None:
        """What whoever acts may do."""
        self._may = may
        for part in (self.write, self.read):
            part.setEnabled(may and not self.presenter.busy)
        self.why.setText(why)
        self.why.setVisible(bool(why))
        self._fit()

    def tell_moved(self) -> None:
        """What waits may be another now."""
        self.moved.emit()

    def work_failed(self) -> None:
        """The machine failed: one may try again."""
        self.presenter.failed()

    # ---- hands ----------------------------------------------------------------------------------

    def reject(self) -> None:
        """Esc: end what is under way, else close."""
        if self.presenter.busy:
            self.presenter.stop()
            return
        super().reject()

    def _ask_where(self) -> None:
        say = self._stage.say
        named, _ = QFileDialog.getSaveFileName(
            self, say(mark("Ghi gói ra USB")), str(Path.home() / self.presenter.name), _FILES
        )
        if named:
            self.presenter.write(Path(named))

    def _ask_which(self) -> None:
        say = self._stage.say
        named, _ = QFileDialog.getOpenFileName(
            self, say(mark("Chọn gói trả lời của tỉnh")), str(Path.home()), _FILES
        )
        if named:
            self.presenter.read(Path(named))

    def _on_percent(self, percent: int) -> None:
        # Methods of this widget: what a plain object listens to would outlive the dialog.
        self.presenter.on_percent(percent)

    def _say_again(self) -> None:
        self.presenter.say_again()

    def _stand(self, *, busy: bool) -> None:
        for part in (self.step, self.progress, self.stop):
            part.setVisible(busy)
        self.back.setVisible(not busy)
        for part in (self.write, self.read):
            part.setEnabled(self._may and not busy)

    def _fit(self) -> None:
        layout = self._content.layout()
        if layout is None:
            return
        layout.activate()
        width = self.width() - 32
        hint = self._buttons.heightForWidth(width) + 3 * _GAP + 4
        # High enough beside a scroll bar too: one that stood there once would never go again.
        bar = self.style().pixelMetric(QStyle.PixelMetric.PM_ScrollBarExtent)
        wanted = layout.totalHeightForWidth(width - bar) + hint
        self.resize(self.width(), min(max(self.height(), wanted), self._highest))
