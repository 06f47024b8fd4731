"""One officer: name, role and a PIN typed twice; for the first run and for the settings."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QDialog, QLineEdit, QWidget

from desk_app.core.errors import UserProblem
from desk_app.core.problems import Problem
from desk_app.qt.language import mark
from desk_app.services.first_run import FirstPerson
from desk_app.ui.fields import Chooser, EnterMoves, FieldRow
from desk_app.ui.lock.roles import ROLES
from desk_app.ui.parts import DeedButton, column, label, line
from desk_app.ui.stage import Stage

Done = Callable[[], None]
Failed = Callable[[UserProblem], None]
# name, role, PIN; then, or why not
Take = Callable[[str, str, str, Done, Failed], None]
ADD, SET_PIN = mark("Thêm cán bộ"), mark("Đặt mã PIN")
# The roles of a small desk first.
_ORDER = ("officer", "administrator", "vice_chair", "chair", "clerk", "secretary", "inspector")


class OfficerDialog(QDialog):
    """The PIN is typed by its owner, twice, unseen; it leaves this dialog for `take` only."""

    def __init__(
        self,
        stage: Stage,
        title: str,
        person: FirstPerson,
        take: Take,
        parent: QWidget | None = None,
        *,
        only_pin: bool = False,
    ) -> None:
        super().__init__(parent)
        self._stage, self._take = stage, take
        stage.bind(self, self.setWindowTitle, title)
        inside = column(self, gap=8)
        inside.setContentsMargins(16, 12, 16, 12)
        head = label(level="title", wrap=True)
        stage.bind(head, head.setText, title)
        inside.addWidget(head)
        self.name = QLineEdit(person.name)
        self.role = Chooser(stage, tuple((code, ROLES[code]) for code in _ORDER))
        self.role.choose(person.role)
        self.pin, self.again = QLineEdit(), QLineEdit()
        for field in (self.pin, self.again):
            field.setEchoMode(QLineEdit.EchoMode.Password)
            field.setMaxLength(32)
        self.rows = {
            "name": FieldRow(stage, mark("Họ tên"), self.name),
            "role": FieldRow(stage, mark("Vai trò"), self.role),
            "pin": FieldRow(
                stage,
                mark("Mã PIN"),
                self.pin,
                hint=mark("6 đến 8 chữ số, không dễ đoán. Người này tự gõ, không đọc cho ai."),
            ),
            "pin_again": FieldRow(stage, mark("Gõ lại mã PIN"), self.again),
        }
        for row in self.rows.values():
            inside.addWidget(row)
        self.name.setReadOnly(only_pin)
        self.role.setEnabled(not only_pin)
        self.deed = DeedButton(stage.look, "primary", "Enter")
        self.deed.setAutoDefault(False)
        stage.bind(self.deed, self.deed.setText, mark("Ghi"))
        back = DeedButton(stage.look, "", "Esc")
        back.setAutoDefault(False)
        stage.bind(back, back.setText, mark("Quay lại"))
        buttons = line()
        buttons.addWidget(self.deed)
        buttons.addWidget(back)
        buttons.addStretch(1)
        inside.addStretch(1)
        inside.addLayout(buttons)
        self.deed.clicked.connect(self._go)
        back.clicked.connect(self.reject)
        self._enter = EnterMoves(self, self._go)
        self._enter.watch(self.name, self.role, self.pin, self.again)
        self._enter.back_requested.connect(self.reject)
        self.setMinimumWidth(min(stage.look.px(500), 1000))
        (self.pin if person.name else self.name).setFocus()

    def work_failed(self) -> None:
        """The machine failed: one may try again."""
        self.deed.setEnabled(True)

    def _go(self) -> None:
        if not self.deed.isEnabled():
            return
        if self.pin.text() != self.again.text():
            code = "first_run.pin_differs" if self.again.text() else "first_run.pin_again_missing"
            self._refuse(UserProblem(Problem(code, "pin_again")))
            return
        self.deed.setEnabled(False)
        self._take(self.name.text(), self.role.code, self.pin.text(), self._done, self._refuse)

    def _done(self) -> None:
        self.pin.clear()
        self.again.clear()
        self.accept()

    def _refuse(self, error: UserProblem) -> None:
        self.deed.setEnabled(True)
        told = {p.field: self._stage.language.sentence(p) for p in reversed(error.problems)}
        rest = [text for field, text in told.items() if field not in self.rows]
        if rest:
            told.setdefault("name", " ".join(rest))
        for name, row in self.rows.items():
            row.show_error(told.get(name, ""))
        first = next((name for name in self.rows if name in told), "pin")
        field = self.rows[first].field
        field.setFocus()
        if isinstance(field, QLineEdit):
            field.selectAll()
        layout = self.layout()
        if layout is not None:
            layout.activate()
            self.resize(self.width(), max(self.height(), layout.totalHeightForWidth(self.width())))
