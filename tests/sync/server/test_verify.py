"""Checking everything the province holds: whole when untouched, and every harm named."""

from __future__ import annotations

import pytest

from desk_app.core.ops import PersonErased, RatingGiven
from sync.server.reproject import reproject
from sync.server.verify import verify
from tests.support.a_province import ADesk, AProvince

OPS = "(SELECT max(seq) FROM op)"
HARMS = {
    "a fact": ("UPDATE op SET facts = ? WHERE seq = 2", (b"{}",), "log.hash"),
    "a header": ("UPDATE op SET act = act + 1 WHERE seq = 2", (), "log.hash"),
    "a person": ("UPDATE op SET person = ? WHERE seq = 3", (b'{"name":"x"}',), "log.person"),
    "a salt alone": ("UPDATE op SET salt = NULL WHERE seq = 3", (), "log.person"),
    "a person gone": (
        "UPDATE op SET salt = NULL, person = NULL WHERE seq = 3", (), "log.person_missing"
    ),
    "an op gone": ("DELETE FROM op WHERE seq = 3", (), "log.gap"),
    "the last op gone": (f"DELETE FROM op WHERE seq = {OPS}", (), "province.chain"),
    "a base": ("UPDATE op SET base = 'x' WHERE seq = 2", (), "log.unreadable"),
    "a place in the feed": ("UPDATE op SET n = 9999 WHERE seq = 2", (), "province.feed"),
    "a head": ("UPDATE chain SET seq = seq + 1", (), "province.chain"),
    "a chain gone": ("DELETE FROM chain", (), "province.chain"),
    "a receipt": ("UPDATE receipt SET server_time = 1", (), "province.receipt"),
    "a receipt of nothing": ("UPDATE receipt SET seq = 77", (), "province.receipt"),
    "a state": ("UPDATE state SET content = ? WHERE family = 'visit'", (b"{}",), "province.state"),
    "a state gone": ("DELETE FROM state WHERE family = 'desk'", (), "province.state"),
    "a day": ("UPDATE state SET day = day + 1 WHERE family = 'visit'", (), "province.state"),
    "a state of nothing": (
        "UPDATE state SET subject = 'x' WHERE family = 'desk'", (), "province.state"
    ),
    "a quarantine gone": ("DELETE FROM aside", (), "province.aside"),
    "an erasure gone": ("DELETE FROM erasure", (), "log.person_missing"),
}  # fmt: skip
# What folding again puts right: everything that stands only on the log.
MENDED = {"a state", "a state gone", "a day", "a state of nothing", "a quarantine gone"}


def fill(desk: ADesk) -> None:
    """Visits, a rating, an erasure and something set aside."""
    visits = desk.visits(6)
    desk.write("rating.given", RatingGiven(answer=5), subject=str(visits[2].header.id))
    erased = next(op for op in visits[3:] if op.person is not None)
    desk.write("person.erased", PersonErased(ops=(str(erased.header.id),), basis="request"))
    desk.write_raw("visit.logged", b'{"purpose":"dance"}')
    desk.push()


def test_an_untouched_province_is_whole(province: AProvince) -> None:
    desk = province.desk(1)
    fill(desk)
    seen: list[int] = []
    found = verify(province.house.store, province.keys.public, progress=seen.append)
    assert (found.ok, found.ops, found.desks, found.problems) == (True, len(desk.own()), 1, ())


@pytest.mark.parametrize("what", HARMS)
def test_every_harm_is_named_and_what_is_folded_can_be_mended(
    province: AProvince, what: str
) -> None:
    desk = province.desk(1)
    fill(desk)
    statement, values, code = HARMS[what]
    with province.house.store.write(desk.unit) as tx:
        tx.run(statement, *values)
    found = verify(province.house.store, province.keys.public)
    assert not found.ok
    assert code in {problem.code for problem in found.problems}
    if what in MENDED:
        assert reproject(province.house).changed >= (what != "a quarantine gone")
        assert verify(province.house.store, province.keys.public).problems == ()


def test_a_province_with_another_key_vouches_for_no_receipt(province: AProvince) -> None:
    fill(province.desk(1))
    found = verify(province.house.store, bytes(32))
    assert [problem.code for problem in found.problems] == ["province.receipt"]
