"""The tables: made by steps, as the program knows them, never made over a newer program's."""

from __future__ import annotations

from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext

from desk_app.core.errors import EnvironmentProblem
from sync.server.store import migrate
from sync.server.store.engine import Store, sqlite_url
from sync.server.store.faults import StoreFault
from sync.server.store.tables import METADATA
from tests.support.a_province import AProvince


def test_the_steps_lead_to_the_tables_that_the_program_knows(province: AProvince) -> None:
    with province.house.store.write("", pipelined=False) as tx:
        context = MigrationContext.configure(tx.connection)
        assert compare_metadata(context, METADATA) == []


def test_running_the_steps_again_changes_nothing(province: AProvince) -> None:
    desk = province.desk(1)
    desk.push()
    migrate.ready(province.house.store)
    assert desk.push().receipt.seq == 1


def test_a_database_of_a_newer_program_is_refused(province: AProvince) -> None:
    with province.house.store.write("") as tx:
        tx.run("UPDATE alembic_version SET version_num = '2031_01_01_flying'")
    with pytest.raises(EnvironmentProblem, match=r"province\.newer_store"):
        migrate.ready(province.house.store)


def test_a_file_that_is_no_database_is_refused_with_a_code(tmp_path: Path) -> None:
    (tmp_path / "province.db").write_bytes(b"not a database at all" * 100)
    store = Store(sqlite_url(tmp_path))
    with pytest.raises(StoreFault, match=r"province\.store"):
        migrate.ready(store)
    store.close()
