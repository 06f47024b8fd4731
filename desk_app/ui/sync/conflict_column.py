"""The third column: both values of a field equally large, another one typed, one click chooses."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QLabel,
    QLineEdit,
    QPushButton,
    QRadioButton,
    QWidget,
)

from desk_app.qt.language import mark
from desk_app.qt.look import DENSE
from desk_app.ui.flow import Flow
from desk_app.ui.page import STACKS_ABOVE, WrappedScroll
from desk_app.ui.parts import DeedButton, Sheet, clear, column, frame, label, line, set_property
from desk_app.ui.sentence import Sentence, strong
from desk_app.ui.stage import Stage
from desk_app.ui.sync.aside_column import foot_of
from desk_app.ui.sync.column_head import ColumnHead
from desk_app.ui.sync.ports import ConflictCard, Offer

# A button names the value it takes; a long one stands whole above it.
_IN_BUTTON = 24
_TYPED_LIMIT = 200


class OfferBox(QFrame):
    """One value to choose: a click anywhere on it chooses it."""

    def __init__(self, stage: Stage, offer: Offer) -> None:
        super().__init__()
        self.op = offer.op
        self.setProperty("kind", "offer")
        self.radio = QRadioButton()
        self.radio.setAccessibleName(f"{offer.value}, {offer.who}")
        self.radio.toggled.connect(self._on_toggled)
        inside = line(self, gap=8)
        inside.setContentsMargins(10, 8, 10, 8)
        inside.addWidget(self.radio, 0, Qt.AlignmentFlag.AlignTop)
        words = column(gap=2)
        first = line(gap=8)
        first.addWidget(label(offer.value, "name", wrap=True), 1)
        if offer.stands:
            first.addWidget(self._stands(stage), 0, Qt.AlignmentFlag.AlignTop)
        words.addLayout(first)
        words.addWidget(label(offer.who, "second", wrap=True))
        inside.addLayout(words, 1)

    def _stands(self, stage: Stage) -> QWidget:
        made = QWidget()
        inside = line(made, gap=4)
        inside.setContentsMargins(0, 2, 0, 0)
        picture = QLabel()
        picture.setPixmap(stage.look.pixmap("check", 15, "accent", self.devicePixelRatioF()))
        inside.addWidget(picture)
        inside.addWidget(label(stage.say("đang dùng"), "second"))
        return made

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose it."""
        self.radio.setChecked(True)
        self.radio.setFocus(Qt.FocusReason.MouseFocusReason)

    def _on_toggled(self, on: bool) -> None:
        set_property(self, "state", "chosen" if on else "")


