"""Bringing two pasts of this desk together: the province's keeps its numbers, ours follows anew.

All of it is one transaction: after a power cut either nothing happened or everything did.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import NamedTuple

import msgspec

from desk_app.core import chain
from desk_app.core.branch import Deed, Reissued, deed_of, points_into, reissued
from desk_app.core.ids import DeskId
from desk_app.core.ops import Op
from desk_app.store import aside, branches, op_rows, sqlite
from desk_app.store.moved_rows import can_stay, count_chains, forget_moved
from desk_app.store.other_copies import begin_epoch
from desk_app.store.rebuild import Progress, make_again
from desk_app.store.taking import project_subject
from desk_app.store.writer import Tx

# Kinds whose ops tell a number that stands on paper.
_NUMBERED = frozenset({"case.received", "paper.printed"})


class Fork(NamedTuple):
    """Up to this seq both pasts of the chain are one; head: the hash of the other past's end."""

    epoch: int
    seq: int
    head: bytes


class Healed(msgspec.Struct, frozen=True, kw_only=True):
    """What was done.

    moved: deeds of ours that stand under new numbers; again: how many of them were written once
    more, the others stood there already; taken: ops of the other past that came; epoch: in which
    this desk writes now; numbers: printed numbers that stand on two papers; subjects: whatever
    changed, under its old id and its new one.
    """

    moved: int = 0
    again: int = 0
    taken: int = 0
    epoch: int = 0
    numbers: tuple[str, ...] = ()
    subjects: frozenset[str] = frozenset()


def keep_theirs(tx: Tx, ops: Sequence[Op]) -> None:
    """Keep ops of the other past, whose places ours hold, until `heal` puts them there."""
    branches.keep(tx.connection, ops, tx.now.wall)


def heal(
    tx: Tx, forks: Sequence[Fork], held: Mapping[int, int], progress: Progress = lambda *_: None
) -> Healed:
    """Give the province's past its places, and write our deeds once more in an epoch of our own.

    `keep_theirs` was told the province's ops after each fork before. held: by epoch, how far the
    province holds our chains. Without a fork, ours follow anew from the first chain's deed on that
    stands there already: another copy wrote it once more and was heard before us. Ours are kept in
    the branches as well, but for what names a person: that stands with the deed. A second time
    nothing happens.
    """
    connection, desk = tx.connection, tx.desk.desk
    pasts = {fork: _theirs(connection, desk, fork) for fork in forks}
    forks = [fork for fork in forks if pasts[fork]]  # the others were brought together before
    theirs = [op for fork in forks for op in pasts[fork]]
    moved = _to_move(connection, desk, forks, held)
    if not moved:
        return Healed(epoch=tx.desk.epoch)
    epoch = _own_epoch(tx, forks, moved, held)
    there = _deeds(connection, desk, moved, theirs)
    made = reissued(moved, there, desk, epoch, _end_of(connection, desk, epoch))
    branches.keep(connection, [_without_person(op) for op in moved], tx.now.wall)
    branches.forget(connection, theirs)
    # The new ids first: then no row bears an old one that the other past takes.
    touched = [op.header.subject for op in (*made.ops, *moved, *theirs)]
    quick = can_stay(moved, made.ops, theirs)
    with _unguarded(connection):
        _replace(connection, moved, made, theirs)
    if quick:
        forget_moved(connection, moved)
        count_chains(connection, desk, {op.header.epoch for op in (*moved, *theirs, *made.ops)})
    else:
        make_again(connection, progress)
    aside.settle(connection, made.ids, "here", tx.now.wall)
    for subject in dict.fromkeys(touched):
        if op_rows.has_subject(connection, subject):
            project_subject(connection, subject, tx.now.wall)
    tx.log.erased = True  # what was moved leaves no trace behind in the write-ahead log
    return Healed(
        moved=len(moved),
        again=len(made.ops),
        taken=len(theirs),
        epoch=epoch,
        numbers=_printed_twice(made.ops, theirs, there),
        subjects=frozenset(touched),
    )


