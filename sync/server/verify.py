"""Whether everything the province holds is whole: chains, states, receipts, erasures, files."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import msgspec

from desk_app.core import chain
from desk_app.core.ops import Op
from desk_app.core.problems import Problem
from sync.protocol.receipts import verify_receipt
from sync.server import projector
from sync.server.blob_files import BlobFiles
from sync.server.store import (
    aside_rows,
    blob_rows,
    chain_rows,
    desk_rows,
    erasure_rows,
    feed_rows,
    op_rows,
    province_rows,
    state_rows,
)
from sync.server.store.engine import NO_COMMUNE, Store
from sync.server.store.tx import Row, Tx

_STEP = 500
_SHOWN = 100
# Called with the ops seen so far; raises to stop.
Progress = Callable[[int], None]


class Verified(msgspec.Struct, frozen=True, kw_only=True):
    """What a check of everything found; nothing was changed."""

    ok: bool
    ops: int
    desks: int
    problems: tuple[Problem, ...]


def verify(
    store: Store,
    province: bytes,
    blobs: BlobFiles | None = None,
    progress: Progress = lambda seen: None,
) -> Verified:
    """Recompute every hash, every state and every receipt, commune by commune.

    province: the public key that receipts are checked with. Each commune is read at one moment.
    """
    with store.read(NO_COMMUNE) as tx:
        communes = province_rows.communes(tx)
    problems: list[Problem] = []
    ops = desks = 0
    for commune in communes:
        with store.read(commune) as tx:
            walk = _ChainWalk(tx)
            for row in op_rows.by_chain(tx):
                walk.take(row)
                ops += 1
                if ops % _STEP == 0:
                    progress(ops)
            desks += len(desk_rows.every(tx))
            problems.extend(walk.found())
            problems.extend(_receipts(tx, province))
            if walk.readable:
                problems.extend(_states(tx))
            if blobs is not None:
                problems.extend(_files(tx, blobs))
    shown = tuple(problems[:_SHOWN])
    if len(problems) > _SHOWN:
        shown += (Problem("log.more_problems", values={"more": str(len(problems) - _SHOWN)}),)
    return Verified(ok=not problems, ops=ops, desks=desks, problems=shown)


class _ChainWalk:
    """Takes the rows of a commune chain by chain and compares them with what is said of them."""

    def __init__(self, tx: Tx) -> None:
        self._said = chain_rows.every(tx)
        feed = feed_rows.seen(tx)
        self._newest = 0 if feed is None else feed.n
        self._erased = erasure_rows.names(tx)
        self._chain: tuple[str, int] | None = None
        self._previous = chain.GENESIS
        self._expected = 1
        self._reached: dict[tuple[str, int], tuple[int, bytes]] = {}
        self._problems: list[Problem] = []
        self.readable = True

    def take(self, row: Row) -> None:
        """Check the next row."""
        here = (row[0], row[1])
        if here != self._chain:
            self._chain, self._previous, self._expected = here, chain.GENESIS, 1
        if row[2] != self._expected:
            self._problem("log.gap", f"{row[0]}.{row[1]}.{self._expected}")
        self._expected = row[2] + 1
        self._previous, before = bytes(row[17]), self._previous
        self._reached[here] = (row[2], self._previous)
        try:
            op = op_rows.op_from(row)
        except ValueError:
            self.readable = False
            self._problem("log.unreadable", f"{row[0]}.{row[1]}.{row[2]}")
            return
        name = str(op.header.id)
        linked = chain.link(before, chain.header_bytes(op.header), op.facts, op.digest)
        if linked != op.hash:
            self._problem("log.hash", name)
        self._check_person(op, name)
        if row[18] is not None and row[18] > self._newest:
            self._problem("province.feed", name)

    def _check_person(self, op: Op, name: str) -> None:
        erased = name in self._erased or op.header.subject in self._erased
        if op.person is None or op.salt is None:
            if op.person is not op.salt:
                self._problem("log.person", name)
            elif op.digest != chain.NO_PERSON and not erased:
                self._problem("log.person_missing", name)
        elif erased:
            self._problem("log.not_erased", name)
        elif chain.person_digest(op.salt, op.person) != op.digest:
            self._problem("log.person", name)

    def found(self) -> Iterator[Problem]:
        """All problems, with the chains that are said to reach elsewhere."""
        yield from self._problems
        for here in sorted({*self._said, *self._reached}):
            if self._said.get(here) != self._reached.get(here):
                yield Problem("province.chain", values={"op": f"{here[0]}.{here[1]}"})

    def _problem(self, code: str, op: str) -> None:
        self._problems.append(Problem(code, values={"op": op}))


def _receipts(tx: Tx, province: bytes) -> Iterator[Problem]:
    """Receipts that we did not sign, or that speak of an op which is not here."""
    for desk, epoch in chain_rows.every(tx):
        after = 0
        while found := chain_rows.receipts(tx, desk, epoch, after, _STEP):
            for receipt in found:
                held = op_rows.hash_at(tx, desk, epoch, receipt.seq)
                right = held is not None and held.hex() == receipt.head
                if not right or not verify_receipt(receipt, province):
                    name = f"{desk}.{epoch}.{receipt.seq}"
                    yield Problem("province.receipt", values={"op": name})
            after = found[-1].seq


def _states(tx: Tx) -> Iterator[Problem]:
    """States that are not what the log says, and ops wrongly set aside or not."""
    for subject in state_rows.without_ops(tx, _SHOWN):
        yield _wrong(subject)
    after = ""
    while subjects := op_rows.subjects(tx, after, _STEP):
        stored = state_rows.of_subjects(tx, subjects)
        rows = aside_rows.of_subjects(tx, subjects)
        kept: dict[str, set[str]] = {}
        for row in rows.values():
            if row.how != aside_rows.APPLIED:
                kept.setdefault(row.subject, set()).add(row.op)
        ours = {}
        for subject, ops in op_rows.of_subjects(tx, subjects).items():
            found = projector.fold_subject(ops, tx.commune)
            ours.update({(subject, one.state.family): one for one in found.states})
            aside = {one.op for one in found.aside}
            if aside != kept.get(subject, set()):
                yield Problem("province.aside", values={"subject": subject})
        for key in sorted({*stored, *ours}):
            if stored.get(key) != ours.get(key):
                yield _wrong(key[0])
        after = subjects[-1]


def _wrong(subject: str) -> Problem:
    return Problem("province.state", values={"subject": subject})


def _files(tx: Tx, blobs: BlobFiles) -> Iterator[Problem]:
    """Attachments that are said to be whole and are not."""
    for sha256 in sorted(blob_rows.every(tx)):
        if not blobs.is_sound(tx.commune, sha256):
            yield Problem("province.blob", values={"sha256": sha256})
