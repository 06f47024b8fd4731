"""The listening server: its socket, its certificate, its signals, and its quiet end."""

from __future__ import annotations

import contextlib
import errno
import ipaddress
import signal
import socket
import ssl
import threading
from collections.abc import Callable, Iterator
from types import FrameType

from starlette.applications import Starlette
from uvicorn import Config, Server

from desk_app.core.errors import EnvironmentProblem, UserProblem
from desk_app.core.problems import Problem
from sync.server.connection import bounded
from sync.server.settings import Limits, Listening

_SIGNALS = (signal.SIGINT, signal.SIGTERM)
# Connections that the system keeps while the server is busy accepting others.
_BACKLOG = 1024


def open_socket(listening: Listening) -> socket.socket:
    """The bound socket; what the machine refuses is an EnvironmentProblem with its address."""
    address = ipaddress.ip_address(listening.host)
    family = socket.AF_INET6 if address.version == 6 else socket.AF_INET
    bound = socket.socket(family, socket.SOCK_STREAM)
    try:
        bound.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        bound.bind((listening.host, listening.port))
    except OSError as error:
        bound.close()
        values = {"host": listening.host, "port": str(listening.port)}
        code = "province.port_taken" if error.errno == errno.EADDRINUSE else "province.no_address"
        raise EnvironmentProblem(Problem(code, "port", values)) from error
    return bound


def address_of(listening: Listening, bound: socket.socket) -> str:
    """Where the server listens, as a desk is told: http://127.0.0.1:8080."""
    host = f"[{listening.host}]" if ":" in listening.host else listening.host
    return f"{listening.scheme}://{host}:{bound.getsockname()[1]}"


def tls_context(listening: Listening) -> ssl.SSLContext | None:
    """TLS from the certificate's files; None without; UserProblem when they do not belong."""
    if listening.certificate is None or listening.key is None:
        return None
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    try:
        # Without a password: the server starts after a power cut with nobody beside it.
        context.load_cert_chain(listening.certificate, listening.key, password="")
    except (ssl.SSLError, ValueError, OSError) as error:
        values = {"cert": str(listening.certificate), "key": str(listening.key)}
        raise UserProblem(Problem("province.certificate", "cert", values)) from error
    return context


class _QuietServer(Server):
    """uvicorn, but a signal ends it as a success, and somebody is told when it listens."""

    def __init__(self, config: Config, listens: Callable[[], None]) -> None:
        super().__init__(config)
        self._listens = listens

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Begin to accept, then tell."""
        await super().startup(sockets)
        self._listens()

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Inside, the first signal lets answers end, the second one does not wait for them.

        uvicorn would raise the signal again afterwards, and a clean end would look like a kill.
        """

        if threading.current_thread() is not threading.main_thread():
            yield
            return

        def hear(number: int, frame: FrameType | None) -> None:
            if self.should_exit:
                self.force_exit = True
            self.should_exit = True

        before = {number: signal.signal(number, hear) for number in _SIGNALS}
        try:
            yield
        finally:
            for number, handler in before.items():
                signal.signal(number, handler)


class Serving:
    """A server on a bound socket; `listens` is called when it really accepts."""

    def __init__(
        self,
        app: Starlette,
        bound: socket.socket,
        context: ssl.SSLContext | None,
        limits: Limits,
        listens: Callable[[], None],
    ) -> None:
        config = Config(
            app,
            http=bounded(limits),
            ws="none",
            lifespan="off",
            interface="asgi3",
            log_config=None,
            access_log=False,
            proxy_headers=False,
            server_header=False,
            date_header=False,
            backlog=_BACKLOG,
            timeout_keep_alive=limits.idle_seconds,
            timeout_graceful_shutdown=limits.end_seconds,
            ssl_context_factory=None if context is None else lambda config, default: context,
        )
        self._bound = bound
        self._server = _QuietServer(config, listens)

    def run(self) -> None:
        """Serve until a signal or `end`; answers under way are finished, within their time."""
        self._server.run([self._bound])

    def end(self) -> None:
        """Let `run` come to its end; may be called from another thread."""
        self._server.should_exit = True
