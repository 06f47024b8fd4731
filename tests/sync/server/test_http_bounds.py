"""What one client may take up of the server: size and time of a head, of a body, of an answer."""

from __future__ import annotations

import select
import socket
import threading
from contextlib import suppress

import pytest

from sync.protocol.exchange import MARK, Request, Response
from sync.protocol.limits import MAX_BODY
from sync.server.settings import Limits
from tests.support.processes import HANG
from tests.support.served import Handler, read_all, served

PUSH = "/sync/v1/push"
SOON = 0.3


def _said(request: Request) -> Response:
    return Response(status=200, headers={MARK: "1"}, body=request.body)


def _head(length: int, *more: str) -> bytes:
    lines = (f"POST {PUSH} HTTP/1.1", "host: x", f"content-length: {length}", *more, "", "")
    return "\r\n".join(lines).encode()


def test_a_request_reaches_the_province_whole_and_its_answer_comes_back_bare() -> None:
    handler = Handler(_said)
    with served(handler) as server:
        got = server.ask("POST", PUSH + "?b=2&a=1", b"\x00\xff" * 500, {"Mot-Cua-Desk": "X"})

    (asked,) = handler.asked
    assert (asked.method, asked.path, asked.query) == ("POST", PUSH, {"a": "1", "b": "2"})
    assert asked.headers["mot-cua-desk"] == "X"
    assert got.body == asked.body == b"\x00\xff" * 500
    # Every byte of an answer is paid on a slow line.
    assert set(got.headers) == {MARK, "content-length"}


def test_one_connection_carries_many_requests() -> None:
    handler = Handler(_said)
    with served(handler) as server, server.connect() as line:
        for place in range(50):
            body = b"x" * place
            line.sendall(_head(place) + body)
            assert _one_answer(line).endswith(b"\r\n\r\n" + body)
    assert len(handler.asked) == 50


def test_pipelined_requests_are_answered_in_their_order() -> None:
    handler = Handler(_said)
    with served(handler) as server:
        got = server.raw(_head(1) + b"a" + _head(1) + b"b" + _head(1, "connection: close") + b"c")

    assert [part[:1] for part in got.split(b"\r\n\r\n")[1:]] == [b"a", b"b", b"c"]


@pytest.mark.parametrize("size", [MAX_BODY + 1, 10**12])
def test_a_body_said_to_be_too_large_is_refused_before_it_is_sent(size: int) -> None:
    handler = Handler(_said)
    with served(handler) as server, server.connect() as line:
        line.sendall(_head(size))
        got = _one_answer(line)

    assert got.startswith(b"HTTP/1.1 413 ")
    assert b"province.body_too_large" in got
    assert b"mot-cua-sync: 1" in got
    assert handler.asked == []


