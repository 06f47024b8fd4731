"""The fields of one visit, for logging and for correcting: shown alike, read alike."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from desk_app.core.procedure import Procedure
from desk_app.core.visit import VisitForm
from desk_app.qt.language import mark
from desk_app.qt.models import Cell, Column, Row
from desk_app.ui.fields import Chooser, FieldRow, set_text, text_of
from desk_app.ui.flag_row import FlagRow
from desk_app.ui.intake_presenter import LATE_REASONS, OUTCOMES
from desk_app.ui.parts import column
from desk_app.ui.row_table import RowTable
from desk_app.ui.stage import Stage

MATTERS_SHOWN = 3
PERSONAL = ("name", "citizen_id", "phone", "address", "organisation", "reference", "outcome")


class VisitFields(QWidget):
    """Person, matters, outcome, flags and note of a visit."""

    matter_removed = Signal(str)

    def __init__(self, stage: Stage) -> None:
        super().__init__()
        self._stage = stage
        self.fields: dict[str, FieldRow] = {}
        self._inside = column(self, gap=4)
        self._add_person()
        self.matters = RowTable(
            stage,
            mark("Việc hôm nay"),
            (Column(mark("Việc hôm nay"), stretch=True), Column(mark("Mã"), "2.000815")),
        )
        self.matters.strike_requested.connect(self.matter_removed)
        self.matters.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.fields["procedures"] = FieldRow(stage, "", self.matters)
        self._inside.addWidget(self.fields["procedures"])
        self._add("outcome", mark("Kết quả"), Chooser(stage, OUTCOMES), 220)
        self._add("reference", mark("Mã hồ sơ"), QLineEdit(), 220,
                  mark("nếu hệ thống tỉnh đã cấp"))  # fmt: skip
        self._add("note", mark("Ghi chú"), QLineEdit())
        self.flags = FlagRow(stage)
        self.fields["flags"] = FieldRow(stage, "", self.flags)
        self._inside.addWidget(self.fields["flags"])
        self._add("at", mark("Giờ tiếp"), QLineEdit(), 170, mark("dd/mm/yyyy hh:mm"))
        self._add("late_reason", mark("Vì sao muộn"), Chooser(stage, LATE_REASONS), 220)
        stage.look.changed.connect(self.fit)
        self.show_late(False)
        self.fit()

    def _add_person(self) -> None:
        name = QLineEdit()
        name.setProperty("kind", "person")
        self._add("name", mark("Người đến"), name)
        self._add("citizen_id", mark("Số định danh"), QLineEdit(), 170,
                  mark("12 chữ số; chỉ giữ 4 số cuối"))  # fmt: skip
        self._add("phone", mark("Điện thoại"), QLineEdit(), 170)
        self._add("address", mark("Nơi ở"), QLineEdit())
        self._add("organisation", mark("Tổ chức"), QLineEdit(), 0)

    def _add(self, name: str, words: str, field: QWidget, width: int = 0, hint: str = "") -> None:
        row = FieldRow(self._stage, words, field, width=width, hint=hint)
        self.fields[name] = row
        self._inside.addWidget(row)

    def fit(self) -> None:
        """Room for two matters, for three when they come; more of them scroll."""
        look = self._stage.look
        shown = min(MATTERS_SHOWN, max(2, self.matters.rows.rowCount()))
        height = look.height(9.5, 8) + shown * look.height(10.5, 8) + 2
        self.matters.setMinimumHeight(height)
        self.matters.setMaximumHeight(height)

    def widgets(self) -> tuple[QWidget, ...]:
        """The fields in the order in which Enter walks through them."""
        skipped = ("procedures", "flags")
        return tuple(r.field for name, r in self.fields.items() if name not in skipped)

    def read(self) -> VisitForm:
        """What is typed now, without purpose and procedures."""
        text = {name: text_of(row.field) for name, row in self.fields.items()}
        late = self.fields["at"].isVisibleTo(self)
        return VisitForm(
            name=text["name"], citizen_id=text["citizen_id"], phone=text["phone"],
            address=text["address"], organisation=text["organisation"],
            outcome=text["outcome"] or "accepted", reference=text["reference"],
            note=text["note"], flags=self.flags.codes(),
            at=text["at"] if late else "", late_reason=text["late_reason"] if late else "",
        )  # fmt: skip

    def fill(self, field: str, text: str) -> None:
        """Put a text into one field."""
        row = self.fields.get(field)
        if row is not None:
            set_text(row.field, text)
            row.show_error("")

    def clear(self) -> None:
        """Empty every field."""
        for row in self.fields.values():
            set_text(row.field, "accepted" if row is self.fields["outcome"] else "")
            row.show_error("")
        self.flags.choose(())
        self.show_late(False)

    def show_late(self, late: bool) -> None:
        """Show or hide the fields of a late entry; hidden ones are not read."""
        self.fields["at"].setVisible(late)
        self.fields["late_reason"].setVisible(late)

    @property
    def late(self) -> bool:
        """Whether a late entry is being typed."""
        return self.fields["at"].isVisibleTo(self)

    def show_purpose(self, purpose: str) -> None:
        """Only a question shows no field about the person; what was typed in them stays."""
        for name in PERSONAL:
            self.fields[name].setVisible(purpose != "question")

    def show_problems(self, sentences: dict[str, str]) -> str:
        """Put each sentence beside its field; what has no field comes back as one text."""
        for name, row in self.fields.items():
            row.show_error(sentences.get(name, ""))
        if any(sentences.get(name) for name in ("at", "late_reason")):
            self.show_late(True)
        first = next((row for name, row in self.fields.items() if sentences.get(name)), None)
        if first is not None and first.field.focusPolicy() != Qt.FocusPolicy.NoFocus:
            first.field.setFocus(Qt.FocusReason.OtherFocusReason)
        rest = [text for name, text in sentences.items() if name not in self.fields]
        return " ".join(rest)

    def show_matters(self, procedures: tuple[Procedure, ...]) -> None:
        """Show the matters of this visit, each as a row."""
        rows = tuple(
            Row(p.code, (Cell(p.short_name or p.name, tip=p.name), Cell(p.code, "text2")))
            for p in procedures
        )
        self.matters.show_rows(rows, self._stage.say("Gõ mã hoặc tên thủ tục ở dòng trên."))
        self.fit()
        self.matters.scrollToBottom()
        if procedures:
            self.fields["procedures"].show_error("")
