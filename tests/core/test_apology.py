"""An apology is offered before the promised moment passes, once, and warns from the second on."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from desk_app.core.apology import ApologyState, apology_offer, offers_from, sent_in_time
from desk_app.core.clock import Millis, day_from, from_local


def at(text: str) -> Millis:
    return from_local(datetime.fromisoformat(text))


class Weekdays:
    """Works from Monday to Friday, but not on the day off."""

    def __init__(self, off: date | None = None) -> None:
        self._off = off

    def works(self, day: int, /) -> bool:
        found = day_from(day)
        return found.weekday() < 5 and found != self._off


FRIDAY = at("2026-11-27 17:00")
MONDAY = at("2026-11-30 17:00")


@pytest.mark.parametrize(
    ("due", "days", "opens"),
    [
        (FRIDAY, 0, "2026-11-27 00:00"),
        (FRIDAY, 1, "2026-11-26 00:00"),
        (MONDAY, 1, "2026-11-27 00:00"),
        (MONDAY, 3, "2026-11-25 00:00"),
    ],
)
def test_days_of_rest_do_not_count_before_the_promised_moment(
    due: Millis, days: int, opens: str
) -> None:
    assert offers_from(due, days, Weekdays()) == at(opens)


def test_a_holiday_between_moves_the_offer_forward() -> None:
    off = Weekdays(date(2026, 11, 24))
    assert offers_from(at("2026-11-25 17:00"), 1, off) == at("2026-11-23 00:00")


@pytest.mark.parametrize(
    ("now", "state"),
    [
        ("2026-11-25 23:59", "early"),
        ("2026-11-26 00:00", "offered"),
        ("2026-11-27 17:00", "offered"),
        ("2026-11-27 17:01", "passed"),
    ],
)
def test_it_is_offered_from_its_day_until_the_promised_minute(
    now: str, state: ApologyState
) -> None:
    assert apology_offer(at(now), FRIDAY, Weekdays()).state == state


def test_it_is_offered_once_and_a_second_extension_warns() -> None:
    first = apology_offer(FRIDAY, FRIDAY, Weekdays())
    assert (first.state, first.one_more) == ("offered", False)
    second = apology_offer(FRIDAY, FRIDAY, Weekdays(), extensions=1)
    assert (second.state, second.one_more) == ("sent", True)
    assert not apology_offer(FRIDAY, FRIDAY, Weekdays(), extensions=1, most=2).one_more


def test_nothing_is_offered_for_a_case_that_is_finished_held_or_without_a_moment() -> None:
    assert apology_offer(FRIDAY, FRIDAY, Weekdays(), open_case=False).state == "finished"
    assert apology_offer(FRIDAY, FRIDAY, Weekdays(), held=True).state == "held"
    assert apology_offer(FRIDAY, None, Weekdays()).state == "no_due"


def test_only_an_apology_not_after_the_promised_moment_was_in_time() -> None:
    assert sent_in_time(FRIDAY, FRIDAY)
    assert not sent_in_time(Millis(FRIDAY + 1), FRIDAY)
    assert not sent_in_time(FRIDAY, None)


def test_a_calendar_without_working_days_gives_an_answer() -> None:
    class Never:
        def works(self, day: int, /) -> bool:
            return False

    assert offers_from(FRIDAY, 1, Never()) < FRIDAY
