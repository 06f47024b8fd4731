"""The question about a draft, at the top of the sheet; it never takes the focus by itself."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame

from desk_app.qt.language import mark
from desk_app.ui.flow import Flow
from desk_app.ui.intake.draft_offer import Offer
from desk_app.ui.parts import DeedButton, ElidingLabel, column, give_key, label, line
from desk_app.ui.stage import Stage

REOPEN, DROP, LATER = "Alt+M", "Alt+X", "Alt+S"


class DraftBox(QFrame):
    """When, whose, what; and three ways to answer, each with its key."""

    reopened = Signal()
    dropped = Signal()
    put_off = Signal()

    def __init__(self, stage: Stage) -> None:
        super().__init__()
        self.setProperty("kind", "note")
        self._head = ElidingLabel("section")
        self._place = label(level="second")
        self.what = label(wrap=True)
        self._problem = label(wrap=True)
        self._problem.setProperty("tone", "late")
        inside = column(self, gap=4)
        inside.setContentsMargins(12, 6, 8, 6)
        first = line(gap=8)
        first.addWidget(self._head, 1)
        first.addWidget(self._place)
        inside.addLayout(first)
        inside.addWidget(self.what)
        inside.addWidget(self._problem)
        buttons = Flow(8)
        self.reopen = DeedButton(stage.look, "", REOPEN.replace("+", " "))
        self.drop = DeedButton(stage.look, "", DROP.replace("+", " "))
        self.later = DeedButton(stage.look, "", LATER.replace("+", " "))
        for button, words, keys, wish in (
            (self.reopen, mark("Mở lại"), REOPEN, self.reopened),
            (self.drop, mark("Bỏ"), DROP, self.dropped),
            (self.later, mark("Để sau"), LATER, self.put_off),
        ):
            stage.bind(button, button.setText, words)
            give_key(button, keys)
            button.clicked.connect(wish)
            buttons.add(button)
        inside.addWidget(buttons)
        stage.bind(self, self.setAccessibleName, mark("Nháp chưa ghi"))
        self.hide()

    def show_offer(self, offer: Offer | None) -> None:
        """Ask about this draft, or about none."""
        if offer is not None:
            self._head.setText(offer.when_and_who)
            self._place.setText(offer.place)
            self._place.setVisible(bool(offer.place))
            self.what.setText(offer.what)
            self.what.setVisible(bool(offer.what))
            self._problem.setText(offer.problem)
            self._problem.setVisible(bool(offer.problem))
            self.reopen.setEnabled(offer.readable)
            self.setAccessibleDescription(f"{offer.when_and_who}: {offer.what} {offer.problem}")
        self.setVisible(offer is not None)
