"""What a desk counts with follows its settings and its calendar, and never re-dates a case."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import msgspec
import pytest

import resources
from desk_app.core.calendar_file import load_calendar
from desk_app.core.clock import Millis, from_local
from desk_app.core.desk_settings import DeskSettings
from desk_app.core.ids import OfficerId
from desk_app.core.procedure import TimeLimit
from desk_app.services.calendars import ReadCalendar, import_calendar, is_in_use
from desk_app.services.deadlines import counting_of, counting_without_desk
from desk_app.services.settings import change_settings
from tests.support.desks import OpenDesk, open_desk

OFFICER = OfficerId("0FF1CE")
CIVIL, LAND = "1.004884", "1.013978"
THREE = TimeLimit(3, "working_days")
EIGHT_HOURS = TimeLimit(8, "hours")


def _at(text: str) -> Millis:
    return from_local(datetime.fromisoformat(text))


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[OpenDesk]:
    opened = open_desk(tmp_path)
    yield opened
    opened.close()


def _set(desk: OpenDesk, **values: object) -> None:
    settings = msgspec.structs.replace(DeskSettings(), **values)
    desk.store.writer.run(lambda tx: change_settings(tx, settings))


def test_a_desk_without_choices_counts_as_where_there_is_no_desk(desk: OpenDesk) -> None:
    received = _at("2026-11-19 09:00")
    with desk.store.reader() as reader:
        rules = counting_of(reader)

    assert rules.due(received, THREE) == counting_without_desk().due(received, THREE)
    assert rules.due(received, THREE) == _at("2026-11-25 17:00")
    assert rules.explain(received, THREE).due == rules.due(received, THREE)


def test_opening_hours_move_the_closing_time_and_the_working_hours(desk: OpenDesk) -> None:
    _set(desk, opening_hours="08:00-12:00, 13:00-16:30")
    with desk.store.reader() as reader:
        rules = counting_of(reader)

    assert rules.due(_at("2026-06-05 09:00"), THREE) == _at("2026-06-10 16:30")
    # 3 and 3.5 hours on Friday, 1.5 on Monday.
    assert rules.due(_at("2026-06-05 09:00"), EIGHT_HOURS) == _at("2026-06-08 09:30")


def test_the_policy_of_counting_is_the_one_of_the_settings(desk: OpenDesk) -> None:
    _set(desk, count_from="from_receipt", outside_hours="next_working_day")
    with desk.store.reader() as reader:
        rules = counting_of(reader)

    assert rules.due(_at("2026-06-05 09:00"), THREE) == _at("2026-06-10 09:00")
    assert rules.policy.outside_hours == "next_working_day"


def test_the_clock_of_a_wait_is_that_of_the_field_on_the_day_of_the_request(
    desk: OpenDesk,
) -> None:
    _set(desk, clock_rules="Hộ tịch: tính lại từ 01/03/2027; Đất đai: vẫn tính", clock="pause")
    with desk.store.reader() as reader:
        rules = counting_of(reader)
        before, after = _at("2027-02-28 23:59"), _at("2027-03-01 00:00")

        assert [rules.clock(CIVIL, at) for at in (before, after)] == ["pause", "restart"]
        assert rules.clock(LAND, before) == "run"
        assert rules.clock("9.999999", before) == "pause"


def test_an_imported_calendar_counts_from_then_on_and_the_log_names_it(desk: OpenDesk) -> None:
    text = resources.read_text("calendars/vn.toml").replace("vn-2026.11", "bg-2026.12")
    text = text.replace("date = 2026-11-24", "date = 2026-11-25")
    read = ReadCalendar("lich.toml", text, load_calendar(text))
    received = _at("2026-11-19 09:00")
    with desk.store.reader() as reader:
        assert not is_in_use(reader, read)

    changes = desk.store.writer.run(lambda tx: import_calendar(tx, read, OFFICER))

    with desk.store.reader() as reader:
        rules = counting_of(reader)
        kind, facts = reader.connection.execute(
            "SELECT kind, facts FROM op ORDER BY arrival DESC LIMIT 1"
        ).fetchone()
        assert is_in_use(reader, read)
    assert changes.calendar
    assert (rules.calendar.id, rules.due(received, THREE)) == (
        "bg-2026.12",
        _at("2026-11-24 17:00"),
    )
    assert kind == "calendar.imported"
    assert msgspec.json.decode(facts)["digest"] == read.digest
    assert desk.verify().ok
