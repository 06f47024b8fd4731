"""A desk for the cycle that lives in memory: real ops, real keys, no file.

desk = MemoryDesk(province.public)
desk.log(3)
assert desk.waiting() == 3
"""

from __future__ import annotations

import random

from desk_app.core import chain
from desk_app.core.chain import GENESIS, Header
from desk_app.core.clock import Millis
from desk_app.core.errors import EnvironmentProblem
from desk_app.core.ids import OfficerId, OpId, SubjectId, new_desk_id
from desk_app.core.ops import Op, VisitLogged, VisitPerson, payload_bytes
from desk_app.core.problems import Problem
from sync.client.port import ClockGap, Mark, OwnChain, Standing, Stretch, Took
from sync.protocol.keys import DeskKeys, new_desk_keys
from sync.protocol.messages import Health, HelloAnswer, PageHead, Peer, Receipt, Sealed, SetAside
from sync.protocol.packages import Manifest

UNIT = "07210"
START = Millis(1_793_000_000_000)


class MemoryDesk:
    """Implements `DeskPort`; what a test wants to see lies open."""

    def __init__(self, province: bytes, seed: int = 1, *, practice: bool = True) -> None:
        self.random = random.Random(seed)
        self.desk = new_desk_id(self.random.randbytes(10))
        self.keys: DeskKeys = new_desk_keys(self.random.randbytes)
        self.province = province
        self.practice = practice
        self.paired = True
        self.server_epoch = "s1"
        self.epoch = 0
        self.chains: dict[int, list[Op]] = {0: []}
        self.told: dict[int, int] = {}
        self.receipts: list[Receipt] = []
        self.counted_from = 0
        self.cursor = ""
        self.others: dict[OpId, Op] = {}
        self.aside: list[SetAside] = []
        self.packages: dict[str, bytes] = {}
        self.marks: list[Mark] = []
        self.gap: ClockGap | None = None
        self.disk_full = False
        self.to_seal: tuple[Sealed, ...] = ()
        self.pages_taken = 0

    # -- what a test does

    def log(self, count: int = 1, *, note: str = "") -> list[Op]:
        """Log so many visits."""
        return [self._append(note or f"Ghi chú {n}") for n in range(count)]

    def waiting(self) -> int:
        """How many own ops wait for a receipt."""
        return sum(len(ops) - self._confirmed(epoch) for epoch, ops in self.chains.items())

    def _append(self, note: str) -> Op:
        ops = self.chains[self.epoch]
        identity = OpId(self.desk, self.epoch, len(ops) + 1)
        facts = payload_bytes(VisitLogged(procedures=("2.000815",)))
        person = payload_bytes(VisitPerson(name="Nguyễn Văn Bình", note=note))
        wall = Millis(START + len(ops) * 60_000)
        header = Header(
            desk=self.desk,
            epoch=self.epoch,
            seq=identity.seq,
            kind="visit.logged",
            version=2,
            subject=SubjectId(str(identity)),
            base=(),
            lamport=identity.seq,
            officer=OfficerId("AB12CD"),
            wall=wall,
            mono=1000 + identity.seq,
            boot="b00t",
            act=wall,
        )
        salt = self.random.randbytes(chain.SALT_LENGTH)
        digest = chain.person_digest(salt, person)
        before = ops[-1].hash if ops else GENESIS
        linked = chain.link(before, chain.header_bytes(header), facts, digest)
        op = Op(header, facts, salt, person, digest, linked)
        ops.append(op)
        return op

    def _confirmed(self, epoch: int) -> int:
        counting = [r.seq for r in self.receipts[self.counted_from :] if r.epoch == epoch]
        return max([*counting, self.told.get(epoch, 0)])

    def _write(self) -> None:
        if self.disk_full:
            raise EnvironmentProblem(Problem("store.disk_full"))

    # -- DeskPort

    def look(self) -> Standing | None:
        if not self.paired:
            return None
        return Standing(
            desk=self.desk,
            unit=UNIT,
            practice=self.practice,
            province=self.province,
            server_epoch=self.server_epoch,
            serial=1,
            chains=tuple(
                OwnChain(epoch, len(ops), ops[-1].hash if ops else GENESIS, self._confirmed(epoch))
                for epoch, ops in sorted(self.chains.items())
            ),
            cursor=self.cursor,
            sign=self.keys.sign,
            keys=("K1",),
            packages=frozenset(self.packages),
            health=Health(waiting=self.waiting()),
        )

    def stretch(self, epoch: int, after: int, limit: int) -> Stretch:
        ops = self.chains[epoch]
        previous = ops[after - 1].hash if after else GENESIS
        return Stretch(previous, tuple(ops[after : after + limit]))

    def hash_at(self, epoch: int, seq: int) -> bytes | None:
        ops = self.chains.get(epoch, [])
        if seq == 0:
            return GENESIS
        return ops[seq - 1].hash if seq <= len(ops) else None

    def keep_hello(self, answer: HelloAnswer, gap: ClockGap) -> None:
        self._write()
        self.gap = gap

    def start_again(self, server_epoch: str, acked: dict[int, int]) -> None:
        self._write()
        self.server_epoch, self.cursor = server_epoch, ""
        self.counted_from, self.told = len(self.receipts), dict(acked)

    def forget_cursor(self) -> None:
        self._write()
        self.cursor = ""

    def keep_receipt(self, receipt: Receipt, aside: tuple[SetAside, ...], held: bool) -> None:
        self._write()
        self.receipts.append(receipt)
        self.aside.extend(aside)

    def take_page(self, head: PageHead, ops: tuple[Op, ...]) -> Took:
        self._write()
        new = 0
        for op in ops:
            if op.header.desk != self.desk and op.header.id not in self.others:
                self.others[op.header.id] = op
                new += 1
        self.cursor = head.cursor
        self.pages_taken += 1
        return Took(new, 0)

    def keep_package(self, manifest: Manifest, proof: str, content: bytes) -> None:
        self._write()
        self.packages[manifest.sha256] = content

    def keys_for(self, peers: tuple[Peer, ...]) -> tuple[Sealed, ...]:
        return self.to_seal

    def mark(self, mark: Mark) -> None:
        self._write()
        self.marks.append(mark)
