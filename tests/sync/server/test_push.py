"""Taking in batches: accepted raw and whole, once, with a receipt that means it."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk_app.core.chain import Header, header_bytes, link
from desk_app.core.ops import Op
from sync.protocol.exchange import MARK
from sync.protocol.keys import new_desk_keys
from sync.protocol.messages import PushAnswer
from sync.protocol.receipts import verify_receipt
from sync.server import desks
from sync.server.overview import overview
from sync.server.province import PULL, PUSH
from sync.server.store import op_rows
from tests.support.a_province import ADesk, AProvince, FakeRandom, refusal
from tests.support.bounded import bounded
from tests.support.postgres import Cluster


def stored(province: AProvince, desk: ADesk) -> list[Op]:
    """The desk's first chain as the province holds it."""
    with province.house.store.read(desk.unit) as tx:
        return op_rows.of_chain(tx, desk.id, 0, 0, 10_000)


def test_a_receipt_stands_for_the_whole_chain(province: AProvince) -> None:
    desk = province.desk(1)
    desk.visits(10)
    answer = desk.push()
    last = desk.own()[-1]
    assert (answer.receipt.seq, answer.receipt.head) == (last.header.seq, last.hash.hex())
    assert verify_receipt(answer.receipt, province.keys.public)
    assert desk.hello().acked[0].hash == last.hash.hex()
    assert stored(province, desk) == desk.own()


def test_what_just_came_no_longer_waits_at_the_desk(province: AProvince) -> None:
    desk = province.desk(1)
    desk.visits(3)
    desk.push()
    (line,) = (one for one in overview(province.house.store).desks if one.desk == desk.id)
    assert line.waiting == 0


def test_the_same_batch_again_gives_the_same_bytes_and_nothing_twice(province: AProvince) -> None:
    desk = province.desk(1)
    body = desk.packed([*desk.own(), *desk.visits(5)])
    first, second = desk.post(PUSH, body), desk.post(PUSH, body)
    assert first.body == second.body
    assert first.headers[MARK] == "1"
    assert stored(province, desk) == desk.own()


def test_a_batch_that_overlaps_adds_only_what_is_new(province: AProvince) -> None:
    desk = province.desk(1)
    desk.visits(6)
    desk.push(desk.own()[:4])
    assert desk.push(desk.own()[2:]).receipt.seq == len(desk.own())
    assert desk.push(desk.own()[1:3]).receipt.seq == len(desk.own())
    assert stored(province, desk) == desk.own()


def test_a_gap_is_refused_and_says_from_where_to_send(province: AProvince) -> None:
    desk = province.desk(1)
    desk.visits(6)
    desk.push(desk.own()[:3])
    status, said = desk.refused_push(desk.own()[5:])
    assert (status, said.code, said.acked[0].seq) == (409, "sync.gap", 3)


def test_a_chain_that_went_on_twice_is_kept_as_a_branch(province: AProvince) -> None:
    original = province.desk(1)
    twin = ADesk.copy_of(original, "twin")
    original.visits(3)
    twin.visits(4)
    original.push()
    status, said = twin.refused_push(twin.own())
    assert (status, said.code) == (409, "sync.fork")
    assert said.values["op"] == f"{original.id}.0.2"
    assert said.acked[0].hash == original.own()[-1].hash.hex()
    with province.house.store.read(original.unit) as tx:
        assert op_rows.branches(tx, original.id) == twin.own()[1:]
    assert twin.refused_push(twin.own())[1].code == "sync.fork"
    assert twin.refused_push(twin.own()[2:])[1].code == "sync.fork"
    assert stored(province, original) == original.own()


def test_a_batch_signed_by_another_desk_is_not_taken(province: AProvince) -> None:
    desk, other = province.desk(1), province.desk(2)
    status, said = refusal(desk.post(PUSH, desk.packed(desk.own(), other.keys.sign)))
    assert (status, said.code) == (401, "sync.signature")
    assert stored(province, desk) == []


def test_a_stranger_is_not_taken(province: AProvince) -> None:
    desk = province.desk(1)
    stranger = ADesk.copy_of(desk, "stranger", number=77)
    stranger.keys = new_desk_keys(FakeRandom("stranger"))
    assert stranger.refused_push(stranger.own())[1].code == "sync.unknown_desk"


