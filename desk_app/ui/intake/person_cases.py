"""Which cases are offered for the person in hand: looked up elsewhere, the newest answer counts."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

import msgspec

from desk_app.core.case_view import CaseView
from desk_app.core.citizen_id import CitizenId, parse_citizen_id
from desk_app.core.errors import EnvironmentProblem
from desk_app.core.matter import Deed, FollowUp
from desk_app.core.phone import parse_phone
from desk_app.core.problems import Problem
from desk_app.core.text import clean
from desk_app.core.visit import VisitForm
from desk_app.ui.stage import Run

DEED_OF: dict[str, Deed] = {"ready": "hand_over", "waiting": "supplement"}


class Asked(msgspec.Struct, frozen=True):
    """Whose cases: the ID number, the name with the telephone, an earlier visit of theirs."""

    number: str = ""
    name: str = ""
    phone: str = ""
    visit: str = ""

    @property
    def says_who(self) -> bool:
        """Whether it tells one person from another."""
        return bool(self.number or self.visit or (self.name and self.phone))


class CasesPort(Protocol):
    """Who can look cases up; for a worker thread."""

    def cases_of(self, asked: Asked) -> tuple[CaseView, ...]: ...


class PersonCases:
    """Asks when the person in hand is another one, and keeps what is offered."""

    def __init__(self, port: CasesPort, run: Run, show: Callable[[], None]) -> None:
        self._port, self._run, self._show = port, run, show
        self._asked = Asked()
        self._scanned: tuple[CaseView, ...] = ()
        self._found: tuple[CaseView, ...] = ()

    @property
    def offers(self) -> tuple[CaseView, ...]:
        """The case whose slip was scanned first, then those of the person."""
        known = {one.id for one in self._scanned}
        return (*self._scanned, *(one for one in self._found if one.id not in known))

    def look(self, form: VisitForm) -> None:
        """Somebody else may be in hand now."""
        asked = asked_of(form)
        if asked == self._asked:
            return
        self._asked = asked
        if self._found:
            self._found = ()
            self._show()
        if asked.says_who:
            self._run(
                lambda: self._find(asked),
                lambda found: self._on_found(asked, found),
                lambda _refused: None,
            )

    def scanned(self, case: CaseView) -> None:
        """A slip was scanned: its case is offered, whoever brought it."""
        self._scanned = (case,)
        self._show()

    def forget(self) -> None:
        """The next visit begins."""
        self._asked, self._scanned, self._found = Asked(), (), ()

    def _find(self, asked: Asked) -> tuple[CaseView, ...]:
        try:
            return self._port.cases_of(asked)
        except EnvironmentProblem:
            # An offer is a help only: a fault of the machine is told where it matters.
            return ()

    def _on_found(self, asked: Asked, found: tuple[CaseView, ...]) -> None:
        if asked == self._asked:
            self._found = found
            if found:
                self._show()


def asked_of(form: VisitForm) -> Asked:
    """Who is in hand, as far as that tells one person from another."""
    number = parse_citizen_id(form.citizen_id) if form.citizen_id.strip() else None
    phone = parse_phone(form.phone) if form.phone.strip() else ""
    return Asked(
        number=number.number if isinstance(number, CitizenId) else "",
        name=clean(form.name),
        phone="" if isinstance(phone, Problem) else phone,
        visit=form.known_visit,
    )


def follow_up(case: CaseView) -> FollowUp | None:
    """What a visit may do to this case; None when there is nothing to fetch or to bring."""
    deed = DEED_OF.get(case.status)
    if deed is None or case.voided:
        return None
    return FollowUp(
        case=case.id, deed=deed, number=case.number, procedure=case.procedure, due=case.due
    )
