"""The province publishes, the desk follows: on the right day, once, and nothing that is not meant.

A real desk and a real province without a line between them.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from desk_app import parts
from desk_app.core.clock import Instant, Millis
from desk_app.services.catalogue import catalogue
from desk_app.services.packages import bring_into_force
from desk_app.services.sync_memory import Memory, read_memory, write_memory
from desk_app.store import op_rows
from desk_app.store.catalogue_days import catalogue_days
from tests.support.desks import OpenDesk
from tests.support.publishing import (
    PUBLISHED,
    changed_calendar,
    changed_criteria,
)
from tests.sync.desk.package_hands import (
    RECEIPT,
    days_off,
    give,
    imports,
    listed,
    new_procedure,
    state,
    versions,
)

# ---- on the right day ----------------------------------------------------------------------------


def test_a_package_of_a_coming_day_waits_for_it(desk: OpenDesk) -> None:
    digest = give(desk, "criteria", changed_criteria())
    assert bring_into_force(desk.store).packages is False
    assert state(desk, digest) == "waiting"
    assert versions(desk).on(date(2026, 10, 31)).title == parts.criteria().title

    desk.clock.go_on(days=5)
    assert bring_into_force(desk.store).packages is True

    assert state(desk, digest) == "in_force"
    assert versions(desk).on(date(2026, 10, 31)).title == "Bộ tiêu chí mới"
    assert versions(desk).on(date(2026, 10, 31)).digest == digest
    assert versions(desk).on(date(2026, 9, 30)).title == parts.criteria().title


def test_days_that_went_by_while_the_desk_was_away_count_in_their_order(desk: OpenDesk) -> None:
    first = give(desk, "calendar", changed_calendar("2026-11-26"), "2026-10-16")
    second = give(desk, "calendar", changed_calendar("2026-11-27"), "2026-10-18")
    third = give(desk, "calendar", changed_calendar("2026-11-30"), "2027-01-01")
    desk.clock.go_on(days=30)
    bring_into_force(desk.store)

    assert [state(desk, one) for one in (first, second, third)] == ["past", "in_force", "waiting"]
    assert date(2026, 11, 27) in days_off(desk)
    assert date(2026, 11, 26) not in days_off(desk)


def test_an_older_calendar_that_comes_later_does_not_take_the_newer_ones_place(
    desk: OpenDesk,
) -> None:
    desk.clock.go_on(days=30)
    newer = give(desk, "calendar", changed_calendar("2026-11-27"), "2026-10-18")
    bring_into_force(desk.store)
    older = give(desk, "calendar", changed_calendar("2026-11-26"), "2026-10-16")
    bring_into_force(desk.store)

    assert state(desk, older) == "passed_over"
    assert state(desk, newer) == "in_force"
    assert imports(desk, older) == []
    assert date(2026, 11, 26) not in days_off(desk)


def test_of_two_for_the_same_day_the_one_published_later_holds(desk: OpenDesk) -> None:
    later = give(
        desk, "criteria", changed_criteria("sau"), "2026-10-10", published=Millis(PUBLISHED + 1)
    )
    give(desk, "criteria", changed_criteria("trước"), "2026-10-10")
    bring_into_force(desk.store)

    assert versions(desk).on(date(2026, 10, 31)).digest == later


@pytest.mark.parametrize("years", [-20, -7, 7, 20])
def test_a_clock_that_is_years_wrong_begins_nothing_early_and_nothing_late(
    desk: OpenDesk, years: int
) -> None:
    """The province said how late it is; the desk's own year is not asked."""
    off = years * 365 * 86_400_000
    right = desk.clock.wall
    desk.clock.wall = Millis(right + off)
    _measured(desk, ahead=-off)
    due = give(desk, "criteria", changed_criteria("đến hạn"), "2026-10-14")
    coming = give(desk, "criteria", changed_criteria("chưa đến"), "2026-10-17")
    bring_into_force(desk.store)
    assert (state(desk, due), state(desk, coming)) == ("in_force", "waiting")

    desk.clock.go_on(days=3)
    bring_into_force(desk.store)
    assert state(desk, coming) == "in_force"


