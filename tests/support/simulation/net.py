"""The line between desks and province: it delays, loses, doubles, reorders, cuts and turns bits."""

from __future__ import annotations

import hashlib
import random
from collections import Counter
from collections.abc import Callable

import msgspec

from sync.client.moves import Answered, Event, NoAnswer, NoAnswerKind, Send
from sync.protocol.exchange import MARK, Request, Response
from tests.support.simulation.sim_province import SimProvince
from tests.support.simulation.timeline import Timeline

FINE = "fine"
FAULTS = (
    "lose request", "lose answer", "double", "late", "cut answer", "cut request", "flip answer",
    "flip request", "login page", "bad gateway", "too large", "busy", "break", "no route", "old",
    "session over", "strange refusal", "empty",
)  # fmt: skip
_LOGIN = Response(
    status=200,
    headers={"content-type": "text/html"},
    body=b"<html><title>Wi-Fi</title><form>Room number</form></html>",
)


class Net:
    """Carries requests. faults of one desk are used up one a request; loss: chance of any other."""

    def __init__(self, timeline: Timeline, province: SimProvince, rnd: random.Random) -> None:
        self._timeline = timeline
        self._province = province
        self._random = rnd
        self.loss = 0.0
        self.down_until = 0
        self.injected: Counter[str] = Counter()
        self.requests = 0
        self.trace = hashlib.sha256()
        self._kept: dict[str, Response] = {}
        self.watch: Callable[[Request, Response], None] = lambda request, response: None

    def send(self, send: Send, faults: list[str], come: Callable[[Event], None]) -> None:
        """Carry one request; `come` is told once how it ended."""
        fault = faults.pop(0) if faults else FINE
        if fault == FINE and self.loss and self._random.random() < self.loss:
            fault = self._random.choice(FAULTS)
        if fault != FINE:
            self.injected[fault] += 1
        _Trip(self, send, fault, come).begin()

    def ask(self, request: Request) -> Response | None:
        """What the province makes of a request now; None when it does not answer."""
        if self._timeline.now < self.down_until:
            return None
        self.requests += 1
        _trace(self.trace, request.path, request.body, dict(request.query))
        before = self._province.crashes
        answer = self._province.handle(request)
        if self._province.crashes != before:
            self.down_until = self._timeline.now + self._random.randint(0, 20_000)
        if answer is not None:
            _trace(self.trace, str(answer.status), answer.body, {})
            self.watch(request, answer)
        return answer


def _trace(trace: hashlib._Hash, name: str, body: bytes, query: dict[str, str]) -> None:
    trace.update(f"{name} {sorted(query.items())} {len(body)}\n".encode())
    trace.update(body)


class _Trip:
    """One request on its way; it ends with an answer or with the desk's patience."""

    def __init__(self, net: Net, send: Send, fault: str, come: Callable[[Event], None]) -> None:
        self._net = net
        self._send = send
        self._fault = fault
        self._come = come
        self._over = False
        self._time = net._timeline
        self._rnd = net._random

    def begin(self) -> None:
        """Leave the desk."""
        patience = int(self._send.seconds * 1000)
        up = self._rnd.randint(5, 400)
        match self._fault:
            case "no route":
                self._time.after(up, lambda: self._end(NoAnswer("no_route")))
            case "lose request":
                self._time.after(patience, lambda: self._end(NoAnswer("timeout")))
            case "login page":
                self._time.after(up, lambda: self._end(Answered(_LOGIN)))
            case "bad gateway" | "too large" | "busy" | "session over" | "strange refusal":
                self._time.after(up, lambda: self._end(Answered(_refusal(self._fault))))
            case "old":
                old = self._net._kept.get(self._send.request.path)
                answer = NoAnswer("broken") if old is None else Answered(old)
                self._time.after(up, lambda: self._end(answer))
            case "late":
                late = patience + self._rnd.randint(1, 120_000)
                self._time.after(late, self._arrive_unheard)
                self._time.after(patience, lambda: self._end(NoAnswer("timeout")))
            case _:
                self._time.after(up, self._arrive)
                if self._fault == "double":
                    self._time.after(up + self._rnd.randint(0, 90_000), self._arrive_unheard)

    def _arrive_unheard(self) -> None:
        self._net.ask(self._send.request)

    def _arrive(self) -> None:
        request = self._send.request
        if self._fault == "cut request" and request.body:
            cut = self._rnd.randint(0, len(request.body) - 1)
            request = msgspec.structs.replace(request, body=request.body[:cut])
        elif self._fault == "flip request" and request.body:
            request = msgspec.structs.replace(request, body=self._flipped(request.body))
        answer = self._net.ask(request)
        if answer is None:
            self._time.after(1, lambda: self._end(NoAnswer("broken")))
            return
        self._net._kept[request.path] = answer
        down = self._rnd.randint(5, 400)
        event = self._changed(answer)
        self._time.after(down, lambda: self._end(event))

    def _changed(self, answer: Response) -> Event:
        match self._fault:
            case "lose answer":
                return NoAnswer("timeout")
            case "break":
                return NoAnswer("broken")
            case "cut answer" if answer.body:
                cut = self._rnd.randint(0, len(answer.body) - 1)
                return Answered(msgspec.structs.replace(answer, body=answer.body[:cut]))
            case "flip answer" if answer.body:
                return Answered(msgspec.structs.replace(answer, body=self._flipped(answer.body)))
            case "empty":
                return Answered(Response(status=200, headers={MARK: "1"}))
        return Answered(answer)

    def _flipped(self, body: bytes) -> bytes:
        place = self._rnd.randrange(len(body) * 8)
        changed = bytearray(body)
        changed[place // 8] ^= 1 << place % 8
        return bytes(changed)

    def _end(self, event: Event) -> None:
        if self._over:
            return
        self._over = True
        if isinstance(event, Answered) and len(event.response.body) > self._send.most:
            event = NoAnswer("too_big")
        self._come(event)


_FOREIGN: dict[str, int] = {"bad gateway": 502, "too large": 413, "busy": 429}


def _refusal(fault: str) -> Response:
    if fault == "session over":
        return Response(status=401, headers={MARK: "1"}, body=b'{"code":"sync.no_session"}')
    if fault == "strange refusal":
        return Response(status=418, headers={MARK: "1"}, body=b"\xff")
    return Response(status=_FOREIGN[fault])


KINDS: tuple[NoAnswerKind, ...] = ("no_route", "timeout", "broken")
