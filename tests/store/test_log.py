"""The log: what an op carries when it is written, and what is taken in from other desks."""

from __future__ import annotations

import random

import msgspec
import pytest

from desk_app.core import chain
from desk_app.core.clock import Millis
from desk_app.core.errors import EnvironmentProblem
from desk_app.core.ids import OfficerId
from desk_app.core.ops import (
    AssessmentClaimed,
    DeskOpened,
    OfficerAdded,
    OfficerChanged,
    Op,
    PersonErased,
    RatingGiven,
    VisitCorrected,
    VisitLogged,
    VisitPerson,
    VisitPersonCorrected,
    VisitVoided,
    payload_bytes,
)
from desk_app.core.payloads import Facts
from desk_app.store import op_rows, rebuild, visit_rows
from desk_app.store.verify import verify_log
from desk_app.store.writer import Tx
from tests.support.desks import START, OpenDesk, nothing
from tests.support.histories import make_history, rows
from tests.support.sim_desk import SimDesk, arrived, opened

OFFICER = OfficerId("0FF1CE")


def _ops(desk: OpenDesk) -> list[Op]:
    with desk.store.reader() as reader:
        return [op for _, op in op_rows.by_arrival(reader.connection)]


def test_ops_are_numbered_from_one_without_a_gap(desk: OpenDesk) -> None:
    before = len(_ops(desk))
    for _ in range(3):
        desk.log()

    ops = _ops(desk)

    assert [op.header.seq for op in ops] == list(range(1, before + 4))
    assert {(op.header.desk, op.header.epoch) for op in ops} == {(desk.store.desk.desk, 0)}


def test_each_op_is_linked_to_the_one_before(desk: OpenDesk) -> None:
    visit = desk.log()
    desk.rate(visit, 4)
    previous = chain.GENESIS
    for op in _ops(desk):
        expected = chain.link(previous, chain.header_bytes(op.header), op.facts, op.digest)
        assert op.hash == expected
        assert op.digest == chain.person_digest(op.salt, op.person)
        previous = op.hash


def test_a_new_subject_is_named_by_the_op_that_made_it(desk: OpenDesk) -> None:
    visit = desk.log()

    op = _ops(desk)[-1]

    assert op.header.subject == visit == str(op.header.id)
    assert op.header.base == ()


def test_the_base_names_what_was_known_and_lamport_grows(desk: OpenDesk) -> None:
    visit = desk.log()
    logged = _ops(desk)[-1]
    desk.log()
    desk.correct(visit, name="Lê Hoa")
    corrected = _ops(desk)[-1]
    desk.void(visit)
    voided = _ops(desk)[-1]

    assert corrected.header.base == (logged.header.id,)
    assert voided.header.base == (corrected.header.id,)
    assert logged.header.lamport + 2 == corrected.header.lamport == voided.header.lamport - 1


def test_an_op_keeps_when_it_was_done_beside_when_it_was_written(desk: OpenDesk) -> None:
    desk.log(at="15/10/2026 07:05")
    op = _ops(desk)[-1]

    assert op.header.wall == desk.clock.wall
    assert op.header.wall - op.header.act == 55 * 60_000
    assert (op.header.mono, op.header.boot) == (desk.clock().mono, desk.clock.boot)


def test_every_person_part_has_a_salt_of_its_own(desk: OpenDesk) -> None:
    for _ in range(5):
        desk.log(name="Nguyễn Văn Bình")

    salts = [op.salt for op in _ops(desk) if op.person is not None]

    assert len(set(salts)) == len(salts)
    assert {len(salt or b"") for salt in salts} == {chain.SALT_LENGTH}


class _Loose(Facts, frozen=True):
    procedures: tuple[str, ...]


@pytest.mark.parametrize(
    ("kind", "facts"),
    [
        ("visit.logged", _Loose(procedures=("Nguyễn Văn A",))),
        ("desk.opened", DeskOpened(unit="Tân Yên")),
    ],
)
def test_a_payload_that_could_not_be_read_again_is_not_written(
    desk: OpenDesk, kind: str, facts: Facts
) -> None:
    before = len(_ops(desk))

    with pytest.raises(msgspec.ValidationError):
        desk.change(lambda tx: tx.log.append(kind, facts, officer=OFFICER))

    assert len(_ops(desk)) == before
    assert desk.verify().ok


