"""Who acts now: choose an officer, type the PIN, go on."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QDialog, QLineEdit, QWidget

from desk_app.core.errors import UserProblem
from desk_app.core.officer import Officer
from desk_app.qt.language import mark
from desk_app.ui.fields import Combo, EnterMoves, FieldRow
from desk_app.ui.parts import DeedButton, column, label, line
from desk_app.ui.stage import Stage

ROLES = {
    "officer": mark("cán bộ một cửa"),
    "clerk": mark("cán bộ phụ trách minh chứng"),
    "vice_chair": mark("phó chủ tịch, giám đốc trung tâm"),
    "secretary": mark("bí thư"),
    "chair": mark("chủ tịch"),
    "administrator": mark("quản trị"),
    "inspector": mark("thành viên đoàn kiểm tra"),
}
SignIn = Callable[[str, str, Callable[[Officer], None], Callable[[UserProblem], None]], None]


class OfficerSwitch(QDialog):
    """Two fields and Enter; an officer of a practice desk without a PIN needs none."""

    def __init__(
        self,
        stage: Stage,
        officers: tuple[Officer, ...],
        sign_in: SignIn,
        done: Callable[[Officer], None],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._stage, self._sign_in, self._done = stage, sign_in, done
        stage.bind(self, self.setWindowTitle, mark("Đổi người"))
        inside = column(self, gap=8)
        inside.setContentsMargins(16, 12, 16, 12)
        title = label(level="title", wrap=True)
        stage.bind(title, title.setText, mark("Ai làm việc tại quầy này?"))
        inside.addWidget(title)
        self.who = Combo(stage)
        for officer in officers:
            self.who.addItem(f"{officer.name} · {stage.say(ROLES[officer.role])}", officer.id)
        self.pin = QLineEdit()
        self.pin.setEchoMode(QLineEdit.EchoMode.Password)
        self._who_row = FieldRow(stage, mark("Cán bộ"), self.who)
        self._pin_row = FieldRow(stage, mark("Mã PIN"), self.pin)
        self.deed = DeedButton(stage.look, "primary", "Enter")
        stage.bind(self.deed, self.deed.setText, mark("Vào làm việc"))
        self.deed.setDefault(True)
        back = DeedButton(stage.look, "", "Esc")
        back.setAutoDefault(False)
        stage.bind(back, back.setText, mark("Quay lại"))
        buttons = line()
        buttons.addWidget(self.deed)
        buttons.addWidget(back)
        buttons.addStretch(1)
        for widget in (self._who_row, self._pin_row):
            inside.addWidget(widget)
        inside.addStretch(1)
        inside.addLayout(buttons)
        self._enter = EnterMoves(self, self._go)
        self._enter.watch(self.who, self.pin)
        self._enter.back_requested.connect(self.reject)
        self.deed.clicked.connect(self._go)
        back.clicked.connect(self.reject)
        self.setMinimumWidth(min(stage.look.px(460), 900))
        self.who.setFocus()

    def _go(self) -> None:
        self.deed.setEnabled(False)
        self._sign_in(str(self.who.currentData()), self.pin.text(), self._on_in, self._on_refused)

    def work_failed(self) -> None:
        """The machine failed: one may try again."""
        self.deed.setEnabled(True)

    def _on_in(self, officer: Officer) -> None:
        self._done(officer)
        self.accept()

    def _on_refused(self, error: UserProblem) -> None:
        self.deed.setEnabled(True)
        problem = error.problems[0]
        self._pin_row.show_error(self._stage.language.sentence(problem))
        self.pin.selectAll()
        self.pin.setFocus()
