"""The state of an officer, folded from the ops about them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import msgspec
from msgspec import UNSET

from desk_app.core.fold import fold
from desk_app.core.ids import OfficerId
from desk_app.core.officer import Role
from desk_app.core.ops import OfficerAdded, OfficerChanged, OfficerName, Op, facts_of, person_of

PREFIX = "officer:"


class OfficerState(msgspec.Struct, frozen=True, kw_only=True):
    """An officer as the log says; the PIN's verifier is elsewhere."""

    id: OfficerId
    name: str
    role: Role
    active: bool
    conflicts: tuple[str, ...]


def officer_sets(op: Op) -> Mapping[str, Any]:
    """The fields that an op sets of an officer."""
    if op.header.kind not in ("officer.added", "officer.changed"):
        return {}
    facts: OfficerAdded | OfficerChanged = facts_of(op)
    person: OfficerName | None = person_of(op)
    values: dict[str, Any] = {}
    if facts.role is not UNSET:
        values["role"] = facts.role
    if isinstance(facts, OfficerAdded):
        values["active"] = True
        values["name"] = ""
    elif facts.active is not UNSET:
        values["active"] = facts.active
    if person is not None:
        values["name"] = person.name
    return values


def officer_state(ordered: Sequence[Op]) -> OfficerState | None:
    """An officer from the ops in fold order; None while the op that added them has not arrived."""
    if not any(op.header.kind == "officer.added" for op in ordered):
        return None
    folded = fold(ordered, officer_sets)
    return OfficerState(
        id=OfficerId(ordered[0].header.subject.removeprefix(PREFIX)),
        name=folded.values["name"],
        role=folded.values["role"],
        active=folded.values["active"],
        conflicts=tuple(sorted(folded.conflicts)),
    )
