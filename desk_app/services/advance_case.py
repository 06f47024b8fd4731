"""Record the next step of a case, take one back, void or restore it: always a new op."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple, get_args

import msgspec

from desk_app.core import case_steps
from desk_app.core.case_ops import (
    CaseExtended,
    CaseHandedOver,
    CasePaid,
    CaseReady,
    CaseRestored,
    CaseStep,
    CaseStopped,
    CaseTransferred,
    CaseVoided,
    HandOver,
    StepTakenBack,
    StepText,
    StopAsked,
    Supplemented,
    SupplementRequested,
    TransferTo,
)
from desk_app.core.case_view import CaseView
from desk_app.core.clock import Millis, from_local
from desk_app.core.errors import UserProblem
from desk_app.core.ids import OfficerId
from desk_app.core.ops import Reason
from desk_app.core.problems import Problem
from desk_app.core.text import clean
from desk_app.core.visit import LINE_LIMIT, NOTE_LIMIT, parse_when
from desk_app.core.workdays import MINUTE_MS
from desk_app.services.changes import Changes
from desk_app.services.deadlines import counting
from desk_app.store import cases
from desk_app.store.writer import Tx

_NEED_REASON = frozenset({"refused", "extended", "stopped", "withdrawn"})
_CHOICES: dict[str, tuple[str, ...]] = {
    "transferred": get_args(TransferTo),
    "stopped": get_args(StopAsked),
    "handed_over": get_args(HandOver),
    "paid": ("cash", "transfer", "online", "free"),
    "ready": ("", "electronic"),
    "extended": ("apology", "none"),
}
# What ends a state cannot have happened before it began.
_ENDS = {"supplemented": "supplement_requested", "returned": "transferred", "handed_over": "ready"}
AHEAD_MS = 5 * 60_000
_DEAREST = 10_000_000_000
# A new date further off is a slip of the finger: 2062 for 2026.
FURTHEST_MS = 20 * 366 * 86_400_000
ITEMS_LIMIT = 60


class StepForm(msgspec.Struct, frozen=True, kw_only=True):
    """A step exactly as typed; nothing checked yet.

    kind: supplement_requested, ready …; choice: where it is transferred to, how it is handed over,
    who asked to stop, how it was paid, "electronic", "apology"; "" for the usual one; at: civil
    time, "" for now; due: the new moment, civil time, of an extension; amount: đồng, 0 for the fee
    of the case.
    """

    kind: str
    choice: str = ""
    reason: str = ""
    items: tuple[str, ...] = ()
    place: str = ""
    who: str = ""
    note: str = ""
    at: str = ""
    due: str = ""
    amount: int = 0
    visit: str = ""


class _Step(NamedTuple):
    """A step on its way into the log."""

    tx: Tx
    view: CaseView
    form: StepForm
    choice: Any
    at: Millis
    problems: list[Problem]

    @property
    def visit(self) -> str | None:
        return self.form.visit or None


def advance_case(tx: Tx, case: str, form: StepForm, officer: OfficerId) -> Changes:
    """Record a step of a case; UserProblem when it is not legal now or something is missing."""
    view = existing(tx, case)
    if view.voided:
        raise UserProblem(Problem("case.voided"))
    if case_steps.after(view.status, f"case.{form.kind}") is None:  # type: ignore[arg-type]
        raise UserProblem(Problem(f"case.not_now.{view.status}", "kind"))
    problems: list[Problem] = []
    at = _moment(form, view, tx.now.wall, problems)
    text = _text(form, problems)
    choice = _choice(form, problems)
    step = _Step(tx, view, form, choice, at, problems)
    build = _FACTS.get(form.kind)
    facts = CaseStep(visit=step.visit) if build is None else build(step)
    if problems:
        raise UserProblem(*problems)
    assert facts is not None
    tx.log.append(
        f"case.{form.kind}",
        facts,
        person=None if text == StepText() else text,
        officer=officer,
        subject=case,
        act=at,
    )
    visits = frozenset({form.visit}) if form.visit else frozenset()
    return Changes(cases=frozenset({case}), visits=visits)


def take_back_step(tx: Tx, case: str, step: str, reason: str, officer: OfficerId) -> Changes:
    """The step no longer counts; `step` is its op, "" the last one that counts."""
    view = existing(tx, case)
    if not step:
        step = next((found.op for found in reversed(view.steps) if found.counts), "")
        if not step:
            raise UserProblem(Problem("case.nothing_to_undo"))
    found = next((one for one in view.steps if one.op == step), None)
    if found is None:
        raise UserProblem(Problem("case.step_unknown"))
    if found.taken_back:
        raise UserProblem(Problem("case.step_taken_back"))
    kept = clean(reason)
    tx.log.append(
        "case.step_taken_back",
        StepTakenBack(step=step),
        person=StepText(reason=kept) if kept else None,
        officer=officer,
        subject=case,
    )
    visits = frozenset({found.visit}) if found.visit else frozenset()
    return Changes(cases=frozenset({case}), visits=visits)


def void_case(tx: Tx, case: str, reason: str, officer: OfficerId) -> Changes:
    """The case no longer counts; needs a reason."""
    if existing(tx, case).voided:
        raise UserProblem(Problem("case.voided"))
    return _mark(tx, case, "case.voided", CaseVoided(), reason, officer)


def restore_case(tx: Tx, case: str, reason: str, officer: OfficerId) -> Changes:
    """A voided case counts again; needs a reason."""
    if not existing(tx, case).voided:
        raise UserProblem(Problem("case.not_voided"))
    return _mark(tx, case, "case.restored", CaseRestored(), reason, officer)


def _mark(
    tx: Tx, case: str, kind: str, facts: CaseVoided | CaseRestored, reason: str, officer: OfficerId
) -> Changes:
    kept = clean(reason)
    if not kept:
        raise UserProblem(Problem("case.reason_missing", "reason"))
    tx.log.append(kind, facts, person=Reason(reason=kept), officer=officer, subject=case)
    return Changes(cases=frozenset({case}))


def existing(tx: Tx, case: str) -> CaseView:
    """The case with this id; UserProblem when there is none."""
    view = cases.one(tx.connection, case)
    if view is None:
        raise UserProblem(Problem("case.unknown", "case", {"have": clean(case)[:60]}))
    return view


def _moment(form: StepForm, view: CaseView, now: Millis, problems: list[Problem]) -> Millis:
    if not form.at.strip():
        return now
    when = parse_when(form.at)
    if isinstance(when, Problem):
        problems.append(when)
        return now
    at = from_local(when)
    if at > now + AHEAD_MS:
        problems.append(Problem("case.in_future", "at"))
        return at
    # Typed to the minute: in the minute of what it follows, it came right after it.
    begun = _begun(form.kind, view)
    if at + MINUTE_MS <= view.at:
        problems.append(Problem("case.before_receipt", "at"))
    elif at + MINUTE_MS <= begun:
        problems.append(Problem("case.before_its_step", "at"))
    return max(at, begun)


def _begun(kind: str, view: CaseView) -> Millis:
    """When the step was taken that this one ends; the receipt when it ends none."""
    wanted = _ENDS.get(kind)
    found = (step.at for step in reversed(view.steps) if step.counts and step.kind == wanted)
    return next(found, view.at)


def _text(form: StepForm, problems: list[Problem]) -> StepText:
    def line(text: str, field: str, limit: int = LINE_LIMIT) -> str:
        kept = clean(text)
        if len(kept) > limit:
            values = {"have": str(len(kept)), "limit": str(limit)}
            problems.append(Problem("visit.too_long", field, values))
        return kept

    items = tuple(kept for item in form.items if (kept := line(item, "items", NOTE_LIMIT)))
    if len(items) > ITEMS_LIMIT:
        values = {"have": str(len(items)), "limit": str(ITEMS_LIMIT)}
        problems.append(Problem("case.papers_many", "items", values))
    if form.kind == "supplement_requested" and not items:
        problems.append(Problem("case.items_missing", "items"))
    reason = line(form.reason, "reason", NOTE_LIMIT)
    if form.kind in _NEED_REASON and not reason:
        problems.append(Problem("case.reason_missing", "reason"))
    return StepText(
        reason=reason,
        items=items,
        place=line(form.place, "place"),
        who=line(form.who, "who"),
        note=line(form.note, "note", NOTE_LIMIT),
    )


def _choice(form: StepForm, problems: list[Problem]) -> str:
    choices = _CHOICES.get(form.kind)
    if choices is None:
        return ""
    if not form.choice:
        return choices[0]
    if form.choice not in choices:
        problems.append(Problem("case.choice", "choice", {"have": clean(form.choice)[:40]}))
    return form.choice


def _supplement_requested(step: _Step) -> CaseStep:
    clock = counting(step.tx.connection).clock(step.view.procedure, step.at)
    return SupplementRequested(visit=step.visit, clock=clock)


def _supplemented(step: _Step) -> CaseStep:
    due = counting(step.tx.connection).due_after(step.view, step.at)
    return Supplemented(visit=step.visit, due=due)


def _extended(step: _Step) -> CaseStep | None:
    due = _new_due(step.form, step.view, step.at, step.problems)
    if due is None:
        return None
    return CaseExtended(visit=step.visit, due=due, apology=step.choice == "apology")


def _paid(step: _Step) -> CaseStep:
    amount = 0 if step.choice == "free" else step.form.amount or step.view.fee
    if amount > _DEAREST:
        values = {"have": str(amount), "limit": str(_DEAREST)}
        step.problems.append(Problem("case.too_many", "amount", values))
    elif amount <= 0 and step.choice != "free":
        step.problems.append(Problem("case.amount_missing", "amount"))
    return CasePaid(visit=step.visit, amount=amount, payment=step.choice)


_FACTS: dict[str, Callable[[_Step], CaseStep | None]] = {
    "supplement_requested": _supplement_requested,
    "supplemented": _supplemented,
    "extended": _extended,
    "paid": _paid,
    "transferred": lambda step: CaseTransferred(visit=step.visit, to=step.choice),
    "stopped": lambda step: CaseStopped(visit=step.visit, asked_by=step.choice),
    "ready": lambda step: CaseReady(visit=step.visit, electronic=step.choice == "electronic"),
    "handed_over": lambda step: CaseHandedOver(visit=step.visit, how=step.choice),
}


def _new_due(form: StepForm, view: CaseView, at: Millis, problems: list[Problem]) -> Millis | None:
    if not form.due.strip():
        problems.append(Problem("case.due_missing", "due"))
        return None
    when = parse_when(form.due)
    if isinstance(when, Problem):
        problems.append(Problem(when.code, "due", when.values))
        return None
    due = from_local(when)
    if view.due is not None and due <= view.due:
        problems.append(Problem("case.due_not_later", "due"))
        return None
    if due > at + FURTHEST_MS:
        problems.append(Problem("case.due_far", "due", {"have": f"{when:%d/%m/%Y}"}))
        return None
    return due
