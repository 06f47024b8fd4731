"""A visit as it stands: what was corrected, voided, rated and erased, and what is disputed."""

from __future__ import annotations

import itertools
from typing import Any

from desk_app.core.chain import Header, person_digest
from desk_app.core.clock import Millis
from desk_app.core.fold import heads, in_fold_order
from desk_app.core.ids import DeskId, OfficerId, OpId, SubjectId
from desk_app.core.ops import (
    Op,
    RatingGiven,
    RatingNotGiven,
    Reason,
    VisitCorrected,
    VisitLogged,
    VisitPerson,
    VisitPersonCorrected,
    VisitVoided,
    payload_bytes,
)
from desk_app.core.payloads import Facts, Person
from desk_app.core.visit_state import VisitState, visit_state

A, B = DeskId("A" * 16), DeskId("B" * 16)
VISIT = SubjectId(str(OpId(A, 0, 1)))
SALT = bytes(16)


class Ops:
    """Ops of one visit, each built on what its desk knows."""

    def __init__(self) -> None:
        self.all: list[Op] = []
        self._seqs = {A: itertools.count(1), B: itertools.count(1)}

    def add(
        self,
        desk: DeskId,
        kind: str,
        facts: Facts,
        person: Person | None = None,
        *,
        knows: list[Op] | None = None,
        act: int = 0,
        subject: str = VISIT,
    ) -> Op:
        known = self.all if knows is None else knows
        written = payload_bytes(person) if person is not None else None
        salt = SALT if person is not None else None
        header = Header(
            desk=desk,
            epoch=0,
            seq=next(self._seqs[desk]),
            kind=kind,
            version=1,
            subject=SubjectId(subject),
            base=heads(known),
            lamport=1 + max((op.header.lamport for op in known), default=0),
            officer=OfficerId("0FF1CE"),
            wall=Millis(1000),
            mono=0,
            boot="b",
            act=Millis(act),
        )
        op = Op(header, payload_bytes(facts), salt, written, person_digest(salt, written), b"")
        self.all.append(op)
        return op

    def logged(self, person: VisitPerson | None = None, **facts: Any) -> Op:
        named = person if person is not None else VisitPerson(name="Lê Hoa", phone="0912345678")
        return self.add(A, "visit.logged", VisitLogged(**facts), named, act=5)

    def state(self, *left_out: Op) -> VisitState:
        found = visit_state(in_fold_order(op for op in self.all if op not in left_out))
        assert found is not None
        return found


def erased(op: Op) -> Op:
    return Op(op.header, op.facts, None, None, op.digest, op.hash)


def test_a_visit_is_what_was_logged() -> None:
    ops = Ops()
    ops.logged(procedures=("2.000815",), outcome="done", flags=("elderly",))

    state = ops.state()

    assert (state.id, state.act, state.recorded) == (VISIT, 5, 1000)
    assert (state.outcome, state.flags, state.procedures) == ("done", ("elderly",), ("2.000815",))
    assert state.person.name == "Lê Hoa"
    assert (state.voided, state.corrected, state.erased, state.rating) == (False,) * 3 + (None,)


def test_before_its_first_op_arrived_there_is_no_visit() -> None:
    ops = Ops()
    first = ops.logged()
    later = ops.add(B, "visit.voided", VisitVoided(), Reason(reason="trùng"))

    assert visit_state([later]) is None
    assert visit_state(in_fold_order([later, first])) is not None


def test_a_correction_sets_only_what_it_says() -> None:
    ops = Ops()
    ops.logged(outcome="accepted")
    ops.add(
        A,
        "visit.corrected",
        VisitCorrected(outcome="refused", act=7),
        VisitPersonCorrected(reason="nhầm", name="Lê Hòa"),
    )

    state = ops.state()

    assert (state.outcome, state.act, state.corrected) == ("refused", 7, True)
    assert (state.person.name, state.person.phone) == ("Lê Hòa", "0912345678")
    assert state.conflicts == ()


def test_a_field_can_be_emptied_by_a_correction() -> None:
    ops = Ops()
    ops.logged(VisitPerson(name="Lê Hoa", phone="0912345678", reference="H55-250715-0003"))
    assert ops.state().reference == "H55-250715-0003"
    ops.add(
        A,
        "visit.corrected",
        VisitCorrected(),
        VisitPersonCorrected(reason="nhầm", phone="", reference=""),
    )

    assert ops.state().reference is None
    assert ops.state().person.phone == ""