def test_a_body_that_grows_too_large_without_saying_so_is_refused() -> None:
    handler = Handler(_said)
    chunk = b"10000\r\n" + b"x" * 0x10000 + b"\r\n"
    head = f"POST {PUSH} HTTP/1.1\r\nhost: x\r\ntransfer-encoding: chunked\r\n\r\n".encode()
    with served(handler) as server, server.connect() as line:
        line.sendall(head)
        for _ in range(MAX_BODY // 0x10000 + 2):
            line.sendall(chunk)
        got = _one_answer(line)

    assert got.startswith(b"HTTP/1.1 413 ")
    assert handler.asked == []


def test_whoever_sends_on_after_a_refusal_is_cut_off() -> None:
    handler = Handler(_said)
    limits = Limits(drain=100_000)
    with served(handler, limits=limits) as server, server.connect() as line:
        line.sendall(_head(10**9))
        assert _sent_until_cut_off(line, b"x" * 65536, 10**9) < 10**9

    assert handler.asked == []


def test_a_refused_body_that_comes_to_its_end_leaves_the_connection_usable() -> None:
    handler = Handler(_said)
    with served(handler, limits=Limits(drain=4 * MAX_BODY)) as server, server.connect() as line:
        line.sendall(_head(MAX_BODY + 1) + b"x" * (MAX_BODY + 1))
        refused = _one_answer(line)
        line.sendall(_head(2) + b"ok")
        taken = _one_answer(line)

    assert refused.startswith(b"HTTP/1.1 413 ")
    assert taken.endswith(b"\r\n\r\nok")


@pytest.mark.parametrize(
    "garbage",
    [
        b"\x00" * 100 + b"\r\n\r\n",
        b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03",  # a TLS greeting on a plain port
        b"GET / HTTP/9.9\r\n\r\n",
        b"POST " + PUSH.encode() + b" HTTP/1.1\r\ncontent-length: -1\r\n\r\n",
        b"POST " + PUSH.encode() + b" HTTP/1.1\r\ncontent-length: 1\r\ncontent-length: 2\r\n\r\n",
        b"POST " + PUSH.encode()
        + b" HTTP/1.1\r\ncontent-length: 5\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\n",
        b"POST " + PUSH.encode() + b" HTTP/1.1\r\ntransfer-encoding: chunked\r\n\r\nzz\r\n",
        b"CONNECT x:1 HTTP/1.1\r\n\r\n",
        b"OPTIONS * HTTP/1.1\r\n\r\n",
    ],
)  # fmt: skip
def test_garbage_gets_a_short_answer_or_none_and_never_the_province(garbage: bytes) -> None:
    handler = Handler(_said)
    with served(handler, limits=Limits(head_seconds=SOON, idle_seconds=1)) as server:
        got = server.raw(garbage)
        after = server.ask("POST", PUSH, b"ok")

    assert got == b"" or got.startswith(b"HTTP/1.1 4"), got
    assert after.body == b"ok"
    assert len(handler.asked) == 1
    assert '"fault"' not in server.log


def test_half_a_body_and_a_closed_line_reach_nobody() -> None:
    handler = Handler(_said)
    with served(handler) as server:
        with server.connect() as line:
            line.sendall(_head(1000) + b"x" * 500)
        server.raw(_head(1000) + b"x" * 500, half_close=True)
        assert server.ask("POST", PUSH, b"ok").status == 200

    assert len(handler.asked) == 1


@pytest.mark.parametrize(
    "beginning", [b"", b"P", b"\r\n", b"POST /sync/v1/push HTTP/1.1\r\nhost: x\r\nx-a: "]
)
def test_a_head_that_never_ends_is_not_waited_for(beginning: bytes) -> None:
    handler = Handler(_said)
    with served(handler, limits=Limits(head_seconds=SOON)) as server:
        assert server.raw(beginning) == b""

    assert handler.asked == []


def test_a_head_that_drips_is_not_waited_for_either() -> None:
    handler = Handler(_said)
    with served(handler, limits=Limits(head_seconds=SOON)) as server, server.connect() as line:
        assert _dripped(line, b"GET /healthz HTTP/1.1\r\nx: ") == b""

    assert handler.asked == []


def test_a_second_head_on_a_kept_connection_may_not_drip_either() -> None:
    handler = Handler(_said)
    with served(handler, limits=Limits(head_seconds=SOON)) as server, server.connect() as line:
        line.sendall(_head(2) + b"ok")
        assert _one_answer(line).endswith(b"ok")
        assert _dripped(line, b"GET /healthz HTTP/1.1\r\nx: ") == b""

    assert len(handler.asked) == 1


@pytest.mark.parametrize("size", [9_000, 300_000, 3_000_000])
def test_a_head_without_end_is_refused(size: int) -> None:
    handler = Handler(_said)
    with served(handler) as server, server.connect() as line:
        with suppress(ConnectionError):  # it may be told, and closed, before everything is sent
            line.sendall(b"GET /healthz HTTP/1.1\r\nx: " + b"y" * size)
        got = read_all(line)

    assert got == b"" or got.startswith(b"HTTP/1.1 431 ")
    assert handler.asked == []


def test_a_body_that_drips_is_refused_in_words_that_a_desk_can_read() -> None:
    handler = Handler(_said)
    limits = Limits(body_seconds=SOON, body_rate=10**9, head_seconds=SOON)
    with served(handler, limits=limits) as server, server.connect() as line:
        line.sendall(_head(1000))
        got = _dripped(line, b"x")

    assert got.startswith(b"HTTP/1.1 408 ")
    assert b"province.body_too_slow" in got
    assert handler.asked == []


@pytest.mark.parametrize(("size", "status"), [(6_000, b"200"), (1, b"408")])
def test_a_large_body_has_more_time_than_a_small_one(size: int, status: bytes) -> None:
    handler = Handler(_said)
    limits = Limits(body_seconds=0.1, body_rate=100)
    with served(handler, limits=limits) as server, server.connect() as line:
        line.sendall(_head(size))
        threading.Event().wait(SOON)
        line.sendall(b"x" * size)
        assert _one_answer(line).startswith(b"HTTP/1.1 " + status)


def test_a_quiet_connection_is_closed_after_its_time() -> None:
    handler = Handler(_said)
    with served(handler, limits=Limits(idle_seconds=1)) as server:
        got = server.raw(_head(2) + b"ok")

    assert got.endswith(b"\r\n\r\nok")


def test_an_answer_on_a_slow_line_is_not_cut_off_by_the_time_for_quiet_connections() -> None:
    size = 8 * 2**20  # more than any socket buffer takes at once
    handler = Handler(lambda request: Response(status=200, body=b"y" * size))
    with served(handler, limits=Limits(idle_seconds=1)) as server, server.connect() as line:
        line.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 65536)
        line.sendall(_head(0, "connection: keep-alive"))
        got = 0
        pause = threading.Event()
        while got < size:
            piece = line.recv(2**20)
            assert piece, f"cut off after {got} bytes"
            got += len(piece)
            pause.wait(0.02)


