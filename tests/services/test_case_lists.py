"""The six lists over a real desk: who stands in which, in which order, and who stands in none."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from desk_app import parts
from desk_app.core.case_lists import LISTS, ListName
from desk_app.core.errors import UserProblem
from desk_app.core.procedure import Catalogue
from desk_app.services.advance_case import StepForm, void_case
from desk_app.services.case_file import lists_of, open_case, propose
from desk_app.services.case_lists import WorkList, start_of_day, work_list
from desk_app.services.deadlines import calendar
from desk_app.services.open_new_desk import PRACTICE_OFFICER
from desk_app.services.take_steps import form_again, take_back_steps, take_steps
from tests.support.case_day import TODAY, Hands, at, days_ago, fill
from tests.support.desks import OpenDesk, opened_desk

NOW = at(TODAY, 9, 21)


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return parts.catalogue()


class Day:
    """A desk with cases in every state, and what its lists say."""

    def __init__(self, desk: OpenDesk, catalogue: Catalogue) -> None:
        self.desk, self.catalogue = desk, catalogue
        self.hands = Hands(desk.store, catalogue)
        self.ids = fill(self.hands)

    def shown(self, name: ListName, words: str = "", limit: int = 1000) -> WorkList:
        with self.desk.store.reader() as reader:
            return work_list(
                reader,
                calendar(reader),
                self.catalogue,
                NOW,
                name,
                me=PRACTICE_OFFICER,
                words=words,
                limit=limit,
            )

    def of(self, name: ListName, words: str = "") -> list[str]:
        named = {case: word for word, case in self.ids.items()}
        return [named[entry.id] for entry in self.shown(name, words).entries]


@pytest.fixture
def day(tmp_path: Path, catalogue: Catalogue) -> Iterator[Day]:
    with opened_desk(tmp_path / "home") as desk:
        yield Day(desk, catalogue)


def test_each_case_stands_where_it_needs_a_hand(day: Day) -> None:
    assert day.of("today") == ["today", "today2", "today3"]
    assert day.of("soon") == ["soon", "waited", "company"]
    assert day.of("overdue") == ["late", "later"]
    assert day.of("waiting") == ["waiting"]
    assert day.of("ready") == ["ready", "ready2"]
    assert day.of("mine")[:5] == ["late", "later", "today", "today2", "today3"]


def test_the_counts_are_those_of_the_lists(day: Day) -> None:
    counts = day.shown("today").counts
    for name in LISTS:
        assert counts.of(name) == len(day.of(name)), name
    assert (counts.mine_overdue, counts.mine_today, counts.mine_held) == (2, 3, 1)


def test_a_case_handed_over_voided_or_given_at_once_stands_nowhere(day: Day) -> None:
    everywhere = {word for name in LISTS for word in day.of(name)}
    assert "closed" not in everywhere
    day.desk.change(lambda tx: void_case(tx, day.ids["late"], "ghi nhầm", PRACTICE_OFFICER))
    assert "late" not in {word for name in LISTS for word in day.of(name)}
    before = day.shown("today").counts
    day.hands.receive("Bùi Thị Nga", "2.000815", NOW, at_once=True)
    assert day.shown("today").counts == before


def test_cases_of_an_import_that_does_not_count_stand_nowhere(day: Day) -> None:
    with day.desk.connection() as connection:
        connection.execute("UPDATE cases SET batch = 'DESK.0.999'")
        connection.commit()
    assert all(day.of(name) == [] for name in LISTS)
    assert day.shown("mine").counts.open == 0


def test_a_moment_that_passed_this_morning_is_overdue(day: Day) -> None:
    with day.desk.connection() as connection:
        connection.execute("UPDATE cases SET due = ? WHERE id = ?", (NOW - 1, day.ids["today"]))
        connection.commit()
    assert day.of("overdue") == ["late", "later", "today"]
    assert day.of("today") == ["today2", "today3"]


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("luong thi ngoc", ["waited"]),
        ("Ánh", ["waited"]),
        ("h05.242", ["waited"]),
        ("lai khai sinh", ["waited"]),
        ("1.004837", ["soon"]),
        ("nong san", ["company"]),
        ("6", ["waited"]),
        ("khong ai ten nay", []),
    ],
)
def test_the_filter_knows_names_procedures_and_codes(
    day: Day, words: str, found: list[str]
) -> None:
    assert [word for word in day.of("soon", words) if word in found] == found
    assert len(day.of("soon", words)) >= len(found)


def test_a_filter_says_how_many_match_and_keeps_the_count_of_the_list(day: Day) -> None:
    shown = day.shown("soon", "ngoc anh")
    assert (shown.matched, shown.counts.soon) == (1, 3)


def test_a_long_list_is_cut_and_counted_whole(day: Day) -> None:
    shown = day.shown("mine", limit=4)
    assert len(shown.entries) == 4
    assert shown.matched == shown.counts.mine == 11


def test_the_day_begins_with_its_numbers(day: Day) -> None:
    with day.desk.store.reader() as reader:
        start = start_of_day(reader, calendar(reader), NOW)
    assert (start.counts.today, start.counts.overdue, start.counts.ready) == (3, 2, 2)
    assert [case.id for case in start.apologies] == [day.ids["soon"]]
    assert start.counts.apology == 1
    assert start.lateness == ()


def test_a_case_opens_with_its_reckoning_and_its_lists(day: Day) -> None:
    with day.desk.store.reader() as reader:
        opened = open_case(reader, day.catalogue, day.ids["waited"], NOW)
        lists = lists_of(reader, day.ids["waited"], NOW, PRACTICE_OFFICER)
        nothing = open_case(reader, day.catalogue, "DESK.0.999", NOW)
    assert opened is not None
    assert opened.due is not None
    assert opened.version is not None
    assert opened.due.due == opened.case.due == at(days_ago(-5), 17)
    assert lists == ("soon", "mine")
    assert nothing is None


def test_an_apology_is_offered_once_and_before_the_moment_passes(day: Day) -> None:
    def offered(word: str) -> bool:
        with day.desk.store.reader() as reader:
            opened = open_case(reader, day.catalogue, day.ids[word], NOW)
        assert opened is not None
        return opened.offer_apology

    assert offered("soon")
    assert not offered("late")
    assert not offered("far")
    form = StepForm(kind="extended", reason="chờ xác minh", due="27/11/2026 17:00")
    day.desk.change(lambda tx: take_steps(tx, ((day.ids["soon"], form),), PRACTICE_OFFICER))
    assert not offered("soon")


def test_the_desk_proposes_what_a_step_leads_to(day: Day) -> None:
    with day.desk.store.reader() as reader:
        extended = propose(reader, day.ids["soon"], "extended", NOW)
        brought = propose(reader, day.ids["waiting"], "supplemented", NOW)
        asked = propose(reader, day.ids["soon"], "supplement_requested", NOW)
    # Three working days more: 24/11 is a holiday.
    assert extended.due == at(days_ago(-7), 17)
    assert brought.due is not None
    assert brought.due > NOW
    assert asked.clock == "pause"


def test_several_steps_are_written_and_taken_back_together(day: Day) -> None:
    steps = [(day.ids[word], StepForm(kind="ready")) for word in ("today", "today2")]
    taken = day.desk.change(lambda tx: take_steps(tx, steps, PRACTICE_OFFICER)[1])
    assert day.of("today") == ["today3"]
    day.desk.change(lambda tx: take_back_steps(tx, taken, "hoàn tác", PRACTICE_OFFICER))
    assert day.of("today") == ["today", "today2", "today3"]


def test_one_step_that_is_not_legal_stops_them_all(day: Day) -> None:
    steps = [(day.ids[word], StepForm(kind="ready")) for word in ("today", "closed")]
    with pytest.raises(UserProblem) as refused:
        day.desk.change(lambda tx: take_steps(tx, steps, PRACTICE_OFFICER))
    assert refused.value.problems[0].code == "case.not_now.handed_over"
    assert day.of("today") == ["today", "today2", "today3"]


def test_a_step_that_others_followed_is_not_undone(day: Day) -> None:
    case = day.ids["today"]
    one = day.desk.change(
        lambda tx: take_steps(tx, ((case, StepForm(kind="ready")),), PRACTICE_OFFICER)[1]
    )
    day.desk.change(
        lambda tx: take_steps(tx, ((case, StepForm(kind="handed_over")),), PRACTICE_OFFICER)
    )
    with pytest.raises(UserProblem) as refused:
        day.desk.change(lambda tx: take_back_steps(tx, one, "hoàn tác", PRACTICE_OFFICER))
    assert refused.value.problems[0].code == "case.others_followed"


def test_a_step_taken_back_can_be_written_again_as_it_was(day: Day) -> None:
    case = day.ids["waiting"]
    with day.desk.store.reader() as reader:
        opened = open_case(reader, day.catalogue, case, NOW)
    assert opened is not None
    last = opened.case.steps[-1]
    form = form_again(last)
    assert form is not None
    assert (form.kind, form.items) == ("supplement_requested", ("Giấy đề nghị",))
    assert form.at == "19/11/2026 09:00"
