"""The focus line while one types: what Enter will take, what the strip offers, who is known."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal, Protocol

import msgspec

from desk_app.core.case_view import CaseView
from desk_app.core.citizen import Citizen
from desk_app.core.matter import FollowUp, copies_and_pages, matter_and_copies
from desk_app.core.phone import parse_phone
from desk_app.core.problems import Problem
from desk_app.core.procedure import Procedure
from desk_app.core.text import clean, digits
from desk_app.qt.language import mark
from desk_app.ui.intake.case_in_line import CaseInLine, CasePort, case_number
from desk_app.ui.intake.known_people import KnownPeople, PeoplePort
from desk_app.ui.intake.meaning import (
    Kind,
    Meaning,
    Side,
    Situation,
    kind_of,
    meaning_of,
    side_of,
)
from desk_app.ui.intake.places import COLUMN, STRIP, Place, places, with_case, with_offers
from desk_app.ui.stage import Count, Run, Say

_LONGEST = 28
_LAST4 = -4
_SHORTEST_NAME = 2
_COUNTER = 6

# nothing: the line is empty or says nothing; waits: a look-up decides, the line is taken then;
# unclear: what stands there may not be lost and cannot be taken either.
Taken = Literal["taken", "nothing", "waits", "unclear"]

_MEANINGS = {
    "name": mark("Enter: người đến"),
    "organisation": mark("Enter: tổ chức"),
    "citizen_id": mark("Enter: số định danh"),
    "phone": mark("Enter: điện thoại"),
    "note": mark("Enter: ghi chú"),
    "on_behalf_of": mark("Enter: nộp thay cho"),
}


class LinePort(PeoplePort, CasePort, Protocol):
    """What the line needs from the desk."""

    def frequent(self) -> tuple[Procedure, ...]: ...
    def find_procedures(self, words: str) -> tuple[Procedure, ...]: ...
    def procedure(self, code: str) -> Procedure | None: ...


class LineView(Protocol):
    """Where the line shows what it understands."""

    def show_places(self, places: tuple[Place | None, ...]) -> None: ...
    def show_meaning(self, text: str) -> None: ...
    def clear_line(self) -> None: ...
    def select_line(self) -> None: ...
    def go_to_line(self) -> None: ...
    def open_case(self, case_id: str) -> None: ...


class Takes(msgspec.Struct, frozen=True):
    """What becomes of the line: a matter is added, a field filled, a citizen taken."""

    matter: Callable[[str], None]
    field: Callable[[str, str], None]
    citizen: Callable[[Citizen], bool]
    """False when the visit is somebody else's."""
    line_taken: Callable[[Taken], None]
    """What a line that had to wait for its look-up came to."""
    copies: Callable[[str], None]
    """How many copies of how many pages: "3x5"."""
    follow: Callable[[FollowUp], None]
    """An earlier case is closed or fed."""
    offers: Callable[[], tuple[Place, ...]]
    """What the person in hand may fetch or bring."""
    case: Callable[[CaseView], Place]
    """What becomes of a case whose number is typed."""


