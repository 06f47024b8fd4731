"""What each test of the province gets: one on SQLite and one on PostgreSQL, each in its turn."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from sync.server.store import migrate
from sync.server.store.engine import Store, sqlite_url
from tests.support.a_province import AProvince
from tests.support.postgres import Cluster
from tests.support.province_process import ProvinceProgram


@pytest.fixture(scope="session")
def ready_database(postgres: Cluster) -> str:
    """A database with all tables, of which the tests get copies."""
    name = postgres.new_database()
    store = Store(postgres.url(name))
    migrate.ready(store)
    store.close()
    return name


@pytest.fixture(scope="session")
def ready_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same in a file of SQLite's."""
    home = tmp_path_factory.mktemp("ready")
    store = Store(sqlite_url(home))
    migrate.ready(store)
    store.close()
    (file,) = home.iterdir()
    return file


@pytest.fixture(params=["sqlite", "postgresql"])
def province(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[AProvince]:
    """An open province of this test."""
    if request.param == "sqlite":
        shutil.copy(request.getfixturevalue("ready_file"), tmp_path)
        made = AProvince(tmp_path)
        yield made
        made.close()
        return
    cluster: Cluster = request.getfixturevalue("postgres")
    database = cluster.new_database(request.getfixturevalue("ready_database"))
    made = AProvince(tmp_path, cluster.url(database))
    yield made
    made.close()
    cluster.drop(database)


@pytest.fixture
def embedded(tmp_path: Path) -> ProvinceProgram:
    """A practice province on SQLite whose console and server are programs of their own."""
    made = ProvinceProgram(tmp_path / "home")
    made.init()
    return made


@pytest.fixture(params=["sqlite", "postgresql"])
def program(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[ProvinceProgram]:
    """The same on either database."""
    if request.param == "sqlite":
        yield request.getfixturevalue("embedded")
        return
    cluster: Cluster = request.getfixturevalue("postgres")
    database = cluster.new_database(request.getfixturevalue("ready_database"))
    made = ProvinceProgram(tmp_path / "home", cluster.url(database))
    made.init()
    yield made
    cluster.drop(database)
