"""A server with real sockets around a province that a test makes up, in a thread of its own.

with served(handler, limits=Limits(head_seconds=0.2)) as server:
    assert server.get("/healthz").status == 200
"""

from __future__ import annotations

import http.client
import io
import socket
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from typing import Any

import msgspec

from sync.protocol.exchange import Request, Response
from sync.server.app import Watched, build_app
from sync.server.health import HealthCheck
from sync.server.line import Line
from sync.server.logs import open_log
from sync.server.metrics import Figures, Metrics
from sync.server.serve import Serving, open_socket
from sync.server.settings import Limits, Listening
from tests.support.processes import HANG

PLENTY = 10 * 2**30


class Handler:
    """A province that answers what the test says and keeps what it was asked."""

    def __init__(self, say: Callable[[Request], Response]) -> None:
        self.asked: list[Request] = []
        self._say = say

    def handle(self, request: Request) -> Response:
        """Keep the request, then answer."""
        self.asked.append(request)
        return self._say(request)


class Got(msgspec.Struct, frozen=True):
    """An answer as it came over the socket."""

    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def json(self) -> Any:
        """Its body as JSON."""
        return msgspec.json.decode(self.body)


class Served:
    """Where the server is, and what it wrote."""

    def __init__(self, port: int, log: io.StringIO, metrics: Metrics) -> None:
        self.port = port
        self.metrics = metrics
        self._log = log

    @property
    def log(self) -> str:
        """Everything it logged so far."""
        return self._log.getvalue()

    def ask(
        self,
        method: str,
        path: str,
        body: bytes | None = None,
        headers: dict[str, str] | None = None,
    ) -> Got:
        """One request on a connection of its own."""
        line = http.client.HTTPConnection("127.0.0.1", self.port, timeout=HANG)
        try:
            line.request(method, path, body, headers or {})
            answer = line.getresponse()
            return Got(answer.status, dict(answer.getheaders()), answer.read())
        finally:
            line.close()

    def connect(self) -> socket.socket:
        """A bare connection."""
        return socket.create_connection(("127.0.0.1", self.port), timeout=HANG)

    def raw(self, *pieces: bytes, half_close: bool = False) -> bytes:
        """Send bytes as they are, and read until the server closes."""
        with self.connect() as line:
            for piece in pieces:
                line.sendall(piece)
            if half_close:
                line.shutdown(socket.SHUT_WR)
            return read_all(line)


def read_all(line: socket.socket) -> bytes:
    """Everything until the other side closes, politely or not."""
    found = bytearray()
    try:
        while piece := line.recv(65536):
            found += piece
    except ConnectionError:
        pass
    return bytes(found)


def no_figures() -> Figures:
    """A store in which nothing is."""
    return Figures(ops=0, quarantined=0, blobs=0, blob_bytes=0, desks=())


@contextmanager
def served(
    handler: Handler,
    *,
    limits: Limits | None = None,
    listening: Listening | None = None,
    write: Callable[[], None] = lambda: None,
    free: int = PLENTY,
    words: io.StringIO | None = None,
    figures: Callable[[], Figures] = no_figures,
) -> Iterator[Served]:
    """The running server; ended, with all its threads, with the block."""
    limits, listening = limits or Limits(), listening or Listening()
    words = words or io.StringIO()
    log = open_log(words)
    metrics = Metrics(figures, lambda: 1_000_000)
    ready = threading.Event()
    bound = open_socket(listening)
    with (
        ThreadPoolExecutor(limits.workers) as pool,
        ThreadPoolExecutor(1) as beside,
    ):
        line = Line(handler, limits, pool, metrics, log, behind_proxy=listening.behind_proxy)
        health = HealthCheck(write, lambda: "1", lambda: free)
        watched = Watched(
            health=health, metrics=metrics, beside=beside, open_metrics=listening.open_metrics
        )
        serving = Serving(build_app(line, watched), bound, None, limits, ready.set)
        thread = threading.Thread(target=serving.run)
        thread.start()
        try:
            assert ready.wait(HANG)
            yield Served(bound.getsockname()[1], words, metrics)
        finally:
            serving.end()
            thread.join(HANG)
            bound.close()
