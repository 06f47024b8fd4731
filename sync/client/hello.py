"""The greeting: who we are, where the province stands, and whether we still have one past."""

from __future__ import annotations

from desk_app.core.chain import GENESIS
from desk_app.core.clock import Instant
from desk_app.core.problems import Problem
from sync.client import line
from sync.client.moves import Steps
from sync.client.port import ClockGap, HashAt, KeepHello, OwnChain, Parted, Standing, StartAgain
from sync.client.work import MARKED, Work, acked_of, ask, do, head_of, look, part
from sync.protocol import base64url, requests
from sync.protocol.exchange import Request
from sync.protocol.messages import Hello, HelloAnswer
from sync.protocol.versions import RANGE

_HELLO = "/sync/v1/hello"
_NONCE_LENGTH = 16
# A thousand years: beyond that no clock is wrong any more, but a message.
_FARTHEST = 1_000 * 365 * 86_400_000


def hello(work: Work, standing: Standing) -> Steps[Standing]:
    """Say who we are and hear where the province stands; where the desk stands after that."""
    yield work.tell("hello")
    work.link, work.note, work.parted, work.reached = None, None, {}, {}
    nonce = base64url.encode(work.random(_NONCE_LENGTH))
    began = work.now
    said = Hello(
        protocol=RANGE,
        app=work.app,
        desk=standing.desk,
        heads=tuple(head_of(chain) for chain in standing.chains),
        nonce=nonce,
        wall=began.wall,
        serial=standing.serial,
        keys=standing.keys,
        health=standing.health,
    )
    body = requests.pack_hello(said, standing.sign)
    got = yield from ask(work, Request(method="POST", path=_HELLO, headers=MARKED, body=body))
    answer = requests.unpack_hello_answer(got, nonce, standing.province)
    if answer is None:
        raise line.NoLine("not_ours")
    work.heard()
    yield from take_answer(work, standing, answer, _gap(answer, began, work.now))
    work.reached = {chain.epoch: acked_of(answer, chain.epoch) for chain in standing.chains}
    work.link, work.greeted = answer, work.now
    work.pace.limit(answer.max_ops)
    return (yield from look(work))


def take_answer(work: Work, standing: Standing, answer: HelloAnswer, gap: ClockGap) -> Steps[None]:
    """Keep what the province said of itself, and see whether both hold the same past."""
    _check_answer(answer, standing)
    yield from do(KeepHello(answer, gap), write=True)
    lost = any(_confirmed_beyond(chain, answer) for chain in standing.chains)
    if lost or answer.server_epoch != standing.server_epoch:
        acked = {head.epoch: head.seq for head in answer.acked}
        yield from do(StartAgain(answer.server_epoch, acked), write=True)
    yield from _compare(work, standing, answer)
    if answer.state == "revoked":
        work.note = Problem("sync.revoked")


def _check_answer(answer: HelloAnswer, standing: Standing) -> None:
    if not RANGE[0] <= answer.protocol <= RANGE[1]:
        raise line.TooOld
    if answer.practice != standing.practice:
        raise line.Refused(Problem("sync.practice"))
    if answer.unit != standing.unit:
        values = {"theirs": answer.unit, "ours": standing.unit}
        raise line.Refused(Problem("sync.other_unit", values=values))


def _gap(answer: HelloAnswer, began: Instant, now: Instant) -> ClockGap:
    """The province read its clock somewhere between our sending and our hearing: in the middle."""
    trip = max(now.mono - began.mono, 0)
    ahead = answer.server_time - (began.wall + trip // 2)
    return ClockGap(max(-_FARTHEST, min(ahead, _FARTHEST)), (trip + 1) // 2)


def _compare(work: Work, standing: Standing, answer: HelloAnswer) -> Steps[None]:
    """Find the chains whose past at the province is another than ours."""
    ours = {chain.epoch: chain for chain in standing.chains}
    for theirs in answer.acked:
        if theirs.seq == 0:
            continue
        chain = ours.get(theirs.epoch, OwnChain(theirs.epoch, 0, GENESIS, 0))
        if theirs.seq > chain.seq:
            yield from part(work, Parted("behind", theirs, head_of(chain)))
            continue
        own = chain.hash
        if theirs.seq != chain.seq:
            own = (yield from do(HashAt(theirs.epoch, theirs.seq))) or b""
        if own.hex() != theirs.hash:
            yield from part(work, Parted("fork", theirs, head_of(chain)))


def _confirmed_beyond(chain: OwnChain, answer: HelloAnswer) -> bool:
    """Whether we hold a receipt for more of this chain than the province says it has."""
    return chain.confirmed > acked_of(answer, chain.epoch)
