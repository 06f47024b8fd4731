"""What hands do with the matters of the visit in hand: open one, count copies, fetch, bring."""

from __future__ import annotations

from collections.abc import Callable

from desk_app.core.case_paper import CasePaper
from desk_app.core.case_view import CaseView
from desk_app.core.matter import FollowUp, MatterForm, copies_and_pages
from desk_app.core.problems import Problem
from desk_app.core.visit import VisitForm
from desk_app.services.receive_case import Received
from desk_app.ui.intake.matter_words import short_number
from desk_app.ui.intake.offer_places import case_place, offer_places
from desk_app.ui.intake.person_cases import PersonCases
from desk_app.ui.intake.places import Place
from desk_app.ui.intake.ports import IntakePort, IntakeView
from desk_app.ui.intake.visit_in_hand import VisitInHand
from desk_app.ui.rating.check_words import CheckMatter
from desk_app.ui.stage import Run, Say

_PAPERS: dict[str, CasePaper] = {"refused": "case_03", "supplement": "case_02"}


class MatterActs:
    """Changes the visit in hand; `touched` is told then, `waits` keeps an act until a save is over.

    show_offers: the strip shows what it shows for the line as it stands.
    """

    def __init__(
        self,
        port: IntakePort,
        run: Run,
        view: IntakeView,
        visit: VisitInHand,
        say: Say,
        sentence: Callable[[Problem], str],
        waits: Callable[[Callable[[], None]], bool],
        saving: Callable[[], bool],
        touched: Callable[[], None],
        show_offers: Callable[[], None],
    ) -> None:
        self._view, self._visit, self._say, self._sentence = view, visit, say, sentence
        self._waits, self._saving, self._touched = waits, saving, touched
        self._show_offers = show_offers
        self._person = PersonCases(port, run, show_offers)
        self.slips: tuple[str, ...] = ()
        """The cases of the visit that was logged last, whose papers F8 prints."""
        self.paper: CasePaper = "case_01"
        """Which paper of theirs that is."""

    # ---- matters ----------------------------------------------------------------------------

    def open(self, key: str) -> None:
        """Open the sheet of a matter."""
        if not self._saving() and not self._visit.open(key):
            self._view.close_matter()

    def open_newest(self) -> None:
        """→ in the empty line: the matter that was added last."""
        if self._visit.matters:
            self.open(self._visit.matters[-1])

    def close(self) -> None:
        """Back to the visit."""
        self._visit.close()

    def change(self, matter: MatterForm) -> None:
        """Something was typed on the sheet of a matter."""
        if not self._saving():
            self._visit.change_matter(matter)
            self._touched()

    def remove(self, key: str) -> None:
        """A matter, or an earlier case, is no part of the visit any more."""
        if not self._saving():
            self._visit.remove(key)
            self._touched()
            self._show_offers()

    def copies(self, text: str) -> None:
        """ "3x5" in the line: three copies of five pages."""
        counted = copies_and_pages(text)
        if counted is not None:
            self._visit.cases.copies(self._visit.matters, *counted)
            self._visit.show_matters()
            self._touched()

    def minute_passed(self) -> None:
        """After 15:00 the same matter is promised for another day."""
        if not self._saving():
            self._visit.show_matters()

    def promised(self, form: VisitForm) -> dict[str, CheckMatter]:
        """What the citizen checks of the matters: when, how much, which papers."""
        return self._visit.cases.promised(form)

    # ---- earlier cases ----------------------------------------------------------------------

    def look(self) -> None:
        """Somebody else may be in hand now: what may they fetch or bring?"""
        self._person.look(self._visit.typed())

    def forget(self) -> None:
        """The next visit begins."""
        self._person.forget()

    def follow(self, follow: FollowUp) -> None:
        """An earlier case is closed or fed in this visit."""
        if not self._waits(lambda: self.follow(follow)):
            self._visit.follow(follow)
            self._touched()
            self._show_offers()

    def offer(self, case: CaseView) -> None:
        """A slip was scanned: what may be done with its case stands in the strip."""
        if not self._waits(lambda: self.offer(case)):
            self._person.scanned(case)
            number = {"number": short_number(case.number)}
            self._view.show_note(self._sentence(Problem("intake.case_offered", "", number)))

    def offered(self) -> tuple[Place, ...]:
        """What the person in hand may fetch or bring, for the strip."""
        return offer_places(self._person.offers, self._visit, self._say)

    def of_case(self, case: CaseView) -> Place:
        """What becomes of a case whose number was typed, for the strip."""
        return case_place(case, self._visit, self._say)

    # ---- slips ------------------------------------------------------------------------------

    def logged(self, received: Received, outcome: str) -> None:
        """A visit was logged: F8 prints its slips, or the papers that say what came of it."""
        self.paper = _PAPERS.get(outcome, "case_01")
        self.slips = tuple(one.id for one in received.cases if not one.at_once)

    def no_slip(self) -> None:
        """F8 where nothing was received: say so."""
        self._view.show_note(self._sentence(Problem("intake.no_slip")))
