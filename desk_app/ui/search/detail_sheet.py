"""The right half of the search page: who or what is chosen, and what can be begun from it."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from desk_app.qt.language import mark
from desk_app.qt.models import Column, Row
from desk_app.ui.flow import Flow
from desk_app.ui.page import STACKS_ABOVE, WrappedScroll
from desk_app.ui.parts import (
    DeedButton,
    Sheet,
    SheetHead,
    column,
    frame,
    give_key,
    label,
    line,
)
from desk_app.ui.row_table import RowTable
from desk_app.ui.search.details import Detail
from desk_app.ui.stage import Stage

# How long a whole ID number stays in sight.
NUMBER_SHOWN = 30_000
# Above the facts stands the ID number with what is said about looking at it.
_FIRST_FACT = 2
_OPENS = {
    "person": mark("Xem các lượt"),
    "visit": mark("Sửa lượt này…"),
    "case": mark("Mở hồ sơ"),
    "procedure": "",
}


class DetailSheet(Sheet):
    """Shows a Detail; wishes are told, nothing is decided here."""

    start_requested = Signal()
    open_requested = Signal()
    number_requested = Signal()

    def __init__(self, stage: Stage) -> None:
        super().__init__()
        self._stage = stage
        self._detail: Detail | None = None
        self._number = ""
        self._labels: list[QLabel] = []
        self.title = label(level="title", wrap=True)
        self.second = label(level="second")
        self.note = label(level="second", wrap=True)
        self._facts = QGridLayout()
        self._body = WrappedScroll(self._inside())
        self.inside.addWidget(self._body)
        self.head = SheetHead(stage.look)
        self._rule = frame("rule")
        self.table = RowTable(
            stage,
            mark("Các lượt của người này"),
            (
                Column(mark("Ngày"), "00/00/0000"),
                Column(mark("Việc"), stretch=True),
                Column(mark("Tình trạng")),
            ),
        )
        self.inside.addWidget(self._rule)
        self.inside.addWidget(self.head)
        self.inside.addWidget(self.table)
        self.inside.addWidget(self._foot())
        self._hiding = QTimer(self)
        self._hiding.setSingleShot(True)
        self._hiding.setInterval(NUMBER_SHOWN)
        self._hiding.timeout.connect(lambda: self.show_number(""))
        stage.look.changed.connect(self._share)
        self.show_detail(None)

    def _inside(self) -> QWidget:
        body = frame("plain")
        inside = column(body, gap=8)
        inside.setContentsMargins(12, 12, 12, 12)
        head = line(gap=8)
        head.addWidget(self.title, 1, Qt.AlignmentFlag.AlignTop)
        head.addWidget(self.second, 0, Qt.AlignmentFlag.AlignTop)
        self._facts.setHorizontalSpacing(12)
        self._facts.setVerticalSpacing(6)
        self._facts.setColumnStretch(1, 1)
        self.number = label(level="dense")
        self.unmask_button = DeedButton(self._stage.look, "", "Ctrl U", "eye")
        give_key(self.unmask_button, "Ctrl+U")
        self.unmask_button.clicked.connect(self._on_unmask)
        self._number_row = Flow(8)
        self._number_row.add(self.number)
        self._number_row.add(self.unmask_button)
        self._number_words = label(level="label")
        self._stage.bind(self._number_words, self._number_words.setText, mark("Số định danh"))
        self._logged = label(level="second", wrap=True)
        self._facts.addWidget(self._number_words, 0, 0)
        self._facts.addWidget(self._number_row, 0, 1)
        self._facts.addWidget(self._logged, 1, 1)
        inside.addLayout(head)
        inside.addWidget(self.note)
        inside.addLayout(self._facts)
        inside.addStretch(1)
        return body

    def _foot(self) -> QWidget:
        foot = frame("foot")
        row = line(foot)
        row.setContentsMargins(12, 8, 12, 8)
        self.start_button = DeedButton(self._stage.look, "primary", "Ctrl N", "user-plus")
        give_key(self.start_button, "Ctrl+N")
        self._stage.bind(self.start_button, self.start_button.setText, mark("Ghi lượt mới"))
        self.start_button.clicked.connect(self.start_requested)
        self.open_button = DeedButton(self._stage.look, "", "Enter")
        self.open_button.clicked.connect(self.open_requested)
        buttons = Flow(8)
        buttons.add(self.start_button)
        buttons.add(self.open_button)
        row.addWidget(buttons, 1)
        return foot

    def show_detail(self, detail: Detail | None) -> None:
        """Open what was chosen, or nothing."""
        say = self._stage.say
        self._detail = detail
        self.title.setText(detail.title if detail else "")
        self.second.setText(detail.second if detail else "")
        self.title.setVisible(detail is not None)
        self.second.setVisible(detail is not None)
        self.note.setText(detail.note if detail else say("Dòng đang chọn bên trái mở ra ở đây."))
        self.note.setVisible(bool(self.note.text()))
        self._show_facts()
        is_person = bool(detail and detail.kind == "person")
        parts: tuple[QWidget, ...] = (self._rule, self.head, self.table)
        for part in parts:
            part.setVisible(is_person)
        self.head.name.setText(detail.head if detail else "")
        self.head.facts.setText(detail.head_facts if detail else "")
        self._show_visits(detail.rows if detail else ())
        self.start_button.setEnabled(bool(detail and detail.startable))
        opens = _OPENS[detail.kind] if detail else ""
        self.open_button.setVisible(bool(opens))
        if opens:
            self.open_button.setText(say(opens))
        self._share()

    def _show_visits(self, rows: tuple[Row, ...]) -> None:
        self.table.clearSpans()
        self.table.show_rows(rows)
        for number, row in enumerate(rows):
            if row.group:
                self.table.setSpan(number, 0, 1, len(row.cells))

    def show_number(self, number: str) -> None:
        """Show a whole ID number for a while, or hide it again."""
        if number == self._number:
            return
        self._number = number
        self._hiding.stop()
        if number:
            self._hiding.start()
        self._show_facts()

    def hideEvent(self, event: QHideEvent) -> None:
        """Another page: nobody looks at the number any more."""
        super().hideEvent(event)
        self.show_number("")

    def _show_facts(self) -> None:
        for shown in self._labels:
            shown.hide()
            shown.deleteLater()
        self._labels = []
        detail = self._detail
        self._show_number(detail)
        for row, (words, text) in enumerate(detail.facts if detail else (), start=_FIRST_FACT):
            name, value = label(words, "label"), label(text, "dense", wrap=True)
            self._facts.addWidget(name, row, 0, Qt.AlignmentFlag.AlignTop)
            self._facts.addWidget(value, row, 1)
            self._labels += [name, value]

    def _show_number(self, detail: Detail | None) -> None:
        say = self._stage.say
        known = bool(detail and detail.masked)
        self._number_words.setVisible(known)
        self._number_row.setVisible(known)
        told = ""
        if detail is not None and known:
            self.number.setText(self._number or detail.masked)
            self.unmask_button.setText(say("Ẩn số") if self._number else say("Xem đủ số"))
            self.unmask_button.setEnabled(detail.why_not is None)
            self.unmask_button.setVisible(bool(detail.unmask))
            if detail.unmask and detail.why_not is not None:
                told = self._stage.language.sentence(detail.why_not)
            elif detail.unmask and self._number:
                told = say("Số ẩn lại sau 30 giây. Lần xem này đã ghi vào nhật ký.")
            elif detail.unmask:
                told = say("Mỗi lần xem đủ số được ghi vào nhật ký.")
        self._logged.setText(told)
        self._logged.setVisible(bool(told))

    def _on_unmask(self) -> None:
        if self._number:
            self.show_number("")
        else:
            self.number_requested.emit()

    def _share(self) -> None:
        # Facts of a person are few and their visits take the rest; a visit's note may be long.
        is_person = bool(self._detail and self._detail.kind == "person")
        self._body.grows = is_person or self._stage.look.scale > STACKS_ABOVE
        self._body.updateGeometry()
        self.inside.setStretchFactor(self._body, 0 if is_person else 1)
        self.inside.setStretchFactor(self.table, 1 if is_person else 0)
