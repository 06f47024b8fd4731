"""The visit behind a step at the counter: who fetches a result or brings papers has come."""

from __future__ import annotations

import msgspec

from desk_app.core.case_view import CaseView, StepView
from desk_app.core.clock import Millis, from_local
from desk_app.core.ids import OfficerId
from desk_app.core.ops import VisitLogged, VisitPerson
from desk_app.core.problems import Problem
from desk_app.core.text import clean
from desk_app.core.visit import LATE_AFTER, NewVisit, parse_when
from desk_app.services.advance_case import StepForm
from desk_app.services.log_visit import log_visit
from desk_app.store import cases, visits
from desk_app.store.writer import Tx

# How it is handed over, or how a supplement comes, when somebody stands at the counter.
_AT_COUNTER = {"handed_over": ("", "person", "proxy"), "supplemented": ("", "desk")}


def visit_of_step(tx: Tx, case: CaseView, form: StepForm, officer: OfficerId) -> str:
    """Log the visit that this step is, unless one is named or nobody came; its id, or ""."""
    if form.visit or form.choice not in _AT_COUNTER.get(form.kind, ()):
        return ""
    new = _new(tx, case, form)
    (visit,) = log_visit(tx, new, officer).visits
    return visit


def logged_by_step(tx: Tx, case: CaseView, step: StepView) -> bool:
    """Whether the visit of a step is there for this step alone, and nobody has rated it."""
    found = visits.one(tx.connection, step.visit) if step.visit else None
    if found is None or found.voided or found.rating == "answered":
        return False
    alone = not any(
        other.visit == step.visit and other.counts for other in case.steps if other.op != step.op
    )
    of_visit = {one.id for one in cases.of_visit(tx.connection, step.visit)}
    own = found.procedures == (case.procedure,) and of_visit <= {case.id}
    return alone and own and not cases.opened_by(tx.connection, step.visit)


def _new(tx: Tx, case: CaseView, form: StepForm) -> NewVisit:
    """Of what the case knows; `who` is checked with the step."""
    came = clean(form.who) or case.submitter
    proxy = bool(came) and came != (case.name or case.representative)
    now = tx.now.wall
    act = _moment(form.at, now)
    facts = VisitLogged(
        procedures=(case.procedure,),
        outcome="returned" if form.kind == "handed_over" else "accepted",
        flags=("proxy",) if proxy or form.choice == "proxy" else (),
        applicant="organisation" if case.organisation else "person",
        late="other" if now - act > LATE_AFTER.total_seconds() * 1000 else None,
    )
    person = VisitPerson(
        name=came or case.name or case.representative,
        organisation=case.organisation,
        on_behalf_of=case.name if proxy else "",
        phone="" if proxy else case.phone,
        address="" if proxy else case.address,
        reference=case.reference,
    )
    if not proxy and not case.submitter:
        person = _with_id(tx, case, person)
    return NewVisit(facts, None if person == VisitPerson() else person, act)


def _with_id(tx: Tx, case: CaseView, person: VisitPerson) -> VisitPerson:
    """The same person as on the first visit, by the number that was shown there."""
    first = visits.one(tx.connection, case.visits[0]) if case.visits else None
    if first is None or first.name != person.name:
        return person
    known = visits.known_id(tx.connection, first.id)
    if known is None:
        return person
    return msgspec.structs.replace(
        person,
        id_key=known.id_key,
        id_hash=known.id_hash,
        id_six=known.id_six,
        id_last4=known.id_last4,
    )


def _moment(at: str, now: Millis) -> Millis:
    # What cannot be read is refused with its sentence when the step itself is written.
    when = parse_when(at) if at.strip() else None
    return now if when is None or isinstance(when, Problem) else from_local(when)
