"""What the server writes about itself: what happened, and never about whom."""

from __future__ import annotations

import io
import json
import logging
import sys
import warnings
from collections.abc import Iterator

import pytest

from sync.protocol.exchange import Request, Response
from sync.server.logs import desk_of, fault_of, hear_libraries, open_log
from sync.server.settings import Limits
from sync.server.store.faults import StoreFault
from tests.support.processes import wait_until
from tests.support.served import Handler, served

PUSH = "/sync/v1/push"
DESK = "0123456789ABCDEF"
# What a person's data look like, planted wherever a request has room for it.
PLANTED = ("Nguyễn Thị Hoà", "024199001234", "0912345678", "số 5 phố Huế", "K7QX3-M9ABC",
           "AGE-SECRET-KEY-1")  # fmt: skip


def _ascii(words: str) -> str:
    return words.encode("ascii", "ignore").decode()


def _is_clean(log: str) -> None:
    for planted in PLANTED:
        assert planted not in log
        assert json.dumps(planted)[1:-1] not in log
        assert len(_ascii(planted)) < 4 or _ascii(planted) not in log


def _everywhere(planted: str) -> tuple[str, bytes, dict[str, str]]:
    word = _ascii(planted).replace(" ", "%20")
    headers = {"mot-cua-desk": _ascii(planted), "mot-cua-session": _ascii(planted),
               "x-forwarded-for": _ascii(planted), "user-agent": _ascii(planted)}  # fmt: skip
    return f"{PUSH}/{word}?name={word}", planted.encode(), headers


@pytest.mark.parametrize("planted", PLANTED)
def test_nothing_of_a_request_or_its_answer_is_in_the_log(planted: str) -> None:
    def say(request: Request) -> Response:
        return Response(status=422, headers={"x-said": "1"}, body=planted.encode())

    with served(Handler(say)) as server:
        path, body, headers = _everywhere(planted)
        server.ask("POST", path, body, headers)
        server.ask("DELETE", "/" + _ascii(planted).replace(" ", "%20"), None, headers)
        log = server.log

    assert log.count("\n") == 1
    _is_clean(log)


@pytest.mark.parametrize("planted", PLANTED)
def test_a_fault_is_told_by_kind_and_place_and_not_in_its_own_words(planted: str) -> None:
    def say(request: Request) -> Response:
        try:
            raise KeyError(planted)
        except KeyError as error:
            raise ValueError(f"no such person: {planted}") from error

    with served(Handler(say)) as server:
        path, body, headers = _everywhere(planted)
        got = server.ask("POST", path, body, headers)
        lines = [json.loads(line) for line in server.log.splitlines()]

    assert (got.status, got.json["code"]) == (500, "province.fault")
    fault, request = lines
    assert (fault["event"], fault["fault"], fault["cause"]) == ("fault", "ValueError", "KeyError")
    assert any("test_http_log.py" in place and place.endswith(" say") for place in fault["places"])
    assert (request["status"], request["reason"]) == (500, "province.fault")
    _is_clean(json.dumps(lines, ensure_ascii=False))


def test_a_request_is_one_line_that_says_what_came_of_it() -> None:
    handler = Handler(lambda request: Response(status=200, body=b"yes"))
    with served(handler) as server:
        server.ask("POST", PUSH, b"x" * 10, {"mot-cua-desk": DESK})
        (line,) = [json.loads(line) for line in server.log.splitlines()]

    told = {name: line[name] for name in line if name not in ("ms", "timestamp")}
    assert told == {"event": "request", "level": "info", "route": "push", "status": 200,
                    "reason": "", "desk": DESK, "received": 10, "sent": 3}  # fmt: skip


def test_only_what_is_written_like_a_desk_is_told_as_one() -> None:
    assert desk_of(DESK) == DESK
    assert desk_of(None) is None
    assert [desk_of(odd) for odd in (*PLANTED, "", DESK + "\n", DESK * 2, DESK.lower())] == [
        None
    ] * (len(PLANTED) + 4)


def test_the_store_that_cannot_take_anything_is_told_to_desk_and_log() -> None:
    def say(request: Request) -> Response:
        raise StoreFault("province.disk_full")

    with served(Handler(say)) as server:
        got = server.ask("POST", PUSH, b"")
        log = server.log

    assert (got.status, got.json["code"]) == (503, "province.disk_full")
    assert got.headers["mot-cua-sync"] == "1"
    assert '"reason": "province.disk_full"' in log


def test_a_desk_that_left_in_the_middle_is_a_line_and_no_fault() -> None:
    with served(Handler(lambda request: Response(status=200)), limits=Limits()) as server:
        head = f"POST {PUSH} HTTP/1.1\r\nhost: x\r\ncontent-length: 9\r\n\r\n".encode()
        server.raw(head + b"half", half_close=True)
        wait_until(lambda: server.log.endswith("\n"), "the line is written")

        assert [json.loads(line)["event"] for line in server.log.splitlines()] == ["left"]


@pytest.fixture
def heard() -> Iterator[io.StringIO]:
    """What libraries say, in a log; everything as it was afterwards."""
    root, words = logging.getLogger(), io.StringIO()
    handlers, level = list(root.handlers), root.level
    hear_libraries(open_log(words))
    try:
        yield words
    finally:
        logging.captureWarnings(False)
        root.handlers[:] = handlers
        root.setLevel(level)


@pytest.mark.parametrize("planted", PLANTED)
def test_a_librarys_warning_keeps_its_holes_open(heard: io.StringIO, planted: str) -> None:
    logging.getLogger("some.library").error("no row for %s", planted)
    logging.getLogger("some.library").error(f"filled before: {planted}")
    with warnings.catch_warnings():
        warnings.simplefilter("always")
        warnings.warn(planted, stacklevel=1)
    try:
        raise RuntimeError(planted)
    except RuntimeError:
        logging.getLogger("some.library").exception("failed for %s", planted)
    lines = [json.loads(line) for line in heard.getvalue().splitlines()]

    assert lines[0]["words"] == "no row for %s"
    assert len(lines) == 4
    assert lines[3]["fault"] == "RuntimeError"
    _is_clean(heard.getvalue())


def test_a_fault_names_no_folder_of_this_machine() -> None:
    try:
        raise OSError
    except OSError as error:
        told = fault_of(error)

    assert all(not place.startswith("/") for place in told["places"])
    assert told["places"][0].startswith("sync/server/test_http_log.py:")


def test_a_log_that_cannot_be_written_stops_no_answer() -> None:
    class Full(io.StringIO):
        def write(self, text: str) -> int:
            raise OSError(28, "No space left on device")

    handler = Handler(lambda request: Response(status=200, body=b"yes"))
    with served(handler, words=Full()) as server:
        assert server.ask("POST", PUSH, b"").body == b"yes"


def test_the_log_goes_to_standard_error_by_itself(
    capsys: pytest.CaptureFixture[str],
) -> None:
    open_log().info("listening", port=1)

    said = capsys.readouterr()
    assert said.out == ""
    assert json.loads(said.err)["port"] == 1
    assert sys.stderr is not sys.stdout
