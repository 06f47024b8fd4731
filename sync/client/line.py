"""What an answer means: whether it comes from the province at all, and what to do about it."""

from __future__ import annotations

from typing import NoReturn

from desk_app.core.problems import Problem
from sync.client.moves import Answered, NoAnswer, NoAnswerKind
from sync.protocol import codec
from sync.protocol.codec import Malformed
from sync.protocol.exchange import MARK, Response
from sync.protocol.messages import Refusal

# When the province says "wait" and not how long.
_WAIT_SECONDS = 60.0
_MOST_SECONDS = 86_400
_NO_LINE: dict[NoAnswerKind, str] = {
    "no_route": "sync.no_line",
    "refused": "sync.not_there",
    "tls": "sync.tls",
    "timeout": "sync.slow_line",
    "broken": "sync.broken_line",
    "too_big": "sync.login_page",
    "not_ours": "sync.login_page",
    "gateway": "sync.gateway",
    "proxy": "sync.proxy",
}
# Waiting alone does not mend this: somebody has to make room there.
DISK_FULL = "province.disk_full"
# Refusals of a desk that have a sentence of their own.
_SAID = frozenset({"sync.unknown_desk", "sync.signature", "sync.revoked"})


class NoLine(Exception):
    """Nobody answered, or somebody who is not the province: nothing is known, everything waits."""

    def __init__(self, kind: NoAnswerKind) -> None:
        super().__init__(kind)
        self.kind = kind
        self.problem = Problem(_NO_LINE[kind])


class Wait(Exception):
    """The province, or a gateway before it, asks for some time."""

    def __init__(self, seconds: float, code: str = "") -> None:
        super().__init__(seconds)
        self.seconds = seconds
        self.problem = Problem("sync.province_full" if code == DISK_FULL else "sync.busy")


class Refused(Exception):
    """The province knows why not (401, 403): a person must act; everything is kept."""

    def __init__(self, problem: Problem, refusal: Refusal | None = None, status: int = 403) -> None:
        super().__init__(problem.code)
        self.problem = problem
        self.refusal = refusal
        self.status = status


class Renegotiate(Exception):
    """The province stands elsewhere than we thought (409): say hello again."""

    def __init__(self, refusal: Refusal) -> None:
        super().__init__(refusal.code)
        self.refusal = refusal
        self.problem = Problem("sync.disagrees")


class TooMuch(Exception):
    """The request was too large (413): send less at once."""

    problem = Problem("sync.province_fault", values={"status": "413"})


class TooOld(Exception):
    """This program is too old to read from the province (426); it may still send."""

    problem = Problem("sync.too_old")


class Later(Exception):
    """Something at the province went wrong (500 and the like): try again later."""

    def __init__(self, status: int) -> None:
        super().__init__(status)
        self.problem = Problem("sync.province_fault", values={"status": str(status)})


def body_of(answer: Answered | NoAnswer) -> bytes:
    """The body of a good answer of the province's own; every other answer is raised."""
    if isinstance(answer, NoAnswer):
        raise NoLine(answer.kind)
    response = answer.response
    if MARK not in response.headers:
        _raise_foreign(response)
    if response.status != 200:
        _raise_refusal(response)
    return response.body


def _raise_foreign(response: Response) -> NoReturn:
    """Somebody between us and the province answered: a gateway, a proxy, a login page."""
    status = response.status
    if status == 413:
        raise TooMuch  # a gateway with a lower limit than the province's own
    if status in {429, 503}:
        raise Wait(_retry_after(response, None))
    if status == 407:
        raise NoLine("proxy")
    # 511 is the one status made for login pages.
    raise NoLine("gateway" if status >= 500 and status != 511 else "not_ours")


def _raise_refusal(response: Response) -> NoReturn:
    status = response.status
    refusal = _refusal(response.body)
    if status in {401, 403}:
        raise Refused(_problem(refusal), refusal, status)
    if status == 408:
        raise NoLine("timeout")  # our request dripped in more slowly than it waits
    if status == 409:
        raise Renegotiate(refusal)
    if status == 413:
        raise TooMuch
    if status == 426:
        raise TooOld
    if status in {429, 503}:
        raise Wait(_retry_after(response, refusal.retry_after), refusal.code)
    raise Later(status)


def _refusal(body: bytes) -> Refusal:
    """What the body says; an unreadable one says nothing more than its status."""
    try:
        return codec.read(body, Refusal)
    except Malformed:
        return Refusal(code="")


def _problem(refusal: Refusal) -> Problem:
    """Why not, in words we have; whatever else it says, the desk is refused."""
    return Problem(refusal.code if refusal.code in _SAID else "sync.refused")


def _retry_after(response: Response, said: int | None) -> float:
    if said is not None and said >= 0:
        return float(min(said, _MOST_SECONDS))
    text = response.headers.get("retry-after", "").strip()
    return float(text) if text.isascii() and text.isdigit() and len(text) < 7 else _WAIT_SECONDS
