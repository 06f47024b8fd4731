"""The fields of one visit, for logging and for correcting: shown alike, read alike."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from desk_app.core.procedure import Procedure
from desk_app.core.visit import VisitForm
from desk_app.qt.language import mark
from desk_app.qt.models import Cell, Column, Row
from desk_app.ui.fields import (
    FIELD_APART,
    FIELD_CLOSE,
    LABEL_WIDTH,
    Chooser,
    FieldRow,
    set_text,
    text_of,
)
from desk_app.ui.flag_row import FlagRow
from desk_app.ui.intake.choices import LATE_REASONS, OUTCOMES
from desk_app.ui.intake.explained import Explained
from desk_app.ui.intake.matter_table import MatterTable, matter_rows
from desk_app.ui.intake.matters import MatterRow
from desk_app.ui.intake.pair import Pair
from desk_app.ui.intake.reading_edit import NumberEdit, ReadingEdit
from desk_app.ui.parts import column, label
from desk_app.ui.row_table import RowTable
from desk_app.ui.stage import Stage

MATTERS_SHOWN = 3
MATTER_PADDING = 5
SECOND_LABEL = 92
# Pixels between rows: wide apart, and where room is scarce.
APART, CLOSE = 8, 3
# The step from which the matters lose their head, and the last one, with the fewest words on fees.
HEADLESS_STEP, CLOSEST_STEP = 2, 3
LINES = (0, 0, MATTERS_SHOWN, 1)
PERSONAL = (
    "name", "citizen_id", "phone", "address", "organisation", "reference", "outcome",
    "on_behalf_of",
)  # fmt: skip
ALONE = ("name", "late_note")
LATE = ("at", "late_reason", "late_note")
NOTE = mark("Ghi chú")
REASONS = {"refused": mark("Lý do từ chối"), "supplement": mark("Cần bổ sung")}


class VisitFields(QWidget):
    """Person, matters, outcome, flags and note of a visit, two fields a row where they are short.

    reading: what is filled is read as plain text until one goes there, and the matters say what
    they cost and when they are promised. `edited` tells of hands only, with the name of the field.
    """

    matter_removed = Signal(str)
    matter_opened = Signal(str)
    edited = Signal(str)

    def __init__(self, stage: Stage, *, reading: bool = False) -> None:
        super().__init__()
        self._stage, self._reading = stage, reading
        self._purpose, self._late = "service", False
        self.fields: dict[str, FieldRow] = {}
        self._inside = column(self, gap=APART)
        self._pairs: list[Pair] = []
        self.step = 0
        self._add_person()
        self._add_matters()
        outcome, reference = Chooser(stage, OUTCOMES), QLineEdit()
        self._pair(
            self._row("outcome", mark("Kết quả"), outcome),
            self._row("reference", mark("Mã hồ sơ"), reference, second=True),
        )
        self.flags = FlagRow(stage)
        self.fields["flags"] = FieldRow(stage, "", self.flags)
        self._inside.addWidget(self.fields["flags"])
        self._pair(
            self._row("note", NOTE, QLineEdit()),
            self._row("on_behalf_of", mark("Nộp thay cho"), self._edit(), second=True),
        )
        self._pair(
            self._row("at", mark("Giờ tiếp"), QLineEdit()),
            self._row(
                "late_reason", mark("Vì sao muộn"), Chooser(stage, LATE_REASONS), second=True
            ),
        )
        self._alone(self._row("late_note", mark("Lý do khác"), QLineEdit()))
        self._hint("citizen_id", mark("12 chữ số"))
        self._hint("organisation", mark("nếu có"))
        self._hint("reference", mark("nếu tỉnh đã cấp"))
        self._hint("at", mark("như hôm qua 9h30"))
        self.flags.changed.connect(self._on_flags)
        stage.look.changed.connect(self.fit)
        stage.language.changed.connect(self._say_who)
        self._arrange()
        self._arrange_late()
        self.fit()

    # ---- built once -------------------------------------------------------------------------

    def _add_person(self) -> None:
        name = self._edit()
        name.setProperty("kind", "person")
        self.facts = label(level="second")
        self.facts.hide()
        self._alone(self._row("name", mark("Người đến"), name, beside=self.facts))
        number = NumberEdit() if self._reading else QLineEdit()
        self._pair(
            self._row("citizen_id", mark("Số định danh"), number),
            self._row("phone", mark("Điện thoại"), self._edit(), second=True),
        )
        organisation = self._edit()
        organisation.textChanged.connect(self._say_who)
        self._pair(
            self._row("address", mark("Nơi cư trú"), self._edit()),
            self._row("organisation", mark("Tổ chức"), organisation, second=True),
            5,
            3,
        )

    def _add_matters(self) -> None:
        self.matters: RowTable = self._matter_table()
        self.matters.strike_requested.connect(self.matter_removed)
        self.matters.opened.connect(self.matter_opened)
        self.matters.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.fields["procedures"] = FieldRow(self._stage, "", self.matters)
        self.explained = Explained()
        self._inside.addWidget(self.fields["procedures"])
        self._inside.addWidget(self.explained)

    def _matter_table(self) -> RowTable:
        if self._reading:
            return MatterTable(self._stage, MATTER_PADDING)
        return RowTable(
            self._stage,
            mark("Việc hôm nay"),
            (Column(mark("Việc hôm nay"), stretch=True), Column(mark("Mã"), "2.000815")),
            padding=MATTER_PADDING,
        )

    def _edit(self) -> QLineEdit:
        return ReadingEdit() if self._reading else QLineEdit()

    def _row(
        self, name: str, words: str, field: QWidget, *, second: bool = False,
        beside: QWidget | None = None,
    ) -> FieldRow:  # fmt: skip
        width = SECOND_LABEL if second else LABEL_WIDTH
        row = FieldRow(self._stage, words, field, label_width=width, dense=True, beside=beside)
        field.setObjectName(name)
        if isinstance(field, QLineEdit):
            field.textEdited.connect(self._on_edited)
        elif isinstance(field, Chooser):
            field.activated.connect(self._on_edited)
        self.fields[name] = row
        return row

    def _pair(self, first: FieldRow, second: FieldRow, left: int = 1, right: int = 1) -> None:
        pair = Pair(first, second, left, right)
        self._pairs.append(pair)
        self._inside.addWidget(pair)

    def _alone(self, row: FieldRow) -> None:
        self._inside.addWidget(row)
        self._inside.addWidget(row.aside)

    def _hint(self, name: str, words: str) -> None:
        field = self.fields[name].field
        assert isinstance(field, QLineEdit)
        self._stage.bind(field, field.setPlaceholderText, words)

    def fit(self) -> None:
        """Room for two matters, for three when they come; more of them scroll."""
        look = self._stage.look
        shown = min(MATTERS_SHOWN, max(2, self.matters.rows.rowCount()))
        head = self._head_height() if self.step < HEADLESS_STEP else 0
        height = head + shown * look.height(10.5, MATTER_PADDING) + 2
        self.matters.setMinimumHeight(height)
        self.matters.setMaximumHeight(height)

    def _head_height(self) -> int:
        return self._stage.look.height(9.5, 8)

    def stand(self, step: int) -> None:
        """Stand wide apart (0), close (1), the matters without a head (2), a line on fees (3)."""
        if step != self.step:
            self.step = step
            self._inside.setSpacing(CLOSE if step else APART)
            self.matters.horizontalHeader().setVisible(step < HEADLESS_STEP)
            for row in self.fields.values():
                row.stand_tight(step > 0)
            self.explained.stand(LINES[step])
            self.fit()

    def saved(self, step: int) -> int:
        """How many pixels lower all of it is at this step than wide apart."""
        if not step:
            return 0
        alone = [self.fields[name] for name in ALONE]
        items = [self._inside.itemAt(n) for n in range(self._inside.count())]
        parts = [item.widget() for item in items if item is not None]
        shown = [part for part in parts if part is not None and not part.isHidden()]
        low = sum(isinstance(part, Pair) or part in alone for part in shown)
        look = self._stage.look
        field = look.height(11, FIELD_APART) - look.height(11, FIELD_CLOSE)
        head = self._head_height() if step >= HEADLESS_STEP else 0
        head += self.explained.saved(LINES[step])
        return (len(shown) - 1) * (APART - CLOSE) + low * field + head

    # ---- read and written -------------------------------------------------------------------

    def widgets(self) -> tuple[QWidget, ...]:
        """The fields in the order in which Enter walks through them."""
        skipped = ("procedures", "flags")
        return tuple(r.field for name, r in self.fields.items() if name not in skipped)

    def read(self) -> VisitForm:
        """What is typed now, without purpose and procedures; what is hidden is not read."""
        text = {name: text_of(row.field) for name, row in self.fields.items()}
        late, flags = self._late, self.flags.codes()
        return VisitForm(
            name=text["name"], citizen_id=text["citizen_id"], phone=text["phone"],
            address=text["address"], organisation=text["organisation"],
            outcome=text["outcome"] or "accepted", reference=text["reference"],
            note=text["note"], flags=flags,
            on_behalf_of=text["on_behalf_of"] if "proxy" in flags else "",
            at=text["at"] if late else "", late_reason=text["late_reason"] if late else "",
            late_note=text["late_note"] if late and text["late_reason"] == "other" else "",
        )  # fmt: skip

    def write(self, form: VisitForm) -> None:
        """Put a whole visit into the fields, in place of what stands there."""
        for name, row in self.fields.items():
            if name not in ("procedures", "flags"):
                set_text(row.field, str(getattr(form, name)))
            row.show_error("")
        self.flags.choose(form.flags)
        self._arrange()
        self.show_late(bool(form.at or form.late_reason))

    def fill(self, field: str, text: str) -> None:
        """Put a text into one field."""
        row = self.fields.get(field)
        if row is not None:
            set_text(row.field, text)
            row.show_error("")

    def clear(self) -> None:
        """Empty every field."""
        self.write(VisitForm())

    @property
    def outcome(self) -> str:
        """What comes of the visit, as chosen now."""
        return text_of(self.fields["outcome"].field)

    # ---- shown ------------------------------------------------------------------------------

    def show_late(self, late: bool) -> None:
        """Show or hide the fields of a late entry; hidden ones are not read."""
        self._late = late
        self._arrange_late()

    @property
    def late(self) -> bool:
        """Whether a late entry is being typed."""
        return self._late

    def show_purpose(self, purpose: str) -> None:
        """Only a question shows no field about the person; what was typed in them stays."""
        self._purpose = purpose
        self._arrange()

    def _arrange(self) -> None:
        """Show the fields that this purpose and these flags need."""
        asked = self._purpose != "question"
        for name in PERSONAL:
            self.fields[name].setVisible(asked)
        self.fields["on_behalf_of"].setVisible(asked and "proxy" in self.flags.codes())
        self._arrange_pairs()

    def _arrange_late(self) -> None:
        if "late_note" not in self.fields:
            return
        for name in LATE:
            self.fields[name].setVisible(self._late)
        other = text_of(self.fields["late_reason"].field) == "other"
        self.fields["late_note"].setVisible(self._late and other)
        self._arrange_pairs()

    def _arrange_pairs(self) -> None:
        for pair in self._pairs:
            pair.arrange()
        for name in ALONE:
            row = self.fields[name]
            row.aside.setVisible(not row.isHidden() and bool(row.aside.text()))

    def _on_flags(self) -> None:
        owner = self.fields["on_behalf_of"]
        before = owner.isVisible()
        self._arrange()
        if owner.isVisible() and not before:
            owner.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.edited.emit("flags")

    def _on_edited(self) -> None:
        self.edited.emit(self.sender().objectName())

    def _say_who(self) -> None:
        """Of an organisation the name is that of who speaks for it."""
        stands_for = bool(text_of(self.fields["organisation"].field).strip())
        word = self._stage.say("Người đại diện") if stands_for else self._stage.say("Người đến")
        self.fields["name"].say_word(word)

    def show_facts(self, text: str) -> None:
        """Say what is known of the person, beside their name."""
        self.facts.setText(text)
        self.facts.setVisible(bool(text))

    def show_problems(self, sentences: dict[str, str]) -> str:
        """Put each sentence beside its field; what has no field comes back as one text."""
        for name, row in self.fields.items():
            row.show_error(sentences.get(name, ""))
        if any(sentences.get(name) for name in LATE):
            self.show_late(True)
        first = next((row for name, row in self.fields.items() if sentences.get(name)), None)
        if first is not None and first.field.focusPolicy() != Qt.FocusPolicy.NoFocus:
            first.field.setFocus(Qt.FocusReason.OtherFocusReason)
        rest = [text for name, text in sentences.items() if name not in self.fields]
        return " ".join(rest)

    def show_warnings(self, sentences: dict[str, str]) -> None:
        """Put what is odd beside its field; nobody is kept from logging."""
        for name, row in self.fields.items():
            row.show_warning(sentences.get(name, ""))

    def show_hints(self, texts: dict[str, str]) -> None:
        """Say where what stands in a field comes from."""
        for name, row in self.fields.items():
            row.show_fact(texts.get(name, ""))

    def show_matters(self, procedures: tuple[Procedure, ...]) -> None:
        """Show the matters of this visit, each as a row."""
        rows = tuple(
            Row(p.code, (Cell(p.short_name or p.name, tip=p.name), Cell(p.code, "text2")))
            for p in procedures
        )
        self._show_rows(rows)

    def show_matter_rows(self, matters: tuple[MatterRow, ...]) -> None:
        """Show the matters with copies, fee and due moment; below, how the fees were counted.

        Of a case that is turned away, the note is what its paper says.
        """
        opens = any(one.opens for one in matters)
        words = REASONS.get(self.outcome, NOTE) if opens else NOTE
        self.fields["note"].say_word(self._stage.say(words))
        note = self.fields["note"].field
        assert isinstance(note, QLineEdit)
        several = opens and self.outcome == "supplement"
        note.setPlaceholderText(self._stage.say("ngăn cách bằng dấu chấm phẩy") if several else "")
        self._show_rows(matter_rows(matters))
        self.explained.show_matters(matters)

    def _show_rows(self, rows: tuple[Row, ...]) -> None:
        before = self.matters.rows.rowCount()
        self.matters.show_rows(rows, self._stage.say("Gõ mã hoặc tên thủ tục ở dòng trên."))
        self.fit()
        if len(rows) != before:
            self.matters.scrollToBottom()
        if rows:
            self.fields["procedures"].show_error("")
