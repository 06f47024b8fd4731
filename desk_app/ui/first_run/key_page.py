"""Step 4: eight groups, large; the ways onto paper; and two of them asked back."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QStandardPaths, Qt
from PySide6.QtWidgets import QFileDialog, QGridLayout, QLabel, QLineEdit, QWidget

from desk_app.qt.language import mark
from desk_app.qt.printing import PrinterChoice
from desk_app.ui.fields import Combo, EnterMoves, FieldRow
from desk_app.ui.first_run.key_presenter import KeyPort, KeyPresenter
from desk_app.ui.first_run.step_page import StepPage
from desk_app.ui.flow import Flow
from desk_app.ui.parts import (
    DeedButton,
    Sheet,
    clear,
    column,
    frame,
    give_key,
    label,
    line,
    set_property,
)
from desk_app.ui.stage import Stage

ACROSS, STACKED_ACROSS = 4, 2
STACKS_ABOVE = 125


class KeyPage(StepPage):
    """The key in sight, or two fields."""

    def __init__(
        self,
        stage: Stage,
        port: KeyPort,
        list_printers: Callable[[], tuple[PrinterChoice, ...]],
    ) -> None:
        super().__init__()
        self._stage, self._list_printers, self._port = stage, list_printers, port
        self._printers: tuple[PrinterChoice, ...] = ()
        self._groups: tuple[str, ...] = ()
        self._shown = self._sheet_of_key()
        self._asked = self._sheet_of_questions()
        self._picture = QLabel()
        self.told = label(wrap=True)
        said = line(gap=8)
        said.addWidget(self._picture, 0, Qt.AlignmentFlag.AlignTop)
        said.addWidget(self.told, 1)
        outside = column(self, gap=12)
        outside.addWidget(self._shown)
        outside.addWidget(self._asked)
        outside.addLayout(said)
        outside.addStretch(1)
        self.presenter = KeyPresenter(
            port, stage.runner.run, stage.say, stage.language.sentence, self
        )
        stage.language.changed.connect(self._say_again)
        stage.look.changed.connect(self._place_groups)

    def _sheet_of_key(self) -> Sheet:
        stage = self._stage
        sheet = Sheet()
        body = QWidget()
        inside = column(body, gap=12)
        inside.setContentsMargins(16, 12, 16, 16)
        self.number = label(level="section")
        self._grid = QGridLayout()
        self._grid.setSpacing(8)
        self.print_button = DeedButton(stage.look, "", "Ctrl P", "printer")
        give_key(self.print_button, "Ctrl+P")
        stage.bind(self, self.print_button.setText, mark("In tờ khóa"))
        self.save_button = DeedButton(stage.look, "", "Ctrl S", "device-floppy")
        give_key(self.save_button, "Ctrl+S")
        stage.bind(self, self.save_button.setText, mark("Lưu PDF…"))
        self.printer = Combo(stage)
        stage.bind(self, self.printer.setAccessibleName, mark("Máy in"))
        ways = Flow(8)
        for part in (self.printer, self.print_button, self.save_button):
            ways.add(part)
        by_hand = label(level="second", wrap=True)
        stage.bind(
            self,
            by_hand.setText,
            mark(
                "Hoặc chép tay đủ 8 nhóm ra giấy: không có bản nào trong máy in hay USB."
                " Cho tờ giấy vào phong bì niêm phong, giao nơi giữ, không để ở máy này."
            ),
        )
        for widget in (self.number,):
            inside.addWidget(widget)
        inside.addLayout(self._grid)
        inside.addWidget(frame("rule"))
        inside.addWidget(ways)
        inside.addWidget(by_hand)
        sheet.inside.addWidget(body)
        self.print_button.clicked.connect(self._print)
        self.save_button.clicked.connect(self._ask_where)
        return sheet

    def _sheet_of_questions(self) -> Sheet:
        sheet = Sheet()
        body = QWidget()
        self._questions = column(body, gap=8)
        self._questions.setContentsMargins(16, 12, 16, 16)
        ask = label(wrap=True)
        self._stage.bind(
            self,
            ask.setText,
            mark("Khóa đã được che. Đọc trên tờ giấy và gõ hai nhóm này; đúng thì quầy được tạo."),
        )
        self._questions.addWidget(ask)
        self.fields: dict[int, QLineEdit] = {}
        self._rows: dict[int, FieldRow] = {}
        sheet.inside.addWidget(body)
        return sheet

    def open_page(self) -> None:
        """Show the key; printers are looked for meanwhile."""
        self.presenter.start()
        self._stage.runner.run(self._list_printers, self._on_printers)
        self.changed.emit()

    def leave(self, agreed: Callable[[], None]) -> None:
        """The key goes out of sight, or the desk is made."""
        if not self.busy:
            self.presenter.go_on({n: f.text() for n, f in self.fields.items()}, agreed)

    def step_back(self) -> bool:
        """From the questions back to the key."""
        return self.busy or self.presenter.show_again()

    def work_failed(self) -> None:
        """The machine failed: there is no desk yet."""
        self.presenter.failed()
        self.show_told("", "")

    # ---- what the presenter asks for --------------------------------------------------------

    def show_key(self, groups: tuple[str, ...], number: str) -> None:
        """The key in sight."""
        self._groups = groups
        self.number.setText(self._stage.say("Khóa số {number}", number=number))
        self._place_groups()
        self._asked.hide()
        self._shown.show()
        self.go_words = self.presenter.words
        self.changed.emit()
        self.done_here.emit()

    def ask_groups(self, places: tuple[int, ...]) -> None:
        """The key out of sight; these groups are asked for."""
        self._groups = ()
        self._place_groups()
        for row in self._rows.values():
            row.hide()
            row.deleteLater()
        self.fields, self._rows = {}, {}
        mover = EnterMoves(self, self.go_requested.emit)
        for place in places:
            field = QLineEdit()
            field.setMaxLength(40)
            row = FieldRow(self._stage, mark("Nhóm"), field, width=140)
            words = self._stage.say("Nhóm {n}", n=place + 1)
            row.word.setText(words)
            field.setAccessibleName(words)
            self.fields[place], self._rows[place] = field, row
            self._questions.addWidget(row)
            mover.watch(field)
        self._shown.hide()
        self._asked.show()
        self.show_told("", "")
        self.go_words = self.presenter.words
        self.changed.emit()
        next(iter(self.fields.values())).setFocus()

    def show_told(self, tone: str, words: str) -> None:
        """What became of printing or saving."""
        self.told.setText(words)
        set_property(self.told, "tone", tone)
        self.told.setVisible(bool(words))
        icon = {"good": "circle-check", "late": "alert-triangle"}.get(tone, "hourglass")
        ratio = self.devicePixelRatioF()
        self._picture.setPixmap(self._stage.look.pixmap(icon, 18, tone or "text2", ratio))
        self._picture.setVisible(bool(words))

    def show_errors(self, sentences: dict[str, str]) -> None:
        """What is wrong with a group, beside it."""
        wrong = None
        for place, row in self._rows.items():
            sentence = sentences.get(f"group{place}", "")
            row.show_error(sentence)
            wrong = wrong or (self.fields[place] if sentence else None)
        if wrong is not None:
            wrong.setFocus()
            wrong.selectAll()

    def show_busy(self, busy: bool) -> None:
        """The desk is being made: nothing else may be pressed meanwhile."""
        self.busy = busy
        for field in self.fields.values():
            field.setEnabled(not busy)
        self.note = self._stage.say("Đang tạo quầy…") if busy else ""
        self.changed.emit()

    # ---- printing and saving ----------------------------------------------------------------

    def _place_groups(self) -> None:
        clear(self._grid)
        stacked = self._stage.look.scale > STACKS_ABOVE
        across = STACKED_ACROSS if stacked else ACROSS
        for place, group in enumerate(self._groups):
            cell = frame("chip")
            row = line(cell, gap=10)
            row.setContentsMargins(10, 8, 10, 8)
            row.addWidget(label(str(place + 1), "second"))
            big = label(group, "value")
            said = self._stage.say("Nhóm {n}", n=place + 1)
            big.setAccessibleName(f"{said}: {' '.join(group)}")
            row.addWidget(big, 1)
            self._grid.addWidget(cell, place // across, place % across)

    def _on_printers(self, found: tuple[PrinterChoice, ...]) -> None:
        self._printers = found
        self.printer.clear()
        for one in found:
            self.printer.addItem(one.words, one.name)
        chosen = self.printer.findData(self._port.state.printer)
        self.printer.setCurrentIndex(max(0, chosen))
        self.printer.setVisible(len(found) > 1)
        self.print_button.setEnabled(bool(found))
        say = self._stage.say
        self.print_button.setToolTip("" if found else say("Máy này chưa có máy in nào."))

    def _print(self) -> None:
        if 0 <= self.printer.currentIndex() < len(self._printers):
            self.presenter.print_key(self._printers[self.printer.currentIndex()])

    def _ask_where(self) -> None:
        place = QStandardPaths.StandardLocation.DocumentsLocation
        folder = Path(QStandardPaths.writableLocation(place))
        folder = folder if folder.is_dir() else Path.home()
        name = str(folder / f"khoa-khoi-phuc-{self._port.key.number}.pdf")
        say = self._stage.say
        chosen, _ = QFileDialog.getSaveFileName(self, say("Lưu PDF"), name, "PDF (*.pdf)")
        if chosen:
            self.presenter.save_key(Path(chosen))

    def _say_again(self) -> None:
        self.presenter.say_again()