@pytest.mark.parametrize("years", [-7, 7])
def test_a_clock_set_right_again_without_a_line_begins_nothing_years_early(
    desk: OpenDesk, years: int
) -> None:
    right = desk.clock.wall
    off = years * 365 * 86_400_000
    desk.clock.wall = Millis(right + off)
    _measured(desk, ahead=-off)
    desk.clock.wall, desk.clock.boot = right, "another"
    coming = give(desk, "criteria", changed_criteria(), "2026-10-17")
    bring_into_force(desk.store)
    assert state(desk, coming) == "waiting"

    desk.clock.go_on(days=3)
    bring_into_force(desk.store)
    assert state(desk, coming) == "in_force"


def _measured(desk: OpenDesk, ahead: int) -> None:
    memory = Memory(ahead=ahead, measured=desk.clock())
    desk.change(lambda tx: write_memory(tx.connection, memory))


def test_a_measured_clock_is_remembered_with_the_greeting(desk: OpenDesk) -> None:
    _measured(desk, 5)
    with desk.store.reader() as reader:
        kept = read_memory(reader.connection).measured
    assert kept == Instant(desk.clock.wall, 60_000, "b00t")


# ---- once ----------------------------------------------------------------------------------------


def test_the_same_package_twice_is_one_package(desk: OpenDesk) -> None:
    digest = give(desk, "calendar", changed_calendar(), "2026-10-10")
    bring_into_force(desk.store)
    assert give(desk, "calendar", changed_calendar(), "2026-10-10") == digest
    assert bring_into_force(desk.store).packages is False

    assert list(listed(desk)) == [digest]
    assert imports(desk, digest) == ["calendar.imported"]
    assert desk.verify().problems == ()


def test_two_desks_that_bring_it_into_force_apart_count_it_once(
    desks: Callable[[int], OpenDesk],
) -> None:
    one, other = desks(1), desks(2)
    for desk in (one, other):
        digest = give(desk, "catalogue", new_procedure(), "2026-10-10")
        bring_into_force(desk.store)
        with desk.store.reader() as reader:
            found = catalogue(reader, parts.catalogue()).find("9.990001")
        assert found is not None
        assert found.valid_from == date(2026, 10, 20)
    for desk, source in ((one, other), (other, one)):
        _receive(desk, source)

    assert imports(one, digest) == imports(other, digest) == ["catalogue.imported"] * 2
    assert one.digests()["catalogue_day"] == other.digests()["catalogue_day"]
    with one.store.reader() as reader:
        (counted,) = catalogue_days(reader.connection, 0, 100_000)
    assert counted.changes == 1
    for desk in (one, other):
        assert desk.rebuild().identical


def _receive(desk: OpenDesk, source: OpenDesk) -> None:
    with source.store.reader() as reader:
        ops = op_rows.of_chain(reader.connection, source.store.desk.desk, 0)
    desk.change(lambda tx: [tx.log.receive(op) for op in ops])


def test_a_desk_that_heard_of_it_from_the_other_writes_no_second_op(
    desks: Callable[[int], OpenDesk],
) -> None:
    one, other = desks(1), desks(2)
    digest = give(one, "calendar", changed_calendar(), "2026-10-10")
    bring_into_force(one.store)
    _receive(other, one)
    give(other, "calendar", changed_calendar(), "2026-10-10")
    bring_into_force(other.store)

    assert imports(other, digest) == ["calendar.imported"]
    assert date(2026, 11, 27) in days_off(other)


def test_only_the_last_three_of_a_kind_are_kept_but_every_criteria_set_that_counted(
    desk: OpenDesk,
) -> None:
    forms = [give(desk, "forms", RECEIPT + f"# {day}\n", f"2026-10-0{day}") for day in range(1, 6)]
    sets = []
    for day in range(1, 6):
        sets.append(give(desk, "criteria", changed_criteria(f"bộ {day}"), f"2026-10-0{day}"))
        bring_into_force(desk.store)
    kept = set(listed(desk))

    assert kept & set(forms) == set(forms[2:])
    assert kept & set(sets) == set(sets)
    assert versions(desk).on(date(2026, 10, 2)).title == "bộ 2"
