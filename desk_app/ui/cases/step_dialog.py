"""The dialog of a step: its plan as fields, the reason, and the deed as the button's words."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget

from desk_app.core.case_view import CaseView
from desk_app.core.errors import UserProblem
from desk_app.ui.cases.step_answers import Answers
from desk_app.ui.cases.step_plans import DEEDS, Field, Plan
from desk_app.ui.fields import Combo, EnterMoves, FieldRow
from desk_app.ui.page import MARGIN, Scroll
from desk_app.ui.parts import column, label, line
from desk_app.ui.stage import Stage
from desk_app.ui.tick_box import TickBox
from desk_app.ui.undo.undo_stack import Done, Refused
from desk_app.ui.visit_dialogs import ReasonDialog, fit_height

Submit = Callable[[Plan, CaseView, Answers, str, Done, Refused], None]


class _Choice(Combo):
    """A drop-down list of words that are said already."""

    def __init__(self, stage: Stage, choices: tuple[tuple[str, str], ...]) -> None:
        super().__init__(stage)
        for code, words in choices:
            self.addItem(words, code)

    @property
    def code(self) -> str:
        """The chosen code."""
        return str(self.currentData() or "")


class Tick(QWidget):
    """A box and its words, which wrap and may be touched as well."""

    def __init__(self, stage: Stage, words: str, item: str = "") -> None:
        super().__init__()
        self.item = item
        self.box = TickBox(stage.look)
        self.box.setAccessibleName(words)
        text = label(words, wrap=True)
        text.setBuddy(self.box)
        row = line(self, gap=6)
        row.addWidget(self.box, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(text, 1)
        self.setFocusProxy(self.box)

    def mousePressEvent(self, _event: QMouseEvent) -> None:
        """A touch on the words means the box."""
        self.box.click()

    @property
    def checked(self) -> bool:
        """Whether it is ticked."""
        return self.box.isChecked()


class StepDialog(ReasonDialog):
    """Shows a plan and hands back what was answered; the desk says what must change first."""

    def __init__(
        self,
        stage: Stage,
        plan: Plan,
        case: CaseView,
        submit: Submit,
        parent: QWidget | None = None,
    ) -> None:
        deed = DEEDS[plan.kind]
        super().__init__(stage, deed, deed, (), parent)
        self._plan, self._case, self._submit = plan, case, submit
        self._say_own_reasons(plan.reasons)
        self.title.setText(plan.title)
        who = label(plan.who, wrap=True)
        self.inside.addWidget(who)
        for words, tone in (*((note, "") for note in plan.notes), (plan.warning, "near")):
            if words:
                note = label(words, "" if tone else "second", wrap=True)
                note.setProperty("tone", tone)
                self.inside.addWidget(note)
        self.fields: dict[str, QWidget] = {}
        self.rows: dict[str, FieldRow] = {}
        self.ticks: list[Tick] = []
        self._add_fields(plan.fields)
        self.finish()
        self.reason_row.setVisible(plan.reason)
        rows = (*self.rows.values(), self.reason_row)
        widest = max(row.word.minimumWidth() for row in rows)
        for row in rows:
            row.word.setFixedWidth(widest)
        self._follow()
        self._listen()
        width = min(stage.look.px(560), self._room().width() - 32)
        self.setMinimumWidth(width)
        self.resize(width, 0)
        self.fit()
        self._focus_first()

    def fit(self) -> None:
        """As high as its words; what the window has no room for scrolls."""
        layout, inside = self.layout(), self._body.layout()
        if layout is None or inside is None:
            return
        inside.activate()
        margins = self.inside.contentsMargins()
        width = self.width() - margins.left() - margins.right()
        needed = max(inside.totalHeightForWidth(width), inside.totalMinimumSize().height())
        self._area.setFixedHeight(1)
        layout.activate()
        others = layout.totalHeightForWidth(self.width())
        room = self._room().height() - 2 * MARGIN - others
        self._area.setFixedHeight(min(needed, max(self._stage.look.px(90), room)))
        fit_height(self)

    def _room(self) -> QWidget:
        window = self.parentWidget()
        return window if window is not None else self.screen()  # type: ignore[return-value]

    def _say_own_reasons(self, reasons: tuple[str, ...]) -> None:
        self._reasons = reasons
        if reasons:
            self._say_reasons()
        else:
            self.reason_row.show_hint("")

    # ---- fields -----------------------------------------------------------------------------

    def _add_fields(self, fields: tuple[Field, ...]) -> None:
        body = QWidget()
        body.setProperty("kind", "plain")
        inside = column(body, gap=8)
        for field in fields:
            if field.kind == "ticks":
                inside.addWidget(label(field.label, "label", wrap=True))
                for code, words in field.choices:
                    tick = Tick(self._stage, words, code)
                    self.ticks.append(tick)
                    inside.addWidget(tick)
            elif field.kind == "check":
                check = Tick(self._stage, field.label)
                check.box.setChecked(bool(field.text))
                self.fields[field.name] = check
                inside.addWidget(check)
            else:
                inside.addWidget(self._row(field))
        self._body = body
        self._area = Scroll()
        self._area.setWidget(body)
        self._area.setVisible(bool(fields))
        self.inside.addWidget(self._area, 1)

    def _row(self, field: Field) -> FieldRow:
        widget: QWidget
        if field.kind == "choice":
            widget = _Choice(self._stage, field.choices)
            widget.currentIndexChanged.connect(self._follow)
        elif field.kind == "text":
            widget = QPlainTextEdit(field.text)
            widget.setTabChangesFocus(True)
            widget.setFixedHeight(self._stage.look.height(11, 12) * 2)
        else:
            widget = QLineEdit(field.text)
        row = FieldRow(self._stage, "", widget, hint="")
        row.say_word(field.label)
        row.word.show()
        if field.hint:
            row.show_fact(field.hint)
        self.fields[field.name], self.rows[field.name] = widget, row
        return row

    def _follow(self) -> None:
        """Fields that belong to one choice are there with it."""
        shown = False
        for field in self._plan.fields:
            if field.only is None or field.name not in self.rows:
                continue
            choice = self.fields.get(field.only[0])
            wanted = isinstance(choice, _Choice) and choice.code in field.only[1]
            shown = shown or wanted != self.rows[field.name].isVisible()
            self.rows[field.name].setVisible(wanted)
        if shown and self.isVisible():
            self.fit()

    def _listen(self) -> None:
        self._enter = EnterMoves(self, self._last)
        walked = [
            widget for widget in self.fields.values() if isinstance(widget, QLineEdit | _Choice)
        ]
        self._enter.watch(*walked)
        if self._plan.reason:
            self._enter.watch(self.reason)
        self._enter.back_requested.connect(self.reject)
        for row in (*self.rows.values(), self.reason_row):
            if isinstance(row.field, QLineEdit | QPlainTextEdit):
                row.field.textChanged.connect(lambda *_text, row=row: self._changed(row))
            elif isinstance(row.field, _Choice):
                row.field.currentIndexChanged.connect(lambda _n, row=row: self._changed(row))
        for tick in self.ticks:
            tick.box.toggled.connect(lambda _on: self._changed(self.rows["more"]))
        for button in (self.deed, self.back):
            button.setAutoDefault(True)  # Enter clicks the one that has the focus
        self.deed.clicked.connect(self._go)

    def _last(self) -> None:
        # Enter only goes on to the button: what was typed is read once more before it is written.
        self.deed.setFocus(Qt.FocusReason.TabFocusReason)

    def _focus_first(self) -> None:
        if self.ticks:
            self.ticks[0].setFocus()
        elif self._plan.reason and not self.fields.keys() - {"note"}:
            self.reason.setFocus()
        elif self.fields:
            next(iter(self.fields.values())).setFocus()
        else:
            self.deed.setFocus()

    # ---- the deed ---------------------------------------------------------------------------

    def answers(self) -> Answers:
        """What stands in the fields now."""
        texts: dict[str, str] = {}
        for name, widget in self.fields.items():
            if name in self.rows and self.rows[name].isHidden():
                continue
            if isinstance(widget, QLineEdit):
                texts[name] = widget.text()
            elif isinstance(widget, QPlainTextEdit):
                texts[name] = widget.toPlainText()
            elif isinstance(widget, Tick):
                texts[name] = "yes" if widget.checked else ""
            elif isinstance(widget, _Choice):
                texts[name] = widget.code
        items = tuple(tick.item for tick in self.ticks if tick.checked)
        return Answers(texts, items)

    def _go(self) -> None:
        self.deed.setEnabled(False)
        reason = self.reason_text() if self._plan.reason else ""
        self._submit(self._plan, self._case, self.answers(), reason, self.accept, self.show_error)

    def show_error(self, error: UserProblem) -> None:
        """Say what must change first beside its field; what was typed stays."""
        for row in self.rows.values():
            row.show_error("")
        super().show_error(error)

    def show_sentences(self, sentences: dict[str, str]) -> None:
        """Each beside its field: "items" belongs to the free lines below the ticks."""
        if "items" in sentences and "more" in self.rows:
            sentences["more"] = sentences.pop("items")
        for name in [name for name in sentences if name in self.rows]:
            self.rows[name].show_error(sentences.pop(name))
            self.fields[name].setFocus()
        super().show_sentences(sentences)
        self.fit()

    def _changed(self, row: FieldRow) -> None:
        """What was wrong is being put right: the sentence about it goes."""
        if row.field.property("state") == "error":
            row.show_error("")
            self.fit()
