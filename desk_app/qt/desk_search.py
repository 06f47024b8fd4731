"""The desk as the search page uses it: people, visits, procedures, and a look at a whole number."""

from __future__ import annotations

from desk_app.core.case_view import CaseView
from desk_app.core.clock import Millis, local
from desk_app.core.problems import Problem
from desk_app.core.procedure import Procedure
from desk_app.core.visit_view import VisitView
from desk_app.qt.window_desk import WindowDesk
from desk_app.services.changes import Changes
from desk_app.services.citizens import citizen_visits, find_people
from desk_app.services.list_visits import one_visit, visits_in_all
from desk_app.services.search import LookedUp, open_cases_of, search_cases
from desk_app.services.unmask import unmask


class DeskSearch:
    """All but `now`, `officer`, `procedure` and `why_not_unmask` are for worker threads."""

    def __init__(self, desk: WindowDesk) -> None:
        self._desk = desk

    def look_up(self, words: str, people: int, visits: int) -> LookedUp:
        """People, visits and procedures for typed words, at most so many of the first two."""
        year = local(self.now()).year
        found = self._desk.search(words, visits)
        known, total = self._desk.read(
            "search",
            lambda reader: (find_people(reader, words, people, year), visits_in_all(reader)),
        )
        cases: tuple[CaseView, ...] = ()
        if self._desk.may("case.list"):
            cases = self._desk.read("case.list", lambda reader: search_cases(reader, words, visits))
        return LookedUp(known, found.visits, found.procedures, total, cases)

    def visits_of(self, visit_id: str, limit: int) -> tuple[VisitView, ...]:
        """The visits of whoever this visit belongs to."""
        return self._desk.read("search", lambda reader: citizen_visits(reader, visit_id, limit))

    def cases_of(self, visit_id: str) -> tuple[CaseView, ...]:
        """The open cases of whoever this visit belongs to."""
        if not self._desk.may("case.list"):
            return ()
        return self._desk.read("case.list", lambda reader: open_cases_of(reader, visit_id))

    def visit(self, visit_id: str) -> VisitView | None:
        """One visit."""
        return self._desk.read("search", lambda reader: one_visit(reader, visit_id))

    def unmask(self, visit_id: str) -> str:
        """The whole ID number kept with a visit; that somebody looked is in the log."""
        return self._desk.ask(
            "person.unmask", lambda tx, officer: (Changes(), unmask(tx, visit_id, officer))
        )

    def desk_of(self, subject: str) -> str:
        """The name of the desk where this began; "" for this one."""
        return self._desk.desk_of(subject)

    def why_not_unmask(self) -> Problem | None:
        """Why whoever acts now may not look at a whole number."""
        return self._desk.why_not("person.unmask")

    def procedure(self, code: str) -> Procedure | None:
        """The procedure of a code."""
        return self._desk.procedure(code)

    def officer(self, officer_id: str) -> str:
        """The name of an officer."""
        return next((one.name for one in self._desk.officers() if one.id == officer_id), "")

    def now(self) -> Millis:
        """The present moment."""
        return self._desk.now()
