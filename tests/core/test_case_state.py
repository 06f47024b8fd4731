"""A case's state is the fold of its ops: legal steps move it, illegal ones are kept and flagged."""

from __future__ import annotations

import itertools
import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk_app.core import case_ops
from desk_app.core.case_state import CaseState, case_state
from desk_app.core.case_steps import BY_KIND, OPEN, STATUSES, STEPS, after, legal_steps
from desk_app.core.clock import Millis
from desk_app.core.fold import in_fold_order
from desk_app.core.ids import DeskId, OfficerId
from desk_app.core.ops import KINDS
from desk_app.core.payloads import Facts, Person
from tests.support.bounded import bounded
from tests.support.desks import START
from tests.support.sim_desk import SimDesk

HERE, THERE = DeskId("A" * 16), DeskId("B" * 16)
OFFICER, SECOND = OfficerId("0FF1C1"), OfficerId("0FF1C2")
HOUR, DAY = 3_600_000, 86_400_000
DUE = START + 5 * DAY


class Case:
    """One case on one desk, each step an hour after the one before."""

    def __init__(self, desk: SimDesk | None = None, **facts: object) -> None:
        self.desk = desk or SimDesk(HERE, START)
        self.now: int = START
        received = case_ops.CaseReceived(
            **{"number": "AAAA-A-000001", "procedure": "1.004884", "due": DUE, **facts}  # type: ignore[arg-type]
        )
        op = self.desk.log.append(
            "case.received",
            received,
            person=case_ops.CasePerson(name="Lương Thị Ngọc Ánh"),
            officer=OFFICER,
            act=Millis(self.now),
        )
        self.id = op.header.subject

    def step(
        self,
        kind: str,
        facts: Facts | None = None,
        text: Person | None = None,
        at: int | None = None,
        officer: OfficerId = OFFICER,
        desk: SimDesk | None = None,
    ) -> str:
        """Record a step; returns the id of its op."""
        self.now = self.now + HOUR if at is None else at
        op = (desk or self.desk).log.append(
            f"case.{kind}",
            facts or case_ops.CaseStep(),
            person=text,
            officer=officer,
            subject=self.id,
            act=Millis(self.now),
        )
        return str(op.header.id)

    def state(self, desk: SimDesk | None = None) -> CaseState:
        """The case as it stands on a desk."""
        ops = [op for op in (desk or self.desk).ops() if op.header.subject == self.id]
        found = case_state(in_fold_order(ops))
        assert found is not None
        return found


def test_every_step_of_the_table_is_a_kind_of_op() -> None:
    assert {step.kind for step in STEPS} <= set(KINDS)
    assert all(KINDS[kind].family == "case" for kind in BY_KIND)


@pytest.mark.parametrize("status", STATUSES)
def test_every_state_can_be_reached_and_only_the_archive_is_the_end(status: str) -> None:
    reached, ahead = {"received"}, ["received"]
    while ahead:
        now = ahead.pop()
        for kind in legal_steps(now):  # type: ignore[arg-type]
            following = after(now, kind)  # type: ignore[arg-type]
            assert following is not None
            if following not in reached:
                reached.add(following)
                ahead.append(following)
    assert status in reached
    moves = {after(status, kind) for kind in legal_steps(status)} - {status}  # type: ignore[arg-type]
    assert bool(moves) == (status != "archived")


def test_the_usual_way_from_intake_to_archive() -> None:
    case = Case()
    assert case.state().status == "received"
    case.step("checked")
    case.step("transferred", case_ops.CaseTransferred(to="specialist"), officer=SECOND)
    assert (case.state().status, case.state().holder) == ("transferred", SECOND)
    case.step("returned")
    case.step("ready", case_ops.CaseReady(electronic=True))
    ready = case.now
    case.step("handed_over", case_ops.CaseHandedOver(how="proxy"))
    handed = case.now
    case.step("archived")

    state = case.state()
    assert state.status == "archived"
    assert (state.finished, state.closed) == (ready, handed)
    assert state.result_electronic
    assert state.illegal == 0
    assert [step.kind for step in state.steps] == [
        "checked", "transferred", "returned", "ready", "handed_over", "archived",
    ]  # fmt: skip


def test_a_supplement_stops_the_clock_and_brings_a_new_moment() -> None:
    case = Case()
    text = case_ops.StepText(items=("Giấy chứng sinh",), reason="thiếu")
    case.step("supplement_requested", case_ops.SupplementRequested(clock="pause"), text)
    state = case.state()
    assert (state.status, state.held, state.supplements, state.due) == ("waiting", True, 1, DUE)
    assert state.steps[0].items == ("Giấy chứng sinh",)

    case.step("supplemented", case_ops.Supplemented(due=DUE + 2 * DAY))
    state = case.state()
    assert (state.status, state.held) == ("checked", False)
    assert (state.due, state.first_due) == (DUE + 2 * DAY, DUE)


def test_a_supplement_under_a_running_clock_holds_nothing() -> None:
    case = Case()
    case.step("supplement_requested", case_ops.SupplementRequested(clock="run"))
    assert not case.state().held


@pytest.mark.parametrize(("at", "held"), [(DUE, True), (DUE + 1, False)])
def test_a_supplement_asked_for_when_overdue_stops_no_clock(at: int, held: bool) -> None:
    case = Case()
    case.step("supplement_requested", case_ops.SupplementRequested(clock="pause"), at=at)
    state = case.state()
    assert (state.status, state.held) == ("waiting", held)


