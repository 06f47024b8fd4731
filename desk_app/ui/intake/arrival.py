"""Somebody arrives: chosen among those known, found on another page, or by their scanned card."""

from __future__ import annotations

from collections.abc import Callable

from desk_app.core.card import Card
from desk_app.core.citizen import Citizen
from desk_app.core.citizen_id import CitizenId, parse_citizen_id
from desk_app.core.problems import Problem
from desk_app.core.text import digits, fold
from desk_app.ui.intake.draft_content import Known
from desk_app.ui.intake.known_people import KnownPeople
from desk_app.ui.intake.landing import land
from desk_app.ui.intake.ports import IntakePort, IntakeView
from desk_app.ui.intake.visit_in_hand import VisitInHand
from desk_app.ui.stage import Run


class Arrival:
    """Puts a person into the visit in hand; `touched` is told when something came in."""

    def __init__(
        self,
        port: IntakePort,
        run: Run,
        view: IntakeView,
        visit: VisitInHand,
        sentence: Callable[[Problem], str],
        touched: Callable[[], None],
    ) -> None:
        self._view, self._visit = view, visit
        self._sentence, self._touched = sentence, touched
        self._people = KnownPeople(port, run)

    def citizen(self, citizen: Citizen) -> bool:
        """Somebody who came before; False when the number in the form is another person's."""
        person, form = self._visit.person, self._view.read()
        if person.is_somebody_else(form, citizen):
            self._view.show_note(self._sentence(Problem("intake.number_of_another")))
            return False
        self._fill(person.take(form, citizen))
        return True

    def found(self, fields: dict[str, str], known: Known | None) -> None:
        """Somebody found on the search page; nobody takes the place of who is in hand already."""
        form = self._view.read()
        other = bool(form.name.strip()) and fold(form.name) != fold(fields["name"])
        number = digits(form.citizen_id)
        if known is not None and known.id_last4 and number:
            other = other or not number.endswith(known.id_last4)
        if other:
            self._view.show_note(self._sentence(Problem("intake.somebody_in_hand")))
            return
        if known is not None:
            self._visit.person.known = known
        self._fill({field: text for field, text in fields.items() if text})

    def card(self, card: Card) -> None:
        """A card was scanned: its digits first, the rest into empty fields, doubts beside them."""
        form, person = self._visit.typed(), self._visit.person
        link = person.link(form)
        landing = land(form, link.id_last4 if link is not None else "", card)
        if isinstance(landing, Problem):
            self._view.show_note(self._sentence(landing))
            return
        person.card, person.scanned = card, True
        self._fill(landing)
        self.number_changed()

    def number_changed(self) -> None:
        """The number in its field is another: who came with it before?"""
        number = parse_citizen_id(self._view.read().citizen_id)
        if isinstance(number, CitizenId):
            self._people.ask(number.number, lambda found: self._on_known(number.number, found))
        else:
            self._people.forget()

    def forget(self) -> None:
        """Nobody is looked up any more."""
        self._people.forget()

    def work_failed(self) -> None:
        """The work broke off."""
        self._people.work_failed()

    def _on_known(self, number: str, found: tuple[Citizen, ...]) -> None:
        form = self._view.read()
        if digits(form.citizen_id) == number and found:
            self._fill(self._visit.person.recognise(form, found))

    def _fill(self, fills: dict[str, str]) -> None:
        for field, text in fills.items():
            self._view.fill(field, text)
        self._visit.show_person()
        self._touched()
