"""A server on a loopback port that says exactly what a test tells it to, byte by byte.

with scripted(answer(b"ok")) as server:
    ...
    assert server.asked == [b"POST /sync/v1/push HTTP/1.1\\r\\n..."]
"""

from __future__ import annotations

import datetime
import socket
import ssl
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from ipaddress import IPv4Address
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

# What the server does with one request on one connection: send, and whether to go on listening.
Step = Callable[["Connection"], bool]
HANG = 60.0


class Connection:
    """One accepted connection."""

    def __init__(self, opened: socket.socket, over: threading.Event) -> None:
        self._socket = opened
        self.over = over

    def send(self, data: bytes) -> None:
        """Send bytes; a client that went away is no mistake."""
        with suppress(OSError):
            self._socket.sendall(data)

    def read_request(self) -> bytes:
        """Head and body of the next request; b"" when the client closed."""
        data = b""
        while b"\r\n\r\n" not in data:
            piece = self._receive()
            if not piece:
                return b""
            data += piece
        head, _, body = data.partition(b"\r\n\r\n")
        length = 0
        for line in head.split(b"\r\n"):
            name, _, value = line.partition(b":")
            if name.lower() == b"content-length":
                length = int(value)
        while len(body) < length:
            piece = self._receive()
            if not piece:
                return b""
            body += piece
        return head + b"\r\n\r\n" + body

    def _receive(self) -> bytes:
        try:
            return self._socket.recv(65536)
        except OSError:
            return b""


class Scripted:
    """Where the server is, and what it was asked."""

    def __init__(self, port: int) -> None:
        self.port = port
        self.asked: list[bytes] = []
        self.connections = 0

    @property
    def url(self) -> str:
        """Its address."""
        return f"http://127.0.0.1:{self.port}"


def answer(body: bytes = b"ok", status: bytes = b"200 OK", headers: bytes = b"") -> Step:
    """A plain answer with our mark; the connection stays open."""

    def step(connection: Connection) -> bool:
        length = str(len(body)).encode()
        connection.send(
            b"HTTP/1.1 " + status + b"\r\nMot-Cua-Sync: 1\r\n" + headers
            + b"Content-Length: " + length + b"\r\n\r\n" + body
        )  # fmt: skip
        return True

    return step


def raw(data: bytes, *, keep: bool = False) -> Step:
    """These bytes, then the end of the connection."""

    def step(connection: Connection) -> bool:
        connection.send(data)
        return keep

    return step


def silent(connection: Connection) -> bool:
    """Nothing at all, until the test is over."""
    connection.over.wait(HANG)
    return False


@contextmanager
def scripted(*steps: Step, tls: ssl.SSLContext | None = None) -> Iterator[Scripted]:
    """Takes the steps one a request, over as many connections as are opened."""
    listening = socket.create_server(("127.0.0.1", 0))
    server = Scripted(listening.getsockname()[1])
    over = threading.Event()
    left = list(steps)
    threads: list[threading.Thread] = []
    opened: list[socket.socket] = []

    def serve(accepted: socket.socket) -> None:
        try:
            speaking = accepted if tls is None else tls.wrap_socket(accepted, server_side=True)
        except (ssl.SSLError, OSError):
            accepted.close()
            return
        opened.append(speaking)
        connection = Connection(speaking, over)
        while asked := connection.read_request():
            server.asked.append(asked)
            if not left or not left.pop(0)(connection):
                break
        speaking.close()

    def accept() -> None:
        while True:
            try:
                accepted, _ = listening.accept()
            except OSError:
                return
            server.connections += 1
            thread = threading.Thread(target=serve, args=(accepted,))
            threads.append(thread)
            thread.start()

    accepting = threading.Thread(target=accept)
    accepting.start()
    try:
        yield server
    finally:
        over.set()
        with suppress(OSError):
            listening.shutdown(socket.SHUT_RDWR)
        listening.close()
        accepting.join(HANG)
        for one in opened:
            with suppress(OSError):
                one.shutdown(socket.SHUT_RDWR)
        for thread in threads:
            thread.join(HANG)
        for one in opened:
            one.close()


def closed_port() -> int:
    """A port on which nobody listens."""
    with socket.create_server(("127.0.0.1", 0)) as once:
        return int(once.getsockname()[1])


def certificate(folder: Path, name: str = "127.0.0.1") -> tuple[ssl.SSLContext, str]:
    """A server's context with a certificate it made itself, and that certificate as PEM."""
    key = ec.generate_private_key(ec.SECP256R1())
    who = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    began = datetime.datetime(2020, 1, 1, tzinfo=datetime.UTC)
    names: list[x509.GeneralName] = (
        [x509.IPAddress(IPv4Address(name))] if name[0].isdigit() else [x509.DNSName(name)]
    )
    made = (
        x509.CertificateBuilder()
        .subject_name(who)
        .issuer_name(who)
        .public_key(key.public_key())
        .serial_number(7)
        .not_valid_before(began)
        .not_valid_after(began.replace(year=2099))
        .add_extension(x509.SubjectAlternativeName(names), critical=False)
        .sign(key, hashes.SHA256())
    )
    pem = made.public_bytes(serialization.Encoding.PEM)
    file = folder / "server.pem"
    file.write_bytes(
        pem
        + key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
    )
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(file)
    return context, pem.decode()
