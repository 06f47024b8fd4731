"""What the server is told: its limits, where it listens, and where its store is."""

from __future__ import annotations

import ipaddress
from collections.abc import Mapping
from pathlib import Path
from typing import Literal
from urllib.parse import urlsplit

import msgspec

from desk_app.core.errors import UserProblem
from desk_app.core.problems import Problem

StoreKind = Literal["sqlite", "postgresql"]
# How the address of a PostgreSQL store may begin, and what SQLAlchemy calls it.
_SCHEMES = ("postgresql", "postgres", "postgresql+psycopg")
_DRIVER = "postgresql+psycopg"
LOOPBACK = "127.0.0.1"


class Limits(msgspec.Struct, frozen=True, kw_only=True):
    """How much of the server one client, or all of them, may take up.

    head_bytes, head_seconds: a request's head, until it is whole. body_seconds and body_rate: a
    body has this long plus one second for so many bytes (1 KB/s is a bad mobile line). drain: bytes
    of a refused body that are read and dropped, so that its sender hears the refusal. idle_seconds:
    a quiet connection is kept longer than a desk's pace of 60 s, for a new TLS handshake costs more
    bytes than a small push. workers: requests in the store at once; waiting: those handed to them
    and not answered, bodies: bytes of all bodies that are being read; beyond either, desks are
    asked to come later. end_seconds: how long the last answers may take when the server ends.
    """

    head_bytes: int = 8 * 1024
    head_seconds: float = 15.0
    body_seconds: float = 20.0
    body_rate: int = 1024
    drain: int = 1024 * 1024
    idle_seconds: int = 75
    connections: int = 4096
    workers: int = 4
    waiting: int = 256
    bodies: int = 128 * 1024 * 1024
    end_seconds: int = 20


class Listening(msgspec.Struct, frozen=True, kw_only=True):
    """Where and how the server listens.

    behind_proxy: TLS ends at a proxy in front; without_tls: somebody said that none is wanted;
    open_metrics: figures are for everybody, not only for this machine.
    """

    host: str = LOOPBACK
    port: int = 0
    certificate: Path | None = None
    key: Path | None = None
    behind_proxy: bool = False
    without_tls: bool = False
    open_metrics: bool = False

    @property
    def scheme(self) -> str:
        """http or https, as the socket speaks it."""
        return "http" if self.certificate is None else "https"


def check_listening(listening: Listening) -> None:
    """UserProblem when the server should not listen like that."""
    if (listening.certificate is None) != (listening.key is None):
        raise UserProblem(Problem("province.half_certificate", "cert"))
    for field, file in (("cert", listening.certificate), ("key", listening.key)):
        if file is not None and not file.is_file():
            raise UserProblem(Problem("province.no_file", field, {"file": str(file)}))
    if not 0 <= listening.port <= 65535:
        raise UserProblem(Problem("province.port", "port", {"have": str(listening.port)}))
    try:
        address = ipaddress.ip_address(listening.host)
    except ValueError:
        # A name could lead anywhere tomorrow.
        values = {"have": listening.host}
        raise UserProblem(Problem("province.host", "host", values)) from None
    protected = listening.certificate is not None or listening.behind_proxy
    if not (address.is_loopback or protected or listening.without_tls):
        raise UserProblem(Problem("province.without_tls", "host", {"host": listening.host}))


def store_address(environment: Mapping[str, str]) -> str | None:
    """SQLAlchemy's address of the PostgreSQL that DATABASE_URL names; None: SQLite in the home.

    What is wrong is said without the address: it may hold a password.
    """
    given = environment.get("DATABASE_URL", "")
    if not given:
        return None
    try:
        parts = urlsplit(given)
    except ValueError:
        parts = urlsplit("")
    if parts.scheme not in _SCHEMES or not parts.path.strip("/"):
        raise UserProblem(Problem("province.database_url", "DATABASE_URL"))
    return f"{_DRIVER}{given[len(parts.scheme) :]}"
