"""The line itself: few bytes, bounded, ended at will, and every way it fails has its name."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx2
import pytest

from sync.client.moves import Answered, NoAnswer, NoAnswerKind
from sync.client.transport import BadAddress, Transport, kind_of
from sync.protocol.exchange import Request
from tests.sync.client.wire import (
    HANG,
    Connection,
    answer,
    certificate,
    closed_port,
    raw,
    scripted,
    silent,
)

PUSH = Request(
    method="POST", path="/sync/v1/push", headers={"mot-cua-sync": "1"}, body=b"0123456789"
)
PULL = Request(
    method="GET",
    path="/sync/v1/pull",
    query={"cursor": "a+b/c=&d", "max": "256"},
    headers={"mot-cua-sync": "1"},
)


@pytest.fixture(autouse=True)
def _no_proxy_around(monkeypatch: pytest.MonkeyPatch) -> None:
    """What the environment of this machine says about proxies is nobody's business here."""
    for name in ("http_proxy", "https_proxy", "all_proxy", "no_proxy"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)


@contextmanager
def line(url: str, *, proxy: str = "", pinned: str = "") -> Iterator[Transport]:
    """A transport, closed at the end."""
    transport = Transport(url, proxy=proxy, pinned=pinned)
    try:
        yield transport
    finally:
        transport.close()


def kind(outcome: Answered | NoAnswer) -> NoAnswerKind:
    """Why there is no answer."""
    assert isinstance(outcome, NoAnswer), outcome
    return outcome.kind


def body(outcome: Answered | NoAnswer) -> bytes:
    """What was answered."""
    assert isinstance(outcome, Answered), outcome
    return outcome.response.body


def test_a_request_carries_nothing_but_what_is_needed() -> None:
    with scripted(answer()) as server, line(server.url) as transport:
        outcome = transport.send(PUSH, 10)

        assert isinstance(outcome, Answered)
        assert outcome.response.status == 200
        assert outcome.response.headers["mot-cua-sync"] == "1"
        assert outcome.response.body == b"ok"
        head, _, sent = server.asked[0].partition(b"\r\n\r\n")
        host = f"127.0.0.1:{server.port}".encode()
        assert head.split(b"\r\n")[0] == b"POST /sync/v1/push HTTP/1.1"
        assert {name.lower() for name in head.split(b"\r\n")[1:]} == {
            b"host: " + host,
            b"mot-cua-sync: 1",
            b"content-length: 10",
        }
        assert sent == PUSH.body


def test_a_query_arrives_as_it_was_signed() -> None:
    with scripted(answer()) as server, line(server.url + "/mot-cua/") as transport:
        transport.send(PULL, 10)

        path = server.asked[0].split(b" ")[1].decode()
        assert path.startswith("/mot-cua/sync/v1/pull?")
        assert dict(httpx2.QueryParams(path.partition("?")[2])) == PULL.query


def test_one_connection_carries_many_requests() -> None:
    with scripted(*[answer()] * 5) as server, line(server.url) as transport:
        assert [body(transport.send(PUSH, 10)) for _ in range(5)] == [b"ok"] * 5
        assert server.connections == 1


def test_a_kept_connection_that_died_is_opened_again_at_once() -> None:
    close_after = raw(b"HTTP/1.1 200 OK\r\nMot-Cua-Sync: 1\r\nContent-Length: 2\r\n\r\nok")
    with scripted(close_after, answer(b"again")) as server, line(server.url) as transport:
        assert body(transport.send(PUSH, 10)) == b"ok"
        assert body(transport.send(PUSH, 10)) == b"again"
        assert server.connections == 2


def test_a_kept_connection_that_dies_under_a_request_is_tried_once_more() -> None:
    with scripted(answer(), raw(b""), answer(b"again")) as server, line(server.url) as transport:
        assert body(transport.send(PUSH, 10)) == b"ok"
        assert body(transport.send(PUSH, 10)) == b"again"
        assert server.connections == 2
    with scripted(raw(b""), answer()) as server, line(server.url) as transport:
        assert kind(transport.send(PUSH, 10)) == "broken"
        assert server.connections == 1


def test_nobody_there_is_refused() -> None:
    with line(f"http://127.0.0.1:{closed_port()}") as transport:
        assert kind(transport.send(PUSH, 10)) == "refused"
        assert not transport.probe()


def test_a_name_nobody_knows_is_no_route() -> None:
    with line("http://tinh.invalid", proxy="none") as transport:
        assert kind(transport.send(PUSH, 10)) == "no_route"
        assert not transport.probe()