@pytest.mark.parametrize(("at", "in_time"), [(DUE, True), (DUE + 1, False)])
def test_an_apology_counts_only_while_the_moment_promised_has_not_passed(
    at: int, in_time: bool
) -> None:
    case = Case()
    case.step("extended", case_ops.CaseExtended(due=DUE + 3 * DAY), at=at)
    state = case.state()
    assert (state.extensions, state.apology_in_time) == (1, in_time)
    assert state.due == DUE + 3 * DAY


def test_an_apology_while_the_clock_stands_still_is_in_time() -> None:
    case = Case()
    case.step("supplement_requested", case_ops.SupplementRequested(clock="pause"))
    case.step("extended", case_ops.CaseExtended(due=DUE + 9 * DAY), at=DUE + DAY)
    assert case.state().apology_in_time


def test_an_extension_without_apology_is_no_apology() -> None:
    case = Case()
    case.step("extended", case_ops.CaseExtended(due=DUE + DAY, apology=False))
    assert not case.state().apology_in_time


def test_given_at_once_is_received_and_handed_over_in_one_op() -> None:
    case = Case(at_once=True, due=None, fee=8000, payment="cash")
    state = case.state()
    assert (state.status, state.finished, state.closed) == ("handed_over", START, START)
    assert (state.facts.fee, state.paid_at) == (8000, START)


def test_fees_taken_later_count_from_then() -> None:
    case = Case(fee=8000)
    assert case.state().paid_at is None
    case.step("paid", case_ops.CasePaid(amount=12000, payment="transfer"))
    state = case.state()
    assert (state.facts.fee, state.facts.payment, state.paid_at) == (12000, "transfer", case.now)
    assert state.status == "received"


def test_an_illegal_step_of_another_desk_is_kept_and_flagged_and_moves_nothing() -> None:
    case = Case()
    other = SimDesk(THERE, START + HOUR)
    other.receive(case.desk.ops())
    case.step("ready", case_ops.CaseReady())
    finished = case.now
    case.step("handed_over", case_ops.CaseHandedOver(), desk=case.desk)
    case.step("refused", desk=other)
    case.desk.receive(other.ops())
    other.receive(case.desk.ops())

    here, there = case.state(), case.state(other)
    assert here == there
    assert here.illegal == 1
    assert len(here.steps) == 3
    wrong = next(step for step in here.steps if step.illegal)
    assert not wrong.counts
    assert {step.kind for step in here.steps} == {"ready", "handed_over", "refused"}
    assert here.finished in (finished, case.now)


def test_a_step_taken_back_counts_nothing_and_stays_in_the_list() -> None:
    case = Case()
    ready = case.step("ready", case_ops.CaseReady())
    case.desk.log.append(
        "case.step_taken_back",
        case_ops.StepTakenBack(step=ready),
        officer=OFFICER,
        subject=case.id,
    )
    state = case.state()
    assert (state.status, state.finished) == ("received", None)
    assert [(step.kind, step.taken_back) for step in state.steps] == [("ready", True)]
    case.step("refused", text=case_ops.StepText(reason="không thuộc thẩm quyền"))
    assert case.state().status == "refused"


def test_a_correction_changes_what_is_written_and_leaves_the_steps() -> None:
    case = Case()
    case.step("checked")
    case.desk.log.append(
        "case.corrected",
        case_ops.CaseCorrected(due=DUE + DAY, fee=3000),
        person=case_ops.CasePersonCorrected(reason="nhầm", name="Lương Ngọc Ánh"),
        officer=OFFICER,
        subject=case.id,
    )
    state = case.state()
    assert (state.due, state.facts.fee, state.person.name) == (DUE + DAY, 3000, "Lương Ngọc Ánh")
    assert (state.status, state.corrected) == ("checked", True)


def test_steps_without_the_first_op_are_no_case_yet() -> None:
    case = Case()
    case.step("checked")
    later = [op for op in case.desk.ops() if op.header.kind == "case.checked"]
    assert case_state(later) is None


@bounded(60)
@given(st.lists(st.sampled_from([step.kind for step in STEPS]), max_size=14))
def test_any_row_of_steps_ends_where_a_plain_walk_through_the_table_ends(kinds: list[str]) -> None:
    facts: dict[str, Facts] = {
        "case.supplement_requested": case_ops.SupplementRequested(),
        "case.supplemented": case_ops.Supplemented(),
        "case.extended": case_ops.CaseExtended(due=DUE),
        "case.transferred": case_ops.CaseTransferred(),
        "case.stopped": case_ops.CaseStopped(),
        "case.ready": case_ops.CaseReady(),
        "case.handed_over": case_ops.CaseHandedOver(),
        "case.paid": case_ops.CasePaid(amount=1, payment="cash"),
    }
    case = Case()
    expected, illegal = "received", 0
    for kind in kinds:
        case.step(kind.removeprefix("case."), facts.get(kind))
        step = BY_KIND[kind]
        if expected not in step.after:
            illegal += 1
        elif step.to is not None:
            expected = step.to
    state = case.state()
    assert (state.status, state.illegal) == (expected, illegal)
    assert (state.finished is None) == (expected in OPEN)
    assert not state.held or state.status == "waiting"


def test_concurrent_steps_give_one_state_in_any_order_of_arrival() -> None:
    for seed in range(20):
        rnd = random.Random(seed)
        case = Case()
        desks = [case.desk, SimDesk(THERE, START + rnd.randint(-3, 3) * HOUR)]
        desks[1].receive(desks[0].ops())
        for desk, _ in itertools.product(desks, range(3)):
            case.step(rnd.choice(("checked", "returned", "withdrawn", "archived")), desk=desk)
        ops = [*desks[0].ops(), *desks[1].ops()]
        rnd.shuffle(ops)
        for desk in desks:
            desk.receive(ops)
        assert case.state(desks[0]) == case.state(desks[1])
