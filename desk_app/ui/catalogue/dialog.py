"""The dialog of the catalogue: the list, and what a file would change before it is taken in."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QDialog, QFileDialog, QStackedWidget, QWidget

from desk_app.qt.language import mark
from desk_app.qt.models import Row
from desk_app.ui.catalogue.list_view import ListView
from desk_app.ui.catalogue.presenter import CataloguePresenter
from desk_app.ui.catalogue.preview_view import PreviewView
from desk_app.ui.catalogue.words import DetailLine
from desk_app.ui.flow import Flow
from desk_app.ui.page import STACKS_ABOVE, Scroll
from desk_app.ui.parts import DeedButton, column, give_key, label, set_property
from desk_app.ui.stage import Stage


class CatalogueDialog(QDialog):
    """Nothing is written before the one button that says how many changes it takes in."""

    week_requested = Signal()

    def __init__(
        self,
        stage: Stage,
        make: Callable[[CatalogueDialog], CataloguePresenter],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._stage, self._ready = stage, False
        self.setAcceptDrops(True)
        stage.bind(self, self.setWindowTitle, mark("Danh mục thủ tục"))
        self._title = label(level="title", wrap=True)
        stage.bind(self, self._title.setText, mark("Danh mục thủ tục hành chính"))
        self.state = label(level="dense", wrap=True)
        self.list, self.preview = ListView(stage), PreviewView(stage)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.list)
        self._stack.addWidget(self.preview)
        inside = column(self, gap=8)
        inside.setContentsMargins(16, 12, 16, 12)
        inside.addWidget(self._title)
        body = Scroll()
        body.setWidget(self._stack)
        inside.addWidget(body, 1)
        inside.addWidget(self.state)
        inside.addWidget(self._buttons())
        room = parent.size() if parent is not None else self.screen().availableSize()
        self.resize(room.width() - 40, room.height() - 40)
        self.presenter = make(self)
        self.list.filtered.connect(self.presenter.filter)
        self.list.chosen.connect(self.presenter.choose)
        self.preview.chosen.connect(self.presenter.choose_change)
        self.preview.abolish_wanted.connect(self.presenter.abolish)
        stage.language.changed.connect(self._say_again)
        stage.look.changed.connect(self._fit_buttons)
        self.show_state("", "")
        self._fit_buttons()

    def _buttons(self) -> QWidget:
        stage = self._stage
        self.take = DeedButton(stage.look, "primary", "Ctrl Enter", "check")
        give_key(self.take, "Ctrl+Return")
        self.choose = DeedButton(stage.look, "", "Ctrl O", "file-import")
        give_key(self.choose, "Ctrl+O")
        stage.bind(self, self.choose.setText, mark("Nhập danh mục…"))
        self.week = DeedButton(stage.look, "", "Alt W", "clock")
        give_key(self.week, "Alt+W")
        stage.bind(self, self.week.setText, mark("Thay đổi tuần này…"))
        self.back = DeedButton(stage.look, "", "Esc")
        row = Flow()
        for button in (self.take, self.choose, self.week, self.back):
            button.setAutoDefault(False)
            row.add(button)
        self.take.clicked.connect(self._on_take)
        self.choose.clicked.connect(self._ask_file)
        self.week.clicked.connect(self.week_requested)
        self.back.clicked.connect(self.reject)
        return row

    def start(self) -> None:
        """Show the list; the line that filters it has the focus."""
        self.presenter.start()
        self.list.filter.setFocus(Qt.FocusReason.OtherFocusReason)

    def open_file(self, file: Path) -> None:
        """Say what this file would change."""
        self.presenter.open_file(file)

    def reject(self) -> None:
        """Back to the list first, then out."""
        if self._previews():
            self.presenter.back()
        else:
            super().reject()

    def _say_again(self) -> None:
        # A method of this widget: what a plain object listens to would outlive the dialog.
        self.presenter.say_again()

    # ---- what the presenter asks ----------------------------------------------------------------

    def show_list(self, rows: tuple[Row, ...], facts: str, empty: str) -> None:
        """Show these procedures."""
        self.list.show_list(rows, facts, empty)
        self._fit_buttons()

    def show_lines(self, lines: tuple[DetailLine, ...]) -> None:
        """Show one procedure."""
        self.list.show_lines(lines)

    def allow_import(self, why_not: str) -> None:
        """Whether a file may be taken in, or why not."""
        self.choose.setEnabled(not why_not)
        self.choose.setToolTip(why_not)
        self.setAcceptDrops(not why_not)

    def show_preview(
        self, rows: tuple[Row, ...], facts: str, notes: str, deed: str, *, wrong: bool
    ) -> None:
        """Show what the file would change."""
        self._stack.setCurrentWidget(self.preview)
        self.preview.show_preview(
            rows,
            facts,
            notes,
            "late" if wrong else "",
            abolish=self.presenter.abolish_missing,
        )
        self.take.setText(deed)
        self._ready = bool(deed)
        self._fit_buttons()
        first = self.preview.table if deed else self.choose
        first.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_change(self, lines: tuple[DetailLine, ...]) -> None:
        """Show one change of the preview."""
        self.preview.show_change(lines)

    def show_state(self, sentence: str, tone: str) -> None:
        """Say what is going on, or what was done."""
        self.state.setText(sentence)
        self.state.setVisible(bool(sentence))
        set_property(self.state, "tone", tone)

    def show_catalogue(self) -> None:
        """Back to the list."""
        self._stack.setCurrentWidget(self.list)
        self._fit_buttons()
        self.list.filter.setFocus(Qt.FocusReason.OtherFocusReason)

    def work_failed(self) -> None:
        """The machine failed; the banner says why."""
        self.presenter.failed()

    # ---- hands ----------------------------------------------------------------------------------

    def _previews(self) -> bool:
        return self._stack.currentWidget() is self.preview

    def _fit_buttons(self) -> None:
        previews, say = self._previews(), self._stage.say
        # With large letters what changes needs the room; the window says what it is.
        self._title.setVisible(not previews or self._stage.look.scale <= STACKS_ABOVE)
        self.take.setVisible(previews and self._ready)
        self.week.setVisible(not previews)
        self.back.setText(say("Không nhận, quay lại danh mục") if previews else say("Quay lại"))

    def _on_take(self) -> None:
        self.presenter.take()

    def _ask_file(self) -> None:
        say = self._stage.say
        kinds = say("Danh mục (*.xlsx *.csv *.json);;Mọi tệp (*)")
        chosen, _ = QFileDialog.getOpenFileName(
            self, say("Chọn danh mục của tỉnh"), str(Path.home()), kinds
        )
        if chosen:
            self.open_file(Path(chosen))

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """A single file may be dropped."""
        urls = event.mimeData().urls()
        if len(urls) == 1 and urls[0].isLocalFile():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """The dropped file is the chosen one."""
        event.acceptProposedAction()
        self.open_file(Path(event.mimeData().urls()[0].toLocalFile()))
