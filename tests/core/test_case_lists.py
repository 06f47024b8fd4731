"""Which days the lists speak of, and when a forecast of lateness is made and when it is not."""

from __future__ import annotations

from datetime import date

from desk_app.core.case_lists import Load, bounds, lateness, next_days, past_days
from desk_app.core.clock import day_from, number_of
from desk_app.core.work_calendar import DayRule, WorkCalendar
from tests.support.case_day import at

CALENDAR = WorkCalendar(
    id="t", days=(DayRule(day=date(2026, 11, 24), kind="off", name="nghỉ", source="luật"),)
)
FRIDAY = at(date(2026, 11, 20), 9)
AHEAD = next_days(WorkCalendar(id="t"), FRIDAY)
BEHIND = past_days(WorkCalendar(id="t"), FRIDAY)


def a_pace(per_day: int, days: int = 20, procedure: str = "p") -> list[Load]:
    return [Load(day, procedure, "o", per_day) for day in BEHIND[:days]]


def test_the_next_three_days_are_working_days() -> None:
    calendar = WorkCalendar(
        id="t",
        days=CALENDAR.days,
        years=(),
    )
    assert day_from(bounds(calendar, FRIDAY, "", 1).soon) == date(2026, 11, 25)
    assert day_from(bounds(calendar, FRIDAY, "", 1).apology) == date(2026, 11, 23)
    assert bounds(calendar, FRIDAY, "", 0).apology == number_of(date(2026, 11, 20))


def test_days_ahead_begin_today_and_days_behind_do_not() -> None:
    assert [day_from(number).isoformat() for number in AHEAD[:2]] == ["2026-11-20", "2026-11-23"]
    assert day_from(BEHIND[0]) == date(2026, 11, 19)
    assert len(BEHIND) == 20


def test_more_work_than_pace_is_said_with_what_it_comes_from() -> None:
    loads = [Load(AHEAD[2], "p", "o", 12)]
    (whole, own) = lateness(loads, a_pace(3), AHEAD, BEHIND)
    assert (whole.due, whole.days, whole.half_cases, whole.late) == (12, 3, 6, 3)
    assert whole.procedure == ""
    assert own.procedure == "p"


def test_work_that_fits_the_pace_is_not_spoken_of() -> None:
    assert lateness([Load(AHEAD[2], "p", "o", 9)], a_pace(3), AHEAD, BEHIND) == ()


def test_overdue_cases_take_time_and_are_not_counted_as_late_again() -> None:
    loads = [Load(BEHIND[0], "p", "o", 5), Load(AHEAD[1], "p", "o", 4)]
    (whole, _own) = lateness(loads, a_pace(3), AHEAD, BEHIND)
    assert (whole.due, whole.before, whole.late) == (4, 5, 3)
    heavy = [Load(BEHIND[0], "p", "o", 50), Load(AHEAD[1], "p", "o", 4)]
    assert lateness(heavy, a_pace(3), AHEAD, BEHIND)[0].late == 4


def test_too_little_finished_says_nothing() -> None:
    loads = [Load(AHEAD[0], "p", "o", 99)]
    assert lateness(loads, a_pace(3, days=5), AHEAD, BEHIND) == ()
    assert lateness(loads, [], AHEAD, BEHIND) == ()
    assert lateness(loads, a_pace(1, days=10) + a_pace(1, days=10), AHEAD, BEHIND) != ()


def test_a_pace_between_two_whole_numbers_is_kept_in_halves() -> None:
    finished = [Load(day, "p", "o", 2 + n % 2) for n, day in enumerate(BEHIND)]
    (whole, _own) = lateness([Load(AHEAD[0], "p", "o", 9)], finished, AHEAD, BEHIND)
    assert whole.half_cases == 5
    assert whole.late == 7


def test_the_procedure_in_danger_is_named_though_the_desk_as_a_whole_is_not() -> None:
    loads = [Load(AHEAD[0], "slow", "o", 4)]
    finished = a_pace(9, procedure="quick") + a_pace(2, procedure="slow")
    (only,) = lateness(loads, finished, AHEAD, BEHIND)
    assert (only.procedure, only.late) == ("slow", 2)
