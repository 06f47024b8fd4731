"""Promises about due moments: known dates counted by hand, and the slow count on random ones."""

from __future__ import annotations

from datetime import date, datetime

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

import resources
from desk_app.core.calendar_file import load_calendar
from desk_app.core.case_ops import ClockPolicy
from desk_app.core.clock import Millis, from_local, local, number_of
from desk_app.core.due_steps import explain
from desk_app.core.procedure import LimitUnit
from desk_app.core.work_calendar import Span
from desk_app.core.workdays import CountingPolicy, Suspension, due_at
from tests.support.bounded import bounded
from tests.support.slow_deadlines import SlowCounting

VN = load_calendar(resources.read_text("calendars/vn.toml")).calendar
FROM_RECEIPT = CountingPolicy(start="from_receipt")
NEXT_DAY_RECEIPT = CountingPolicy(outside_hours="next_working_day")


def _at(text: str) -> Millis:
    return from_local(datetime.fromisoformat(text))


def _due(
    received: str,
    value: int,
    unit: LimitUnit,
    *waits: Suspension,
    policy: CountingPolicy = CountingPolicy(),  # noqa: B008  (a frozen value)
) -> str:
    found = due_at(_at(received), value, unit, VN, policy, waits)
    return "none" if found is None else f"{local(found):%Y-%m-%d %H:%M}"


def _wait(start: str, end: str | None, clock: ClockPolicy = "pause") -> Suspension:
    return Suspension(_at(start), None if end is None else _at(end), clock)


# Counted by hand on a wall calendar, day by day.
BY_HAND: tuple[tuple[str, int, LimitUnit, str, str], ...] = (
    # Tết 2025: 27 to 31 January off, the weekends of 25 January and 1 February around it.
    ("2025-01-22 09:00", 3, "working_days", "2025-02-03 17:00", "23, 24 January, 3 February"),
    ("2025-01-24 10:00", 1, "working_days", "2025-02-03 17:00", "the last day before Tết"),
    ("2025-01-24 15:01", 1, "same_day", "2025-02-03 17:00", "a minute after 15:00 before Tết"),
    ("2025-01-24 15:00", 1, "same_day", "2025-01-24 17:00", "15:00 itself is in time"),
    ("2025-01-20 08:00", 10, "calendar_days", "2025-02-03 17:00", "day 10 is 30 January, Tết"),
    ("2025-01-24 16:00", 8, "hours", "2025-02-03 16:00", "one hour before Tết, seven after"),
    # Tết 2026: 16 to 20 February off, weekends of 14 and 21 February around it.
    ("2026-02-11 08:00", 5, "working_days", "2026-02-25 17:00", "12, 13, 23, 24, 25 February"),
    ("2026-02-13 16:30", 1, "working_days", "2026-02-23 17:00", "the evening before Tết"),
    ("2026-02-13 14:00", 7, "calendar_days", "2026-02-23 17:00", "day 7 is 20 February, Tết"),
    ("2026-02-17 09:00", 2, "working_days", "2026-02-24 17:00", "received during Tết"),
    # 30 April and 1 May 2025; Friday 2 May exchanged with Saturday 26 April.
    ("2025-04-25 09:00", 3, "working_days", "2025-04-29 17:00", "26 (worked Saturday), 28, 29"),
    ("2025-04-28 09:00", 3, "working_days", "2025-05-06 17:00", "29 April, 5 and 6 May"),
    ("2025-04-29 15:30", 1, "same_day", "2025-05-05 17:00", "30 April to 4 May are off"),
    ("2025-04-26 10:00", 1, "same_day", "2025-04-26 17:00", "a worked Saturday is a working day"),
    # 29 April 2024 exchanged with Saturday 4 May.
    ("2024-04-26 09:00", 2, "working_days", "2024-05-03 17:00", "2 and 3 May"),
    ("2024-04-26 09:00", 3, "working_days", "2024-05-04 17:00", "2, 3 and Saturday 4 May"),
    # 1 and 2 September 2026 off, Monday 31 August exchanged with Saturday 22 August.
    ("2026-08-21 09:00", 5, "working_days", "2026-08-27 17:00", "22 (Saturday), 24, 25, 26, 27"),
    ("2026-08-28 09:00", 2, "working_days", "2026-09-04 17:00", "3 and 4 September"),
    ("2026-08-27 09:00", 5, "calendar_days", "2026-09-03 17:00", "day 5 is 1 September"),
    ("2026-08-28 16:00", 8, "hours", "2026-09-03 16:00", "one hour on 28 August, seven after"),
    # Viet Nam Culture Day, from 2026 on.
    ("2026-11-19 09:00", 3, "working_days", "2026-11-25 17:00", "20, 23, 25: the 24th is off"),
    ("2026-11-23 15:30", 1, "same_day", "2026-11-25 17:00", "the next working day is the 25th"),
    ("2025-11-20 09:00", 3, "working_days", "2025-11-25 17:00", "no day off in 2025 yet"),
    # New Year 2026: Friday 2 January exchanged with Saturday 10 January.
    ("2025-12-30 09:00", 3, "working_days", "2026-01-06 17:00", "31 December, 5 and 6 January"),
    ("2026-01-07 09:00", 3, "working_days", "2026-01-10 17:00", "8, 9 and Saturday 10 January"),
    ("2026-01-09 15:30", 1, "same_day", "2026-01-10 17:00", "the worked Saturday is next"),
    # Hùng Kings' Day 2026 falls on a Sunday: Monday 27 April is off in its place.
    ("2026-04-24 09:00", 2, "working_days", "2026-04-29 17:00", "28 and 29 April"),
    # Plain weeks.
    ("2026-06-05 09:00", 3, "working_days", "2026-06-10 17:00", "8, 9, 10 June"),
    ("2026-06-05 09:00", 8, "hours", "2026-06-08 09:00", "6.5 hours on Friday, 1.5 on Monday"),
    ("2026-06-05 09:00", 30, "calendar_days", "2026-07-06 17:00", "day 30 is Sunday 5 July"),
    ("2026-06-05 09:00", 1, "same_day", "2026-06-05 17:00", "the day itself"),
    ("2026-06-06 09:00", 3, "working_days", "2026-06-10 17:00", "on a Saturday: 8, 9, 10 June"),
    ("2026-06-06 09:00", 1, "same_day", "2026-06-08 17:00", "on a Saturday: the next Monday"),
    ("2027-04-29 16:10", 1, "same_day", "2027-05-04 17:00", "after 15:00, then four days off"),
)


