"""Settle what desks set differently: an op that knows both sides and says what counts."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import msgspec

from desk_app.core.case_ops import (
    CaseCorrected,
    CasePaid,
    CasePersonCorrected,
    CaseRestored,
    CaseVoided,
    StepTakenBack,
    StepText,
)
from desk_app.core.case_state import case_sets, case_state
from desk_app.core.conflicts import ID_FIELDS
from desk_app.core.errors import UserProblem
from desk_app.core.fold import fold, in_fold_order
from desk_app.core.ids import OfficerId, parse_op_id
from desk_app.core.officer import Officer, check_name
from desk_app.core.ops import (
    AssessmentClaimed,
    OfficerChanged,
    OfficerName,
    Op,
    Reason,
    VisitCorrected,
    VisitPersonCorrected,
    VisitRestored,
    VisitVoided,
)
from desk_app.core.payloads import Facts, Person
from desk_app.core.phone import parse_phone
from desk_app.core.problems import Problem
from desk_app.core.rights import Action
from desk_app.core.text import clean
from desk_app.core.visit import LINE_LIMIT, NAME_LIMIT, NOTE_LIMIT, parse_reference
from desk_app.core.visit_state import visit_sets
from desk_app.services import conflicts, officers
from desk_app.services.changes import Changes
from desk_app.services.conflicts import CITIZEN_ID, PAID, STEPS, VOIDED, Disputed
from desk_app.store import op_rows, pins, visits
from desk_app.store.writer import Tx

_LIMITS = {"note": NOTE_LIMIT, "content": NOTE_LIMIT, "name": NAME_LIMIT, "submitter": NAME_LIMIT}


class Settled(msgspec.Struct, frozen=True):
    """What changed, and the ops that say so: `take_back_settling` is given them to undo it."""

    changes: Changes
    ops: tuple[str, ...]


def settle(
    tx: Tx,
    subject: str,
    field: str,
    reason: str,
    officer: Officer,
    *,
    op: str = "",
    typed: str | None = None,
) -> Settled:
    """Let the value of one side's op count, or one that was typed; the conflict is settled by it.

    op: one of the sides; typed: another value, for fields where `Disputed.typed`. UserProblem
    when there is no such conflict any more, the officer may not, or the value cannot be.
    """
    disputed = conflicts.one(tx, subject, field)
    officers.require(officer, action_for(disputed), practice=tx.desk.practice)
    why = clean(reason)
    if not why:
        raise UserProblem(Problem("conflict.reason_missing", "reason"))
    if len(why) > NOTE_LIMIT:
        values = {"have": str(len(why)), "limit": str(NOTE_LIMIT)}
        raise UserProblem(Problem("visit.too_long", "reason", values))
    if disputed.told:
        raise UserProblem(Problem("conflict.only_told", "field"))
    settling = _Settling(tx, disputed, why, officer.id)
    if typed is not None:
        if not disputed.typed:
            raise UserProblem(Problem("conflict.only_choose", "field"))
        return settling.with_values({field: _typed(field, typed)})
    side = next((side for side in disputed.sides if side.op == op), None)
    if side is None:
        raise UserProblem(Problem("conflict.no_such_side", "op"))
    return settling.as_side(side.op, side.value)


def take_back_settling(tx: Tx, settled: Settled, reason: str, officer: Officer) -> Changes:
    """Set what these ops set to what stood there before; the conflict stays settled."""
    changed: list[Changes] = []
    for text in reversed(settled.ops):
        identity = parse_op_id(text)
        found = [] if identity is None else op_rows.subjects_of(tx.connection, [identity])
        for subject in found:
            changed.append(_take_back(tx, subject, text, clean(reason), officer))
    return _together(changed)


def action_for(disputed: Disputed) -> Action:
    """What somebody must be allowed to do to settle this."""
    if disputed.family == "visit":
        return "visit.void" if disputed.field == VOIDED else "visit.correct"
    if disputed.family == "case":
        return "case.advance" if disputed.field in (STEPS, PAID) else "case.correct"
    return "officer.add" if disputed.family == "officer" else "assess.set"


class _Settling:
    """One conflict on its way out of the list."""

    def __init__(self, tx: Tx, disputed: Disputed, reason: str, officer: OfficerId) -> None:
        self._tx, self._disputed, self._reason, self._officer = tx, disputed, reason, officer

    def as_side(self, op: str, value: Any) -> Settled:
        field = self._disputed.field
        if field == STEPS:
            return self._steps(op)
        if field == CITIZEN_ID:
            return self.with_values(self._id_of(op))
        return self.with_values({field: value})

    def with_values(self, values: Mapping[str, Any]) -> Settled:
        written = _write(
            self._tx, self._disputed.family, self._disputed.subject, values, self._reason,
            self._officer,
        )  # fmt: skip
        return Settled(_changes(self._disputed), (str(written.header.id),))

    def _id_of(self, op: str) -> dict[str, Any]:
        ordered = conflicts.ordered_ops(self._tx, self._disputed.subject)
        sets = next((_SETS["visit"](one) for one in ordered if str(one.header.id) == op), {})
        return {name: sets[name] for name in ID_FIELDS if name in sets}

    def _steps(self, op: str) -> Settled:
        """Keep the step that holds: the impossible ones are taken back; or the other way round."""
        sides = [side.op for side in self._disputed.sides]
        back = sides[:-1] if op == sides[-1] else [sides[-1]]
        written = [
            self._append("case.step_taken_back", StepTakenBack(step=step), self._text())
            for step in back
        ]
        state = case_state(conflicts.ordered_ops(self._tx, self._disputed.subject))
        if state is None or state.illegal:
            raise UserProblem(Problem("conflict.steps_stay", "op"))
        return Settled(_changes(self._disputed), tuple(str(one.header.id) for one in written))

    def _text(self) -> StepText:
        return StepText(reason=self._reason)

    def _append(self, kind: str, facts: Facts, person: Person) -> Op:
        return self._tx.log.append(
            kind, facts, person=person, officer=self._officer, subject=self._disputed.subject
        )


def _write(
    tx: Tx, family: str, subject: str, values: Mapping[str, Any], reason: str, officer: OfficerId
) -> Op:
    """The op that sets these fields of a subject, knowing everything this desk knows of it."""
    kind, facts, person = _MAKE[family](tx, subject, values, reason)
    return tx.log.append(kind, facts, person=person, officer=officer, subject=subject)


Payload = tuple[str, Facts, Person | None]


def _visit(tx: Tx, subject: str, values: Mapping[str, Any], reason: str) -> Payload:
    view = visits.one(tx.connection, subject)
    answered = view is not None and view.rating == "answered"
    if VOIDED in values:
        if not values[VOIDED]:
            return "visit.restored", VisitRestored(), Reason(reason=reason)
        if answered:
            raise UserProblem(Problem("visit.rated_stays"))
        return "visit.voided", VisitVoided(), Reason(reason=reason)
    if answered and values.get("purpose") == "question":
        raise UserProblem(Problem("visit.rated_stays_service", "purpose"))
    facts, person = _parts(values, VisitCorrected, VisitPersonCorrected)
    return (
        "visit.corrected",
        VisitCorrected(**facts),
        VisitPersonCorrected(reason=reason, **person),
    )


def _case(tx: Tx, subject: str, values: Mapping[str, Any], reason: str) -> Payload:
    if VOIDED in values:
        if values[VOIDED]:
            return "case.voided", CaseVoided(), Reason(reason=reason)
        return "case.restored", CaseRestored(), Reason(reason=reason)
    if PAID in values:
        amount, payment = values[PAID]
        return "case.paid", CasePaid(amount=amount, payment=payment), StepText(reason=reason)
    facts, person = _parts(values, CaseCorrected, CasePersonCorrected)
    return "case.corrected", CaseCorrected(**facts), CasePersonCorrected(reason=reason, **person)


def _officer(tx: Tx, subject: str, values: Mapping[str, Any], reason: str) -> Payload:
    name = values.get("name")
    if name is not None:
        checked = check_name(name)
        if isinstance(checked, Problem):
            raise UserProblem(checked)
        return "officer.changed", OfficerChanged(), OfficerName(name=checked)
    officers.keeps_administrator(tx, OfficerId(subject.partition(":")[2]), values)
    if values.get("active") is False:
        pins.drop_pin(tx.connection, OfficerId(subject.partition(":")[2]))
    return "officer.changed", OfficerChanged(**values), None


def _assessment(tx: Tx, subject: str, values: Mapping[str, Any], reason: str) -> Payload:
    ((field, points),) = values.items()
    criteria, criterion = field.split(" ")
    facts = AssessmentClaimed(criteria=criteria, criterion=criterion, points=points)
    return "assessment.claimed", facts, Reason(reason=reason)


_MAKE = {"visit": _visit, "case": _case, "officer": _officer, "assessment": _assessment}
_SETS = {"visit": visit_sets, "case": case_sets}


def _parts(
    values: Mapping[str, Any], facts: type[Facts], person: type[Person]
) -> tuple[dict[str, Any], dict[str, Any]]:
    return (
        {name: values[name] for name in facts.__struct_fields__ if name in values},
        {name: values[name] for name in person.__struct_fields__ if name in values},
    )


def _typed(field: str, text: str) -> str:
    if field in ("phone", "reference"):
        parse = parse_phone if field == "phone" else parse_reference
        parsed = parse(text) if text.strip() else ""
        if isinstance(parsed, Problem):
            raise UserProblem(parsed)
        return parsed
    kept, limit = clean(text), _LIMITS.get(field, LINE_LIMIT)
    if len(kept) > limit:
        values = {"have": str(len(kept)), "limit": str(limit)}
        raise UserProblem(Problem("visit.too_long", field, values))
    return kept


def _take_back(tx: Tx, subject: str, op: str, reason: str, officer: Officer) -> Changes:
    ordered = in_fold_order(op_rows.of_subject(tx.connection, subject))
    place = next(n for n, one in enumerate(ordered) if str(one.header.id) == op)
    kind = ordered[place].header.kind
    family = kind.partition(".")[0]
    disputed = Disputed(
        family=family, subject=subject, field="", since=ordered[place].header.act,
        about=conflicts.About(), sides=(), typed=False, told=False,
    )  # fmt: skip
    officers.require(officer, action_for(disputed), practice=tx.desk.practice)
    if kind in ("case.step_taken_back", "case.paid") or family not in _SETS:
        raise UserProblem(Problem("conflict.stays_settled", "op"))
    sets = _SETS[family]
    before = fold(ordered[:place], sets).values
    values = {name: before.get(name, False) for name in sets(ordered[place])}
    _write(tx, family, subject, values, reason, officer.id)
    return _changes(disputed)


def _changes(disputed: Disputed) -> Changes:
    subject = disputed.subject
    match disputed.family:
        case "visit":
            return Changes(visits=frozenset({subject}))
        case "case":
            return Changes(cases=frozenset({subject}))
        case "officer":
            return Changes(officers=frozenset({subject.partition(":")[2]}))
        case _:
            return Changes(assessments=frozenset({subject.partition(":")[2]}))


def _together(changes: list[Changes]) -> Changes:
    return Changes(
        visits=frozenset().union(*(one.visits for one in changes)),
        cases=frozenset().union(*(one.cases for one in changes)),
    )
