"""The working calendar day by day, and the way to another one from a file."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QFileDialog, QWidget

from desk_app.qt.language import mark
from desk_app.qt.models import Column, Row
from desk_app.ui.flow import Flow
from desk_app.ui.parts import DeedButton, column, give_key, label
from desk_app.ui.row_table import RowTable
from desk_app.ui.settings.calendar_presenter import CalendarPort, CalendarPresenter
from desk_app.ui.stage import Stage

_SOURCE = "Bộ luật Lao động 2019, Điều 112, mục dài"


class CalendarDialog(QDialog):
    """Shows the days off and the days worked in exchange, the newest year first."""

    done_well = Signal(str)

    def __init__(self, stage: Stage, port: CalendarPort, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._stage = stage
        stage.bind(self, self.setWindowTitle, mark("Lịch làm việc"))
        title = label(level="title", wrap=True)
        stage.bind(self, title.setText, mark("Ngày nghỉ lễ, Tết và ngày làm bù"))
        self.state = label(level="dense", wrap=True)
        self.notes = label(level="dense", wrap=True)
        self.why = label(level="second", wrap=True)
        self.table = RowTable(
            stage,
            mark("Ngày nghỉ và ngày làm bù"),
            (
                Column(mark("Ngày"), "Chủ nhật 30/09/2026"),
                Column(mark("Tên gọi"), stretch=True),
                Column(mark("Căn cứ"), _SOURCE, _SOURCE),
            ),
        )
        inside = column(self, gap=8)
        inside.setContentsMargins(16, 12, 16, 12)
        for part in (title, self.state, self.notes):
            inside.addWidget(part)
        inside.addWidget(self.table, 1)
        inside.addWidget(self.why)
        inside.addWidget(self._buttons())
        room = parent.size() if parent is not None else self.screen().availableSize()
        self.resize(min(room.width() - 80, stage.look.px(1100)), room.height() - 80)
        language = stage.language
        self.presenter = CalendarPresenter(
            port,
            stage.runner.run,
            stage.say,
            language.sentence,
            lambda: language.code == "en",
            self,
        )
        language.changed.connect(self._say_again)
        self.show_notes(())
        self.allow(False, False, "")

    def _buttons(self) -> QWidget:
        stage = self._stage
        self.take = DeedButton(stage.look, "primary", "Ctrl Enter", "check")
        give_key(self.take, "Ctrl+Return")
        stage.bind(self, self.take.setText, mark("Dùng lịch này"))
        self.choose = DeedButton(stage.look, "", "Ctrl O", "file-import")
        give_key(self.choose, "Ctrl+O")
        stage.bind(self, self.choose.setText, mark("Nhập lịch…"))
        self.back = DeedButton(stage.look, "", "Esc")
        stage.bind(self, self.back.setText, mark("Quay lại"))
        row = Flow()
        for button in (self.take, self.choose, self.back):
            button.setAutoDefault(False)
            row.add(button)
        self.take.clicked.connect(self._on_take)
        self.choose.clicked.connect(self._ask_file)
        self.back.clicked.connect(self.reject)
        return row

    def start(self) -> None:
        """Show the calendar that holds."""
        self.presenter.start()
        self.table.setFocus()

    def open_file(self, file: Path) -> None:
        """Show what is in a file."""
        self.presenter.open_file(file)

    # ---- what the presenter asks ----------------------------------------------------------------

    def show_days(self, rows: tuple[Row, ...], words: str) -> None:
        """Show these days under these words."""
        self.state.setText(words)
        self.table.show_rows(rows, self._stage.say("Lịch này không có ngày nào."))

    def show_notes(self, sentences: tuple[str, ...]) -> None:
        """What is wrong with a file, or worth a look."""
        self.notes.setText("\n".join(sentences))
        self.notes.setVisible(bool(sentences))

    def allow(self, choose: bool, take: bool, why: str) -> None:
        """What whoever acts may do now."""
        self.choose.setEnabled(choose)
        self.take.setVisible(take)
        self.why.setText(why)
        self.why.setVisible(bool(why))

    def taken(self, sentence: str) -> None:
        """Another calendar holds."""
        self.done_well.emit(sentence)

    # ---- hands ----------------------------------------------------------------------------------

    def _on_take(self) -> None:
        self.presenter.take()

    def _say_again(self) -> None:
        # A method of this widget: what a plain object listens to would outlive the dialog.
        self.presenter.say_again()

    def _ask_file(self) -> None:
        say = self._stage.say
        kinds = say("Lịch làm việc (*.toml);;Mọi tệp (*)")
        chosen, _ = QFileDialog.getOpenFileName(
            self, say("Chọn tệp lịch làm việc"), str(Path.home()), kinds
        )
        if chosen:
            self.open_file(Path(chosen))