class LineReader:
    """Understands the line; a known citizen is looked up beside the typing, never before a key."""

    def __init__(
        self,
        port: LinePort,
        run: Run,
        say: Say,
        count: Count,
        view: LineView,
        situation: Callable[[], Situation],
        note: Callable[[], str],
        takes: Takes,
    ) -> None:
        self._port, self._say, self._count, self._view = port, say, count, view
        self._situation, self._note, self._takes = situation, note, takes
        self._known = KnownPeople(port, run)
        self._case = CaseInLine(port, run, self._on_answer)
        self.typed = ""
        self._kind: Kind = "empty"
        self._side: Side = "procedures"
        self._meaning = Meaning()
        self._procedures: tuple[Procedure, ...] = ()
        self._people: tuple[Citizen, ...] = ()
        self._places: tuple[Place | None, ...] = ()
        self._understood = Situation()
        self._looking = False
        self._hurried = False
        self._copies = ""

    def change(self, text: str) -> None:
        """Somebody types, or the visit around the line changed: say what it means now."""
        same = clean(text) == clean(self.typed) and bool(text.strip())
        self.typed = text
        words, situation = clean(text), self._situation()
        self._understood = situation
        before, self._side = self._side, side_of(kind_of(words), situation, words)
        self._kind = kind_of(words)
        self._procedures = self._port.find_procedures(words) if words else self._port.frequent()
        self._meaning = meaning_of(words, situation, self._procedures, self._note())
        self._copies = ""
        matter, copies = matter_and_copies(words)
        if matter and not self._procedures:
            self._read_with_copies(matter, copies)
        number = digits(words) if self._kind == "last" else case_number(words)
        self._case.ask(number if len(number) >= _COUNTER else "")
        if self._side == "procedures" or self._kind == "case" or not words:
            self._people, self._looking, self._hurried = (), False, False
            self._known.forget()
        elif not (same and before == self._side):
            self._look_up(words, keep=before == self._side)
        self._show()

    def _read_with_copies(self, matter: str, copies: str) -> None:
        """ "BS 3x5": the matter, and how many copies of how many pages."""
        found = self._port.find_procedures(matter)
        meaning = meaning_of(matter, self._situation(), found, self._note())
        if meaning.field == "procedures":
            self._procedures, self._meaning, self._copies = found, meaning, copies

    def refresh(self) -> None:
        """The visit around the line changed: the same words may mean something else now."""
        if self.typed.strip() and self._situation() != self._understood:
            self.change(self.typed)

    def take(self) -> Taken:
        """Put the line where it belongs."""
        if not self.typed.strip():
            return "nothing"
        if self._case.looking or (self._looking and self._kind in ("last", "phone", "id")):
            self._hurried = True
            return "waits"
        only, case = self._only_person(), self._only_case()
        if only is not None:
            if not self._takes.citizen(only):
                return "unclear"
        elif case is not None:
            self._take_case(case)
            return "taken"
        elif self._meaning.field == "procedures":
            self._takes.matter(self._meaning.text)
            if self._copies:
                self._takes.copies(self._copies)
        elif self._meaning.field == "copies":
            self._takes.copies(self._meaning.text)
        elif self._meaning.field and self._kind != "last":
            self._takes.field(self._meaning.field, self._meaning.text)
        else:
            return "unclear"
        self._view.clear_line()
        return "taken"

    def why_unclear(self) -> Problem:
        """Why the line could not be taken, and what to do."""
        typed = clean(self.typed)
        if self._meaning.other:
            return Problem("intake.somebody_else", "", {"have": _short(typed)})
        if self._kind == "case":
            return self._case.problem or Problem("case.unknown", "", {"have": _short(typed)})
        return Problem("intake.line_unclear")

    def _take_case(self, place: Place) -> None:
        self._view.clear_line()
        if place.follow is not None:
            self._takes.follow(place.follow)
        else:
            self._view.open_case(place.case)

    def take_place(self, number: int) -> None:
        """Take what the strip shows at this place."""
        place = self._places[number] if 0 <= number < len(self._places) else None
        if place is None:
            return
        if place.case:
            self._take_case(place)
        elif place.follow is not None:
            self._takes.follow(place.follow)
        elif place.citizen is not None:
            if not self._takes.citizen(place.citizen):
                return
        else:
            self._takes.matter(place.procedure)
        if self.typed.strip():
            self._view.clear_line()

    def say_again(self) -> None:
        """Say everything again: another language, or other procedures come most often."""
        if not self.typed.strip():
            self._procedures = self._port.frequent()
        self._show()

    def work_failed(self) -> None:
        """The work broke off: nobody is looked up any more."""
        self._known.work_failed()
        self._case.work_failed()
        self._looking = self._hurried = False

    def _look_up(self, words: str, *, keep: bool) -> None:
        # What stood there for a letter less stays until the answer comes: nothing flickers.
        self._hurried = False
        if not keep:
            self._people = ()
        if self._kind == "words" and len(words) < _SHORTEST_NAME:
            self._people, self._looking = (), False
            self._known.forget()
            return
        self._looking = True
        self._known.ask(words, self._on_found)

    def _on_found(self, found: tuple[Citizen, ...]) -> None:
        self._looking = False
        number = digits(self.typed)
        if self._kind == "last":
            found = tuple(c for c in found if c.id_last4 == number[_LAST4:])
        self._people = found[: COLUMN if self._side == "both" else STRIP]
        self._on_answer()

    def _on_answer(self) -> None:
        self._show()
        if self._hurried and not self._case.looking and not self._looking:
            self._hurried = False
            self._takes.line_taken(self.take())

    def _only_person(self) -> Citizen | None:
        """Who alone can be meant by these digits; a name may be several people's."""
        found = self._people
        if self._looking or self._situation().named:
            return None
        if self._kind == "phone":
            phone = parse_phone(self.typed)
            found = tuple(c for c in found if c.phone == phone)
        elif self._kind != "last":
            return None
        return found[0] if len(found) == 1 else None

    def _only_case(self) -> Place | None:
        """The case that alone can be meant by this number; people come before it."""
        found = self._case.found
        if found is None or self._case.looking or (self._kind == "last" and self._people):
            return None
        return self._takes.case(found)

    def _show(self) -> None:
        people = self._people if self._side != "procedures" else ()
        self._places = places(self._side, self._procedures[:STRIP], people, self._count)
        if not self.typed.strip() and self._understood.purpose == "service":
            self._places = with_offers(self._places, self._takes.offers())
        if self._case.found is not None:
            self._places = with_case(self._places, self._takes.case(self._case.found))
        self._view.show_places(self._places)
        self._view.show_meaning(self._meaning_words())

    def _meaning_words(self) -> str:
        only = self._only_person()
        if only is not None:
            name = _short(only.name or only.organisation)
            last4 = f" · {only.id_last4}" if only.id_last4 else ""
            return self._say("Enter: {name}", name=f"{name}{last4}")
        if self._kind in ("case", "last"):
            return self._words_for_number()
        counted = copies_and_pages(self._meaning.text)
        if self._meaning.field == "copies" and counted is not None:
            return self._say("Enter: {copies} bản × {pages} trang", copies=counted[0],
                             pages=counted[1])  # fmt: skip
        if self._meaning.field == "procedures":
            procedure = self._port.procedure(self._meaning.text)
            name = procedure.short_name if procedure is not None else self._meaning.text
            return self._say("Enter: {name}", name=_short(name))
        words = _MEANINGS.get(self._meaning.field)
        return self._say(words) if words else ""

    def _words_for_number(self) -> str:
        case = self._only_case()
        if case is not None:
            return self._say("Enter: {name}", name=_short(case.text.split(" · ")[0]))
        if self._looking or self._case.looking:
            return ""
        if self._kind == "case":
            return self._say("chưa thấy hồ sơ này")
        if not self._people:
            return self._say("chưa ai có số cuối này")
        if len(self._people) == 1:
            return self._say("Alt 1: chọn người")
        return self._say("Alt 1–{n}: chọn người", n=len(self._people))


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1].rstrip() + "…"
