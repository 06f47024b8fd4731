"""The server as a program: it says where it listens, keeps what it acknowledged, ends cleanly."""

from __future__ import annotations

import json
import random
import signal
import socket
import stat
import threading
from urllib.parse import urlsplit

import pytest

from sync.protocol.messages import PushAnswer
from sync.protocol.receipts import verify_receipt
from sync.server.province import PUSH
from tests.support.acts import log_visit
from tests.support.processes import HANG, wait_until
from tests.support.province_process import (
    DONE,
    ENVIRONMENT,
    USER,
    FarDesk,
    ProvinceProgram,
)


def _visits(desk: FarDesk, count: int, seed: int = 1) -> None:
    rnd = random.Random(seed)
    for _ in range(count):
        log_visit(desk.sim, rnd)


def test_a_desk_pairs_pushes_and_reads_through_a_real_server(program: ProvinceProgram) -> None:
    with program.serving() as server:
        assert program.url.startswith("http://127.0.0.1:")
        first, second = program.desk(1), program.desk(2)
        _visits(first, 5)
        receipt = first.push().receipt
        second.push()
        second.pull()
        health = program.get("/healthz")
        figures = program.get("/metrics").body.decode().splitlines()
        assert server.end() == DONE

    assert verify_receipt(receipt, program.keys.public)
    assert {op.hash for op in first.own()} <= {op.hash for op in second.sim.ops()}
    told = json.loads(health.body)
    assert (health.status, told["ok"]) == (200, True)
    assert told["schema"]
    assert f"mot_cua_ops_total {len(first.own()) + len(second.own())}.0" in figures
    assert program.counts() == {
        first.id: {"commune": first.unit, "ops": len(first.own()), "visits": 5, "cases": 0},
        second.id: {"commune": second.unit, "ops": 1, "visits": 0, "cases": 0},
    }


def test_a_receipt_outlives_the_power_cut_that_follows_it(program: ProvinceProgram) -> None:
    receipts: list[PushAnswer] = []
    desks: list[FarDesk] = []
    for round_ in range(3):
        with program.serving() as server:
            if not desks:
                desks = [program.desk(number) for number in (1, 2)]
            for number, desk in enumerate(desks):
                _visits(desk, 60, seed=10 * round_ + number)
            pushing = [
                threading.Thread(target=_push_until_it_dies, args=(desk, receipts))
                for desk in desks
            ]
            enough = len(receipts) + 5 + 3 * round_
            for one in pushing:
                one.start()
            wait_until(lambda: len(receipts) >= enough, "some batches were acknowledged")  # noqa: B023
            server.kill()
            for one in pushing:
                one.join(HANG)
    with program.serving():
        for desk in desks:
            desk.push()

    counts = program.counts()
    for desk in desks:
        own = desk.own()
        hashes = {op.header.seq: op.hash.hex() for op in own}
        mine = [one.receipt for one in receipts if one.receipt.desk == desk.id]
        assert mine
        assert all(hashes[receipt.seq] == receipt.head for receipt in mine)
        assert counts[desk.id]["ops"] == len(own)
        assert counts[desk.id]["visits"] == len(own) - 1
    assert _acknowledged_are_in_the_log(program, desks, receipts)


def _push_until_it_dies(desk: FarDesk, receipts: list[PushAnswer]) -> None:
    """Send op after op from where the province stands, until the line breaks."""
    try:
        acked = {head.epoch: head.seq for head in desk.hello().acked}.get(0, 0)
        for op in desk.own()[acked:]:
            receipts.append(desk.push([op]))
    except OSError:
        return


def _acknowledged_are_in_the_log(
    program: ProvinceProgram, desks: list[FarDesk], receipts: list[PushAnswer]
) -> bool:
    """Whether a desk that knows nothing reads every acknowledged op out of the feed."""
    with program.serving():
        reader = program.desk(9)
        reader.pull()
        read = {op.hash.hex() for op in reader.sim.ops()}
    return {one.receipt.head for one in receipts} <= read


@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_ends_it_as_a_success_after_the_last_answer(
    embedded: ProvinceProgram, how: signal.Signals
) -> None:
    with embedded.serving() as server:
        desk = embedded.desk(1)
        _visits(desk, 3)
        body = desk.packed(desk.own())
        parts = urlsplit(embedded.url)
        with socket.create_connection((parts.hostname, parts.port), timeout=HANG) as line:
            line.sendall(f"POST {PUSH} HTTP/1.1\r\nhost: x\r\ncontent-length: {len(body)}\r\n\r\n"
                         .encode() + body[:10])  # fmt: skip
            wait_until(lambda: _has_begun(embedded), "the server reads the body")
            server.process.send_signal(how)
            wait_until(lambda: _is_closed(parts.port or 0), "nobody else is let in")
            line.sendall(body[10:])
            answer = line.makefile("rb").read()
        assert server.end(how) == DONE
        log = server.log

    assert answer.startswith(b"HTTP/1.1 200 ")
    assert b'"seq":4' in answer
    assert json.loads(log.splitlines()[-1])["event"] == "ended"
    assert "Traceback" not in log


def _has_begun(program: ProvinceProgram) -> bool:
    # The head arrived before any later connection is answered.
    return program.get("/healthz").status == 200


def _is_closed(port: int) -> bool:
    try:
        socket.create_connection(("127.0.0.1", port), timeout=HANG).close()
    except ConnectionError:
        return True
    return False


