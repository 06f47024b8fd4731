"""What a subject is, as bytes: equal ops give equal bytes, on every desk and at the province.

A subject's ops can belong to several families only when somebody forged one; each family is then
folded for itself, as the desk's tables are.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from typing import Any

import msgspec

from desk_app.core.assessment_state import claims_of
from desk_app.core.case_ops import (
    AbsentCases,
    CatalogueImported,
    CoverageCounted,
    EvidenceAttached,
    EvidenceName,
)
from desk_app.core.case_state import case_state
from desk_app.core.clock import day_number
from desk_app.core.conflicts import Conflict, conflicts_of, step_conflict
from desk_app.core.officer_state import officer_state
from desk_app.core.ops import KINDS, Op, PersonErased, facts_of, person_of
from desk_app.core.set_aside import Aside, sifted
from desk_app.core.visit_state import visit_state


class SubjectState(msgspec.Struct, frozen=True, kw_only=True):
    """One subject in one family: its state as JSON, the digest of that, what is disputed.

    day: the civil day it counts on; None for what has none.
    """

    family: str
    subject: str
    day: int | None
    content: bytes
    digest: bytes
    conflicts: tuple[str, ...]


class Folded(msgspec.Struct, frozen=True):
    """The states of a subject, and the ops that could not be folded."""

    states: tuple[SubjectState, ...]
    aside: tuple[Aside, ...]


def state_of(ordered: Sequence[Op]) -> list[SubjectState]:
    """The states that the ops of one subject, in fold order, come to. Raises for no op."""
    return list(folded(ordered).states)


def folded(ordered: Sequence[Op]) -> Folded:
    """The states of one subject from its ops in fold order, and what was set aside on the way."""
    found = sifted(ordered)
    families = {KINDS[op.header.kind].family for op in found.ordered if op.header.kind}
    states = []
    for family in sorted(families):
        make = _STATE.get(family)
        state = None if make is None else make(found.ordered)
        if state is not None:
            states.append(_encoded(family, found.ordered[0].header.subject, state))
    return Folded(tuple(states), found.aside)


class _State(msgspec.Struct, frozen=True):
    value: Any
    day: int | None = None
    conflicts: tuple[Conflict, ...] = ()


_encode = msgspec.json.Encoder(decimal_format="string").encode


def _encoded(family: str, subject: str, state: _State) -> SubjectState:
    content = _encode(state.value)
    return SubjectState(
        family=family,
        subject=subject,
        day=state.day,
        content=content,
        digest=hashlib.sha256(content).digest(),
        conflicts=tuple(sorted(conflict.field for conflict in state.conflicts)),
    )


def _visit(ordered: Sequence[Op]) -> _State | None:
    state = visit_state(ordered)
    if state is None:
        return None
    return _State(state, day_number(state.act), conflicts_of("visit", ordered))


def _case(ordered: Sequence[Op]) -> _State | None:
    state = case_state(ordered)
    if state is None:
        return None
    found = conflicts_of("case", ordered)
    steps = step_conflict(state, ordered)
    if steps is not None:
        found = (*found, steps)
    return _State(state, day_number(state.act), found)


def _officer(ordered: Sequence[Op]) -> _State | None:
    state = officer_state(ordered)
    return None if state is None else _State(state, None, conflicts_of("officer", ordered))


def _assessment(ordered: Sequence[Op]) -> _State | None:
    return _State(claims_of(ordered), None, conflicts_of("assessment", ordered))


class DeskState(msgspec.Struct, frozen=True, kw_only=True):
    """A desk as it opened its log."""

    id: str
    name: str
    unit: str
    practice: bool
    opened: int


def desk_state(ordered: Sequence[Op]) -> DeskState | None:
    """The desk that these ops open; None for an op that is not the first of its desk's log."""
    op = _first(ordered, "desk.opened")
    if op is None or (op.header.epoch, op.header.seq) != (0, 1):
        return None
    facts, person = facts_of(op), person_of(op)
    return DeskState(
        id=op.header.desk,
        name="" if person is None else person.name,
        unit=facts.unit,
        practice=facts.practice,
        opened=op.header.act,
    )


