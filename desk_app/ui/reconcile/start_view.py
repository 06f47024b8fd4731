"""Where the province's data comes from: a file, or rows copied from its screen."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication
from PySide6.QtWidgets import QFileDialog, QProgressBar, QWidget

from desk_app.qt.language import mark
from desk_app.ui.flow import Flow
from desk_app.ui.parts import DeedButton, Sheet, column, give_key, label
from desk_app.ui.stage import Stage


class StartView(QWidget):
    """Two ways in; files may be dropped anywhere."""

    file_chosen = Signal(str)
    pasted = Signal(str)

    def __init__(self, stage: Stage) -> None:
        super().__init__()
        self._stage = stage
        self.setAcceptDrops(True)
        sheet = Sheet()
        body = column(gap=12)
        body.setContentsMargins(16, 16, 16, 16)
        sheet.inside.addLayout(body)
        lead = label(wrap=True)
        stage.bind(
            lead,
            lead.setText,
            mark(
                "Xuất danh sách hồ sơ từ hệ thống của tỉnh (XLSX, CSV, JSON) rồi chọn tệp, "
                "hoặc sao chép dòng trên màn hình của tỉnh rồi dán. Không phải gõ tên ai."
            ),
        )
        body.addWidget(lead)
        self.choose = DeedButton(stage.look, "primary", "Ctrl O", "file-import")
        give_key(self.choose, "Ctrl+O")
        stage.bind(self.choose, self.choose.setText, mark("Chọn tệp…"))
        self.choose.clicked.connect(self._choose)
        self.paste = DeedButton(stage.look, "", "Ctrl V")
        give_key(self.paste, "Ctrl+V")
        stage.bind(self.paste, self.paste.setText, mark("Dán dòng đã chép"))
        self.paste.clicked.connect(self._paste)
        row = Flow(gap=8)
        row.add(self.choose)
        row.add(self.paste)
        body.addWidget(row)
        self.error = label(wrap=True)
        self.error.setProperty("tone", "late")
        body.addWidget(self.error)
        note = label(level="second", wrap=True)
        stage.bind(
            note,
            note.setText,
            mark(
                "Chưa ghi gì cho đến khi bấm nhận. Những gì tỉnh không có (lượt chỉ hỏi, chứng "
                "thực, đánh giá) giữ nguyên ở đây. Tệp cũng có thể kéo thả vào cửa sổ này."
            ),
        )
        body.addWidget(note)
        whole = column(self)
        whole.addWidget(sheet)
        whole.addStretch(1)

    def show_error(self, sentence: str) -> None:
        """Say why nothing was read, or nothing."""
        self.error.setText(sentence)
        self.error.setVisible(bool(sentence))
        self.choose.setFocus()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """A single file may be dropped."""
        if len(event.mimeData().urls()) == 1 and event.mimeData().urls()[0].isLocalFile():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """The dropped file is the chosen one."""
        event.acceptProposedAction()
        self.file_chosen.emit(event.mimeData().urls()[0].toLocalFile())

    def _choose(self) -> None:
        say = self._stage.say
        kinds = say("Bảng của tỉnh (*.xlsx *.csv *.json *.xls *.html *.txt);;Mọi tệp (*)")
        name, _kind = QFileDialog.getOpenFileName(
            self, say("Chọn tệp xuất của tỉnh"), str(Path.home()), kinds
        )
        if name:
            self.file_chosen.emit(name)

    def _paste(self) -> None:
        self.pasted.emit(QGuiApplication.clipboard().text())


class WorkingView(QWidget):
    """How far the work is, and the way to take it back."""

    def __init__(self, stage: Stage) -> None:
        super().__init__()
        self.words = label(wrap=True)
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.figures = label(level="second")
        self.stop = DeedButton(stage.look, "", "Esc", "x")
        stage.bind(self.stop, self.stop.setText, mark("Dừng"))
        sheet = Sheet()
        body = column(gap=12)
        body.setContentsMargins(16, 16, 16, 16)
        sheet.inside.addLayout(body)
        for widget in (self.words, self.bar, self.figures):
            body.addWidget(widget)
        body.addWidget(self.stop, 0, Qt.AlignmentFlag.AlignLeft)
        whole = column(self)
        whole.addWidget(sheet)
        whole.addStretch(1)

    def show_words(self, words: str) -> None:
        """Say what is going on."""
        self.words.setText(words)
        self.show_progress(0, 0)

    def show_progress(self, done: int, total: int) -> None:
        """How far it is; without a total only that it goes on."""
        self.bar.setRange(0, total)
        self.bar.setValue(done)
        percent = f"{100 * done // total}%" if total else ""
        self.figures.setText(percent)
