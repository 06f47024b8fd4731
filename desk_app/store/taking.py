"""Taking in ops that somebody else wrote, or that come back: each once, whatever their order.

Everything happens inside the transaction of the connection. An op that cannot be folded is kept in
the log and set aside; one whose place in its chain holds another op goes to the branches.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import msgspec

from desk_app.core.case_state import CaseState, case_state
from desk_app.core.chain import NO_PERSON
from desk_app.core.clock import Millis
from desk_app.core.conflicts import conflicts_of
from desk_app.core.fold import in_fold_order
from desk_app.core.ids import OpId, parse_op_id
from desk_app.core.ops import KINDS, Op, PersonErased, facts_of, is_known
from desk_app.core.set_aside import Aside, fault_of, sifted
from desk_app.core.visit_state import VisitState, visit_state
from desk_app.store import aside, branches, evidence_rows, op_rows, project, sqlite
from desk_app.store.search import forget_traces

_LARGEST = (1 << 63) - 1
_DIGEST_LENGTH = len(NO_PERSON)


class Taken(msgspec.Struct, frozen=True):
    """What came of it.

    new: ops that were not here; changes: subjects by family; aside: what cannot be folded now;
    branched: ops whose place another op holds; erased: whether person parts were deleted.
    """

    new: int = 0
    changes: Mapping[str, frozenset[str]] = {}
    aside: tuple[Aside, ...] = ()
    branched: int = 0
    erased: bool = False


def together(parts: Iterable[Taken]) -> Taken:
    """Several as one."""
    new = branched = 0
    erased = False
    changes: dict[str, frozenset[str]] = {}
    set_aside: dict[str, Aside] = {}
    for part in parts:
        new, branched = new + part.new, branched + part.branched
        erased |= part.erased
        for family, subjects in part.changes.items():
            changes[family] = changes.get(family, frozenset()) | subjects
        set_aside.update((one.op, one) for one in part.aside)
    return Taken(new, changes, tuple(set_aside.values()), branched, erased)


def take_ops(connection: sqlite.Connection, ops: Iterable[Op], now: Millis) -> Taken:
    """Take in ops in any order, some perhaps known, and bring every projection up to date."""
    fresh, branched, refused = _sorted_out(connection, ops)
    branched_new = branches.keep(connection, branched, now) if branched else 0
    aside.keep(connection, refused, "here", now)
    if not fresh:
        return Taken(aside=tuple(refused), branched=branched_new)
    erasures = _erasures(fresh)
    fresh = _without_erased(connection, fresh, erasures)
    subjects = list(dict.fromkeys(op.header.subject for op in fresh))
    known = _known_subjects(connection, subjects)
    first = op_rows.last_arrival(connection) + 1
    arrived = [(op, first + place) for place, op in enumerate(fresh)]
    op_rows.insert_at(connection, arrived)
    project.advance_chains(connection, fresh)
    new = _project_new(connection, arrived, known)
    set_aside = list(refused)
    set_aside += (
        one
        for subject in subjects
        if subject not in new
        for one in project_subject(connection, subject, now)
    )
    changed = set(subjects) | _complete_imports(connection, fresh, now)
    for erasure in erasures:
        changed |= apply_erasure(connection, erasure, now)
    if erasures:
        evidence_rows.drop_thumbnails(connection)
        forget_traces(connection)
    return Taken(
        len(fresh),
        _by_family(connection, fresh, changed),
        tuple(set_aside),
        branched_new,
        bool(erasures),
    )


def project_subject(connection: sqlite.Connection, subject: str, now: Millis) -> tuple[Aside, ...]:
    """Fold a subject again from all its ops, and note which of them are set aside."""
    found = project.project(connection, op_rows.of_subject(connection, subject))
    aside.keep_of_subject(connection, subject, found, now)
    return found


def apply_erasure(connection: sqlite.Connection, op: Op, now: Millis) -> set[str]:
    """Delete the person parts that an erasure names; the subjects that changed."""
    erased: PersonErased = facts_of(op)
    identities = [found for text in erased.ops if (found := parse_op_id(text)) is not None]
    touched = [*op_rows.subjects_of(connection, identities), *erased.ops]
    op_rows.erase_person(connection, identities)
    op_rows.erase_subjects(connection, erased.ops)
    branches.erase(connection, identities, erased.ops)
    changed = {subject for subject in touched if op_rows.has_subject(connection, subject)}
    for subject in sorted(changed):
        project_subject(connection, subject, now)
    return changed


def _sorted_out(
    connection: sqlite.Connection, ops: Iterable[Op]
) -> tuple[list[Op], list[Op], list[Aside]]:
    """New ops, ops of a branch, and what is no op at all."""
    fresh: dict[OpId, Op] = {}
    branched: list[Op] = []
    refused: list[Aside] = []
    for op in ops:
        identity = op.header.id
        if not _can_be_stored(op):
            refused.append(Aside(str(identity), "quarantine.shape", {"kind": op.header.kind}))
            continue
        held = fresh.get(identity)
        hashed = op_rows.hash_of(connection, identity) if held is None else held.hash
        if hashed is None:
            fresh[identity] = op
        elif hashed != op.hash:
            branched.append(op)
    return list(fresh.values()), branched, refused


def _can_be_stored(op: Op) -> bool:
    """Whether the log can hold this op and give it back as it is."""
    header = op.header
    numbers = (header.version, header.lamport, header.wall, header.mono, header.act)
    return (
        max(numbers) <= _LARGEST
        and min(numbers) >= -_LARGEST
        and _is_op_id(header.id)
        and all(map(_is_op_id, header.base))
        and len(op.digest) == len(op.hash) == _DIGEST_LENGTH
        and (op.salt is None) == (op.person is None)
    )


def _is_op_id(identity: OpId) -> bool:
    return parse_op_id(str(identity)) == identity


def _erasures(fresh: Iterable[Op]) -> list[Op]:
    return [
        op
        for op in fresh
        if op.header.kind == "person.erased" and is_known(op.header) and fault_of(op) is None
    ]


def _without_erased(
    connection: sqlite.Connection, fresh: Sequence[Op], erasures: Iterable[Op]
) -> list[Op]:
    """The ops as they may be kept: what was erased before it arrived has no person part."""
    named = {name for op in erasures for name in facts_of(op).ops}
    return [
        Op(op.header, op.facts, None, None, op.digest, op.hash)
        if op.person is not None and _is_erased(connection, op, named)
        else op
        for op in fresh
    ]


def _is_erased(connection: sqlite.Connection, op: Op, named: set[str]) -> bool:
    names = (str(op.header.id), op.header.subject)
    if not named.isdisjoint(names):
        return True
    row = connection.execute("SELECT 1 FROM erasure WHERE op IN (?, ?)", names).fetchone()
    return row is not None


def _known_subjects(connection: sqlite.Connection, subjects: Iterable[str]) -> set[str]:
    return {subject for subject in subjects if op_rows.has_subject(connection, subject)}


def _project_new(
    connection: sqlite.Connection, arrived: Iterable[tuple[Op, int]], known: set[str]
) -> set[str]:
    """Visits and cases of which nothing was here: their rows are written at once."""
    groups: dict[str, list[Op]] = {}
    places: dict[str, int] = {}
    for op, place in arrived:
        subject: str = op.header.subject
        if subject not in known:
            groups.setdefault(subject, []).append(op)
            if str(op.header.id) == subject:
                places[subject] = place
    visits: list[tuple[VisitState, int]] = []
    cases: list[tuple[CaseState, int]] = []
    for name, ops in groups.items():
        if name not in places:
            continue
        found = sifted(in_fold_order(ops))
        families = {KINDS[op.header.kind].family for op in found.ordered if op.header.kind}
        if found.aside or len(families) > 1:
            continue
        if families == {"visit"}:
            visit = visit_state(found.ordered)
            if visit is not None and not conflicts_of("visit", found.ordered):
                visits.append((visit, places[name]))
        elif families == {"case"}:
            case = case_state(found.ordered)
            if case is not None and not case.illegal and not conflicts_of("case", found.ordered):
                cases.append((case, places[name]))
    project.insert_visits(connection, visits)
    project.insert_cases(connection, cases)
    return {state.id for state, _ in visits} | {state.id for state, _ in cases}


def _complete_imports(connection: sqlite.Connection, fresh: Iterable[Op], now: Millis) -> set[str]:
    """Imports of which the last part came now; their rows count from here on."""
    desks = {op.header.desk for op in fresh}
    rows = connection.execute("SELECT id FROM import_batch WHERE state = 'open'").fetchall()
    found = {row[0] for row in rows if str(row[0]).partition(".")[0] in desks}
    for subject in found:
        project_subject(connection, subject, now)
    return found


def _by_family(
    connection: sqlite.Connection, fresh: Iterable[Op], changed: set[str]
) -> dict[str, frozenset[str]]:
    kinds: dict[str, set[str]] = {}
    for op in fresh:
        kinds.setdefault(op.header.subject, set()).add(op.header.kind)
    found: dict[str, set[str]] = {}
    for subject in changed:
        for kind in kinds.get(subject) or op_rows.kinds_of(connection, subject):
            if kind in KINDS:
                found.setdefault(KINDS[kind].family, set()).add(subject)
    for evidence in found.get("evidence", ()):
        one = evidence_rows.one(connection, evidence)
        if one is not None:  # the case shows its files
            found.setdefault("case", set()).add(one.case)
    return {family: frozenset(subjects) for family, subjects in found.items()}
