"""The right half of the page "Hồ sơ": a case, its reckoning, its steps, papers and buttons."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QBoxLayout, QFrame, QLabel, QMenu, QWidget

from desk_app.core.due_words import DueLine
from desk_app.qt.language import mark
from desk_app.qt.look import DENSE
from desk_app.ui.cases.case_deeds import PUT_AWAY, StepButton
from desk_app.ui.cases.case_details import CaseDetail, Line
from desk_app.ui.cases.line_list import LineList, TextLine
from desk_app.ui.flow import Flow
from desk_app.ui.page import STACKS_ABOVE, WrappedScroll
from desk_app.ui.parts import (
    Chip,
    DeedButton,
    Sheet,
    clear,
    column,
    frame,
    give_key,
    label,
    line,
)
from desk_app.ui.stage import Stage

_INK = {"": "text", "off": "text2", "held": "held", "today": "text", "due": "accent"}


class LowButton(DeedButton):
    """As low as its line: it stands in a head and takes no height of its own."""

    def sizeHint(self) -> QSize:
        """The words with less around them."""
        wide = super().sizeHint().width() - self._look.px(10)
        return QSize(wide, self._look.metrics(DENSE, strong=True).lineSpacing() + self._look.px(4))


class CaseSheet(Sheet):
    """Shows a CaseDetail; wishes are told, nothing is decided here.

    step_requested: the kind of a step; print_requested: which paper; whole_requested:
    Ctrl I; the others as they say.
    """

    step_requested = Signal(str)
    print_requested = Signal(str)
    whole_requested = Signal()
    take_back_requested = Signal()
    correct_requested = Signal()
    void_requested = Signal()

    def __init__(self, stage: Stage) -> None:
        super().__init__()
        self._stage = stage
        self._detail: CaseDetail | None = None
        self._whole = False
        self.title = label(level="name", wrap=True)
        self.chip = Chip(stage.look, "clock", "")
        self.outside = Chip(stage.look, "arrow-back-up", "")
        self.outside.hide()
        stage.bind(self, self.outside.word.setText, mark("Không ở trong danh sách bên trái"))
        self.who = label(level="section", wrap=True)
        self.facts = label(level="second", wrap=True)
        self.notes = column(gap=4)
        self.inside.addWidget(self._head())
        self.empty = label(level="second", wrap=True)
        self.empty.setContentsMargins(12, 12, 12, 12)
        stage.bind(self.empty, self.empty.setText, mark("Hồ sơ đang chọn bên trái mở ra ở đây."))
        self.inside.addWidget(self.empty)
        self.why = LineList(stage)
        self.steps, self.papers = LineList(stage), LineList(stage)
        self.body = WrappedScroll(self._inside())
        self.inside.addWidget(self.body, 1)
        self._rest = frame("plain")
        self.inside.addWidget(self._rest, 1)
        self.inside.addWidget(self._foot())
        stage.look.changed.connect(self._fit)
        self.show_detail(None, whole=False)

    # ---- built once -------------------------------------------------------------------------

    def _head(self) -> QFrame:
        self.head = frame("head")
        inside = column(self.head, gap=2)
        inside.setContentsMargins(12, 8, 12, 8)
        first = line(gap=8)
        first.addWidget(self.title, 1)
        first.addWidget(self.chip, 0, Qt.AlignmentFlag.AlignTop)
        inside.addLayout(first)
        inside.addWidget(self.outside)
        inside.addWidget(self.who)
        inside.addWidget(self.facts)
        inside.addLayout(self.notes)
        return self.head

    def _inside(self) -> QWidget:
        stage = self._stage
        body = frame("plain")
        inside = column(body, gap=4)
        inside.setContentsMargins(4, 8, 4, 8)
        row = line(gap=8)
        row.setContentsMargins(8, 0, 8, 0)
        row.addWidget(self._section(mark("Vì sao hạn này")))
        row.addStretch(1)
        self.whole = LowButton(stage.look, "quiet", "Ctrl I")
        self.whole.clicked.connect(self.whole_requested)
        row.addWidget(self.whole)
        inside.addLayout(row)
        limit = line(gap=8)
        limit.setContentsMargins(8, 0, 8, 0)
        self.limit, self.version = label(level="section"), label(level="second", wrap=True)
        limit.addWidget(self.limit)
        limit.addWidget(self.version, 1)
        inside.addLayout(limit)
        stage.bind(self.why, self.why.setAccessibleName, mark("Vì sao hạn này"))
        inside.addWidget(self.why)
        self.basis = label(level="second", wrap=True)
        inside.addLayout(self._padded(self.basis))
        self.below = frame("plain")
        below = column(self.below, gap=8)
        below.addWidget(frame("rule"))
        self._halves = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._halves.setSpacing(8)
        stage.bind(self.steps, self.steps.setAccessibleName, mark("Các bước"))
        stage.bind(self.papers, self.papers.setAccessibleName, mark("Giấy tờ và lệ phí"))
        self._halves.addLayout(self._half(mark("Các bước"), self.steps), 1)
        self._halves.addLayout(self._half(mark("Giấy tờ và lệ phí"), self.papers), 1)
        below.addLayout(self._halves)
        self.evidence = column()
        below.addLayout(self.evidence)
        inside.addWidget(self.below)
        inside.addStretch(1)
        return body

    def _half(self, words: str, lines: LineList) -> QBoxLayout:
        half = column(gap=2)
        half.addLayout(self._padded(self._section(words)))
        half.addWidget(lines)
        half.addStretch(1)
        return half

    def _section(self, words: str) -> QLabel:
        made = label(level="section")
        self._stage.bind(made, made.setText, words)
        return made

    def _padded(self, widget: QWidget) -> QBoxLayout:
        row = line(gap=0)
        row.setContentsMargins(8, 0, 8, 0)
        row.addWidget(widget, 1)
        return row

    def _foot(self) -> QFrame:
        stage = self._stage
        self.foot = frame("foot")
        inside = column(self.foot, gap=6)
        inside.setContentsMargins(12, 8, 12, 8)
        self.why_not = label(level="second", wrap=True)
        inside.addWidget(self.why_not)
        row = line(gap=8)
        self._deeds = Flow(8)
        self.buttons: dict[str, DeedButton] = {}
        self.more = DeedButton(stage.look, "", "", "chevron-down")
        give_key(self.more, "Alt+K")
        self.more.setToolTip("Alt K")
        stage.bind(self.more, self.more.setText, mark("Khác"))
        self.more.clicked.connect(self._open_menu)
        self.paper = DeedButton(stage.look, "quiet", "F8")
        self.paper.clicked.connect(self._print)
        row.addWidget(self._deeds, 1)
        row.addWidget(self.more, 0, Qt.AlignmentFlag.AlignBottom)
        row.addWidget(self.paper, 0, Qt.AlignmentFlag.AlignBottom)
        inside.addLayout(row)
        return self.foot

    # ---- shown ------------------------------------------------------------------------------

    def show_detail(self, detail: CaseDetail | None, *, whole: bool) -> None:
        """Open what was chosen, or nothing. whole: the reckoning alone, every line of it."""
        another = detail is None or self._detail is None or detail.id != self._detail.id
        self._detail, self._whole = detail, whole
        there = detail is not None
        for part in (self.head, self.body, self.foot):
            part.setVisible(there)
        self.empty.setVisible(not there)
        self._rest.setVisible(not there)
        if detail is None:
            return
        self.title.setText(detail.title)
        self.chip.change(*detail.chip)
        self.who.setText(detail.who)
        self.facts.setText(detail.facts)
        self._show_notes(detail.notes)
        self._show_why(detail)
        self.steps.show_lines([_text_line(one) for one in detail.steps])
        self.papers.show_lines([_text_line(one) for one in detail.papers])
        self.below.setVisible(not whole)
        self._show_buttons(detail)
        if another:
            self.body.verticalScrollBar().setValue(0)
        self._fit()

    def show_outside(self, outside: bool) -> None:
        """Say that the case stands in no row of the list beside it."""
        self.outside.setVisible(outside)

    def _show_notes(self, notes: tuple[tuple[str, str], ...]) -> None:
        clear(self.notes)
        for tone, words in notes:
            note = label(words, "second", wrap=True)
            if tone:
                note.setProperty("tone", tone)
            self.notes.addWidget(note)

    def _show_why(self, detail: CaseDetail) -> None:
        say = self._stage.say
        lines = [_due_line(one) for one in detail.why_lines]
        if detail.why_hidden:
            hidden = self._stage.count("… {n} dòng nữa: Ctrl I", detail.why_hidden)
            lines.insert(len(lines) - 3, TextLine(hidden, before=" ", ink="text2"))
        self.why.show_lines(lines)
        self.why.setVisible(bool(lines))
        self.limit.setText(detail.why_head)
        self.version.setText(detail.why_note)
        self.limit.setVisible(bool(detail.why_head))
        self.version.setVisible(bool(detail.why_note))
        self.basis.setText(detail.why_foot)
        self.whole.setText(say("Thu gọn") if self._whole else say("Mở rộng"))
        self.whole.setVisible(bool(lines))

    def _show_buttons(self, detail: CaseDetail) -> None:
        # Rebuilt only where others are legal: the focus stays on a button that stays.
        wanted = tuple((one.kind, one.words, one.keys) for one in detail.buttons)
        present = tuple(
            (kind, b.text(), str(b.property("keys"))) for kind, b in self.buttons.items()
        )
        if wanted != present:
            self._deeds.clear()
            self.buttons = {
                one.kind: self._button(one, n == 0) for n, one in enumerate(detail.buttons)
            }
            for button in self.buttons.values():
                self._deeds.add(button)
        for button in self.buttons.values():
            button.setEnabled(not detail.why_not)
            button.setToolTip(detail.why_not)
        self.paper.setVisible(detail.paper is not None)
        if detail.paper is not None:
            self.paper.setText(detail.paper.words)
        self.why_not.setText(detail.why_not)
        self.why_not.setVisible(bool(detail.why_not))

    def _button(self, one: StepButton, main: bool) -> DeedButton:
        kind = "primary" if main and one.kind != PUT_AWAY else ""
        button = DeedButton(self._stage.look, kind, one.keys if main else "")
        button.setProperty("keys", one.keys)
        button.setText(one.words)
        button.clicked.connect(lambda _checked=False, kind=one.kind: self.step_requested.emit(kind))
        return button

    def menu(self) -> QMenu:
        """Every other step that is legal now, and what else may be done with the case."""
        say, detail = self._stage.say, self._detail
        menu = QMenu(self)
        menu.aboutToHide.connect(menu.deleteLater)
        if detail is None:
            return menu
        may = not detail.why_not
        for one in detail.more:
            action = menu.addAction(f"{one.words}\t{one.keys}" if one.keys else one.words)
            action.setEnabled(may)
            action.triggered.connect(
                lambda _checked=False, kind=one.kind: self.step_requested.emit(kind)
            )
        menu.addSeparator()
        for one in detail.prints:
            action = menu.addAction(f"{one.words}\t{one.keys}" if one.keys else one.words)
            action.triggered.connect(
                lambda _checked=False, paper=one.kind: self.print_requested.emit(paper)
            )
        menu.addSeparator()
        back = menu.addAction(say("Bỏ bước vừa ghi"))
        back.setEnabled(may and detail.can_take_back)
        back.triggered.connect(self.take_back_requested)
        for words, wish in (
            (f"{say('Sửa hồ sơ…')}\tCtrl E", self.correct_requested),
            (f"{say('Hủy hồ sơ…')}\tCtrl D", self.void_requested),
        ):
            action = menu.addAction(words)
            action.setEnabled(may)
            action.triggered.connect(wish)
        return menu

    def _open_menu(self) -> None:
        menu = self.menu()
        first = next((one for one in menu.actions() if one.isEnabled()), None)
        if first is not None:
            menu.setActiveAction(first)  # arrows and Enter work at once
        menu.popup(self.more.mapToGlobal(self.more.rect().bottomLeft()))

    def _print(self) -> None:
        if self._detail is not None and self._detail.paper is not None:
            self.print_requested.emit(self._detail.paper.kind)

    def _fit(self) -> None:
        large = self._stage.look.scale > STACKS_ABOVE
        self.body.grows = large
        self.body.updateGeometry()


def _text_line(one: Line) -> TextLine:
    return TextLine(
        one.words,
        right=one.right,
        icon=one.icon,
        tone=one.tone,
        ink="text3" if one.tone == "text3" else "text",
        strong=one.strong,
        tip=one.tip,
    )


def _due_line(one: DueLine) -> TextLine:
    strong = one.tone in ("today", "due")
    return TextLine(
        one.words,
        before=one.day,
        right=one.counts,
        ink=_INK[one.tone],
        strong=strong,
        ground="selection" if one.tone == "due" else "",
    )
