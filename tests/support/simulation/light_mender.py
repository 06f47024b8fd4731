"""What mends two pasts on a light disk: the rules of `desk_app.store.heal` without its tables."""

from __future__ import annotations

from desk_app.core.branch import Deed, deed_of, points_into, reissued
from desk_app.core.chain import GENESIS, header_bytes, link
from desk_app.core.ops import Op
from sync.client.mend import Fork
from tests.support.simulation.light_desk import LightDesk
from tests.support.simulation.light_disk import Disk


class LightMender:
    """Implements `MendPort`. healed: how many ops were moved to other numbers."""

    def __init__(self, desk: LightDesk) -> None:
        self._desk = desk
        self.healed = 0

    @property
    def _disk(self) -> Disk:
        return self._desk.disk

    def begin_epoch(self, parted: frozenset[int], above: int) -> None:
        """Write in a new epoch, if this desk now writes in a parted one."""
        self._desk.writing()
        if self._disk.epoch in parted:
            begin_epoch(self._disk, above)

    def take_own(self, ops: tuple[Op, ...]) -> int:
        """Take in own ops that come back, at the end of their chains."""
        self._desk.writing()
        new = 0
        for op in ops:
            if op.header.id not in self._disk.ops:
                self._disk.own.setdefault(op.header.epoch, []).append(op)
                self._disk.own[op.header.epoch][-1] = self._disk.keep(op)
                new += 1
        return new

    def keep_theirs(self, ops: tuple[Op, ...]) -> None:
        """Keep ops of the other past."""
        self._desk.writing()
        for op in ops:
            self._disk.branch[op.header.id, op.hash] = op

    def heal(self, forks: tuple[Fork, ...], held: dict[int, int]) -> None:
        """One past again."""
        self._desk.writing()
        disk = self._disk
        theirs = [op for fork in forks for op in self._theirs(fork)]
        moved = self._to_move(forks, held)
        if not theirs and not moved:
            return
        epoch = begin_epoch(disk, max(held, default=-1))
        going = {op.header.id for op in moved}
        there: dict[Deed, list[Op]] = {}
        for ops in disk.own.values():
            for op in ops:
                if op.header.id not in going:
                    there.setdefault(deed_of(op), []).append(op)
        for op in theirs:
            there.setdefault(deed_of(op), []).append(op)
        end = disk.own.get(epoch, [])
        after = (len(end), end[-1].hash if end else GENESIS)
        made = reissued(moved, there, self._desk.id, epoch, after)
        disk.replace(moved, [*theirs, *made.ops])
        self.healed += len(moved)

    def _theirs(self, fork: Fork) -> list[Op]:
        """The other past from the fork on, as far as it follows without a gap."""
        found: list[Op] = []
        previous = self._desk.hash_at(fork.epoch, fork.seq)
        while True:
            seq = fork.seq + len(found) + 1
            following = [
                op
                for (identity, _), op in self._disk.branch.items()
                if (identity.epoch, identity.seq) == (fork.epoch, seq)
                and _follows(op, previous or GENESIS)
                and not self._is_ours(op)
            ]
            if not following:
                return found
            found.append(following[0])
            previous = following[0].hash

    def _is_ours(self, op: Op) -> bool:
        known = self._disk.ops.get(op.header.id)
        return known is not None and known.hash == op.hash

    def _to_move(self, forks: tuple[Fork, ...], held: dict[int, int]) -> list[Op]:
        after = {**self._stands_elsewhere(held), **{fork.epoch: fork.seq for fork in forks}}
        ids: set[str] = set()
        moved: list[Op] = []
        for epoch in sorted(one for one in self._disk.own if one >= min(after, default=one + 1)):
            moving = epoch in after
            for op in self._disk.own[epoch][after.get(epoch, held.get(epoch, 0)) :]:
                moving = moving or points_into(op, ids)
                if moving:
                    moved.append(op)
                    ids.add(str(op.header.id))
        return moved

    def _stands_elsewhere(self, held: dict[int, int]) -> dict[int, int]:
        """Chains with deeds that another copy brought to the province: after which op they move."""
        own = self._disk.own
        there = {deed_of(op) for epoch, ops in own.items() for op in ops[: held.get(epoch, 0)]}
        return {
            epoch: held.get(epoch, 0)
            for epoch, ops in own.items()
            if any(deed_of(op) in there for op in ops[held.get(epoch, 0) :])
        }


def begin_epoch(disk: Disk, above: int = -1) -> int:
    """Write in an epoch higher than any known from now on; which."""
    known = max([disk.epoch, above, *disk.own])
    if disk.epoch == known and disk.epoch > above and not disk.own.get(disk.epoch):
        return disk.epoch
    disk.epoch = known + 1
    disk.own[disk.epoch] = []
    return disk.epoch


def _follows(op: Op, previous: bytes) -> bool:
    return link(previous, header_bytes(op.header), op.facts, op.digest) == op.hash
