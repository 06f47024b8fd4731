"""What two desks set differently is shown with both values and settled by one op."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from desk_app.core.case_ops import (
    CaseHandedOver,
    CasePaid,
    CaseReady,
    CaseReceived,
    CaseStep,
    CaseStopped,
    CaseVoided,
    StepText,
)
from desk_app.core.errors import UserProblem
from desk_app.core.ids import OfficerId, new_desk_id
from desk_app.core.numbers import printed_number
from desk_app.core.officer import Officer
from desk_app.core.ops import (
    AssessmentClaimed,
    OfficerAdded,
    OfficerChanged,
    OfficerName,
    PersonErased,
    RatingGiven,
    RatingNotGiven,
    Reason,
    VisitCorrected,
    VisitLogged,
    VisitPerson,
    VisitPersonCorrected,
    VisitVoided,
)
from desk_app.core.payloads import Facts, Person
from desk_app.services import conflicts
from desk_app.services.conflicts import Disputed
from desk_app.services.settle_conflict import Settled, settle, take_back_settling
from desk_app.store import cases, rebuild, visits
from desk_app.store.verify import verify_log
from tests.support.desks import START, nothing
from tests.support.sim_desk import SimDesk, opened

HOA = Officer(OfficerId("0FF1C1"), "Nguyễn Thị Hoa", "officer")
ADMIN = Officer(OfficerId("ADM1N1"), "Trần Quản Trị", "administrator")
CHAIR = Officer(OfficerId("CHA1R1"), "Lê Chủ Tịch", "chair")


class Pair:
    """Two desks of a commune that share one visit and one case, and work apart."""

    def __init__(self) -> None:
        self.one, self.other = (
            opened(SimDesk(new_desk_id(bytes([n]) * 10), START + n * 1000)) for n in (3, 9)
        )
        self.officer = self.write(
            self.one, "officer.added", OfficerAdded(role="officer"), OfficerName(name="Hoa"),
            "officer:0FF1C1",
        )  # fmt: skip
        self.visit = self.write(
            self.one, "visit.logged", VisitLogged(), VisitPerson(name="Lê Hoa"), None
        )
        number = printed_number(self.one.id, 0, 1)
        received = CaseReceived(number=number, procedure="1.004884")
        self.case = self.write(self.one, "case.received", received, None, None)
        self.meet()

    def write(
        self, desk: SimDesk, kind: str, facts: Facts, person: Person | None, subject: str | None
    ) -> str:
        """An op of one desk; the id of its subject."""
        op = desk.log.append(kind, facts, person=person, officer=HOA.id, subject=subject)
        return str(op.header.subject)

    def correct(self, desk: SimDesk, **changed: object) -> None:
        """A correction of the visit."""
        person = VisitPersonCorrected(reason="nhầm", **changed)  # type: ignore[arg-type]
        self.write(desk, "visit.corrected", VisitCorrected(), person, self.visit)

    def step(self, desk: SimDesk, kind: str, facts: Facts | None = None) -> None:
        """A step of the case."""
        made = facts if facts is not None else CaseStep()
        self.write(desk, f"case.{kind}", made, StepText(reason="x"), self.case)

    def meet(self) -> None:
        """Each hears everything of the other."""
        mine, theirs = self.one.ops(), self.other.ops()
        self.one.receive(theirs)
        self.other.receive(mine)

    def shown(self) -> list[Disputed]:
        """What the first desk lists, which must be what the other lists."""
        found, others = conflicts.listed(self.one.tx), conflicts.listed(self.other.tx)
        assert found == others
        return found

    def the_one(self, field: str) -> Disputed:
        """The only conflict."""
        (found,) = self.shown()
        assert found.field == field
        return found

    def settle(
        self,
        found: Disputed,
        side: int | None = None,
        *,
        typed: str | None = None,
        by: Officer = HOA,
    ) -> Settled:
        """Settle at the second desk; both then agree that nothing is disputed."""
        op = "" if side is None else found.sides[side].op
        settled = settle(
            self.other.tx, found.subject, found.field, "gọi hỏi lại", by, op=op, typed=typed
        )
        self.meet()
        for desk in (self.one, self.other):
            assert conflicts.listed(desk.tx) == []
            assert verify_log(desk.connection, nothing).problems == ()
            assert rebuild.rebuild(desk.connection, nothing).identical
        return settled

    def name(self) -> str:
        """The visitor's name as both desks show it."""
        first, second = (visits.one(desk.connection, self.visit) for desk in (self.one, self.other))
        assert first is not None
        assert second is not None
        assert first.name == second.name
        return first.name


@pytest.fixture
def pair() -> Iterator[Pair]:
    made = Pair()
    yield made
    made.one.connection.close()
    made.other.connection.close()


