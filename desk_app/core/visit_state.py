"""The state of a visit, folded from its ops: what is so now, and what is disputed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import msgspec

from desk_app.core.chain import NO_PERSON
from desk_app.core.clock import Millis
from desk_app.core.ids import OfficerId, SubjectId
from desk_app.core.op_fields import corrected_to, fields_of, made_with
from desk_app.core.ops import (
    Op,
    Outcome,
    Purpose,
    RatingGiven,
    RatingNotGiven,
    VisitLogged,
    VisitPerson,
    facts_of,
)
from desk_app.core.payloads import Applicant, Flag, LateCode
from desk_app.core.rating import RatingOutcome

_NOBODY = VisitPerson()
_ERASED = msgspec.structs.asdict(_NOBODY)
# The kinds of `visit_sets`.
_SETTING = frozenset(("visit.logged", "visit.corrected", "visit.voided", "visit.restored"))
_RATINGS = ("rating.given", "rating.not_given")


class VisitState(msgspec.Struct, frozen=True, kw_only=True):
    """A visit as it stands.

    rating counts the first rating op in fold order; later ones only raise `rated_again`.
    conflicts names the fields that desks set differently without knowing of each other.
    """

    id: SubjectId
    officer: OfficerId
    recorded: Millis
    act: Millis
    purpose: Purpose
    procedures: tuple[str, ...]
    outcome: Outcome
    flags: tuple[Flag, ...]
    applicant: Applicant
    reference: str | None
    late: LateCode | None
    batch: str | None
    row: str | None
    person: VisitPerson
    voided: bool
    corrected: bool
    erased: bool
    rating: RatingOutcome | None
    answer: int | None
    rated_at: Millis | None
    rated_again: bool
    conflicts: tuple[str, ...]


def visit_sets(op: Op) -> Mapping[str, Any]:
    """The fields of a visit that an op sets."""
    kind = op.header.kind
    if kind == "visit.logged":
        return made_with(op, _ERASED)
    if kind == "visit.corrected":
        return corrected_to(op)
    if kind == "visit.voided":
        return {"voided": True}
    if kind == "visit.restored":
        return {"voided": False}
    return {}


def visit_state(ordered: Sequence[Op]) -> VisitState | None:
    """The state of a visit from its ops in fold order; None while the first op has not arrived."""
    root = next((op for op in ordered if op.header.begins), None)
    if root is None or root.header.kind != "visit.logged":
        return None
    found = fields_of(ordered, root, visit_sets, _SETTING, VisitLogged, _NOBODY)
    logged, person = found.facts, found.person
    ratings = [op for op in ordered if op.header.kind in _RATINGS]
    rating: RatingOutcome | None = None
    answer: int | None = None
    if ratings:
        first: RatingGiven | RatingNotGiven = facts_of(ratings[0])
        if isinstance(first, RatingGiven):
            rating, answer = "answered", first.answer
        else:
            rating = first.outcome
    return VisitState(
        id=root.header.subject,
        officer=root.header.officer,
        recorded=root.header.wall,
        act=found.act,
        purpose=logged.purpose,
        procedures=logged.procedures,
        outcome=logged.outcome,
        flags=logged.flags,
        applicant=logged.applicant,
        reference=person.reference or None,
        late=logged.late,
        batch=logged.batch,
        row=logged.row,
        person=person,
        voided=found.voided,
        corrected=any(op.header.kind == "visit.corrected" for op in ordered),
        erased=any(op.digest != NO_PERSON and op.person is None for op in ordered),
        rating=rating,
        answer=answer,
        rated_at=ratings[0].header.act if ratings else None,
        rated_again=len(ratings) > 1,
        conflicts=found.conflicts,
    )
