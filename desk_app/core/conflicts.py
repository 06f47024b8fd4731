"""What desks set differently without knowing of each other, until a person settles it.

Beside fields that were given two values: voided here and corrected there, a fee taken twice, a
step that another desk's step made impossible, and an answer given twice (the first one counts and
nobody can settle that).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Any

import msgspec
from msgspec import UNSET

from desk_app.core import assessment_state, officer_state
from desk_app.core.case_ops import CasePaid
from desk_app.core.case_state import CaseState, case_sets, case_state
from desk_app.core.clock import Millis
from desk_app.core.fold import Contender, Sets, ancestors, fold
from desk_app.core.ops import Op, RatingGiven, RatingNotGiven, facts_of, person_of
from desk_app.core.visit_state import visit_sets

RATINGS = ("rating.given", "rating.not_given")
# Fields that no op sets as such.
VOIDED, PAID, STEPS, RATING = "voided", "paid", "steps", "rating"
# An ID number is kept in several fields and is one thing to whoever reads it.
CITIZEN_ID = "citizen_id"
ID_FIELDS = frozenset({"id_key", "id_hash", "id_six", "id_last4", "id_number"})
# What nobody has to settle: it is kept, told, and counts as it stands.
ONLY_TOLD = frozenset({RATING})


class Conflict(msgspec.Struct, frozen=True, kw_only=True):
    """A field of a subject with what each op wants; the last contender's value stands."""

    family: str
    subject: str
    field: str
    contenders: tuple[Contender, ...]

    @property
    def since(self) -> Millis:
        """The time of the newest of these acts, as its desk's clock told it."""
        return Millis(max(contender.act for contender in self.contenders))


def conflicts_of(family: str, ordered: Sequence[Op]) -> tuple[Conflict, ...]:
    """The conflicts of one subject of this family, by field; ops as `set_aside.sifted` left them.

    But for the steps of a case, which only its state knows: `step_conflict`.
    """
    sets = _SETS.get(family)
    if sets is None or len(ordered) < 2 or _one_after_the_other(ordered):
        return ()
    found = _with_one_id(ordered, fold(ordered, sets).conflicts)
    if family in ("visit", "case"):
        found.update(_voided_and_corrected(family, ordered, found))
    if family == "visit":
        found.update(_rated_twice(ordered))
    subject = ordered[0].header.subject
    return tuple(
        Conflict(family=family, subject=subject, field=field, contenders=found[field])
        for field in sorted(found)
    )


def _with_one_id(
    ordered: Sequence[Op], found: Mapping[str, tuple[Contender, ...]]
) -> dict[str, tuple[Contender, ...]]:
    ids = ID_FIELDS.intersection(found)
    kept = {field: contenders for field, contenders in found.items() if field not in ids}
    if ids:
        ops = {op.header.id: op for op in ordered}
        first = found["id_hash" if "id_hash" in ids else min(ids)]
        # Shown by its last four digits, as everywhere.
        kept[CITIZEN_ID] = tuple(
            msgspec.structs.replace(one, value=_last_digits(ops[one.op])) for one in first
        )
    return kept


def _last_digits(op: Op) -> str:
    person = person_of(op)
    last = UNSET if person is None else person.id_last4
    return "" if last is UNSET else str(last)


def step_conflict(state: CaseState, ordered: Sequence[Op]) -> Conflict | None:
    """The steps of a case that others made impossible; the last contender holds."""
    if not state.illegal:
        return None
    by_id = {str(op.header.id): op for op in ordered}
    impossible = [by_id[step.op] for step in state.steps if step.illegal]
    moved = [by_id[step.op] for step in state.steps if not step.illegal and not step.taken_back]
    last = moved[-1:] or [op for op in ordered if str(op.header.id) == op.header.subject]
    contenders = tuple(_contender(op, op.header.kind) for op in (*impossible, *last))
    return Conflict(family="case", subject=state.id, field=STEPS, contenders=contenders)


def steps_disputed(ordered: Sequence[Op]) -> tuple[Conflict, ...]:
    """`step_conflict` of a case whose state is not at hand."""
    state = case_state(ordered)
    found = None if state is None else step_conflict(state, ordered)
    return () if found is None else (found,)


def _contender(op: Op, value: object) -> Contender:
    return Contender(op.header.id, op.header.officer, op.header.act, value)


def _one_after_the_other(ordered: Sequence[Op]) -> bool:
    """Whether each op knew the one before it: then nothing is concurrent."""
    return all(before.header.id in after.header.base for before, after in pairwise(ordered))


def _case_sets(op: Op) -> Mapping[str, Any]:
    if op.header.kind == "case.paid":
        paid: CasePaid = facts_of(op)
        return {PAID: (paid.amount, paid.payment)}
    return case_sets(op)


_SETS: dict[str, Sets] = {
    "visit": visit_sets,
    "case": _case_sets,
    "officer": officer_state.officer_sets,
    "assessment": assessment_state.assessment_sets,
}


def _voided_and_corrected(
    family: str, ordered: Sequence[Op], known: Mapping[str, object]
) -> dict[str, tuple[Contender, ...]]:
    """Voided by somebody who did not know that it was worked on, or the other way round."""
    if VOIDED in known:
        return {}
    setters = [n for n, op in enumerate(ordered) if _voids(family, op) is not None]
    if not setters or _voids(family, ordered[setters[-1]]) is False:
        return {}
    last, reached = setters[-1], ancestors(ordered)
    overruled = 0  # what some desk knew when it said whether the subject counts
    for setter in setters:
        overruled |= reached[setter]
    beside = [
        n
        for n, op in enumerate(ordered)
        if _works_on(family, op) and not overruled >> n & 1 and not reached[n] >> last & 1
    ]
    if not beside:
        return {}
    contenders = [_contender(ordered[n], False) for n in beside]
    return {VOIDED: (*contenders, _contender(ordered[last], True))}


def _voids(family: str, op: Op) -> bool | None:
    return {f"{family}.voided": True, f"{family}.restored": False}.get(op.header.kind)


def _works_on(family: str, op: Op) -> bool:
    kind = op.header.kind
    of_family = kind.startswith(f"{family}.") or (family == "visit" and kind in RATINGS)
    return of_family and _voids(family, op) is None


def _rated_twice(ordered: Sequence[Op]) -> dict[str, tuple[Contender, ...]]:
    given = [n for n, op in enumerate(ordered) if op.header.kind in RATINGS]
    if len(given) < 2:
        return {}
    reached = ancestors(ordered)
    beside = [n for n in given[1:] if not reached[n] >> given[0] & 1]
    if not beside:
        return {}
    # The first in fold order counts: it stands, so it is told last.
    return {RATING: tuple(_contender(ordered[n], _answer(ordered[n])) for n in (*beside, given[0]))}


def _answer(op: Op) -> int | str:
    facts: RatingGiven | RatingNotGiven = facts_of(op)
    return facts.answer if isinstance(facts, RatingGiven) else facts.outcome
