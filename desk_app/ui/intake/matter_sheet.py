"""One matter opened: which time, how many copies, which papers, what is paid, where it goes."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec
from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

from desk_app.core.matter import (
    MatterForm,
    counts_copies,
    counts_pages,
    fees_of,
    limit_place,
    limits_of,
    payment_of,
)
from desk_app.core.procedure import Channel, Procedure
from desk_app.qt.language import mark
from desk_app.ui.fields import LABEL_WIDTH, Chooser, Combo, EnterMoves, FieldRow, text_of
from desk_app.ui.intake.matter_words import CHANNELS, PAYMENTS, SUBMITTERS, MatterWords
from desk_app.ui.intake.matters import MatterFacts
from desk_app.ui.intake.pair import Pair
from desk_app.ui.intake.paper_rows import PaperRows
from desk_app.ui.page import InnerScroll
from desk_app.ui.parts import DeedButton, ElidingLabel, column, frame, label, line
from desk_app.ui.stage import Stage

SECOND_LABEL = 92
_SEVERAL = 2
_CHANNELS: dict[str, Channel] = {"desk": "desk", "online": "online", "post": "post"}


class _MatterScroll(InnerScroll):
    def minimumSizeHint(self) -> QSize:
        """Where the page around scrolls, as high as wrapped sentences are at this width."""
        least, layout = super().minimumSizeHint(), self._content.layout()
        if not self.grows or layout is None:
            return least
        width = max(least.width(), self.viewport().width())
        return QSize(least.width(), max(least.height(), layout.totalHeightForWidth(width)))

    def grow(self, grows: bool) -> None:
        """Take the height of everything, without a bar of its own."""
        bar = Qt.ScrollBarPolicy
        self.grows = grows
        self.setVerticalScrollBarPolicy(bar.ScrollBarAlwaysOff if grows else bar.ScrollBarAsNeeded)
        self.updateGeometry()


class MatterSheet(QWidget):
    """Empty fields say in grey what counts; `changed` tells what was typed, `closed` goes back."""

    changed = Signal(object)
    closed = Signal()

    def __init__(self, stage: Stage) -> None:
        super().__init__()
        self._stage = stage
        self._words = MatterWords(stage.say, stage.count)
        self._procedure: Procedure | None = None
        self._form = MatterForm(procedure="")
        self.setProperty("kind", "plain")
        self.fields: dict[str, FieldRow] = {}
        self.name, self.code = ElidingLabel("name"), label(level="second")
        self.due, self.explained = label(level="section"), label(level="second", wrap=True)
        self.note = label(wrap=True)
        self.note.setProperty("tone", "near")
        self.note.hide()
        self.only_limit = label(level="second")
        self.back = DeedButton(stage.look, "quiet", "Esc")
        self.at_once = DeedButton(stage.look, "toggle")
        self.papers = PaperRows(stage)
        self._build()
        stage.language.changed.connect(self._say_again)
        stage.look.changed.connect(self._fit)
        self._fit()

    def _build(self) -> None:
        outside = column(self, gap=0)
        outside.addWidget(self._head())
        body = QWidget()
        body.setProperty("kind", "plain")
        inside = column(body, gap=4)
        inside.setContentsMargins(12, 4, 12, 4)
        self.limit, self.fee_case = Combo(self._stage), Combo(self._stage)
        inside.addWidget(self.note)
        inside.addWidget(self._row("limit", mark("Thời hạn"), self.limit))
        inside.addWidget(self._due_line())
        self._pair(
            inside,
            self._row("copies", mark("Số bản"), QLineEdit()),
            self._row("pages", mark("Số trang"), QLineEdit(), second=True),
        )
        self._pair(
            inside,
            self._row("channel", mark("Cách nộp"), Chooser(self._stage, CHANNELS)),
            self._row("sets", mark("Số bộ"), QLineEdit(), second=True),
        )
        inside.addWidget(self._row("fee_case", mark("Mức phí"), self.fee_case))
        self._pair(
            inside,
            self._row("fee", mark("Phí, lệ phí"), QLineEdit()),
            self._row("payment", mark("Thu phí"), Chooser(self._stage, PAYMENTS), second=True),
        )
        inside.addWidget(self.explained)
        inside.addWidget(self.papers)
        inside.addWidget(self._row("content", mark("Nội dung"), QLineEdit()))
        self._pair(
            inside,
            self._row("by", mark("Người nộp"), Chooser(self._stage, SUBMITTERS)),
            self._row("result_place", mark("Nơi trả"), QLineEdit(), second=True),
        )
        self._pair(
            inside,
            self._row("reference", mark("Mã hồ sơ"), QLineEdit()),
            self._row("note", mark("Ghi chú"), QLineEdit(), second=True),
        )
        inside.addStretch(1)
        for name, words in (
            ("content", mark("nếu khác tên thủ tục")),
            ("result_place", mark("tại quầy này")),
            ("reference", mark("nếu tỉnh đã cấp")),
        ):
            self._hint(name, words)
        self.inner = _MatterScroll(body)
        outside.addWidget(self.inner, 1)
        self._moves = EnterMoves(self, self.closed.emit)
        self._moves.back_requested.connect(self.closed)
        self._moves.watch(*(row.field for row in self.fields.values()), self.papers.more)

    def _head(self) -> QWidget:
        head = frame("plain")
        row = line(head, gap=8)
        row.setContentsMargins(12, 2, 8, 2)
        row.addWidget(self.name, 1)
        row.addWidget(self.code)
        row.addWidget(self.back)
        self._stage.bind(self.back, self.back.setText, mark("Về lượt đang ghi"))
        self.back.clicked.connect(self.closed)
        return head

    def _due_line(self) -> QWidget:
        owner = frame("plain")
        row = line(owner, gap=8)
        self._due_word = label(level="label")
        self._stage.bind(self._due_word, self._due_word.setText, mark("Hẹn trả"))
        row.addWidget(self._due_word)
        row.addWidget(self.due)
        row.addWidget(self.only_limit)
        row.addStretch(1)
        row.addWidget(self.at_once)
        self._stage.bind(self.at_once, self.at_once.setText, mark("Trả ngay"))
        self.at_once.clicked.connect(self._on_edited)
        self.papers.changed.connect(self._on_edited)
        return owner

    def _row(self, name: str, words: str, field: QWidget, *, second: bool = False) -> FieldRow:
        width = SECOND_LABEL if second else LABEL_WIDTH
        row = FieldRow(self._stage, words, field, label_width=width, dense=True)
        row.stand_tight(True)
        if isinstance(field, QLineEdit):
            field.textEdited.connect(self._on_edited)
        elif isinstance(field, Combo):
            field.activated.connect(self._on_edited)
        self.fields[name] = row
        return row

    def _pair(
        self, inside: object, first: FieldRow, second: FieldRow, left: int = 1, right: int = 1
    ) -> None:
        inside.addWidget(Pair(first, second, left, right))  # type: ignore[attr-defined]

    def _hint(self, name: str, words: str) -> None:
        field = self.fields[name].field
        assert isinstance(field, QLineEdit)
        self._stage.bind(field, field.setPlaceholderText, words)

    def _fit(self) -> None:
        look = self._stage.look
        words = look.metrics(10.5).horizontalAdvance(self._due_word.text())
        self._due_word.setFixedWidth(max(look.px(LABEL_WIDTH), words + 4))

    # ---- shown ------------------------------------------------------------------------------

    @property
    def code_shown(self) -> str:
        """The matter that stands open; "" for none."""
        return "" if self._procedure is None else self._procedure.code

    def open_matter(self, procedure: Procedure, form: MatterForm, facts: MatterFacts) -> None:
        """Show a matter with what was typed of it so far."""
        self._procedure, self._form = procedure, form
        self.name.setText(procedure.short_name or procedure.name)
        self.name.setAccessibleName(procedure.name)
        self.code.setText(procedure.code)
        self._fill_choices()
        for name in ("copies", "pages", "sets", "fee", "content", "result_place"):
            self._edit(name).setText(getattr(form, name))
        for name in ("reference", "note"):
            self._edit(name).setText(getattr(form, name))
        self._chooser("channel").choose(form.channel)
        self.papers.show_papers(procedure, form.papers)
        self._arrange()
        self.show_facts(facts)
        self.inner.verticalScrollBar().setValue(0)

    def show_facts(self, facts: MatterFacts) -> None:
        """Say what follows from what is typed; what hands typed stays."""
        assert self._procedure is not None
        self.due.setText(facts.due)
        self.explained.setText(facts.explained)
        self.explained.setVisible(bool(facts.explained))
        self.inner.updateGeometry()
        self._edit("fee").setPlaceholderText(facts.fee)
        for name in ("copies", "pages", "sets"):
            self._edit(name).setPlaceholderText("1")
        self.at_once.setChecked(facts.at_once)
        payment = self._form.payment or payment_of(self._procedure, self._form)
        self._chooser("payment").choose(payment or "unpaid")
        self._chooser("by").choose(self._form.by or facts.by)
        self._usual_by = facts.by

    def show_problems(self, sentences: dict[str, str]) -> str:
        """Put each sentence beside its field; what has none comes back as one text."""
        for name, row in self.fields.items():
            row.show_error(sentences.get(name, ""))
        first = next((row for name, row in self.fields.items() if sentences.get(name)), None)
        if first is not None:
            first.field.setFocus(Qt.FocusReason.OtherFocusReason)
        return " ".join(text for name, text in sentences.items() if name not in self.fields)

    def focus_first(self) -> None:
        """Hands begin where this matter is counted."""
        name = next(n for n in ("copies", "limit", "sets") if not self.fields[n].isHidden())
        field = self.fields[name].field
        field.setFocus(Qt.FocusReason.TabFocusReason)

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Tab walks round the sheet as it is read: what logs the visit is not next in line."""
        ring = [one for one in self._ring() if one.isVisible() and one.isEnabled()]
        now = QApplication.focusWidget()
        if now not in ring:
            return super().focusNextPrevChild(forward)
        reason = Qt.FocusReason
        to = ring[(ring.index(now) + (1 if forward else -1)) % len(ring)]
        to.setFocus(reason.TabFocusReason if forward else reason.BacktabFocusReason)
        return True

    def _ring(self) -> Iterator[QWidget]:
        for name, row in self.fields.items():
            if name == "content":
                yield from self.papers.fields()
            yield row.field
            if name == "limit":
                yield self.at_once
        yield self.back

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc goes back to the visit from wherever on the sheet the focus is."""
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        else:
            super().keyPressEvent(event)

    def _fill_choices(self) -> None:
        assert self._procedure is not None
        limits, form = limits_of(self._procedure, self._form), self._form
        self.limit.clear()
        self.limit.addItems([self._words.limit(one) for one in limits])
        self.limit.setCurrentIndex(limit_place(limits, form) if limits else -1)
        only = self._words.limit(limits[0]) if len(limits) == 1 else ""
        self.only_limit.setText(only if limits else self._stage.say("danh mục chưa có thời hạn"))
        self.only_limit.setVisible(len(limits) < _SEVERAL)
        cases = [fee.case for fee in fees_of(self._procedure, form) if fee.case]
        self.fee_case.clear()
        self.fee_case.addItem(self._stage.say("mức chung"))
        self.fee_case.addItems(cases)
        self.fee_case.setCurrentIndex(
            cases.index(form.fee_case) + 1 if form.fee_case in cases else 0
        )

    def _arrange(self) -> None:
        assert self._procedure is not None
        copies, pages = counts_copies(self._procedure), counts_pages(self._procedure)
        self.fields["limit"].setVisible(self.limit.count() >= _SEVERAL)
        self.fields["copies"].setVisible(copies)
        self.fields["pages"].setVisible(copies and (pages or bool(self._procedure.register)))
        self.fields["sets"].setVisible(not copies)
        self.fields["fee_case"].setVisible(self.fee_case.count() > 1)
        for pair in self.findChildren(Pair):
            pair.arrange()

    def _say_again(self) -> None:
        if self._procedure is not None:
            self._fill_choices()
            self._arrange()
        self._fit()

    # ---- read -------------------------------------------------------------------------------

    def _edit(self, name: str) -> QLineEdit:
        field = self.fields[name].field
        assert isinstance(field, QLineEdit)
        return field

    def _chooser(self, name: str) -> Chooser:
        field = self.fields[name].field
        assert isinstance(field, Chooser)
        return field

    def _on_edited(self) -> None:
        if self._procedure is None:
            return
        form = self._read(self._procedure)
        if form.channel != self._form.channel:
            form = msgspec.structs.replace(form, limit="", fee_case="")
            self._form = form
            self._fill_choices()
            self._arrange()
        self._form = form
        self.changed.emit(form)

    def _read(self, procedure: Procedure) -> MatterForm:
        before = self._form
        limits = limits_of(procedure, before)
        usual = limit_place(limits, MatterForm(procedure=procedure.code)) if limits else 0
        place = max(0, self.limit.currentIndex())
        # Where several times have no condition, choosing the first of them is a choice as well.
        several = sum(not one.case for one in limits) > 1
        sender = self.sender()
        chosen = place != usual or (several and sender is self.limit) or before.limit == str(place)
        payment = self._chooser("payment").code
        if sender is not self.fields["payment"].field:
            payment = before.payment
        by = self._chooser("by").code
        if sender is not self.fields["by"].field:
            by = before.by
        at_once = before.at_once
        if sender is self.at_once:
            now = self.at_once.isChecked()
            at_once = "" if now == procedure.at_once else "yes" if now else "no"
        return MatterForm(
            procedure=procedure.code,
            limit=str(place) if limits and chosen else "",
            fee_case=self.fee_case.currentText() if self.fee_case.currentIndex() > 0 else "",
            channel=_CHANNELS[self._chooser("channel").code],
            sets=self._edit("sets").text(),
            copies=self._edit("copies").text(),
            pages=self._edit("pages").text(),
            fee=self._edit("fee").text(),
            payment=payment,
            at_once=at_once,
            by=by,
            reference=text_of(self._edit("reference")),
            content=text_of(self._edit("content")),
            result_place=text_of(self._edit("result_place")),
            note=text_of(self._edit("note")),
            papers=self.papers.papers,
        )
