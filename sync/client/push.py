"""Sending what waits: batches of one chain after the other, each until its receipt came."""

from __future__ import annotations

from desk_app.core.chain import GENESIS
from desk_app.core.ops import Op
from desk_app.core.problems import Problem
from sync.client import line
from sync.client.moves import NoAnswerKind, Steps
from sync.client.port import (
    HashAt,
    KeepReceipt,
    OwnChain,
    Parted,
    ReadStretch,
    Standing,
    Stretch,
)
from sync.client.work import MARKED, Broken, Work, ask, do, head_of, part
from sync.protocol import batch, codec, limits, receipts
from sync.protocol.codec import Malformed
from sync.protocol.exchange import Request
from sync.protocol.messages import ChainHead, PushAnswer, Receipt, Refusal

_PUSH = "/sync/v1/push"
# Payload bytes of one batch: what the province inflates has a limit, however well it is packed.
_MOST_PLAIN = limits.MAX_INFLATED // 2
# The request never left this machine, or never got past a proxy.
_NOT_SENT: frozenset[NoAnswerKind] = frozenset({"no_route", "refused", "tls", "proxy"})


def push(work: Work, standing: Standing) -> Steps[None]:
    """Send what waits, chain by chain, the oldest first."""
    chains = [chain for chain in standing.chains if _to_send(work, chain)]
    waiting = sum(_to_send(work, chain) for chain in chains)
    done = 0
    if chains:
        yield work.tell("push", done, waiting)
    for chain in chains:
        after, confirmed = _where_from(work, chain), chain.confirmed
        while chain.epoch not in work.parted and min(after, confirmed) < chain.seq:
            reached = yield from _push_one(work, standing, chain, after)
            if reached == after:
                break
            done += min(reached, chain.seq) - after
            work.count(acked=max(reached - confirmed, 0))
            after, confirmed = reached, max(reached, confirmed)
            yield work.tell("push", min(done, waiting), waiting)


def waits(work: Work, standing: Standing) -> bool:
    """Whether an op waits that may be sent."""
    return any(_to_send(work, chain) for chain in standing.chains)


def _to_send(work: Work, chain: OwnChain) -> int:
    """How many ops of a chain are to be sent now."""
    if chain.epoch in work.parted:
        return 0
    after = _where_from(work, chain)
    return chain.seq - after if min(after, chain.confirmed) < chain.seq else 0


def _where_from(work: Work, chain: OwnChain) -> int:
    """The seq after which to send.

    What the province holds already is not sent again, but for its last op: the receipt for it was
    lost on the way, and comes again with that op.
    """
    reached = work.reached.get(chain.epoch, chain.confirmed)
    return reached if reached <= chain.confirmed else min(reached, chain.seq) - 1


