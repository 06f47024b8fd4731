"""The papers of a matter to tick, each with its originals and copies, and a line for others."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QGridLayout, QLineEdit, QWidget

from desk_app.core.matter import PaperForm
from desk_app.core.matter_case import usually_enclosed
from desk_app.core.procedure import Procedure
from desk_app.core.text import clean
from desk_app.qt.language import mark
from desk_app.ui.parts import ElidingLabel, column, label
from desk_app.ui.stage import Stage
from desk_app.ui.tick_box import TickBox

NUMBER_WIDTH = 48
ROW = 4


class _Name(ElidingLabel):
    pressed = Signal()

    def mousePressEvent(self, _event: QMouseEvent) -> None:
        self.pressed.emit()


class _Paper:
    """One paper: ticked or not, how many; what a tick stands for is what the catalogue asks."""

    def __init__(self, stage: Stage, name: str, usual: tuple[int, int]) -> None:
        self.name, self.usual = name, usual
        self.tick = TickBox(stage.look)
        self.tick.setAccessibleName(name)
        self.words = _Name()
        self.words.setText(name)
        self.words.pressed.connect(self.tick.click)
        self.originals, self.copies = QLineEdit(), QLineEdit()
        for field, words in (
            (self.originals, mark("Bản chính: {name}")),
            (self.copies, mark("Bản sao: {name}")),
        ):
            field.setMaxLength(2)
            field.setAlignment(Qt.AlignmentFlag.AlignRight)
            field.setProperty("density", "dense")
            field.setAccessibleName(stage.say(words, name=name))

    def widgets(self) -> tuple[QWidget, ...]:
        return (self.tick, self.words, self.originals, self.copies)

    def fields(self) -> tuple[QWidget, ...]:
        return (self.tick, self.originals, self.copies)

    def put(self, paper: PaperForm | None) -> None:
        self.tick.setChecked(paper is not None)
        shown = paper or PaperForm(name=self.name)
        self.originals.setText(shown.originals)
        self.copies.setText(shown.copies)

    def counted(self) -> None:
        """A tick without a number means the usual one, at least one original."""
        if not self.tick.isChecked():
            self.originals.clear()
            self.copies.clear()
        elif not self.originals.text() and not self.copies.text():
            originals, copies = self.usual if any(self.usual) else (1, 0)
            self.originals.setText(str(originals) if originals else "")
            self.copies.setText(str(copies) if copies else "")

    def form(self) -> PaperForm | None:
        if not self.tick.isChecked():
            return None
        return PaperForm(name=self.name, originals=self.originals.text(), copies=self.copies.text())


class PaperRows(QWidget):
    """`changed` tells of hands only; `papers` is None while everything is as usual."""

    changed = Signal()

    def __init__(self, stage: Stage) -> None:
        super().__init__()
        self._stage = stage
        self._papers: list[_Paper] = []
        self._usual: tuple[PaperForm, ...] = ()
        self.setProperty("kind", "plain")
        inside = column(self, gap=ROW)
        self._grid = QGridLayout()
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(8)
        self._grid.setVerticalSpacing(ROW)
        self._grid.setColumnStretch(1, 1)
        self._head = label(level="section")
        self._heads = (label(level="second"), label(level="second"))
        stage.bind(self._head, self._head.setText, mark("Giấy tờ đã nhận"))
        stage.bind(self._heads[0], self._heads[0].setText, mark("chính"))
        stage.bind(self._heads[1], self._heads[1].setText, mark("sao"))
        self._grid.addWidget(self._head, 0, 0, 1, 2)
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        for place, head in enumerate(self._heads, start=2):
            self._grid.addWidget(head, 0, place, right)
        self.more = QLineEdit()
        self.more.setProperty("density", "dense")
        self.more.installEventFilter(self)
        stage.bind(self.more, self.more.setPlaceholderText, mark("Giấy tờ khác, Enter để thêm"))
        stage.bind(self.more, self.more.setAccessibleName, mark("Giấy tờ khác"))
        inside.addLayout(self._grid)
        inside.addWidget(self.more)
        inside.addStretch(1)
        stage.look.changed.connect(self.fit)

    def show_papers(self, procedure: Procedure, papers: tuple[PaperForm, ...] | None) -> None:
        """Show what the catalogue asks for and what was added, ticked as typed so far."""
        for paper in self._papers:
            for widget in paper.widgets():
                self._grid.removeWidget(widget)
                widget.hide()
                widget.deleteLater()
        self._papers = []
        self._usual = tuple(
            PaperForm(name=one.name, originals=_text(one.originals), copies=_text(one.copies))
            for one in procedure.papers
            if usually_enclosed(one)
        )
        given = {one.name: one for one in (self._usual if papers is None else papers)}
        for one in procedure.papers:
            self._add(one.name, (one.originals, one.copies)).put(given.pop(one.name, None))
        for other in given.values():
            self._add(other.name, (1, 0)).put(other)
        self.more.clear()
        self.fit()

    @property
    def papers(self) -> tuple[PaperForm, ...] | None:
        """What was handed in; None while it is what a complete case holds."""
        given = tuple(form for one in self._papers if (form := one.form()) is not None)
        return None if given == self._usual else given

    def fields(self) -> tuple[QWidget, ...]:
        """What Tab walks through: of each paper its tick and its numbers, then the line below."""
        own = (field for one in self._papers for field in one.fields())
        return (*own, self.more)

    def ticks(self) -> tuple[TickBox, ...]:
        """The tick of each paper."""
        return tuple(one.tick for one in self._papers)

    def fit(self) -> None:
        """Take the present measures."""
        look = self._stage.look
        for one in self._papers:
            for field in (one.originals, one.copies):
                field.setFixedSize(look.px(NUMBER_WIDTH), look.height(11, 6))
        self.more.setFixedHeight(look.height(11, 6))

    def _add(self, name: str, usual: tuple[int, int]) -> _Paper:
        paper = _Paper(self._stage, name, usual)
        row = len(self._papers) + 1
        for place, widget in enumerate(paper.widgets()):
            self._grid.addWidget(widget, row, place)
        paper.tick.clicked.connect(paper.counted)
        paper.tick.clicked.connect(self.changed)
        for field in (paper.originals, paper.copies):
            field.textEdited.connect(self.changed)
        for one in paper.fields():
            one.installEventFilter(self)
        self._papers.append(paper)
        return paper

    def eventFilter(self, watched: QWidget, event: QEvent) -> bool:  # type: ignore[override]
        """↑ and ↓ go from paper to paper, Enter to the next field; a name in the line is taken."""
        if not isinstance(event, QKeyEvent) or event.type() != QEvent.Type.KeyPress:
            return super().eventFilter(watched, event)
        plain = event.modifiers() in (
            Qt.KeyboardModifier.NoModifier,
            Qt.KeyboardModifier.KeypadModifier,
        )
        enter = plain and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        name = clean(self.more.text())
        if plain and event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            return self._go(watched, 1 if event.key() == Qt.Key.Key_Down else -1)
        if enter and watched is self.more and name:
            self.take_more(name)
            return True
        if enter and watched is not self.more:
            watched.focusNextChild()
            return True
        return super().eventFilter(watched, event)

    def _go(self, field: QWidget, down: int) -> bool:
        """To the same field of the paper above or below; from the last one to the line below."""
        rows = [*(one.fields() for one in self._papers), (self.more, self.more, self.more)]
        row, place = next(
            (n, fields.index(field)) for n, fields in enumerate(rows) if field in fields
        )
        if 0 <= row + down < len(rows):
            rows[row + down][place].setFocus(Qt.FocusReason.TabFocusReason)
        return True

    def take_more(self, name: str) -> None:
        """One paper more."""
        self.more.clear()
        if all(one.name != name for one in self._papers):
            self._add(name, (1, 0)).put(PaperForm(name=name, originals="1"))
            self.fit()
            self.changed.emit()


def _text(number: int) -> str:
    return str(number) if number else ""
