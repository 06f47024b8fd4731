"""Restored, copied and cloned desks: every deed of every copy stands exactly once, at both ends."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk_app.core.problems import Problem
from desk_app.services.two_pasts import SAID_FOR, two_pasts_said
from desk_app.store import branches, heal, op_rows, visits
from desk_app.store.other_copies import begin_epoch
from sync.protocol.exchange import Request, Response
from sync.server import desks
from sync.server.store import op_rows as province_ops
from tests.support.bounded import bounded
from tests.support.desks import UNIT
from tests.sync.client.paired import PairedDesk
from tests.sync.desk.copies import Office, copies
from tests.sync.desk.histories_of_copies import live
from tests.sync.desk.program_backups import backup_of, restore_from


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    with copies(tmp_path) as made:
        yield made


def _forked(office: Office) -> tuple[PairedDesk, PairedDesk]:
    """A desk whose past the province holds, and a copy that went another way and not said so."""
    desk = office.first()
    shared = office.visit(desk)
    office.sync(desk)
    other = office.copy(desk)
    office.visit(desk)
    office.sync(desk)
    office.correct(other, shared)
    visit = office.visit(other)
    office.rate(other, visit)
    office.step(other, office.case(other, visit))
    return desk, other


def test_two_copies_that_went_on_become_one_past(office: Office) -> None:
    desk = office.first()
    shared = office.visit(desk)
    office.sync(desk)
    office.visit(desk)  # in both copies, sent by whichever comes first
    other = office.copy(desk)
    office.visit(desk)
    office.correct(other, shared)
    office.step(other, office.case(other, office.visit(other)))
    office.sync(desk)

    office.sync(other)

    assert [epoch for epoch, _ in office.heads(other)] == [0, 1]
    office.check()


def test_two_living_copies_write_in_an_epoch_each_and_need_no_more(office: Office) -> None:
    desk, other = _forked(office)
    for _ in range(4):
        office.visit(desk)
        office.visit(other)
        office.sync(other)
        office.sync(desk)

    office.check()

    assert [epoch for epoch, _ in office.heads(desk)] == [0, 1]


def test_what_a_copy_wrote_keeps_its_links_under_the_new_numbers(office: Office) -> None:
    desk, other = _forked(office)

    office.sync(other)
    office.sync(desk)

    with desk.desk.store.reader() as reader:
        (case,) = reader.connection.execute("SELECT id FROM cases").fetchall()
        links = reader.connection.execute("SELECT case_id, visit FROM case_visit").fetchall()
        scans = reader.connection.execute("SELECT case_id FROM evidence").fetchall()
        rated = reader.connection.execute("SELECT id FROM visit WHERE answer = 5").fetchall()
    assert case[0].split(".")[1] == "1"
    assert links == [(case[0], rated[0][0])]
    assert scans == [(case[0],)]


def test_corrections_of_two_copies_dispute_each_other_visibly(office: Office) -> None:
    desk = office.first()
    visit = office.visit(desk)
    office.sync(desk)
    other = office.copy(desk)
    office.correct(desk, visit)
    office.correct(other, visit)

    office.check()

    for one in (desk, other):
        assert one.desk.visit(visit).conflicts


def test_a_restored_desk_gets_its_ops_back_and_prints_under_a_new_letter(office: Office) -> None:
    desk = office.first()
    office.visit(desk)
    shelf = office.keep(desk)
    office.case(desk)
    before = office.paper(desk)
    office.sync(desk)
    office.put_back(desk, shelf)
    office.visit(desk)

    office.sync(desk)

    after = office.paper(desk)
    assert (before[5], after[5]) == ("A", "B")
    office.check()


def test_three_copies_of_a_branch_write_its_deeds_once(office: Office) -> None:
    _, other = _forked(office)
    third = office.copy(other)
    office.visit(third)
    office.sync(other)

    office.sync(third)

    office.check()


def test_copies_that_mend_one_branch_at_the_same_time_write_its_deeds_once(office: Office) -> None:
    _, other = _forked(office)
    third = office.copy(other)
    with other.desk.store.reader() as reader:
        visit = max(row[0] for row in reader.connection.execute("SELECT id FROM visit"))
    office.correct(third, visit)
    other.desk.change(begin_epoch)
    office.correct(other, visit)
    came_between: list[Problem | None] = []

    def third_comes_first(request: Request, province: Callable[[Request], Response]) -> Response:
        if request.path == "/sync/v1/push" and office.heads(other)[-1][0] == 2 and not came_between:
            came_between.append(third.sync().problem)
        return province(request)

    other.desk.clock.go_on(minutes=1)
    assert other.sync([third_comes_first] * 20).problem is None

    assert came_between == [None]
    office.check()


def test_healing_twice_changes_nothing_more(office: Office) -> None:
    _, other = _forked(office)
    office.sync(other)
    heads = office.heads(other)
    last = heads[0][1]
    head = other.held_by_province()[-1]
    fork = heal.Fork(0, last - 1, head)

    done = other.desk.change(lambda tx: heal.heal(tx, [fork], dict(heads)))

    assert (done.moved, done.again, done.taken) == (0, 0, 0)
    assert office.heads(other) == heads


def test_whatever_was_moved_stays_beside_without_the_names(office: Office) -> None:
    _, other = _forked(office)
    moved = [op for op in other.own_hashes() if op not in other.held_by_province()]

    office.sync(other)

    with other.desk.store.reader() as reader:
        kept = branches.listed(reader.connection)
    with other.province.house.store.read(UNIT) as tx:
        told = province_ops.branches(tx, other.desk.store.desk.desk)
    assert [op.hash for op in kept] == moved
    assert [op.hash for op in told] == moved
    assert all(op.person is None for op in (*kept, *told))


def test_what_follows_a_fork_in_a_later_epoch_goes_with_it(office: Office) -> None:
    desk, other = _forked(office)
    with other.desk.store.reader() as reader:
        visit = max(row[0] for row in reader.connection.execute("SELECT id FROM visit"))
    other.desk.change(begin_epoch)
    office.visit(other)
    office.correct(other, visit)
    office.visit(other)

    office.check()

    assert [epoch for epoch, _ in office.heads(desk)] == [0, 1, 2]


def test_an_erasure_of_a_copy_erases_under_the_new_number(office: Office) -> None:
    desk, other = _forked(office)
    gone = office.visit(other)
    office.done.pop()
    other.desk.erase(gone)

    office.check()

    assert len(office.states("erasure")) == 1
    for one in (desk, other):
        with one.desk.store.reader() as reader:
            erased = reader.connection.execute("SELECT name FROM visit WHERE erased = 1").fetchall()
        assert erased == [("",)]


def test_an_erasure_reaches_a_branch_that_another_desk_keeps(office: Office) -> None:
    _, other = _forked(office)
    neighbour = office.first(2)
    gone = office.visit(other)
    office.done.pop()
    with other.desk.store.reader() as reader:
        raw = op_rows.of_subject(reader.connection, gone)
    neighbour.desk.change(lambda tx: heal.keep_theirs(tx, raw))
    office.sync(other)
    with other.desk.store.reader() as reader:
        again = max(row[0] for row in reader.connection.execute("SELECT id FROM visit"))
    other.desk.erase(again)

    office.check()

    with neighbour.desk.store.reader() as reader:
        (kept,) = branches.listed(reader.connection)
    assert (kept.person, kept.salt) == (None, None)


def test_papers_that_bear_one_number_are_named(office: Office) -> None:
    desk, other = _forked(office)
    first = office.paper(desk)
    assert office.paper(other) == first
    office.sync(desk)

    office.sync(other)

    said = office.said(other)
    assert said is not None
    assert first in said.numbers
    assert other.desk.clock.wall - said.at < SAID_FOR
    with other.desk.store.reader() as reader:
        problem = two_pasts_said(reader.connection, other.desk.clock.wall)
    assert problem is not None
    assert problem.code == "sync.two_pasts.copied_numbers"
    assert office.paper(other)[5] == "B"


def test_a_line_lost_anywhere_in_the_mending_loses_nothing(office: Office) -> None:
    _, other = _forked(office)
    for lost in range(1, 8):
        faults = [lambda request, province: province(request)] * lost
        other.desk.clock.go_on(minutes=20)
        other.sync([*faults, lambda request, province: "broken"])

    office.check()


def test_a_cut_in_the_middle_of_healing_leaves_everything_as_it_was(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    _, other = _forked(office)
    office.visit(other)
    before, heads = other.desk.digests(), office.heads(other)
    for name in ("_replace", "count_chains", "project_subject"):
        with monkeypatch.context() as cut:
            cut.setattr(heal, name, _cut)
            with pytest.raises(KeyboardInterrupt):
                other.sync()
        assert office.heads(other) == heads
        assert other.desk.digests() == before
        assert other.desk.verify().ok

    office.check()


def _cut(*_: object, **__: object) -> None:
    raise KeyboardInterrupt


def test_a_desk_restored_by_the_program_gets_back_what_the_backup_lacks(
    office: Office, tmp_path: Path
) -> None:
    desk = office.first()
    office.visit(desk)
    backup = backup_of(desk, tmp_path / "kept")
    before = office.paper(desk)
    office.case(desk)
    office.sync(desk)
    restore_from(desk, backup)
    office.visit(desk)

    office.check()

    assert (before[5], office.paper(desk)[5]) == ("A", "B")


def test_a_desk_restored_by_the_program_takes_no_epoch_of_another_copy(
    office: Office, tmp_path: Path
) -> None:
    desk, other = _forked(office)
    office.sync(other)
    office.sync(desk)
    backup = backup_of(desk, tmp_path / "kept")

    restore_from(desk, backup)

    assert office.paper(desk)[5] == "C"
    office.visit(other)
    office.check()


def test_a_restored_province_gets_everything_again_from_every_copy(office: Office) -> None:
    desk, other = _forked(office)
    office.sync(other)
    office.village.keep_copy()
    for one in (desk, other):
        office.visit(one)
        office.sync(one)
    office.village.restore_copy(whole=True)
    office.visit(desk)

    office.check()


def test_a_province_restored_to_before_the_fork_is_told_everything_again(office: Office) -> None:
    desk = office.first()
    office.visit(desk)
    office.sync(desk)
    office.village.keep_copy()
    other = office.copy(desk)
    office.visit(desk)
    office.sync(desk)
    office.visit(other)
    office.sync(other)
    office.village.restore_copy(whole=False)
    office.visit(other)

    office.check()


def test_a_revoked_desk_keeps_its_second_past_and_comes_together_once_it_is_back(
    office: Office,
) -> None:
    desk, other = _forked(office)
    own = other.desk.store.desk.desk
    house = other.province.house
    desks.revoke(house, own)
    waiting = other.waiting()
    other.desk.clock.go_on(minutes=1)

    assert other.sync().problem == Problem("sync.revoked")
    assert other.waiting() == waiting
    assert desk.desk.verify().ok

    desks.take_back(house, own)
    office.check()


def test_ops_of_another_desk_are_not_touched_by_healing(office: Office) -> None:
    neighbour = office.first(2)
    desk, other = _forked(office)
    visit = office.visit(neighbour)
    office.sync(neighbour)
    office.sync(desk)
    office.correct(desk, visit)

    office.check()

    for one in (desk, other, neighbour):
        with one.desk.store.reader() as reader:
            assert visits.one(reader.connection, visit) is not None


@bounded(6)
@given(seed=st.integers(0, 10**9))
def test_whatever_copies_do_no_deed_is_lost_or_doubled(
    tmp_path_factory: pytest.TempPathFactory, seed: int
) -> None:
    with copies(tmp_path_factory.mktemp("copies")) as office:
        live(office, seed, 40)
        office.check()
