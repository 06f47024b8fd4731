"""A PostgreSQL that goes away under the running server, and comes back."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from sync.server.province import PUSH
from sync.server.settings import Limits
from tests.support.postgres import Cluster
from tests.support.processes import wait_until
from tests.support.province_process import DONE, ENVIRONMENT, FarDesk, ProvinceProgram


class Away:
    """Sends everybody away from one database, and lets them in again."""

    def __init__(self, cluster: Cluster, database: str) -> None:
        self._cluster = cluster
        self._database = database

    def break_lines(self) -> None:
        """End every connection, as a restart of PostgreSQL does."""
        theirs = f"FROM pg_stat_activity WHERE datname = '{self._database}'"
        with self._cluster.admin("postgres") as connection:
            connection.execute(f"SELECT pg_terminate_backend(pid) {theirs}")
            wait_until(
                lambda: connection.execute(f"SELECT count(*) {theirs}").fetchone() == (0,),
                "the connections have ended",
            )

    def close(self) -> None:
        """Nobody gets in."""
        self._cluster.run(f"ALTER DATABASE {self._database} ALLOW_CONNECTIONS false")
        self.break_lines()

    def open(self) -> None:
        """Everybody gets in again."""
        self._cluster.run(f"ALTER DATABASE {self._database} ALLOW_CONNECTIONS true")


@pytest.fixture
def far(
    postgres: Cluster, ready_database: str, tmp_path: Path
) -> Iterator[tuple[ProvinceProgram, Away]]:
    """A province on PostgreSQL, and the way to take its database away."""
    name = postgres.new_database(ready_database)
    made = ProvinceProgram(tmp_path / "home", postgres.url(name))
    made.init()
    yield made, Away(postgres, name)
    postgres.drop(name)


def test_broken_lines_to_the_database_cost_a_wait_each_and_no_op(
    far: tuple[ProvinceProgram, Away],
) -> None:
    program, away = far
    with program.serving() as server:
        desk = program.desk(1)
        for _ in range(3):
            desk.visits(1)
            away.break_lines()
            statuses = _until_taken(desk)
            assert set(statuses[:-1]) <= {503}
            assert len(statuses) <= Limits().workers + 1
        assert server.end() == DONE

    assert program.counts()[desk.id]["visits"] == 3


def _until_taken(desk: FarDesk) -> list[int]:
    """The answers to one push, sent again and again until it is taken."""
    statuses: list[int] = []
    while not statuses or statuses[-1] != 200:
        statuses.append(desk.post(PUSH, desk.packed(desk.own())).status)
        assert len(statuses) < 20
    return statuses


def test_while_the_database_is_away_desks_wait_and_health_says_why(
    far: tuple[ProvinceProgram, Away],
) -> None:
    program, away = far
    with program.serving() as server:
        desk = program.desk(1)
        desk.push()
        desk.visits(1)
        away.close()
        refused = desk.post(PUSH, desk.packed(desk.own()))
        health = program.get("/healthz")
        console = program.run("counts")
        figures = program.get("/metrics")
        away.open()
        wait_until(lambda: program.get("/healthz").status == 200, "the server is well again")
        taken = desk.push()
        assert server.end() == DONE
        log = server.log

    assert (refused.status, json.loads(refused.body)["code"]) == (503, "province.store")
    assert int(refused.headers["retry-after"]) > 0
    assert (health.status, json.loads(health.body)["reason"]) == (503, "province.store")
    assert (console.code, console.out) == (ENVIRONMENT, "")
    assert figures.status == 200
    assert taken.receipt.seq == 2
    assert "Traceback" not in log
    assert str(program.database_url) not in log
