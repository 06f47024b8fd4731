"""Which ops of a subject cannot be folded, why, and which others wait for them.

What cannot be read sets nothing, but stays in the log and says which op knew which. The later ops
of its desk about the same subject wait for it ("held"): they were written by somebody who knew
what it says. Ops of other desks go on: nobody's mistake may stop a neighbour's work. The answer
depends on the ops and on this program alone, never on the order in which they came.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache
from typing import Any

import msgspec

from desk_app.core import assessment_state, officer_state
from desk_app.core.fold import ancestors
from desk_app.core.ids import parse_op_id
from desk_app.core.ops import KINDS, Kind, Op, facts_of, is_known, person_of

# Moments of the years 1 to 9999, with room for a day's arithmetic at both ends.
_EARLIEST, _LATEST = -62_000_000_000_000, 253_000_000_000_000
# What belongs to another subject says nothing about this one: nobody waits for it.
_ELSEWHERE = "quarantine.subject"
_MOST = 1 << 53  # what JSON, SQLite and PostgreSQL all hold without loss
LARGEST_LAMPORT = _MOST

# The kind that begins a subject of each family that has a beginning.
BEGINNINGS: dict[str, str] = {
    "visit": "visit.logged",
    "case": "case.received",
    "import": "import.started",
    "evidence": "evidence.attached",
    "desk": "desk.opened",
    "officer": "officer.added",
}
# Families whose ops stand for themselves: none of them builds on another.
_ALONE = frozenset({"erasure", "paper", "catalogue", "calendar", "coverage", "desk"})
# What the subjects of other families are called.
_PREFIXES: dict[str, str] = {
    "officer": officer_state.PREFIX,
    "assessment": assessment_state.PREFIX,
    "coverage": "coverage:",
}


class Aside(msgspec.Struct, frozen=True):
    """An op that is set aside: a Problem code, what fills its sentence, and for which op it waits.

    held_by: "" when the reason is in the op itself.
    """

    op: str
    code: str
    values: dict[str, str] = {}
    held_by: str = ""


class Sifted(msgspec.Struct, frozen=True):
    """Ops in fold order in which those set aside have no kind any more, and why each is."""

    ordered: Sequence[Op]
    aside: tuple[Aside, ...] = ()


def sifted(ordered: Sequence[Op]) -> Sifted:
    """The ops of one subject, in fold order, without what this program cannot fold."""
    found = [fault_of(op) for op in ordered]
    if any(found):
        found = _held(ordered, found)
    elif _begun(ordered):
        return Sifted(ordered)
    _wait_for_the_first(ordered, found)
    if not any(found):
        return Sifted(ordered)
    kept = [op if one is None else _of_no_kind(op) for op, one in zip(ordered, found, strict=True)]
    return Sifted(kept, tuple(one for one in found if one is not None))


def _begun(ordered: Sequence[Op]) -> bool:
    """Whether the first of these ops began all that they are about, as it mostly did."""
    if not ordered:
        return True
    first = KINDS[ordered[0].header.kind]
    return BEGINNINGS.get(first.family, first.name) == first.name and all(
        KINDS[op.header.kind].family == first.family for op in ordered
    )


def fault_of(op: Op) -> Aside | None:
    """Why this op cannot be folded, whatever else is known of its subject; None when it can."""
    header = op.header
    if not is_known(header):
        return _aside(op, "newer", kind=header.kind)
    kind = KINDS[header.kind]
    try:
        facts = facts_of(op)
        person_of(op)
    except (msgspec.MsgspecError, ValueError, RecursionError):
        return _aside(op, "payload", kind=header.kind)
    if not (
        _EARLIEST <= header.act <= _LATEST
        and _EARLIEST <= header.wall <= _LATEST
        and 0 < header.lamport <= LARGEST_LAMPORT
    ):
        return _aside(op, "number", kind=header.kind)
    for name, fits in _checked(header.kind):
        if not fits(getattr(facts, name)):
            return _aside(op, "number", kind=header.kind)
    if not _named_rightly(op, kind, facts):
        return Aside(str(header.id), _ELSEWHERE, {"kind": header.kind})
    return None


def _aside(op: Op, why: str, held_by: str = "", **values: str) -> Aside:
    return Aside(str(op.header.id), f"quarantine.{why}", values, held_by)


def _is_moment(value: object) -> bool:
    return not isinstance(value, int) or _EARLIEST <= value <= _LATEST


def _is_count(value: object) -> bool:
    return not isinstance(value, int) or 0 <= value <= _MOST


_NUMBERS: dict[str, Callable[[object], bool]] = {
    "act": _is_moment,
    "due": _is_moment,
    "rows": _is_count,
    "size": _is_count,
}


@cache
def _checked(kind: str) -> tuple[tuple[str, Callable[[object], bool]], ...]:
    """The numbers in the facts of a kind that have no bounds of their own."""
    fields = KINDS[kind].facts.__struct_fields__
    return tuple((name, fits) for name, fits in _NUMBERS.items() if name in fields)


def _named_rightly(op: Op, kind: Kind, facts: Any) -> bool:
    header = op.header
    if kind.name == "coverage.counted":
        return header.subject == f"{_PREFIXES['coverage']}{facts.month}"
    prefix = _PREFIXES.get(kind.family)
    if prefix is not None:
        return header.subject.startswith(prefix)
    return BEGINNINGS.get(kind.family) != header.kind or header.begins


def _held(ordered: Sequence[Op], faults: Sequence[Aside | None]) -> list[Aside | None]:
    """The faults, and each op that follows one of its own desk."""
    reached = ancestors(ordered)
    found = list(faults)
    by_desk: dict[str, int] = {}
    for place, op in enumerate(ordered):
        stopped = reached[place] & by_desk.get(op.header.desk, 0)
        fault = found[place]
        if fault is None and stopped and _builds_on_others(op):
            first = ordered[(stopped & -stopped).bit_length() - 1].header.id
            found[place] = fault = _aside(op, "held", str(first), before=str(first))
        if fault is not None and fault.code != _ELSEWHERE:
            by_desk[op.header.desk] = by_desk.get(op.header.desk, 0) | 1 << place
    return found


def _builds_on_others(op: Op) -> bool:
    family = KINDS[op.header.kind].family
    return family not in _ALONE and BEGINNINGS.get(family) != op.header.kind


def _wait_for_the_first(ordered: Sequence[Op], found: list[Aside | None]) -> None:
    """Set aside what can be read, but whose subject has no beginning here yet."""
    families = {
        place: KINDS[op.header.kind].family
        for place, op in enumerate(ordered)
        if found[place] is None
    }
    begun = {
        family
        for place, family in families.items()
        if BEGINNINGS.get(family, ordered[place].header.kind) == ordered[place].header.kind
    }
    for place, family in families.items():
        if family not in begun:
            op = ordered[place]
            first = op.header.subject if parse_op_id(op.header.subject) is not None else ""
            found[place] = _aside(op, "first_missing", first, kind=op.header.kind)


def _of_no_kind(op: Op) -> Op:
    return msgspec.structs.replace(op, header=msgspec.structs.replace(op.header, kind=""))
