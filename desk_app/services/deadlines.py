"""What the desk counts with: its calendar, its policy, and the clock of each field."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import lru_cache

import msgspec

import resources
from desk_app.core import case_due
from desk_app.core.calendar_file import load_calendar
from desk_app.core.case_ops import ClockPolicy
from desk_app.core.case_view import CaseView
from desk_app.core.catalogue_file import load_catalogue
from desk_app.core.clock import Millis, day_of
from desk_app.core.clock_rules import clock_on, read_clock_rules
from desk_app.core.desk_settings import DeskSettings
from desk_app.core.due_steps import Due, explain
from desk_app.core.office_hours import read_hours
from desk_app.core.problems import Problem
from desk_app.core.procedure import Catalogue, TimeLimit
from desk_app.core.work_calendar import OFFICE_HOURS, Span, WorkCalendar
from desk_app.core.workdays import CountingPolicy, Suspension, due_at
from desk_app.services.catalogue import catalogue_of
from desk_app.services.settings import desk_settings_of
from desk_app.store import calendar_files, sqlite
from desk_app.store.store import Reader

SHIPPED = "calendars/vn.toml"


class Counting(msgspec.Struct, frozen=True):
    """Calendar, policy and settings of a desk at one moment, ready to count with."""

    calendar: WorkCalendar
    policy: CountingPolicy
    settings: DeskSettings
    find_catalogue: Callable[[], Catalogue]

    def due(
        self, received: Millis, limit: TimeLimit, suspensions: Sequence[Suspension] = ()
    ) -> Millis | None:
        """When something received then is due; None while its clock stands still."""
        return due_at(received, limit.value, limit.unit, self.calendar, self.policy, suspensions)

    def explain(
        self, received: Millis, limit: TimeLimit, suspensions: Sequence[Suspension] = ()
    ) -> Due:
        """`due` with every step, and what is doubtful about it."""
        return explain(received, limit.value, limit.unit, self.calendar, self.policy, suspensions)

    def due_after(self, case: CaseView, at: Millis) -> Millis | None:
        """When a case is due whose missing papers come at this moment; None without a limit."""
        return case_due.due_of(case, self.calendar, self.policy, at)

    def explain_case(self, case: CaseView) -> Due | None:
        """Why a case is due when it is; None where no limit is known."""
        return case_due.explain_case(case, self.calendar, self.policy)

    def clock(self, procedure: str, at: Millis) -> ClockPolicy:
        """What a request for a supplement at this moment does to the clock of this procedure."""
        rules = read_clock_rules(self.settings.clock_rules)
        if isinstance(rules, Problem) or not rules:
            return self.settings.clock
        day = day_of(at)
        catalogue = self.find_catalogue()
        found = catalogue.find(procedure, day) or catalogue.find(procedure)
        field = "" if found is None else found.field
        return clock_on(rules, field, day, self.settings.clock)


def counting(connection: sqlite.Connection) -> Counting:
    """What the desk counts with now; inside a transaction."""
    settings = desk_settings_of(connection)
    return Counting(
        calendar_of(connection, settings),
        _policy(settings),
        settings,
        lambda: catalogue_of(connection, shipped_catalogue()),
    )


def counting_of(reader: Reader) -> Counting:
    """`counting` for whoever only reads."""
    return counting(reader.connection)


def calendar(reader: Reader) -> WorkCalendar:
    """The desk's working calendar, with its hours."""
    return counting_of(reader).calendar


def policy(reader: Reader) -> CountingPolicy:
    """How the desk counts."""
    return counting_of(reader).policy


def counting_without_desk() -> Counting:
    """The shipped calendar and what is usual, where there is no desk."""
    settings = DeskSettings()
    return Counting(shipped_calendar(), _policy(settings), settings, shipped_catalogue)


def calendar_of(connection: sqlite.Connection, settings: DeskSettings) -> WorkCalendar:
    """The imported calendar, else the shipped one, with the hours of the settings."""
    hours = read_hours(settings.opening_hours) or OFFICE_HOURS
    return _calendar(calendar_files.latest(connection) or _shipped_text(), hours)


def shipped_calendar() -> WorkCalendar:
    """The calendar shipped with the program, with the usual hours."""
    return _calendar(_shipped_text(), OFFICE_HOURS)


@lru_cache(maxsize=8)
def _calendar(text: str, hours: tuple[Span, ...]) -> WorkCalendar:
    # Laid out once: a calendar that is read anew for each case would cost more than the case.
    return msgspec.structs.replace(load_calendar(text).calendar, hours=hours)


@lru_cache(maxsize=1)
def _shipped_text() -> str:
    return resources.read_text(SHIPPED)


@lru_cache(maxsize=1)
def shipped_catalogue() -> Catalogue:
    """The procedures shipped with the program."""
    return load_catalogue(resources.read_text("procedures/catalogue.csv"))


def _policy(settings: DeskSettings) -> CountingPolicy:
    return CountingPolicy(start=settings.count_from, outside_hours=settings.outside_hours)