def test_two_desks_that_correct_the_same_field_are_in_conflict_until_one_settles_it() -> None:
    ops = Ops()
    first = ops.logged()
    for desk, name in ((A, "Lê Hoan"), (B, "Lê Hoàn")):
        person = VisitPersonCorrected(reason="nhầm", name=name)
        ops.add(desk, "visit.corrected", VisitCorrected(), person, knows=[first])

    assert ops.state().conflicts == ("name",)
    assert ops.state().person.name == "Lê Hoàn"

    settling = VisitPersonCorrected(reason="hỏi lại", name="Lê Hoan")
    ops.add(B, "visit.corrected", VisitCorrected(), settling)

    assert ops.state().conflicts == ()
    assert ops.state().person.name == "Lê Hoan"


def test_corrections_of_different_fields_both_stand() -> None:
    ops = Ops()
    first = ops.logged()
    reason = VisitPersonCorrected(reason="nhầm")
    ops.add(A, "visit.corrected", VisitCorrected(outcome="done"), reason, knows=[first])
    ops.add(B, "visit.corrected", VisitCorrected(purpose="online_help"), reason, knows=[first])

    state = ops.state()

    assert (state.outcome, state.purpose, state.conflicts) == ("done", "online_help", ())


def test_the_first_rating_in_fold_order_counts_and_a_second_is_flagged() -> None:
    ops = Ops()
    first = ops.logged()
    ops.add(B, "rating.given", RatingGiven(answer=1), knows=[first], act=9)
    ops.add(A, "rating.not_given", RatingNotGiven(outcome="declined"), knows=[first], act=8)

    state = ops.state()

    # Desk A stands before desk B at the same lamport; what the clocks said does not matter.
    assert (state.rating, state.answer, state.rated_at) == ("declined", None, 8)
    assert state.rated_again
    assert state.conflicts == ()


def test_a_voided_visit_keeps_its_answer() -> None:
    ops = Ops()
    first = ops.logged()
    ops.add(A, "visit.voided", VisitVoided(), Reason(reason="trùng"), knows=[first])
    ops.add(B, "rating.given", RatingGiven(answer=2), knows=[first])

    state = ops.state()

    assert (state.voided, state.rating, state.answer) == (True, "answered", 2)


def test_an_erased_visit_keeps_every_fact_and_no_word_about_the_person() -> None:
    ops = Ops()
    ops.logged(outcome="done", procedures=("2.000815",))
    person = VisitPersonCorrected(reason="nhầm", name="Lê Hòa", note="gấp")
    ops.add(A, "visit.corrected", VisitCorrected(outcome="refused"), person)
    before = ops.state()

    ops.all = [erased(op) for op in ops.all]
    after = ops.state()

    assert after.person == VisitPerson()
    assert after.erased
    assert (after.outcome, after.procedures, after.corrected) == ("refused", ("2.000815",), True)
    assert (after.id, after.act, after.officer) == (before.id, before.act, before.officer)


def test_a_visit_without_a_person_is_not_an_erased_one() -> None:
    ops = Ops()
    ops.add(A, "visit.logged", VisitLogged(purpose="question"))

    assert not ops.state().erased
    assert ops.state().person == VisitPerson()


def test_a_forged_second_beginning_changes_nothing() -> None:
    ops = Ops()
    ops.logged(outcome="accepted")
    ops.add(B, "visit.logged", VisitLogged(outcome="refused"), VisitPerson(name="Ai Đó"))

    assert (ops.state().outcome, ops.state().person.name) == ("accepted", "Lê Hoa")


def test_kinds_of_a_newer_program_set_nothing_but_say_who_knew_whom() -> None:
    ops = Ops()
    first = ops.logged()
    unknown = ops.add(B, "visit.teleported", VisitVoided(), knows=[first])
    person = VisitPersonCorrected(reason="nhầm", name="Lê Hòa")
    ops.add(B, "visit.corrected", VisitCorrected(), person, knows=[unknown])
    ops.add(B, "rating.sung", VisitVoided())

    state = ops.state()

    assert (state.person.name, state.conflicts, state.rating) == ("Lê Hòa", (), None)
