"""A store put back from a copy: seen at once, and no desk misses or loses a row."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from sync.server.incarnation import FILE, Incarnation
from sync.server.verify import verify
from tests.support.a_province import ADesk, AProvince
from tests.support.postgres import Cluster


class Copies:
    """Takes and puts back copies of a store, as an administrator does."""

    def __init__(self, province: AProvince, cluster: Cluster | None) -> None:
        self.province = province
        self._cluster = cluster

    def keep(self) -> None:
        """A copy of how it is now; the province is stopped for it."""
        self.province.close()
        if self._cluster is None:
            shutil.copy(self.province.home / "province.db", self.province.home / "copy.db")
        else:
            self._copied = self._cluster.new_database(self._name())
        self.province.open()

    def put_back(self) -> None:
        """The store is what it was; the files beside it stay."""
        self.province.close()
        if self._cluster is None:
            for file in self.province.home.glob("province.db-*"):
                file.unlink()
            shutil.copy(self.province.home / "copy.db", self.province.home / "province.db")
        else:
            name = self._name()
            self._cluster.drop(name)
            self._cluster.run(f"ALTER DATABASE {self._copied} RENAME TO {name}")
        self.province.open()

    def _name(self) -> str:
        return str(self.province.url).split("/")[3].split("?")[0]


@pytest.fixture
def copies(province: AProvince, request: pytest.FixtureRequest) -> Copies:
    """Copies of the province's store."""
    on_postgres = province.house.store.postgres
    return Copies(province, request.getfixturevalue("postgres") if on_postgres else None)


def names(desk: ADesk) -> set[str]:
    """What a desk holds."""
    return {str(op.header.id) for op in desk.sim.ops()}


def test_a_restored_store_counts_on_under_another_name_and_gets_everything_again(
    province: AProvince, copies: Copies
) -> None:
    first, second = province.desk(1), province.desk(2)
    first.visits(2)
    first.push()
    second.push()
    second.pull()
    third = province.desk(3)
    third.push()
    copies.keep()
    first.visits(3)
    first.push()
    second.pull()
    before = first.hello().server_epoch
    copies.put_back()
    greeting = first.hello()
    assert greeting.server_epoch != before
    assert greeting.acked[0].seq == 3
    second.visits(1)
    second.push()  # takes the places that others had before
    first.push()
    second.session = first.session = ""
    second.pull()
    first.pull()
    third.pull()
    assert names(first) == names(second) == names(third)
    assert first.push().receipt.server_epoch == greeting.server_epoch
    confirmed = third.push().receipt
    assert confirmed.server_epoch == greeting.server_epoch, "nothing new, yet confirmed anew"
    assert third.push().receipt == confirmed
    assert verify(province.house.store, province.keys.public).problems == ()


def test_a_store_that_only_was_stopped_keeps_its_name(province: AProvince) -> None:
    desk = province.desk(1)
    desk.push()
    epoch = desk.hello().server_epoch
    province.close()
    province.open()
    assert desk.hello().server_epoch == epoch
    province.close()
    (province.home / FILE).unlink()
    province.open()
    assert desk.hello().server_epoch == epoch, "a lost file tells nothing"


def test_the_file_remembers_across_a_kill_and_survives_damage(tmp_path: Path) -> None:
    kept = Incarnation(tmp_path)
    kept.begin("a" * 16, {"07210": 5})
    kept.reached("07210", 9)
    kept.reached("27001", 3)
    kept.reached("07210", 8)
    found = Incarnation(tmp_path)  # nobody closed the first
    assert found.is_ahead("a" * 16, {"07210": 8, "27001": 3})
    assert found.is_ahead("a" * 16, {"07210": 9})
    assert not found.is_ahead("a" * 16, {"07210": 9, "27001": 3})
    assert found.is_ahead("b" * 16, {"07210": 9, "27001": 3})
    kept.close()
    data = bytearray((tmp_path / FILE).read_bytes())
    for place in range(len(data)):
        torn = bytearray(data)
        torn[place] ^= 0x15
        (tmp_path / FILE).write_bytes(torn)
        Incarnation(tmp_path).is_ahead("a" * 16, {"07210": 9, "27001": 3})
    (tmp_path / FILE).write_bytes(data[:30])
    assert not Incarnation(tmp_path).is_ahead("a" * 16, {})
