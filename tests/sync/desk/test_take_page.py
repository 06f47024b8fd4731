"""Taking in pages while the desk works: short transactions, forks, erasures, an upgrade."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest

from desk_app.core.ids import OfficerId, new_desk_id
from desk_app.core.ops import (
    KINDS,
    Kind,
    Op,
    PersonErased,
    RatingGiven,
    Reason,
    VisitCorrected,
    VisitLogged,
    VisitPerson,
    VisitPersonCorrected,
)
from desk_app.core.payloads import Facts
from desk_app.services.changes import Changes
from desk_app.services.taken_changes import changes_of
from desk_app.store import aside, branches, catch_up, sync_state, visits
from desk_app.store.take_page import take, take_in_chunks
from desk_app.store.writer import Tx
from tests.support.bad_ops import forged
from tests.support.desks import PROCEDURE, START, OpenDesk, opened_desk
from tests.support.sim_desk import SimDesk, opened

OFFICER = OfficerId("0FF1C1")


class _Sung(Facts, frozen=True):
    song: str


@pytest.fixture
def other() -> Iterator[SimDesk]:
    made = opened(SimDesk(new_desk_id(bytes([9]) * 10), START))
    yield made
    made.connection.close()


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[OpenDesk]:
    with opened_desk(tmp_path / "home") as made:
        yield made


def _visits(other: SimDesk, count: int) -> list[str]:
    made = []
    for n in range(count):
        op = other.log.append(
            "visit.logged",
            VisitLogged(procedures=(PROCEDURE,)),
            person=VisitPerson(name=f"Lê Hoa {n}"),
            officer=OFFICER,
        )
        made.append(str(op.header.id))
        other.log.append("rating.given", RatingGiven(answer=5), officer=OFFICER, subject=made[-1])
    return made


def test_a_page_comes_in_parts_and_its_cursor_with_the_last(desk: OpenDesk, other: SimDesk) -> None:
    made = _visits(other, 60)
    writer = desk.store.writer

    taken = take_in_chunks(
        writer, other.ops(), lambda tx: sync_state.put(tx.connection, "cursor", "page 1")
    )

    assert taken.new == len(other.ops())
    assert taken.changes["visit"] == frozenset(made)
    assert taken.aside == ()
    with desk.store.reader() as reader:
        assert sync_state.get(reader.connection, "cursor") == "page 1"
    assert desk.verify().ok
    assert desk.rebuild().identical
    assert take_in_chunks(writer, other.ops()).new == 0


def test_a_crash_between_two_parts_leaves_the_cursor_and_loses_nothing(
    desk: OpenDesk, other: SimDesk
) -> None:
    _visits(other, 60)

    def torn(tx: Tx) -> None:
        raise RuntimeError("the light went out")

    with pytest.raises(RuntimeError, match="light"):
        take_in_chunks(desk.store.writer, other.ops(), torn)

    assert desk.verify().ok
    again = take_in_chunks(desk.store.writer, other.ops())
    assert 0 < again.new < len(other.ops())
    assert desk.verify().ok


def test_an_empty_page_still_brings_its_cursor(desk: OpenDesk) -> None:
    take_in_chunks(
        desk.store.writer, [], lambda tx: sync_state.put(tx.connection, "cursor", "page 2")
    )

    with desk.store.reader() as reader:
        assert sync_state.get(reader.connection, "cursor") == "page 2"


def test_the_other_end_of_a_fork_is_kept_beside_and_changes_nothing(
    desk: OpenDesk, other: SimDesk
) -> None:
    clone = opened(SimDesk(other.id, START))
    (visit,) = _visits(other, 1)
    clone.log.append(
        "visit.logged", VisitLogged(), person=VisitPerson(name="Khác"), officer=OFFICER
    )
    desk.change(lambda tx: take(tx, other.ops()))

    taken = desk.change(lambda tx: take(tx, clone.ops()))
    again = desk.change(lambda tx: take(tx, clone.ops()))

    assert (taken.new, taken.branched, again.branched) == (0, 1, 0)
    assert desk.visit(visit).name == "Lê Hoa 0"
    with desk.store.reader() as reader:
        (kept,) = branches.listed(reader.connection)
    assert kept == clone.ops()[-1]
    clone.connection.close()


def test_an_erasure_reaches_what_came_before_it_after_it_and_beside_it(
    desk: OpenDesk, other: SimDesk
) -> None:
    before, after = _visits(other, 2)
    clone = SimDesk(other.id, START)
    clone.receive(other.ops()[:1])
    clone.log.append(
        "visit.logged", VisitLogged(), person=VisitPerson(name="Khác"), officer=OFFICER
    )
    erased = other.log.append(
        "person.erased",
        PersonErased(ops=(before, after), basis="request"),
        person=Reason(reason="theo đơn"),
        officer=OFFICER,
    )
    ops = {str(op.header.id): op for op in other.ops()}
    ops[before] = next(op for op in _as_written(other, before))
    late = msgspec.structs.replace(ops.pop(after), salt=bytes(16), person=b'{"name":"Xa"}')
    desk.change(lambda tx: take(tx, [*clone.ops(), *ops.values()]))

    desk.change(lambda tx: take(tx, [erased, late]))

    assert [desk.visit(visit).name for visit in (before, after)] == ["", ""]
    with desk.store.reader() as reader:
        assert [op.person for op in branches.listed(reader.connection)] in ([], [None])
        people = reader.connection.execute(
            "SELECT count(*) FROM op WHERE subject IN (?, ?) AND person IS NOT NULL",
            (before, after),
        ).fetchone()
    assert people == (0,)
    clone.connection.close()


def _as_written(other: SimDesk, visit: str) -> Iterator[Op]:
    yield from (op for op in other.ops() if str(op.header.id) == visit)


def test_a_bad_op_is_set_aside_with_its_reason_and_what_its_desk_wrote_later_waits(
    desk: OpenDesk, other: SimDesk
) -> None:
    (visit,) = _visits(other, 1)
    bad = forged(other, "visit.corrected", b'{"outcome":"sung"}', subject=visit)
    later = other.log.append(
        "visit.corrected",
        VisitCorrected(outcome="done"),
        person=VisitPersonCorrected(reason="nhầm"),
        officer=OFFICER,
        subject=visit,
    )

    taken = desk.change(lambda tx: take(tx, other.ops()))

    found = {one.op: one for one in taken.aside}
    assert found[str(bad.header.id)].code == "quarantine.payload"
    assert found[str(later.header.id)].code == "quarantine.held"
    assert found[str(later.header.id)].held_by == str(bad.header.id)
    assert desk.visit(visit).outcome == "accepted"
    assert desk.visit(visit).rating == "answered"
    desk.correct(visit, note="quầy này vẫn sửa được")
    assert desk.visit(visit).note == "quầy này vẫn sửa được"
    assert desk.verify().ok
    assert desk.rebuild().identical


def test_an_upgraded_program_folds_what_it_can_read_now(
    desk: OpenDesk, other: SimDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    (visit,) = _visits(other, 1)
    forged(other, "visit.sung", b'{"song":"quan ho"}', subject=visit)
    other.log.append(
        "visit.corrected",
        VisitCorrected(outcome="done"),
        person=VisitPersonCorrected(reason="nhầm"),
        officer=OFFICER,
        subject=visit,
    )
    desk.change(lambda tx: take(tx, other.ops()))
    assert desk.visit(visit).outcome == "accepted"
    with desk.store.reader() as reader:
        codes = {row.code for row in aside.listed(reader.connection)}
    assert codes == {"quarantine.newer", "quarantine.held"}

    KINDS["visit.sung"] = Kind("visit.sung", 1, "visit", _Sung)
    monkeypatch.setattr(catch_up, "this_program", lambda: "the next one")
    try:
        desk.reopen()
        assert desk.visit(visit).outcome == "done"
        with desk.store.reader() as reader:
            assert aside.listed(reader.connection) == []
            assert len(aside.listed(reader.connection, settled=True)) == 2
        assert desk.verify().ok
    finally:
        del KINDS["visit.sung"]


def test_pages_hear_of_what_changed(desk: OpenDesk, other: SimDesk) -> None:
    made = _visits(other, 3)

    taken = desk.change(lambda tx: take(tx, other.ops()))

    assert changes_of(taken) == Changes(visits=frozenset(made))
    assert desk.change(lambda tx: visits.total(tx.connection)) == 3


def test_any_order_is_the_same_for_a_page_of_everything(desk: OpenDesk, other: SimDesk) -> None:
    made = _visits(other, 8)
    ops = other.ops()
    random.Random(4).shuffle(ops)

    take_in_chunks(desk.store.writer, [*ops, *ops[:5]])

    assert [desk.visit(visit).rating for visit in made] == ["answered"] * 8
    assert desk.verify().ok
