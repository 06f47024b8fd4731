"""A desk on a light disk, and the port of the cycle on it: quick, and as strict as the real one.

The ops are real, their bases and hashes as the program makes them.
"""

from __future__ import annotations

import random
from collections.abc import Iterable
from functools import cache

import msgspec

from desk_app.core import chain
from desk_app.core.chain import GENESIS, Header
from desk_app.core.clock import Instant
from desk_app.core.errors import EnvironmentProblem
from desk_app.core.ids import OfficerId, OpId, SubjectId
from desk_app.core.ops import KINDS, Op, payload_bytes
from desk_app.core.payloads import Facts, Person
from desk_app.core.problems import Problem
from sync.client.port import ClockGap, Mark, OwnChain, Standing, Stretch, Took
from sync.protocol import certificates
from sync.protocol.messages import Health, HelloAnswer, PageHead, Peer, Receipt, Sealed, SetAside
from sync.protocol.packages import Manifest
from sync.protocol.receipts import verify_receipt
from tests.support.simulation.light_disk import Disk, Restored
from tests.support.simulation.sim_province import Enrolled

_OFFICER = OfficerId("0FF1C1")


class LightDesk:
    """Implements `DeskPort`. full: the disk takes nothing more."""

    def __init__(self, enrolled: Enrolled, province: bytes, salts: random.Random) -> None:
        self.enrolled = enrolled
        self.id = enrolled.id
        self.disk = Disk(enrolled.certificate)
        self.full = False
        self._province = province
        self._salts = salts

    # ---- what an officer does --------------------------------------------------------------------

    def write(
        self,
        now: Instant,
        kind: str,
        facts: Facts,
        person: Person | None = None,
        subject: str | None = None,
        officer: OfficerId = _OFFICER,
        act: int | None = None,
    ) -> Op:
        """An op as `desk_app.store.log` writes it."""
        version = KINDS[kind].version if kind in KINDS else 1
        return self._write(now, kind, version, payload_bytes(facts), person, subject, officer, act)

    def _write(
        self, now: Instant, kind: str, version: int, facts: bytes, person: Person | None,
        subject: str | None, officer: OfficerId, act: int | None,
    ) -> Op:  # fmt: skip
        if self.full:
            raise EnvironmentProblem(Problem("store.disk_full"))
        disk = self.disk
        chained = disk.own.setdefault(disk.epoch, [])
        identity = OpId(self.id, disk.epoch, len(chained) + 1)
        about = SubjectId(subject if subject is not None else str(identity))
        header = Header(
            desk=self.id, epoch=disk.epoch, seq=identity.seq, kind=kind, version=version,
            subject=about, base=tuple(sorted(disk.heads.get(about, ()))),
            lamport=disk.lamport + 1, officer=officer, wall=now.wall, mono=now.mono, boot=now.boot,
            act=now.wall if act is None else act,  # type: ignore[arg-type]
        )  # fmt: skip
        text = None if person is None else payload_bytes(person)
        salt = None if text is None else self._salts.randbytes(chain.SALT_LENGTH)
        digest = chain.person_digest(salt, text)
        before = chained[-1].hash if chained else GENESIS
        linked = chain.link(before, chain.header_bytes(header), facts, digest)
        op = Op(header, facts, salt, text, digest, linked)
        chained.append(op)
        chained[-1] = disk.keep(op)
        return op

    # ---- DeskPort --------------------------------------------------------------------------------

    def look(self) -> Standing | None:
        """Where the desk stands."""
        disk = self.disk
        own = _read_certificate(disk.certificate, self._province)
        assert own is not None
        return Standing(
            desk=self.id,
            unit=self.enrolled.unit,
            practice=True,
            province=self._province,
            server_epoch=disk.server_epoch,
            serial=own.serial,
            chains=tuple(
                OwnChain(
                    epoch,
                    len(ops),
                    ops[-1].hash if ops else GENESIS,
                    min(disk.confirmed(epoch), len(ops)),
                )
                for epoch, ops in sorted(disk.own.items())
            ),
            cursor=disk.cursor,
            sign=self.enrolled.keys.sign,
            keys=("K1",),
            health=Health(waiting=disk.waiting()),
        )

    def stretch(self, epoch: int, after: int, limit: int) -> Stretch:
        """Own ops that follow each other."""
        ops = self.disk.own[epoch]
        return Stretch(ops[after - 1].hash if after else GENESIS, tuple(ops[after : after + limit]))

    def hash_at(self, epoch: int, seq: int) -> bytes | None:
        """The hash of an own op."""
        if seq == 0:
            return GENESIS
        ops = self.disk.own.get(epoch, [])
        return ops[seq - 1].hash if seq <= len(ops) else None

    def keys_for(self, peers: tuple[Peer, ...]) -> tuple[Sealed, ...]:
        """All desks have the one key from the beginning."""
        return ()

    def keep_hello(self, answer: HelloAnswer, gap: ClockGap) -> None:
        """Keep certificate and state."""
        self.writing()
        if answer.certificate is not None:
            read = certificates.read_certificate(answer.certificate, self._province)
            assert read is not None
            assert read.desk == self.id
            self.disk.certificate = answer.certificate
        self.disk.revoked = answer.state == "revoked"

    def start_again(self, server_epoch: str, acked: dict[int, int]) -> None:
        """The province's store was restored."""
        self.writing()
        self.disk.restored = Restored(server_epoch, dict(acked), len(self.disk.receipts))
        self.disk.server_epoch, self.disk.cursor = server_epoch, ""
        self.disk.aside.clear()

    def forget_cursor(self) -> None:
        """Read from the beginning again."""
        self.writing()
        self.disk.cursor = ""

    def keep_receipt(self, receipt: Receipt, aside: tuple[SetAside, ...], held: bool) -> None:
        """Keep a receipt."""
        self.writing()
        assert verify_receipt(receipt, self._province)
        self.disk.receipts.append(receipt)
        self._note(aside)

    def take_page(self, head: PageHead, ops: tuple[Op, ...]) -> Took:
        """Take in a page."""
        self.writing()
        new = self.take(ops)
        self._note(head.aside)
        self.disk.cursor = head.cursor
        return Took(new, 0)

    def take(self, ops: Iterable[Op]) -> int:
        """Take in ops, each once; how many were new."""
        disk, new = self.disk, 0
        for op in ops:
            known = disk.ops.get(op.header.id)
            if known is None:
                disk.keep(op)
                new += 1
            elif known.hash != op.hash:
                disk.branch[op.header.id, op.hash] = op
        return new

    def keep_package(self, manifest: Manifest, proof: str, content: bytes) -> None:
        """There are none."""
        raise AssertionError("no package was published")

    def mark(self, mark: Mark) -> None:
        """How the last attempt ended is of no use here, but writing it may fail."""
        self.writing()

    def _note(self, told: tuple[SetAside, ...]) -> None:
        for one in told:
            if one.settled:
                self.disk.aside.pop(one.op, None)
            else:
                self.disk.aside[one.op] = one

    def writing(self) -> None:
        """Refuse when the disk is full."""
        if self.full:
            raise EnvironmentProblem(Problem("store.disk_full"))


_read_certificate = cache(certificates.read_certificate)


def unknown_kind(desk: LightDesk, now: Instant, subject: str | None) -> Op:
    """An op of a kind that this program does not know: a newer one wrote it."""
    return desk._write(
        now, "visit.future", 1, b'{"colour":3}', None, subject, OfficerId("0FF1C2"), None
    )


def newer_version(desk: LightDesk, now: Instant, subject: str) -> Op:
    """A correction as a newer program writes it."""
    version = msgspec.json.encode({"outcome": "done", "mood": "good"})
    return desk._write(
        now, "visit.corrected", 99, version, None, subject, OfficerId("0FF1C2"), None
    )
