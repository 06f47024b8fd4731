"""What the sync keeps beside the log: receipts, own ops, keys, packages, what is set aside."""

from __future__ import annotations

import random
from collections.abc import Iterator

import pytest

from desk_app.core.chain import GENESIS
from desk_app.core.clock import Millis
from desk_app.core.ids import OfficerId, new_desk_id
from desk_app.core.ops import VisitLogged
from desk_app.core.set_aside import Aside
from desk_app.store import (
    aside,
    blob_receipts,
    commune_keys,
    desk_keys,
    own_ops,
    packages_kept,
    province,
    receipts,
    sync_state,
)
from desk_app.store.beside_sync import beside_sync, take_in
from desk_app.store.desk_keys import DeskKeyRow
from desk_app.store.packages_kept import PackageRow
from desk_app.store.province import ProvinceRow
from desk_app.store.receipts import KeptReceipt
from desk_app.store.taking import take_ops
from tests.support.desks import START
from tests.support.sim_desk import SimDesk, opened

OFFICER = OfficerId("0FF1C1")
NOW = Millis(START)
PROVINCE = ProvinceRow(
    url="https://tinh.example", name="Tỉnh", public_key=bytes(32), recipient="age1", practice=True,
    server_epoch="a", paired=NOW, words="một hai ba bốn năm sáu",
)  # fmt: skip


@pytest.fixture
def desk() -> Iterator[SimDesk]:
    made = opened(SimDesk(new_desk_id(bytes([3]) * 10), START))
    for _ in range(20):
        made.log.append("visit.logged", VisitLogged(), officer=OFFICER)
    yield made
    made.connection.close()


def _receipt(desk: SimDesk, seq: int, server_epoch: str = "a", content: bytes = b"") -> KeptReceipt:
    return KeptReceipt(
        desk=desk.id, epoch=0, seq=seq, head="00", server_time=1, server_epoch=server_epoch,
        content=content or f"{seq} {server_epoch}".encode(),
    )  # fmt: skip


def test_what_waits_is_what_stands_above_the_farthest_receipt(desk: SimDesk) -> None:
    tx = desk.tx
    assert receipts.waiting(tx) == 21
    first = desk.ops()[0].header.wall
    assert receipts.oldest_waiting(tx) == first

    for seq in (5, 12, 7):  # the stick and the line, in any order
        receipts.keep(tx, _receipt(desk, seq))

    assert receipts.acked(tx) == {0: 12}
    assert receipts.waiting(tx) == 9
    assert receipts.oldest_waiting(tx) == desk.ops()[12].header.wall
    assert receipts.is_waiting(tx, 0, 13)
    assert not receipts.is_waiting(tx, 0, 12)


def test_every_receipt_is_kept_once(desk: SimDesk) -> None:
    tx = desk.tx
    for seq in (5, 12, 5):
        receipts.keep(tx, _receipt(desk, seq))

    assert [one.seq for one in receipts.every(tx)] == [5, 12]
    assert [one.seq for one in receipts.latest(tx)] == [12]


def test_a_restored_province_gets_again_what_it_lost(desk: SimDesk) -> None:
    tx = desk.tx
    receipts.keep(tx, _receipt(desk, 12))

    receipts.server_restored(tx, "b", {0: 4})
    assert receipts.acked(tx) == {0: 4}
    assert receipts.waiting(tx) == 17

    receipts.keep(tx, _receipt(desk, 9, "b"))
    assert receipts.acked(tx) == {0: 9}
    assert len(list(receipts.every(tx))) == 2


def test_own_ops_follow_one_another_with_the_hash_before_them(desk: SimDesk) -> None:
    tx, ops = desk.tx, desk.ops()

    assert own_ops.chains(tx) == [(0, 21, ops[-1].hash)]
    assert own_ops.after(tx, 0, 0, 5) == (GENESIS, ops[:5])
    assert own_ops.after(tx, 0, 5, 512) == (ops[4].hash, ops[5:])
    assert own_ops.after(tx, 0, 21, 512) == (ops[-1].hash, [])
    assert own_ops.hash_at(tx, 0, 22) is None
    with pytest.raises(LookupError):
        own_ops.after(tx, 0, 22, 1)


