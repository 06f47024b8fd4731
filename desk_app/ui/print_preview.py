"""The preview of a paper and the way to the printer: the same bytes for all."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Protocol

import msgspec
from PySide6.QtCore import QStandardPaths
from PySide6.QtWidgets import QComboBox, QDialog, QFileDialog, QWidget

from desk_app.core.errors import UserProblem
from desk_app.core.period import Month
from desk_app.core.problems import Problem
from desk_app.qt.language import mark
from desk_app.qt.printing import PrinterChoice, print_pdf, printers
from desk_app.qt.window_desk import Paper
from desk_app.ui.fields import Combo, FieldRow
from desk_app.ui.parts import DeedButton, Sheet, column, frame, give_key, label, line
from desk_app.ui.preview_pages import PreviewPages
from desk_app.ui.stage import Stage

# Equal sheets are printed one by one: each carries its own copy number.
Print = Callable[[bytes, str], None]
_NOTE_LETTERS = 120


class PreviewWords(msgspec.Struct, frozen=True):
    """What the preview calls its paper, as source texts; `file` has the hole {period}."""

    window: str
    title: str
    making: str
    printed: str
    file: str


FORM = PreviewWords(
    mark("Xem và in bảng tự chấm"),
    mark("Bảng tự chấm điểm"),
    mark("Đang lập bảng…"),
    mark("Máy in đã nhận bảng tự chấm; bản in đã ghi vào nhật ký."),
    "bang-tu-cham-{period}.pdf",
)
MONTH = PreviewWords(
    mark("Xem và in trang điểm tháng"),
    mark("Trang điểm tháng"),
    mark("Đang lập trang…"),
    mark("Máy in đã nhận trang điểm tháng; bản in đã ghi vào nhật ký."),
    "diem-thang-{period}.pdf",
)
REPORT = PreviewWords(
    mark("Xem và in báo cáo"),
    mark("Báo cáo"),
    mark("Đang lập báo cáo…"),
    mark("Máy in đã nhận báo cáo; bản in đã ghi vào nhật ký."),
    "bao-cao-{period}.pdf",
)
CASE = PreviewWords(
    mark("Xem và in giấy tờ của hồ sơ"),
    mark("Giấy tờ của hồ sơ"),
    mark("Đang lập giấy…"),
    mark("Máy in đã nhận; các bản in đã ghi vào nhật ký."),
    "ho-so-{period}.pdf",
)
REGISTER = PreviewWords(
    mark("Xem và in sổ, bảng kê"),
    mark("Sổ, bảng kê"),
    mark("Đang lập bảng…"),
    mark("Máy in đã nhận; bản in đã ghi vào nhật ký."),
    "so-{period}.pdf",
)


class PaperPort(Protocol):
    """What the preview needs from the desk."""

    def paper(self, month: Month) -> Paper: ...
    def record_print(self, paper: Paper) -> bool: ...


class PrintPreview(QDialog):
    """Shows the very bytes; prints them; logs the copy when the queue has taken it."""

    def __init__(
        self,
        stage: Stage,
        port: PaperPort,
        month: Month,
        parent: QWidget | None = None,
        *,
        list_printers: Callable[[], tuple[PrinterChoice, ...]] = printers,
        send: Print = print_pdf,
        words: PreviewWords = FORM,
    ) -> None:
        super().__init__(parent)
        self._words = words
        self._stage, self._port, self._month, self._send = stage, port, month, send
        self._list_printers = list_printers
        self._paper: Paper | None = None
        stage.bind(self, self.setWindowTitle, words.window)
        self.pages = PreviewPages(stage)
        outside = column(self)
        halves = line(gap=12)
        halves.setContentsMargins(12, 12, 12, 12)
        halves.addWidget(self.pages, 1)
        halves.addWidget(self._side())
        outside.addLayout(halves)
        below = _lowest_window(parent)
        window = below.size() if below is not None else self.screen().availableSize()
        self.resize(window.width() - 40, window.height() - 40)
        self._set_ready(False)
        self._read_printers()

    def _side(self) -> Sheet:
        stage = self._stage
        sheet = Sheet()
        body = QWidget()
        inside = column(body, gap=8)
        inside.setContentsMargins(12, 12, 12, 12)
        self._title = label(level="title", wrap=True)
        stage.bind(self._title, self._title.setText, self._words.title)
        self.state = label(level="second", wrap=True)
        self.printer = Combo(stage)
        self.printer.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self.printer.setMinimumContentsLength(12)
        self._printer_row = FieldRow(stage, mark("Máy in"), self.printer)
        self.print_button = DeedButton(stage.look, "primary", "Ctrl P", "printer")
        give_key(self.print_button, "Ctrl+P")
        stage.bind(self, self.print_button.setText, mark("In"))
        self.save_button = DeedButton(stage.look, "", "Ctrl S")
        give_key(self.save_button, "Ctrl+S")
        stage.bind(self, self.save_button.setText, mark("Lưu PDF…"))
        self.back_button = DeedButton(stage.look, "", "Esc")
        stage.bind(self, self.back_button.setText, mark("Quay lại"))
        for button in (self.print_button, self.save_button, self.back_button):
            button.setAutoDefault(False)
        for widget in (self._title, self.state, frame("rule"), self._printer_row):
            inside.addWidget(widget)
        for button in (self.print_button, self.save_button):
            inside.addWidget(button)
        inside.addStretch(1)
        inside.addWidget(self.back_button)
        sheet.inside.addWidget(body, 1)
        sheet.setFixedWidth(stage.look.px(320))
        self.print_button.clicked.connect(self.print_now)
        self.save_button.clicked.connect(self._ask_where)
        self.back_button.clicked.connect(self.reject)
        return sheet

    def load(self) -> None:
        """Make the paper and show it."""
        self.state.setText(self._stage.say(self._words.making))
        self._stage.runner.run(
            lambda: self._port.paper(self._month), self._on_paper, self._on_refused
        )

    def print_now(self) -> None:
        """Send the bytes to the chosen printer."""
        paper, name = self._paper, str(self.printer.currentData() or "")
        if paper is None:
            return
        if not name:
            self._printer_row.show_error(
                self._stage.say("Máy này chưa có máy in nào. Lưu PDF rồi in ở máy khác.")
            )
            return
        self._set_ready(False)
        self.state.setText(self._stage.say("Đang gửi tới máy in…"))
        self._stage.runner.run(lambda: self._print(paper, name), self._on_printed, self._on_refused)

    def save(self, target: Path) -> None:
        """Write the same bytes into a file; a file is no copy on paper and is not counted."""
        paper = self._paper
        if paper is not None:
            self._stage.runner.run(
                lambda: _write(target, paper.pdf), self._on_saved, self._on_refused
            )

    def _print(self, paper: Paper, name: str) -> bool:
        self._send(paper.pdf, name)
        # Only now: the queue has every page.
        return self._port.record_print(paper)

    def _on_paper(self, paper: Paper) -> None:
        self._paper = paper
        self.pages.show_pdf(paper.pdf, self._on_shown)

    def _on_shown(self, number: int) -> None:
        if self._paper is not None:
            text = self._stage.count("{n} trang. Bản in lần {copy}, số {number}.", number,
                                     copy=str(self._paper.copy.copy),
                                     number=self._paper.copy.number)  # fmt: skip
            notes = [self._stage.language.sentence(problem) for problem in self._notes()]
            self.state.setText(" ".join((text, *map(_shortened, notes))))
            # All of it for whoever mends the form; the officer prints and goes on.
            self.state.setToolTip("\n".join(notes))
        self._set_ready(True)

    def _notes(self) -> tuple[Problem, ...]:
        """What the maker of the paper has to say: a form of the office's own that is not used."""
        notes: tuple[Problem, ...] = getattr(self._port, "notes", ())
        return notes

    def _on_printed(self, recorded: bool) -> None:
        if recorded:
            self._stage.messages.done(self._stage.say(self._words.printed))
            self.accept()
        else:
            self._on_refused(UserProblem(Problem("window.copy_taken")))
            self.load()

    def _on_refused(self, error: UserProblem) -> None:
        sentence = " ".join(self._stage.language.sentence(p) for p in error.problems)
        self._printer_row.show_error(sentence)
        self._set_ready(self._paper is not None)

    def _on_saved(self, target: Path) -> None:
        self.state.setText(self._stage.say("Đã lưu {file}.", file=target.name))

    def work_failed(self) -> None:
        """The machine failed; the banner says why, everything stands as before."""
        self._set_ready(self._paper is not None)
        self.state.setText("")

    def _set_ready(self, ready: bool) -> None:
        # Without a printer the sentence beside the list says what can be done instead.
        self.print_button.setEnabled(ready and self.printer.count() > 0)
        self.save_button.setEnabled(ready)

    def _read_printers(self) -> None:
        # Asking the print system may take a while when a network printer is gone.
        self._stage.runner.run(self._list_printers, self._on_printers)

    def _on_printers(self, found: tuple[PrinterChoice, ...]) -> None:
        for choice in found:
            self.printer.addItem(choice.words, choice.name)
        self.printer.setEnabled(bool(found))
        self._set_ready(self.save_button.isEnabled())
        if not found:
            self._printer_row.show_error(
                self._stage.say("Máy này chưa có máy in nào. Lưu PDF rồi in ở máy khác.")
            )

    def _ask_where(self) -> None:
        say = self._stage.say
        place = QStandardPaths.StandardLocation.DocumentsLocation
        folder = Path(QStandardPaths.writableLocation(place))
        # Where there is none, the dialog would open in the folder of the program.
        folder = folder if folder.is_dir() else Path.home()
        period = self._paper.period if self._paper is not None else str(self._month)
        name = str(folder / self._words.file.format(period=period))
        chosen, _ = QFileDialog.getSaveFileName(self, say("Lưu PDF"), name, "PDF (*.pdf)")
        if chosen:
            self.save(Path(chosen))


def _lowest_window(parent: QWidget | None) -> QWidget | None:
    """The window below all dialogs: a paper asked for in a small one is read as large as any."""
    found = parent
    while found is not None and (above := found.parentWidget()) is not None:
        found = above
    return found


def _shortened(sentence: str) -> str:
    """As much of a note as leaves room for what one came for."""
    if len(sentence) <= _NOTE_LETTERS:
        return sentence
    return f"{sentence[:_NOTE_LETTERS].rsplit(' ', 1)[0]}…"


def _write(target: Path, data: bytes) -> Path:
    try:
        target.write_bytes(data)
    except OSError as error:
        raise UserProblem(Problem("window.file_refused", "file", {"file": target.name})) from error
    return target
