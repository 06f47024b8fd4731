"""One deed, one visit: who fetches a result or brings papers on the page of cases has come."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from desk_app import parts
from desk_app.core.case_view import CaseView
from desk_app.core.visit_view import VisitView
from desk_app.services.advance_case import StepForm
from desk_app.services.open_new_desk import PRACTICE_OFFICER
from desk_app.services.take_steps import Taken, take_back_steps, take_step_again, take_steps
from desk_app.store import cases, visits
from tests.support.case_day import Hands, fill
from tests.support.desks import OpenDesk, opened_desk


class Day:
    """A desk with cases in every state, one of them taken in hand."""

    def __init__(self, desk: OpenDesk) -> None:
        self.desk = desk
        self.ids = fill(Hands(desk.store, parts.catalogue()))

    def take(self, word: str, *forms: StepForm) -> tuple[Taken, ...]:
        steps = [(self.ids[word], form) for form in forms]
        return self.desk.change(lambda tx: take_steps(tx, steps, PRACTICE_OFFICER)[1])

    def back(self, taken: tuple[Taken, ...]) -> None:
        self.desk.change(lambda tx: take_back_steps(tx, taken, "hoàn tác", PRACTICE_OFFICER))

    def case(self, word: str) -> CaseView:
        with self.desk.store.reader() as reader:
            found = cases.one(reader.connection, self.ids[word])
        assert found is not None
        return found

    def visit(self, taken: tuple[Taken, ...]) -> VisitView:
        with self.desk.store.reader() as reader:
            found = visits.one(reader.connection, taken[-1].visit)
        assert found is not None
        return found


@pytest.fixture
def day(tmp_path: Path) -> Iterator[Day]:
    with opened_desk(tmp_path / "home") as desk:
        yield Day(desk)


def test_who_fetches_a_result_is_a_visit_linked_to_the_step(day: Day) -> None:
    taken = day.take("today", StepForm(kind="ready"), StepForm(kind="handed_over"))
    visit, case = day.visit(taken), day.case("today")
    assert [one.visit for one in taken] == ["", visit.id]
    assert case.steps[-1].visit == visit.id
    assert visit.id in case.visits
    assert (visit.purpose, visit.outcome) == ("service", "returned")
    assert (visit.name, visit.procedures) == (case.name, (case.procedure,))
    assert visit.flags == ()


def test_a_proxy_is_the_one_who_came(day: Day) -> None:
    form = StepForm(kind="handed_over", choice="proxy", who="Đỗ Văn Mười")
    visit = day.visit(day.take("today", StepForm(kind="ready"), form))
    assert (visit.name, visit.on_behalf_of) == ("Đỗ Văn Mười", day.case("today").name)
    assert visit.flags == ("proxy",)


def test_papers_brought_to_the_counter_are_a_visit(day: Day) -> None:
    visit = day.visit(day.take("waiting", StepForm(kind="supplemented")))
    assert visit.outcome == "accepted"


@pytest.mark.parametrize("how", ["post", "online"])
def test_nobody_came_for_a_result_that_was_sent(day: Day, how: str) -> None:
    taken = day.take("today", StepForm(kind="ready"), StepForm(kind="handed_over", choice=how))
    assert [one.visit for one in taken] == ["", ""]


def test_nobody_came_with_papers_that_were_sent(day: Day) -> None:
    (taken,) = day.take("waiting", StepForm(kind="supplemented", choice="sent"))
    assert taken.visit == ""


def test_a_step_that_names_its_visit_logs_no_other(day: Day) -> None:
    (first,) = day.case("today").visits[:1] or ("",)
    named = first or day.take("waiting", StepForm(kind="supplemented"))[0].visit
    form = StepForm(kind="handed_over", visit=named)
    taken = day.take("today", StepForm(kind="ready"), form)
    assert taken[-1].visit == ""
    assert day.case("today").steps[-1].visit == named


def test_taking_the_step_back_takes_its_visit_back_and_again_counts_both(day: Day) -> None:
    taken = day.take("today", StepForm(kind="ready"), StepForm(kind="handed_over"))
    day.back(taken[-1:])
    assert day.visit(taken).voided
    step = day.case("today").steps[-1]
    day.desk.change(
        lambda tx: take_step_again(tx, day.ids["today"], step, "làm lại", PRACTICE_OFFICER)
    )
    assert not day.visit(taken).voided
    assert day.case("today").status == "handed_over"
    assert day.case("today").steps[-1].visit == taken[-1].visit


def test_a_visit_that_did_more_stays_when_one_step_of_it_goes(day: Day) -> None:
    taken = day.take("waiting", StepForm(kind="supplemented"))
    form = StepForm(kind="handed_over", visit=taken[0].visit)
    day.take("today", StepForm(kind="ready"), form)
    day.back(taken)
    assert not day.visit(taken).voided
