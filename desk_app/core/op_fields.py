"""Which fields the op that makes a subject sets, and which its corrections change."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import msgspec
from msgspec import UNSET

from desk_app.core.ops import Op, facts_of, person_of


def made_with(op: Op, nobody: Mapping[str, Any]) -> Mapping[str, Any]:
    """What a subject began with. nobody: the fields of a person who is not told or was erased."""
    if str(op.header.id) != op.header.subject:
        return {}  # only the op that made the subject may say what it is
    person = person_of(op)
    values = _given(facts_of(op))
    values["act"] = op.header.act
    values.update(nobody if person is None else _given(person))
    return values


def corrected_to(op: Op) -> Mapping[str, Any]:
    """What a correction changes, which its reason is not."""
    person = person_of(op)
    values = _given(facts_of(op))
    if person is not None:
        values.update(_given(person))
        del values["reason"]
    return values


def _given(part: msgspec.Struct) -> dict[str, Any]:
    values = msgspec.structs.asdict(part)
    if UNSET in values.values():
        return {name: value for name, value in values.items() if value is not UNSET}
    return values
