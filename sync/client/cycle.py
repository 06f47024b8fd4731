"""The desk's side of syncing, without a line, a file or a clock: events in, effects out."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import msgspec

from desk_app.core.clock import Instant, Millis
from desk_app.core.problems import Problem
from sync.client import line
from sync.client.hello import hello
from sync.client.moves import (
    Cancelled,
    Effect,
    Event,
    Moved,
    Part,
    Read,
    Rest,
    Send,
    Steps,
    Tell,
    Wake,
    Write,
)
from sync.client.port import KeepMark, Mark, Standing
from sync.client.pull import fetch_packages, pass_on_keys, pull
from sync.client.push import push, waits
from sync.client.retry import Backoff, Random, asked_to_wait, chance
from sync.client.work import Broken, Work, do, look
from sync.protocol.messages import HelloAnswer

# How often the province may send us back to hello in one attempt before we call it a fault.
_HELLOS = 4
# An officer who logs without pause must not keep one attempt going for ever.
_ROUNDS = 100
# Seconds between two greetings, whatever the province asks for.
_LEAST_PACE, _PACE, _MOST_PACE = 10, 60, 900
# Who is refused waits as if so many attempts had failed before.
_REFUSED = 6


class Stopped(Exception):
    """Somebody cancelled."""


class _Ended(msgspec.Struct, frozen=True):
    """How an attempt ended: why not everything moved, and the milliseconds to wait."""

    problem: Problem | None
    wait: int = 0
    failed: bool = False


Mend = Callable[[Work, Standing, HelloAnswer], Steps[bool]]
Extra = Callable[[Work, Standing, HelloAnswer], Steps[None]]


class Cycle:
    """One desk's conversation with the province.

    handle() is told what happened and says what to do next: any number of Tell and Part, then one
    effect that is answered by the next event (Send by Answered or NoAnswer, Read and Write by Done
    or Failed, Rest by Wake). It never blocks and never fails; a crashed cycle is thrown away and
    a new one begun: all it knows is what the port keeps.

    mend: brings the two pasts of the chains in `work.parted` together; whether to greet again, and
    see. extras: stages that come last in a round (attachments); a long one ends early when
    `work.wished`.
    """

    def __init__(self, app: str, mend: Mend | None = None, extras: Sequence[Extra] = ()) -> None:
        self._app = app
        self._mend = mend
        self._extras = tuple(extras)
        self._work: Work | None = None
        self._backoff = Backoff()
        self._steps: Steps[None] | None = None
        self._resting = False
        self._hello_wished = True

    @property
    def moved(self) -> Moved:
        """What went over the line since this cycle was made."""
        return Moved() if self._work is None else self._work.moved

    def handle(self, event: Event, now: Instant, random: Random) -> list[Effect]:
        """What to do next, now that this happened."""
        if self._work is None:
            self._work = Work(self._app, now, random)
        work = self._work
        work.now, work.random = now, random
        if isinstance(event, Wake):
            if self._steps is not None and not self._resting:
                work.wished = True
                return []
            if event.why in {"asked", "line"}:
                self._backoff.worked()
                self._hello_wished = True
                work.asked += 1
        if self._steps is None:
            if not isinstance(event, Wake):
                return []
            self._steps = self._run(work)
            return self._on(next(self._steps))
        return self._send(event)

    def _send(self, event: Event) -> list[Effect]:
        steps = self._steps
        assert steps is not None
        if isinstance(event, Cancelled):
            if self._resting:
                return []
            return self._on(steps.throw(Stopped()))
        return self._on(steps.send(event))

    def _on(self, effect: Effect) -> list[Effect]:
        """Gather what nobody answers, up to what somebody does."""
        assert self._steps is not None
        effects = [effect]
        while isinstance(effect, Tell | Part):
            effect = next(self._steps)
            effects.append(effect)
        assert isinstance(effect, Send | Read | Write | Rest)
        self._resting = isinstance(effect, Rest)
        return effects

    # -- the straight line

    def _run(self, work: Work) -> Steps[None]:
        while True:
            work.wished = False
            try:
                ended = yield from self._attempt(work)
            except Stopped:
                ended = _Ended(Problem("sync.stopped"), _PACE * 1000, failed=True)
            yield work.tell("rest")
            if ended.failed or not work.wished:
                until = work.now.mono + ended.wait
                yield Rest(until, Millis(work.now.wall + ended.wait), ended.problem)

    def _attempt(self, work: Work) -> Steps[_Ended]:
        """Go round until nothing moves, and remember how it ended."""
        tried = work.now.wall
        work.contact = work.sent = None
        try:
            yield from self._rounds(work)
            ended = self._rested(work)
        except line.Wait as asked:
            wait = asked_to_wait(asked.seconds, work.random)
            ended = _Ended(asked.problem, wait, failed=True)
        except (line.Refused, line.Renegotiate, line.TooOld) as refused:
            # Trying soon will not help; trying some day may: an administrator mends it there.
            self._backoff.at_least(_REFUSED)
            ended = self._failed(work, refused.problem)
        except (line.NoLine, line.Later, line.TooMuch, Broken) as failed:
            ended = self._failed(work, failed.problem)
        mark = Mark(
            tried=tried,
            next=Millis(work.now.wall + ended.wait),
            contact=work.contact,
            sent=work.sent,
            problem=ended.problem,
        )
        try:
            yield from do(KeepMark(mark), write=True)
        except Broken as failed:
            return _Ended(ended.problem or failed.problem, ended.wait, failed=True)
        return ended

    def _failed(self, work: Work, problem: Problem) -> _Ended:
        work.link = None
        return _Ended(problem, self._backoff.after_failure(work.random), failed=True)

    def _rested(self, work: Work) -> _Ended:
        """Everything moved, or all that may; when the next hello is due."""
        self._backoff.worked()
        pace = _PACE if work.link is None else work.link.pace
        seconds = min(max(pace, _LEAST_PACE), _MOST_PACE)
        return _Ended(work.note, int(seconds * 1000 * (0.9 + 0.2 * chance(work.random))))

    def _rounds(self, work: Work) -> Steps[None]:
        """Round after round until nothing moves, with as many new hellos as it takes (few)."""
        hellos = rounds = 0
        again = True
        while again and rounds < _ROUNDS:
            rounds += 1
            try:
                again = yield from self._round(work)
                hellos += work.link is None
                again = again and hellos < _HELLOS
            except (line.Renegotiate, line.Refused) as problem:
                # A session lasts for a while (401): greet again. What is refused to the greeting
                # itself, or is forbidden (403), stays refused.
                greeted = work.link is not None
                if isinstance(problem, line.Refused) and not (problem.status == 401 and greeted):
                    raise
                hellos += 1
                work.link = None
                if hellos >= _HELLOS:
                    raise

    def _round(self, work: Work) -> Steps[bool]:
        """Hello when it is due, push, read; whether to go round once more."""
        standing = yield from look(work)
        work.wished = False
        if self._must_greet(work):
            try:
                standing = yield from hello(work, standing)
                self._hello_wished = False
            except line.TooOld as old:
                work.note = old.problem
        if work.parted and work.link is not None and self._mend is not None:
            if (yield from self._mend(work, standing, work.link)):
                work.link = None
                return True
            standing = yield from look(work)
        acked, parted = work.moved.acked, set(work.parted)
        yield from push(work, standing)
        if self._mend is not None and not parted.issuperset(work.parted):
            return True
        if work.link is not None and work.link.state == "active":
            try:
                yield from self._read(work, work.link)
            except line.TooOld as old:
                work.note = old.problem
        if work.wished:
            return True
        standing = yield from look(work)
        return work.moved.acked != acked and waits(work, standing)

    def _read(self, work: Work, link: HelloAnswer) -> Steps[None]:
        standing = yield from look(work)
        refs = yield from pull(work, standing, link)
        standing = yield from look(work)
        yield from pass_on_keys(work, standing, link)
        yield from fetch_packages(work, standing, link, refs)
        for extra in self._extras:
            yield from extra(work, standing, link)

    def _must_greet(self, work: Work) -> bool:
        if work.link is None or self._hello_wished:
            return True
        due = work.greeted.mono + max(work.link.pace, _LEAST_PACE) * 1000
        return work.now.mono >= due or work.now.boot != work.greeted.boot
