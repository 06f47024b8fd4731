"""A superuser's address in DATABASE_URL: taken, and its rights left behind before the first row."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from sync.server import parts
from tests.support.postgres import Cluster
from tests.support.province_process import DONE, ProvinceProgram


@pytest.fixture
def superuser(postgres: Cluster, tmp_path: Path) -> Iterator[ProvinceProgram]:
    """A province whose address is that of PostgreSQL's administrator."""
    name = postgres.new_database()
    url = postgres.url(name).replace("://mot_cua@", "://postgres@")
    assert "postgres@" in url
    yield ProvinceProgram(tmp_path / "home", url)
    postgres.drop(name)


def test_a_superuser_sees_no_row_of_another_commune_either(
    superuser: ProvinceProgram, monkeypatch: pytest.MonkeyPatch
) -> None:
    superuser.init()
    with superuser.serving():
        first, second = superuser.desk(1), superuser.desk(2, "01840")
        first.push()
        second.push()
    monkeypatch.setenv("DATABASE_URL", superuser.database_url)
    with parts.opened_home(superuser.home) as (_, store):
        seen = {}
        for commune in ("07210", "01840", ""):
            with store.read(commune) as tx:
                seen[commune] = {row[0] for row in tx.run("SELECT commune_id FROM op")}
                above = tx.one(
                    "SELECT rolsuper OR rolbypassrls FROM pg_roles WHERE rolname = current_user"
                )
                assert above == (False,)

    assert seen == {"07210": {"07210"}, "01840": {"01840"}, "": set()}
    assert superuser.json("verify")["desks"] == 2


def test_a_superuser_works_as_the_owner_of_tables_that_are_there(
    superuser: ProvinceProgram, postgres: Cluster
) -> None:
    url = superuser.database_url
    ordinary = ProvinceProgram(superuser.home, url.replace("://postgres@", "://mot_cua@"))
    ordinary.init()

    assert superuser.run("counts").code == DONE
    assert superuser.run("desk", "add", "--commune", "07210").code == DONE
    assert ordinary.run("desk", "add", "--commune", "07210").code == DONE
