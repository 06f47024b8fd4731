"""What must be true of a world, whatever happened in it."""

from __future__ import annotations

import itertools
from collections import Counter
from typing import TYPE_CHECKING

from desk_app.core.branch import Deed, deed_of
from desk_app.core.chain import GENESIS, NO_PERSON, header_bytes, link
from desk_app.core.ids import OpId
from desk_app.core.ops import Op
from desk_app.core.set_aside import fault_of
from desk_app.core.states import SubjectState
from desk_app.core.visit_state import visit_sets
from sync.protocol import page
from sync.protocol.exchange import Request, Response
from sync.protocol.requests import proof_of
from sync.server import verify
from sync.server.store import aside_rows, op_rows, state_rows
from tests.support.histories import reachable
from tests.support.simulation.light_disk import Disk
from tests.support.simulation.sim_province import COMMUNES

if TYPE_CHECKING:
    from tests.support.simulation.machine import Machine
    from tests.support.simulation.world import World

_PAGES = ("/sync/v1/pull", "/sync/v1/snapshot", "/sync/v1/own")


class Violation(AssertionError):
    """A promise is broken. rule: which one."""

    def __init__(self, rule: str, what: str) -> None:
        super().__init__(f"{rule}: {what}")
        self.rule = rule


class Held:
    """What the province holds of one commune."""

    def __init__(self, world: World, commune: int) -> None:
        self.unit = COMMUNES[commune]
        with world.province.store.read(self.unit) as tx:
            rows = tx.run(
                f"SELECT {op_rows.COLUMNS}, n FROM op WHERE commune_id = ? ORDER BY desk, epoch, "
                "seq",
                self.unit,
            )
            self.ops = [op_rows.op_from(row) for row in rows]
            self.places = [row[18] for row in rows]
            branch = tx.run(f"SELECT {op_rows.COLUMNS} FROM branch WHERE commune_id = ?", self.unit)
            self.branch = [op_rows.op_from(row) for row in branch]
            subjects = list({op.header.subject for op in self.ops})
            self.states: dict[tuple[str, str], SubjectState] = {
                key: kept.state for key, kept in state_rows.of_subjects(tx, subjects).items()
            }
            self.aside = {row.op for row in aside_rows.waiting(tx, limit=1_000_000)}

    @property
    def names(self) -> set[tuple[OpId, bytes]]:
        """Every op, in the log or on a branch, by its id and hash."""
        return {(op.header.id, op.hash) for op in (*self.ops, *self.branch)}


# ---- at any time ---------------------------------------------------------------------------------


def receipts_hold(world: World) -> None:
    """A receipt that counts implies that the op is there."""
    for machine in world.machines:
        disk = machine.desk.disk
        if machine.name in world.unheard and disk.restored is world.unheard[machine.name]:
            continue
        with world.province.store.read(COMMUNES[machine.commune]) as tx:
            for epoch in disk.own:
                seq = min(disk.confirmed(epoch), len(disk.own[epoch]))
                if seq == 0 or disk.server_epoch != _server_epoch(world):
                    continue
                held = op_rows.hash_at(tx, machine.desk.id, epoch, seq)
                if held != machine.desk.hash_at(epoch, seq) and not machine.two_pasts:
                    raise Violation("receipt implies op", f"{machine.name} {epoch}.{seq}")


def _server_epoch(world: World) -> str:
    return world.province.house.incarnation.server_epoch


def answer_is_for(world: World, request: Request, response: Response) -> None:
    """No page holds an op of another commune than its reader's."""
    if request.path not in _PAGES or response.status != 200:
        return
    proof = proof_of(request)
    assert proof is not None
    reader = next(m.commune for m in world.machines if m.desk.id == proof.desk)
    allowed = _desks_of(world, reader)
    for op in page.unpack_page(response.body).ops:
        if op.header.desk not in allowed:
            raise Violation("communes apart", f"{proof.desk} was given {op.header.id}")


def _desks_of(world: World, commune: int) -> set[str]:
    return {m.desk.id for m in world.machines if m.commune == commune}


def note_gone(world: World, lost: Disk) -> None:
    """Ops that were on this disk and nowhere else are gone with it: nobody can bring them back."""
    elsewhere: set[tuple[OpId, bytes]] = set()
    for commune in range(len(COMMUNES)):
        elsewhere |= Held(world, commune).names
    for machine in world.machines:
        elsewhere |= _on_disk(machine.desk.disk)
    for copy in world.machines:
        if copy.backup is not None:
            elsewhere |= _on_disk(copy.backup)
    world.gone |= _on_disk(lost) - elsewhere


def _on_disk(disk: Disk) -> set[tuple[OpId, bytes]]:
    return {(op.header.id, op.hash) for op in disk.ops.values()} | set(disk.branch)


# ---- after healing -------------------------------------------------------------------------------


def everything_holds(world: World) -> None:
    """Every promise of sync.md, "How it is tested"."""
    found = verify.verify(world.province.store, world.province.keys.public)
    if not found.ok:
        raise Violation("province verifies", str(found.problems[:4]))
    held = [Held(world, commune) for commune in range(len(COMMUNES))]
    _nothing_lost(world, held)
    for machine in world.machines:
        _desk_holds(machine, held[machine.commune])
    for commune in held:
        _conflicts_are_told(commune)
        _erased_is_gone(commune.ops, commune.branch)