def test_a_small_connection_tells_that_somebody_is_there() -> None:
    with scripted() as server, line(server.url) as transport:
        assert transport.probe()
        assert server.asked == []


def test_no_answer_in_time_is_a_time_out() -> None:
    with scripted(silent) as server, line(server.url) as transport:
        assert kind(transport.send(PUSH, 0.2)) == "timeout"


def test_an_answer_that_drips_is_ended_by_the_whole_time_limit() -> None:
    def drip(connection: Connection) -> bool:
        for letter in b"HTTP/1.1 200 OK\r\nX: " + b"y" * 100_000:
            connection.send(bytes([letter]))
            if connection.over.wait(0.02):
                break
        return False

    with scripted(drip) as server, line(server.url) as transport:
        assert kind(transport.send(PUSH, 0.3)) == "timeout"


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"HTTP/1.1 200 OK\r\nMot-Cua-Sy",
        b"HTTP/1.1 200 OK\r\nMot-Cua-Sync: 1\r\nContent-Length: 100\r\n\r\nhalf",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhalf",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
        b"220 mail.example ESMTP\r\n",
        b"\x16\x03\x01\x02\x00" + bytes(200),
        b"HTTP/1.1 200 OK\r\n" + b"X: " + b"y" * 200_000 + b"\r\n\r\n",
        b"HTTP/1.1 two OK\r\n\r\n",
    ],
)
def test_what_breaks_off_or_is_no_http_is_a_broken_line(data: bytes) -> None:
    with scripted(raw(data), raw(data)) as server, line(server.url) as transport:
        assert kind(transport.send(PUSH, 10)) == "broken"


