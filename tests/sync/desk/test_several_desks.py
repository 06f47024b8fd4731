"""Desks of one commune beside each other: numbers, sign-in, released ratings, imports in parts."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path

import pytest

from desk_app.core.clock import Millis
from desk_app.core.errors import UserProblem
from desk_app.core.ids import OfficerId, new_desk_id
from desk_app.core.officer import Officer
from desk_app.core.ops import (
    ImportCompleted,
    ImportStarted,
    OfficerAdded,
    OfficerName,
    Op,
    VisitLogged,
)
from desk_app.services import officers
from desk_app.services.other_desks import other_desks
from desk_app.services.sign_in import sign_in
from desk_app.store import cases, counts, desks, op_rows, visits
from desk_app.store.taking import take_ops
from tests.support.case_acts import receive_case
from tests.support.desks import START, OpenDesk, opened_desk
from tests.support.sim_desk import SimDesk, opened

OFFICER = OfficerId("0FF1C1")
DAY = 86_400_000
YEAR = 365 * DAY


def _desk(first: int, wall: int = START) -> SimDesk:
    return opened(SimDesk(new_desk_id(bytes([first]) * 10), wall))


@pytest.fixture
def other() -> Iterator[SimDesk]:
    made = _desk(9)
    yield made
    made.connection.close()


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[OpenDesk]:
    with opened_desk(tmp_path / "home", practice=False) as made:
        yield made


def test_every_desk_of_the_log_is_listed_by_its_name(desk: OpenDesk, other: SimDesk) -> None:
    desk.change(lambda tx: [tx.log.receive(op) for op in other.ops()])

    with desk.store.reader() as reader:
        listed = desks.all_desks(reader.connection)
        names = desks.names(reader.connection)
    assert {one.id for one in listed} == {desk.store.desk.desk, other.id}
    assert names == {desk.store.desk.desk: "Quầy 1", other.id: other.id[:4]}


def test_a_visit_of_another_desk_says_whose_it_is(desk: OpenDesk, other: SimDesk) -> None:
    own = desk.log(name="Lê Hoa")
    with desk.store.reader() as reader:
        assert not other_desks(reader).any
    theirs = other.log.append("visit.logged", VisitLogged(), officer=OFFICER).header.subject
    desk.change(lambda tx: [tx.log.receive(op) for op in other.ops()])

    with desk.store.reader() as reader:
        named = other_desks(reader)
    assert named.any
    assert (named.of(own), named.of(theirs), named.of("assessment:2026")) == (
        "", other.id[:4], "",
    )  # fmt: skip


def test_an_officer_of_another_desk_signs_in_only_with_a_pin_given_here(
    desk: OpenDesk, other: SimDesk
) -> None:
    admin = officers.new_officer("Trần Quản Trị", "administrator", "975310")
    identity, _ = desk.change(lambda tx: officers.add_officer(tx, admin, None))
    by = Officer(identity, "Trần Quản Trị", "administrator")
    other.log.append(
        "officer.added",
        OfficerAdded(role="officer"),
        person=OfficerName(name="Lê Thị Xa"),
        officer=OFFICER,
        subject="officer:0FF1C9",
    )
    desk.change(lambda tx: [tx.log.receive(op) for op in other.ops()])

    with desk.store.reader() as reader:
        known = {one.name for one in officers.officers(reader)}
        assert known == {"Lê Thị Xa", "Trần Quản Trị"}
        assert [one.id for one in officers.signing_in_here(reader)] == [identity]
    with pytest.raises(UserProblem, match=r"pin\.none_here"):
        sign_in(desk.store, "Lê Thị Xa", "135790")

    verifier = officers.new_verifier("135790")
    desk.change(lambda tx: officers.set_pin(tx, OfficerId("0FF1C9"), verifier, by))
    assert sign_in(desk.store, "Lê Thị Xa", "135790").id == "0FF1C9"


def test_an_administrator_elsewhere_does_not_make_the_last_one_here_superfluous(
    desk: OpenDesk, other: SimDesk
) -> None:
    admin = officers.new_officer("Trần Quản Trị", "administrator", "975310")
    identity, _ = desk.change(lambda tx: officers.add_officer(tx, admin, None))
    other.log.append(
        "officer.added",
        OfficerAdded(role="administrator"),
        person=OfficerName(name="Lê Thị Xa"),
        officer=OFFICER,
        subject="officer:0FF1C9",
    )
    desk.change(lambda tx: [tx.log.receive(op) for op in other.ops()])
    by = Officer(identity, "Trần Quản Trị", "administrator")

    with pytest.raises(UserProblem, match=r"officer\.last_administrator"):
        desk.change(lambda tx: officers.change_officer(tx, identity, by, role="clerk"))


def test_certification_books_of_two_desks_never_share_a_number() -> None:
    first, second = _desk(3), _desk(9)
    for desk in (first, second):
        for seed in range(6):
            receive_case(desk, random.Random(seed))
    first.receive(second.ops())
    year = (0, 100_000)

    for desk in (first, second):
        number = cases.next_number(first.connection, desk.id, 0)
        assert number.startswith(desk.id[:4])
    entries = [
        cases.next_in_book(first.connection, desk.id, epoch, "certified_copy", year)
        for desk, epoch in ((first, 0), (second, 0), (first, 1))
    ]
    assert entries[2] == 1, "a restored desk begins a new book"
    first.connection.close()
    second.connection.close()


def test_an_import_counts_when_the_last_of_its_ops_is_here_and_not_before(
    other: SimDesk,
) -> None:
    started = other.log.append("import.started", ImportStarted(rows=3), officer=OFFICER)
    batch = started.header.subject
    for _ in range(3):
        other.log.append("visit.logged", VisitLogged(batch=batch), officer=OFFICER)
    other.log.append("import.completed", ImportCompleted(rows=3), officer=OFFICER, subject=batch)
    here = _desk(4)
    ops = other.ops()
    late = ops.pop(3)

    take_ops(here.connection, ops, Millis(START))
    assert visits.total(here.connection) == 0

    taken = take_ops(here.connection, [late], Millis(START))
    assert visits.total(here.connection) == 3
    assert taken.changes["import"] == {batch}
    here.connection.close()


def test_an_op_from_years_ahead_does_not_end_todays_day(desk: OpenDesk, other: SimDesk) -> None:
    for _ in range(6):
        desk.rate(desk.log(name="Lê Hoa"), 5)
    today = desk.clock.wall
    ahead = _desk(11, today + 4 * YEAR)
    ahead.receive(desk_ops(desk))
    ahead.log.append("visit.logged", VisitLogged(), officer=OFFICER)
    desk.change(lambda tx: [tx.log.receive(op) for op in ahead.ops()])

    with desk.store.reader() as reader:
        assert counts.latest_moment(reader.connection) == today

    desk.clock.go_on(days=1)
    desk.log(name="Lê Hoa")
    with desk.store.reader() as reader:
        assert counts.latest_moment(reader.connection) == desk.clock.wall
    ahead.connection.close()


def desk_ops(desk: OpenDesk) -> list[Op]:
    """Everything the desk's log holds."""
    with desk.store.reader() as reader:
        return [op for _, op in op_rows.by_arrival(reader.connection)]
