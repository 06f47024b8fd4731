"""Correcting and voiding a logged visit: both ask for a reason, both are new entries in the log."""

from __future__ import annotations

from collections.abc import Callable

import msgspec
from PySide6.QtWidgets import QDialog, QLineEdit, QWidget

from desk_app.core.errors import UserProblem
from desk_app.core.procedure import Procedure
from desk_app.core.visit import VisitForm
from desk_app.qt.language import mark
from desk_app.ui.fields import EnterMoves, FieldRow
from desk_app.ui.focus_line import FocusLine
from desk_app.ui.page import Scroll
from desk_app.ui.parts import DeedButton, column, frame, give_key, label, line
from desk_app.ui.procedure_strip import ProcedureStrip
from desk_app.ui.purpose_row import PurposeRow
from desk_app.ui.stage import Stage
from desk_app.ui.visit_fields import VisitFields

VOID_REASONS = (
    mark("ghi nhầm người"),
    mark("ghi nhầm việc"),
    mark("ghi hai lần"),
    mark("người dân rút"),
)
CORRECT_REASONS = (mark("gõ sai"), mark("chọn nhầm việc"), mark("ghi thiếu"))

Done = Callable[[], None]
Failed = Callable[[UserProblem], None]
Find = Callable[[str], tuple[Procedure, ...]]


def fit_height(dialog: QDialog) -> None:
    """Make the dialog as high as its sentences now need; it never shrinks under the hand."""
    layout = dialog.layout()
    if layout is not None:
        layout.activate()
        needed = layout.totalHeightForWidth(dialog.width())
        dialog.resize(dialog.width(), max(dialog.height(), needed))


class ReasonDialog(QDialog):
    """A dialog that needs a reason; its button is the deed, the default is the way back.

    reasons: the usual ones; the digit of one, typed alone, stands for it.
    """

    def __init__(
        self,
        stage: Stage,
        title: str,
        deed: str,
        reasons: tuple[str, ...],
        parent: QWidget | None,
    ) -> None:
        super().__init__(parent)
        self._stage = stage
        stage.bind(self, self.setWindowTitle, title)
        self.inside = column(self, gap=8)
        self.inside.setContentsMargins(16, 12, 16, 12)
        self.title = label(level="title", wrap=True)
        self.inside.addWidget(self.title)
        self.reason = QLineEdit()
        self.reason_row = FieldRow(stage, mark("Lý do"), self.reason)
        self._reasons = reasons
        self._say_reasons()
        stage.language.changed.connect(self._say_reasons)
        self.rest = label(wrap=True)
        self.rest.setProperty("tone", "late")
        self.rest.hide()
        self.deed = DeedButton(stage.look, "primary", "Ctrl Enter")
        give_key(self.deed, "Ctrl+Return")
        self.deed.setAutoDefault(False)
        stage.bind(self.deed, self.deed.setText, deed)
        self.back = DeedButton(stage.look, "", "Esc")
        self.back.setAutoDefault(False)
        stage.bind(self.back, self.back.setText, mark("Quay lại"))
        self.back.clicked.connect(self.reject)

    def finish(self) -> None:
        """Put reason and buttons below what the dialog holds."""
        self.inside.addWidget(self.reason_row)
        self.inside.addWidget(self.rest)
        row = line(gap=8)
        row.addWidget(self.deed)
        row.addWidget(self.back)
        row.addStretch(1)
        self.inside.addLayout(row)

    def _say_reasons(self) -> None:
        # A digit never stands at the end of a line with its words on the next.
        words = (
            f"{n} {self._stage.say(w)}".replace(" ", "\u00a0")
            for n, w in enumerate(self._reasons, 1)
        )
        self.reason_row.show_hint(" · ".join((*words, self._stage.say("hoặc gõ lý do khác"))))

    def reason_text(self) -> str:
        """The reason as typed, or the one whose digit was typed."""
        typed = self.reason.text().strip()
        chosen = {str(n): words for n, words in enumerate(self._reasons, 1)}.get(typed)
        if chosen is None:
            return typed
        self.reason.setText(self._stage.say(chosen))
        return self.reason.text()

    def work_failed(self) -> None:
        """The machine failed: the deed may be tried again."""
        self.deed.setEnabled(True)

    def show_error(self, error: UserProblem) -> None:
        """Say what must change first; the dialog stays and keeps what was typed."""
        self.deed.setEnabled(True)
        self.show_sentences(
            {p.field: self._stage.language.sentence(p) for p in reversed(error.problems)}
        )

    def show_sentences(self, sentences: dict[str, str]) -> None:
        """Put each sentence beside its field, the others below."""
        unreasoned = sentences.pop("reason", "")
        self.reason_row.show_error(unreasoned)
        if unreasoned:
            self.reason.selectAll()
            self.reason.setFocus()
        rest = " ".join(sentences.values())
        self.rest.setText(rest)
        self.rest.setVisible(bool(rest))
        fit_height(self)


