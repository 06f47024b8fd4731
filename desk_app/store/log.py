"""The log: appending this desk's ops, taking in another desk's, and erasing person parts.

Every method runs inside the writing transaction of its connection, so the next number, the head
and the known heads of a subject are read there and never remembered.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import NamedTuple

from desk_app.core import chain
from desk_app.core.chain import Header
from desk_app.core.clock import Instant, Millis
from desk_app.core.fold import heads
from desk_app.core.ids import OfficerId, OpId, SubjectId
from desk_app.core.ops import KINDS, Op, facts_of, payload_bytes, person_of
from desk_app.core.payloads import Facts, Person
from desk_app.core.set_aside import LARGEST_LAMPORT
from desk_app.store import aside, op_rows, project, sqlite
from desk_app.store.taking import apply_erasure, take_ops
from desk_app.store.this_desk import ThisDesk

Random = Callable[[int], bytes]


class Head(NamedTuple):
    """Where this desk's chain stands, and the highest lamport of any chain."""

    seq: int
    hash: bytes
    lamport: int


class Log:
    """The log of one desk, through one connection."""

    def __init__(
        self, connection: sqlite.Connection, desk: ThisDesk, now: Instant, random: Random
    ) -> None:
        self._connection = connection
        self._desk = desk
        self.now = now
        self.erased = False
        self._random = random

    def append(
        self,
        kind: str,
        facts: Facts,
        *,
        officer: OfficerId,
        person: Person | None = None,
        subject: str | None = None,
        act: Millis | None = None,
        salt: bytes | None = None,
    ) -> Op:
        """Write one op of this desk and bring the projections of its subject up to date.

        Without a subject the op begins one, named by its own id. act: when the deed happened;
        now, when not given. salt: of its person part, by chance when not given (`new_salt`).
        """
        return self.append_encoded(
            kind,
            payload_bytes(facts),
            payload_bytes(person) if person is not None else None,
            officer=officer,
            subject=subject,
            act=act,
            salt=salt,
        )

    def new_salt(self) -> bytes:
        """A salt by chance."""
        return self._random(chain.SALT_LENGTH)

    def append_encoded(
        self,
        kind: str,
        facts: bytes,
        person: bytes | None,
        *,
        officer: OfficerId,
        subject: str | None = None,
        act: Millis | None = None,
        salt: bytes | None = None,
    ) -> Op:
        """`append` for payloads that were checked and encoded before.

        An erased subject takes no person part any more.
        """
        known = op_rows.of_subject(self._connection, subject) if subject is not None else []
        if subject is not None and person is not None and self._is_erased(subject):
            person = None
        op = self._op_after(
            self._head(), kind, facts, person, officer, subject, act, heads(known), salt
        )
        arrival = op_rows.insert(self._connection, op)
        project.advance_chain(self._connection, op)
        if subject is None and kind == "visit.logged":
            project.project_new_visit(self._connection, op, arrival)
        else:
            found = project.project(self._connection, [*known, op])
            if found:
                facts_of(op)  # raises: what could not be read again is not written
                person_of(op)
                aside.keep_of_subject(self._connection, op.header.subject, found, self.now.wall)
        if kind == "person.erased":
            apply_erasure(self._connection, op, self.now.wall)
            self.erased = True
        return op

    def append_visits(
        self, visits: Iterable[tuple[Millis, bytes, bytes | None]], officer: OfficerId
    ) -> int:
        """`append_encoded` for many new visits (time of the act, facts, person part); how many.

        Head, place and counts are read and written once: nobody else writes meanwhile.
        """
        head = self._head()
        place = op_rows.last_arrival(self._connection)
        arrived: list[tuple[Op, int]] = []
        for act, facts, person in visits:
            op = self._op_after(head, "visit.logged", facts, person, officer, None, act, ())
            head = Head(op.header.seq, op.hash, op.header.lamport)
            place += 1
            arrived.append((op, place))
        if arrived:
            op_rows.insert_at(self._connection, arrived)
            project.advance_chain(self._connection, arrived[-1][0], len(arrived))
            project.project_new_visits(self._connection, arrived)
        return len(arrived)

    def head(self) -> Head:
        """Where this desk's chain stands now, for whoever appends many ops (store.bulk)."""
        return self._head()

    def op_after(
        self,
        head: Head,
        kind: str,
        facts: bytes,
        person: bytes | None,
        officer: OfficerId,
        subject: str | None,
        act: Millis | None,
        base: tuple[OpId, ...],
    ) -> tuple[Op, Head]:
        """The op that follows `head`, not written yet, and the head after it."""
        op = self._op_after(head, kind, facts, person, officer, subject, act, base)
        return op, Head(op.header.seq, op.hash, op.header.lamport)

    def _head(self) -> Head:
        seq, previous, lamport = 0, chain.GENESIS, 0
        for row in self._connection.execute("SELECT desk, epoch, seq, hash, lamport FROM chain"):
            lamport = max(lamport, row[4])
            if row[0] == self._desk.desk and row[1] == self._desk.epoch:
                seq, previous = row[2], row[3]
        # Nobody's counter can use up the numbers that are left for ours.
        return Head(seq, previous, min(lamport, LARGEST_LAMPORT - 1))

    def _op_after(
        self,
        head: Head,
        kind: str,
        facts: bytes,
        person: bytes | None,
        officer: OfficerId,
        subject: str | None,
        act: Millis | None,
        base: tuple[OpId, ...],
        salt: bytes | None = None,
    ) -> Op:
        desk, epoch, seq = self._desk.desk, self._desk.epoch, head.seq + 1
        identity = OpId(desk, epoch, seq)
        header = Header(
            desk=desk,
            epoch=epoch,
            seq=seq,
            kind=kind,
            version=KINDS[kind].version,
            subject=SubjectId(subject if subject is not None else str(identity)),
            base=base,
            lamport=head.lamport + 1,
            officer=officer,
            wall=self.now.wall,
            mono=self.now.mono,
            boot=self.now.boot,
            act=act if act is not None else self.now.wall,
        )
        if person is None:
            salt = None
        elif salt is None:
            salt = self.new_salt()
        digest = chain.person_digest(salt, person)
        linked = chain.link(head.hash, chain.header_bytes(header), facts, digest)
        return Op(header, facts, salt, person, digest, linked)

    def receive(self, op: Op) -> bool:
        """Take in an op that another desk wrote; returns whether it was new here.

        Ops may arrive in any order and more than once (store/taking.py).
        """
        taken = take_ops(self._connection, [op], self.now.wall)
        self.erased |= taken.erased
        return taken.new > 0

    def _is_erased(self, subject: str) -> bool:
        row = self._connection.execute("SELECT 1 FROM erasure WHERE op = ?", (subject,)).fetchone()
        return row is not None