@pytest.mark.parametrize(("received", "value", "unit", "due", "why"), BY_HAND)
def test_a_due_moment_is_what_a_person_counts_on_the_wall_calendar(
    received: str, value: int, unit: LimitUnit, due: str, why: str
) -> None:
    assert _due(received, value, unit) == due, why


def test_working_hours_run_inside_the_hours_and_end_at_closing_time() -> None:
    assert _due("2026-06-05 07:30", 8, "hours") == "2026-06-05 17:00"
    assert _due("2026-06-05 06:00", 4, "hours") == "2026-06-05 11:30"
    assert _due("2026-06-05 12:00", 1, "hours") == "2026-06-05 14:00"
    assert _due("2026-06-05 18:00", 1, "hours") == "2026-06-08 08:30"
    assert _due("2026-06-06 09:00", 1, "hours") == "2026-06-08 08:30"


def test_counting_from_receipt_takes_so_many_days_of_work_by_the_minute() -> None:
    assert _due("2026-06-05 09:00", 3, "working_days", policy=FROM_RECEIPT) == "2026-06-10 09:00"
    assert _due("2026-06-05 07:30", 1, "working_days", policy=FROM_RECEIPT) == "2026-06-05 17:00"
    assert _due("2026-06-05 17:30", 1, "working_days", policy=FROM_RECEIPT) == "2026-06-08 17:00"
    assert _due("2026-06-05 09:00", 3, "calendar_days", policy=FROM_RECEIPT) == "2026-06-08 17:00"


def test_papers_that_come_when_nobody_works_may_count_as_received_the_next_working_day() -> None:
    late = {"policy": NEXT_DAY_RECEIPT}
    assert _due("2026-06-06 09:00", 3, "working_days", **late) == "2026-06-11 17:00"
    assert _due("2026-06-05 17:30", 3, "working_days", **late) == "2026-06-11 17:00"
    assert _due("2026-06-05 17:00", 3, "working_days", **late) == "2026-06-10 17:00"
    assert _due("2026-06-06 09:00", 1, "same_day", **late) == "2026-06-08 17:00"


def test_days_from_the_request_to_the_supplement_do_not_count() -> None:
    wait = _wait("2026-11-16 09:40", "2026-11-18 10:15")

    # 13, 19, 20, 23 November, and the 24th is a holiday.
    assert _due("2026-11-12 15:20", 5, "working_days", wait) == "2026-11-25 17:00"
    assert _due("2026-11-12 15:20", 1, "working_days", wait) == "2026-11-13 17:00"
    # 13, 14, 15, 19, 20 November.
    assert _due("2026-11-12 15:20", 5, "calendar_days", wait) == "2026-11-20 17:00"