class TypedBox(QFrame):
    """A value that nobody gave yet: typed here."""

    op = ""

    def __init__(self, words: str) -> None:
        super().__init__()
        self.setProperty("kind", "offer")
        self.radio = QRadioButton(words)
        self.radio.setAccessibleName(words)
        self.input = QLineEdit()
        self.input.setMaxLength(_TYPED_LIMIT)
        self.input.setAccessibleName(words)
        self.input.textEdited.connect(lambda _text: self.radio.setChecked(True))
        self.radio.toggled.connect(self._on_toggled)
        inside = line(self, gap=8)
        inside.setContentsMargins(10, 8, 10, 8)
        inside.addWidget(self.radio)
        inside.addWidget(self.input, 1)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Type here."""
        self.radio.setChecked(True)
        self.input.setFocus(Qt.FocusReason.MouseFocusReason)

    def _on_toggled(self, on: bool) -> None:
        set_property(self, "state", "chosen" if on else "")


class ConflictColumn(Sheet):
    """Shows one conflict; wishes are told.

    settle_requested: the op whose value shall hold, "" for what was typed; stepped: to another
    conflict; later_requested: not now; emptied: the last one went from under somebody's hands.
    """

    settle_requested = Signal(str)
    later_requested = Signal()
    stepped = Signal(int)
    emptied = Signal()
    case_requested = Signal(str)
    visit_requested = Signal(str)

    def __init__(self, stage: Stage) -> None:
        super().__init__()
        self._stage = stage
        self._card: ConflictCard | None = None
        self._boxes: list[OfferBox | TypedBox] = []
        self._group = QButtonGroup(self)
        self.head = ColumnHead(stage, "arrows-split-2", "held", mark("Mâu thuẫn"))
        self.before = self._arrow("chevron-left", mark("Mâu thuẫn trước"), -1)
        self.place = label(level="second")
        self.after = self._arrow("chevron-right", mark("Mâu thuẫn sau"), 1)
        for widget in (self.before, self.place, self.after):
            self.head.row.addWidget(widget)
        self.inside.addWidget(self.head)
        body = frame("plain")
        self._inside = column(body, gap=8)
        self._inside.setContentsMargins(12, 8, 12, 12)
        self.empty = label(level="second", wrap=True)
        self.title = Sentence(stage, DENSE)
        self.offers = column(gap=8)
        self.note = label(level="second", wrap=True)
        self.sentence = label(level="dense", wrap=True)
        self.sentence.setProperty("tone", "late")
        self.sentence.hide()
        self.deeds = Flow(8)
        self._add_buttons()
        for part in (self.empty, self.title):
            self._inside.addWidget(part)
        self._inside.addLayout(self.offers)
        for below in (self.note, self.sentence, self.deeds):
            self._inside.addWidget(below)
        self._inside.addStretch(1)
        self.body_scroll = WrappedScroll(body)
        self.inside.addWidget(self.body_scroll, 1)
        self.foot = label(level="second", wrap=True)
        self.inside.addWidget(foot_of(self.foot))
        self._group.buttonToggled.connect(self._name_button)
        stage.look.changed.connect(self.fit)
        self.fit()

    def _arrow(self, icon: str, name: str, steps: int) -> DeedButton:
        made = DeedButton(self._stage.look, "arrow", "", icon)
        self._stage.bind(made, made.setAccessibleName, name)
        self._stage.bind(made, made.setToolTip, name)
        made.clicked.connect(lambda: self.stepped.emit(steps))
        return made

    def _add_buttons(self) -> None:
        stage = self._stage
        self.use = DeedButton(stage.look, "primary", "Enter")
        self.use.clicked.connect(self._settle)
        self.later = DeedButton(stage.look)
        stage.bind(self.later, self.later.setText, mark("Để sau"))
        self.later.clicked.connect(self.later_requested)
        self.open = DeedButton(stage.look, "quiet")
        self.open.clicked.connect(self._open)
        for button in (self.use, self.later, self.open):
            self.deeds.add(button)

    def show_conflict(
        self, card: ConflictCard | None, place: str, facts: str, empty: str, foot: str
    ) -> None:
        """Show this one, or that there is none."""
        focus = self.window().focusWidget()
        had_focus = focus is not None and self.isAncestorOf(focus)
        self.head.facts.setText(facts)
        self.place.setText(place)
        for widget in (self.before, self.place, self.after):
            widget.setVisible(bool(place))
        self.foot.setText(foot or self._stage.say("Mâu thuẫn không làm chậm việc gửi."))
        self.empty.setText(empty)
        self.empty.setVisible(card is None)
        for part in (self.title, self.note, self.deeds):
            part.setVisible(card is not None)
        if card != self._card:
            self._card = card
            self.sentence.hide()
            self._build()
        if card is None and had_focus:
            self.emptied.emit()

    def show_sentence(self, sentence: str) -> None:
        """Say why nothing was settled."""
        self.sentence.setText(sentence)
        self.sentence.setVisible(bool(sentence))

    def take_focus(self) -> None:
        """The keys go to the preset value, where there is something to settle."""
        box = self._chosen()
        if box is not None and self.use.isEnabled() and not self.use.isHidden():
            box.radio.setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def typed(self) -> str:
        """What stands in the field for another value."""
        box = next((one for one in self._boxes if isinstance(one, TypedBox)), None)
        return "" if box is None else box.input.text()

    def fit(self) -> None:
        """Scroll inside, or grow where the page scrolls."""
        self.body_scroll.grows = self._stage.look.scale > STACKS_ABOVE
        self.body_scroll.updateGeometry()
        if self._card is not None:
            self._build()  # pictures in the colours of now

    def _build(self) -> None:
        had_focus = any(box.isAncestorOf(self.focusWidget()) for box in self._boxes
                        if self.focusWidget() is not None)  # fmt: skip
        for box in self._boxes:
            self._group.removeButton(box.radio)
        clear(self.offers)
        self._boxes = []
        card = self._card
        if card is None:
            return
        self.title.setText(
            self._stage.say("{what} · ô {field}", what=strong(card.title), field=strong(card.field))
        )
        settles = not (card.told or card.why_not)
        for offer in card.offers:
            self._add(OfferBox(self._stage, offer))
        if card.typed:
            self._add(TypedBox(card.typed))
        for number, box in enumerate(self._boxes):
            box.radio.setChecked(number == card.chosen)
            box.setEnabled(not card.told)
        note = self._stage.say(
            "Mọi giá trị đều được giữ trong nhật ký. Chọn xong vẫn hoàn tác được."
        )
        self.note.setText(card.told or card.why_not or note)
        self.use.setVisible(not card.told)
        self.use.setEnabled(settles)
        self.use.setToolTip(card.why_not)
        self.later.setVisible(bool(self.place.text()))
        opens = self._stage.say("Mở hồ sơ") if card.case else self._stage.say("Mở lượt")
        self.open.setText(opens)
        self.open.setVisible(bool(card.case or card.visit))
        self._name_button()
        if had_focus and self._boxes:
            self._boxes[card.chosen].radio.setFocus(Qt.FocusReason.OtherFocusReason)

    def _add(self, box: OfferBox | TypedBox) -> None:
        self._boxes.append(box)
        self._group.addButton(box.radio)
        self.offers.addWidget(box)

    def _chosen(self) -> OfferBox | TypedBox | None:
        return next((box for box in self._boxes if box.radio.isChecked()), None)

    def _name_button(self) -> None:
        box, card = self._chosen(), self._card
        if box is None or card is None:
            return
        value = next((one.value for one in card.offers if one.op == box.op), "")
        if len(value) > _IN_BUTTON:
            value = f"{value[:_IN_BUTTON].rstrip()}…"
        if isinstance(box, TypedBox):
            self.use.setText(self._stage.say("Dùng giá trị đã gõ"))
        else:
            self.use.setText(self._stage.say("Dùng {value}", value=value))

    def _settle(self) -> None:
        box = self._chosen()
        if box is not None and self.use.isEnabled() and not self.use.isHidden():
            self.settle_requested.emit(box.op)

    def _open(self) -> None:
        if self._card is not None and self._card.case:
            self.case_requested.emit(self._card.case)
        elif self._card is not None:
            self.visit_requested.emit(self._card.visit)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter uses what is chosen; on a button it is that button's deed."""
        if event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            super().keyPressEvent(event)
            return
        focus = self.focusWidget()
        if isinstance(focus, QPushButton):
            focus.click()
        else:
            self._settle()
