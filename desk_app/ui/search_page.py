"""The search page: one line, what was found in a fixed order of groups, one of them opened."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from desk_app.qt.language import mark
from desk_app.qt.models import Column, Row
from desk_app.ui.focus_line import FocusLine
from desk_app.ui.page import Halves, PageBody, PageWidget
from desk_app.ui.parts import (
    DeedButton,
    Sheet,
    clear,
    column,
    frame,
    give_key,
    key_cap,
    label,
    line,
)
from desk_app.ui.row_table import RowTable
from desk_app.ui.search_presenter import Detail, SearchPresenter
from desk_app.ui.stage import Stage

# Fast typing asks once: a letter every 40 ms is faster than anybody types.
PAUSE = 40


class SearchPage(PageWidget):
    """Shows what was found; Enter opens, Ctrl N starts a visit for the person."""

    visit_requested = Signal(str)
    opened = Signal(str)

    def __init__(self, stage: Stage, make: Callable[[SearchPage], SearchPresenter]) -> None:
        super().__init__()
        self._stage = stage
        self.line = FocusLine(
            stage, "search", mark("Tên · số cuối định danh · điện thoại · mã"), mark("Dòng tra cứu")
        )
        erase = DeedButton(stage.look, "quiet", "Esc")
        stage.bind(erase, erase.setText, mark("Xóa"))
        erase.clicked.connect(self._erase)
        self.line.add_button(erase)
        self.table = RowTable(
            stage,
            mark("Kết quả tra cứu"),
            (
                Column("", "Nguyễn Thị Phương Thảo Ngân", "Nguyễn Thị Phương Thảo Ngân An"),
                Column("", "số cuối 0000"),
                Column("", stretch=True),
                Column("", "00/00/0000", right=True),
            ),
        )
        self.table.horizontalHeader().hide()
        self._build()
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE)
        self._pause.timeout.connect(self._on_pause)
        self.presenter = make(self)
        self._connect()
        self.presenter.start()

    def _build(self) -> None:
        left = Sheet()
        left.inside.addWidget(self.table, 1)
        left.inside.addWidget(self._foot())
        note = label(level="second", wrap=True)
        self._stage.bind(
            note,
            note.setText,
            mark("Gõ không dấu tìm được mọi cách viết; gõ có dấu thì đúng dấu đứng trước."),
        )
        self._halves = Halves(self._stage, left, self._detail_sheet(), 704, 450)
        content = QWidget()
        inside = column(content, gap=8)
        inside.addWidget(self.line)
        inside.addWidget(note)
        inside.addWidget(self._halves, 1)
        column(self).addWidget(PageBody(self._stage, content))

    def _foot(self) -> QWidget:
        foot = frame("foot")
        row = line(foot, gap=6)
        row.setContentsMargins(12, 6, 12, 6)
        for keys, words in (
            ("Enter", mark("mở")),
            ("Ctrl N", mark("ghi lượt cho người này")),
        ):
            text = label(level="second")
            self._stage.bind(text, text.setText, words)
            row.addWidget(key_cap(keys))
            row.addWidget(text)
            row.addSpacing(8)
        row.addStretch(1)
        return foot

    def _detail_sheet(self) -> Sheet:
        sheet = Sheet()
        body = QWidget()
        inside = column(body, gap=8)
        inside.setContentsMargins(12, 12, 12, 12)
        self._title = label(level="title", wrap=True)
        self._second = label(level="second")
        self._facts = QGridLayout()
        self._facts.setHorizontalSpacing(12)
        self._facts.setVerticalSpacing(6)
        self._facts.setColumnStretch(1, 1)
        head = column(gap=0)
        head.addWidget(self._title)
        head.addWidget(self._second)
        inside.addLayout(head)
        inside.addLayout(self._facts)
        inside.addStretch(1)
        sheet.inside.addWidget(body, 1)
        foot = frame("foot")
        row = line(foot, gap=8)
        row.setContentsMargins(12, 8, 12, 8)
        self.start_button = DeedButton(self._stage.look, "primary", "Ctrl N", "user-plus")
        give_key(self.start_button, "Ctrl+N")
        self._stage.bind(self.start_button, self.start_button.setText, mark("Ghi lượt mới"))
        row.addWidget(self.start_button)
        row.addStretch(1)
        sheet.inside.addWidget(foot)
        return sheet

    def _connect(self) -> None:
        self.line.text_changed.connect(self._on_text)
        self.line.taken.connect(self._on_enter)
        self.line.escaped.connect(self._erase)
        self.line.down_pressed.connect(self._go_to_rows)
        self.table.chosen.connect(self.presenter.choose)
        self.table.opened.connect(self.opened)
        self.start_button.clicked.connect(self._on_start)
        self._stage.language.changed.connect(self.presenter.say_again)

    def open_page(self) -> None:
        """The line has the focus whenever the page opens."""
        self.line.input.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_rows(self, rows: tuple[Row, ...], summary: str, empty: str) -> None:
        """Show what was found."""
        self.line.aside.setText(summary)
        self.table.show_rows(rows, empty)
        if rows and not self.table.key:
            self.table.choose_first()

    def show_detail(self, detail: Detail | None) -> None:
        """Open one row on the right, or nothing."""
        clear(self._facts)
        self._title.setText(detail.title if detail else "")
        self._second.setText(detail.second if detail else "")
        self.start_button.setEnabled(bool(detail and detail.startable))
        for number, (words, text) in enumerate(detail.facts if detail else ()):
            name, value = label(words, "label"), label(text, "dense", wrap=True)
            self._facts.addWidget(name, number, 0, Qt.AlignmentFlag.AlignTop)
            self._facts.addWidget(value, number, 1)

    def _on_text(self, _text: str) -> None:
        self._pause.start()

    def _on_pause(self) -> None:
        self.presenter.words_changed(self.line.input.text())

    def _on_enter(self) -> None:
        if self._pause.isActive():
            self._pause.stop()
            self._on_pause()
        self._go_to_rows()

    def _go_to_rows(self) -> None:
        self.table.setFocus(Qt.FocusReason.TabFocusReason)

    def _erase(self) -> None:
        self.line.input.clear()
        self.line.input.setFocus()

    def _on_start(self) -> None:
        if self.table.key:
            self.visit_requested.emit(self.table.key)