def _push_one(work: Work, standing: Standing, chain: OwnChain, after: int) -> Steps[int]:
    """Send one batch; up to which seq the province holds the chain, `after` when nothing went."""
    stretch = yield from do(ReadStretch(chain.epoch, after, work.pace.ops))
    ops = stretch.ops
    while ops:
        body, count = largest(standing, chain, Stretch(stretch.previous, ops))
        ops = ops[:count]
        began = work.now
        try:
            got = yield from _send_batch(work, body, len(ops))
        except line.TooMuch:
            if len(ops) == 1:
                raise Broken(_too_large(ops[0])) from None
            work.pace.halve()
            ops = ops[: max(1, min(work.pace.ops, len(ops) // 2))]
            continue
        except line.Renegotiate as problem:
            yield from _forked(work, chain, problem)
            return after
        answer = push_answer(got, standing, chain)
        reached = yield from take_receipt(work, standing, chain, answer, ops[-1].header.seq)
        work.pace.answered(len(ops), len(body), work.now.mono - began.mono)
        return reached
    return after


def largest(standing: Standing, chain: OwnChain, stretch: Stretch) -> tuple[bytes, int]:
    """The body of a push, signed, of as many of these ops as fit, and how many these are.

    Broken when not even the first one fits.
    """
    ops = _not_too_large(stretch.ops)
    while True:
        body = _packed(standing, chain, stretch.previous, ops)
        if limits.fits(len(body), len(ops)):
            return body, len(ops)
        ops = ops[: max(1, len(ops) * limits.MAX_PACKED // len(body) * 9 // 10)]


def _packed(standing: Standing, chain: OwnChain, previous: bytes, ops: tuple[Op, ...]) -> bytes:
    try:
        made = batch.make(standing.desk, chain.epoch, ops, previous, standing.health)
        body = batch.pack(made, standing.sign)
    except Malformed:
        raise Broken(_too_large(ops[0])) from None
    if len(ops) == 1 and len(body) > limits.MAX_BODY:
        raise Broken(_too_large(ops[0]))
    return body


def _send_batch(work: Work, body: bytes, ops: int) -> Steps[bytes]:
    """Send it and count it, unless it surely never left."""
    request = Request(method="POST", path=_PUSH, headers=MARKED, body=body)
    left = True
    try:
        return (yield from ask(work, request))
    except line.NoLine as problem:
        left = problem.kind not in _NOT_SENT
        raise
    finally:
        work.count(sent=ops if left else 0)


def _not_too_large(ops: tuple[Op, ...]) -> tuple[Op, ...]:
    """As many of them as inflate to what the province reads; one at least."""
    plain = 0
    for place, op in enumerate(ops):
        plain += len(op.facts) + len(op.person or b"")
        if plain > _MOST_PLAIN and place:
            return ops[:place]
    return ops


def _too_large(op: Op) -> Problem:
    return Problem("sync.too_large", values={"op": str(op.header.id)})


def _forked(work: Work, chain: OwnChain, problem: line.Renegotiate) -> Steps[None]:
    """A 409 at push: another branch is told, everything else is renegotiated.

    What another copy of this desk sent first under other numbers ("twice") is another branch as
    well: nothing more of this chain goes until we know what stands there.
    """
    refusal = problem.refusal
    theirs = next((head for head in refusal.acked if head.epoch == chain.epoch), None)
    if refusal.code == "sync.twice" and theirs is None:
        theirs = ChainHead(epoch=chain.epoch, seq=0, hash=GENESIS.hex())
    if refusal.code not in {"sync.fork", "sync.twice"} or theirs is None:
        raise problem
    work.heard()
    yield from part(work, Parted("fork", theirs, head_of(chain)))


def push_answer(body: bytes, standing: Standing, chain: OwnChain) -> PushAnswer:
    """The answer, once it is signed by our province and speaks of this chain."""
    try:
        answer = codec.read(body, PushAnswer)
    except Malformed:
        raise line.NoLine("not_ours") from None
    receipt = answer.receipt
    if (receipt.desk, receipt.epoch) != (standing.desk, chain.epoch):
        raise line.NoLine("not_ours")
    if not receipts.verify_answer(answer, standing.province):
        raise line.NoLine("not_ours")
    return answer


def take_receipt(
    work: Work, standing: Standing, chain: OwnChain, answer: PushAnswer, last: int
) -> Steps[int]:
    """Keep a receipt that speaks of ops we have; up to which seq it reaches.

    last: the seq of the op it must reach at least.
    """
    receipt = answer.receipt
    own = yield from do(HashAt(chain.epoch, receipt.seq))
    if own is None or own.hex() != receipt.head:
        work.heard()
        theirs, ours = _head_in(receipt), head_of(chain)
        yield from part(work, Parted("behind" if own is None else "fork", theirs, ours))
        return last
    if receipt.seq < last:
        raise line.NoLine("not_ours")  # an answer to another request, kept by somebody between
    yield from do(KeepReceipt(receipt, answer.aside, answer.held), write=True)
    work.heard()
    work.sent = work.now.wall
    work.reached[chain.epoch] = receipt.seq
    if answer.held:
        work.note = Problem("sync.revoked")
    if receipt.server_epoch != standing.server_epoch:
        raise line.Renegotiate(Refusal(code="sync.restored"))
    return receipt.seq


def _head_in(receipt: Receipt) -> ChainHead:
    return ChainHead(epoch=receipt.epoch, seq=receipt.seq, hash=receipt.head)