def test_both_values_stand_side_by_side_with_who_where_and_when(pair: Pair) -> None:
    pair.correct(pair.one, name="Lê Hòa")
    pair.correct(pair.other, name="Lê Hoá")
    pair.meet()

    found = pair.the_one("name")

    assert {side.value for side in found.sides} == {"Lê Hòa", "Lê Hoá"}
    assert found.stands.value == pair.name()
    assert {side.desk for side in found.sides} == {pair.one.id, pair.other.id}
    assert {side.officer_name for side in found.sides} == {"Hoa"}
    assert all(side.at > START for side in found.sides)
    assert (found.typed, found.told, found.family) == (True, False, "visit")
    assert conflicts.to_settle(pair.one.tx) == 1


@pytest.mark.parametrize("side", [0, 1])
def test_the_value_that_was_chosen_counts_everywhere(pair: Pair, side: int) -> None:
    pair.correct(pair.one, name="Lê Hòa")
    pair.correct(pair.other, name="Lê Hoá")
    pair.meet()
    found = pair.the_one("name")

    pair.settle(found, side)

    assert pair.name() == found.sides[side].value
    with pytest.raises(UserProblem, match=r"conflict\.none"):
        pair.settle(found, side)


def test_a_third_value_may_be_typed_and_taken_back(pair: Pair) -> None:
    pair.correct(pair.one, name="Lê Hòa")
    pair.correct(pair.other, name="Lê Hoá")
    pair.meet()
    found = pair.the_one("name")

    settled = pair.settle(found, typed="  Lê Thị  Hòa ")
    assert pair.name() == "Lê Thị Hòa"

    take_back_settling(pair.one.tx, settled, "hoàn tác", HOA)
    pair.meet()
    assert pair.name() == found.stands.value
    assert pair.shown() == []


def test_equal_values_and_different_fields_are_no_conflict(pair: Pair) -> None:
    pair.correct(pair.one, name="Lê Hòa", note="gấp")
    pair.correct(pair.other, name="Lê Hòa", phone="0912345678")
    pair.meet()

    assert pair.shown() == []


def test_an_id_number_is_one_conflict_shown_by_its_last_digits(pair: Pair) -> None:
    for desk, last in ((pair.one, "4417"), (pair.other, "9918")):
        pair.correct(
            desk, id_key="0" * 8, id_hash=last * 8, id_six=last * 8, id_last4=last, id_number=""
        )
    pair.meet()
    found = pair.the_one("citizen_id")
    assert {side.value for side in found.sides} == {"4417", "9918"}

    pair.settle(found, 0)

    shown = visits.one(pair.one.connection, pair.visit)
    assert shown is not None
    assert shown.id_last4 == found.sides[0].value


@pytest.mark.parametrize("voided", [False, True])
def test_voided_here_and_corrected_there_is_shown_and_settled(pair: Pair, voided: bool) -> None:
    pair.write(pair.one, "visit.voided", VisitVoided(), Reason(reason="trùng"), pair.visit)
    pair.correct(pair.other, name="Lê Hòa")
    pair.meet()
    found = pair.the_one("voided")
    assert [side.value for side in found.sides] == [False, True]

    pair.settle(found, int(voided))

    shown = visits.one(pair.other.connection, pair.visit)
    assert shown is not None
    assert shown.voided is voided


def test_voided_on_both_sides_is_agreed(pair: Pair) -> None:
    pair.correct(pair.one, name="Lê Hòa")
    for desk in (pair.one, pair.other):
        pair.write(desk, "visit.voided", VisitVoided(), Reason(reason="trùng"), pair.visit)
    pair.meet()

    assert pair.shown() == []


def test_a_rated_visit_cannot_be_voided_by_settling(pair: Pair) -> None:
    pair.write(pair.one, "visit.voided", VisitVoided(), Reason(reason="trùng"), pair.visit)
    pair.write(pair.other, "rating.given", RatingGiven(answer=1), None, pair.visit)
    pair.meet()
    found = pair.the_one("voided")

    with pytest.raises(UserProblem, match=r"visit\.rated_stays"):
        settle(pair.one.tx, found.subject, found.field, "x", HOA, op=found.sides[1].op)
    pair.settle(found, 0)


def test_a_second_rating_is_told_and_nobody_can_settle_it(pair: Pair) -> None:
    pair.write(pair.one, "rating.given", RatingGiven(answer=5), None, pair.visit)
    pair.write(pair.other, "rating.not_given", RatingNotGiven(outcome="declined"), None, pair.visit)
    pair.meet()

    found = pair.the_one("rating")

    assert found.told
    assert conflicts.to_settle(pair.one.tx) == 0
    with pytest.raises(UserProblem, match=r"conflict\.only_told"):
        settle(pair.one.tx, found.subject, found.field, "x", HOA, op=found.sides[0].op)


