"""The score of a month from a real log: windows, release, the thirteen months, and its rows."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest

from desk_app import parts
from desk_app.core.period import Month
from desk_app.services.month_score import (
    MonthFigures,
    MonthScore,
    month_figures,
    month_score,
    rows_behind,
)
from tests.support.desks import OpenDesk, opened_desk

OCTOBER = Month(2026, 10)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[OpenDesk]:
    """An open practice desk on 15 October 2026."""
    with opened_desk(tmp_path / "home") as opened:
        yield opened


def _score(desk: OpenDesk, month: Month = OCTOBER) -> MonthScore:
    with desk.store.reader() as reader:
        return month_score(reader, parts.criteria(), month)


def _served(desk: OpenDesk, count: int, answer: int | None = None) -> list[str]:
    visits = [desk.log(name="Nguyễn Thị Hoà", procedures=("2.000815",)) for _ in range(count)]
    for visit in visits if answer is not None else ():
        desk.rate(visit, answer=answer)
    return visits


def test_a_desk_without_a_visit_has_a_score_and_no_figures(desk: OpenDesk) -> None:
    result = _score(desk)

    assert result.sheet.total.points == 0
    assert result.visits.total == 0
    assert result.satisfaction is None
    criterion = result.sheet.criterion("5.7")
    assert criterion is not None
    assert (criterion.working.numerator, criterion.working.denominator) == (0, 0)


def test_participation_counts_answers_over_visits_with_a_service(desk: OpenDesk) -> None:
    _served(desk, 35, answer=5)
    _served(desk, 65)
    desk.log(purpose="question")

    criterion = _score(desk).sheet.criterion("5.7")

    assert criterion is not None
    assert (criterion.working.numerator, criterion.working.denominator) == (35, 100)
    assert criterion.parts.proven == Decimal("1.5")
    with desk.store.reader() as reader:
        rows = rows_behind(reader, parts.criteria(), "5.7", OCTOBER)
    assert len(rows) == 100
    assert sum("visits.answered" in row.counts_in for row in rows) == 35


def test_answers_are_shown_only_when_their_day_is_over_and_five_have_gathered(
    desk: OpenDesk,
) -> None:
    _served(desk, 4, answer=5)
    desk.clock.go_on(days=1)
    desk.log(purpose="question")
    assert _score(desk).ratings.answered == 0  # four are too few

    _served(desk, 8, answer=2)
    assert _score(desk).ratings.answered == 0  # enough, but the day is not over
    desk.clock.go_on(days=1)
    desk.log(purpose="question")

    released = _score(desk)

    assert (released.ratings.very_satisfied, released.ratings.dissatisfied) == (4, 8)
    assert released.satisfaction is not None


def test_an_answer_stays_counted_when_its_visit_belongs_to_the_year_before(desk: OpenDesk) -> None:
    desk.clock.go_on(days=77)  # 31 December 2026
    visits = _served(desk, 12)
    desk.clock.go_on(days=1)
    for visit in visits:
        desk.rate(visit, answer=4)
    desk.clock.go_on(days=1)
    desk.log(purpose="question")

    january = _score(desk, Month(2027, 1))

    assert january.visits.with_service == 0
    assert january.ratings.satisfied == 12
    assert january.satisfaction is not None


def test_each_month_of_the_line_is_the_score_of_that_month(desk: OpenDesk) -> None:
    for _ in range(8):
        _served(desk, 6, answer=5)
        _served(desk, 9)
        desk.clock.go_on(days=40)
    last = Month(2027, 8)

    with desk.store.reader() as reader:
        line = month_figures(reader, parts.criteria(), last).line

    assert [point.month for point in line] == [last.before(back) for back in range(12, -1, -1)]
    for point in line:
        assert point.sheet == _score(desk, point.month).sheet
    counted = [point.sheet.criterion("5.7") for point in line]
    figures = [one.working.denominator for one in counted if one is not None]
    assert figures[4] is not None
    assert figures[5] is not None
    assert figures[5] < figures[4]  # the year to date begins anew on 1 January


def _figures(desk: OpenDesk, month: Month = OCTOBER) -> MonthFigures:
    with desk.store.reader() as reader:
        return month_figures(reader, parts.criteria(), month)


def test_all_figures_of_the_page_are_those_read_one_by_one(desk: OpenDesk) -> None:
    for _ in range(4):
        _served(desk, 6, answer=5)
        desk.clock.go_on(days=40)
    month = Month(2027, 2)

    found = _figures(desk, month)

    assert found.score == _score(desk, month)
    assert found.line[-1].sheet == found.score.sheet


def test_a_month_in_which_nothing_was_logged_is_said_to_be_empty(desk: OpenDesk) -> None:
    _served(desk, 3)
    desk.clock.go_on(days=61)  # 15 December
    _served(desk, 2)

    line = _figures(desk, Month(2026, 12)).line

    assert [str(point.month) for point in line if point.recorded] == ["2026-10", "2026-12"]


def test_late_entries_of_the_year_are_counted(desk: OpenDesk) -> None:
    _served(desk, 2)
    assert _figures(desk).late == 0
    desk.log(purpose="question", at="14/10/2026 08:00", late_reason="power")
    found = _figures(desk)
    assert found.late == 1
    assert found.conflicts == 0


def test_whoever_came_after_the_released_days_is_not_called_silent(desk: OpenDesk) -> None:
    _served(desk, 12, answer=5)
    _served(desk, 8)
    desk.clock.go_on(days=1)
    _served(desk, 30)  # they may have answered; nobody may tell yet

    found = _score(desk).satisfaction

    assert found is not None
    assert (found.answered, found.asked) == (12, 20)


def test_the_month_alone_is_not_told_where_it_tells_what_few_answered_before(
    desk: OpenDesk,
) -> None:
    _served(desk, 6, answer=5)
    desk.clock.go_on(days=30)  # November
    _served(desk, 20, answer=4)
    desk.clock.go_on(days=1)
    desk.log(purpose="question")

    november = _figures(desk, Month(2026, 11))

    assert november.score.satisfaction is not None
    assert november.score.satisfaction.answered == 26
    assert november.own.satisfaction is None


def test_the_month_alone_is_told_where_both_are_large_enough(desk: OpenDesk) -> None:
    _served(desk, 15, answer=5)
    desk.clock.go_on(days=30)
    _served(desk, 20, answer=4)
    desk.clock.go_on(days=1)
    desk.log(purpose="question")

    own = _figures(desk, Month(2026, 11)).own.satisfaction

    assert own is not None
    assert (own.answered, own.asked) == (20, 20)
