"""The visit that is being typed: its fields, matters, purpose and person, shown and read as one."""

from __future__ import annotations

from collections.abc import Callable

import msgspec

from desk_app.core.clock import local
from desk_app.core.matter import FollowUp, MatterForm
from desk_app.core.problems import Problem
from desk_app.core.spoken_time import written_out
from desk_app.core.visit import VisitForm
from desk_app.ui.intake.draft_content import DraftContent, Known
from desk_app.ui.intake.matters import FOLLOWS, Matters
from desk_app.ui.intake.meaning import Situation
from desk_app.ui.intake.person import Person
from desk_app.ui.intake.ports import IntakePort, IntakeView
from desk_app.ui.stage import Count, Say

_EMPTY = VisitForm()
_PERSONAL = (
    "name", "citizen_id", "phone", "address", "organisation", "reference", "on_behalf_of",
    "known_visit",
)  # fmt: skip


def sentences(problems: tuple[Problem, ...], sentence: Callable[[Problem], str]) -> dict[str, str]:
    """What is to be said beside each field, several problems of one field one after the other."""
    said: dict[str, str] = {}
    for problem in problems:
        before = said.get(problem.field)
        text = sentence(problem)
        said[problem.field] = f"{before} {text}" if before else text
    return said


def split_problems(
    problems: tuple[Problem, ...],
) -> tuple[tuple[Problem, ...], tuple[tuple[int, Problem], ...]]:
    """Those of the visit, and those of its cases ("0.fee") with the place of each case."""
    own: list[Problem] = []
    others: list[tuple[int, Problem]] = []
    for problem in problems:
        place, dot, field = problem.field.partition(".")
        if dot and place.isdecimal():
            others.append((int(place), msgspec.structs.replace(problem, field=field)))
        else:
            own.append(problem)
    return tuple(own), tuple(others)


class VisitInHand:
    """What the page shows is what is in hand; only matters, purpose and links are held here."""

    def __init__(
        self,
        port: IntakePort,
        view: IntakeView,
        say: Say,
        count: Count,
        sentence: Callable[[Problem], str],
    ) -> None:
        self._port, self._view, self._say, self._sentence = port, view, say, sentence
        self.matters: tuple[str, ...] = ()
        self.cases = Matters(port, say, count)
        self.opened = ""
        self.purpose = "service"
        self.person = Person()

    @property
    def is_empty(self) -> bool:
        """Whether no field, matter, flag or purpose says anything."""
        return self.typed() == _EMPTY

    def typed(self) -> VisitForm:
        """Everything as typed, with the link to an earlier visit while it holds."""
        typed = self._view.read()
        link = self.person.link(typed)
        return msgspec.structs.replace(
            typed,
            purpose=self.purpose,
            procedures=self.matters,
            known_visit=link.visit if link is not None else "",
            cases=self.cases.typed(self.matters),
            follows=self.cases.follows,
        )

    def to_log(self) -> VisitForm:
        """The visit as it is logged; of only a question nothing about the person is taken."""
        typed = self.typed()
        typed = msgspec.structs.replace(typed, at=written_out(typed.at, self._port.today()))
        if self.purpose != "question":
            return typed
        gone = dict.fromkeys(_PERSONAL, "")
        return msgspec.structs.replace(typed, outcome="done", cases=(), follows=(), **gone)

    def content(self, line: str) -> DraftContent:
        """All of it with the line not taken yet, as a draft keeps it."""
        form = self.typed()
        known = self.person.link(form)
        return DraftContent(form=form, line=line, known=known, scanned=self.person.scanned)

    def situation(self) -> Situation:
        """What the words of the line may mean now."""
        typed = self._view.read()
        named = bool(typed.name.strip())
        missing = "proxy" in typed.flags and not typed.on_behalf_of.strip()
        return Situation(
            self.purpose,
            named,
            represents=named and missing,
            body=bool(typed.organisation.strip()),
            counts=self.cases.counts(self.matters),
        )

    def begin(self) -> None:
        """Nothing is in hand."""
        self._put(_EMPTY)
        self.person.forget()

    def load(self, content: DraftContent) -> None:
        """Take up what a draft holds."""
        form = content.form
        self._put(form)
        self.person.forget()
        self.person.scanned = content.scanned
        self.person.known = content.known
        if content.known is None and form.known_visit:
            self.person.known = Known(form.known_visit, form.name)

    def _put(self, form: VisitForm) -> None:
        self.matters, self.purpose = form.procedures, form.purpose
        self.opened = ""
        self.cases.load(form)
        self._view.close_matter()
        self._view.write(form)

    def add(self, code: str) -> None:
        """One matter more."""
        if code not in self.matters:
            self.matters = (*self.matters, code)
        self.show_matters()

    def remove(self, key: str) -> None:
        """One matter less, or an earlier case that is no matter of this visit."""
        if key.startswith(FOLLOWS):
            self.cases.unfollow(key)
        else:
            self.matters = tuple(c for c in self.matters if c != key)
            self.cases.forget(key)
        self.show_matters()

    def name_of(self, code: str) -> str:
        """A procedure's name in daily use."""
        found = self._port.procedure(code)
        return code if found is None else found.short_name or found.name

    def follow(self, follow: FollowUp) -> None:
        """An earlier case is closed or fed in this visit."""
        self.cases.follow(follow)
        self.show_matters()

    def open(self, key: str) -> bool:
        """Open the sheet of a matter; False for one that opens no case."""
        procedure, form = self._port.procedure(key), self.typed()
        row = next((one for one in self.cases.rows(form) if one.key == key), None)
        if procedure is None or row is None or not row.opens:
            return False
        self.opened = key
        self._view.open_matter(procedure, self.cases.of(key), self.cases.facts(form, procedure))
        return True

    def close(self) -> None:
        """Back from the sheet of a matter."""
        self.opened = ""
        self._view.close_matter()

    def show_matter_problems(self, problems: tuple[tuple[int, Problem], ...]) -> None:
        """Open the first matter with a problem and say it beside its field."""
        if not problems:
            self._view.show_matter_problems({})
            return
        place = problems[0][0]
        opening = [row.key for row in self.cases.rows(self.typed()) if row.opens]
        if place < len(opening) and (self.opened == opening[place] or self.open(opening[place])):
            own = tuple(problem for at, problem in problems if at == place)
            self._view.show_matter_problems(sentences(own, self._sentence))

    def change_matter(self, matter: MatterForm) -> None:
        """Something was typed about a matter."""
        self.cases.change(matter)
        self.show_matters()

    def show(self) -> None:
        """Show everything that is not a field."""
        self._view.show_purpose(self.purpose)
        self.show_matters()
        self.show_person()

    def show_matters(self) -> None:
        """Show the matters, in the present language, and what logging will do."""
        form = self.typed()
        self._view.show_matters(self.cases.rows(form))
        self._view.show_deed(self.cases.at_once(form))
        opened = self._port.procedure(self.opened) if self.opened else None
        if opened is not None and opened.code in self.matters:
            self._view.show_matter_facts(self.cases.facts(form, opened))

    def show_person(self) -> None:
        """Show what is known beside the name, and what is odd beside the fields."""
        form = self._view.read()
        self._view.show_person(self.person.facts(form, self._say))
        # A late entry shows both times: when the visit was, and when it is written down.
        now = local(self._port.now()).strftime("%H:%M %d/%m/%Y")
        late = {"at": self._say("ghi vào nhật ký lúc {time}", time=now)}
        self._view.show_hints(late | self.person.hints(form, self._say))
        odd = self.person.warnings(form, self._port.today())
        self._view.show_warnings(sentences(odd, self._sentence))
