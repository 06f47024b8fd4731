"""A client's connection with the bounds that uvicorn leaves out: size and time of a request's head.

uvicorn forgets its time limit with the first byte that arrives, and keeps any number of headers;
a client that sends one byte a minute, or headers without end, would hold a place for ever. It also
closes a kept connection while a slow line still drains the last answer.
"""

from __future__ import annotations

from asyncio import AbstractEventLoop, BaseTransport, TimerHandle, Transport
from typing import Any, cast

from uvicorn.config import Config
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol, RequestResponseCycle
from uvicorn.server import ServerState

from sync.server.settings import Limits

_NO_HTTP = b"HTTP/1.1 400 Bad Request\r\ncontent-length: 0\r\nconnection: close\r\n\r\n"
_TOO_LARGE = (
    b"HTTP/1.1 431 Request Header Fields Too Large\r\n"
    b"content-length: 0\r\nconnection: close\r\n\r\n"
)


def bounded(limits: Limits) -> type[HttpToolsProtocol]:
    """uvicorn's connection, held to these limits."""

    class Bounded(BoundedConnection):
        def __init__(
            self,
            config: Config,
            server_state: ServerState,
            app_state: dict[str, Any],
            _loop: AbstractEventLoop | None = None,
        ) -> None:
            super().__init__(config, server_state, app_state, _loop)
            self.limits = limits
            self._running = []

    return Bounded


class BoundedConnection(HttpToolsProtocol):
    """One connection. `limits` is set by whoever makes it."""

    limits: Limits
    _running: list[RequestResponseCycle]
    _head_open = True
    _head_bytes = 0
    _dropped = 0
    _unsent = -1
    _timer: TimerHandle | None = None

    def connection_made(self, transport: BaseTransport) -> None:
        """Begin to wait for the first head; one connection too many is closed without a word."""
        # uvloop's transports are no subclass of asyncio's.
        super().connection_made(cast(Transport, transport))
        if len(self.connections) > self.limits.connections:
            self.transport.abort()
            return
        self._wait()

    def connection_lost(self, exc: Exception | None) -> None:
        """The client is gone."""
        self._wait_no_more()
        self._unset_keepalive_if_required()
        self._forsake()
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        """Feed the parser, a head only as far as it may reach."""
        while data and not self.transport.is_closing():
            room = self.limits.head_bytes - self._head_bytes if self._head_open else len(data)
            if room <= 0:
                self._refuse(_TOO_LARGE)
                return
            piece, data = data[:room], data[room:]
            if self._head_open:
                self._head_bytes += len(piece)
            super().data_received(piece)
        if self._idle and self._timer is None and not self.transport.is_closing():
            self._wait()

    def send_400_response(self, msg: str) -> None:
        """What came is no HTTP."""
        self._refuse(_NO_HTTP)

    def on_headers_complete(self) -> None:
        """The head is whole."""
        self._head_open = False
        self._wait_no_more()
        super().on_headers_complete()
        self._running = [one for one in self._running if not one.response_complete]
        self._running.append(self.cycle)

    def on_body(self, body: bytes) -> None:
        """Part of a body; when its answer is out already, read and drop a bounded part of it."""
        if self.cycle.response_complete:
            self._dropped += len(body)
            if self._dropped > self.limits.drain:
                self.transport.abort()
            return
        super().on_body(body)

    def on_message_complete(self) -> None:
        """The next byte begins another head."""
        self._head_open, self._head_bytes, self._dropped = True, 0, 0
        super().on_message_complete()

    def on_response_complete(self) -> None:
        """An answer is handed to the transport."""
        self._unsent = -1
        super().on_response_complete()

    def timeout_keep_alive_handler(self) -> None:
        """Close a quiet connection; one whose answer still flows out is left to go on."""
        left = self.transport.get_write_buffer_size()
        if left and left != self._unsent:
            self._unsent = left
            self.timeout_keep_alive_task = self.loop.call_later(
                self.timeout_keep_alive, self.timeout_keep_alive_handler
            )
        elif left:
            self.transport.abort()
        else:
            super().timeout_keep_alive_handler()

    def _refuse(self, answer: bytes) -> None:
        """Answer the request that is being read, and hang up.

        When it stands in line behind one that is not answered yet, hang up only: the answer would
        be taken for that one's.
        """
        waiting = not self._idle
        self._forsake()
        if waiting and self._head_open:
            self.transport.abort()
        else:
            self.transport.write(answer)
            self.transport.close()

    def _forsake(self) -> None:
        """Tell all who still work on answers that nobody will hear them; uvicorn tells the last."""
        for one in self._running:
            one.disconnected = True
            one.message_event.set()

    @property
    def _idle(self) -> bool:
        """Whether it is the client's turn, and nobody measures how long it takes."""
        return self.cycle is None or self.cycle.response_complete

    def _wait(self) -> None:
        self._wait_no_more()
        self._timer = self.loop.call_later(self.limits.head_seconds, self._waited_too_long)

    def _wait_no_more(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None

    def _waited_too_long(self) -> None:
        self._timer = None
        if self._idle and not self.transport.is_closing():
            self.transport.abort()
