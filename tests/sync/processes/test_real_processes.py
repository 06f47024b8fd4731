"""Real programs, a slow line that breaks, and kill -9: both ends hold the same ops, each once."""

from __future__ import annotations

import random
import resource
import time

import pytest

from tests.support.bounded import TORTURE
from tests.support.desk_program import DeskProgram
from tests.support.processes import HANG
from tests.support.processes_world import Processes
from tests.support.province_process import DONE, ENVIRONMENT

_ROUNDS = 2 * TORTURE


def _same_on_both_ends(far: Processes, desks: list[DeskProgram]) -> None:
    """Counts and hashes, by the programs' own words and by the rows themselves."""
    held = far.ops()
    for desk in desks:
        assert desk.ops() == held
        assert desk.run("verify", "log").code == DONE
    told = far.province.json("verify")
    assert told["ok"], told
    counts = far.province.counts()
    for desk in desks:
        mine = {one for one in held if one[0] == desk.id}
        assert counts[desk.id]["ops"] == len(mine)
        assert max(one[2] for one in mine) == len(mine)


def _all_comes_in(desks: list[DeskProgram]) -> None:
    for desk in (*desks, *desks[:-1]):
        told, done = desk.sync()
        assert done.code == DONE, done
        assert (told["waiting"], told["quarantined"]) == (0, 0)


def test_days_offline_kills_and_a_bad_line_lose_nothing_and_double_nothing(
    far: Processes, request: pytest.FixtureRequest
) -> None:
    rnd = random.Random(request.node.name)
    with far.serving():
        desks = [far.desk(1), far.desk(2)]
    began = time.monotonic()
    for number in range(12):
        desks[number % 2].visit(f"Lê Thị Hoà {number}")
    # Logging a visit is over sooner than syncing, however quick the machine: who is ended within
    # that time is in the middle of it.
    most = (time.monotonic() - began) / 12
    killed = 0
    for number in range(_ROUNDS):
        far.line.loss, far.line.delay = rnd.choice((0.0, 0.5)), rnd.choice((0.0, 0.02))
        with far.serving() as server:
            first, second = (desk.start("sync", "--once") for desk in desks)
            killed += far.end_at_random(second, rnd, most)
            desks[0].visit(f"Nguyễn Văn An {number}")
            if rnd.random() < 0.5:
                server.kill()
            killed += far.end_at_random(first, rnd, most)
    far.line.loss = far.line.delay = 0.0
    with far.serving():
        _all_comes_in(desks)

    assert killed > 0
    assert far.line.connections > 0
    _same_on_both_ends(far, desks)
    visits = sum(one["visits"] for one in far.province.counts().values())
    assert visits == 12 + _ROUNDS


def test_without_a_line_a_desk_says_so_and_keeps_everything(near: Processes) -> None:
    with near.serving():
        desk = near.desk(1)
    desk.visit("Lê Thị Hoà")
    before = desk.ops()

    told, done = desk.sync()

    assert done.code == ENVIRONMENT
    assert done.err.strip()
    assert told["waiting"] > 0
    assert desk.ops() == before


def test_a_province_whose_files_may_not_grow_refuses_and_gets_all_of_it_later(
    near: Processes,
) -> None:
    with near.serving() as server:
        desk = near.desk(1)
        for number in range(4):
            desk.visit(f"Lê Thị Hoà {number}")
        resource.prlimit(server.process.pid, resource.RLIMIT_FSIZE, (0, resource.RLIM_INFINITY))
        told, done = desk.sync()
        assert done.code == ENVIRONMENT, done
        assert told["waiting"] > 0
        resource.prlimit(
            server.process.pid,
            resource.RLIMIT_FSIZE,
            (resource.RLIM_INFINITY, resource.RLIM_INFINITY),
        )
        told, done = desk.sync()
        assert (done.code, told["waiting"]) == (DONE, 0), done

    _same_on_both_ends(near, [desk])


def test_a_desk_whose_files_may_not_grow_takes_in_the_rest_later(near: Processes) -> None:
    with near.serving():
        desks = [near.desk(1), near.desk(2)]
        for number in range(6):
            desks[0].visit(f"Lê Thị Hoà {number}")
        assert desks[0].sync()[1].code == DONE
        process = desks[1].start("sync", "--once", "--json")
        resource.prlimit(process.pid, resource.RLIMIT_FSIZE, (0, resource.RLIM_INFINITY))
        _, said = process.communicate(timeout=HANG)
        assert process.returncode == ENVIRONMENT, said
        assert said.strip()
        _all_comes_in(desks)

    _same_on_both_ends(near, desks)


def test_a_province_restored_from_a_copy_gets_everything_back(near: Processes) -> None:
    with near.serving():
        desks = [near.desk(1), near.desk(2)]
        desks[0].visit("Lê Thị Hoà")
        _all_comes_in(desks)
    files = ("province.db", "province.db-wal", "province.db-shm")
    copy = {name: (near.province.home / name) for name in files}
    kept = {name: path.read_bytes() for name, path in copy.items() if path.exists()}
    with near.serving():
        for number in range(4):
            desks[number % 2].visit(f"Nguyễn Văn An {number}")
        _all_comes_in(desks)
    for path in copy.values():
        path.unlink(missing_ok=True)
    for name, content in kept.items():
        copy[name].write_bytes(content)
    lost = desks[0].ops() - near.ops()
    assert lost

    with near.serving():
        desks[1].visit("Đỗ Quý")
        _all_comes_in(desks)

    _same_on_both_ends(near, desks)


def test_a_desk_restored_from_a_copy_loses_nothing_that_the_province_held(
    near: Processes,
) -> None:
    with near.serving():
        desk = near.desk(1)
        desk.visit("Lê Thị Hoà")
        assert desk.sync()[1].code == DONE
        copy = desk.home.with_name("copy")
        desk.copy_to(copy)
        desk.visit("Nguyễn Văn An")
        assert desk.sync()[1].code == DONE
        first_life = desk.ops()
        desk.restore(copy)
        desk.visit("Đỗ Quý")
        second_life = desk.ops() - first_life

        told, done = desk.sync()

    assert first_life <= near.ops()
    if done.code == DONE:
        assert told["waiting"] == 0
        assert near.province.counts()[desk.id]["visits"] == 3
    else:
        assert done.err.strip()
        assert second_life <= desk.ops()
        assert told["waiting"] > 0
