"""One request of a desk: how much of it is read and for how long, and which thread answers it.

What a request means is `Province.handle`; here is only what a socket brings along.
"""

from __future__ import annotations

import asyncio
import time
from concurrent.futures import ThreadPoolExecutor
from typing import Protocol
from urllib.parse import parse_qsl

import msgspec
from starlette.requests import ClientDisconnect
from starlette.requests import Request as Incoming
from starlette.responses import Response as Answer

from sync.protocol.exchange import Request, Response
from sync.protocol.limits import MAX_BODY, MAX_MESSAGE
from sync.protocol.messages import Refusal
from sync.server import answers
from sync.server.answers import Refused
from sync.server.logs import Log, desk_of, fault_of
from sync.server.metrics import Metrics
from sync.server.settings import Limits
from sync.server.store.faults import StoreFault

PREFIX = "/sync/v1/"
# The first word of each path; in figures and log lines all others are one.
_ROUTES = frozenset(("hello", "push", "pull", "own", "snapshot", "sealed", "enrol", "blob",
                     "package"))  # fmt: skip
_OTHER = "other"
# A piece of an attachment has at most 256 KiB.
_LARGEST = {"push": MAX_BODY, "blob": 256 * 1024}
_DESK = "mot-cua-desk"
# Seconds after which a desk may try again when too many are in line.
_LATER = 5


class Handler(Protocol):
    """The province without its sockets."""

    def handle(self, request: Request) -> Response: ...


class Line:
    """Takes requests in, hands them to the province, and counts.

    pool: where the province works, as many threads as its store takes.
    """

    def __init__(
        self, province: Handler, limits: Limits, pool: ThreadPoolExecutor, metrics: Metrics,
        log: Log, *, behind_proxy: bool = False,
    ) -> None:  # fmt: skip
        self._province = province
        self._limits = limits
        self._pool = pool
        self._metrics = metrics
        self._log = log
        self._behind_proxy = behind_proxy
        self._waiting = 0
        self._held = 0

    async def answer(self, incoming: Incoming) -> Answer:
        """The answer to one request; whatever goes wrong, it is one that a desk can read."""
        start = time.monotonic()
        route = _route_of(incoming.scope["path"])
        received, reason = 0, ""
        try:
            request = await self._read(incoming, route)
            received = len(request.body)
            response = await self._handle(request)
            if response.status >= 400:
                reason = _reason_of(response)
        except Refused as refused:
            reason = refused.refusal.code
            response = answers.refused(refused)
        except StoreFault as fault:
            # Full, locked or away: the desk keeps everything and comes again.
            reason = fault.code
            response = answers.refused(Refused(503, fault.code, retry_after=_LATER))
        except ClientDisconnect:
            # Nobody is there to hear; what came so far is dropped.
            self._log.info("left", route=route)
            return Answer(status_code=400)
        except Exception as error:
            reason = "province.fault"
            self._log.error("fault", route=route, **fault_of(error))
            response = answers.refused(Refused(500, reason))
        seconds = time.monotonic() - start
        self._metrics.answered(route, response.status, seconds)
        if reason:
            self._metrics.refused(reason)
        self._log.info(
            "request",
            route=route,
            status=response.status,
            reason=reason,
            desk=desk_of(incoming.headers.get(_DESK)),
            received=received,
            sent=len(response.body),
            ms=round(seconds * 1000, 1),
        )
        return Answer(response.body, response.status, dict(response.headers))

    async def _read(self, incoming: Incoming, route: str) -> Request:
        """The whole request, its body within its bounds."""
        if self._behind_proxy and incoming.headers.get("x-forwarded-proto", "https") != "https":
            raise Refused(403, "province.not_https")
        query = parse_qsl(incoming.scope["query_string"].decode("latin-1"), keep_blank_values=True)
        if len({name for name, _ in query}) != len(query):
            # Which of the two was signed? Nobody needs to know.
            raise Refused(400, "province.query_twice")
        headers: dict[str, str] = {}
        for name, value in incoming.headers.items():
            headers[name] = f"{headers[name]}, {value}" if name in headers else value
        return Request(
            method=incoming.method,
            path=incoming.scope["path"],
            query=dict(query),
            headers=headers,
            body=await self._body(incoming, _LARGEST.get(route, MAX_MESSAGE)),
        )

    async def _body(self, incoming: Incoming, largest: int) -> bytes:
        said = incoming.headers.get("content-length", "")
        length = int(said) if said.isascii() and said.isdigit() else 0
        if length > largest:
            raise Refused(413, "province.body_too_large")
        allowed = self._limits.body_seconds + largest / self._limits.body_rate
        if said:
            allowed = self._limits.body_seconds + length / self._limits.body_rate
        body = bytearray()
        try:
            async with asyncio.timeout(allowed):
                async for piece in incoming.stream():
                    body += piece
                    self._held += len(piece)
                    if len(body) > largest:
                        raise Refused(413, "province.body_too_large")
                    if self._held > self._limits.bodies:
                        raise Refused(503, "province.busy", retry_after=_LATER)
        except TimeoutError:
            raise Refused(408, "province.body_too_slow") from None
        finally:
            self._held -= len(body)
        return bytes(body)

    async def _handle(self, request: Request) -> Response:
        """What the province says; it works in a thread of the pool and always to its end."""
        if self._waiting >= self._limits.waiting:
            raise Refused(503, "province.busy", retry_after=_LATER)
        self._waiting += 1
        try:
            loop = asyncio.get_running_loop()
            return await loop.run_in_executor(self._pool, self._province.handle, request)
        finally:
            self._waiting -= 1


def _route_of(path: str) -> str:
    word = path.removeprefix(PREFIX).partition("/")[0]
    return word if word in _ROUTES else _OTHER


def _reason_of(response: Response) -> str:
    """The Problem code of a refusal, for the figures."""
    try:
        return msgspec.json.decode(response.body, type=Refusal).code
    except (msgspec.MsgspecError, UnicodeDecodeError):
        return "other"
