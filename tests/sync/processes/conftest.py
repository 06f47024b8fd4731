"""What tests with real processes get: a province on each database, desks, and a bad line."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from sync.server.store.engine import Store, sqlite_url
from tests.support.desks import UNIT
from tests.support.lossy_proxy import lossy_proxy
from tests.support.postgres import Cluster
from tests.support.processes_world import Processes
from tests.support.province_process import ProvinceProgram


@pytest.fixture(params=["sqlite", "postgresql"])
def far(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Processes]:
    """A province, and a bad line to it."""
    home = tmp_path / "home"
    if request.param == "sqlite":
        yield from _world(ProvinceProgram(home), home, None)
        return
    cluster: Cluster = request.getfixturevalue("postgres")
    database = cluster.new_database()
    url = cluster.url(database)
    yield from _world(ProvinceProgram(home, url), home, url)
    cluster.drop(database)


@pytest.fixture
def near(tmp_path: Path) -> Iterator[Processes]:
    """The same on SQLite only, for what is the file's or the desk's matter."""
    home = tmp_path / "home"
    yield from _world(ProvinceProgram(home), home, None)


def _world(program: ProvinceProgram, home: Path, url: str | None) -> Iterator[Processes]:
    program.init()
    with lossy_proxy(seed=5) as line:
        yield Processes(program, line, home.parent, lambda: Store(url or sqlite_url(home)), UNIT)