def test_a_revoked_desk_is_heard_but_does_not_count(province: AProvince) -> None:
    desk, other = province.desk(1), province.desk(2)
    desk.push()
    desk.visits(3)
    assert desks.revoke(province.house, desk.id)
    answer = desk.push()
    assert answer.held
    assert verify_receipt(answer.receipt, province.keys.public)
    assert stored(province, desk) == desk.own()
    assert desk.hello().state == "revoked"
    assert refusal(desk.get(PULL))[0] == 403
    assert sum(len(page.ops) for page in other.pull()) == 1
    assert desk.push().held
    assert desks.take_back(province.house, desk.id) == 3
    assert sum(len(page.ops) for page in other.pull()) == 3
    assert not desk.push().held


def test_an_unknown_desk_is_neither_revoked_nor_taken_back(province: AProvince) -> None:
    assert not desks.revoke(province.house, "0" * 16)
    assert desks.take_back(province.house, "0" * 16) is None


def test_a_disk_that_is_full_takes_nothing_half(province: AProvince) -> None:
    desk = province.desk(1)
    body = desk.packed([*desk.own(), *desk.visits(300)])
    with province.full_disk():
        status, said = refusal(desk.post(PUSH, body))
        assert (status, said.code, said.retry_after) == (503, "province.disk_full", 30)
    assert stored(province, desk) == []
    answer = desk.post(PUSH, body)
    assert msgspec.json.decode(answer.body, type=PushAnswer).receipt.seq == 301
    assert stored(province, desk) == desk.own()


def test_a_lost_line_to_the_database_is_dialled_again(
    postgres: Cluster, ready_database: str, tmp_path: Path
) -> None:
    name = postgres.new_database(ready_database)
    province = AProvince(tmp_path, postgres.url(name))
    desk = province.desk(1)
    desk.push()
    with postgres.admin("postgres") as admin:
        admin.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s", (name,)
        )
    body = desk.packed([*desk.own(), *desk.visits(1)])
    assert refusal(desk.post(PUSH, body))[1].code == "province.store"
    assert desk.post(PUSH, body).status == 200
    assert stored(province, desk) == desk.own()
    province.close()
    postgres.drop(name)


def test_a_header_of_our_own_making_is_not_taken_as_another_desks(province: AProvince) -> None:
    """Ops inside a batch carry no desk of their own: a stolen id cannot be written at all."""
    desk, other = province.desk(1), province.desk(2)
    op = desk.own()[0]
    stolen: Header = msgspec.structs.replace(op.header, desk=other.id)
    forged = msgspec.structs.replace(
        op,
        header=stolen,
        hash=link(bytes(32), header_bytes(stolen), op.facts, op.digest),
    )
    with pytest.raises(ValueError, match="stands where"):
        desk.packed_as(desk.id, [forged])


@bounded(60)
@given(data=st.data())
def test_no_damaged_body_is_taken_or_breaks_anything(data: st.DataObject) -> None:
    body = bytearray(_BODY.body)
    how = data.draw(st.sampled_from(["flip", "cut", "grow", "twice", "noise"]))
    place = data.draw(st.integers(0, len(body) - 1))
    if how == "flip":
        body[place] ^= 1 << data.draw(st.integers(0, 7))
    elif how == "cut":
        del body[place:]
    elif how == "grow":
        body += data.draw(st.binary(min_size=1, max_size=50))
    elif how == "twice":
        body += bytes(body)
    else:
        body = bytearray(data.draw(st.binary(max_size=200)))
    answer = _BODY.desk.post(PUSH, bytes(body))
    assert answer.status in (400, 401, 409, 413)
    assert refusal(answer)[1].code.startswith("sync.")


class _Body:
    """One province for all examples: what is refused leaves nothing behind."""

    desk: ADesk
    body: bytes


_BODY = _Body()


@pytest.fixture(autouse=True, scope="module")
def _a_body(tmp_path_factory: pytest.TempPathFactory) -> object:
    province = AProvince(tmp_path_factory.mktemp("damaged"))
    _BODY.desk = province.desk(1)
    _BODY.desk.visits(20)
    _BODY.body = _BODY.desk.packed(_BODY.desk.own())
    yield
    assert stored(province, _BODY.desk) == []
    province.close()
