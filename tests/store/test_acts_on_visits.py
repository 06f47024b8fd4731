"""What may be done to a visit after it was logged, and what is refused in words."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from desk_app.core.clock import day_number, from_local
from desk_app.core.errors import UserProblem
from desk_app.core.problems import Problem
from desk_app.services.list_visits import day_totals, list_visits, visits_in_all
from desk_app.store import counts
from desk_app.store.visit_rows import VISIT_COUNTS
from tests.support.desks import OpenDesk


def refused(act: object, *arguments: object, **named: object) -> Problem:
    """The one problem with which an act is refused."""
    with pytest.raises(UserProblem) as told:
        act(*arguments, **named)  # type: ignore[operator]
    (problem,) = told.value.problems
    return problem


def today(desk: OpenDesk) -> dict[str, int]:
    """The counts of the day, by name."""
    number = day_number(desk.clock.wall)
    with desk.store.reader() as reader:
        days = counts.visit_days(reader.connection, number, number)
    return dict(zip(VISIT_COUNTS, days[0].counts if days else [0] * 11, strict=True))


def test_a_correction_changes_what_it_says_and_keeps_the_rest(desk: OpenDesk) -> None:
    visit = desk.log(name="Lê Hoa", phone="0912345678", outcome="accepted")

    desk.correct(visit, name="Lê Hòa", outcome="refused")

    view = desk.visit(visit)
    assert (view.name, view.phone, view.outcome) == ("Lê Hòa", "0912345678", "refused")
    assert view.corrected
    assert (today(desk)["total"], today(desk)["refused"]) == (1, 1)


def test_a_visit_moved_to_another_day_is_counted_there_only(desk: OpenDesk) -> None:
    visit = desk.log()
    yesterday = desk.clock.wall - timedelta(days=1) // timedelta(milliseconds=1)

    desk.correct(visit, at="14/10/2026 08:00")

    assert desk.visit(visit).at == yesterday == from_local(datetime(2026, 10, 14, 8, 0))
    assert today(desk)["total"] == 0
    with desk.store.reader() as reader:
        assert visits_in_all(reader) == 1


def test_a_corrected_id_number_replaces_all_its_hashes(desk: OpenDesk) -> None:
    visit = desk.log(citizen_id="001087004417")
    desk.correct(visit, citizen_id="001087004418")

    assert desk.visit(visit).id_last4 == "4418"
    desk.correct(visit, name="Lê Hoa")
    assert desk.visit(visit).id_last4 == "4418"


def test_a_voided_visit_stays_in_the_list_and_leaves_every_count(desk: OpenDesk) -> None:
    desk.log()
    visit = desk.log(purpose="question")
    desk.void(visit)

    with desk.store.reader() as reader:
        listed = list_visits(reader, datetime(2026, 10, 15).date())
        assert visits_in_all(reader) == 1
    assert [view.voided for view in listed] == [True, False]
    assert day_totals(listed).visits == 1
    assert (today(desk)["total"], today(desk)["questions_only"]) == (1, 0)


def test_correcting_and_voiding_need_a_reason_and_a_standing_visit(desk: OpenDesk) -> None:
    visit = desk.log(name="Lê Hoa")
    before = desk.digests()

    assert refused(desk.correct, visit, "", name="x").code == "visit.reason_missing"
    assert refused(desk.void, visit, " \u200b ").code == "visit.reason_missing"
    assert refused(desk.void, visit, "x" * 2001).code == "visit.too_long"
    assert refused(desk.correct, visit, "nhầm").code == "visit.nothing_changed"
    assert refused(desk.correct, visit, "nhầm", phone="1").field == "phone"
    assert refused(desk.void, "0123456789ABCDEF.0.9").code == "visit.unknown"
    assert desk.digests() == before
    desk.void(visit)
    assert refused(desk.void, visit).code == "visit.voided_already"
    assert refused(desk.correct, visit, "nhầm", name="x").code == "visit.voided_already"


def test_a_rating_is_given_once_and_never_taken_back(desk: OpenDesk) -> None:
    visit = desk.log()
    desk.rate(visit, 5)

    assert refused(desk.rate, visit, 1).code == "visit.rated_already"
    assert refused(desk.rate, visit, silence="declined").code == "visit.rated_already"
    assert refused(desk.void, visit).code == "visit.rated_stays"
    assert refused(desk.correct, visit, purpose="question").code == "visit.rated_stays_service"
    assert desk.visit(visit).rating == "answered"
    desk.correct(visit, name="Lê Hòa")
    assert desk.visit(visit).rating == "answered"


@pytest.mark.parametrize("silence", ["declined", "timed_out", "not_offered"])
def test_a_silence_is_counted_as_what_it_was(desk: OpenDesk, silence: str) -> None:
    visit = desk.log()
    desk.rate(visit, silence=silence)

    found = today(desk)
    assert found[silence] == 1
    assert found["answered"] == 0
    assert found["offered"] == int(silence != "not_offered")


def test_only_questions_and_voided_visits_are_not_rated(desk: OpenDesk) -> None:
    question, gone = desk.log(purpose="question"), desk.log()
    desk.void(gone)

    for visit in (question, gone):
        assert refused(desk.rate, visit, 3).code == "visit.not_rated"
    assert refused(desk.rate, "0123456789ABCDEF.0.9", 3).code == "visit.unknown"


def test_no_list_tells_which_answer_was_given(desk: OpenDesk) -> None:
    happy, unhappy = desk.log(), desk.log()
    desk.rate(happy, 5)
    desk.rate(unhappy, 1)

    assert desk.visit(happy).rating == desk.visit(unhappy).rating == "answered"


def test_erasing_takes_the_person_and_no_count(desk: OpenDesk) -> None:
    visit = desk.log(name="Lê Hoa", phone="0912345678", note="gấp", outcome="done")
    desk.rate(visit, 4)
    before = today(desk)

    desk.erase(visit)

    view = desk.visit(visit)
    assert (view.name, view.phone, view.note, view.id_last4) == ("", "", "", "")
    assert (view.outcome, view.rating, view.erased) == ("done", "answered", True)
    assert today(desk) == before
    assert refused(desk.erase, visit).code == "visit.nothing_to_erase"
    assert refused(desk.erase, "0123456789ABCDEF.0.9").code == "visit.unknown"
    assert desk.verify().ok
    assert desk.rebuild().identical
