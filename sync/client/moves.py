"""What the cycle hears (events) and what it wants done (effects); all of it plain values."""

from __future__ import annotations

from collections.abc import Generator
from typing import Any, Literal, TypeVar

import msgspec

from desk_app.core.clock import Millis
from desk_app.core.problems import Problem
from sync.client.port import Deed, Parted
from sync.protocol.exchange import Request, Response
from sync.protocol.limits import MAX_BODY

T = TypeVar("T")

# Why nothing came back. "not_ours": somebody else on the line answered (a login page); "gateway":
# something before the province says that it cannot reach it; "proxy": a proxy wants a password.
NoAnswerKind = Literal[
    "no_route", "refused", "tls", "timeout", "broken", "too_big", "not_ours", "gateway", "proxy",
]  # fmt: skip
# Why the cycle is woken. "line": a small connection succeeded after none did.
Reason = Literal["time", "asked", "written", "line"]
Stage = Literal["rest", "hello", "push", "pull", "keys", "packages", "blobs"]


class Wake(msgspec.Struct, frozen=True):
    """Begin, or do not wait any longer. While something is under way, go round once more."""

    why: Reason = "time"


class Answered(msgspec.Struct, frozen=True):
    """A whole response came."""

    response: Response


class NoAnswer(msgspec.Struct, frozen=True):
    """No whole response came; the province may have taken the request all the same."""

    kind: NoAnswerKind


class Done(msgspec.Struct, frozen=True):
    """A read or write is done; what it gave."""

    result: Any = None


class Failed(msgspec.Struct, frozen=True):
    """A read or write could not be done (disk full); nothing of it was."""

    problem: Problem


class Cancelled(msgspec.Struct, frozen=True):
    """Stop here; what was kept is kept."""


Event = Wake | Answered | NoAnswer | Done | Failed | Cancelled


class Moved(msgspec.Struct, frozen=True):
    """What went over the line: own ops sent, own ops a receipt came for, others' ops new here."""

    sent: int = 0
    acked: int = 0
    received: int = 0


class Progress(msgspec.Struct, frozen=True):
    """What is being done; total 0 where nobody can know it."""

    stage: Stage
    done: int = 0
    total: int = 0
    moved: Moved = Moved()


class Send(msgspec.Struct, frozen=True):
    """Send this and answer with Answered or NoAnswer.

    seconds: after how long in all to give up; most: bytes of a body beyond which it is not ours.
    """

    request: Request
    seconds: float
    most: int = MAX_BODY


class Read(msgspec.Struct, frozen=True):
    """Do `deed.on(port)` and answer with Done or Failed."""

    deed: Deed[Any]


class Write(msgspec.Struct, frozen=True):
    """Do `deed.on(port)` and answer with Done or Failed; Done means durable."""

    deed: Deed[Any]


class Tell(msgspec.Struct, frozen=True):
    """Say how far it is; nobody answers."""

    progress: Progress


class Part(msgspec.Struct, frozen=True):
    """Two pasts of one chain were found; nobody answers. That chain is not pushed until mended."""

    parted: Parted


class Rest(msgspec.Struct, frozen=True):
    """Nothing more to do now; answer with Wake when the time has come, or before.

    until: by the monotonic clock; at: the same moment by the wall clock, for words only;
    problem: why not everything moved, None when it did.
    """

    until: int
    at: Millis
    problem: Problem | None = None


class BadAddress(Exception):
    """The address, proxy or certificate that was set for the line cannot be used."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.code)
        self.problem = problem


Effect = Send | Read | Write | Tell | Part | Rest
# A stage is straight-line code that yields effects and is sent the events they are answered with.
Steps = Generator[Effect, Event, T]
