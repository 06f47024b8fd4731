"""The desk as its administration uses it: settings, officers and their PINs, the machine."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import msgspec

from desk_app.core.clock import day_of
from desk_app.core.desk_settings import DeskSettings
from desk_app.core.ids import OfficerId
from desk_app.core.officer import Officer
from desk_app.core.problems import Problem
from desk_app.core.rights import Action
from desk_app.core.work_calendar import WorkCalendar
from desk_app.qt.machine import Machine
from desk_app.qt.window_desk import WindowDesk
from desk_app.services import calendars
from desk_app.services.calendars import ReadCalendar
from desk_app.services.changes import Changes
from desk_app.services.deadlines import calendar
from desk_app.services.officers import add_officer, new_officer, new_verifier, set_pin


class DeskAdmin:
    """Everything that changes something is for a worker thread."""

    def __init__(self, desk: WindowDesk, machine: Machine) -> None:
        self._desk, self.machine = desk, machine

    @property
    def settings(self) -> DeskSettings:
        """What holds now."""
        return self._desk.settings

    def change(self, name: str, value: Any) -> None:
        """Another value for one setting; UserProblem beside it when it cannot be."""
        self._desk.change_settings(msgspec.structs.replace(self._desk.settings, **{name: value}))

    def why_not(self, action: Action) -> Problem | None:
        """Why whoever acts may not do this."""
        return self._desk.why_not(action)

    def officers(self) -> tuple[Officer, ...]:
        """Who may sign in here."""
        return self._desk.officers()

    def own(self) -> OfficerId | None:
        """Who acts now, when somebody signed in."""
        return self._desk.officer.id if self._desk.officer is not None else None

    def add_officer(self, name: str, role: str, pin: str) -> None:
        """One officer more, with a PIN; UserProblem names every field that must change."""
        new = new_officer(name, role, pin)

        def job(tx: Any, by: OfficerId) -> Changes:
            _identity, changes = add_officer(tx, new, self._officer(by))
            return changes

        self._desk.write("officer.add", job)

    def set_pin(self, officer: OfficerId, pin: str) -> None:
        """Another PIN: one's own, or anybody's for whoever adds officers."""
        verifier = new_verifier(pin)

        def job(tx: Any, by: OfficerId) -> Changes:
            set_pin(tx, officer, verifier, self._officer(by))
            return Changes(officers=frozenset({officer}))

        # One's own needs no right but being here; seeing the score is everybody's.
        self._desk.write("score.see" if officer == self.own() else "officer.add", job)

    def calendar(self) -> WorkCalendar:
        """The working calendar that holds."""
        return self._desk.read("score.see", calendar)

    def read_calendar(self, file: Path) -> ReadCalendar:
        """The calendar in a file, with what it would lose; UserProblem names every mistake."""
        read = calendars.read_calendar(file)
        return calendars.beside_present(read, self.calendar(), day_of(self._desk.now()))

    def import_calendar(self, read: ReadCalendar) -> None:
        """Let this calendar hold from now on."""
        self._desk.write(
            "calendar.import", lambda tx, officer: calendars.import_calendar(tx, read, officer)
        )

    def _officer(self, identity: OfficerId) -> Officer:
        return next(one for one in self._desk.officers() if one.id == identity)
