"""What this program is, which version, and under which licences its parts stand."""

from __future__ import annotations

from PySide6.QtWidgets import QDialog, QWidget

from desk_app.qt.language import mark
from desk_app.ui.parts import DeedButton, column, label, line
from desk_app.ui.stage import Stage

LINES = (
    mark("Ghi lượt tiếp, chấm điểm từ nhật ký, in bảng tự chấm. Không cần đường truyền."),
    mark("Dữ liệu được mã hóa và nằm trên máy này."),
    mark("Giấy phép: Apache 2.0. Phông Noto Sans (OFL 1.1), biểu tượng Tabler (MIT), Qt (LGPL)."),
)


class AboutDialog(QDialog):
    """A few sentences and the version."""

    def __init__(self, stage: Stage, version: str, desk: str, parent: QWidget | None = None):
        super().__init__(parent)
        stage.bind(self, self.setWindowTitle, mark("Giới thiệu Một Cửa"))
        inside = column(self, gap=8)
        inside.setContentsMargins(16, 12, 16, 12)
        inside.addWidget(label("Một Cửa", "title"))
        words = label(level="second", wrap=True)
        stage.bind(words, words.setText, mark("Phiên bản {version} · {desk}"),
                   version=version, desk=desk)  # fmt: skip
        inside.addWidget(words)
        for sentence in LINES:
            text = label(wrap=True)
            stage.bind(text, text.setText, sentence)
            inside.addWidget(text)
        close = DeedButton(stage.look, "", "Esc")
        stage.bind(close, close.setText, mark("Quay lại"))
        close.clicked.connect(self.reject)
        row = line()
        row.addWidget(close)
        row.addStretch(1)
        inside.addLayout(row)
        self.setMinimumWidth(min(stage.look.px(480), 1000))