def test_own_ops_that_come_back_in_pieces_end_before_the_gap(desk: SimDesk) -> None:
    copy = SimDesk(desk.id, START)
    ops = desk.ops()
    pieces = [*ops[:6], *ops[9:15]]
    random.Random(1).shuffle(pieces)
    take_ops(copy.connection, pieces, NOW)

    assert own_ops.chains(copy.tx) == [(0, 6, ops[5].hash)]
    assert own_ops.after(copy.tx, 0, 3, 512) == (ops[2].hash, ops[3:6])

    take_ops(copy.connection, ops, NOW)
    assert own_ops.chains(copy.tx) == [(0, 21, ops[-1].hash)]
    copy.connection.close()


def test_own_ops_are_read_along_an_index_however_long_the_log_is(desk: SimDesk) -> None:
    plan = desk.connection.execute(
        f"EXPLAIN QUERY PLAN {own_ops._AFTER}", (desk.id, 0, 5, 512)
    ).fetchall()

    assert [row[3] for row in plan] == [
        "SEARCH op USING INDEX op_identity (desk=? AND epoch=? AND seq>?)"
    ]


def test_what_is_set_aside_keeps_its_time_and_is_settled(desk: SimDesk) -> None:
    connection = desk.connection
    found = Aside("A.0.1", "quarantine.payload", {"kind": "visit.logged"})
    aside.keep(connection, [found], "province", NOW)
    aside.keep(connection, [found], "province", Millis(NOW + 5), "s")
    aside.keep(connection, [found], "here", Millis(NOW + 9), "s")

    listed = aside.listed(connection)
    assert [(one.source, one.since, one.subject) for one in listed] == [
        ("province", NOW, "s"), ("here", NOW + 9, "s"),
    ]  # fmt: skip
    assert aside.count(connection) == 2

    aside.settle(connection, ["A.0.1", "B.0.1"], "province", Millis(NOW + 20))
    assert [one.source for one in aside.listed(connection)] == ["here"]
    assert [one.settled for one in aside.listed(connection, settled=True)] == [NOW + 20]
    aside.keep_of_subject(connection, "s", (), Millis(NOW + 30))
    assert aside.count(connection, "here") == 0


def test_keys_are_kept_and_new_hashes_made_with_the_main_one(desk: SimDesk) -> None:
    connection = desk.connection
    (own,) = commune_keys.all_keys(connection)
    assert own.main

    theirs = commune_keys.keep(connection, bytes(range(32, 64)))
    assert commune_keys.main_key(connection).key_id == own.key_id
    assert commune_keys.make_main(connection, theirs)
    assert commune_keys.main_key(connection).key_id == theirs
    assert not commune_keys.make_main(connection, "ffffffff")
    assert {key.key_id for key in commune_keys.all_keys(connection)} == {own.key_id, theirs}
    assert "key=" not in repr(own).replace("key_id=", "")


def test_the_last_three_packages_stay_and_the_one_in_force(desk: SimDesk) -> None:
    connection = desk.connection
    for n in range(1, 7):
        packages_kept.keep(
            connection,
            PackageRow(
                sha256=str(n) * 64, kind="criteria", name="bacgiang", valid_from=f"2026-0{n}-01",
                content=b"x", signature="s", received=NOW,
            ),
        )  # fmt: skip
        if n == 1:
            packages_kept.activate(connection, "1" * 64, NOW)

    kept = [package.sha256[0] for package in packages_kept.listed(connection, "criteria")]
    assert kept == ["6", "5", "4", "1"]
    assert packages_kept.one(connection, "1" * 64) is not None
    assert packages_kept.one(connection, "2" * 64) is None


def test_a_restored_copy_takes_over_what_the_old_database_knew_of_its_province(
    desk: SimDesk,
) -> None:
    connection = desk.connection
    keys = DeskKeyRow(signing=bytes(32), sealing=bytes(32), age="AGE", certificate="c")
    province.write(connection, PROVINCE)
    desk_keys.write(connection, keys)
    receipts.keep(desk.tx, _receipt(desk, 5))
    blob_receipts.keep(connection, "d" * 64, NOW)
    sync_state.put(connection, "cursor", "far")
    copy = opened(SimDesk(desk.id, START))
    receipts.keep(copy.tx, _receipt(desk, 5))
    receipts.keep(copy.tx, _receipt(desk, 3))

    for _ in range(2):
        take_in(copy.connection, beside_sync(connection), newer=True)

    assert province.read(copy.connection) == PROVINCE
    assert desk_keys.read(copy.connection) == keys
    assert "AGE" not in repr(keys)
    assert [one.seq for one in receipts.every(copy.tx)] == [5, 3]
    assert blob_receipts.confirmed(copy.connection) == {"d" * 64}
    assert sync_state.get(copy.connection, "cursor") is None
    copy.connection.close()
