"""The dialog "Nối với tỉnh…": address and code, or two files, and then the six words."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QFileDialog, QLineEdit, QStyle, QWidget

from desk_app.qt.language import mark
from desk_app.ui.dialog_button import dialog_button
from desk_app.ui.fields import EnterMoves, FieldRow
from desk_app.ui.flow import Flow
from desk_app.ui.page import Scroll
from desk_app.ui.pairing.presenter import PairPort, PairPresenter
from desk_app.ui.pairing.words_sheet import WordsSheet
from desk_app.ui.parts import column, frame, label, set_property
from desk_app.ui.stage import Stage

_GAP = 12
_REQUEST_NAME = "xin-noi.mcgn"


class PairingDialog(QDialog):
    """Shows and asks. paired: a sentence about it, once the desk is paired."""

    paired = Signal(str)

    def __init__(self, stage: Stage, port: PairPort, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._stage = stage
        stage.bind(self, self.setWindowTitle, mark("Nối với tỉnh"))
        self.title = label(level="title", wrap=True)
        self.lead = label(level="second", wrap=True)
        self.url, self.code = QLineEdit(), QLineEdit()
        self.url.setMaxLength(300)
        self.code.setMaxLength(30)
        self.rows = {
            "url": FieldRow(
                stage, mark("Địa chỉ"), self.url, hint=mark("như https://tinh.example")
            ),
            "code": FieldRow(
                stage,
                mark("Mã"),
                self.code,
                hint=mark("10 ký tự, dùng một lần, trong 72 giờ; chữ hoa hay chữ thường đều được"),
            ),
        }
        self.error = label(level="dense", wrap=True)
        set_property(self.error, "tone", "late")
        self.note = label(level="dense", wrap=True)
        self.after = label(level="second", wrap=True)
        self.why = label(level="second", wrap=True)
        self.words = WordsSheet(stage)
        self._form, self._content = frame("plain"), frame("plain")
        self._build()
        self.presenter = PairPresenter(
            port, stage.runner.run, stage.say, stage.language.sentence, self
        )
        stage.language.changed.connect(self._say_again)
        room = parent.size() if parent is not None else self.screen().availableSize()
        self._highest = room.height() - 40
        self.resize(min(stage.look.px(620), room.width() - 80), 100)
        for part in (self.words, self.error, self.why):
            part.hide()
        self.show_form("")

    # ---- how it is built ------------------------------------------------------------------------

    def _build(self) -> None:
        stage = self._stage
        fields = column(self._form, gap=8)
        for row in self.rows.values():
            fields.addWidget(row)
        by_file = label(level="second", wrap=True)
        stage.bind(
            self,
            by_file.setText,
            mark(
                "Không có đường truyền: gõ mã, ghi tệp xin nối và mang lên tỉnh; rồi nhận tệp"
                " trả lời mang về."
            ),
        )
        self.write = dialog_button(
            stage, "Ctrl S", "Ctrl+S", mark("Ghi tệp xin nối…"), "file-export"
        )
        self.take = dialog_button(
            stage, "Ctrl O", "Ctrl+O", mark("Nhận tệp trả lời…"), "file-import"
        )
        files = Flow()
        files.add(self.write)
        files.add(self.take)
        fields.addWidget(by_file)
        fields.addWidget(files)
        self.deed = dialog_button(stage, "Enter", "", mark("Nối với tỉnh"), "", "primary")
        self.back = dialog_button(stage, "Esc", "", mark("Quay lại"))
        self.stop = dialog_button(stage, "Esc", "", mark("Dừng"))
        self.end = dialog_button(stage, "Enter", "", mark("Xong"), "", "primary")
        self.end.setAutoDefault(True)
        self.again = dialog_button(stage, "Ctrl N", "Ctrl+N", mark("Nối lại bằng mã mới…"))
        buttons = Flow()
        for button in (self.deed, self.stop, self.end, self.again, self.back):
            buttons.add(button)
        stacked = column(self._content, gap=10)
        for part in (self.title, self.lead, self.note, self._form, self.words, self.after):
            stacked.addWidget(part)
        stacked.addWidget(self.error)
        stacked.addWidget(self.why)
        stacked.addStretch(1)
        body = Scroll()
        body.setWidget(self._content)
        self._buttons = buttons
        inside = column(self, gap=_GAP)
        inside.setContentsMargins(16, _GAP, 16, _GAP)
        inside.addWidget(body, 1)
        inside.addWidget(buttons)
        self.deed.clicked.connect(self._pair)
        self.write.clicked.connect(self._ask_where)
        self.take.clicked.connect(self._ask_which)
        self.back.clicked.connect(self.reject)
        self.stop.clicked.connect(self.reject)
        self.end.clicked.connect(self.accept)
        self.again.clicked.connect(self._begin_again)
        self._enter = EnterMoves(self, self._pair)
        self._enter.watch(self.url, self.code)
        self._enter.back_requested.connect(self.reject)

    def start(self) -> None:
        """Show how the desk stands."""
        self.presenter.start()
        self.url.setFocus()

    # ---- what the presenter asks ----------------------------------------------------------------

    def show_form(self, note: str) -> None:
        """Address, code and files."""
        say = self._stage.say
        self.title.setText(say(mark("Nối quầy với tỉnh")))
        self.lead.setText(
            say(mark("Tỉnh báo cho mỗi quầy một địa chỉ và một mã. Nối rồi, quầy tự gửi mọi lượt."))
        )
        self._stand(form=True)
        self.show_note(note)

    def show_busy(self, sentence: str) -> None:
        """The province is asked; Esc ends it."""
        self.show_note(sentence)
        self._stand(form=True, busy=True)

    def show_address(self, url: str) -> None:
        """The address the desk knows."""
        self.url.setText(url)
        self.code.clear()

    def show_words(
        self, title: str, lead: str, words: tuple[str, ...], after: str, *, again: bool
    ) -> None:
        """The six words, and what to do with them."""
        self.title.setText(title)
        self.lead.setText(lead)
        self.words.show_words(words)
        self._stand(form=False)
        self.again.setVisible(again)
        self.show_note("")
        self.after.setText(after)
        self.after.setVisible(bool(after))
        self.end.setFocus()
        self._fit()

    def show_errors(self, told: dict[str, str], rest: str) -> None:
        """What is wrong, beside its field; what belongs to none, below."""
        for name, row in self.rows.items():
            row.show_error(told.get(name, ""))
        self.error.setText(rest)
        self.error.setVisible(bool(rest))
        first = next((name for name in self.rows if name in told), "")
        if first:
            field = self.rows[first].field
            field.setFocus()
            if isinstance(field, QLineEdit):
                field.selectAll()
        self._fit()

    def show_note(self, sentence: str) -> None:
        """What is under way, or what waits."""
        self.note.setText(sentence)
        self.note.setVisible(bool(sentence))
        self._fit()

    def allow(self, may: bool, why: str) -> None:
        """What whoever acts may do."""
        for part in (self.deed, self.write, self.take, self.url, self.code):
            part.setEnabled(may)
        self.why.setText(why)
        self.why.setVisible(bool(why))

    def tell_paired(self, sentence: str) -> None:
        """The desk is paired."""
        self.paired.emit(sentence)

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

    def _pair(self) -> None:
        if self.deed.isVisible() and self.deed.isEnabled():
            self.presenter.pair(self.url.text(), self.code.text())

    def _begin_again(self) -> None:
        self.presenter.begin_again()
        self.code.setFocus()

    def _ask_where(self) -> None:
        say = self._stage.say
        named, _ = QFileDialog.getSaveFileName(
            self, say(mark("Ghi tệp xin nối")), str(Path.home() / _REQUEST_NAME)
        )
        if named:
            self.presenter.write_request(Path(named), self.url.text(), self.code.text())

    def _ask_which(self) -> None:
        say = self._stage.say
        named, _ = QFileDialog.getOpenFileName(
            self, say(mark("Chọn tệp trả lời của tỉnh")), str(Path.home())
        )
        if named:
            self.presenter.take_answer(Path(named))

    def _say_again(self) -> None:
        # A method of this widget: what a plain object listens to would outlive the dialog.
        self.presenter.say_again()

    def _stand(self, *, form: bool, busy: bool = False) -> None:
        self._form.setVisible(form)
        self._form.setEnabled(not busy)
        self.words.setVisible(not form)
        self.deed.setVisible(form and not busy)
        self.back.setVisible(form and not busy)
        self.stop.setVisible(busy)
        self.end.setVisible(not form)
        self.again.setVisible(False)
        self.after.hide()
        if busy:
            self.stop.setFocus()

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
