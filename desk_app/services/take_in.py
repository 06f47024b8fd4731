"""Take a visit in with the cases it opens, feeds and closes, and take it back with them."""

from __future__ import annotations

import re

import msgspec

from desk_app.core.case import CaseForm
from desk_app.core.case_view import CaseView
from desk_app.core.clock import day_of
from desk_app.core.errors import UserProblem
from desk_app.core.ids import OfficerId
from desk_app.core.matter_case import TURNED_AWAY, as_logged, case_forms
from desk_app.core.problems import Problem
from desk_app.core.procedure import Catalogue
from desk_app.core.text import clean
from desk_app.core.visit import VisitForm
from desk_app.services.advance_case import (
    StepForm,
    advance_case,
    restore_case,
    take_back_step,
    void_case,
)
from desk_app.services.catalogue import keep_versions
from desk_app.services.changes import Changes
from desk_app.services.correct_visit import restore_visit, void_visit
from desk_app.services.log_visit import checked_visit
from desk_app.services.receive_case import Received, checked_cases, receive_visit
from desk_app.store import cases
from desk_app.store.writer import Tx

# What a visit does to a case that was there before.
_STEPS = {"hand_over": "handed_over", "supplement": "supplemented"}
_NEEDED = {
    "refused": Problem("visit.refusal_reason", "note"),
    "supplement": Problem("visit.supplement_items", "note"),
}


def take_in(
    tx: Tx,
    form: VisitForm,
    catalogue: Catalogue,
    officer: OfficerId,
    draft: str = "",
    took: int | None = None,
    *,
    at_once: bool = False,
) -> Received:
    """Log the visit, receive its cases and take the steps of earlier ones: all of it or nothing.

    at_once: every case is handed over in the same go. Where the outcome is a refusal or a request
    for a supplement, the cases take that step with the note as its reason or items.
    UserProblem names what must change first; of a case as its place among the forms and the field
    ("0.fee").
    """
    now = catalogue.find
    new = checked_visit(tx, as_logged(form, now, at_once=at_once), catalogue)
    day = day_of(new.act)
    forms = case_forms(form, lambda code: now(code, day) or now(code), at_once=at_once)
    _refuse_incomplete(form, forms)
    checked = checked_cases(new, forms, catalogue)
    if form.outcome == "refused":
        # What was refused is certified nowhere: it takes no number in a book.
        checked = tuple(msgspec.structs.replace(case, book="") for case in checked)
    received = receive_visit(tx, new, checked, officer, draft, took)
    keep_versions(tx, catalogue, (case.version for case in checked))
    changed = set(received.changes.cases)
    if form.outcome in TURNED_AWAY:
        step = _turning_away(form, received.visit)
        for case in received.cases:
            changed |= advance_case(tx, case.id, step, officer).cases
    for follow in form.follows:
        step = StepForm(
            kind=_STEPS[follow.deed],
            choice=_hand_over(form, follow.deed),
            visit=received.visit,
            at=form.at,
        )
        changed |= advance_case(tx, follow.case, step, officer).cases
    changes = msgspec.structs.replace(received.changes, cases=frozenset(changed))
    return msgspec.structs.replace(received, changes=changes)


def _refuse_incomplete(form: VisitForm, forms: tuple[CaseForm, ...]) -> None:
    """Without these the paper of a case would say nothing, or the same person twice."""
    problems: list[Problem] = []
    if forms and form.outcome in _NEEDED and not clean(form.note):
        problems.append(_NEEDED[form.outcome])
    unnamed = "proxy" in form.flags and not clean(form.on_behalf_of)
    if forms and unnamed and not clean(form.organisation):
        problems.append(Problem("visit.on_behalf_missing", "on_behalf_of"))
    if problems:
        raise UserProblem(*problems)


def _turning_away(form: VisitForm, visit: str) -> StepForm:
    kind = TURNED_AWAY[form.outcome]
    if kind == "refused":
        return StepForm(kind=kind, reason=form.note, visit=visit, at=form.at)
    items = tuple(item for item in re.split(r"[;\n]", form.note) if clean(item))
    return StepForm(kind=kind, items=items, visit=visit, at=form.at)


def _hand_over(form: VisitForm, deed: str) -> str:
    if deed != "hand_over":
        return ""
    return "proxy" if "proxy" in form.flags else "person"


def void_taken_in(tx: Tx, visit: str, reason: str, officer: OfficerId) -> Changes:
    """Void a visit with the cases it opened, and take back the steps that it took.

    A case that went on since is not swept away with its first visit: UserProblem names it.
    """
    opened = [case for case in cases.opened_by(tx.connection, visit) if not case.voided]
    for case in opened:
        _refuse_when_gone_on(tx, case, visit)
    changes = void_visit(tx, visit, reason, officer)
    changed: set[str] = set()
    for case in opened:
        changed |= void_case(tx, case.id, reason, officer).cases
    for case in _others(tx, visit, opened):
        for step in case.steps:
            if step.visit == visit and not step.taken_back:
                changed |= take_back_step(tx, case.id, step.op, reason, officer).cases
    return msgspec.structs.replace(changes, cases=frozenset(changed))


def restore_taken_in(tx: Tx, visit: str, reason: str, officer: OfficerId) -> Changes:
    """Let a voided visit count again, with the cases it opened and the steps it took."""
    changes = restore_visit(tx, visit, reason, officer)
    opened = [case for case in cases.opened_by(tx.connection, visit) if case.voided]
    changed: set[str] = set()
    for case in opened:
        changed |= restore_case(tx, case.id, reason, officer).cases
    for case in _others(tx, visit, opened):
        taken = [one for one in case.steps if one.visit == visit]
        last = taken[-1] if taken else None
        if last is not None and last.taken_back and not case.voided:
            step = StepForm(kind=last.kind, choice=last.detail, who=last.who, visit=visit)
            changed |= advance_case(tx, case.id, step, officer).cases
    return msgspec.structs.replace(changes, cases=frozenset(changed))


def _others(tx: Tx, visit: str, opened: list[CaseView]) -> list[CaseView]:
    own = {case.id for case in opened}
    found = (one for one in cases.of_visit(tx.connection, visit) if one.id not in own)
    whole = (cases.one(tx.connection, one.id) for one in found)
    return [one for one in whole if one is not None]


def _refuse_when_gone_on(tx: Tx, case: CaseView, visit: str) -> None:
    steps = cases.steps(tx.connection, case.id)
    if any(step.counts and step.visit != visit for step in steps):
        raise UserProblem(Problem("visit.case_went_on", "", {"number": _short(case.number)}))


def _short(number: str) -> str:
    return number.rsplit("-", 1)[-1]
