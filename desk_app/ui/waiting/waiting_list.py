"""Who waits, above today's visits: ticket, person, matter, since when; Enter calls them."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QLabel

from desk_app.qt.language import mark
from desk_app.qt.look import DENSE
from desk_app.qt.models import Column, Row
from desk_app.ui.parts import DeedButton, Sheet, SheetHead, frame, label, line
from desk_app.ui.row_table import HEAD, RowTable
from desk_app.ui.stage import Stage

SHOWN = 4
REFRESH = 15_000
NOTE_STANDS = 12_000

TICKET = Column(mark("Số"), "A000")
REST = (
    Column(mark("Người"), "Nguyễn Thị Hồng Nh", "Nguyễn Thị Phương Thảo Ngân"),
    Column(mark("Việc"), stretch=True),
    Column(mark("Đợi"), "00 phút", right=True),
)


class WaitingList(Sheet):
    """The sheet of who waits; as low as its rows, at most four of them, then it scrolls inside."""

    call_requested = Signal(str)
    call_next_requested = Signal()
    take_off_requested = Signal(str)
    left_over_requested = Signal()
    minute_passed = Signal()

    def __init__(self, stage: Stage) -> None:
        super().__init__()
        self._stage = stage
        self._with_tickets = True
        self._rows: tuple[Row, ...] = ()
        head = SheetHead(stage.look)
        stage.bind(head, head.name.setText, mark("Đang đợi"))
        self._head = head
        self.next_button = DeedButton(stage.look, "quiet", "Ctrl G")
        stage.bind(self.next_button, self.next_button.setText, mark("Gọi số tiếp theo"))
        self.next_button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.next_button.clicked.connect(self.call_next_requested)
        head.row.addWidget(self.next_button)
        head.row.setContentsMargins(12, 0, 0, 0)
        self.inside.addWidget(head)
        self.note = self._sentence("near")
        self._add_left_over()
        self.table = self._table()
        self.inside.addWidget(self.table)
        self._empty = label(level="second", wrap=True)
        self._empty.setContentsMargins(12, 0, 12, 8)
        stage.bind(
            self._empty,
            self._empty.setText,
            mark("Chưa có ai đợi. Ctrl H để đưa người đang ghi vào danh sách đợi."),
        )
        self.inside.addWidget(self._empty)
        self._timer = QTimer(self)
        self._timer.setInterval(REFRESH)
        self._timer.timeout.connect(self.minute_passed)
        self._timer.start()
        self._quiet = QTimer(self)
        self._quiet.setSingleShot(True)
        self._quiet.setInterval(NOTE_STANDS)
        self._quiet.timeout.connect(lambda: self.show_note(""))
        stage.look.changed.connect(self.fit)
        self.show_rows((), "")

    def _sentence(self, tone: str) -> QLabel:
        made = label(wrap=True)
        made.setProperty("tone", tone)
        made.setContentsMargins(12, 0, 12, 8)
        made.hide()
        self.inside.addWidget(made)
        return made

    def _add_left_over(self) -> None:
        self._old = frame("plain")
        row = line(self._old, gap=8)
        row.setContentsMargins(12, 0, 4, 4)
        self._old_words = label(level="dense", wrap=True)
        self._old_words.setProperty("tone", "near")
        self.old_button = DeedButton(self._stage.look, "quiet")
        self._stage.bind(self.old_button, self.old_button.setText, mark("Bỏ hết những người này"))
        self.old_button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.old_button.clicked.connect(self.left_over_requested)
        row.addWidget(self._old_words, 1)
        row.addWidget(self.old_button)
        self._old.hide()
        self.inside.addWidget(self._old)

    def _table(self) -> RowTable:
        columns = (TICKET, *REST) if self._with_tickets else REST
        made = RowTable(self._stage, mark("Danh sách đợi"), columns)
        made.opened.connect(self.call_requested)
        made.strike_requested.connect(self.take_off_requested)
        return made

    def show_tickets(self, shown: bool) -> None:
        """Show the column of ticket numbers, or do without it."""
        if shown == self._with_tickets:
            return
        self._with_tickets = shown
        before, self.table = self.table, None  # type: ignore[assignment]
        self.table = self._table()
        before.hide()
        self.inside.replaceWidget(before, self.table)
        before.deleteLater()

    def show_rows(self, rows: tuple[Row, ...], facts: str) -> None:
        """Show who waits."""
        self._rows = rows
        had_focus = self.table.hasFocus()
        self._head.facts.setText(facts)
        self.table.show_rows(rows)
        self.table.setVisible(bool(rows))
        self.next_button.setVisible(bool(rows))
        self._empty.setVisible(not rows)
        self.fit()
        if had_focus and rows and not self.table.key:
            self.table.choose_first()

    def show_left_over(self, people: int) -> None:
        """Say how many are left from an earlier day, with the way to take them all off."""
        self._old_words.setText(self._stage.count("{n} người từ hôm trước", people))
        self._old.setVisible(bool(people))

    def show_note(self, sentence: str) -> None:
        """Say why nobody was called or sent to wait; it goes by itself."""
        self.note.setText(sentence)
        self.note.setVisible(bool(sentence))
        if sentence:
            self._quiet.start()
        else:
            self._quiet.stop()

    def focus_list(self) -> None:
        """Go to the list; with nobody in it the focus stays where somebody types."""
        if self._rows:
            self.table.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def fit(self) -> None:
        """As high as the rows, four of them at most."""
        look = self._stage.look
        shown = min(SHOWN, max(1, len(self._rows)))
        height = look.height(HEAD, 8) + shown * look.height(DENSE, 8)
        self.table.setMinimumHeight(height)
        self.table.setMaximumHeight(height)