def _desk(ordered: Sequence[Op]) -> _State | None:
    state = desk_state(ordered)
    return None if state is None else _State(state)


class ImportState(msgspec.Struct, frozen=True, kw_only=True):
    """An import: completed counts, open and cancelled do not."""

    id: str
    state: str
    rows: int
    officer: str
    started: int
    file: str


def import_state(ordered: Sequence[Op]) -> ImportState | None:
    """An import from its ops; None while the op that started it has not arrived."""
    root = _first(ordered, "import.started")
    if root is None:
        return None
    kinds = {op.header.kind for op in ordered}
    ended = [end for end in ("completed", "cancelled") if f"import.{end}" in kinds]
    source = person_of(root)
    return ImportState(
        id=root.header.subject,
        state=ended[0] if ended else "open",
        rows=facts_of(root).rows,
        officer=root.header.officer,
        started=root.header.act,
        file="" if source is None else source.file,
    )


def _import(ordered: Sequence[Op]) -> _State | None:
    state = import_state(ordered)
    return None if state is None else _State(state, day_number(state.started))  # type: ignore[arg-type]


def _evidence(ordered: Sequence[Op]) -> _State | None:
    root = _first(ordered, "evidence.attached")
    if root is None:
        return None
    facts: EvidenceAttached = facts_of(root)
    person: EvidenceName | None = person_of(root)
    value = {
        "id": root.header.subject,
        "facts": facts,
        "person": person,
        "officer": root.header.officer,
        "act": root.header.act,
        "removed": _first(ordered, "evidence.removed") is not None,
    }
    return _State(value, day_number(root.header.act))


def _coverage(ordered: Sequence[Op]) -> _State | None:
    counted = [op for op in ordered if op.header.kind == "coverage.counted"]
    if not counted:
        return None
    facts: CoverageCounted = facts_of(counted[-1])
    absent: AbsentCases | None = person_of(counted[-1])
    value = {"facts": facts, "absent": absent, "officer": counted[-1].header.officer}
    return _State({**value, "act": counted[-1].header.act})


def _paper(ordered: Sequence[Op]) -> _State | None:
    return _each(ordered, "paper.printed")


def _erasure(ordered: Sequence[Op]) -> _State | None:
    value = []
    for op in ordered:
        if op.header.kind == "person.erased":
            facts: PersonErased = facts_of(op)
            value.append({"op": str(op.header.id), "erased": facts.ops, "basis": facts.basis})
    return _State(value)


def _catalogue(ordered: Sequence[Op]) -> _State | None:
    value = []
    for op in once(ordered, "catalogue.imported"):
        facts: CatalogueImported = facts_of(op)
        value.append({"op": str(op.header.id), "facts": facts, "act": op.header.act})
    return _State(value)


def _calendar(ordered: Sequence[Op]) -> _State | None:
    return _each(once(ordered, "calendar.imported"), "calendar.imported")


def once(ordered: Sequence[Op], kind: str) -> list[Op]:
    """The ops of a kind, of those of one subject that took in the same file only the first.

    What the province publishes is taken in by every desk of a commune, each by itself.
    """
    found: dict[str, Op] = {}
    for op in ordered:
        if op.header.kind == kind:
            found.setdefault(facts_of(op).digest, op)
    return list(found.values())


def _each(ordered: Sequence[Op], kind: str) -> _State | None:
    return _State(
        [
            {
                "op": str(op.header.id),
                "facts": facts_of(op),
                "officer": op.header.officer,
                "act": op.header.act,
            }
            for op in ordered
            if op.header.kind == kind
        ]
    )


def _first(ordered: Sequence[Op], kind: str) -> Op | None:
    return next((op for op in ordered if op.header.kind == kind), None)


_STATE: dict[str, Callable[[Sequence[Op]], _State | None]] = {
    "visit": _visit,
    "case": _case,
    "officer": _officer,
    "assessment": _assessment,
    "desk": _desk,
    "import": _import,
    "evidence": _evidence,
    "coverage": _coverage,
    "paper": _paper,
    "erasure": _erasure,
    "catalogue": _catalogue,
    "calendar": _calendar,
}
