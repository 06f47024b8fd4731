"""The state of a case, folded from its ops: where it stands, what was promised, what is disputed.

An illegal step, which only another desk can have written without knowing, is kept and flagged and
moves nothing; a step that was taken back stands in the list and moves nothing either.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import msgspec

from desk_app.core import case_steps
from desk_app.core.case_ops import (
    CaseExtended,
    CaseHandedOver,
    CasePaid,
    CasePerson,
    CaseReady,
    CaseReceived,
    CaseStep,
    CaseStopped,
    CaseTransferred,
    Payment,
    StepTakenBack,
    StepText,
    Supplemented,
    SupplementRequested,
)
from desk_app.core.case_steps import Status
from desk_app.core.case_view import StepView
from desk_app.core.chain import NO_PERSON
from desk_app.core.clock import Millis
from desk_app.core.ids import OfficerId, SubjectId
from desk_app.core.op_fields import corrected_to, fields_of, made_with
from desk_app.core.ops import Op, facts_of, person_of

_NOBODY = CasePerson()
_ERASED = msgspec.structs.asdict(_NOBODY)
# The kinds of `case_sets`.
_SETTING = frozenset(("case.received", "case.corrected", "case.voided", "case.restored"))


class CaseState(msgspec.Struct, frozen=True, kw_only=True):
    """A case as it stands.

    facts: what was received, with every correction; due: the moment promised last, first_due: the
    one on the slip; holder: who did the last step that counts; finished: when the result was ready
    or the case ended otherwise, undated: that moment only stands for one that nobody told;
    closed: when it was handed over or ended; held: whether its clock
    stands still; apology_in_time: whether an apology went out before the moment promised passed.
    """

    id: SubjectId
    officer: OfficerId
    holder: OfficerId
    recorded: Millis
    act: Millis
    facts: CaseReceived
    person: CasePerson
    status: Status
    due: Millis | None
    first_due: Millis | None
    held: bool
    supplements: int
    extensions: int
    apology_in_time: bool
    finished: Millis | None
    undated: bool
    closed: Millis | None
    paid_at: Millis | None
    result_electronic: bool
    steps: tuple[StepView, ...]
    illegal: int
    voided: bool
    corrected: bool
    erased: bool
    conflicts: tuple[str, ...]


def case_sets(op: Op) -> Mapping[str, Any]:
    """The fields of a case that an op sets; steps are no fields, they follow one another."""
    kind = op.header.kind
    if kind == "case.received":
        return made_with(op, _ERASED)
    if kind == "case.corrected":
        return corrected_to(op)
    if kind == "case.voided":
        return {"voided": True}
    if kind == "case.restored":
        return {"voided": False}
    return {}


class _Walk:
    """The steps of a case one after the other."""

    def __init__(self, facts: CaseReceived, act: Millis, recorded: Millis, officer: OfficerId):
        self.status: Status = "handed_over" if facts.at_once else "received"
        self.first_due = self.due = Millis(facts.due) if facts.due is not None else None
        self.holder = officer
        self.last = recorded
        self.held = self.apology_in_time = False
        self.electronic = facts.result_electronic
        self.supplements = self.extensions = self.illegal = 0
        self.finished: Millis | None = act if facts.at_once else None
        self.undated = False
        self.closed: Millis | None = act if facts.at_once else None
        self.fee, self.payment = facts.fee, facts.payment
        self.paid_at: Millis | None = act if facts.payment else None
        self.steps: list[StepView] = []

    def take(self, op: Op, *, taken_back: bool) -> None:
        header = op.header
        facts: CaseStep = facts_of(op)
        text: StepText = person_of(op) or StepText()
        status = None if taken_back else case_steps.after(self.status, header.kind)
        before = self.status
        illegal = status is None and not taken_back
        if status is not None:
            self.status = status
            self.holder = header.officer
            self._count(header.kind, header.act, facts, before)
        self.illegal += illegal
        self.steps.append(
            StepView(
                op=str(header.id),
                kind=header.kind.removeprefix("case."),
                at=header.act,
                recorded=header.wall,
                officer=header.officer,
                status=self.status,
                visit=facts.visit or "",
                detail=_detail(facts),
                due=_due_in(facts),
                reason=text.reason,
                items=text.items,
                place=text.place,
                who=text.who,
                note=text.note,
                illegal=illegal,
                taken_back=taken_back,
            )
        )

    def _count(self, kind: str, act: Millis, facts: CaseStep, before: Status) -> None:
        match facts:
            case SupplementRequested():
                self.supplements += 1
                # Nobody can stop the clock of what is overdue already.
                overdue = self.due is not None and act > self.due
                self.held = facts.clock != "run" and not overdue
            case Supplemented():
                self.held = False
                self.due = _due_in(facts) or self.due
            case CaseExtended():
                self.extensions += 1
                # While the clock stands still the moment promised does not pass.
                in_time = self.due is not None and (self.held or act <= self.due)
                self.apology_in_time |= facts.apology and in_time
                self.due = Millis(facts.due)
            case CasePaid():
                self.fee, self.payment, self.paid_at = facts.amount, facts.payment, act
            case CaseReady():
                self.electronic |= facts.electronic
        if self.status not in case_steps.OPEN:
            self.held = False
            if before in case_steps.OPEN:
                self.finished, self.undated = act, facts.undated
            if self.status != "ready" and self.closed is None:
                self.closed = act


_DETAIL: dict[type[CaseStep], Callable[[Any], str]] = {
    SupplementRequested: lambda facts: facts.clock,
    CaseTransferred: lambda facts: facts.to,
    CaseExtended: lambda facts: "apology" if facts.apology else "",
    CaseStopped: lambda facts: facts.asked_by,
    CaseReady: lambda facts: "electronic" if facts.electronic else "",
    CaseHandedOver: lambda facts: facts.how,
    CasePaid: lambda facts: facts.payment,
}


def _detail(facts: CaseStep) -> str:
    told = _DETAIL.get(type(facts))
    return "" if told is None else told(facts)


def _due_in(facts: CaseStep) -> Millis | None:
    due = facts.due if isinstance(facts, Supplemented | CaseExtended) else None
    return None if due is None else Millis(due)


def case_state(ordered: Sequence[Op]) -> CaseState | None:
    """The state of a case from its ops in fold order; None while the first op has not arrived."""
    root = next((op for op in ordered if op.header.begins), None)
    if root is None or root.header.kind != "case.received":
        return None
    found = fields_of(ordered, root, case_sets, _SETTING, CaseReceived, _NOBODY)
    facts = found.facts
    walk = _Walk(facts, found.act, root.header.wall, root.header.officer)
    if len(ordered) > 1:
        backs = (op for op in ordered if op.header.kind == "case.step_taken_back")
        taken_back = {_step_of(op) for op in backs}
        for op in ordered:
            if op.header.kind in case_steps.BY_KIND:
                walk.take(op, taken_back=str(op.header.id) in taken_back)
    payment: Payment = walk.payment
    if (walk.fee, payment) != (facts.fee, facts.payment):
        facts = msgspec.structs.replace(facts, fee=walk.fee, payment=payment)
    return CaseState(
        id=root.header.subject,
        officer=root.header.officer,
        holder=walk.holder,
        recorded=root.header.wall,
        act=found.act,
        facts=facts,
        person=found.person,
        status=walk.status,
        due=walk.due,
        first_due=walk.first_due,
        held=walk.held,
        supplements=walk.supplements,
        extensions=walk.extensions,
        apology_in_time=walk.apology_in_time,
        finished=walk.finished,
        undated=walk.undated,
        closed=walk.closed,
        paid_at=walk.paid_at,
        result_electronic=walk.electronic,
        steps=tuple(walk.steps),
        illegal=walk.illegal,
        voided=found.voided,
        corrected=any(op.header.kind == "case.corrected" for op in ordered),
        erased=any(op.digest != NO_PERSON and op.person is None for op in ordered),
        conflicts=found.conflicts,
    )


def _step_of(op: Op) -> str:
    back: StepTakenBack = facts_of(op)
    return back.step