def test_a_received_op_is_taken_in_once() -> None:
    author = SimDesk(make_history(random.Random(1)).desks[0].id, 0)
    op = author.log.append("visit.logged", VisitLogged(), officer=OFFICER)
    other = arrived([op])
    shown = rows(other.connection)

    assert other.log.receive(op) is False
    assert rows(other.connection) == shown
    assert other.ops() == [op]


def test_another_op_under_the_same_number_changes_nothing() -> None:
    op, forged = (
        SimDesk(make_history(random.Random(1)).desks[0].id, 0).log.append(
            "visit.logged", VisitLogged(outcome=outcome), officer=OFFICER
        )
        for outcome in ("done", "refused")
    )
    other = arrived([op])

    assert forged.header.id == op.header.id
    assert other.log.receive(forged) is False
    assert other.ops() == [op]


def test_an_op_that_builds_on_a_missing_one_is_folded_again_when_it_comes() -> None:
    author = SimDesk(make_history(random.Random(1)).desks[0].id, 0)
    first = author.log.append(
        "visit.logged", VisitLogged(), person=VisitPerson(name="Lê Hoa"), officer=OFFICER
    )
    visit = first.header.subject
    later = [
        author.log.append(
            "visit.corrected",
            VisitCorrected(),
            person=VisitPersonCorrected(reason="nhầm", name=name),
            officer=OFFICER,
            subject=visit,
        )
        for name in ("Lê Hòa", "Lê Hoàn")
    ]
    other = arrived([later[1]])
    assert rows(other.connection)["visit"] == []

    other.receive([first])
    (apart,) = rows(other.connection)["visit"]
    other.receive([later[0]])
    (whole,) = rows(other.connection)["visit"]

    conflicts = visit_rows.COLUMNS.index("conflicts") - 1  # the row number is left out
    assert apart[conflicts] == "name"  # two heads that seem not to know each other
    assert whole[conflicts] == ""
    assert "Lê Hoàn" in whole


def test_lamport_passes_every_op_that_was_heard_of() -> None:
    author = SimDesk(make_history(random.Random(1)).desks[0].id, 0)
    for _ in range(7):
        op = author.log.append("visit.logged", VisitLogged(), officer=OFFICER)
    other = arrived([op])

    assert other.log.append("visit.logged", VisitLogged(), officer=OFFICER).header.lamport == 8


def test_an_act_that_raises_leaves_no_op_and_no_row(desk: OpenDesk) -> None:
    before, digests = len(_ops(desk)), desk.digests()

    def half(tx: Tx) -> None:
        tx.log.append("visit.logged", VisitLogged(), officer=OFFICER, act=Millis(0))
        raise OSError("the light went out")

    with pytest.raises(EnvironmentProblem):
        desk.change(half)

    assert len(_ops(desk)) == before
    assert desk.digests() == digests
    desk.log()
    assert [op.header.seq for op in _ops(desk)] == list(range(1, before + 2))


def test_ops_that_do_not_belong_to_their_subject_do_no_harm_in_any_order() -> None:
    author = SimDesk(make_history(random.Random(1)).desks[0].id, 0)
    append = author.log.append
    first = append(
        "visit.logged", VisitLogged(), person=VisitPerson(name="Lê Hoa"), officer=OFFICER
    )
    visit = first.header.subject
    officer = "officer:0FF1CE"
    append("officer.added", OfficerAdded(role="clerk"), officer=OFFICER, subject=officer)
    append("rating.given", RatingGiven(answer=1), officer=OFFICER, subject=officer)
    append("officer.changed", OfficerChanged(role="chair"), officer=OFFICER, subject=visit)
    append("visit.voided", VisitVoided(), officer=OFFICER, subject="assessment:2026")
    claim = AssessmentClaimed(criteria="bacgiang_2023", criterion="1.1", points="1")
    append("assessment.claimed", claim, officer=OFFICER, subject=visit)
    append("visit.corrected", VisitCorrected(outcome="done"), officer=OFFICER, subject=visit)
    expected = rows(author.connection)

    assert [row[2] for row in expected["officer"]] == ["clerk"]
    assert "done" in expected["visit"][0]
    ops = author.ops()
    for seed in range(20):
        random.Random(seed).shuffle(ops)
        assert rows(arrived(ops).connection) == expected