def test_several_waits_that_overlap_count_once() -> None:
    waits = (
        _wait("2026-06-08 09:00", "2026-06-10 09:00"),
        _wait("2026-06-10 08:00", "2026-06-11 08:00"),
        _wait("2026-06-15 08:00", "2026-06-15 16:00"),
    )

    # 12 June, then 16 and 17 June.
    assert _due("2026-06-05 09:00", 3, "working_days", *waits) == "2026-06-17 17:00"


def test_a_wait_on_the_last_day_moves_it_and_one_after_it_changes_nothing() -> None:
    on_it = _wait("2026-06-10 10:00", "2026-06-12 10:00")
    after_it = _wait("2026-06-10 17:01", "2026-06-12 10:00")

    assert _due("2026-06-05 09:00", 3, "working_days", on_it) == "2026-06-15 17:00"
    assert _due("2026-06-05 09:00", 3, "working_days", after_it) == "2026-06-10 17:00"


def test_an_open_wait_stops_the_clock_and_a_restart_gives_the_whole_time_again() -> None:
    assert _due("2026-06-05 09:00", 3, "working_days", _wait("2026-06-08 09:00", None)) == "none"
    again = _wait("2026-06-09 09:00", "2026-06-16 16:00", "restart")
    assert _due("2026-06-05 09:00", 3, "working_days", again) == "2026-06-19 17:00"
    goes_on = _wait("2026-06-09 09:00", None, "run")
    assert _due("2026-06-05 09:00", 3, "working_days", goes_on) == "2026-06-10 17:00"


def test_hours_stand_still_between_the_two_minutes() -> None:
    wait = _wait("2026-06-05 10:00", "2026-06-05 14:30")

    # 1 hour before, 2.5 after on Friday; 4.5 are left for Monday.
    assert _due("2026-06-05 09:00", 8, "hours", wait) == "2026-06-08 13:30"


def test_a_desk_that_works_half_days_counts_its_own_hours() -> None:
    mornings = msgspec.structs.replace(VN, hours=(Span(450, 690),))

    assert due_at(_at("2026-06-05 09:00"), 8, "hours", mornings) == _at("2026-06-09 09:00")
    assert due_at(_at("2026-06-05 09:00"), 1, "working_days", mornings) == _at("2026-06-08 11:30")


def test_a_saturday_that_is_always_worked_counts() -> None:
    six_days = msgspec.structs.replace(VN, rest=frozenset({6}))

    assert due_at(_at("2026-06-05 09:00"), 1, "working_days", six_days) == _at("2026-06-06 17:00")


def test_ten_years_ahead_and_long_ago_are_counted_too() -> None:
    far = explain(_at("2026-06-05 09:00"), 3650, "calendar_days", VN)
    assert far.due == _at("2036-06-02 17:00")
    assert far.warnings[0].code == "deadline.no_calendar"
    assert far.warnings[0].values["years"].startswith("2028, 2029")
    assert due_at(_at("2044-03-03 09:00"), 1, "working_days", VN) == _at("2044-03-04 17:00")
    assert due_at(_at("1999-06-04 09:00"), 1, "working_days", VN) == _at("1999-06-07 17:00")


def test_a_year_without_calendar_keeps_the_holidays_of_the_law_and_names_the_dates() -> None:
    due = explain(_at("2027-12-30 09:00"), 2, "working_days", VN)

    # 31 December counts; 1 January 2028 is a Saturday, so Monday the 3rd is off in its place.
    assert due.due == _at("2028-01-04 17:00")
    (warning,) = due.warnings
    assert warning.values == {"years": "2028", "dates": "01/01/2028–04/01/2028"}


def test_estimated_days_off_are_named_when_a_due_date_rests_on_them() -> None:
    before = explain(_at("2027-01-28 09:00"), 2, "working_days", VN)
    across = explain(_at("2027-02-02 09:00"), 3, "working_days", VN)

    assert before.warnings == ()
    assert [(w.code, w.values["dates"]) for w in across.warnings] == [
        ("deadline.estimate", "04/02/2027–05/02/2027, 08/02/2027–10/02/2027")
    ]


