"""A desk in memory, a province and the line between them, on a clock of their own.

talk = Talk()
talk.desk.log(3)
rest = talk.sync()
assert rest.problem is None and talk.desk.waiting() == 0
"""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence

from desk_app.core.clock import Instant, Millis
from desk_app.core.errors import EnvironmentProblem
from desk_app.core.ops import Op
from sync.client.cycle import Cycle
from sync.client.moves import (
    Answered,
    Cancelled,
    Done,
    Effect,
    Event,
    Failed,
    NoAnswer,
    NoAnswerKind,
    Part,
    Progress,
    Reason,
    Rest,
    Send,
    Tell,
    Wake,
)
from sync.client.port import Parted
from sync.protocol.exchange import Request, Response
from tests.sync.client.memory_desk import START, MemoryDesk
from tests.sync.client.small_province import SmallProvince

# What the line makes of one request: the province's answer, another one, or nothing.
Fault = Callable[[Request, Callable[[Request], Response]], Response | NoAnswerKind]


def lost_request(request: Request, province: Callable[[Request], Response]) -> NoAnswerKind:
    """It never arrives."""
    return "timeout"


def lost_answer(request: Request, province: Callable[[Request], Response]) -> NoAnswerKind:
    """It arrives, the answer does not."""
    province(request)
    return "broken"


def repeated(request: Request, province: Callable[[Request], Response]) -> Response:
    """It arrives twice."""
    province(request)
    return province(request)


def login_page(request: Request, province: Callable[[Request], Response]) -> Response:
    """A hotel answers for the province."""
    page = b"<html><title>Wi-Fi</title><form>Room number</form></html>"
    return Response(status=200, headers={"content-type": "text/html"}, body=page)


def fine(request: Request, province: Callable[[Request], Response]) -> Response:
    """A good line."""
    return province(request)


def answering(status: int, **headers: str) -> Fault:
    """Somebody before the province answers with this status."""
    return lambda request, province: Response(status=status, headers=headers)


class Talk:
    """One desk's conversation; faults are used up one a request, then the line is fine."""

    def __init__(self, *, seed: int = 1, province: SmallProvince | None = None) -> None:
        self.province = province or SmallProvince()
        self.desk = MemoryDesk(self.province.public, seed)
        self.province.enrol(self.desk.desk, self.desk.keys)
        self.cycle = Cycle("1.0")
        self.random = random.Random(seed)
        self.wall, self.mono = int(START), 1_000
        self.trip = 100
        self.faults: list[Fault] = []
        self.told: list[Progress] = []
        self.parted: list[Parted] = []
        self.sends: list[Send] = []
        self.cancel_at: int | None = None
        self.lost: list[Op] = []

    def now(self) -> Instant:
        """The desk's clocks."""
        return Instant(Millis(self.wall), self.mono, "b00t")

    def pass_time(self, milliseconds: int) -> None:
        """Let time pass on both sides."""
        self.wall += milliseconds
        self.mono += milliseconds
        self.province.time = Millis(self.province.time + milliseconds)

    def restart(self) -> None:
        """The program ends and begins again: a new cycle, and what the desk keeps."""
        self.cycle = Cycle("1.0")

    def sync(self, faults: Sequence[Fault] = (), why: Reason = "asked") -> Rest:
        """One attempt to its end."""
        self.faults = list(faults)
        return self.go(Wake(why))

    def go(self, event: Event) -> Rest:
        """Handle an event and everything that follows, up to the rest."""
        while True:
            effects = self.cycle.handle(event, self.now(), self.random.randbytes)
            last = self._take(effects)
            if isinstance(last, Rest):
                return last
            event = self._perform(last)

    def _take(self, effects: list[Effect]) -> Effect:
        for effect in effects[:-1]:
            if isinstance(effect, Tell):
                self.told.append(effect.progress)
            else:
                assert isinstance(effect, Part), effect
                self.parted.append(effect.parted)
        return effects[-1]

    def _perform(self, effect: Effect) -> Event:
        if isinstance(effect, Send):
            self.sends.append(effect)
            if self.cancel_at == len(self.sends):
                return Cancelled()
            return self._carry(effect)
        assert not isinstance(effect, Tell | Part | Rest)
        try:
            return Done(effect.deed.on(self.desk))
        except EnvironmentProblem as error:
            return Failed(error.problem)

    def _carry(self, send: Send) -> Event:
        fault = self.faults.pop(0) if self.faults else fine
        self.pass_time(self.trip // 2)
        came = fault(send.request, self.province.handle)
        self.pass_time(self.trip - self.trip // 2)
        if isinstance(came, Response):
            return Answered(came)
        if came == "timeout":
            self.pass_time(int(send.seconds * 1000))
        return NoAnswer(came)
