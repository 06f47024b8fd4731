"""A dialog with a list to read, and beside it what the chosen row means; it changes nothing."""

from __future__ import annotations

from typing import Protocol

import msgspec
from PySide6.QtWidgets import QDialog, QWidget

from desk_app.qt.language import mark
from desk_app.qt.models import Column, Row
from desk_app.ui.catalogue.detail_sheet import DetailSheet
from desk_app.ui.flow import Flow
from desk_app.ui.page import Halves, Scroll
from desk_app.ui.parts import DeedButton, Sheet, SheetHead, column, label
from desk_app.ui.row_table import RowTable
from desk_app.ui.stage import Stage

_LEFT, _RIGHT = 620, 540


class ReadingWords(msgspec.Struct, frozen=True, kw_only=True):
    """What the dialog says: sources that are translated when they are shown.

    window: its title; title, lead: above the list; head: over it; name: of the list, for screen
    readers; empty: beside it while no row is chosen.
    """

    window: str
    title: str
    lead: str
    head: str
    name: str
    empty: str


class Chooses(Protocol):
    """Who reads the rows and knows what each of them means."""

    def start(self) -> None: ...
    def choose(self, key: str) -> None: ...
    def say_again(self) -> None: ...


class ReadingDialog(QDialog):
    """The list left, the details right."""

    presenter: Chooses

    def __init__(
        self,
        stage: Stage,
        words: ReadingWords,
        columns: tuple[Column, ...],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        stage.bind(self, self.setWindowTitle, words.window)
        title, lead = label(level="title", wrap=True), label(level="second", wrap=True)
        stage.bind(self, title.setText, words.title)
        stage.bind(self, lead.setText, words.lead)
        sheet = Sheet()
        head = SheetHead(stage.look)
        stage.bind(self, head.name.setText, words.head)
        self.table = RowTable(stage, words.name, columns)
        sheet.inside.addWidget(head)
        sheet.inside.addWidget(self.table, 1)
        self.detail = DetailSheet(stage, words.empty)
        back = DeedButton(stage.look, "primary", "Esc")
        back.setAutoDefault(False)
        stage.bind(self, back.setText, mark("Quay lại"))
        back.clicked.connect(self.reject)
        row = Flow()
        row.add(back)
        inside = column(self, gap=8)
        inside.setContentsMargins(16, 12, 16, 12)
        inside.addWidget(title)
        inside.addWidget(lead)
        body = Scroll()
        body.setWidget(Halves(stage, sheet, self.detail, _LEFT, _RIGHT))
        inside.addWidget(body, 1)
        inside.addWidget(row)
        room = parent.size() if parent is not None else self.screen().availableSize()
        self.resize(room.width() - 80, room.height() - 80)
        self.table.chosen.connect(self._choose)
        stage.language.changed.connect(self._say_again)

    def start(self) -> None:
        """Read the rows."""
        self.presenter.start()
        self.table.setFocus()

    # Methods of this widget: what a plain object listens to would outlive the dialog.

    def _choose(self, key: str) -> None:
        self.presenter.choose(key)

    def _say_again(self) -> None:
        self.presenter.say_again()

    def show_list(self, rows: tuple[Row, ...], empty: str) -> None:
        """Show the rows, the first one chosen."""
        self.table.show_rows(rows, empty)
        self.table.choose_first()
