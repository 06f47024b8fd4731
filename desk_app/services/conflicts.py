"""What desks set differently, not knowing of each other: side by side, to be settled."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import msgspec

from desk_app.core import conflicts as core
from desk_app.core.clock import Millis
from desk_app.core.conflicts import ONLY_TOLD, RATING, Conflict, conflicts_of, steps_disputed
from desk_app.core.errors import UserProblem
from desk_app.core.fold import in_fold_order
from desk_app.core.officer import Role
from desk_app.core.ops import Op
from desk_app.core.problems import Problem
from desk_app.core.rights import Action, may
from desk_app.core.set_aside import sifted
from desk_app.store import cases, conflict_rows, desks, op_rows, visits
from desk_app.store.look import Look
from desk_app.store.officers import all_officers

# Fields whose value may also be typed; every other one is chosen among those that were set.
TYPED: dict[str, frozenset[str]] = {
    "visit": frozenset(
        {"name", "organisation", "on_behalf_of", "phone", "address", "reference", "note"}
    ),
    "case": frozenset(
        {
            *("name", "organisation", "representative", "submitter", "phone", "email", "address"),
            *("reference", "content", "result_place", "note"),
        }
    ),
    "officer": frozenset({"name"}),
    "assessment": frozenset(),
}
# Who may see and who may settle what is disputed, by family.
SEES: dict[str, Action] = {
    "visit": "visit.list",
    "case": "case.list",
    "officer": "score.see",
    "assessment": "score.see",
}


class Side(msgspec.Struct, frozen=True, kw_only=True):
    """One of the values: as the field holds it, by which op, who set it, at which desk, when.

    Of a rating it is only whether it was answered or why not: never which answer.
    """

    op: str
    value: Any
    officer: str
    officer_name: str
    desk: str
    desk_name: str
    at: Millis


class About(msgspec.Struct, frozen=True, kw_only=True):
    """What a conflict is about, without naming a person.

    number: a case's; at: when the visit or case was; procedures: their codes; name: an officer's;
    year: of an assessment.
    """

    number: str = ""
    at: Millis | None = None
    procedures: tuple[str, ...] = ()
    name: str = ""
    year: str = ""


class Disputed(msgspec.Struct, frozen=True, kw_only=True):
    """A field in conflict; the last side's value stands.

    typed: whether another value may be typed; told: nobody has to settle it.
    """

    family: str
    subject: str
    field: str
    since: Millis
    about: About
    sides: tuple[Side, ...]
    typed: bool
    told: bool

    @property
    def stands(self) -> Side:
        """The side whose value counts now."""
        return self.sides[-1]


def listed(look: Look, role: Role | None = None, *, practice: bool = False) -> list[Disputed]:
    """Every field in conflict, the newest first; with a role, only what it may see."""
    names = _Names(look)
    found: list[Disputed] = []
    done: set[str] = set()
    for row in conflict_rows.listed(look.connection):
        if row.subject in done or not _visible(row.family, role, practice=practice):
            continue
        done.add(row.subject)
        found += _of_subject(look, row.subject, names)
    found.sort(key=lambda one: (-one.since, one.subject, one.field))
    return [one for one in found if _visible(one.family, role, practice=practice)]


def of_subject(look: Look, subject: str) -> list[Disputed]:
    """What is disputed of one visit, case, officer or assessment."""
    return _of_subject(look, subject, _Names(look))


def one(look: Look, subject: str, field: str) -> Disputed:
    """One field in conflict; UserProblem when it is none (any more)."""
    for found in of_subject(look, subject):
        if found.field == field:
            return found
    raise UserProblem(Problem("conflict.none", "field"))


def to_settle(look: Look) -> int:
    """How many fields wait for a person's word."""
    return conflict_rows.to_settle(look.connection)


def ordered_ops(look: Look, subject: str) -> Sequence[Op]:
    """The ops of a subject as they are folded."""
    return sifted(in_fold_order(op_rows.of_subject(look.connection, subject))).ordered


def _visible(family: str, role: Role | None, *, practice: bool) -> bool:
    return role is None or may(role, SEES[family], practice=practice)


class _Names:
    def __init__(self, look: Look) -> None:
        self.officers = {str(one.id): one.name for one in all_officers(look.connection)}
        self.desks = desks.names(look.connection)


def _of_subject(look: Look, subject: str, names: _Names) -> list[Disputed]:
    ordered = ordered_ops(look, subject)
    found: list[Conflict] = []
    for family in ("visit", "case", "officer", "assessment"):
        found += conflicts_of(family, ordered)
    found += steps_disputed(ordered)
    rows = {row.field for row in conflict_rows.of_subject(look.connection, subject)}
    return [_disputed(look, one, names) for one in found if one.field in rows]


def _disputed(look: Look, conflict: Conflict, names: _Names) -> Disputed:
    return Disputed(
        family=conflict.family,
        subject=conflict.subject,
        field=conflict.field,
        since=conflict.since,
        about=_about(look, conflict, names),
        sides=tuple(
            Side(
                op=str(side.op),
                value=_shown(conflict.field, side.value),
                officer=side.officer,
                officer_name=names.officers.get(side.officer, side.officer),
                desk=side.op.desk,
                desk_name=names.desks.get(side.op.desk, side.op.desk[:4]),
                at=Millis(side.act),
            )
            for side in conflict.contenders
        ),
        typed=conflict.field in TYPED[conflict.family],
        told=conflict.field in ONLY_TOLD,
    )


def _shown(field: str, value: Any) -> Any:
    return "answered" if field == RATING and isinstance(value, int) else value


def _about(look: Look, conflict: Conflict, names: _Names) -> About:
    subject = conflict.subject
    if conflict.family == "visit":
        visit = visits.one(look.connection, subject)
        return About() if visit is None else About(at=visit.at, procedures=visit.procedures)
    if conflict.family == "case":
        case = cases.one(look.connection, subject)
        if case is None:
            return About()
        return About(number=case.number, at=case.at, procedures=(case.procedure,))
    if conflict.family == "officer":
        officer = subject.partition(":")[2]
        return About(name=names.officers.get(officer, officer))
    return About(year=subject.partition(":")[2])


VOIDED, PAID, STEPS, CITIZEN_ID = core.VOIDED, core.PAID, core.STEPS, core.CITIZEN_ID
