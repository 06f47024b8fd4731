"""Bringing two pasts of a chain together: fetch what the province holds, then begin anew.

A restored or cloned desk learns at hello (or at push) that the province holds ops of its own which
are not here, or others under the same numbers. First of all it writes in an epoch of its own, so
that no printed number comes twice; then the province's past is fetched, and where ours went another
way ours is told to the province as it is and written once more (`MendPort.heal`).
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import NamedTuple, Protocol

import msgspec

from desk_app.core import chain
from desk_app.core.ops import Op
from sync.client import line
from sync.client.cycle import Mend
from sync.client.moves import Steps
from sync.client.port import DeskPort, HashAt, OwnChain, ReadStretch, Standing
from sync.client.work import MARKED, Work, ask, do
from sync.protocol import batch, keys, limits, page, requests
from sync.protocol.codec import Malformed
from sync.protocol.exchange import Request
from sync.protocol.messages import HelloAnswer

_OWN = "/sync/v1/own"
_PUSH = "/sync/v1/push"
# How many ops of a fork are told to the province under their old numbers; all come under new ones.
_TOLD = 64


class Fork(NamedTuple):
    """Up to this seq both pasts of the chain are one; head: the hash of the other past's end."""

    epoch: int
    seq: int
    head: bytes


class MendPort(Protocol):
    """What mending writes into the desk's store; each is one transaction."""

    def begin_epoch(self, parted: frozenset[int], above: int) -> None:
        """Write in a new epoch above all others, if this desk now writes in one of the parted."""

    def take_own(self, ops: tuple[Op, ...]) -> int:
        """Take in ops of this desk that follow what is here; how many were new."""

    def keep_theirs(self, ops: tuple[Op, ...]) -> None:
        """Keep ops of the other past beside the log."""

    def heal(self, forks: tuple[Fork, ...], held: dict[int, int]) -> None:
        """The other past takes its places, ours follows under new numbers; all or nothing.

        Without a fork, ours follows under new numbers from the first deed on which another copy
        brought to the province before us. held: by epoch, how far the province holds our chains.
        """


class _Do(msgspec.Struct, frozen=True):
    """A deed of the mending port."""

    deed: Callable[[], object]

    def on(self, port: DeskPort) -> object:
        """Do it."""
        return self.deed()


def mending(port: MendPort) -> Mend:
    """What `Cycle` needs to mend parted chains with the help of this port."""

    def mend(work: Work, standing: Standing, link: HelloAnswer) -> Steps[bool]:
        return (yield from _mend(port, work, standing, link))

    return mend


def _mend(port: MendPort, work: Work, standing: Standing, link: HelloAnswer) -> Steps[bool]:
    parted = frozenset(work.parted)
    held = {one.epoch: one.confirmed for one in standing.chains}
    for head in link.acked:
        held[head.epoch] = max(head.seq, held.get(head.epoch, 0))
    above = max((*held, *parted))
    yield from _write(partial(port.begin_epoch, parted, above))
    if link.state != "active":
        # It may not read. What was written later may point into the fork: it waits as well.
        for chain_ in standing.chains:
            if chain_.epoch > min(parted):
                work.parted.setdefault(chain_.epoch, work.parted[min(parted)])
        return False
    yield work.tell("pull")
    ours = {one.epoch: one for one in standing.chains}
    forks = []
    for epoch in sorted(parted):
        own = ours.get(epoch, OwnChain(epoch, 0, chain.GENESIS, 0))
        fork = yield from _fetch(port, work, standing, link, own)
        if fork is not None:
            forks.append(fork)
            yield from _tell(work, standing, fork)
    yield from _write(partial(port.heal, tuple(forks), held))
    return True


def _write(deed: Callable[[], object]) -> Steps[None]:
    yield from do(_Do(deed), write=True)


