"""A disk that takes nothing more: nothing acknowledged is lost, and the desk is told to wait."""

from __future__ import annotations

import json
import random
import resource

import msgspec

from sync.protocol.messages import PushAnswer
from sync.server.province import PUSH
from tests.support.acts import log_visit
from tests.support.province_process import DONE, FarDesk, ProvinceProgram


def _visits(desk: FarDesk, count: int) -> None:
    rnd = random.Random(1)
    for _ in range(count):
        log_visit(desk.sim, rnd)


def _fill(pid: int, largest: int) -> None:
    """From now on no file of the process may grow beyond so many bytes: as a full disk does it."""
    resource.prlimit(pid, resource.RLIMIT_FSIZE, (largest, resource.RLIM_INFINITY))


def test_a_full_disk_refuses_and_keeps_what_it_acknowledged_until_there_is_room(
    embedded: ProvinceProgram,
) -> None:
    with embedded.serving() as server:
        desk = embedded.desk(1)
        _visits(desk, 60)
        own = desk.own()
        taken = 0
        _fill(server.process.pid, 260_000)
        statuses = []
        for op in own:
            answer = desk.post(PUSH, desk.packed([op]))
            if answer.status != 200:
                statuses.append((answer.status, answer.headers.get("retry-after") is not None))
                code = msgspec.json.decode(answer.body)["code"]
                break
            receipt = msgspec.json.decode(answer.body, type=PushAnswer).receipt
            taken = receipt.seq
        _fill(server.process.pid, 0)
        health = embedded.get("/healthz")
        later = desk.post(PUSH, desk.packed(own[taken:]))
        _fill(server.process.pid, resource.RLIM_INFINITY)
        done = desk.push(own[taken:])
        assert server.end() == DONE
        log = server.log

    assert 0 < taken < len(own)
    assert statuses == [(503, True)]
    assert code in ("province.disk_full", "province.store")
    assert health.status == 503
    assert json.loads(health.body)["reason"]
    assert later.status == 503
    assert done.receipt.seq == len(own)
    assert embedded.json("verify")["ok"] is True
    assert embedded.counts()[desk.id]["ops"] == len(own)
    assert '"fault"' not in log