def _own_epoch(tx: Tx, forks: Sequence[Fork], moved: Sequence[Op], held: Mapping[int, int]) -> int:
    """The epoch in which our deeds follow: the one this desk writes in, where that is whole."""
    touched = {op.header.epoch for op in moved}
    if tx.desk.epoch in touched or tx.desk.epoch <= max((fork.epoch for fork in forks), default=-1):
        return begin_epoch(tx, max(held, default=-1))
    return tx.desk.epoch


def _theirs(connection: sqlite.Connection, desk: DeskId, fork: Fork) -> list[Op]:
    """The other past from the fork on to its head; nothing when it stands in the log already."""
    waiting: dict[int, list[Op]] = {}
    for op in branches.of_chain(connection, desk, fork.epoch, fork.seq):
        waiting.setdefault(op.header.seq, []).append(op)
    start = _hash_at(connection, desk, fork)
    before: dict[bytes, tuple[bytes, Op]] = {}
    reached, seq = {start}, fork.seq
    while reached:
        seq += 1
        following = {
            op.hash: (previous, op)
            for op in waiting.get(seq, ())
            for previous in reached
            if _follows(op, previous)
        }
        before.update(following)
        reached = set(following)
    path: list[Op] = []
    head = fork.head
    while head in before:
        head, op = before[head]
        path.append(op)
    if not path or head != start or _is_here(connection, path[0]):
        return []
    return path[::-1]


def _follows(op: Op, previous: bytes) -> bool:
    return chain.link(previous, chain.header_bytes(op.header), op.facts, op.digest) == op.hash


def _is_here(connection: sqlite.Connection, op: Op) -> bool:
    return op_rows.hash_of(connection, op.header.id) == op.hash


def _hash_at(connection: sqlite.Connection, desk: DeskId, fork: Fork) -> bytes:
    if fork.seq == 0:
        return chain.GENESIS
    row = connection.execute(
        "SELECT hash FROM op WHERE desk = ? AND epoch = ? AND seq = ?",
        (desk, fork.epoch, fork.seq),
    ).fetchone()
    return b"" if row is None else bytes(row[0])


def _to_move(
    connection: sqlite.Connection, desk: DeskId, forks: Sequence[Fork], held: Mapping[int, int]
) -> list[Op]:
    """Our ops after a fork, and in later epochs whatever follows the first op that names one.

    What the province holds already stays where it is.
    """
    after = _standing_elsewhere(connection, desk, held)
    after.update({fork.epoch: fork.seq for fork in forks})
    if not after:
        return []
    ids: set[str] = set()
    moved: list[Op] = []
    for epoch in op_rows.epochs_of(connection, desk):
        if epoch < min(after):
            continue
        moving = epoch in after
        for op in op_rows.of_chain(connection, desk, epoch, after.get(epoch, held.get(epoch, 0))):
            moving = moving or points_into(op, ids)
            if moving:
                moved.append(op)
                ids.add(str(op.header.id))
    return moved


def _standing_elsewhere(
    connection: sqlite.Connection, desk: DeskId, held: Mapping[int, int]
) -> dict[int, int]:
    """Chains with a deed that the province holds under another number: from where on they move."""
    waiting = {
        epoch: op_rows.of_chain(connection, desk, epoch, held.get(epoch, 0))
        for epoch in op_rows.epochs_of(connection, desk)
    }
    accepted = {
        deed_of(op)
        for op in _beside(connection, desk, [op for ops in waiting.values() for op in ops])
        if op.header.seq <= held.get(op.header.epoch, 0)
    }
    return {
        epoch: held.get(epoch, 0)
        for epoch, ops in waiting.items()
        if any(deed_of(op) in accepted for op in ops)
    }


