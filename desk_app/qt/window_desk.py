"""The desk as the window uses it: services called with who acts, changes told once to everybody."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import date
from decimal import Decimal
from typing import Any, Protocol, TypeVar

import msgspec
from PySide6.QtCore import QObject, Qt, Signal, Slot

from desk_app.core.clock import Clock, Instant, Millis, day_of
from desk_app.core.criteria import CriteriaSet
from desk_app.core.desk_settings import DeskSettings
from desk_app.core.errors import UserProblem
from desk_app.core.ids import OfficerId
from desk_app.core.officer import Officer
from desk_app.core.period import Month
from desk_app.core.problems import Problem
from desk_app.core.procedure import Catalogue, Procedure
from desk_app.core.rights import Action, built_in_role, may, refusal
from desk_app.core.visit import VisitForm
from desk_app.core.visit_view import VisitView
from desk_app.services.assess import set_claim
from desk_app.services.catalogue import catalogue as desk_catalogue
from desk_app.services.changes import Changes
from desk_app.services.correct_visit import void_visit
from desk_app.services.criteria_versions import (
    criteria_of_month,
    criteria_of_year,
    criteria_versions,
)
from desk_app.services.list_visits import list_visits, one_visit
from desk_app.services.log_visit import checked_visit, log_visit
from desk_app.services.month_score import MonthScore, RowBehind, month_score, rows_behind
from desk_app.services.most_used import first_of, most_used
from desk_app.services.officers import officers, signing_in_here
from desk_app.services.other_desks import other_desks
from desk_app.services.record_print import Copy, next_copy, record_print
from desk_app.services.search import Found, search
from desk_app.services.settings import change_settings, desk_settings
from desk_app.services.sign_in import sign_in

FREQUENT = 6
T = TypeVar("T")


class Writes(Protocol):
    """The one write thread."""

    def run(self, job: Callable[[Any], T]) -> T: ...


class DeskRow(Protocol):
    """Which desk this is."""

    @property
    def unit(self) -> str: ...
    @property
    def name(self) -> str: ...
    @property
    def practice(self) -> bool: ...


class Shelf(Protocol):
    """The opened database as services want it; the window only hands it on."""

    @property
    def desk(self) -> DeskRow: ...
    @property
    def writer(self) -> Writes: ...
    def reader(self) -> AbstractContextManager[Any]: ...


class Paper(msgspec.Struct, frozen=True):
    """A paper ready to print: its bytes, and what the log says when they were printed.

    version: id and digest of the criteria set it counts by, where it shows a score.
    """

    pdf: bytes
    check: str
    copy: Copy
    period: str
    version: tuple[str, str] | None = None


# The form of a year as PDF bytes with its check code; given by app.py.
MakeForm = Callable[[Any, CriteriaSet, Month, Copy], tuple[bytes, str]]


class WindowDesk(QObject):
    """Everything the pages may ask of the desk. Only `now` and look-ups are for the GUI thread."""

    changed = Signal(object)
    written = Signal()
    """Something was written at this desk, and not only come from elsewhere."""
    officer_changed = Signal()
    settings_changed = Signal()
    _settings_kept = Signal()

    def __init__(
        self,
        store: Shelf,
        catalogue: Catalogue,
        criteria: CriteriaSet,
        unit: str,
        clock: Clock,
        make_form: MakeForm,
        make_month: MakeForm,
        keep: Any = None,
        make_report: Any = None,
        make_papers: Any = None,
    ) -> None:
        super().__init__()
        self._store, self._catalogue = store, catalogue
        self._catalogue_day: date | None = None
        self._clock, self._make_form = clock, make_form
        self.make_month = make_month
        self.make_report = make_report
        """Makes the paper of a report, as `qt.desk_reports.MakeReport`."""
        self.make_papers = make_papers
        """Gives what prints papers of cases, a `services.case_papers.CasePapers`."""
        self.keep = keep
        """Where attached files lie; services are given it, the window only hands it on."""
        self._frequent: tuple[Procedure, ...] = first_of(catalogue, FREQUENT)
        self.unit = unit
        self.unit_code = store.desk.unit
        self.name = store.desk.name
        self.practice = store.desk.practice
        with store.reader() as reader:
            self._officers: tuple[Officer, ...] = tuple(officers(reader))
            self._signing_in: tuple[Officer, ...] = tuple(signing_in_here(reader))
            self._others = other_desks(reader)
            self._versions = criteria_versions(reader, criteria)
            self.settings: DeskSettings = desk_settings(reader)
        # Written by a worker, told in the thread of the window: many who listen are plain Python.
        self._settings_kept.connect(self._on_settings_kept, Qt.ConnectionType.QueuedConnection)
        self.officer: Officer | None = None
        """Who signed in; None on a practice desk acts as its built-in officer or chair."""

    @property
    def signed_in(self) -> bool:
        """Whether somebody acts already; on a practice desk its built-in officer does."""
        return self.practice or self.officer is not None

    def now(self) -> Millis:
        """The present moment."""
        return self._clock().wall

    def instant(self) -> Instant:
        """What all clocks of this machine say now."""
        return self._clock()

    def officers(self) -> tuple[Officer, ...]:
        """Who works in the commune, as far as this desk knows."""
        return self._officers

    def signing_in(self) -> tuple[Officer, ...]:
        """Who may sign in here; of other desks' officers only those with a PIN at this one."""
        return self._signing_in

    def desk_of(self, subject: str) -> str:
        """The name of the desk where this began; "" for this one."""
        return self._others.of(subject)

    def acting_name(self) -> str:
        """Whose name stands in the window."""
        acting = self.officer or self._built_in("visit.log")
        return acting.name if acting is not None else ""

    def may(self, action: Action) -> bool:
        """Whether whoever acts now may do this."""
        acting = self._acting(action)
        return acting is not None and may(acting.role, action, practice=self.practice)

    def why_not(self, action: Action) -> Problem | None:
        """Why whoever acts now may not do this."""
        acting = self._acting(action)
        if acting is None:
            return Problem("window.who", "officer")
        return refusal(acting.role, action, practice=self.practice)

    def sign_in(self, officer: str, pin: str) -> Officer:
        """The officer, when the PIN is theirs; for a worker thread."""
        store: Any = self._store
        return sign_in(store, officer, pin or None)

    def act_as(self, officer: Officer) -> None:
        """From now on this officer acts."""
        self.officer = officer
        self.officer_changed.emit()

    def frequent(self) -> tuple[Procedure, ...]:
        """The procedures that come most often, for the keys that take them at once."""
        return self._frequent

    def learn_frequent(self) -> None:
        """Look up anew which procedures come most often; for a worker thread, once a day."""
        day = day_of(self.now())
        codes = self.read(
            "visit.list", lambda reader: most_used(reader, self.catalogue, day, FREQUENT)
        )
        found = (self.catalogue.find(code) for code in codes)
        self._frequent = tuple(procedure for procedure in found if procedure is not None)

    def find_procedures(self, words: str) -> tuple[Procedure, ...]:
        """Procedures for typed words or a code, the likeliest first."""
        return tuple(self.catalogue.search(words, FREQUENT))

    def procedure(self, code: str) -> Procedure | None:
        """The procedure of a code."""
        return self.catalogue.find(code)

    @property
    def catalogue(self) -> Catalogue:
        """All procedures as they read today."""
        today = day_of(self.now())
        if today != self._catalogue_day:
            self._catalogue, self._catalogue_day = self._catalogue.on(today), today
        return self._catalogue

    def criteria(self) -> CriteriaSet:
        """The criteria set that is in force."""
        return self._versions.on(day_of(self.now()))

    def criteria_of(self, reader: Any, month: Month) -> CriteriaSet:
        """The criteria set that a month counts by; for a worker thread."""
        return criteria_of_month(reader, self._versions, month)

    def read(self, action: Action, job: Callable[[Any], T]) -> T:
        """What `job` reads from the desk, when whoever acts may do this; for a worker thread."""
        self._require(action)
        with self._store.reader() as reader:
            return job(reader)

    def look(self, job: Callable[[Any], T]) -> T:
        """What `job` reads that is nobody's secret, whoever is signed in; for a worker thread."""
        with self._store.reader() as reader:
            return job(reader)

    def write(self, action: Action, job: Callable[[Any, OfficerId], Changes]) -> Changes:
        """Do one change in one transaction as whoever acts, and tell everybody."""
        officer = self._require(action)
        return self._write(lambda tx: job(tx, officer))

    def ask(self, action: Action, job: Callable[[Any, OfficerId], tuple[Changes, T]]) -> T:
        """`write` for a change that has an answer."""
        officer = self._require(action)
        changes, answer = self._store.writer.run(lambda tx: job(tx, officer))
        self._tell(changes)
        return answer

    def long_work(self, action: Action, job: Callable[[Any, OfficerId], tuple[Changes, T]]) -> T:
        """Work of many transactions, as an import is, by whoever acts; then tell everybody."""
        officer = self._require(action)
        changes, answer = job(self._store, officer)
        self._tell(changes)
        return answer

    def acting(self, action: Action) -> OfficerId:
        """Who does this now; UserProblem when whoever acts may not."""
        return self._require(action)

    def write_as(self, officer: OfficerId, job: Callable[[Any, OfficerId], Changes]) -> Changes:
        """Do one change begun by `officer`, who had the right then and may have left since."""
        return self._write(lambda tx: job(tx, officer))

    def change_settings(self, settings: DeskSettings) -> None:
        """Keep other settings; UserProblem names each field that must change first."""
        self.write("settings.change", lambda tx, _officer: change_settings(tx, settings))
        self.settings = settings
        self._settings_kept.emit()

    @Slot()
    def _on_settings_kept(self) -> None:
        self.settings_changed.emit()

    def log(self, form: VisitForm, draft: str = "", took: int | None = None) -> str:
        """Log a visit; its id. UserProblem names every field that must change."""
        changes = self.write(
            "visit.log",
            lambda tx, officer: log_visit(
                tx, checked_visit(tx, form, self.catalogue), officer, draft, took
            ),
        )
        return next(iter(changes.visits))

    def void(self, visit_id: str, reason: str) -> None:
        """Void a visit with a reason."""
        self.write("visit.void", lambda tx, officer: void_visit(tx, visit_id, reason, officer))

    def today(self) -> tuple[VisitView, ...]:
        """The visits of the present day only, however large the log is."""
        self._require("visit.list")
        with self._store.reader() as reader:
            return tuple(list_visits(reader, day_of(self.now())))

    def visit(self, visit_id: str) -> VisitView | None:
        """One visit."""
        self._require("visit.list")
        with self._store.reader() as reader:
            return one_visit(reader, visit_id)

    def search(self, words: str, limit: int) -> Found:
        """Visits and procedures for typed words."""
        self._require("search")
        with self._store.reader() as reader:
            return search(reader, self.catalogue, words, limit)

    def month(self, month: Month) -> MonthScore:
        """The score of a month."""
        self._require("score.see")
        with self._store.reader() as reader:
            return month_score(reader, self.criteria_of(reader, month), month)

    def rows(self, criterion: str, month: Month) -> tuple[RowBehind, ...]:
        """The visits that a criterion's figures count."""
        self._require("score.see")
        with self._store.reader() as reader:
            criteria = self.criteria_of(reader, month)
            return tuple(rows_behind(reader, criteria, criterion, month))

    def claim(self, year: int, criterion: str, points: Decimal | None, reason: str) -> None:
        """Declare points for a criterion, or take the declaration back."""
        officer = self._require("assess.set")
        criteria = self._versions.on(min(day_of(self.now()), date(year, 12, 31)))
        self._write(lambda tx: set_claim(tx, criteria, year, criterion, points, reason, officer))

    def paper(self, month: Month) -> Paper:
        """The year's self-assessment form, ready to print."""
        self._require("print.assessment")
        period = str(month.year)
        with self._store.reader() as reader:
            copy = next_copy(reader, period, self.now())
            criteria = criteria_of_year(reader, self._versions, month)
            pdf, check = self._make_form(reader, criteria, month, copy)
        return Paper(pdf, check, copy, period, criteria.version)

    def record_print(self, paper: Paper) -> bool:
        """Log that the paper was printed; False when another copy came first."""
        officer = self._require("print.assessment")

        def job(tx: Any) -> Changes | None:
            return record_print(
                tx, paper.period, paper.copy, paper.check, officer, version=paper.version
            )

        changes = self._store.writer.run(job)
        if changes is not None:
            self._tell(changes)
        return changes is not None

    def _write(self, job: Callable[[Any], Changes]) -> Changes:
        changes = self._store.writer.run(job)
        self._tell(changes)
        return changes

    def _tell(self, changes: Changes) -> None:
        self.told(changes)
        self.written.emit()

    def told(self, changes: Changes) -> None:
        """Something changed, here or from elsewhere: everybody hears of it; from any thread."""
        if changes.catalogue:
            with self._store.reader() as reader:
                self._catalogue = desk_catalogue(reader, self._catalogue)
            self._catalogue_day = None
        if changes.packages:
            with self._store.reader() as reader:
                self._versions = criteria_versions(reader, self._versions.shipped)
        if changes.officers:
            with self._store.reader() as reader:
                self._officers = tuple(officers(reader))
                self._signing_in = tuple(signing_in_here(reader))
                # A desk is new with its first officers.
                self._others = other_desks(reader)
        self.changed.emit(changes)

    def _require(self, action: Action) -> OfficerId:
        problem = self.why_not(action)
        if problem is not None:
            raise UserProblem(problem)
        acting = self._acting(action)
        assert acting is not None
        return acting.id

    def _acting(self, action: Action) -> Officer | None:
        if self.officer is not None or not self.practice:
            return self.officer
        return self._built_in(action)

    def _built_in(self, action: Action) -> Officer | None:
        if not self.practice:
            return None
        role = built_in_role(action)
        present = [one for one in self._officers if one.role == role]
        return min(present, key=lambda one: one.id, default=None)