def test_a_wrong_code_is_refused_and_a_right_one_still_works(embedded: ProvinceProgram) -> None:
    with embedded.serving():
        code = embedded.code()
        desk = FarDesk.__new__(FarDesk)
        with pytest.raises(AssertionError):
            _desk_with(desk, embedded, "0000000000")
        refused = desk.try_code("0000000000")
        taken = desk.try_code(code)
        used = embedded.desk(2).try_code(code)

    assert (refused.status, json.loads(refused.body)["code"]) == (403, "sync.enrol_code")
    assert refused.headers["mot-cua-sync"] == "1"
    assert taken.status == 200
    assert used.status == 403


def _desk_with(desk: FarDesk, program: ProvinceProgram, code: str) -> None:
    program_code = program.code
    program.code = lambda commune="": code  # type: ignore[method-assign]
    try:
        FarDesk.__init__(desk, program, 1)
    finally:
        program.code = program_code  # type: ignore[method-assign]


def test_the_second_server_of_a_home_is_refused_in_a_sentence(embedded: ProvinceProgram) -> None:
    with embedded.serving() as first:
        second = embedded.run_alone("serve", "--port", "0")
        assert embedded.get("/healthz").status == 200
        first.kill()
        # The lock goes with the process, whatever way it ended.
        with embedded.serving():
            assert embedded.get("/healthz").status == 200

    assert (second.code, second.out) == (USER, "")
    assert second.err.count("\n") == 1
    assert str(embedded.home) in second.err


def test_the_console_works_beside_the_server(embedded: ProvinceProgram) -> None:
    with embedded.serving():
        desk = embedded.desk(1)
        _visits(desk, 2)
        desk.push()
        assert embedded.counts()[desk.id]["visits"] == 2
        _visits(desk, 2, seed=2)
        desk.push()
        assert embedded.counts()[desk.id]["visits"] == 4


def test_a_port_that_is_taken_is_told(embedded: ProvinceProgram) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        done = embedded.run("serve", "--port", str(taken.getsockname()[1]))

    assert (done.code, done.out) == (ENVIRONMENT, "")
    assert str(taken.getsockname) not in done.err
    assert "--port" in done.err


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.0.2.7"])
def test_a_public_address_without_tls_is_refused_in_a_sentence(
    embedded: ProvinceProgram, host: str
) -> None:
    done = embedded.run("serve", "--port", "0", "--host", host)

    assert (done.code, done.out) == (USER, "")
    assert done.err.count("\n") == 1
    for way in ("--cert", "--behind-proxy", "--without-tls", host):
        assert way in done.err


@pytest.mark.parametrize("anyway", ["--without-tls", "--behind-proxy"])
def test_a_public_address_is_served_when_somebody_says_so(
    embedded: ProvinceProgram, anyway: str
) -> None:
    with embedded.serving("--port", "0", "--host", "0.0.0.0", anyway):
        assert embedded.url.startswith("http://0.0.0.0:")
        embedded.url = embedded.url.replace("0.0.0.0", "127.0.0.1")
        assert embedded.get("/healthz").status == 200


def test_names_in_ops_are_not_in_the_servers_log_nor_open_in_its_files(
    embedded: ProvinceProgram,
) -> None:
    with embedded.serving() as server:
        desk = embedded.desk(1)
        _visits(desk, 20)
        names = {word.encode() for op in desk.own() if op.person for word in _words(op.person)}
        desk.push()
        desk.pull()
        body = desk.packed(desk.own())
        desk.post(PUSH, body[:-5] + b"xxxxx")
        desk.post(PUSH, body[: len(body) // 2])
        server.end()
        log = server.log.encode()

    assert len(names) > 5
    assert [name for name in names if name in log] == []
    assert embedded.keys.signing.hex().encode() not in log


def _words(person: bytes) -> list[str]:
    return [text for text in json.loads(person).values() if isinstance(text, str) and len(text) > 4]


def test_everything_in_the_home_is_for_its_owner_only(embedded: ProvinceProgram) -> None:
    with embedded.serving():
        desk = embedded.desk(1)
        desk.push()
        found = [embedded.home, *embedded.home.rglob("*")]
        modes = {str(file): stat.S_IMODE(file.stat().st_mode) for file in found}

    assert len(modes) > 3
    assert {name for name, mode in modes.items() if mode & 0o077} == set()


def test_standard_output_that_nobody_reads_does_not_end_the_server(
    embedded: ProvinceProgram,
) -> None:
    with embedded.serving() as server:
        assert server.process.stdout is not None
        server.process.stdout.close()
        assert embedded.get("/healthz").status == 200
        assert server.end() == DONE


def test_a_desk_that_is_cut_off_in_the_middle_sends_again_and_nothing_is_doubled(
    program: ProvinceProgram,
) -> None:
    with program.serving():
        desk = program.desk(1)
        _visits(desk, 10)
        body = desk.packed(desk.own())
        parts = urlsplit(program.url)
        for cut in (1, len(body) // 2, len(body) - 1, len(body)):
            with socket.create_connection((parts.hostname, parts.port), timeout=HANG) as line:
                head = f"POST {PUSH} HTTP/1.1\r\nhost: x\r\ncontent-length: {len(body)}\r\n\r\n"
                line.sendall(head.encode() + body[:cut])
        first, again = desk.push(), desk.push()

    assert first.receipt == again.receipt
    assert program.counts()[desk.id]["ops"] == 11
