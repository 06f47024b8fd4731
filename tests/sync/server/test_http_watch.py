"""Health and figures: what a machine that watches the server hears, and who hears it."""

from __future__ import annotations

import threading

import msgspec
import pytest

from sync.protocol.exchange import MARK, Request, Response
from sync.protocol.messages import Refusal
from sync.server.metrics import DeskFigures, Figures
from sync.server.settings import Limits, Listening
from sync.server.store.faults import StoreFault
from tests.support.processes import HANG
from tests.support.served import Handler, served

PUSH = "/sync/v1/push"
FULL = StoreFault("province.disk_full")
AWAY = ValueError("secret words")


def _taken(request: Request) -> Response:
    return Response(status=200, headers={MARK: "1"})


def test_a_province_that_can_take_something_in_says_so() -> None:
    with served(Handler(_taken)) as server:
        got = server.ask("GET", "/healthz")

    assert got.status == 200
    assert got.json == {"ok": True, "schema": "1", "free": 10 * 1024}


@pytest.mark.parametrize(
    ("fault", "reason"),
    [(FULL, "province.disk_full"), (AWAY, "province.store"),
     (OSError(28, "full"), "province.store")],
)  # fmt: skip
def test_a_store_that_cannot_be_written_is_told_with_its_reason(
    fault: Exception, reason: str
) -> None:
    def fails() -> None:
        raise fault

    with served(Handler(_taken), write=fails) as server:
        got = server.ask("GET", "/healthz")

    assert (got.status, got.json["reason"], got.json["ok"]) == (503, reason, False)
    assert b"secret" not in got.body


def test_a_nearly_full_disk_is_told_before_it_is_full() -> None:
    with served(Handler(_taken), free=50 * 2**20) as server:
        got = server.ask("GET", "/healthz")

    assert (got.status, got.json) == (503, {"ok": False, "free": 50, "reason": "province.disk_low"})


def test_health_is_answered_while_all_who_work_are_busy() -> None:
    go_on = threading.Event()

    def wait(request: Request) -> Response:
        assert go_on.wait(HANG)
        return _taken(request)

    with served(Handler(wait), limits=Limits(workers=1)) as server, server.connect() as line:
        line.sendall(f"POST {PUSH} HTTP/1.1\r\nhost: x\r\ncontent-length: 0\r\n\r\n".encode())
        try:
            assert server.ask("GET", "/healthz").status == 200
            assert server.ask("GET", "/metrics").status == 200
        finally:
            go_on.set()


def test_many_who_ask_for_health_cost_one_write() -> None:
    wrote = []
    with served(Handler(_taken), write=lambda: wrote.append(1)) as server:
        for _ in range(20):
            assert server.ask("GET", "/healthz").status == 200

    assert len(wrote) < 20


def _figures() -> Figures:
    desks = (
        DeskFigures(commune="07210", desk="0123456789ABCDEF", waiting=7, contact=400_000),
        DeskFigures(commune="07210", desk="FEDCBA9876543210", waiting=0, contact=900_000),
        DeskFigures(commune="07213", desk="00000000000000AB", waiting=0, contact=None),
    )
    return Figures(ops=1234, quarantined=3, blobs=2, blob_bytes=99, desks=desks)


def test_the_figures_tell_what_was_taken_refused_and_what_waits() -> None:
    def say(request: Request) -> Response:
        if request.body == b"bad":
            body = msgspec.json.encode(Refusal(code="sync.gap"))
            return Response(status=409, headers={MARK: "1"}, body=body)
        return _taken(request)

    with served(Handler(say), figures=_figures) as server:
        for body in (b"a", b"b", b"bad"):
            server.ask("POST", PUSH, body)
        server.ask("GET", "/sync/v1/pull?cursor=x")
        server.ask("GET", "/sync/v1/nguyen-van-an")
        lines = set(server.ask("GET", "/metrics").body.decode().splitlines())

    assert {
        "mot_cua_ops_total 1234.0",
        "mot_cua_batches_total 2.0",
        'mot_cua_requests_total{route="push",status="200"} 2.0',
        'mot_cua_requests_total{route="push",status="409"} 1.0',
        'mot_cua_requests_total{route="pull",status="200"} 1.0',
        'mot_cua_requests_total{route="other",status="200"} 1.0',
        'mot_cua_refused_total{reason="sync.gap"} 1.0',
        'mot_cua_request_seconds_count{route="push"} 3.0',
        'mot_cua_waiting{commune="07210",desk="0123456789ABCDEF"} 7.0',
        "mot_cua_quarantined 3.0",
        "mot_cua_blobs 2.0",
        "mot_cua_blob_bytes 99.0",
        "mot_cua_oldest_contact_seconds 600.0",
    } <= lines
    assert not [line for line in lines if "nguyen" in line]


def test_figures_are_told_without_the_store_while_it_cannot_be_read() -> None:
    def away() -> Figures:
        raise FULL

    with served(Handler(_taken), figures=away) as server:
        server.ask("POST", PUSH, b"")
        got = server.ask("GET", "/metrics")

    assert got.status == 200
    assert b"mot_cua_batches_total 1.0" in got.body
    assert b"mot_cua_ops" not in got.body


def test_a_refusal_in_no_words_of_ours_is_counted_under_one_name() -> None:
    handler = Handler(lambda request: Response(status=500, body=request.body))
    with served(handler) as server:
        for body in (b"\xff\xfe", b"[]", b'{"code": 7}'):
            server.ask("POST", PUSH, body)
        text = server.ask("GET", "/metrics").body.decode()

    assert 'mot_cua_refused_total{reason="other"} 3.0' in text


@pytest.mark.parametrize(
    "header", [{"X-Forwarded-For": "203.0.113.9"}, {"Forwarded": "for=203.0.113.9"},
               {"X-Forwarded-Proto": "https"}],
)  # fmt: skip
def test_figures_are_for_this_machine_unless_they_were_opened(header: dict[str, str]) -> None:
    with served(Handler(_taken)) as server:
        assert server.ask("GET", "/metrics", headers=header).status == 403
        assert server.ask("GET", "/healthz", headers=header).status == 200
    with served(Handler(_taken), listening=Listening(open_metrics=True)) as server:
        assert server.ask("GET", "/metrics", headers=header).status == 200


def test_behind_a_proxy_whoever_came_to_it_without_tls_is_refused() -> None:
    plain, safe = {"X-Forwarded-Proto": "http"}, {"X-Forwarded-Proto": "https"}
    with served(Handler(_taken), listening=Listening(behind_proxy=True)) as server:
        refused = server.ask("POST", PUSH, b"", plain)
        assert server.ask("POST", PUSH, b"", safe).status == 200
        assert server.ask("POST", PUSH, b"").status == 200
    with served(Handler(_taken)) as server:
        assert server.ask("POST", PUSH, b"", plain).status == 200

    assert (refused.status, refused.json["code"]) == (403, "province.not_https")


@pytest.mark.parametrize(
    "path", ["/", "/sync", "/sync/v1", "/healthz/", "/metrics/..", "/sync/v2/push", "/docs"]
)
def test_there_is_nothing_else(path: str) -> None:
    handler = Handler(_taken)
    with served(handler) as server:
        got = server.ask("GET", path)

    assert got.status == 404
    assert handler.asked == []


def test_a_parameter_given_twice_is_refused() -> None:
    handler = Handler(_taken)
    with served(handler) as server:
        got = server.ask("GET", "/sync/v1/pull?cursor=a&cursor=b")

    assert (got.status, got.json["code"]) == (400, "province.query_twice")
    assert handler.asked == []
