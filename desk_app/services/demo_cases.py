"""The cases of a practice desk: opened by simulated visits, led step by step through their days."""

from __future__ import annotations

import heapq
from collections.abc import Callable
from itertools import count
from random import Random
from typing import NamedTuple

import msgspec

from desk_app.core.case import CaseForm, NewCase, check_case
from desk_app.core.case_ops import CasePerson
from desk_app.core.clock import Instant, Millis, day_of
from desk_app.core.errors import Bug, UserProblem
from desk_app.core.ids import OfficerId
from desk_app.core.matter import MatterForm
from desk_app.core.matter_case import TAKEN_IN, case_forms
from desk_app.core.procedure import Catalogue, Procedure
from desk_app.core.simulation_cases import CaseLives, Planned, written
from desk_app.core.simulation_data import CaseMix
from desk_app.core.visit import KnownId, NewVisit, VisitForm
from desk_app.core.weighted import Weighted
from desk_app.core.work_calendar import WorkCalendar
from desk_app.services.advance_case import StepForm, advance_case, existing
from desk_app.services.receive_case import (
    ReceivedCase,
    checked_cases,
    receive_case,
    receive_visit,
)
from desk_app.store.writer import Tx

# Copies and pages of one certification, and how often.
_COPIES = Weighted({1: 3, 2: 4, 3: 3, 4: 1, 5: 1, 10: 0.3})
_PAGES = Weighted({1: 6, 2: 4, 3: 1, 4: 1, 8: 0.3})


class _Due(NamedTuple):
    """A planned step of a case, in the order of time."""

    at: Millis
    order: int
    case: str
    officer: OfficerId
    field: str
    step: Planned


class DemoCases:
    """Receives the cases of visits and takes their steps when the time has come.

    Nothing is taken after `until`.
    """

    def __init__(
        self,
        catalogue: Catalogue,
        mix: CaseMix,
        calendar: WorkCalendar,
        rng: Random,
        until: Millis,
    ) -> None:
        self.received = self.steps = 0
        self._catalogue, self._rng, self._until = catalogue, rng, until
        self._lives = CaseLives(mix, calendar, rng)
        self._waiting: list[_Due] = []
        self._order = count()

    def log(self, tx: Tx, form: VisitForm, new: NewVisit, officer: OfficerId) -> str:
        """Log a visit with the cases it opens; its id."""
        day = day_of(new.act)

        def find(code: str) -> Procedure | None:
            return self._catalogue.find(code, day) or self._catalogue.find(code)

        taken = form.outcome in TAKEN_IN
        forms = case_forms(self._with_copies(form, find), find) if taken else ()
        received = receive_visit(tx, new, checked_cases(new, forms, self._catalogue), officer)
        opened = list(received.cases)
        if form.purpose == "online_help" and form.outcome == "accepted":
            opened += self._online(tx, form, new, received.visit, officer, find)
        for case in opened:
            self._plan(case, new.act, officer, find)
        self.received += len(opened)
        return received.visit

    def catch_up(self, tx: Tx, moment: Millis, instant: Callable[[Millis], Instant]) -> None:
        """Take every step whose time came before this moment, each at its own."""
        while self._waiting and self._waiting[0].at <= moment:
            due = heapq.heappop(self._waiting)
            if due.at <= self._until:
                self._take(tx.at(instant(due.at)), due)

    def left(self) -> bool:
        """Whether any step is still to be taken before the end."""
        return bool(self._waiting) and self._waiting[0].at <= self._until

    def next_moment(self, steps: int) -> Millis:
        """A moment by which about so many of the steps that are left will have been taken."""
        found = heapq.nsmallest(steps, self._waiting)
        return min(found[-1].at, self._until)

    def _with_copies(self, form: VisitForm, find: Callable[[str], Procedure | None]) -> VisitForm:
        """What is certified has copies and pages, as an officer types them."""
        matters = []
        for code in form.procedures:
            procedure = find(code)
            if procedure is not None and procedure.register:
                copies, pages = _COPIES.draw(self._rng), _PAGES.draw(self._rng)
                matters.append(MatterForm(procedure=code, copies=str(copies), pages=str(pages)))
        return msgspec.structs.replace(form, cases=tuple(matters))

    def _online(
        self,
        tx: Tx,
        form: VisitForm,
        new: NewVisit,
        visit: str,
        officer: OfficerId,
        find: Callable[[str], Procedure | None],
    ) -> list[ReceivedCase]:
        """The cases that the desk helped to hand in online."""
        cases: list[ReceivedCase] = []
        for code in form.procedures:
            procedure = find(code)
            if procedure is None or not procedure.opens_case or not procedure.at_desk:
                continue
            typed = CaseForm(
                procedure=code, channel="online", name=form.name, phone=form.phone,
                address=form.address, digitised=True,
            )  # fmt: skip
            checked = check_case(typed, procedure, KnownId(), CasePerson())
            if not isinstance(checked, NewCase):
                raise Bug(f"a simulated case has problems: {[p.code for p in checked]}")
            at = self._lives.online_at(new.act)
            cases.append(receive_case(tx, checked, officer, act=at, visit=visit))
        return cases

    def _plan(
        self,
        case: ReceivedCase,
        at: Millis,
        officer: OfficerId,
        find: Callable[[str], Procedure | None],
    ) -> None:
        if case.at_once:
            return
        procedure = find(case.procedure)
        field = "" if procedure is None else procedure.field
        self._put(case.id, officer, field, self._lives.begin(at, case.due, field))

    def _put(self, case: str, officer: OfficerId, field: str, steps: list[Planned]) -> None:
        for step in steps:
            entry = _Due(step.at, next(self._order), case, officer, field, step)
            heapq.heappush(self._waiting, entry)

    def _take(self, tx: Tx, due: _Due) -> None:
        step = due.step
        form = StepForm(
            kind=step.kind,
            choice=step.choice,
            reason=step.reason,
            items=step.items,
            place=step.place,
            due="" if step.due is None else written(step.due),
        )
        try:
            advance_case(tx, due.case, form, due.officer)
        except UserProblem:
            # Its visit was voided meanwhile, or an earlier step ended it.
            return
        self.steps += 1
        if step.goes_on:
            view = existing(tx, due.case)
            self._put(due.case, due.officer, due.field, self._lives.go_on(step.at, view.due))