def test_an_endless_answer_is_not_read_to_its_end() -> None:
    def endless(connection: Connection) -> bool:
        connection.send(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n")
        while not connection.over.is_set():
            connection.send(b"1000\r\n" + bytes(0x1000) + b"\r\n")
        return False

    with scripted(endless) as server, line(server.url) as transport:
        assert kind(transport.send(PUSH, 30, most=100_000)) == "too_big"


def test_redirects_are_not_followed_and_cookies_not_kept() -> None:
    moved = answer(b"", b"302 Found", b"Location: /login\r\nSet-Cookie: a=b\r\n")
    with scripted(moved, answer()) as server, line(server.url) as transport:
        first = transport.send(PULL, 10)
        assert isinstance(first, Answered)
        assert first.response.status == 302
        transport.send(PULL, 10)
        assert len(server.asked) == 2
        assert b"ookie" not in server.asked[1]


# -- ended by somebody


def test_a_request_under_way_can_be_cut_off_from_another_thread() -> None:
    arrived = threading.Event()

    def wait(connection: Connection) -> bool:
        arrived.set()
        return silent(connection)

    with scripted(wait) as server, line(server.url) as transport:
        outcomes: list[Answered | NoAnswer] = []
        asking = threading.Thread(target=lambda: outcomes.append(transport.send(PUSH, HANG)))
        asking.start()
        assert arrived.wait(HANG)
        transport.cancel()
        asking.join(HANG)

        assert [kind(outcome) for outcome in outcomes] == ["broken"]
        assert kind(transport.send(PUSH, 10)) == "broken"
        assert server.connections == 1


# -- TLS


def test_a_pinned_certificate_is_trusted_and_no_other(tmp_path: Path) -> None:
    context, pem = certificate(tmp_path)
    with scripted(answer(), tls=context) as server:
        with line(f"https://127.0.0.1:{server.port}", pinned=pem) as transport:
            assert body(transport.send(PUSH, 10)) == b"ok"
        with line(f"https://127.0.0.1:{server.port}") as transport:
            assert kind(transport.send(PUSH, 10)) == "tls"
        (tmp_path / "other").mkdir()
        _, other = certificate(tmp_path / "other")
        with line(f"https://127.0.0.1:{server.port}", pinned=other) as transport:
            assert kind(transport.send(PUSH, 10)) == "tls"


def test_a_certificate_for_another_name_is_not_taken(tmp_path: Path) -> None:
    context, pem = certificate(tmp_path, "tinh.example")
    with (
        scripted(answer(), tls=context) as server,
        line(f"https://127.0.0.1:{server.port}", pinned=pem) as transport,
    ):
        assert kind(transport.send(PUSH, 10)) == "tls"


def test_a_server_that_speaks_no_tls_is_told_as_such() -> None:
    with scripted(answer()) as server, line(f"https://127.0.0.1:{server.port}") as transport:
        assert kind(transport.send(PUSH, 0.5)) in {"tls", "timeout"}


# -- proxies


def test_a_proxy_that_was_set_carries_the_request() -> None:
    with (
        scripted(answer()) as proxy,
        line("http://tinh.example", proxy=f"127.0.0.1:{proxy.port}") as transport,
    ):
        assert body(transport.send(PUSH, 10)) == b"ok"
        assert proxy.asked[0].startswith(b"POST http://tinh.example/sync/v1/push HTTP/1.1")
        assert transport.probe()


def test_the_proxy_of_the_environment_is_used(monkeypatch: pytest.MonkeyPatch) -> None:
    with scripted(answer()) as proxy:
        monkeypatch.setenv("http_proxy", f"http://127.0.0.1:{proxy.port}")
        with line("http://tinh.example") as transport:
            assert body(transport.send(PUSH, 10)) == b"ok"


@pytest.mark.parametrize("how", ["none", "no_proxy", "loopback"])
def test_a_proxy_of_the_environment_can_be_passed_by(
    how: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("http_proxy", f"http://127.0.0.1:{closed_port()}")
    with scripted(answer()) as server:
        if how == "no_proxy":
            monkeypatch.setenv("no_proxy", "127.0.0.1")
        with line(server.url, proxy="none" if how == "none" else "") as transport:
            assert body(transport.send(PUSH, 10)) == b"ok"


@pytest.mark.parametrize(
    ("said", "told"),
    [
        (b"407 Proxy Authentication Required", "proxy"),
        (b"502 Bad Gateway", "gateway"),
        (b"403 Forbidden", "gateway"),
    ],
)
def test_a_proxy_that_opens_no_tunnel_says_why(said: bytes, told: str) -> None:
    refusal = raw(b"HTTP/1.1 " + said + b"\r\nContent-Length: 0\r\n\r\n")
    with (
        scripted(refusal) as proxy,
        line("https://tinh.example", proxy=f"127.0.0.1:{proxy.port}") as transport,
    ):
        assert kind(transport.send(PUSH, 10)) == told
        assert proxy.asked[0].startswith(b"CONNECT tinh.example:443 HTTP/1.1")


# -- addresses and errors


@pytest.mark.parametrize(
    "url",
    [
        "", "tinh.example", "ftp://tinh.example", "http://", "https://:443", "http://a:b:c",
        "http://a@b.example", "http://tinh.example/?a=b", "http://tinh.example/#a",
        "http://tinh.example:99999", "http://[::1", "http://tinh.example:0",
        "https://tinh..example", "https://" + "a" * 70 + ".example", "http://256.1.1.1",
    ],
)  # fmt: skip
def test_an_address_that_cannot_be_one_is_refused_in_words(url: str) -> None:
    with pytest.raises(BadAddress) as refused:
        Transport(url)
    assert refused.value.problem.code == "sync.address"


@pytest.mark.parametrize(
    "proxy", ["socks5://127.0.0.1:1", "http://", "http://a:b:c", "::::", "a..b:3128"]
)
def test_a_proxy_that_cannot_be_one_is_refused_in_words(proxy: str) -> None:
    with pytest.raises(BadAddress) as refused:
        Transport("https://tinh.example", proxy=proxy)
    assert refused.value.problem.code == "sync.address_proxy"


@pytest.mark.parametrize("pem", ["no certificate", "-----BEGIN CERTIFICATE-----\nAAAA\n"])
def test_a_pinned_text_that_is_no_certificate_is_refused_in_words(pem: str) -> None:
    with pytest.raises(BadAddress) as refused:
        Transport("https://tinh.example", pinned=pem)
    assert refused.value.problem.code == "sync.address_pin"


@pytest.mark.parametrize(
    ("error", "told"),
    [
        (httpx2.ConnectTimeout("x"), "no_route"),
        (httpx2.ConnectError("x"), "no_route"),
        (httpx2.ReadTimeout("x"), "timeout"),
        (httpx2.WriteTimeout("x"), "timeout"),
        (httpx2.PoolTimeout("x"), "timeout"),
        (httpx2.ReadError("x"), "broken"),
        (httpx2.WriteError("x"), "broken"),
        (httpx2.RemoteProtocolError("x"), "broken"),
        (httpx2.LocalProtocolError("x"), "broken"),
        (OSError(101, "Network is unreachable"), "no_route"),
        (OSError(113, "No route to host"), "no_route"),
        (ConnectionRefusedError(111, "x"), "refused"),
        (ConnectionResetError(104, "x"), "broken"),
    ],
)
def test_every_error_of_the_line_has_a_name(error: Exception, told: str) -> None:
    assert kind_of(error) == told
