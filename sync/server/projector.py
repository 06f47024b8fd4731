"""From the ops of a batch to the states of their subjects, and to what is set aside of them.

A subject is folded once for each batch by the same function as on every desk. What it cannot fold
is set aside with a reason and blocks nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import msgspec

from desk_app.core.case_ops import EvidenceAttached
from desk_app.core.clock import Millis
from desk_app.core.fold import in_fold_order
from desk_app.core.ids import DESK_ID_LENGTH, DeskId, parse_op_id
from desk_app.core.ops import DeskOpened, Op, PersonErased, facts_of
from desk_app.core.set_aside import Aside
from desk_app.core.states import folded
from sync.server.store import aside_rows, blob_rows, erasure_rows, op_rows, state_rows
from sync.server.store.aside_rows import APPLIED, AsideRow
from sync.server.store.state_rows import Kept
from sync.server.store.tx import Tx

OTHER_COMMUNE = "quarantine.other_commune"
PROJECTION = "quarantine.projection"
_OPENED = "desk.opened"
_FILES = frozenset(("evidence.attached", "evidence.removed"))


class Subject(msgspec.Struct, frozen=True):
    """What the ops of one subject come to."""

    states: tuple[Kept, ...]
    aside: tuple[Aside, ...]


class Projected(msgspec.Struct, frozen=True):
    """What a projection changed: rows set aside or settled, erasures, files nobody needs now."""

    aside: tuple[AsideRow, ...] = ()
    erasures: int = 0
    unneeded: tuple[str, ...] = ()


def fold_subject(ops: Sequence[Op], commune: str) -> Subject:
    """The states of a subject and what is set aside; all its ops, in any order."""
    ordered = in_fold_order(ops) if len(ops) > 1 else ops
    foreign = [op for op in ordered if op.header.kind == _OPENED and _of_another(op, commune)]
    if foreign:
        ordered = [op for op in ordered if op not in foreign]
    aside = tuple(Aside(str(op.header.id), OTHER_COMMUNE) for op in foreign)
    if not ordered:
        return Subject((), aside)
    found = folded(ordered)
    first = ordered[0].header
    desk = first.desk
    if not first.begins and parse_op_id(first.subject):
        desk = DeskId(first.subject[:DESK_ID_LENGTH])
    return Subject(tuple([Kept(state, desk) for state in found.states]), aside + found.aside)


def _of_another(op: Op, commune: str) -> bool:
    """Whether a desk says in its first op that it works for another commune than it does."""
    try:
        facts: DeskOpened = facts_of(op)
    except (msgspec.MsgspecError, ValueError, RecursionError):
        return False  # the fold says what is wrong with it
    return facts.unit != commune


def by_subject(ops: Iterable[Op]) -> dict[str, list[Op]]:
    """Ops by what they are about, in the order they came."""
    found: dict[str, list[Op]] = {}
    for op in ops:
        found.setdefault(op.header.subject, []).append(op)
    return found


def project(
    tx: Tx, subjects: Mapping[str, Sequence[Op]], n: int, now: Millis, *, asides: bool
) -> Projected:
    """Make the states of these subjects what all their ops say.

    n: the number that changes of what is set aside are told under. asides: whether anything of
    the commune is or was set aside at all.
    """
    states: list[Kept] = []
    aside: dict[str, tuple[Aside, ...]] = {}
    for subject, ops in subjects.items():
        found = fold_subject(ops, tx.commune)
        states.extend(found.states)
        if found.aside:
            aside[subject] = found.aside
    state_rows.put(tx, states)
    unneeded = _expect_files(tx, subjects, aside)
    if not aside and not asides:
        return Projected(unneeded=unneeded)
    done = _set_aside(tx, list(subjects), aside, n, now)
    return msgspec.structs.replace(done, unneeded=unneeded)


def _set_aside(
    tx: Tx, subjects: Sequence[str], found: Mapping[str, Sequence[Aside]], n: int, now: Millis
) -> Projected:
    """Write what is newly set aside, settle what is not any more, and say what changed."""
    before = aside_rows.of_subjects(tx, subjects)
    still = {one.op for asides in found.values() for one in asides}
    changed: list[str] = []
    for subject, asides in found.items():
        new = [one for one in asides if _is_news(before.get(one.op), one)]
        aside_rows.put(tx, subject, new, now, n)
        changed.extend(one.op for one in new)
    gone = [row.op for row in before.values() if row.op not in still and row.how != APPLIED]
    aside_rows.settle(tx, gone, APPLIED, now, n)
    changed.extend(gone)
    rows = [row for op in changed if (row := aside_rows.one(tx, op)) is not None]
    return Projected(aside=tuple(rows))


def _is_news(row: AsideRow | None, aside: Aside) -> bool:
    if row is None or row.how == APPLIED:
        return True
    return (row.code, row.values, row.held_by or "") != (aside.code, aside.values, aside.held_by)


def _expect_files(
    tx: Tx, subjects: Mapping[str, Sequence[Op]], aside: Mapping[str, Sequence[Aside]]
) -> tuple[str, ...]:
    """Note which files the accepted ops speak of: no other is ever taken.

    What was removed from its case is not kept here either; the files nobody speaks of any more.
    """
    left_out = {one.op for asides in aside.values() for one in asides}
    attached: list[tuple[str, str, str, int]] = []
    removed: list[str] = []
    for subject, ops in subjects.items():
        if _FILES.isdisjoint([op.header.kind for op in ops]):
            continue
        counting = [op for op in ops if str(op.header.id) not in left_out]
        if any(op.header.kind == "evidence.removed" for op in counting):
            removed.append(subject)
            continue
        for op in counting:
            if op.header.kind == "evidence.attached":
                facts: EvidenceAttached = facts_of(op)
                attached.append((facts.sha256, str(op.header.id), facts.case, facts.size))
    if attached:
        erased = erasure_rows.known(tx, [name for one in attached for name in one[1:3]])
        blob_rows.expect(tx, [one for one in attached if erased.isdisjoint(one[1:3])])
    return tuple(blob_rows.forget(tx, removed)) if removed else ()


def refold(tx: Tx, names: Iterable[str], n: int, now: Millis) -> Projected:
    """`project` for subjects whose ops are all in the log, whatever was projected before."""
    subjects = list(dict.fromkeys(names))
    state_rows.drop(tx, subjects)
    return project(tx, op_rows.of_subjects(tx, subjects), n, now, asides=True)


def erase(tx: Tx, op: Op, n: int, now: Millis) -> Projected:
    """Delete the person parts that an op erases, and fold what stood on them again."""
    facts: PersonErased = facts_of(op)
    ids = [found for text in facts.ops if (found := parse_op_id(text)) is not None]
    op_rows.erase(tx, ids, facts.ops)
    erasure_rows.add(tx, facts.ops, str(op.header.id), n)
    unneeded = blob_rows.forget(tx, facts.ops)
    touched = [one.header.subject for one in op_rows.by_ids(tx, ids)]
    again = refold(tx, [*touched, *facts.ops], n, now)
    unneeded += again.unneeded
    return Projected(again.aside, len(set(facts.ops)), tuple(unneeded))


def is_erasure(op: Op, aside: Iterable[AsideRow]) -> bool:
    """Whether an op erases persons and counts."""
    if op.header.kind != "person.erased":
        return False
    return str(op.header.id) not in {row.op for row in aside if row.how != APPLIED}
