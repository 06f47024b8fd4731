"""What the search page shows: people, visits and procedures found, one of them opened."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

import msgspec

from desk_app.core.case_view import CaseView
from desk_app.core.citizen import Citizen, People
from desk_app.core.clock import Millis
from desk_app.core.problems import Problem
from desk_app.core.procedure import Procedure
from desk_app.core.text import tokens
from desk_app.core.visit_view import VisitView
from desk_app.core.work_calendar import WorkCalendar
from desk_app.qt.models import Row
from desk_app.services.search import LookedUp
from desk_app.ui.cases.case_words import CaseWords
from desk_app.ui.search.details import Detail, Details, grouped
from desk_app.ui.search.result_rows import (
    CASE,
    MORE,
    PERSON,
    PROCEDURE,
    Counts,
    Group,
    ResultRows,
    Shown,
)
from desk_app.ui.stage import Count, Run, Say

VISITS_SHOWN = 50
PROCEDURES_SHOWN = 20
# People are counted further than they are looked at: what stands in sight costs the time.
PEOPLE_FIRST, PEOPLE_SHOWN = 6, 30
NOTHING = LookedUp(People(), (), (), 0)
# Results say the day a case is due, and no number of working days.
_NO_CALENDAR = WorkCalendar(id="")


class SearchPort(Protocol):
    """What the search page needs from the desk."""

    def look_up(self, words: str, people: int, visits: int) -> LookedUp: ...
    def visits_of(self, visit_id: str, limit: int) -> tuple[VisitView, ...]: ...
    def cases_of(self, visit_id: str) -> tuple[CaseView, ...]: ...
    def visit(self, visit_id: str) -> VisitView | None: ...
    def unmask(self, visit_id: str) -> str: ...
    def why_not_unmask(self) -> Problem | None: ...
    def procedure(self, code: str) -> Procedure | None: ...
    def officer(self, officer_id: str) -> str: ...
    def desk_of(self, subject: str) -> str: ...
    def now(self) -> Millis: ...


class SearchView(Protocol):
    """What the presenter asks of the page."""

    def show_rows(self, rows: tuple[Row, ...], summary: str, empty: str) -> None: ...
    def show_detail(self, detail: Detail | None) -> None: ...
    def show_number(self, number: str) -> None: ...
    def show_group(self, group: Group) -> None: ...
    def start_visit(self, key: str) -> None: ...


class SearchPresenter:
    """Searches while one types and shows the newest answer only."""

    def __init__(
        self,
        port: SearchPort,
        run: Run,
        say: Say,
        count: Count,
        view: SearchView,
        matter: Callable[[VisitView], str],
    ) -> None:
        self._port, self._run, self._say, self._count = port, run, say, count
        self._view = view
        self._cases = CaseWords(port.procedure, lambda: _NO_CALENDAR, say, count)
        self._rows = ResultRows(say, count, matter, self._cases, port.now, port.desk_of)
        self._details = Details(port, say, count, matter, self._cases)
        self._words = ""
        self._found = NOTHING
        self._shown = Shown()
        self._people = PEOPLE_FIRST
        self._chosen = ""
        self._visits: tuple[VisitView, ...] = ()
        """The visits of the person who is chosen."""
        self._open_cases: tuple[CaseView, ...] = ()
        """The open cases of the person who is chosen."""

    def start(self) -> None:
        """Show the empty page."""
        self._show()

    def words_changed(self, text: str) -> None:
        """Search for what is typed now."""
        if text.strip() != self._words:
            self._view.show_number("")
            self._shown = msgspec.structs.replace(self._shown, whole=frozenset())
            self._people = PEOPLE_SHOWN if self._shown.only == "people" else PEOPLE_FIRST
        self._words = text.strip()
        if not self._words:
            self._shown = Shown()
            self._view.show_group("")
        if not tokens(self._words):
            self._found, self._chosen, self._visits = NOTHING, "", ()
            self._show()
            return
        self._ask()

    def search_again(self) -> None:
        """A visit changed: what is shown may be old."""
        if tokens(self._words):
            self._ask()

    def say_again(self) -> None:
        """Say the same answer in the present language."""
        self._show()

    def narrow(self, group: Group) -> None:
        """Show this group alone; the same one again, or none, shows all."""
        only = "" if group == self._shown.only else group
        self._shown = msgspec.structs.replace(self._shown, only=only)
        self._view.show_group(only)
        self._show()
        self._ask_for_everybody(only)

    def choose(self, key: str) -> None:
        """Show one of the rows on the right."""
        if key == self._chosen:
            return
        self._chosen, self._visits, self._open_cases = key, (), ()
        self._view.show_number("")
        self._open()

    def open_more(self, key: str) -> bool:
        """Show the rest of a group; False when the row is no such row."""
        if not key.startswith(MORE):
            return False
        group = key.removeprefix(MORE)
        self._shown = msgspec.structs.replace(self._shown, whole=self._shown.whole | {group})
        self._show()
        self._ask_for_everybody(group)
        return True

    def unmask(self) -> None:
        """Show the whole ID number of whoever is chosen; that somebody looked is in the log."""
        key, detail = self._chosen, self._detail()
        if detail is None or not detail.unmask or detail.why_not is not None:
            return
        visit = detail.unmask
        self._run(lambda: self._port.unmask(visit), lambda number: self._on_number(key, number))

    def start_visit(self) -> None:
        """Begin a visit for the chosen person, or with the chosen procedure."""
        key = self._chosen
        detail = self._detail()
        if detail is None or not detail.startable:
            return
        person = self._person(key)
        if person is None or self.visit(person.visit) is not None:
            self._view.start_visit(key if person is None else person.visit)
            return
        self._run(lambda: self._port.visit(person.visit), self._on_newest)

    def visit(self, key: str) -> VisitView | None:
        """A visit that is shown, by its id."""
        known = (*self._visits, *self._found.visits)
        return next((visit for visit in known if visit.id == key), None)

    def case(self, key: str) -> CaseView | None:
        """The case of a row, or nothing."""
        wanted = key.removeprefix(CASE) if key.startswith(CASE) else ""
        return next((case for case in self._found.cases if case.id == wanted), None)

    def citizen(self, key: str) -> Citizen | None:
        """Whose visit this is, as the intake page takes known people; None for nobody."""
        visit = self.visit(key)
        chosen = self._person(self._chosen)
        if chosen is not None and visit in self._visits:
            return chosen
        found = next((one for one in self._found.people.first if one.visit == key), None)
        return found or (_citizen(visit) if visit is not None else None)

    def procedure_code(self, key: str) -> str:
        """The code of a procedure's row, or nothing."""
        return key.removeprefix(PROCEDURE) if key.startswith(PROCEDURE) else ""

    def _person(self, key: str) -> Citizen | None:
        visit = key.removeprefix(PERSON) if key.startswith(PERSON) else ""
        return next((one for one in self._found.people.first if one.visit == visit), None)

    def _ask(self) -> None:
        asked, people = self._words, self._people
        self._run(
            lambda: self._port.look_up(asked, people, VISITS_SHOWN),
            lambda found: self._on_found(asked, people, found),
        )

    def _ask_for_everybody(self, group: str) -> None:
        known = self._found.people
        if group == "people" and len(known.first) < known.in_all:
            self._people = PEOPLE_SHOWN
            self._ask()

    def _on_found(self, asked: str, people: int, found: LookedUp) -> None:
        if (asked, people) != (self._words, self._people):
            return
        self._found = found
        before = self._chosen
        self._show()
        # The page chooses another row where that one is gone; else what is known of it may be new.
        if self._chosen == before:
            self._open()

    def _open(self) -> None:
        key = self._chosen
        self._view.show_detail(self._detail())
        person = self._person(key)
        if person is not None:
            self._run(
                lambda: (
                    self._port.visits_of(person.visit, VISITS_SHOWN),
                    self._port.cases_of(person.visit),
                ),
                lambda found: self._on_visits(key, *found),
            )

    def _on_visits(
        self, key: str, visits: tuple[VisitView, ...], cases: tuple[CaseView, ...]
    ) -> None:
        if key == self._chosen:
            self._visits, self._open_cases = visits, cases
            self._view.show_detail(self._detail())

    def _on_number(self, key: str, number: str) -> None:
        if key == self._chosen:
            self._view.show_number(grouped(number))

    def _on_newest(self, visit: VisitView | None) -> None:
        if visit is not None:
            self._visits = (*self._visits, visit)
            self._view.start_visit(visit.id)

    def _counts(self) -> Counts:
        people, visits = self._found.people, len(self._found.visits)
        procedures = len(self._found.procedures)
        return {
            "people": (people.in_all, people.more),
            "cases": (len(self._found.cases), len(self._found.cases) >= VISITS_SHOWN),
            "visits": (visits, visits >= VISITS_SHOWN),
            "procedures": (procedures, procedures >= PROCEDURES_SHOWN),
        }

    def _show(self) -> None:
        if not self._words:
            empty = self._say("Gõ tên, 4 hoặc 6 số cuối định danh, điện thoại, mã hồ sơ, thủ tục.")
            self._view.show_rows((), "", empty)
            self._view.show_detail(None)
            return
        counts = self._counts()
        number = sum(one for one, _ in counts.values())
        total = f"{self._found.total:,}".replace(",", ".")
        summary = self._count("{n} kết quả trong {total} lượt", number, total=total)
        if any(more for _, more in counts.values()):
            summary = self._count("ít nhất {n} kết quả trong {total} lượt", number, total=total)
        nothing = self._say(
            "Không thấy gì. Thử bớt chữ, gõ không dấu, chỉ gõ tên gọi, "
            "hoặc 4 hay 6 số cuối định danh. Điện thoại gõ từ số đầu."
        )
        if not tokens(self._words):
            summary = ""  # nothing was looked through
        rows = self._rows.rows(self._found, self._words, self._shown, counts)
        self._view.show_rows(rows, summary, "" if number else nothing)
        self._view.show_detail(self._detail())

    def _detail(self) -> Detail | None:
        person = self._person(self._chosen)
        if person is not None:
            return self._details.person(person, self._visits, self._open_cases)
        visit = self.visit(self._chosen)
        if visit is not None:
            return self._details.visit(visit)
        case = self.case(self._chosen)
        if case is not None:
            return self._details.case(case)
        code = self.procedure_code(self._chosen)
        procedure = self._port.procedure(code) if code else None
        return self._details.procedure(procedure) if procedure is not None else None


def _citizen(visit: VisitView) -> Citizen | None:
    if not (visit.name or visit.organisation):
        return None
    return Citizen(
        visit=visit.id,
        name=visit.name,
        organisation=visit.organisation,
        phone=visit.phone,
        address=visit.address,
        id_last4=visit.id_last4,
        visits=1,
        this_year=1,
        last=visit.at,
    )
