"""What the stages of one conversation share: the moment, the pace, and how they ask for things."""

from __future__ import annotations

from typing import TypeVar

from desk_app.core.clock import Instant, Millis
from desk_app.core.problems import Problem
from sync.client import line
from sync.client.moves import (
    Answered,
    Done,
    Failed,
    Moved,
    NoAnswer,
    Part,
    Progress,
    Read,
    Send,
    Stage,
    Steps,
    Tell,
    Write,
)
from sync.client.pace import Pace
from sync.client.port import Deed, Look, OwnChain, Parted, Standing
from sync.client.retry import Random
from sync.protocol.exchange import MARK, Request
from sync.protocol.limits import MAX_BODY
from sync.protocol.messages import ChainHead, HelloAnswer
from sync.protocol.versions import PROTOCOL

T = TypeVar("T")

MARKED = {MARK: str(PROTOCOL)}
# An answer that is no page: a few hundred bytes, more only with a long list of what is set aside.
_SMALL = 8_192


class Broken(Exception):
    """The desk's own store could not do its part (disk full): nothing half done was left."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.code)
        self.problem = problem


class Work:
    """What the stages of one cycle share.

    now, random: of the event that is being handled; link: the last hello's answer, None when hello
    must be said first; reached: by epoch, up to which seq the province said it holds our chain;
    parted: epochs whose chain must not be pushed; note: what a person must hear though everything
    went on; wished: somebody woke the cycle meanwhile, so a long stage had better come to an end;
    asked: how often somebody asked, or the line came back, so that what rests is tried at once;
    contact, sent: when the province last answered and confirmed in this attempt.
    """

    def __init__(self, app: str, start: Instant, random: Random) -> None:
        self.app = app
        self.now = start
        self.random = random
        self.pace = Pace()
        self.link: HelloAnswer | None = None
        self.greeted = start
        self.moved = Moved()
        self.reached: dict[int, int] = {}
        self.parted: dict[int, Parted] = {}
        self.note: Problem | None = None
        self.wished = False
        self.asked = 0
        self.contact: Millis | None = None
        self.sent: Millis | None = None

    def count(self, sent: int = 0, acked: int = 0, received: int = 0) -> None:
        """Count what moved."""
        was = self.moved
        self.moved = Moved(was.sent + sent, was.acked + acked, was.received + received)

    def tell(self, stage: Stage, done: int = 0, total: int = 0) -> Tell:
        """How far it is."""
        return Tell(Progress(stage, done, total, self.moved))

    def heard(self) -> None:
        """The province itself just answered."""
        self.contact = self.now.wall


def do(deed: Deed[T], *, write: bool = False) -> Steps[T]:
    """Have a deed of the port done; its result."""
    event = yield Write(deed) if write else Read(deed)
    if isinstance(event, Failed):
        raise Broken(event.problem)
    assert isinstance(event, Done), event
    result: T = event.result
    return result


def ask(work: Work, request: Request, down: int = _SMALL) -> Steps[bytes]:
    """Send a request; the body of a good answer, every other answer is raised."""
    seconds = work.pace.seconds_for(len(request.body), down)
    # A manifest stands before a package's content, and nothing of ours is much longer than told.
    event = yield Send(request, seconds, max(MAX_BODY, down + _SMALL))
    assert isinstance(event, Answered | NoAnswer), event
    try:
        return line.body_of(event)
    except line.NoLine as problem:
        if problem.kind in {"timeout", "broken"}:
            work.pace.timed_out()
        raise


def look(work: Work) -> Steps[Standing]:
    """Where the desk stands now."""
    standing = yield from do(Look())
    if standing is None:
        raise line.Refused(Problem("sync.not_paired"))
    return standing


def part(work: Work, parted: Parted) -> Steps[None]:
    """Remember and tell that a chain has two pasts."""
    work.parted[parted.theirs.epoch] = parted
    work.note = Problem(f"sync.{parted.how}")
    yield Part(parted)


def head_of(chain: OwnChain) -> ChainHead:
    """Where one of our chains stands."""
    return ChainHead(epoch=chain.epoch, seq=chain.seq, hash=chain.hash.hex())


def acked_of(link: HelloAnswer, epoch: int) -> int:
    """Up to which seq the province said that it holds this chain."""
    return next((head.seq for head in link.acked if head.epoch == epoch), 0)