class VoidDialog(ReasonDialog):
    """Voids one visit; it stays in the list, struck out, and counts no more."""

    def __init__(
        self,
        stage: Stage,
        words: str,
        act: Callable[[str, Done, Failed], None],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(stage, mark("Hủy lượt tiếp"), mark("Hủy lượt này"), VOID_REASONS, parent)
        self._act = act
        self.title.setText(words)
        note = label(level="second", wrap=True)
        stage.bind(
            note,
            note.setText,
            mark("Lượt đã hủy vẫn còn trong nhật ký với lý do, và không được tính nữa."),
        )
        self.inside.addWidget(note)
        self.finish()
        # Enter only goes on to the button: words meant for another field must not void a visit.
        self._enter = EnterMoves(self, self.deed.setFocus)
        self._enter.watch(self.reason)
        self._enter.back_requested.connect(self.reject)
        for button in (self.deed, self.back):
            button.setAutoDefault(True)  # Enter clicks the one that has the focus
        self.deed.clicked.connect(self._go)
        self.setMinimumWidth(stage.look.px(480))
        self.reason.setFocus()

    def _go(self) -> None:
        self.deed.setEnabled(False)
        self._act(self.reason_text(), self.accept, self.show_error)


class CorrectDialog(ReasonDialog):
    """Corrects one visit with a reason; empty ID number and time mean "as it was"."""

    def __init__(
        self,
        stage: Stage,
        words: str,
        form: VisitForm,
        find: Find,
        known: Callable[[str], Procedure | None],
        act: Callable[[VisitForm, str, Done, Failed], None],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(stage, mark("Sửa lượt tiếp"), mark("Ghi bản sửa"), CORRECT_REASONS, parent)
        self._find, self._known, self._act = find, known, act
        self._purpose, self._codes = form.purpose, form.procedures
        self._matches: tuple[Procedure, ...] = ()
        self.title.setText(words)
        self._add_content(form)
        self.finish()
        self._enter = EnterMoves(self, self.reason.setFocus)
        self._enter.watch(*self.fields.widgets())
        self._last = EnterMoves(self, self._go)
        self._last.watch(self.reason)
        for mover in (self._enter, self._last):
            mover.back_requested.connect(self.reject)
        self.deed.clicked.connect(self._go)
        first = "note" if form.purpose == "question" else "name"
        self.fields.fields[first].field.setFocus()
        width = min(stage.look.px(640), self._room().width())
        self.resize(width, min(stage.look.px(700), self._room().height()))

    def _room(self) -> QWidget:
        window = self.parentWidget()
        return window if window is not None else self.screen()  # type: ignore[return-value]

    def _add_content(self, form: VisitForm) -> None:
        stage = self._stage
        body = QWidget()
        body.setProperty("kind", "plain")
        inside = column(body, gap=8)
        self.purposes = PurposeRow(stage, own_keys=True)
        self.purposes.choose(form.purpose)
        self.purposes.chosen.connect(self._on_purpose)
        self.find_line = FocusLine(
            stage, "search", mark("Thêm việc: gõ mã hoặc tên thủ tục"), mark("Thêm việc")
        )
        self.strip = ProcedureStrip(stage)
        self.fields = VisitFields(stage)
        self.fields.write(form)
        self.fields.show_late(True)
        self.fields.fields["late_reason"].hide()
        for name in ("citizen_id", "at"):
            self.fields.fields[name].show_hint(mark("để trống: giữ như cũ"))
        for widget in (self.purposes, self.find_line, self.strip, self.fields):
            inside.addWidget(widget)
        inside.addWidget(frame("plain"), 1)
        area = Scroll()
        area.setWidget(body)
        self.inside.addWidget(area, 1)
        self.find_line.text_changed.connect(self._on_words)
        self.find_line.taken.connect(self._take_first)
        self.find_line.escaped.connect(self.reject)
        self.strip.taken.connect(self._take)
        self.fields.matter_removed.connect(self._remove)
        self._show_matters()
        self._on_purpose(form.purpose)
        self._on_words("")

    def _on_purpose(self, purpose: str) -> None:
        self._purpose = purpose
        self.fields.show_purpose(purpose)

    def _on_words(self, words: str) -> None:
        self._matches = self._find(words)[:6] if words.strip() else ()
        self.strip.show_procedures(self._matches)
        self.strip.setVisible(bool(self._matches))

    def _take_first(self) -> None:
        self._take(0)

    def _take(self, number: int) -> None:
        if number < len(self._matches):
            code = self._matches[number].code
            self._codes = (*(c for c in self._codes if c != code), code)
            self.find_line.input.clear()
            self._show_matters()

    def _remove(self, code: str) -> None:
        self._codes = tuple(c for c in self._codes if c != code)
        self._show_matters()

    def _show_matters(self) -> None:
        found = (self._known(code) for code in self._codes)
        self.fields.show_matters(tuple(p for p in found if p is not None))

    def form(self) -> VisitForm:
        """The visit as it shall be."""
        return msgspec.structs.replace(
            self.fields.read(),
            purpose=self._purpose,
            procedures=self._codes,
            late_reason="",
            late_note="",
        )

    def _go(self) -> None:
        self.deed.setEnabled(False)
        self._act(self.form(), self.reason_text(), self.accept, self.show_error)

    def show_sentences(self, sentences: dict[str, str]) -> None:
        """The form shows its own; reason and the rest as in any of these dialogs."""
        own = {name: text for name, text in sentences.items() if name in self.fields.fields}
        self.fields.show_problems(own)
        super().show_sentences({n: t for n, t in sentences.items() if n not in own})