def _nothing_lost(world: World, held: list[Held]) -> None:
    names = held[0].names | held[1].names
    total = sum(len(one.ops) + len(one.branch) for one in held)
    if total != len(names):
        raise Violation("exactly once", f"{total} rows, {len(names)} ops")
    # A deed of a second past stands under another number: it is the same deed all the same.
    counted = Counter(_deed(op) for one in held for op in one.ops)
    twice = [str(deed) for deed, times in counted.items() if times > 1]
    if twice:
        raise Violation("exactly once", f"{twice[:3]}")
    missing = [name for name, op in world.written.items() if _deed(op) not in counted]
    # What a dead disk had sent as a second past stands on the province's branch, and only there.
    missing = [name for name in missing if name not in world.gone and name not in names]
    if missing:
        raise Violation("nothing lost", f"{[str(one[0]) for one in missing[:5]]}")
    strange = set(counted) - {_deed(op) for op in world.written.values()}
    if strange:
        raise Violation("nothing made up", f"{[str(deed) for deed in strange][:3]}")


def _deed(op: Op) -> tuple[str, Deed]:
    return op.header.desk, deed_of(op)


def _desk_holds(machine: Machine, held: Held) -> None:
    disk = machine.desk.disk
    chains_are_whole(machine)
    if machine.problem is not None or disk.waiting():
        raise Violation("drains", f"{machine.name}: {machine.problem} {disk.waiting()}")
    if disk.branch and not machine.two_pasts:
        raise Violation("no branch", f"{machine.name}: {sorted(disk.branch)[:3]}")
    theirs = {
        op.header.id: op.hash for op, n in zip(held.ops, held.places, strict=True) if n is not None
    }
    ours = {identity: op.hash for identity, op in disk.ops.items()}
    if ours != theirs:
        lacks, more = set(theirs) - set(ours), set(ours) - set(theirs)
        raise Violation("every desk has all", f"{machine.name} lacks {sorted(lacks)[:4]} "
                        f"and has {sorted(more)[:4]} more")  # fmt: skip
    _same_states(machine, held)
    told = {op for op in held.aside if op.startswith(machine.desk.id)}
    if told != set(disk.aside):
        raise Violation("told of quarantine", f"{machine.name}: {told} {set(disk.aside)}")
    _erased_is_gone(list(disk.ops.values()), [])


def _same_states(machine: Machine, held: Held) -> None:
    ours = {
        (state.subject, state.family): state
        for subject in machine.desk.disk.subjects
        for state in machine.desk.disk.fold(subject).states
    }
    if ours != held.states:
        keys = [key for key in {*ours, *held.states} if ours.get(key) != held.states.get(key)]
        raise Violation("same projections", f"{machine.name}: {sorted(keys)[:4]}")


def chains_are_whole(machine: Machine) -> None:
    """Every hash of the desk's own chains follows from the ops before it."""
    for ops in machine.desk.disk.own.values():
        previous = GENESIS
        for place, op in enumerate(ops, start=1):
            previous = link(previous, header_bytes(op.header), op.facts, op.digest)
            if op.header.seq != place or op.hash != previous:
                raise Violation("chain verifies", f"{machine.name} {op.header.id}")


def _conflicts_are_told(held: Held) -> None:
    """Each pair that neither knew of the other nor was settled since, and wants two values."""
    subjects: dict[str, list[Op]] = {}
    for op, n in zip(held.ops, held.places, strict=True):
        if n is not None:
            subjects.setdefault(op.header.subject, []).append(op)
    for subject, ops in subjects.items():
        if len(ops) > 2 and any(op.header.kind == "visit.logged" for op in ops):
            state = held.states.get((subject, "visit"))
            told = set(state.conflicts) if state is not None else set()
            if wanted := _disputed(ops, held.aside) - told:
                raise Violation("conflicts are told", f"{subject}: {sorted(wanted)}")


def _disputed(ops: list[Op], aside: set[str]) -> set[str]:
    reach = reachable(ops)
    sets = {op.header.id: {} if str(op.header.id) in aside else visit_sets(op) for op in ops}
    found: set[str] = set()
    for first, second in itertools.combinations(reach, 2):
        if first in reach[second] or second in reach[first]:
            continue
        for field in sets[first].keys() & sets[second].keys():
            if sets[first][field] == sets[second][field]:
                continue
            overruled = any(
                field in sets[other] and (first in reach[other] or second in reach[other])
                for other in reach
            )
            if not overruled:
                found.add(field)
    return found


def _erased_is_gone(ops: list[Op], branch: list[Op]) -> None:
    named: set[str] = set()
    for op in ops:
        if op.header.kind == "person.erased" and fault_of(op) is None:
            named |= {part for part in op.facts.decode().split('"') if part.count(".") == 2}
    for op in (*ops, *branch):
        mentioned = not named.isdisjoint((str(op.header.id), op.header.subject))
        if mentioned and op.person is not None:
            raise Violation("erased is gone", str(op.header.id))
        if op.person is None and op.digest != NO_PERSON and not mentioned and op not in branch:
            raise Violation("nothing else erased", str(op.header.id))
