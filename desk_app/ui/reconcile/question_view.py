"""What is asked once about an export: one line a question, each with its choices."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QGridLayout, QLineEdit, QSizePolicy, QWidget

from desk_app.qt.language import mark
from desk_app.ui.fields import Chooser, Combo, FieldRow
from desk_app.ui.flow import Flow
from desk_app.ui.page import Scroll
from desk_app.ui.parts import DeedButton, ElidingLabel, Sheet, clear, column, give_key, label
from desk_app.ui.reconcile.questions import Question
from desk_app.ui.stage import Stage


class QuestionView(QWidget):
    """Asks; the answers are told together."""

    answered = Signal(dict, str)
    back_requested = Signal()

    def __init__(self, stage: Stage) -> None:
        super().__init__()
        self._stage = stage
        self._fields: dict[str, QComboBox] = {}
        self.lead = label(wrap=True)
        self.source = QLineEdit()
        self.source_row = FieldRow(
            stage, mark("Hệ thống"), self.source, hint=mark("tên gọi cho dễ nhớ, có thể để trống")
        )
        self._rows = QGridLayout()
        self._rows.setHorizontalSpacing(12)
        self._rows.setVerticalSpacing(6)
        self._rows.setContentsMargins(12, 12, 12, 12)
        self._rows.setColumnStretch(1, 1)
        inside = QWidget()
        inside.setProperty("kind", "plain")
        body = column(inside)
        body.addLayout(self._rows)
        body.addStretch(1)
        scroll = Scroll()
        scroll.setWidget(inside)
        sheet = Sheet()
        sheet.inside.addWidget(scroll, 1)
        self.deed = DeedButton(stage.look, "primary", "Ctrl Enter")
        give_key(self.deed, "Ctrl+Return")
        stage.bind(self.deed, self.deed.setText, mark("Nhớ và đọc tiếp"))
        self.deed.clicked.connect(self._answer)
        self.back = DeedButton(stage.look, "", "Esc")
        stage.bind(self.back, self.back.setText, mark("Quay lại"))
        self.back.clicked.connect(self.back_requested)
        buttons = Flow(gap=8)
        buttons.add(self.deed)
        buttons.add(self.back)
        whole = column(self, gap=8)
        whole.addWidget(self.lead)
        whole.addWidget(self.source_row)
        whole.addWidget(sheet, 1)
        whole.addWidget(buttons)

    def show_questions(self, lead: str, questions: tuple[Question, ...], source: str) -> None:
        """Ask these; what was guessed is chosen already."""
        clear(self._rows)
        self._fields = {}
        self.lead.setText(lead)
        self.source.setText(source)
        first: QComboBox | None = None
        for number, question in enumerate(questions):
            heading = label(question.heading, "section", wrap=True)
            heading.setMinimumWidth(self._stage.look.px(150))
            samples = ElidingLabel("second")
            samples.setText(question.samples)
            field = self._field(question)
            field.setAccessibleName(question.heading)
            heading.setBuddy(field)
            self._rows.addWidget(heading, number, 0)
            self._rows.addWidget(samples, number, 1)
            self._rows.addWidget(field, number, 2)
            self._fields[question.key] = field
            if first is None or (not question.chosen and first.currentData()):
                first = field
        if first is not None:
            first.setFocus()

    def answers(self) -> dict[str, str]:
        """What is chosen now, by question."""
        return {key: str(field.currentData() or "") for key, field in self._fields.items()}

    def _field(self, question: Question) -> QComboBox:
        if question.said:
            field: QComboBox = Chooser(self._stage, question.choices)
        else:
            field = Combo(self._stage)
            for code, words in question.choices:
                field.addItem(words, code)
        field.setCurrentIndex(max(0, field.findData(question.chosen)))
        field.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        field.setFixedWidth(self._stage.look.px(230))
        field.setMaxVisibleItems(14)
        return field

    def _answer(self) -> None:
        self.answered.emit(self.answers(), self.source.text().strip())