def test_working_days_between_two_days_count_forwards_and_backwards() -> None:
    friday, tuesday = date(2026, 11, 20), date(2026, 11, 25)

    assert VN.between(friday, tuesday) == 2
    assert VN.between(tuesday, friday) == -2
    assert VN.add(friday, 2) == tuesday
    assert VN.this_or_next(date(2026, 11, 24)) == tuesday
    assert VN.this_or_next(friday) == friday


def test_a_calendar_that_was_laid_out_further_still_says_the_same() -> None:
    fresh = load_calendar(resources.read_text("calendars/vn.toml")).calendar
    near = fresh.between(date(2026, 1, 1), date(2026, 12, 31))
    fresh.add(date(2075, 1, 1), 5)

    assert fresh.between(date(2026, 1, 1), date(2026, 12, 31)) == near
    day = date(2075, 1, 2)
    assert fresh.is_working(day) == fresh.works(number_of(day))


MOMENTS = st.datetimes(datetime(2024, 12, 1), datetime(2027, 3, 1)).map(
    lambda moment: from_local(moment.replace(second=0, microsecond=0))
)
CLOCKS: st.SearchStrategy[ClockPolicy] = st.sampled_from(("pause", "restart", "run"))
DAY_UNITS: st.SearchStrategy[LimitUnit] = st.sampled_from(
    ("same_day", "working_days", "calendar_days")
)
POLICIES = st.builds(
    CountingPolicy,
    outside_hours=st.sampled_from(("own_day", "next_working_day")),
    same_day_until=st.sampled_from((900, 840)),
)


@st.composite
def waits_after(draw: st.DrawFn, received: Millis) -> tuple[Suspension, ...]:
    """Some waits in the weeks after the receipt, some overlapping, perhaps one still open."""
    waits = []
    for _ in range(draw(st.integers(0, 3))):
        start = received + draw(st.integers(0, 20 * 1440)) * 60_000
        length = draw(st.one_of(st.none(), st.integers(0, 10 * 1440)))
        end = None if length is None else Millis(start + length * 60_000)
        waits.append(Suspension(Millis(start), end, draw(CLOCKS)))
    return tuple(waits)


@bounded(400)
@given(st.data(), MOMENTS, st.integers(1, 40), DAY_UNITS, POLICIES)
def test_limits_in_days_agree_with_the_slow_count(
    data: st.DataObject, received: Millis, value: int, unit: LimitUnit, policy: CountingPolicy
) -> None:
    waits = data.draw(waits_after(received))

    fast = due_at(received, value, unit, VN, policy, waits)

    assert fast == SlowCounting(VN, policy).due(received, value, unit, waits)


@bounded(60)
@given(st.data(), MOMENTS, st.integers(1, 20), st.booleans())
def test_limits_in_minutes_agree_with_the_slow_count(
    data: st.DataObject, received: Millis, value: int, days: bool
) -> None:
    waits = data.draw(waits_after(received))
    unit: LimitUnit = "working_days" if days else "hours"
    amount = 1 + value % 3 if days else value

    fast = due_at(received, amount, unit, VN, FROM_RECEIPT, waits)

    assert fast == SlowCounting(VN, FROM_RECEIPT).due(received, amount, unit, waits)


@bounded(200)
@given(st.data(), MOMENTS, st.integers(1, 40), DAY_UNITS | st.just("hours"), st.booleans())
def test_the_steps_lead_to_the_due_moment_and_count_every_day_once(
    data: st.DataObject, received: Millis, value: int, unit: LimitUnit, from_receipt: bool
) -> None:
    policy = FROM_RECEIPT if from_receipt else CountingPolicy()
    waits = data.draw(waits_after(received))

    due = explain(received, value, unit, VN, policy, waits)

    assert due.due == due_at(received, value, unit, VN, policy, waits)
    days = [(step.first, step.last) for step in due.steps]
    assert days == sorted(days)
    assert all(first <= last for first, last in days)
    if due.due is None:
        assert due.steps[-1].kind == "standing"
        return
    last = due.steps[-1]
    assert (last.kind, last.last) == ("due", local(due.due).date())
    begun = max(n for n, step in enumerate(due.steps) if step.kind in ("received", "restarted"))
    own = due.steps[begun:]
    if unit == "hours" or (unit == "working_days" and from_receipt):
        need = value * 60 if unit == "hours" else value * VN.day_minutes
        assert sum(step.minutes for step in own) == need
        return
    if unit == "same_day":
        return
    counted = [
        step.counts - place
        for step in own
        if step.counts is not None
        for place in range((step.last - step.first).days, -1, -1)
    ]
    assert counted == list(range(1, value + 1))
