"""The second column: what was set aside, card by card, each with its reason and what to do."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFrame, QWidget

from desk_app.qt.language import mark
from desk_app.ui.flow import Flow
from desk_app.ui.page import STACKS_ABOVE, WrappedScroll
from desk_app.ui.parts import DeedButton, Sheet, clear, column, frame, label, line
from desk_app.ui.stage import Stage
from desk_app.ui.sync.column_head import ColumnHead
from desk_app.ui.sync.ports import AsideCard


class AsideColumn(Sheet):
    """Shows cards; wishes are told.

    case_requested, visit_requested: an id; copied: the reason lies on the clipboard.
    """

    case_requested = Signal(str)
    visit_requested = Signal(str)
    copied = Signal()

    def __init__(self, stage: Stage) -> None:
        super().__init__()
        self._stage = stage
        self._cards: tuple[AsideCard, ...] = ()
        self.head = ColumnHead(stage, "inbox", "late", mark("Để riêng chờ xử lý"))
        self.inside.addWidget(self.head)
        self._body = frame("plain")
        self._inside = column(self._body)
        self.empty = label(level="second", wrap=True)
        self.empty.setContentsMargins(12, 8, 12, 8)
        stage.bind(
            self.empty,
            self.empty.setText,
            mark("Không có gì. Việc mà máy hoặc tỉnh chưa đọc được sẽ đứng ở đây, kèm lý do."),
        )
        self.cards = column()
        self.more = label(level="second", wrap=True)
        self.more.setContentsMargins(12, 8, 12, 8)
        self._inside.addWidget(self.empty)
        self._inside.addLayout(self.cards)
        self._inside.addWidget(self.more)
        self._inside.addStretch(1)
        self.body_scroll = WrappedScroll(self._body)
        self.inside.addWidget(self.body_scroll, 1)
        self.foot = label(level="second", wrap=True)
        self.inside.addWidget(foot_of(self.foot))
        stage.look.changed.connect(self.fit)
        stage.language.changed.connect(self._build)
        self.fit()

    def show_cards(self, cards: tuple[AsideCard, ...], facts: str, more: str, foot: str) -> None:
        """Show these; nothing is built anew where nothing changed, so the focus stays."""
        self.head.facts.setText(facts)
        self.foot.setText(foot)
        self.more.setText(more)
        self.more.setVisible(bool(more))
        self.empty.setVisible(not cards)
        if cards != self._cards:
            self._cards = cards
            self._build()

    def fit(self) -> None:
        """Scroll inside, or grow where the page scrolls."""
        self.body_scroll.grows = self._stage.look.scale > STACKS_ABOVE
        self.body_scroll.updateGeometry()

    def _build(self) -> None:
        clear(self.cards)
        for card in self._cards:
            self.cards.addWidget(self._card(card))

    def _card(self, card: AsideCard) -> QWidget:
        made = frame("row")
        inside = column(made, gap=4)
        inside.setContentsMargins(12, 8, 12, 12)
        first = line(gap=8)
        title = label(card.title, "section", wrap=True)
        first.addWidget(title, 1)
        first.addWidget(label(card.since, "second"), 0, Qt.AlignmentFlag.AlignTop)
        inside.addLayout(first)
        inside.addWidget(label(card.what, "second", wrap=True))
        inside.addWidget(self._why(card))
        inside.addWidget(label(card.advice, "second", wrap=True))
        inside.addWidget(self._buttons(card))
        return made

    def _why(self, card: AsideCard) -> QFrame:
        note = frame("why")
        inside = column(note)
        inside.setContentsMargins(10, 6, 10, 6)
        words = self._stage.say("Vì sao: {why}", why=card.why)
        inside.addWidget(label(words, "dense", wrap=True))
        return note

    def _buttons(self, card: AsideCard) -> Flow:
        stage, row = self._stage, Flow(8)
        if card.case:
            self._add(row, stage.say("Mở hồ sơ"), lambda: self.case_requested.emit(card.case))
        if card.visit:
            self._add(row, stage.say("Mở lượt"), lambda: self.visit_requested.emit(card.visit))
        self._add(row, stage.say("Chép lý do"), lambda: self._copy(card))
        return row

    def _add(self, row: Flow, words: str, act: Callable[[], None]) -> None:
        button = DeedButton(self._stage.look)
        button.setText(words)
        button.clicked.connect(lambda _checked=False: act())
        row.add(button)

    def _copy(self, card: AsideCard) -> None:
        QGuiApplication.clipboard().setText(card.report)
        self.copied.emit()


def foot_of(words: QWidget) -> QFrame:
    """The foot of a column with these words."""
    foot = frame("foot")
    inside = column(foot)
    inside.setContentsMargins(12, 10, 12, 10)
    inside.addWidget(words)
    return foot
