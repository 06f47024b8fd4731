"""The one place on the desk that opens a connection: a request out, a whole answer or a reason in.

HTTP/1.1 over one kept connection, without a header that nobody reads: on a slow line the usual
dozen of them costs more than a visit. Redirects are not followed and cookies not kept: whoever
sends some is not the province.
"""

from __future__ import annotations

import contextlib
import errno
import ipaddress
import select
import socket
import ssl
import threading
import time
from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import urlsplit
from urllib.request import getproxies, proxy_bypass

import httpx2

from desk_app.core.problems import Problem
from sync.client.moves import Answered, BadAddress, NoAnswer, NoAnswerKind
from sync.protocol.exchange import Request, Response
from sync.protocol.limits import MAX_BODY

__all__ = ["BadAddress", "Transport", "kind_of"]

# A line whose other end does not even accept a connection in this time is no line.
CONNECT_SECONDS = 10.0
_KEPT_SECONDS = 120.0
# A line on which nothing at all arrives for so long is dead, however much was to come; what we
# sent may still be on its way out, at worst with so many bytes a second.
_QUIET_SECONDS = 20.0
_SLOWEST = 2_000.0
_PROBE_SECONDS = 5.0
_LOOK_SECONDS = 0.1
_STREAM = socket.SOCK_STREAM
_UNDER_WAY = frozenset({0, errno.EINPROGRESS, errno.EWOULDBLOCK, errno.EALREADY})
_NO_ROUTE = frozenset({errno.ENETUNREACH, errno.EHOSTUNREACH, errno.ENETDOWN, errno.EHOSTDOWN})


class Transport:
    """The line to one province; used by one thread, cancelled by any.

    url: where the province is, with or without a path before /sync; proxy: "" for what the
    environment says, "none" for none; pinned: a PEM text whose certificates alone are trusted, ""
    for the system's. Raises BadAddress.
    """

    def __init__(self, url: str, *, proxy: str = "", pinned: str = "") -> None:
        parts = _parts_of(url)
        self._base = url.rstrip("/")
        self._secure = parts.scheme == "https"
        self._host = parts.hostname or ""
        self._port = parts.port or (443 if self._secure else 80)
        self._proxy = _proxy_for(parts.scheme, self._host, proxy)
        self._trust: ssl.SSLContext | bool = self._secure  # True: the system's own store
        if pinned:
            self._trust = _pinned_context(pinned)
        self._http: httpx2.HTTPTransport | None = None
        self._cut = threading.Event()
        self._gate = threading.Lock()
        self._socket: socket.socket | None = None

    def send(self, request: Request, seconds: float, most: int = MAX_BODY) -> Answered | NoAnswer:
        """Send, and wait for at most so many seconds for a body of at most `most` bytes."""
        deadline = time.monotonic() + seconds
        if self._cut.is_set():
            return NoAnswer("broken")
        try:
            kept = self._http is not None
            answer, connected = self._once(request, deadline, most)
            if kept and not connected and answer == NoAnswer("broken"):
                # The kept connection had died meanwhile. Whatever we ask may be asked twice.
                answer, _ = self._once(request, deadline, most)
        except BaseException:
            self.close()
            raise
        if isinstance(answer, NoAnswer):
            self.close()
        return answer

    def probe(self) -> bool:
        """Whether somebody accepts a connection there; a few packets, no request."""
        host, port = self._host, self._port
        if self._proxy:
            proxy = urlsplit(self._proxy)
            host, port = proxy.hostname or host, proxy.port or 80
        deadline = time.monotonic() + _PROBE_SECONDS
        try:
            family, kind, number, _, place = socket.getaddrinfo(host, port, type=_STREAM)[0]
            with socket.socket(family, kind, number) as tried:
                tried.setblocking(False)
                if tried.connect_ex(place) not in _UNDER_WAY:
                    return False
                while time.monotonic() < deadline and not self._cut.is_set():
                    # Some systems tell a refusal as an error only, never as writable.
                    _, ready, failed = select.select([], [tried], [tried], _LOOK_SECONDS)
                    if ready or failed:
                        return tried.getsockopt(socket.SOL_SOCKET, socket.SO_ERROR) == 0
        except OSError:
            pass
        return False

    def cancel(self) -> None:
        """Let a request under way end now, and none begin; from any thread."""
        self._cut.set()
        self._cut_off()

    def close(self) -> None:
        """Close the connection; the next request opens another one."""
        with self._gate:
            self._socket = None
        if self._http is not None:
            self._http.close()
            self._http = None

    # -- one request

    def _once(
        self, request: Request, deadline: float, most: int
    ) -> tuple[Answered | NoAnswer, bool]:
        """The answer, and whether a new connection was opened for it."""
        connected = False

        def trace(event: str, info: Mapping[str, Any]) -> None:
            nonlocal connected
            if event in {"connection.connect_tcp.complete", "connection.start_tls.complete"}:
                connected = True
                self._remember(info["return_value"].get_extra_info("socket"))

        late = threading.Event()
        left = max(deadline - time.monotonic(), 0.001)
        watch = threading.Timer(left, self._too_late, (late,))
        watch.daemon = True
        watch.start()
        try:
            return Answered(self._exchange(request, left, most, trace)), connected
        except _TooBig:
            return NoAnswer("too_big"), connected
        except (httpx2.HTTPError, httpx2.StreamError, OSError) as error:
            return NoAnswer("timeout" if late.is_set() else kind_of(error)), connected
        finally:
            watch.cancel()
            watch.join()

    def _exchange(self, request: Request, seconds: float, most: int, trace: Any) -> Response:
        query = httpx2.QueryParams(dict(request.query))
        url = httpx2.URL(self._base + request.path, params=query or None)
        sent = httpx2.Request(
            request.method,
            url,
            headers=dict(request.headers),
            content=request.body or None,
            extensions={
                "timeout": {
                    "connect": min(CONNECT_SECONDS, seconds),
                    "read": min(seconds, _QUIET_SECONDS + len(request.body) / _SLOWEST),
                    "write": seconds,
                    "pool": seconds,
                },
                "trace": trace,
            },
        )
        got = self._opened().handle_request(sent)
        try:
            return Response(
                status=got.status_code,
                headers={name.lower(): value for name, value in got.headers.items()},
                body=_read(got, most),
            )
        finally:
            got.close()

    def _opened(self) -> httpx2.HTTPTransport:
        if self._http is None:
            limits = httpx2.Limits(
                max_connections=1, max_keepalive_connections=1, keepalive_expiry=_KEPT_SECONDS
            )
            self._http = httpx2.HTTPTransport(
                verify=self._trust, limits=limits, proxy=self._proxy or None
            )
        return self._http

    # -- ending what is under way

    def _remember(self, opened: Any) -> None:
        with self._gate:
            self._socket = opened
        if self._cut.is_set():
            self._cut_off()

    def _too_late(self, late: threading.Event) -> None:
        late.set()
        self._cut_off()

    def _cut_off(self) -> None:
        with self._gate:
            if self._socket is not None:
                # The plain socket's own call: TLS would want to say goodbye first.
                with contextlib.suppress(OSError):
                    socket.socket.shutdown(self._socket, socket.SHUT_RDWR)


