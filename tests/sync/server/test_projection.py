"""What accepted ops come to: a pure fold of them; what cannot be folded waits with a reason."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk_app.core.chain import Header
from desk_app.core.fold import in_fold_order
from desk_app.core.ops import DeskOpened, Op, RatingGiven
from desk_app.core.states import SubjectState, folded
from sync.server import projector, quarantine
from sync.server.projector import by_subject
from sync.server.reproject import reproject
from sync.server.store import state_rows
from sync.server.verify import verify
from tests.support.a_province import ADesk, AProvince
from tests.support.bounded import bounded
from tests.support.desks import UNIT
from tests.support.histories import EVERY_ACT


def states(province: AProvince, subjects: list[str], unit: str = UNIT) -> set[SubjectState]:
    """The stored states of these subjects."""
    with province.house.store.read(unit) as tx:
        return {kept.state for kept in state_rows.of_subjects(tx, subjects).values()}


def pure(ops: list[Op]) -> set[SubjectState]:
    """What a pure fold of the same ops says."""
    return {
        state for mine in by_subject(ops).values() for state in folded(in_fold_order(mine)).states
    }


def assert_whole(province: AProvince) -> None:
    """Everything the province holds is what its log says."""
    found = verify(province.house.store, province.keys.public, province.house.blobs)
    assert found.problems == ()


@pytest.mark.parametrize("seed", range(3))
def test_states_equal_a_pure_fold_of_what_several_desks_sent(
    province: AProvince, seed: int
) -> None:
    rnd = random.Random(seed)
    desks = [province.desk(number) for number in (1, 2, 3)]
    desks[0].visits(2)
    for _ in range(6):
        for desk in rnd.sample(desks, rnd.randint(1, 3)):
            if desk.sim.subjects("visit.logged"):
                for _ in range(rnd.randint(1, 6)):
                    EVERY_ACT[rnd.randint(0, len(EVERY_ACT) - 1)](desk.sim, rnd)
            desk.push()
            if rnd.random() < 0.6:
                desk.pull()
    for desk in desks:
        desk.push()
    for desk in desks:
        desk.pull()
    everything = desks[0].sim.ops()
    assert states(province, list(by_subject(everything))) == pure(everything)
    assert_whole(province)
    again = reproject(province.house)
    assert (again.changed, again.subjects) == (0, len(by_subject(everything)))


def test_an_op_of_a_newer_program_waits_and_blocks_nobody_else(province: AProvince) -> None:
    desk, other = province.desk(1), province.desk(2)
    visit = str(desk.visits(1)[0].header.id)
    newer = desk.write_raw("visit.sung_about", b'{"loud":true}', subject=visit)
    held = desk.write("rating.given", RatingGiven(answer=5), subject=visit)
    free = desk.visits(1)[0]
    answer = desk.push()
    assert {(one.op, one.code) for one in answer.aside} == {
        (str(newer.header.id), "quarantine.newer"),
        (str(held.header.id), "quarantine.held"),
    }
    assert {one.op for one in quarantine.listed(province.house.store)} == {
        str(newer.header.id),
        str(held.header.id),
    }
    assert len(states(province, [str(free.header.id)])) == 1
    assert sum(len(page.ops) for page in other.pull()) == len(desk.own())
    assert_whole(province)


def test_bytes_that_are_no_payload_wait_with_a_reason(province: AProvince) -> None:
    desk = province.desk(1)
    bad = desk.write_raw("visit.logged", b'{"purpose":"dance"}')
    good = desk.visits(1)[0]
    answer = desk.push()
    assert [(one.op, one.code) for one in answer.aside] == [
        (str(bad.header.id), "quarantine.payload")
    ]
    assert len(states(province, [str(good.header.id)])) == 1
    assert desk.push().aside == answer.aside, "whoever lost the answer is told again"


def test_what_came_before_its_first_op_counts_once_that_is_here(province: AProvince) -> None:
    first, second = province.desk(1), province.desk(2)
    visit = first.visits(1)[0]
    second.sim.receive([visit])  # by a road of their own
    second.write("rating.given", RatingGiven(answer=4), subject=str(visit.header.id))
    waiting = second.push().aside
    assert [one.code for one in waiting] == ["quarantine.first_missing"]
    first.push()
    assert quarantine.listed(province.house.store) == []
    told = [one for page in second.pull() for one in page.head.aside]
    assert [(one.op, one.settled) for one in told] == [
        (waiting[0].op, False),
        (waiting[0].op, True),
    ] or [(one.op, one.settled) for one in told] == [(waiting[0].op, True)]
    assert_whole(province)


def test_a_desk_that_opened_for_another_commune_is_noticed(province: AProvince) -> None:
    desk = province.desk(1)
    desk.write("desk.opened", DeskOpened(unit="27001", practice=True))
    assert [one.code for one in desk.push().aside] == [projector.OTHER_COMMUNE]
    assert_whole(province)


def test_what_is_understood_after_an_update_is_settled_and_told(
    province: AProvince, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = province.desk(1)
    desk.push()
    with monkeypatch.context() as older:
        older.setattr("desk_app.core.set_aside.is_known", _knows_no_visits)
        visit = desk.visits(1)[0]
        assert [one.code for one in desk.push().aside] == ["quarantine.newer"]
        assert quarantine.retry(province.house) == 0
    assert desk.pull()[-1].head.aside[0].settled is False
    assert quarantine.retry(province.house) == 1
    assert quarantine.listed(province.house.store) == []
    assert [one.settled for page in desk.pull() for one in page.head.aside] == [True]
    assert len(states(province, [str(visit.header.id)])) == 1
    assert_whole(province)


def _knows_no_visits(header: Header) -> bool:
    return not header.kind.startswith("visit.")


def test_what_is_left_out_is_listed_no_more_and_stays_left_out(province: AProvince) -> None:
    desk = province.desk(1)
    bad = str(desk.write_raw("visit.logged", b'{"purpose":"dance"}').header.id)
    desk.push()
    assert quarantine.leave_out(province.house, bad)
    assert not quarantine.leave_out(province.house, bad)
    assert quarantine.listed(province.house.store) == []
    assert quarantine.retry(province.house, [bad]) == 0
    assert reproject(province.house).changed == 0
    assert quarantine.listed(province.house.store) == []
    assert_whole(province)


def test_a_mistake_in_a_fold_of_ours_costs_no_op(
    province: AProvince, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = province.desk(1)
    broken, fine = desk.visits(2)

    def fold(ops: list[Op], commune: str) -> projector.Subject:
        if ops[0].header.id == broken.header.id:
            raise KeyError("a mistake")
        return real(ops, commune)

    real = projector.fold_subject
    monkeypatch.setattr(projector, "fold_subject", fold)
    assert [one.code for one in desk.push().aside] == [projector.PROJECTION]
    assert desk.hello().acked[0].seq == len(desk.own())
    monkeypatch.undo()
    assert len(states(province, [str(fine.header.id)])) == 1
    assert quarantine.retry(province.house) == 1
    assert len(states(province, [str(broken.header.id)])) == 1
    assert_whole(province)


@bounded(40)
@given(facts=st.binary(max_size=60), kind=st.sampled_from(["visit.logged", "case.received", "x.y"]))
def test_whatever_an_op_holds_it_is_accepted_and_projected_or_set_aside(
    facts: bytes, kind: str
) -> None:
    desk = _SHARED.desk
    op = desk.write_raw(kind, facts)
    answer = desk.push([op])
    told = {one.op for one in answer.aside}
    subject = str(op.header.id)
    assert (subject in told) != bool(states(_SHARED.province, [subject]))


class _Shared:
    """One province for all examples of a property."""

    province: AProvince
    desk: ADesk


_SHARED = _Shared()


@pytest.fixture(autouse=True, scope="module")
def _a_province(tmp_path_factory: pytest.TempPathFactory) -> object:
    _SHARED.province = AProvince(tmp_path_factory.mktemp("shared"))
    _SHARED.desk = _SHARED.province.desk(1)
    _SHARED.desk.push()
    yield
    _SHARED.province.close()