def test_whoever_does_not_read_the_answer_at_all_is_cut_off() -> None:
    handler = Handler(lambda request: Response(status=200, body=b"y" * 16 * 2**20))
    with served(handler, limits=Limits(idle_seconds=1)) as server, server.connect() as line:
        line.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 65536)
        line.sendall(_head(0))
        # What it sends after the server hung up is answered by a reset.
        assert _sent_until_cut_off(line, b"x", 10**4, pause=0.05) < 10**4


def test_one_connection_too_many_is_closed_and_the_others_go_on() -> None:
    handler = Handler(_said)
    with served(handler, limits=Limits(connections=3)) as server:
        lines = [server.connect() for _ in range(3)]
        try:
            for line in lines:
                line.sendall(_head(2) + b"ok")
                assert _one_answer(line).endswith(b"ok")
            assert server.raw(_head(2) + b"ok") == b""
            lines[0].sendall(_head(2) + b"ok")
            assert _one_answer(lines[0]).endswith(b"ok")
        finally:
            for line in lines:
                line.close()


def test_more_requests_than_may_wait_are_asked_to_come_later() -> None:
    go_on = threading.Event()
    began = threading.Semaphore(0)

    def wait(request: Request) -> Response:
        began.release()
        assert go_on.wait(HANG)
        return Response(status=200, body=b"done")

    with served(Handler(wait), limits=Limits(workers=1, waiting=2)) as server:
        lines = [server.connect() for _ in range(3)]
        try:
            for line in lines:
                line.sendall(_head(0))
            assert began.acquire(timeout=HANG)
            (later,), _, _ = select.select(lines, [], [], HANG)
            refused = _one_answer(later)
            go_on.set()
            done = [_one_answer(line) for line in lines if line is not later]
        finally:
            go_on.set()
            for line in lines:
                line.close()

    assert refused.startswith(b"HTTP/1.1 503 ")
    assert b"province.busy" in refused
    assert b"retry-after: 5" in refused
    assert [one[-4:] for one in done] == [b"done"] * 2


def test_bodies_beyond_the_memory_for_them_are_asked_to_come_later() -> None:
    handler = Handler(_said)
    with served(handler, limits=Limits(bodies=1000)) as server:
        assert server.ask("POST", PUSH, b"x" * 1001).status == 503
        assert server.ask("POST", PUSH, b"x" * 1000).status == 200


def _sent_until_cut_off(line: socket.socket, piece: bytes, most: int, pause: float = 0) -> int:
    """How much could be sent until the server hung up."""
    sent = 0
    with suppress(ConnectionError):
        while sent < most:
            sent += line.send(piece)
            threading.Event().wait(pause)
    return sent


def _dripped(line: socket.socket, beginning: bytes) -> bytes:
    """What came back from a line that sends one byte now and then until it is closed."""
    line.sendall(beginning)
    line.settimeout(0.05)
    got = bytearray()
    while True:
        try:
            piece = line.recv(65536)
            if not piece:
                return bytes(got)
            got += piece
            if b"\r\n\r\n" in got:
                return bytes(got)
        except TimeoutError:
            try:
                line.send(b"x")
            except ConnectionError:
                return bytes(got)
        except ConnectionError:
            return bytes(got)


def _one_answer(line: socket.socket) -> bytes:
    """One answer with the body that its head announces."""
    got = bytearray()
    while b"\r\n\r\n" not in got:
        piece = line.recv(65536)
        assert piece, f"closed after {bytes(got)!r}"
        got += piece
    head, _, body = bytes(got).partition(b"\r\n\r\n")
    (length,) = [
        int(one.split(b":")[1]) for one in head.split(b"\r\n") if one.startswith(b"content-length")
    ]
    while len(body) < length:
        body += line.recv(65536)
    return head + b"\r\n\r\n" + body