class _TooBig(Exception):
    """More than anybody of ours would send."""


def _read(got: httpx2.Response, most: int) -> bytes:
    assert isinstance(got.stream, httpx2.SyncByteStream)
    size = 0
    pieces: list[bytes] = []
    for piece in _pieces(got.stream):
        size += len(piece)
        if size > most:
            raise _TooBig
        pieces.append(piece)
    return b"".join(pieces)


def _pieces(stream: httpx2.SyncByteStream) -> Iterator[bytes]:
    yield from stream


def kind_of(error: BaseException) -> NoAnswerKind:
    """What an error of the line means for the desk."""
    causes = list(_causes(error))
    kinds: list[tuple[NoAnswerKind, bool]] = [
        ("tls", any(isinstance(one, ssl.SSLError | ssl.CertificateError) for one in causes)),
        ("refused", any(isinstance(one, ConnectionRefusedError) for one in causes)),
        ("proxy", isinstance(error, httpx2.ProxyError) and str(error).startswith("407")),
        ("gateway", isinstance(error, httpx2.ProxyError)),
        ("no_route", isinstance(error, httpx2.ConnectTimeout | httpx2.ConnectError)),
        ("no_route", any(isinstance(o, OSError) and o.errno in _NO_ROUTE for o in causes)),
        ("timeout", isinstance(error, httpx2.TimeoutException)),
    ]
    return next((kind for kind, holds in kinds if holds), "broken")


def _causes(error: BaseException) -> Iterator[BaseException]:
    seen: BaseException | None = error
    while seen is not None:
        yield seen
        yield from (part for part in seen.args if isinstance(part, BaseException))
        seen = seen.__cause__ or seen.__context__


# -- addresses


def _is_loopback(host: str) -> bool:
    """Whether this name or address is this machine itself."""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def _parts_of(url: str) -> Any:
    try:
        parts = urlsplit(url)
        good = parts.scheme in {"http", "https"} and bool(parts.hostname) and parts.port != 0
        if good and not (parts.query or parts.fragment or parts.username):
            httpx2.URL(url)
            (parts.hostname or "").encode("idna")  # as the resolver will want it
            return parts
    except (ValueError, httpx2.InvalidURL):
        pass
    raise BadAddress(Problem("sync.address", "url", {"url": url}))


def _proxy_for(scheme: str, host: str, setting: str) -> str:
    if setting == "none":
        return ""
    if not setting:
        # Nobody means a proxy for this machine itself, whatever the environment says.
        if _is_loopback(host) or proxy_bypass(host):
            return ""
        found = getproxies()
        setting = found.get(scheme) or found.get("all") or ""
        if not setting:
            return ""
    if "://" not in setting:
        setting = f"http://{setting}"
    try:
        parts = urlsplit(setting)
        if parts.scheme in {"http", "https"} and parts.hostname and parts.port != 0:
            parts.hostname.encode("idna")
            return setting
    except ValueError:
        pass
    raise BadAddress(Problem("sync.address_proxy", "proxy", {"proxy": setting}))


def _pinned_context(pem: str) -> ssl.SSLContext:
    """A context that trusts these certificates alone, one of a server itself included."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.verify_flags |= ssl.VERIFY_X509_PARTIAL_CHAIN
    try:
        context.load_verify_locations(cadata=pem)
    except (ssl.SSLError, ValueError) as error:
        raise BadAddress(Problem("sync.address_pin", "certificate")) from error
    return context