def _beside(connection: sqlite.Connection, desk: DeskId, ops: Sequence[Op]) -> Iterator[Op]:
    """The desk's ops between the lamports of these: a deed keeps its lamport in every copy."""
    lamports = [op.header.lamport for op in ops]
    if not lamports:
        return iter(())
    return op_rows.of_lamports(connection, desk, min(lamports), max(lamports))


def _deeds(
    connection: sqlite.Connection, desk: DeskId, moved: Sequence[Op], theirs: Sequence[Op]
) -> dict[Deed, list[Op]]:
    """The desk's ops that stay or come, as far as one of ours may be the same, by deed."""
    going = {op.header.id for op in moved}
    found: dict[Deed, list[Op]] = {}
    for op in _beside(connection, desk, moved):
        if op.header.id not in going:
            found.setdefault(deed_of(op), []).append(op)
    for op in theirs:
        found.setdefault(deed_of(op), []).append(op)
    return found


def _end_of(connection: sqlite.Connection, desk: DeskId, epoch: int) -> tuple[int, bytes]:
    row = connection.execute(
        "SELECT seq, hash FROM op WHERE desk = ? AND epoch = ? ORDER BY seq DESC LIMIT 1",
        (desk, epoch),
    ).fetchone()
    return (0, chain.GENESIS) if row is None else (int(row[0]), bytes(row[1]))


def _without_person(op: Op) -> Op:
    return Op(op.header, op.facts, None, None, op.digest, op.hash)


@contextmanager
def _unguarded(connection: sqlite.Connection) -> Iterator[None]:
    """Inside, the log may be changed; its guards stand again, word for word, before the commit."""
    guards = connection.execute(
        "SELECT name, sql FROM main.sqlite_schema WHERE type = 'trigger' AND tbl_name = 'op' "
        "ORDER BY name"
    ).fetchall()
    for name, _ in guards:
        connection.execute(f"DROP TRIGGER {name}")
    yield
    for _, sql in guards:
        connection.execute(sql)


def _replace(
    connection: sqlite.Connection, gone: Sequence[Op], made: Reissued, theirs: Sequence[Op]
) -> None:
    """Take ops out and put others in, each new one where its old one stood.

    The order of arrival stays without a gap.
    """
    new = {str(op.header.id): op for op in made.ops}
    kept: list[tuple[Op, int]] = []
    free: list[int] = []
    for op in gone:
        arrival = op_rows.arrival_of(connection, op.header.id)
        assert arrival is not None
        again = new.get(made.ids[str(op.header.id)])
        if again is None:
            free.append(arrival)
        else:
            kept.append((again, arrival))
    end = op_rows.last_arrival(connection)
    connection.executemany(
        "DELETE FROM op WHERE desk = ? AND epoch = ? AND seq = ?", [op.header.id for op in gone]
    )
    op_rows.insert_at(connection, kept)
    free = [*sorted(free), *range(end + 1, end + len(theirs) + 1)]
    op_rows.insert_at(connection, zip(theirs, free, strict=False))
    for place in free[len(theirs) :]:
        last = op_rows.last_arrival(connection)
        if last <= place:
            return
        connection.execute("UPDATE op SET arrival = ? WHERE arrival = ?", (place, last))


def _printed_twice(
    made: Sequence[Op], theirs: Sequence[Op], there: Mapping[Deed, Sequence[Op]]
) -> tuple[str, ...]:
    """Numbers that both pasts printed before they knew of each other."""
    ours = _numbers(made)
    if not ours:
        return ()
    others = _numbers(theirs).union(*map(_numbers, there.values()))
    return tuple(sorted({number for _, number in ours & others}))


def _numbers(ops: Iterable[Op]) -> set[tuple[str, str]]:
    found = set()
    for op in ops:
        if op.header.kind in _NUMBERED:
            facts = msgspec.json.decode(op.facts)
            if isinstance(facts, dict) and isinstance(facts.get("number"), str):
                found.add((op.header.kind, facts["number"]))
    return found
