"""The page "Đồng bộ": the line to the province, and three columns of three kinds of duty."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QBoxLayout, QFrame, QWidget

from desk_app.core.clock import Millis
from desk_app.qt.language import mark
from desk_app.services.sync_values import WaitingOp
from desk_app.ui.figures import thousands
from desk_app.ui.page import GAP, STACKS_ABOVE, PageBody, PageHead, PageWidget
from desk_app.ui.parts import DeedButton, Sheet, column, frame, label, line
from desk_app.ui.stage import Stage
from desk_app.ui.sync.aside_column import AsideColumn, foot_of
from desk_app.ui.sync.column_head import ColumnHead
from desk_app.ui.sync.conflict_column import ConflictColumn
from desk_app.ui.sync.conflict_presenter import ConflictPresenter
from desk_app.ui.sync.line_sheet import LineSheet
from desk_app.ui.sync.notice_bar import Notices
from desk_app.ui.sync.op_list import OpLines, OpList
from desk_app.ui.sync.ports import AsideCard, ConflictCard, Figure, Notice, ResultLine
from desk_app.ui.sync.presenter import SyncPresenter
from sync.client.truth import moment

# How often ages and times are said anew.
REFRESH = 20_000


class Presenters:
    """The two that decide for this page; made over the page as their view."""

    def __init__(self, line: SyncPresenter, conflicts: ConflictPresenter) -> None:
        self.line, self.conflicts = line, conflicts


class SyncPage(PageWidget):
    """Shows and asks. pair_requested: to connect with the province; usb_requested: to carry it."""

    pair_requested = Signal()
    usb_requested = Signal()
    browser_requested = Signal()
    case_requested = Signal(str)
    visit_requested = Signal(str)
    done = Signal(str)

    def __init__(
        self,
        stage: Stage,
        now: Callable[[], Millis],
        make: Callable[[SyncPage], Presenters],
    ) -> None:
        super().__init__()
        self._stage, self._now = stage, now
        self._wishes: frozenset[str] = frozenset({"browser"})
        self._notices: tuple[Notice, ...] = ()
        self._just_opened = False
        self.usb: DeedButton | None = None
        self.send = DeedButton(stage.look, "", "Alt D", "cloud-up")
        self.notices = Notices(stage)
        self.sheet = LineSheet(stage)
        self.list = OpList(stage, mark("Chờ gửi"), self._lines)
        self.aside = AsideColumn(stage)
        self.conflict = ConflictColumn(stage)
        self._build()
        made = make(self)
        self.presenter, self.conflicts = made.line, made.conflicts
        self._connect()
        self._minute = QTimer(self)
        self._minute.setInterval(REFRESH)
        self._minute.timeout.connect(self._on_minute)
        self._minute.start()

    # ---- built once -------------------------------------------------------------------------

    def _build(self) -> None:
        stage = self._stage
        self.head = PageHead(stage)
        stage.bind(self, self.head.title.setText, mark("Đồng bộ"))
        # Beside the title, or below it where the letters leave no room beside the buttons.
        self._leads = (label(level="second"), label(level="second", wrap=True))
        self.head.add(self._leads[0])
        stage.bind(self, self.send.setText, mark("Gửi ngay"))
        self.head.add_buttons(self.send)
        content = QWidget()
        inside = column(content)
        inside.addWidget(self.head)
        inside.addWidget(self._leads[1])
        inside.addSpacing(4)
        inside.addWidget(self.notices)
        inside.addSpacing(8)
        inside.addWidget(self.sheet)
        inside.addSpacing(GAP)
        inside.addWidget(self._columns(), 1)
        column(self).addWidget(PageBody(stage, content))
        stage.look.changed.connect(self._fit)
        self._fit()

    def _columns(self) -> QWidget:
        made = QWidget()
        self._box = QBoxLayout(QBoxLayout.Direction.LeftToRight, made)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(GAP)
        self._box.addWidget(self._waiting_sheet(), 330)
        self._box.addWidget(self.aside, 330)
        self._box.addWidget(self.conflict, 482)
        return made

    def _waiting_sheet(self) -> Sheet:
        sheet = Sheet()
        self.waiting = ColumnHead(self._stage, "hourglass", "accent", mark("Chờ gửi"))
        sheet.inside.addWidget(self.waiting)
        sheet.inside.addWidget(self.list, 1)
        self.blobs = self._blobs_row()
        sheet.inside.addWidget(self.blobs)
        self._waiting_foot = label(level="second", wrap=True)
        sheet.inside.addWidget(foot_of(self._waiting_foot))
        return sheet

    def _blobs_row(self) -> QFrame:
        made = frame("resting")
        inside = column(made, gap=0)
        inside.setContentsMargins(12, 6, 12, 7)
        first = line(gap=8)
        name = label(level="dense")
        self._stage.bind(made, name.setText, mark("Ảnh và bản quét"))
        self._blobs = label(level="second")
        first.addWidget(name, 1)
        first.addWidget(self._blobs)
        inside.addLayout(first)
        after = label(level="second", wrap=True)
        self._blobs_after = after
        second = line(gap=8)
        second.addWidget(after, 1)
        self.pause = DeedButton(self._stage.look, "", "", "player-pause")
        second.addWidget(self.pause)
        inside.addLayout(second)
        made.hide()
        return made

    def _connect(self) -> None:
        self.send.clicked.connect(self.presenter.send)
        self.pause.clicked.connect(self.presenter.pause_files)
        self.sheet.stop_requested.connect(self.presenter.stop)
        self.notices.wished.connect(self._on_wish)
        self.notices.emptied.connect(self._focus_first)
        self.conflict.settle_requested.connect(self.conflicts.settle)
        self.conflict.emptied.connect(self._focus_first)
        self.conflict.later_requested.connect(self.conflicts.later)
        self.conflict.stepped.connect(self.conflicts.step)
        for part in (self.aside, self.conflict):
            part.case_requested.connect(self.case_requested)
            part.visit_requested.connect(self.visit_requested)
        self.aside.copied.connect(
            lambda: self.done.emit(self._stage.say("Đã chép lý do, không có tên người dân nào."))
        )
        self._stage.language.changed.connect(self.presenter.say_again)

    # ---- what the window asks for -------------------------------------------------------------

    def open_page(self) -> None:
        """What is shown is read anew; the focus goes to what is to be decided, else to the list.

        A desk without a province has its connecting to decide. Where the page scrolls the list
        would take the head out of sight, which says what is safe.
        """
        self._just_opened = True
        self.presenter.reload()
        self._focus_first()

    def _focus_first(self) -> None:
        first: QWidget = self.list
        if self._stage.look.scale > STACKS_ABOVE:
            first = self.usb if self.send.isHidden() and self.usb is not None else self.send
        first.setFocus(Qt.FocusReason.OtherFocusReason)

    def allow_pairing(self) -> None:
        """There is a dialog that connects this desk with the province."""
        self._wishes |= {"pair"}
        self.show_notices(self._notices)

    def offer_usb(self) -> None:
        """There is a dialog that writes a bundle."""
        if self.usb is None:
            self.usb = DeedButton(self._stage.look, "", "", "usb")
            self._stage.bind(self, self.usb.setText, mark("Gửi bằng USB…"))
            self.usb.clicked.connect(self.usb_requested)
            self.head.add_buttons(self.usb)

    # ---- what the presenters show -------------------------------------------------------------

    def show_lead(self, words: str) -> None:
        """Say below the title where all of this goes."""
        for lead in self._leads:
            lead.setText(words)

    def show_notices(self, notices: tuple[Notice, ...]) -> None:
        """Say what is in the way."""
        self._notices = notices
        self.notices.show_notices(notices, self._wishes)
        if self._just_opened:
            # Who comes to a desk without a province comes for this.
            self.notices.take_focus("pair")

    def show_figures(self, figures: tuple[Figure, ...], next_try: str) -> None:
        """Show the four figures."""
        self.sheet.show_figures(figures, next_try)

    def show_result(self, result: ResultLine) -> None:
        """Say how an attempt ended."""
        self.sheet.show_result(result)

    def show_step(self, words: str, done: int, total: int) -> None:
        """Say how far an attempt is."""
        self.sheet.show_step(words, done, total)

    def allow_sending(self, *, paired: bool, running: bool, why_not: str) -> None:
        """Whether something may be sent now."""
        self.send.setVisible(paired)
        self.send.setEnabled(not running and not why_not)
        self.send.setToolTip(why_not)

    def show_waiting(self, rows: tuple[WaitingOp, ...], facts: str, foot: str) -> None:
        """Show what waits."""
        empty = self._stage.say(
            "Không có gì chờ gửi. Việc vừa ghi đứng ở đây cho đến khi tỉnh nhận."
        )
        self.list.show_ops(rows, empty)
        self.waiting.facts.setText(facts)
        self._waiting_foot.setText(foot)

    def show_blobs(self, facts: str, why: str = "", *, paused: bool = False) -> None:
        """Show how many attachments wait, why they do, and what lets them go on."""
        say = self._stage.say
        after = say("đang tạm dừng") if paused else say("đi sau, không làm chậm lượt tiếp")
        self._blobs_after.setText(why or after)
        self.pause.setText(say("Gửi tiếp") if paused else say("Tạm dừng"))
        self._blobs.setText(facts)
        self.blobs.setVisible(bool(facts))

    def show_aside(self, cards: tuple[AsideCard, ...], facts: str, more: str, foot: str) -> None:
        """Show what was set aside."""
        self.aside.show_cards(cards, facts, more, foot)

    def show_conflict(
        self, card: ConflictCard | None, place: str, facts: str, empty: str, foot: str
    ) -> None:
        """Show a conflict."""
        self.conflict.show_conflict(card, place, facts, empty, foot)
        if self._just_opened and (self.list.hasFocus() or self.notices.has_focus):
            self.conflict.take_focus()
        self._just_opened = False

    def show_sentence(self, sentence: str) -> None:
        """Say why nothing was settled."""
        self.conflict.show_sentence(sentence)

    def typed(self) -> str:
        """What was typed as another value."""
        return self.conflict.typed

    # ---- inside -------------------------------------------------------------------------------

    def _lines(self, one: WaitingOp) -> OpLines:
        now, ops = self._now(), self.presenter.ops
        what = ops.what(one.about, now)
        number = self._stage.say("số {n}", n=thousands(one.seq))
        below = f"{ops.deed(one.kind)} · {number}" if what else number
        return OpLines(what or ops.title(one.kind, one.about, now), moment(one.at, now), below)

    def _on_wish(self, opens: str) -> None:
        if opens == "pair":
            self.pair_requested.emit()
        elif opens == "browser":
            self.browser_requested.emit()

    def _on_minute(self) -> None:
        if self.isVisible():
            self.presenter.tick()

    def _fit(self) -> None:
        direction = QBoxLayout.Direction
        large = self._stage.look.scale > STACKS_ABOVE
        self._box.setDirection(direction.TopToBottom if large else direction.LeftToRight)
        for lead, below in zip(self._leads, (False, True), strict=True):
            lead.setVisible(below is large)
