"""Step 2: who works at this desk, in which role, and that each has a PIN."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from PySide6.QtWidgets import QDialog

from desk_app.core.officer import Role
from desk_app.core.problems import Problem
from desk_app.qt.language import mark
from desk_app.services.first_run import FirstPerson, FirstRun, Step
from desk_app.ui.first_run.item_row import ItemRow, ItemState
from desk_app.ui.first_run.officer_dialog import ADD, SET_PIN, Done, Failed, OfficerDialog
from desk_app.ui.first_run.step_page import StepPage
from desk_app.ui.lock.roles import ROLES
from desk_app.ui.parts import DeedButton, Sheet, clear, column, give_key, label, line, set_property
from desk_app.ui.stage import Stage

WANTED: dict[Role, tuple[str, str, str]] = {
    "administrator": (
        mark("Quản trị quầy"),
        mark("Đặt mã PIN cho người khác, giữ cài đặt, khôi phục dữ liệu; không ghi lượt tiếp."),
        mark("Thêm quản trị…"),
    ),
    "officer": (
        mark("Cán bộ một cửa"),
        mark("Ghi lượt tiếp mỗi ngày. Quầy một người thì cùng một người có hai vai trò, hai dòng."),
        mark("Thêm cán bộ…"),
    ),
}


class PeoplePort(Protocol):
    """Who was named so far."""

    @property
    def state(self) -> FirstRun: ...
    def has_pin(self, person: FirstPerson) -> bool: ...
    def missing_role(self) -> Role | None: ...
    def ready(self, step: Step) -> bool: ...
    def add_person(self, name: str, role: str, pin: str, instead: FirstPerson | None) -> None: ...
    def remove_person(self, person: FirstPerson) -> None: ...
    def write(self) -> None: ...


class PeoplePage(StepPage):
    """A row for each officer, and one for each role that is still missing."""

    def __init__(self, stage: Stage, port: PeoplePort) -> None:
        super().__init__()
        self._stage, self._port = stage, port
        self._dialog: OfficerDialog | None = None
        self._sheet = Sheet()
        self._error = label(wrap=True)
        set_property(self._error, "tone", "late")
        self.add = DeedButton(stage.look, "", "Alt N", "user-plus")
        give_key(self.add, "Alt+N")
        stage.bind(self, self.add.setText, mark("Thêm người…"))
        self.add.clicked.connect(self._add_another)
        self._first: DeedButton | None = None
        buttons = line()
        buttons.addWidget(self.add)
        buttons.addStretch(1)
        outside = column(self, gap=12)
        outside.addWidget(self._sheet)
        outside.addWidget(self._error)
        outside.addLayout(buttons)
        outside.addStretch(1)
        stage.language.changed.connect(self._show)

    @property
    def dialog(self) -> QDialog | None:
        """The dialog that is open."""
        return self._dialog

    def open_page(self) -> None:
        """Show everybody; the first thing to do has the focus."""
        self._error.hide()
        self._show()
        if self._first is not None:
            self._first.setFocus()
        else:
            self.done_here.emit()

    def leave(self, agreed: Callable[[], None]) -> None:
        """Go on when both roles are there and everybody has a PIN."""
        if self._port.ready(Step.PEOPLE):
            self._error.hide()
            agreed()
            return
        missing = self._port.missing_role()
        codes = {None: "first_run.pins_again", "administrator": "first_run.no_administrator"}
        code = codes.get(missing, "first_run.no_officer")
        self._error.setText(self._stage.language.sentence(Problem(code)))
        self._error.show()
        if self._first is not None:
            self._first.setFocus()

    def work_failed(self) -> None:
        """The machine failed while a PIN was set."""
        if self._dialog is not None:
            self._dialog.work_failed()

    def _show(self) -> None:
        clear(self._sheet.inside)
        self._first = None
        rows = [self._person(person) for person in self._port.state.people]
        rows += [
            self._wanted(role, *words) for role, words in WANTED.items() if not self._has(role)
        ]
        for row in rows:
            row.last = row is rows[-1]
            self._sheet.inside.addWidget(row)
            # At once, not when Qt gets to it: one of its buttons takes the focus now.
            row.show()
        self.changed.emit()

    def _has(self, role: Role) -> bool:
        able = {"officer", "vice_chair"} if role == "officer" else {role}
        return any(one.role in able for one in self._port.state.people)

    def _wanted(self, role: Role, name: str, what: str, words: str) -> ItemRow:
        stage = self._stage
        row = ItemRow(stage, "user-plus", name)
        row.show_state(ItemState("", stage.say("chưa có"), "", stage.say(what), "circle-dashed"))
        button = DeedButton(stage.look)
        stage.bind(row, button.setText, words)
        button.clicked.connect(lambda: self._open(FirstPerson("", role), None, ADD))
        row.add_button(button)
        self._first = self._first or button
        return row

    def _person(self, person: FirstPerson) -> ItemRow:
        stage, has_pin = self._stage, self._port.has_pin(person)
        row = ItemRow(stage, "shield" if person.role == "administrator" else "user", "")
        row.name.setText(person.name)
        row.setAccessibleName(person.name)
        role = stage.say(ROLES[person.role])
        role = role[:1].upper() + role[1:]
        if has_pin:
            row.show_state(ItemState("good", stage.say("đã có mã PIN"), "", role))
        else:
            why = stage.say("Mã PIN không được giữ khi cửa sổ đóng.")
            row.show_state(ItemState("late", stage.say("cần đặt lại mã PIN"), role, why))
        change = DeedButton(stage.look)
        words = mark("Sửa…") if has_pin else mark("Đặt mã PIN…")
        stage.bind(row, change.setText, words)
        change.clicked.connect(lambda: self._open(person, person, ADD if has_pin else SET_PIN))
        remove = DeedButton(stage.look, "quiet")
        stage.bind(row, remove.setText, mark("Bỏ"))
        remove.clicked.connect(lambda: self._remove(person))
        row.add_button(change)
        row.add_button(remove)
        if not has_pin:
            self._first = self._first or change
        return row

    def _add_another(self) -> None:
        self._open(FirstPerson("", self._port.missing_role() or "officer"), None, ADD)

    def _open(self, person: FirstPerson, instead: FirstPerson | None, title: str) -> None:
        def take(name: str, role: str, pin: str, done: Done, failed: Failed) -> None:
            self._stage.runner.run(
                lambda: self._take(name, role, pin, instead), lambda _none: done(), failed
            )

        self._dialog = OfficerDialog(self._stage, title, person, take, self.window())
        self._dialog.setModal(True)
        self._dialog.finished.connect(self._on_closed)
        self._dialog.show()

    def _take(self, name: str, role: str, pin: str, instead: FirstPerson | None) -> None:
        self._port.add_person(name, role, pin, instead)
        self._port.write()

    def _on_closed(self) -> None:
        dialog, self._dialog = self._dialog, None
        if dialog is not None:
            dialog.deleteLater()
        # Some window managers leave the keys nowhere when a dialog goes.
        self.window().activateWindow()
        self.open_page()

    def _remove(self, person: FirstPerson) -> None:
        self._port.remove_person(person)
        self._stage.runner.run(self._port.write, lambda _none: None)
        self.open_page()
