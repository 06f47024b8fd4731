"""The search page: one line, what was found in a fixed order of groups, one of them opened."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QProgressBar, QWidget

from desk_app.qt.language import mark
from desk_app.qt.models import Column, Row
from desk_app.ui.focus_line import FocusLine
from desk_app.ui.page import Halves, PageBody, PageWidget
from desk_app.ui.parts import DeedButton, Sheet, column, frame, key_cap, label, line
from desk_app.ui.search.arrows_cap import ArrowsCap
from desk_app.ui.search.detail_sheet import DetailSheet
from desk_app.ui.search.details import Detail
from desk_app.ui.search.narrow_row import NarrowRow
from desk_app.ui.search.result_rows import CASE, PERSON, PROCEDURE, Group
from desk_app.ui.search.result_table import ResultTable
from desk_app.ui.search_presenter import SearchPresenter
from desk_app.ui.stage import Stage

# Fast typing asks once: a letter every 40 ms is faster than anybody types.
PAUSE = 40
# Nothing is said of a search that takes no longer than this.
SLOW = 300

_STEPS = {
    Qt.Key.Key_Down: ("step", 1),
    Qt.Key.Key_Up: ("step", -1),
    Qt.Key.Key_PageDown: ("step_group", 1),
    Qt.Key.Key_PageUp: ("step_group", -1),
}


class SearchPage(PageWidget):
    """Shows what was found; arrows walk it while one types, Enter opens, Ctrl N starts a visit.

    visit_requested: the id of a visit of the person, or the key of a procedure; opened: the id of
    the visit to open; case_opened: of the case to open; left: Esc in an empty line.
    """

    visit_requested = Signal(str)
    opened = Signal(str)
    case_opened = Signal(str)
    left = Signal()

    def __init__(self, stage: Stage, make: Callable[[SearchPage], SearchPresenter]) -> None:
        super().__init__()
        self._stage = stage
        self._fresh = True
        self.line = FocusLine(
            stage, "search", mark("Tên · số cuối định danh · điện thoại · mã"), mark("Dòng tra cứu")
        )
        erase = DeedButton(stage.look, "quiet", "Esc")
        stage.bind(erase, erase.setText, mark("Xóa"))
        erase.clicked.connect(self._erase)
        self.line.add_button(erase)
        self.line.input.installEventFilter(self)
        self.narrow = NarrowRow(stage)
        self.table = ResultTable(
            stage,
            mark("Kết quả tra cứu"),
            (
                Column("", "Nguyễn Thị Hồng Nhung", "Nguyễn Thị Phương Thảo Ngân An"),
                Column("", "số cuối 0000"),
                Column("", stretch=True),
                Column("", "00/00/0000", right=True),
            ),
        )
        self.table.horizontalHeader().hide()
        self.detail = DetailSheet(stage)
        self._build()
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE)
        self._pause.timeout.connect(self._on_pause)
        self._slow = QTimer(self)
        self._slow.setSingleShot(True)
        self._slow.setInterval(SLOW)
        self._slow.timeout.connect(self._on_slow)
        self.presenter = make(self)
        self._connect()
        self.presenter.start()

    def _build(self) -> None:
        left = Sheet()
        self.busy = QProgressBar(self.table)
        self.busy.setRange(0, 0)
        self.busy.setTextVisible(False)
        self._stage.bind(self, self.busy.setAccessibleName, mark("Đang tìm"))
        self.busy.hide()
        left.inside.addWidget(self.table, 1)
        left.inside.addWidget(self._foot())
        content = QWidget()
        inside = column(content, gap=8)
        inside.addWidget(self.line)
        inside.addWidget(self.narrow)
        inside.addWidget(Halves(self._stage, left, self.detail, 704, 450), 1)
        column(self).addWidget(PageBody(self._stage, content))

    def _foot(self) -> QWidget:
        foot = frame("foot")
        row = line(foot, gap=6)
        row.setContentsMargins(12, 6, 12, 6)
        for cap, words in (
            (ArrowsCap(self._stage), mark("chọn")),
            (key_cap("Enter"), mark("mở")),
            (key_cap("Ctrl N"), mark("ghi lượt cho người này")),
        ):
            text = label(level="second")
            self._stage.bind(text, text.setText, words)
            row.addWidget(cap)
            row.addWidget(text)
            row.addSpacing(8)
        row.addStretch(1)
        return foot

    def _connect(self) -> None:
        self.line.text_changed.connect(self._on_text)
        self.line.taken.connect(self._on_enter)
        self.line.escaped.connect(self._on_escape)
        self.line.input.focus_changed.connect(self.table.follow)
        self.narrow.chosen.connect(self.presenter.narrow)
        self.table.chosen.connect(self.presenter.choose)
        self.table.opened.connect(self._open)
        self.table.touched.connect(self.presenter.open_more)
        self.detail.start_requested.connect(self.presenter.start_visit)
        self.detail.number_requested.connect(self.presenter.unmask)
        self.detail.open_requested.connect(self._open_chosen)
        self.detail.table.opened.connect(self.opened)
        self._stage.runner.busy_changed.connect(self._on_rest)
        self._stage.language.changed.connect(self.presenter.say_again)

    @property
    def chosen_visit(self) -> str:
        """The visit that keys and menus mean here; "" when a person or nothing is chosen."""
        key = self.detail.table.key if self.detail.table.hasFocus() else self.table.key
        return key if self.presenter.visit(key) is not None else ""

    def open_page(self) -> None:
        """The line has the focus whenever the page opens."""
        self.line.input.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_rows(self, rows: tuple[Row, ...], summary: str, empty: str) -> None:
        """Show what was found; after typing the first row is chosen, else the same as before."""
        self.line.aside.setText(summary)
        self.table.show_results(rows, empty)
        if rows and (self._fresh or not self.table.key):
            self.table.choose_first()
        self._fresh = not rows
        self.presenter.choose(self.table.key)

    def show_detail(self, detail: Detail | None) -> None:
        """Open one row on the right, or nothing."""
        self.detail.show_detail(detail)

    def show_number(self, number: str) -> None:
        """Show a whole ID number for a while."""
        self.detail.show_number(number)

    def show_group(self, group: Group) -> None:
        """Mark the group that is shown alone."""
        self.narrow.show_group(group)

    def start_visit(self, key: str) -> None:
        """Wish for a visit of this person."""
        self.visit_requested.emit(key)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Arrows in the line walk through the rows; Ctrl U is ours, not the line's own."""
        if watched is self.line.input and isinstance(event, QKeyEvent):
            if event.type() == QEvent.Type.ShortcutOverride:
                held = event.modifiers() == Qt.KeyboardModifier.ControlModifier
                if held and event.key() == Qt.Key.Key_U:
                    event.ignore()
                    return True
            elif event.type() == QEvent.Type.KeyPress and event.key() in _STEPS:
                step, way = _STEPS[Qt.Key(event.key())]
                if not self._search_now():
                    getattr(self.table, step)(way)
                return True
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc anywhere on the page goes back to the line."""
        if event.key() == Qt.Key.Key_Escape:
            self.open_page()
        else:
            super().keyPressEvent(event)

    def _on_text(self, _text: str) -> None:
        self._fresh = True
        self._pause.start()

    def _on_pause(self) -> None:
        self._slow.start()
        self.presenter.words_changed(self.line.input.text())

    def _search_now(self) -> bool:
        if not self._pause.isActive():
            return False
        self._pause.stop()
        self._on_pause()
        return True

    def _on_enter(self) -> None:
        # What was typed a moment ago is not on the screen yet: nobody can mean to open it.
        if not self._search_now():
            self._open_chosen()

    def _open_chosen(self) -> None:
        if self.table.key:
            self._open(self.table.key)

    def _open(self, key: str) -> None:
        if self.presenter.open_more(key):
            return
        if key.startswith(PERSON):
            self.detail.table.setFocus(Qt.FocusReason.TabFocusReason)
        elif key.startswith(CASE):
            self.case_opened.emit(key.removeprefix(CASE))
        elif not key.startswith(PROCEDURE):
            self.opened.emit(key)

    def _on_escape(self) -> None:
        if self.line.input.text():
            self._erase()
        else:
            self.left.emit()

    def _erase(self) -> None:
        self.line.input.clear()
        self.line.input.setFocus()

    def _on_slow(self) -> None:
        # Over the old rows, which stay: nothing moves when it comes and goes.
        self.busy.setGeometry(0, 0, self.table.width(), self.busy.sizeHint().height())
        self.busy.setVisible(not self._stage.runner.idle)

    def _on_rest(self, busy: bool) -> None:
        if not busy:
            self._slow.stop()
            self.busy.hide()
