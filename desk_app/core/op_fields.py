"""Which fields the op that makes a subject sets, and which its corrections change."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any, Generic, TypeVar

import msgspec
from msgspec import UNSET

from desk_app.core.clock import Millis
from desk_app.core.fold import Sets, fold
from desk_app.core.ops import Op, facts_of, person_of
from desk_app.core.payloads import Facts, Person

F = TypeVar("F", bound=Facts)
P = TypeVar("P", bound=Person)


class Fields(msgspec.Struct, Generic[F, P], frozen=True):
    """What a subject began with, and what its corrections made of that."""

    facts: F
    person: P
    act: Millis
    voided: bool = False
    conflicts: tuple[str, ...] = ()


def fields_of(
    ordered: Sequence[Op],
    root: Op,
    sets: Sets,
    setting: Collection[str],
    facts: type[F],
    nobody: P,
) -> Fields[F, P]:
    """The fields of a subject that began with `root`, from its ops in fold order.

    setting: the kinds of ops that set fields, as `sets` says; nobody: the person who is not told.
    """
    if sum(op.header.kind in setting for op in ordered) == 1:
        # Mostly: nothing was corrected, and nothing has to be folded.
        return Fields(facts_of(root), person_of(root) or nobody, root.header.act)
    folded = fold(ordered, sets)
    values = folded.values
    return Fields(
        facts(**{name: values[name] for name in facts.__struct_fields__}),
        type(nobody)(**{name: values[name] for name in nobody.__struct_fields__}),
        values["act"],
        values.get("voided", False),
        tuple(sorted(folded.conflicts)),
    )


def made_with(op: Op, nobody: Mapping[str, Any]) -> Mapping[str, Any]:
    """What a subject began with. nobody: the fields of a person who is not told or was erased."""
    if not op.header.begins:
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