@pytest.mark.parametrize("side", [0, 1])
def test_a_step_that_the_other_desk_made_impossible_is_shown_and_settled(
    pair: Pair, side: int
) -> None:
    pair.step(pair.one, "stopped", CaseStopped())
    pair.step(pair.other, "ready", CaseReady())
    pair.meet()
    found = pair.the_one("steps")

    pair.settle(found, side)

    shown = cases.one(pair.one.connection, pair.case)
    assert shown is not None
    assert shown.status == found.sides[side].value.removeprefix("case.")


def test_a_case_voided_here_and_handed_over_there(pair: Pair) -> None:
    pair.step(pair.one, "ready", CaseReady())
    pair.meet()
    pair.write(pair.one, "case.voided", CaseVoided(), Reason(reason="trùng"), pair.case)
    pair.step(pair.other, "handed_over", CaseHandedOver())
    pair.meet()

    pair.settle(pair.the_one("voided"), 0)

    shown = cases.one(pair.one.connection, pair.case)
    assert shown is not None
    assert not shown.voided
    assert shown.status == "handed_over"


def test_a_fee_taken_twice_is_a_conflict(pair: Pair) -> None:
    pair.step(pair.one, "paid", CasePaid(amount=8000, payment="cash"))
    pair.step(pair.other, "paid", CasePaid(amount=10_000, payment="transfer"))
    pair.meet()
    found = pair.the_one("paid")

    pair.settle(found, 0)

    shown = cases.one(pair.one.connection, pair.case)
    assert shown is not None
    assert (shown.fee, shown.payment) == found.sides[0].value


def test_a_claim_two_desks_declared_differently(pair: Pair) -> None:
    for desk, points in ((pair.one, "1.5"), (pair.other, "2")):
        facts = AssessmentClaimed(criteria="bacgiang_2023", criterion="1.1", points=points)
        pair.write(
            desk, "assessment.claimed", facts, Reason(reason="có kế hoạch"), "assessment:2026"
        )
    pair.meet()
    found = pair.the_one("bacgiang_2023 1.1")
    assert {side.value for side in found.sides} == {"1.5", "2"}

    pair.settle(found, 0, by=CHAIR)

    row = pair.one.connection.execute("SELECT points, conflict FROM claim").fetchone()
    assert tuple(row) == (found.sides[0].value, "")


def test_an_officers_role_is_settled_by_an_administrator(pair: Pair) -> None:
    pair.write(
        pair.one, "officer.added", OfficerAdded(role="administrator"), OfficerName(name="QT"),
        "officer:ADM1N1",
    )  # fmt: skip
    pair.write(
        pair.other, "officer.added", OfficerAdded(role="administrator"), OfficerName(name="QT"),
        "officer:ADM1N2",
    )  # fmt: skip
    for desk, role in ((pair.one, "clerk"), (pair.other, "vice_chair")):
        facts = OfficerChanged(role=role)  # type: ignore[arg-type]
        pair.write(desk, "officer.changed", facts, None, pair.officer)
    pair.meet()
    found = pair.the_one("role")

    with pytest.raises(UserProblem, match="officer"):
        settle(pair.one.tx, found.subject, "role", "x", CHAIR, op=found.sides[0].op)
    pair.settle(found, 0, by=ADMIN)


def test_what_was_erased_on_one_side_is_no_conflict_any_more(pair: Pair) -> None:
    pair.correct(pair.one, name="Lê Hòa")
    pair.correct(pair.other, name="Lê Hoá")
    erased = PersonErased(ops=(pair.visit,), basis="request")
    pair.write(pair.one, "person.erased", erased, None, None)
    pair.meet()

    assert pair.shown() == []
    assert pair.name() == ""


def test_a_role_sees_and_settles_only_what_is_its_own(pair: Pair) -> None:
    pair.correct(pair.one, name="Lê Hòa")
    pair.correct(pair.other, name="Lê Hoá")
    pair.meet()
    found = pair.the_one("name")

    assert conflicts.listed(pair.one.tx, "clerk") == []
    assert len(conflicts.listed(pair.one.tx, "chair")) == 1
    with pytest.raises(UserProblem):
        settle(pair.one.tx, found.subject, "name", "x", CHAIR, op=found.sides[0].op)
    with pytest.raises(UserProblem, match=r"conflict\.reason_missing"):
        settle(pair.one.tx, found.subject, "name", "  ", HOA, op=found.sides[0].op)
    with pytest.raises(UserProblem, match=r"conflict\.no_such_side"):
        settle(pair.one.tx, found.subject, "name", "x", HOA, op="none")
