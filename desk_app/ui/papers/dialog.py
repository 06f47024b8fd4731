"""The dialog of registers: choose one and its days, then print it or save it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QStandardPaths, Qt, Signal
from PySide6.QtWidgets import QDialog, QFileDialog, QLineEdit, QWidget

from desk_app.core.problems import Problem
from desk_app.qt.language import mark
from desk_app.ui.fields import Chooser, FieldRow
from desk_app.ui.papers.presenter import RegistersPresenter
from desk_app.ui.papers.print_row import PrintRow
from desk_app.ui.parts import column, label
from desk_app.ui.stage import Stage

KINDS = (
    ("cases", mark("Sổ theo dõi hồ sơ")),
    ("fees", mark("Bảng kê phí, lệ phí")),
    ("certified_copy", mark("Sổ chứng thực bản sao từ bản chính")),
    ("signature", mark("Sổ chứng thực chữ ký")),
    ("transaction", mark("Sổ chứng thực hợp đồng, giao dịch")),
    ("register_copy", mark("Sổ cấp bản sao từ sổ gốc")),
)
_DAY_WIDTH, _LABEL = 130, 90


class RegistersDialog(QDialog):
    """Asks which register and which days. preview_requested: a register to look at and print."""

    preview_requested = Signal(object)

    def __init__(
        self,
        stage: Stage,
        make: Callable[[RegistersDialog], RegistersPresenter],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._stage = stage
        stage.bind(self, self.setWindowTitle, mark("In sổ và bảng kê"))
        inside = column(self, gap=10)
        inside.setContentsMargins(16, 14, 16, 14)
        self.kind = Chooser(stage, KINDS)
        self.first, self.last = QLineEdit(), QLineEdit()
        self._rows = {
            "first": FieldRow(
                stage, mark("Từ ngày"), self.first, width=_DAY_WIDTH, label_width=_LABEL
            ),
            "last": FieldRow(
                stage, mark("Đến ngày"), self.last, width=_DAY_WIDTH, label_width=_LABEL
            ),
        }
        inside.addWidget(FieldRow(stage, mark("Sổ"), self.kind, label_width=_LABEL))
        for row in self._rows.values():
            inside.addWidget(row)
        note = label(level="second", wrap=True)
        stage.bind(
            note, note.setText, mark("Ngày nhận hồ sơ; với bảng kê là ngày thu phí, lệ phí.")
        )
        inside.addWidget(note)
        self.state = label(level="second", wrap=True)
        inside.addWidget(self.state)
        inside.addStretch(1)
        inside.addWidget(self._buttons())
        self.setMinimumWidth(stage.look.px(600))
        self.presenter = make(self)
        self.kind.currentIndexChanged.connect(self._on_kind)

    def _buttons(self) -> QWidget:
        row = PrintRow(self._stage, self, self.preview, self._ask_where)
        self.print_button, self.save_button = row.print_button, row.save_button
        return row

    def start(self) -> None:
        """Begin with the log book of this month."""
        self.presenter.choose(self.kind.code)
        self.kind.setFocus(Qt.FocusReason.OtherFocusReason)

    def preview(self) -> None:
        """Look at the register as it is printed."""
        job = self.presenter.wanted(self.kind.code, self.first.text(), self.last.text())
        if job is not None:
            self.preview_requested.emit(job)

    def save(self, target: Path) -> None:
        """Write the register into an XLSX file."""
        job = self.presenter.wanted(self.kind.code, self.first.text(), self.last.text())
        if job is not None:
            self.state.setText(self._stage.say("Đang lập bảng…"))
            self.presenter.save(job, target)

    # ---- what the presenter asks ------------------------------------------------------------

    def show_period(self, first: str, last: str) -> None:
        """Put these days into the fields."""
        self.first.setText(first)
        self.last.setText(last)
        self.show_problems(())

    def show_problems(self, problems: tuple[Problem, ...]) -> None:
        """Say what is wrong beside its field."""
        self.state.setText("")
        for row in self._rows.values():
            row.show_error("")
        for problem in problems:
            sentence = self._stage.language.sentence(problem)
            row_of = self._rows.get(problem.field)
            if row_of is not None:
                row_of.show_error(sentence)
            else:
                self.state.setText(sentence)
        # A sentence of two lines pushes the buttons down; the dialog grows with it.
        layout = self.layout()
        if layout is not None:
            layout.activate()
            need = max(self.sizeHint().height(), layout.totalHeightForWidth(self.width()))
            self.resize(self.width(), max(self.height(), need))

    def show_saved(self, name: str) -> None:
        """Say that the file is there."""
        self.state.setText(self._stage.say("Đã lưu {file}.", file=name))

    def work_failed(self) -> None:
        """The machine failed; the banner says why."""
        self.state.setText("")

    def _on_kind(self) -> None:
        self.presenter.choose(self.kind.code)

    def _ask_where(self) -> None:
        say = self._stage.say
        place = QStandardPaths.StandardLocation.DocumentsLocation
        folder = Path(QStandardPaths.writableLocation(place))
        folder = folder if folder.is_dir() else Path.home()
        name = str(folder / f"so-{self.kind.code}.xlsx")
        chosen, _ = QFileDialog.getSaveFileName(self, say("Lưu XLSX"), name, "XLSX (*.xlsx)")
        if chosen:
            self.save(Path(chosen))
