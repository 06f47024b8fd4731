"""The intake presenter over a desk and a page of plain values; work happens when a test says so."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import msgspec

import resources
from desk_app.core.case_view import CaseView
from desk_app.core.catalogue_file import load_catalogue
from desk_app.core.citizen import Citizen
from desk_app.core.clock import Millis
from desk_app.core.draft import Draft
from desk_app.core.errors import EnvironmentProblem, UserProblem
from desk_app.core.matter import MatterForm
from desk_app.core.problems import Problem
from desk_app.core.procedure import Procedure, TimeLimit
from desk_app.core.visit import VisitForm
from desk_app.services.changes import Changes
from desk_app.services.deadlines import counting_without_desk
from desk_app.services.receive_case import Received
from desk_app.ui.intake.draft_offer import Offer
from desk_app.ui.intake.matters import MatterFacts, MatterRow
from desk_app.ui.intake.person_cases import Asked
from desk_app.ui.intake.places import Place
from desk_app.ui.intake_presenter import IntakePresenter
from tests.support.presenters import count, say

CATALOGUE = load_catalogue(resources.read_text("procedures/catalogue.csv"))
COPY, BIRTH = "2.000815", "1.001193"
NUMBER = "024187004417"


def a_citizen(name: str = "Trần Thị Thủy", **values: object) -> Citizen:
    """Somebody who came twice this year."""
    known: dict[str, Any] = {
        "visit": "visit-of-" + name, "organisation": "", "phone": "0912345678",
        "address": "Tổ dân phố Hà Vị 1", "id_last4": NUMBER[-4:], "visits": 3, "this_year": 2,
        "last": Millis(0),
    }  # fmt: skip
    return Citizen(name=name, **(known | values))


class Hands:
    """Runs jobs at once, or keeps them until a test lets them go."""

    def __init__(self) -> None:
        self.wait = False
        self.jobs: list[Callable[[], None]] = []

    def run(
        self,
        work: Callable[[], Any],
        then: Callable[[Any], None],
        failed: Callable[[UserProblem], None] | None = None,
    ) -> None:
        """As the runner: what a job says goes to `then`, a refusal to `failed`."""

        def job() -> None:
            try:
                result = work()
            except UserProblem as error:
                if failed is None:
                    raise
                failed(error)
                return
            then(result)

        if self.wait:
            self.jobs.append(job)
        else:
            job()

    def let_go(self) -> None:
        """Everything that waits happens."""
        jobs, self.jobs = self.jobs, []
        for job in jobs:
            job()


class Clockwork:
    """A timer that rings when a test lets time pass."""

    def __init__(self, port: Port, call: Callable[[], None]) -> None:
        self._port, self._call = port, call
        self.due: int | None = None

    def start(self, milliseconds: int, /) -> None:
        self.due = self._port.tick + milliseconds

    def stop(self) -> None:
        self.due = None

    def ring(self) -> None:
        if self.due is not None and self.due <= self._port.tick:
            self.due = None
            self._call()


class Port:
    """A desk of plain values."""

    def __init__(self) -> None:
        self.tick = 0
        self.wall = Millis(1_763_600_000_000)
        self.logged: list[VisitForm] = []
        self.at_once: list[bool] = []
        self.cases: tuple[CaseView, ...] = ()
        self.numbered: tuple[CaseView, ...] = ()
        self.asked_numbers: list[str] = []
        self.asked_cases: list[Asked] = []
        self.took: list[int | None] = []
        self.refusal: UserProblem | None = None
        self.full = False
        self.people: tuple[Citizen, ...] = ()
        self.asked: list[str] = []
        self.kept: dict[str, str] = {}
        self.writes = 0
        self.lying: tuple[Draft, ...] = ()
        self._ids = 0

    def now(self) -> Millis:
        return self.wall

    def today(self) -> date:
        return date(2026, 11, 20)

    def ticks(self) -> int:
        return self.tick

    def frequent(self) -> tuple[Procedure, ...]:
        return tuple(CATALOGUE)[:6]

    def find_procedures(self, words: str) -> tuple[Procedure, ...]:
        return tuple(CATALOGUE.search(words))

    def procedure(self, code: str) -> Procedure | None:
        return CATALOGUE.find(code)

    def find_citizens(self, words: str) -> tuple[Citizen, ...]:
        self.asked.append(words)
        return self.people

    def prepare(self) -> None:
        """Always ready."""

    def promise(self, received: Millis, limit: TimeLimit) -> Millis | None:
        return counting_without_desk().due(received, limit)

    def cases_of(self, asked: Asked) -> tuple[CaseView, ...]:
        self.asked_cases.append(asked)
        return self.cases

    def find_case(self, number: str) -> CaseView:
        self.asked_numbers.append(number)
        for case in self.numbered:
            if number in (case.number, case.number[-len(number) :], case.reference):
                return case
        raise UserProblem(Problem("case.unknown", "case", {"have": number}))

    def log(self, form: VisitForm, draft: str, took: int | None, at_once: bool) -> Received:
        if self.full:
            raise EnvironmentProblem(Problem("disk.full"))
        if self.refusal is not None:
            raise self.refusal
        self.logged.append(form)
        self.at_once.append(at_once)
        self.took.append(took)
        self.kept.pop(draft, None)
        return Received(Changes(), f"visit-{len(self.logged)}", ())

    def new_draft_id(self) -> str:
        self._ids += 1
        return f"draft-{self._ids}"

    def keep_draft(self, draft: str, content: str) -> None:
        if self.full:
            raise EnvironmentProblem(Problem("disk.full"))
        self.writes += 1
        self.kept[draft] = content

    def drop_draft(self, draft: str) -> None:
        self.writes += 1
        self.kept.pop(draft, None)

    def drafts(self) -> tuple[Draft, ...]:
        return self.lying

    def officer_name(self, officer: str) -> str:
        return {"officer:1": "Nguyễn Thị Hạnh"}.get(officer, "")


class View:
    """A page of plain values."""

    presenter: IntakePresenter

    def __init__(self, port: Port) -> None:
        self._port = port
        self.form = VisitForm()
        self.line = self.selected = ""
        self.opened_cases: list[str] = []
        self.places: tuple[Place | None, ...] = ()
        self.matters: tuple[MatterRow, ...] = ()
        self.opened = ""
        self.sheet: MatterForm | None = None
        self.matter_facts: MatterFacts | None = None
        self.matter_problems: dict[str, str] = {}
        self.at_once = False
        self.meaning = ""
        self.problems: dict[str, str] = {}
        self.warnings: dict[str, str] = {}
        self.hints: dict[str, str] = {}
        self.facts = self.note = self.head = self.purpose = ""
        self.scanned = self.unkept = self.busy = False
        self.clocks: list[Clockwork] = []
        self.offer: Offer | None = None

    def timer(self, call: Callable[[], None]) -> Clockwork:
        self.clocks.append(Clockwork(self._port, call))
        return self.clocks[-1]

    def read(self) -> VisitForm:
        return self.form

    def write(self, form: VisitForm) -> None:
        self.form = msgspec.structs.replace(
            form, purpose="service", procedures=(), known_visit="", cases=(), follows=()
        )

    def fill(self, field: str, text: str) -> None:
        self.form = msgspec.structs.replace(self.form, **{field: text})

    def put_line(self, text: str) -> None:
        self.line = text
        self.presenter.line_changed(text)

    def clear_line(self) -> None:
        if self.line:
            self.put_line("")

    def go_to_line(self) -> None:
        """There is no focus here."""

    def select_line(self) -> None:
        self.selected = self.line

    def open_case(self, case_id: str) -> None:
        self.opened_cases.append(case_id)

    def show_places(self, places: tuple[Place | None, ...]) -> None:
        self.places = places

    def show_matters(self, matters: tuple[MatterRow, ...]) -> None:
        self.matters = matters

    def open_matter(self, procedure: Procedure, form: MatterForm, facts: MatterFacts) -> None:
        self.opened, self.sheet, self.matter_facts = procedure.code, form, facts

    def show_matter_facts(self, facts: MatterFacts) -> None:
        self.matter_facts = facts

    def show_matter_problems(self, sentences: dict[str, str]) -> None:
        self.matter_problems = sentences

    def close_matter(self) -> None:
        self.opened = ""

    def show_deed(self, at_once: bool) -> None:
        self.at_once = at_once

    def show_meaning(self, text: str) -> None:
        self.meaning = text

    def show_problems(self, sentences: dict[str, str]) -> None:
        self.problems = sentences

    def show_warnings(self, sentences: dict[str, str]) -> None:
        self.warnings = sentences

    def show_hints(self, texts: dict[str, str]) -> None:
        self.hints = texts

    def show_person(self, facts: str) -> None:
        self.facts = facts

    def show_note(self, text: str) -> None:
        self.note = text

    def show_head(self, facts: str, *, unkept: bool, scanned: bool) -> None:
        self.head, self.unkept, self.scanned = facts, unkept, scanned

    def show_purpose(self, purpose: str) -> None:
        self.purpose = purpose

    def show_busy(self, busy: bool) -> None:
        self.busy = busy

    def show_offer(self, offer: Offer | None) -> None:
        self.offer = offer

    def procedures(self) -> list[str]:
        """The codes on the strip."""
        return [place.procedure for place in self.places if place and place.procedure]

    def people(self) -> list[str]:
        """The names on the strip."""
        return [place.text for place in self.places if place and place.citizen]


class Intake:
    """Presenter, page, desk and hands together."""

    def __init__(self) -> None:
        self.port, self.hands = Port(), Hands()
        self.view = View(self.port)
        self.logged: list[str] = []
        self.presenter = IntakePresenter(
            self.port,
            self.hands.run,
            say,
            count,
            lambda problem: f"<{problem.code}>",
            self.view,
            lambda received, form: self.logged.append(received.visit),
        )
        self.view.presenter = self.presenter
        self.presenter.start()

    def type(self, text: str) -> None:
        """Type into the line, in place of what stands there."""
        self.view.put_line(text)

    def take(self, text: str) -> None:
        """Type into the line and press Enter."""
        self.type(text)
        self.presenter.take_line()

    def edit(self, **values: object) -> None:
        """Type into fields, one after the other."""
        for field, value in values.items():
            self.view.form = msgspec.structs.replace(self.view.form, **{field: value})
            self.presenter.edited(field)

    def pass_time(self, milliseconds: int) -> None:
        """Let time pass; what is due happens."""
        self.port.tick += milliseconds
        for clock in self.view.clocks:
            clock.ring()
