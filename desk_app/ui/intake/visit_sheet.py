"""The sheet of the visit being logged: its head, the question about a draft, fields and buttons."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QLabel, QWidget

from desk_app.qt.language import mark
from desk_app.ui.intake.draft_box import DraftBox
from desk_app.ui.intake.fitting_scroll import FittingScroll
from desk_app.ui.intake.matter_sheet import MatterSheet
from desk_app.ui.parts import (
    Chip,
    DeedButton,
    Sheet,
    SheetHead,
    column,
    frame,
    label,
    line,
    set_property,
)
from desk_app.ui.purpose_row import PurposeToggle
from desk_app.ui.stage import Stage
from desk_app.ui.visit_fields import VisitFields

LOG, AT_ONCE = mark("Ghi và tiếp"), mark("Ghi và trả ngay")


class VisitSheet(Sheet):
    """What of the visit is not a field says itself in the head; sentences about all of it below."""

    def __init__(self, stage: Stage) -> None:
        super().__init__()
        self._stage = stage
        self._at_once = self._opens = False
        self.online = PurposeToggle(stage, "online_help")
        self.fields = VisitFields(stage, reading=True)
        self.matter = MatterSheet(stage)
        self.matter.hide()
        self.offer = DraftBox(stage)
        self.why_not = self._sentence("near")
        self._note = self._sentence("near")
        self._rest = self._sentence("late")
        self.inside.addWidget(self._head())
        self.inside.addWidget(self.offer)
        self.inside.addWidget(self._body(), 1)
        self.inside.addWidget(self.matter, 1)
        self.inside.addWidget(self._buttons())

    def _sentence(self, tone: str) -> QLabel:
        made = label(wrap=True)
        made.setProperty("tone", tone)
        made.hide()
        return made

    def _head(self) -> SheetHead:
        head = SheetHead(self._stage.look)
        self._stage.bind(head, head.name.setText, mark("Lượt đang ghi"))
        self.facts = head.facts
        self.scanned = Chip(self._stage.look, "scan", "good")
        self._stage.bind(self.scanned, self.scanned.word.setText, mark("Đã quét thẻ"))
        self.scanned.hide()
        head.row.addWidget(self.scanned)
        head.row.addWidget(self.online)
        return head

    def _body(self) -> FittingScroll:
        body = QWidget()
        body.setProperty("kind", "plain")
        inside = column(body, gap=4)
        inside.setContentsMargins(12, 4, 12, 4)
        inside.addWidget(self.why_not)
        inside.addWidget(self._note)
        inside.addWidget(self.fields)
        inside.addWidget(self._rest)
        inside.addStretch(1)
        self.inner = FittingScroll(body, self.fields)
        return self.inner

    def _buttons(self) -> QFrame:
        foot = frame("foot")
        row = line(foot, gap=8)
        row.setContentsMargins(12, 8, 12, 8)
        self.log_button = DeedButton(self._stage.look, "primary", "Ctrl Enter", "check")
        self.check_button = DeedButton(self._stage.look, "", "Ctrl I")
        self.clear_button = DeedButton(self._stage.look, "quiet", "Ctrl L")
        self.at_once_button = DeedButton(self._stage.look, "", "Ctrl T")
        for button, words in (
            (self.log_button, LOG),
            (self.at_once_button, AT_ONCE),
            (self.check_button, mark("Cho dân xem")),
            (self.clear_button, mark("Xóa trắng")),
        ):
            self._stage.bind(button, button.setText, words)
            row.addWidget(button)
        row.addStretch(1)
        self._stage.language.changed.connect(self._say_deed)
        self._say_deed()
        return foot

    def show_deed(self, at_once: bool) -> None:
        """What the main button does: it always says so itself."""
        if at_once != self._at_once:
            self._at_once = at_once
            self._say_deed()

    def _say_deed(self) -> None:
        self.log_button.setText(self._stage.say(AT_ONCE if self._at_once else LOG))
        beside = not self._at_once and self._opens
        # One of the two at a time: four buttons would push the other half aside.
        self.at_once_button.setVisible(beside)
        self.clear_button.setVisible(not beside)

    def show_opens(self, opens: bool) -> None:
        """Whether there is a case that could be handed over at once."""
        self._opens = opens
        self._say_deed()

    def show_matter(self, shown: bool) -> None:
        """The sheet of one matter in place of the fields of the visit, or these again."""
        self.matter.setVisible(shown)
        self.inner.setVisible(not shown)

    def grow(self, stacked: bool) -> None:
        """Take the height of all fields where the page around scrolls."""
        self.matter.inner.grow(stacked)
        self.inner.grows = stacked
        self.inner.updateGeometry()

    def show_head(self, facts: str, *, unkept: bool, scanned: bool) -> None:
        """Since when, whether it is kept, whether a card was scanned."""
        self.facts.setText(facts)
        set_property(self.facts, "tone", "late" if unkept else "")
        self.scanned.setVisible(scanned)

    def show_note(self, text: str) -> None:
        """A sentence about the whole visit, or none."""
        for note in (self._note, self.matter.note):
            note.setText(text)
            note.setVisible(bool(text))

    def show_problems(self, sentences: dict[str, str]) -> None:
        """Each sentence beside its field, the others below."""
        rest = self.fields.show_problems(sentences)
        self._rest.setText(rest)
        self._rest.setVisible(bool(rest))

    def allow(self, why_not: str) -> None:
        """Let the present officer log, or say why not."""
        self.log_button.setEnabled(not why_not)
        self.why_not.setText(why_not)
        self.why_not.setVisible(bool(why_not))
