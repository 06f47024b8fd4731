"""The desk as the intake page sees it: procedures, people who came before, drafts, logging."""

from __future__ import annotations

import secrets
from datetime import date
from typing import Any, Protocol

from PySide6.QtCore import QElapsedTimer

from desk_app.core.case_view import CaseView
from desk_app.core.citizen import Citizen
from desk_app.core.clock import Millis, day_of
from desk_app.core.draft import VISIT_FORM, Draft
from desk_app.core.errors import UserProblem
from desk_app.core.ids import OfficerId
from desk_app.core.procedure import Procedure, TimeLimit
from desk_app.core.visit import VisitForm
from desk_app.qt.window_desk import WindowDesk
from desk_app.services.case_offers import case_offers
from desk_app.services.changes import Changes
from desk_app.services.citizens import find_citizens
from desk_app.services.deadlines import Counting, counting_of
from desk_app.services.drafts import drafts, drop_draft, keep_draft
from desk_app.services.find_case import find_case
from desk_app.services.receive_case import Received
from desk_app.services.take_in import take_in

PEOPLE = 6


class Asked(Protocol):
    """Whose cases are looked for."""

    @property
    def number(self) -> str: ...
    @property
    def name(self) -> str: ...
    @property
    def phone(self) -> str: ...
    @property
    def visit(self) -> str: ...


class DeskIntake:
    """Looks, drafts and logging for the intake page, each as whoever acts now."""

    def __init__(self, desk: WindowDesk) -> None:
        self._desk = desk
        # Counts on whatever becomes of the wall clock.
        self._elapsed = QElapsedTimer()
        self._elapsed.start()
        self._counting: Counting | None = None
        desk.settings_changed.connect(self.prepare)
        desk.officer_changed.connect(self.prepare)
        desk.changed.connect(self._on_changed)

    def now(self) -> Millis:
        """The present moment."""
        return self._desk.now()

    def may_log(self) -> bool:
        """Whether whoever acts may log visits."""
        return self._desk.may("visit.log")

    def today(self) -> date:
        """The present civil day."""
        return day_of(self._desk.now())

    def ticks(self) -> int:
        """Milliseconds since the window opened."""
        return self._elapsed.elapsed()

    def frequent(self) -> tuple[Procedure, ...]:
        """The six most used."""
        return self._desk.frequent()

    def find_procedures(self, words: str) -> tuple[Procedure, ...]:
        """Procedures for typed words or a code, the likeliest first."""
        return self._desk.find_procedures(words)

    def procedure(self, code: str) -> Procedure | None:
        """The procedure of a code."""
        return self._desk.procedure(code)

    def find_citizens(self, words: str) -> tuple[Citizen, ...]:
        """Who came before, for digits, a telephone number or words; for a worker thread."""
        year = self.today().year
        return self._desk.read(
            "visit.log", lambda reader: find_citizens(reader, words, PEOPLE, year)
        )

    def prepare(self) -> None:
        """Make ready what promises are counted with; for a worker thread."""
        try:
            self._counting = self._desk.read("visit.log", counting_of)
        except UserProblem:
            self._counting = None  # nobody is here who could log a visit

    def _on_changed(self, changes: Changes) -> None:
        # Told by the worker that wrote: another calendar promises other days.
        if changes.calendar:
            self.prepare()

    def promise(self, received: Millis, limit: TimeLimit) -> Millis | None:
        """When a matter received then is due."""
        return None if self._counting is None else self._counting.due(received, limit)

    def cases_of(self, asked: Asked) -> tuple[CaseView, ...]:
        """Results to fetch and supplements to bring of this person; for a worker thread."""
        return self._desk.read(
            "visit.log",
            lambda reader: case_offers(reader, asked.number, asked.name, asked.phone, asked.visit),
        )

    def find_case(self, number: str) -> CaseView:
        """The case of our number, its counter, or the mã hồ sơ; for a worker thread."""
        return self._desk.read("case.list", lambda reader: find_case(reader, reader.desk, number))

    def log(self, form: VisitForm, draft: str, took: int | None, at_once: bool = False) -> Received:
        """Log a visit with its cases, its draft gone with it; for a worker thread."""
        catalogue = self._desk.catalogue

        def job(tx: Any, officer: OfficerId) -> tuple[Changes, Received]:
            received = take_in(tx, form, catalogue, officer, draft, took, at_once=at_once)
            return received.changes, received

        return self._desk.ask("visit.log", job)

    def new_draft_id(self) -> str:
        """A name that no other piece of typing has."""
        return secrets.token_hex(8)

    def keep_draft(self, draft: str, content: str) -> None:
        """Write what is typed now; for a worker thread."""
        self._desk.write(
            "visit.log",
            lambda tx, officer: keep_draft(
                tx,
                Draft(
                    id=draft, form=VISIT_FORM, officer=officer, saved=tx.now.wall, content=content
                ),
            ),
        )

    def drop_draft(self, draft: str) -> None:
        """Forget a draft; for a worker thread."""
        self._desk.write("visit.log", lambda tx, _officer: drop_draft(tx, draft))

    def drafts(self) -> tuple[Draft, ...]:
        """All drafts of this desk, the newest first; for a worker thread."""
        return self._desk.read("visit.log", drafts)

    def officer_name(self, officer: str) -> str:
        """Who that is; "" when nobody here."""
        return next((one.name for one in self._desk.officers() if one.id == officer), "")