def _fetch(
    port: MendPort, work: Work, standing: Standing, link: HelloAnswer, own: OwnChain
) -> Steps[Fork | None]:
    """Fetch the province's past of a chain from where it leaves ours; where, if it does."""
    theirs = work.parted[own.epoch].theirs.seq
    after = max(0, min(own.confirmed, theirs - 1, own.seq))
    while True:
        got = yield from _own_page(work, standing, link, own.epoch, after)
        before = (yield from do(HashAt(own.epoch, after))) or chain.GENESIS
        if after == 0 or (got.ops and _follows(got.ops[0], before)):
            break
        after //= 2  # not even what was confirmed is common: the province was restored
    meets, fork, taken = after, None, 0
    previous = before
    while got.ops:
        if not _follows(got.ops[0], previous):
            raise line.NoLine("not_ours")
        ops = got.ops
        previous = ops[-1].hash
        if fork is None and meets < own.seq:
            stretch = yield from do(ReadStretch(own.epoch, meets, len(ops)))
            same = _common(stretch.ops, ops)
            meets += same
            ops = ops[same:]
            if ops and meets < own.seq:
                fork = Fork(own.epoch, meets, b"")
        if fork is None:
            taken += yield from _taken(port, ops)
        elif ops:
            yield from _write(partial(port.keep_theirs, ops))
            fork = fork._replace(head=ops[-1].hash)
        yield work.tell("pull", taken)
        if not got.head.more:
            break
        last = got.ops[-1].header.seq
        got = yield from _own_page(work, standing, link, own.epoch, last)
    work.count(received=taken)
    return fork


def _taken(port: MendPort, ops: tuple[Op, ...]) -> Steps[int]:
    if not ops:
        return 0
    found = yield from do(_Do(partial(port.take_own, ops)), write=True)
    assert isinstance(found, int)
    return found


def _common(ours: tuple[Op, ...], theirs: tuple[Op, ...]) -> int:
    """How many ops both begin with."""
    same = 0
    for one, other in zip(ours, theirs, strict=False):
        if one.hash != other.hash:
            break
        same += 1
    return same


def _follows(op: Op, previous: bytes) -> bool:
    return chain.link(previous, chain.header_bytes(op.header), op.facts, op.digest) == op.hash


def _own_page(
    work: Work, standing: Standing, link: HelloAnswer, epoch: int, after: int
) -> Steps[page.SignedPage]:
    """The next of the desk's own ops that the province holds."""
    query = {"epoch": str(epoch), "after": str(after)}
    plain = Request(method="GET", path=_OWN, query=query, headers=MARKED)
    request = requests.sign_request(plain, standing.desk, link.session, standing.sign)
    body = yield from ask(work, request, limits.MAX_PAGE_PACKED)
    try:
        got = page.unpack_page(body)
    except Malformed:
        raise line.NoLine("not_ours") from None
    own = all(op.header.desk == standing.desk and op.header.epoch == epoch for op in got.ops)
    if (
        not keys.verify(standing.province, got.signed, got.signature)
        or (got.head.reader, got.head.after) != (standing.desk, f"{epoch}.{after}")
        or not own
        or (got.ops and got.ops[0].header.seq != after + 1)
    ):
        raise line.NoLine("not_ours")
    work.heard()
    return got


def _tell(work: Work, standing: Standing, fork: Fork) -> Steps[None]:
    """Let the province see that there is a branch: it keeps it as it is, without names."""
    stretch = yield from do(ReadStretch(fork.epoch, fork.seq, _TOLD))
    ops = tuple(Op(op.header, op.facts, None, None, op.digest, op.hash) for op in stretch.ops)
    if not ops:
        return
    made = batch.make(standing.desk, fork.epoch, ops, stretch.previous, standing.health)
    try:
        body = batch.pack(made, standing.sign)
        if not limits.fits(len(body), len(ops)):
            return
        yield from ask(work, Request(method="POST", path=_PUSH, headers=MARKED, body=body))
    except (line.Renegotiate, line.TooMuch, Malformed):
        return  # as expected: it holds the other past