def _new_visits(count: int) -> list[tuple[Millis, bytes, bytes | None]]:
    facts = [VisitLogged(outcome="done"), VisitLogged(purpose="question")]
    person = payload_bytes(VisitPerson(name="Lê Hoa", phone="0912345678"))
    return [
        (Millis(START + place * 40_000_000), payload_bytes(facts[place % 2]), person)
        for place in range(count)
    ]


def test_many_visits_at_once_are_what_one_after_the_other_would_be() -> None:
    name = make_history(random.Random(1)).desks[0].id
    one, other = (opened(SimDesk(name, START)) for _ in range(2))
    log = one.log
    for act, facts, person in _new_visits(9):
        log.append_encoded("visit.logged", facts, person, officer=OFFICER, act=act)
    assert other.log.append_visits(_new_visits(9), OFFICER) == 9
    assert other.log.append_visits([], OFFICER) == 0

    assert other.ops() == one.ops()
    assert rows(other.connection) == rows(one.connection)
    assert verify_log(other.connection, nothing).problems == ()
    before = rebuild.digests(other.connection)
    assert rebuild.rebuild(other.connection, nothing).identical
    assert rebuild.digests(other.connection) == before


@pytest.mark.parametrize("seed", range(12))
def test_what_another_desk_wrote_about_an_erased_visit_is_dropped_in_any_order(seed: int) -> None:
    rnd = random.Random(seed)
    first, second = make_history(random.Random(2), desks=2, rounds=0).desks
    visit = first.log.append(
        "visit.logged", VisitLogged(), person=VisitPerson(name="Lê Hoa"), officer=OFFICER
    )
    second.receive([visit])
    subject = visit.header.subject
    change = VisitPersonCorrected(reason="nhầm", name="Lê Hòa")
    apart = second.log.append(
        "visit.corrected", VisitCorrected(), person=change, officer=OFFICER, subject=subject
    )
    named = PersonErased(ops=(subject,), basis="request")
    erasure = first.log.append("person.erased", named, officer=OFFICER)
    after = first.log.append(
        "visit.corrected", VisitCorrected(), person=change, officer=OFFICER, subject=subject
    )
    assert after.person is None
    ops = [visit, apart, erasure, after]
    rnd.shuffle(ops)

    desks = [arrived(ops), first, second]
    for desk in desks:
        desk.receive(ops)

    for desk in desks:
        kept = [op for op in desk.ops() if op.header.subject == subject]
        assert [op.person for op in kept] == [None] * 3
        shown = next(row for row in rows(desk.connection)["visit"] if row[0] == subject)
        assert not {"Lê Hoa", "Lê Hòa"} & set(shown)


def test_an_op_of_a_newer_version_is_kept_and_sets_nothing_yet() -> None:
    author = SimDesk(make_history(random.Random(1)).desks[0].id, START)
    append = author.log.append
    first = append("visit.logged", VisitLogged(outcome="done"), officer=OFFICER)
    later = append(
        "visit.corrected",
        VisitCorrected(outcome="refused"),
        officer=OFFICER,
        subject=first.header.subject,
    )
    header = msgspec.structs.replace(later.header, version=99)
    facts = b'{"outcome":"sung","unheard":["of"]}'
    hashed = chain.link(first.hash, chain.header_bytes(header), facts, later.digest)
    newer = msgspec.structs.replace(later, header=header, facts=facts, hash=hashed)

    other = opened(arrived([newer, first]))

    (shown,) = rows(other.connection)["visit"]
    assert "done" in shown
    assert verify_log(other.connection, nothing).problems == ()
    assert rebuild.rebuild(other.connection, nothing).identical
