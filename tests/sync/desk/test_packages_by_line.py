"""From the province's file to the desk's score: checked, signed, fetched, in force by itself."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from desk_app import parts
from desk_app.services.criteria_versions import criteria_versions
from desk_app.services.packages import packages
from sync.server.packages import publish, publish_checked
from tests.support.publishing import changed_calendar, changed_criteria
from tests.sync.client.paired import Commune, PairedDesk, commune


@pytest.fixture
def village(tmp_path: Path) -> Iterator[Commune]:
    with commune(tmp_path) as made:
        yield made


def states(desk: PairedDesk) -> dict[str, str]:
    with desk.desk.store.reader() as reader:
        return {one.name: one.state for one in packages(reader, desk.desk.clock())}


def test_what_is_due_is_in_force_when_the_sync_ends_and_the_pages_hear_of_it(
    village: Commune,
) -> None:
    desk = village.desk()
    made, _ = publish_checked(
        village.province.house, changed_criteria().encode(), "criteria", date(2026, 10, 1)
    )
    desk.sync()

    assert states(desk) == {"bacgiang_2023": "in_force"}
    with desk.desk.store.reader() as reader:
        found = criteria_versions(reader, parts.criteria()).on(date(2026, 10, 31))
    assert found.digest == made.sha256
    assert any(change.packages for change in desk.heard.changes)


def test_what_is_written_when_a_package_comes_into_force_is_sent_in_the_same_sync(
    village: Commune,
) -> None:
    desk = village.desk()
    content = changed_calendar().encode()
    publish_checked(village.province.house, content, "calendar", date(2026, 10, 1))

    result = desk.sync()

    assert (result.problem, result.waiting) == (None, 0)
    assert desk.held_by_province() == desk.own_hashes()


def test_a_day_that_comes_while_there_is_no_line_needs_none(village: Commune) -> None:
    desk = village.desk()
    content = changed_calendar().encode()
    publish_checked(village.province.house, content, "calendar", date(2026, 10, 25))
    desk.sync()
    assert states(desk) == {"calendar": "waiting"}

    desk.desk.clock.go_on(days=15)
    result = desk.sync([lambda request, go: "no_route"])
    assert result.problem is not None
    assert states(desk) == {"calendar": "in_force"}
    assert result.waiting == 1


def test_two_desks_of_a_commune_write_one_op_between_them(village: Commune) -> None:
    first, second = village.desk(1), village.desk(2)
    content = changed_calendar().encode()
    publish_checked(village.province.house, content, "calendar", date(2026, 10, 1))
    for desk in (first, first, second, second, first):
        desk.sync()

    for desk in (first, second):
        assert states(desk) == {"calendar": "in_force"}
        with desk.desk.connection() as connection:
            (count,) = connection.execute(
                "SELECT count(*) FROM op WHERE kind = 'calendar.imported'"
            ).fetchone()
        assert count == 1
        assert desk.desk.verify().problems == ()


def test_a_province_of_a_later_release_offers_kinds_this_one_only_keeps(village: Commune) -> None:
    desk = village.desk()
    publish(village.province.house, b"la la\n", "songs", "songs", "2026-10-01")  # type: ignore[arg-type]
    publish_checked(
        village.province.house, changed_criteria().encode(), "criteria", date(2026, 10, 1)
    )
    assert desk.sync().problem is None
    assert states(desk) == {"songs": "aside", "bacgiang_2023": "in_force"}
