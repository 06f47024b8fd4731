"""HTTP around the province: its routes, and what it tells a machine that watches it."""

from __future__ import annotations

import asyncio
import ipaddress
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

import msgspec
from starlette.applications import Starlette
from starlette.requests import Request as Incoming
from starlette.responses import Response as Answer
from starlette.routing import Route

from sync.server.health import HealthCheck
from sync.server.line import PREFIX, Line
from sync.server.metrics import CONTENT_TYPE, Metrics

_Result = TypeVar("_Result")

_METHODS = ("GET", "HEAD", "POST", "PUT", "DELETE", "PATCH", "OPTIONS")
_CAME_FROM = ("x-forwarded-for", "x-forwarded-proto", "forwarded")


class Watched(msgspec.Struct, frozen=True, kw_only=True):
    """What may be asked about the server. beside: one thread for that, out of the pushes' way."""

    health: HealthCheck
    metrics: Metrics
    beside: ThreadPoolExecutor
    open_metrics: bool


def build_app(line: Line, watched: Watched) -> Starlette:
    """The ASGI application."""

    async def health(incoming: Incoming) -> Answer:
        found = await _beside(watched.beside, watched.health)
        body = msgspec.json.encode(found)
        return Answer(body, 200 if found.ok else 503, media_type="application/json")

    async def metrics(incoming: Incoming) -> Answer:
        if not (watched.open_metrics or _from_this_machine(incoming)):
            return Answer(status_code=403)
        text = await _beside(watched.beside, watched.metrics.text)
        return Answer(text, media_type=CONTENT_TYPE)

    app = Starlette(
        routes=[
            Route(PREFIX + "{rest:path}", line.answer, methods=_METHODS),
            Route("/healthz", health, methods=["GET"]),
            Route("/metrics", metrics, methods=["GET"]),
        ]
    )
    app.router.redirect_slashes = False
    return app


async def _beside(pool: ThreadPoolExecutor, work: Callable[[], _Result]) -> _Result:
    return await asyncio.get_running_loop().run_in_executor(pool, work)


def _from_this_machine(incoming: Incoming) -> bool:
    """Whether somebody on this machine asks, and not through a proxy on it."""
    if incoming.client is None or any(name in incoming.headers for name in _CAME_FROM):
        return False
    try:
        return ipaddress.ip_address(incoming.client.host).is_loopback
    except ValueError:
        return False
