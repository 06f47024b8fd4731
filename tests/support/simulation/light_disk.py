"""What a light desk keeps: its log and what it knows of the province, in memory.

A crash leaves it as it is; a copy of it is a backup, or the disk of a cloned machine.
"""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from desk_app.core.fold import in_fold_order
from desk_app.core.ids import OpId, parse_op_id
from desk_app.core.ops import Op, PersonErased, facts_of, is_known
from desk_app.core.set_aside import fault_of
from desk_app.core.states import Folded, folded
from sync.protocol.messages import Receipt, SetAside


class Restored(msgspec.Struct, frozen=True):
    """What the province said it held when its store was found to be restored.

    after: how many receipts there were: those count no more.
    """

    server_epoch: str
    acked: dict[int, int]
    after: int


class Disk:
    """Everything a desk keeps."""

    def __init__(self, certificate: str) -> None:
        self.certificate = certificate
        self.epoch = 0
        self.ops: dict[OpId, Op] = {}
        self.own: dict[int, list[Op]] = {0: []}
        self.subjects: dict[str, dict[OpId, None]] = {}
        self.heads: dict[str, frozenset[OpId]] = {}
        self.begun: dict[str, list[str]] = {}
        self.lamport = 0
        self.server_epoch = ""
        self.cursor = ""
        self.receipts: list[Receipt] = []
        self.restored: Restored | None = None
        self.aside: dict[str, SetAside] = {}
        self.erased: set[str] = set()
        self.branch: dict[tuple[OpId, bytes], Op] = {}
        self.revoked = False

    def copy(self) -> Disk:
        """A backup: the same now, its own from now on."""
        made = Disk(self.certificate)
        made.__dict__.update(self.__dict__)
        made.ops, made.heads, made.aside = dict(self.ops), dict(self.heads), dict(self.aside)
        made.own = {epoch: list(ops) for epoch, ops in self.own.items()}
        made.subjects = {subject: dict(ids) for subject, ids in self.subjects.items()}
        made.begun = {kind: list(subjects) for kind, subjects in self.begun.items()}
        made.receipts, made.branch = list(self.receipts), dict(self.branch)
        made.erased = set(self.erased)
        return made

    # ---- the log ---------------------------------------------------------------------------------

    def keep(self, op: Op) -> Op:
        """Put an op that is new here into the log; returns it as it was kept."""
        header = op.header
        erased = not self.erased.isdisjoint((str(header.id), header.subject))
        kept = _without_person(op) if erased else op
        self.ops[header.id] = kept
        known = self.subjects.setdefault(header.subject, {})
        known[header.id] = None
        self.lamport = max(self.lamport, header.lamport)
        built_on = {base for one in known for base in self.ops[one].header.base}
        self.heads[header.subject] = frozenset(one for one in known if one not in built_on)
        if str(header.id) == header.subject or header.kind.endswith(".added"):
            self.begun.setdefault(header.kind, []).append(header.subject)
        if header.kind == "person.erased" and is_known(header) and fault_of(op) is None:
            self._erase(facts_of(op))
        return kept

    def _erase(self, erasure: PersonErased) -> None:
        self.erased.update(erasure.ops)
        for name in erasure.ops:
            found = parse_op_id(name)
            for identity in ((found,) if found else ()) + tuple(self.subjects.get(name, ())):
                if identity in self.ops:
                    self._replace(_without_person(self.ops[identity]))

    def _replace(self, op: Op) -> None:
        self.ops[op.header.id] = op
        for epoch in self.own:
            if epoch == op.header.epoch:
                place = op.header.seq - 1
                ops = self.own[epoch]
                if place < len(ops) and ops[place].header.id == op.header.id:
                    ops[place] = op

    def replace(self, gone: Iterable[Op], came: Iterable[Op]) -> None:
        """Take ops of this desk out, keep them beside the log, and put others in."""
        for op in list(gone):
            self.branch[op.header.id, op.hash] = _without_person(op)
            del self.ops[op.header.id]
            self.own[op.header.epoch] = self.own[op.header.epoch][: op.header.seq - 1]
        stay, self.ops = list(self.ops.values()), {}
        self.subjects, self.heads, self.begun, self.erased = {}, {}, {}, set()
        for op in stay:
            self.keep(op)
        for op in came:
            self.branch.pop((op.header.id, op.hash), None)
            chained = self.own.setdefault(op.header.epoch, [])
            chained.append(op)
            chained[-1] = self.keep(op)

    def fold(self, subject: str) -> Folded:
        """What a subject is, by the ops that are here."""
        return folded(in_fold_order([self.ops[one] for one in self.subjects[subject]]))

    # ---- receipts --------------------------------------------------------------------------------

    def confirmed(self, epoch: int) -> int:
        """How far receipts that count reach: the rule of `desk_app.store.receipts.acked`."""
        known = self.restored
        most = 0 if known is None else known.acked.get(epoch, 0)
        for receipt in self.receipts[0 if known is None else known.after :]:
            counts = known is None or receipt.server_epoch == known.server_epoch
            if receipt.epoch == epoch and counts:
                most = max(most, receipt.seq)
        return most

    def waiting(self) -> int:
        """How many own ops wait for a receipt."""
        return sum(max(0, len(ops) - self.confirmed(epoch)) for epoch, ops in self.own.items())


def _without_person(op: Op) -> Op:
    return Op(op.header, op.facts, None, None, op.digest, op.hash)
