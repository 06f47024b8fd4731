"""Requests cut, bent, repeated and mixed up on the way: an answer or a closed line, never harm."""

from __future__ import annotations

import logging
import random
import re
import socket
from contextlib import suppress
from pathlib import Path

import pytest

from sync.protocol.exchange import Request
from sync.server.province import HELLO, PUSH
from sync.server.settings import Limits
from tests.support.a_province import ADesk, AProvince
from tests.support.acts import log_visit
from tests.support.bounded import TORTURE
from tests.support.served import Handler, Served, read_all, served

_STATUS = re.compile(rb"HTTP/1\.1 (\d{3}) ")
# What a desk may be told; everything else would be a fault of ours.
_FINE = {b"100", b"200", b"400", b"401", b"403", b"404", b"405", b"408", b"409", b"413", b"426",
         b"431"}  # fmt: skip
_QUICK = Limits(head_seconds=0.05, body_seconds=0.05, body_rate=10**9, idle_seconds=1)


def _requests(desk: ADesk) -> list[bytes]:
    """One whole request of each sort."""
    push = desk.packed(desk.own())
    signed = _signed(desk, Request(method="GET", path="/sync/v1/pull", query={"cursor": ""}))
    blob = "/sync/v1/blob/" + "ab" * 32
    return [
        _raw("POST", PUSH, push),
        _raw("POST", HELLO, desk.hello_body()),
        _raw("POST", "/sync/v1/enrol", desk.enrol_request("0000000000")[0]),
        _raw("GET", signed.path + "?cursor=", b"", dict(signed.headers)),
        _raw("PUT", blob, b"x" * 1000),
        _raw("GET", blob + "/../../../etc/passwd", b""),
        _raw("GET", "/sync/v1/blob/%2e%2e%2f%2e%2e%2fetc%2fpasswd", b""),
    ]


def _signed(desk: ADesk, request: Request) -> Request:
    kept: list[Request] = []
    desk.hello()
    before = desk.province.handle
    desk.province.handle = lambda asked: kept.append(asked) or before(asked)  # type: ignore
    desk.ask(request)
    desk.province.handle = before  # type: ignore[method-assign]
    return kept[0]


def _raw(method: str, path: str, body: bytes, headers: dict[str, str] | None = None) -> bytes:
    lines = [f"{method} {path} HTTP/1.1", "host: x", "connection: close",
             f"content-length: {len(body)}"]  # fmt: skip
    lines += [f"{name}: {value}" for name, value in (headers or {}).items()]
    return "\r\n".join((*lines, "", "")).encode() + body


def _bent(rnd: random.Random, whole: list[bytes]) -> bytes:
    """A request after an accident on the way."""
    request = bytearray(rnd.choice(whole))
    for _ in range(rnd.randint(1, 3)):
        place = rnd.randrange(len(request) or 1)
        match rnd.randrange(6):
            case 0:
                del request[place:]
            case 1 if request:
                request[place] ^= 1 << rnd.randrange(8)
            case 2:
                del request[place : place + rnd.randint(1, 40)]
            case 3:
                request[place:place] = rnd.randbytes(rnd.randint(1, 40))
            case 4:
                request += rnd.choice(whole)
            case _:
                other = rnd.choice(whole)
                request[place:] = other[rnd.randrange(len(other)) :]
    return bytes(request)


def _sent(server: Served, request: bytes, *, cut: bool = False) -> bytes:
    with server.connect() as line, suppress(ConnectionError):
        line.sendall(request)
        if cut:
            line.shutdown(socket.SHUT_WR)
        return read_all(line)
    return b""


def test_no_bent_request_harms_the_province(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    province = AProvince(tmp_path)
    desk = province.desk(1)
    for seed in range(5):
        log_visit(desk.sim, random.Random(seed))
    whole = _requests(desk)
    seen: set[bytes] = set()
    with served(Handler(province.handle), limits=_QUICK) as server:
        for seed in range(150 * TORTURE):
            rnd = random.Random(seed)
            said = _sent(server, _bent(rnd, whole), cut=rnd.random() < 0.5)
            answers = set(_STATUS.findall(said))
            assert answers <= _FINE, (seed, answers)
            seen |= answers
        for request in whole:
            seen |= set(_STATUS.findall(_sent(server, request)))
        assert server.ask("GET", "/healthz").status == 200
        assert '"fault"' not in server.log
    assert [one.levelname for one in caplog.records if one.levelno > logging.WARNING] == []
    receipt = desk.push().receipt
    province.close()

    assert receipt.head == desk.own()[-1].hash.hex()
    assert seen > {b"200", b"400", b"401", b"403", b"404"}
