"""Promises about the practice shift: the same seed gives the same log, on practice desks only."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path

import msgspec
import pytest

import resources
from desk_app.core.case_view import CaseView
from desk_app.core.catalogue_file import load_catalogue
from desk_app.core.clock import VN, Instant, Millis, from_local
from desk_app.core.errors import UserProblem
from desk_app.core.ids import OfficerId
from desk_app.core.units_file import load_units
from desk_app.services.demo import (
    DAYS_LIMIT,
    DemoRequest,
    DemoResult,
    DemoSources,
    fill_with_demo,
    practice_place,
    shipped_simulation_data,
)
from desk_app.services.open_new_desk import PRACTICE_OFFICER, open_new_desk
from desk_app.store import cases, sqlite
from desk_app.store.database import FILE_NAME, connect, create
from desk_app.store.store import Store
from desk_app.store.verify import verify_log

KEY = bytes(range(32))
NOW = Instant(from_local(datetime(2026, 11, 21, 12, tzinfo=VN)), 0, "test")
OFFICERS = (PRACTICE_OFFICER, OfficerId("PRACT4"))
SOURCES = DemoSources(
    load_catalogue(resources.read_text("procedures/catalogue.csv")),
    load_units(resources.read_text("units/units.csv"), resources.read_text("units/history.csv")),
    shipped_simulation_data(),
)
TEN_DAYS = DemoRequest(days=10, visits_per_day=30, seed=7, last_day=date(2026, 11, 20))

OpenDesk = Callable[[str, bool], Store]


@contextmanager
def desks_in(folder: Path) -> Iterator[OpenDesk]:
    opened: list[Store] = []

    def open_one(name: str, practice: bool) -> Store:
        home = folder / name
        home.mkdir()

        def random(length: int) -> bytes:
            return hashlib.shake_256(name.encode()).digest(length)

        def first(connection: sqlite.Connection) -> None:
            open_new_desk(connection, "07210", name, practice, NOW, random)

        create(home / FILE_NAME, KEY, first)
        opened.append(Store(home, KEY, lambda: NOW))
        return opened[-1]

    yield open_one
    for store in opened:
        store.close()


@pytest.fixture
def open_desk(tmp_path: Path) -> Iterator[OpenDesk]:
    with desks_in(tmp_path) as made:
        yield made


@pytest.fixture(scope="module")
def two_months(tmp_path_factory: pytest.TempPathFactory) -> Iterator[list[CaseView]]:
    """The cases of sixty busy days, to be looked at only."""
    with desks_in(tmp_path_factory.mktemp("busy")) as open_one:
        desk = open_one("desk", True)
        fill(desk, DemoRequest(days=60, visits_per_day=60, seed=4, last_day=TEN_DAYS.last_day))
        yield cases_of(desk)


def fill(store: Store, request: DemoRequest = TEN_DAYS) -> DemoResult:
    return fill_with_demo(store, request, SOURCES, OFFICERS)


def facts(store: Store) -> list[tuple[str, int, int, str, bytes]]:
    with store.reader() as reader:
        rows = reader.connection.execute(
            # How a desk was opened names its own key; everything else comes from the seed.
            "SELECT kind, wall, act, officer, facts FROM op WHERE kind <> 'desk.opened' "
            "ORDER BY arrival"
        ).fetchall()
    # Numbers and ids carry the desk's own mark, which is drawn for each desk.
    own = store.desk.desk.encode()
    return [(*row[:4], row[4].replace(own, b"DESK").replace(own[:4], b"MARK")) for row in rows]


def count(store: Store, condition: str) -> int:
    with store.reader() as reader:
        row = reader.connection.execute(f"SELECT count(*) FROM op WHERE {condition}").fetchone()
    return int(row[0])


def test_the_same_seed_writes_the_same_facts_in_the_same_order(open_desk: OpenDesk) -> None:
    one, other, different = (open_desk(name, True) for name in ("one", "other", "different"))
    assert fill(one) == fill(other)
    fill(different, DemoRequest(days=10, visits_per_day=30, seed=8, last_day=TEN_DAYS.last_day))
    assert facts(one) == facts(other)
    assert facts(one) != facts(different)


def test_what_was_written_is_what_is_told_and_the_log_verifies(open_desk: OpenDesk) -> None:
    desk = open_desk("desk", True)
    result = fill(desk)
    assert result.visits == count(desk, "kind = 'visit.logged'") > 200
    assert result.ratings == count(desk, "kind LIKE 'rating.%'") > 150
    assert result.corrected == count(desk, "kind = 'visit.corrected'")
    assert result.voided == count(desk, "kind = 'visit.voided'")
    assert result.corrected + result.voided > 0
    assert result.cases == count(desk, "kind = 'case.received'") > 80
    no_steps = "'case.received', 'case.corrected', 'case.voided'"
    steps = f"kind LIKE 'case.%' AND kind NOT IN ({no_steps})"
    assert result.steps == count(desk, steps) > 20
    connection = connect(desk.file, KEY)
    verified = verify_log(connection, lambda seen, total: None)
    connection.close()
    assert verified.ok, verified.problems


def test_the_clocks_of_each_op_are_those_of_its_moment(open_desk: OpenDesk) -> None:
    desk = open_desk("desk", True)
    fill(desk)
    walls = [wall for kind, wall, *_ in facts(desk) if kind.startswith(("visit", "rating"))]
    assert walls == sorted(walls)
    assert walls[-1] < NOW.wall
    assert count(desk, "act > wall") == 0
    assert count(desk, "kind = 'visit.logged' AND act < wall") == count(
        desk, "kind = 'visit.logged' AND facts LIKE '%\"late\"%'"
    )


def test_both_officers_log_visits(open_desk: OpenDesk) -> None:
    desk = open_desk("desk", True)
    fill(desk)
    by_officer = [count(desk, f"kind = 'visit.logged' AND officer = '{o}'") for o in OFFICERS]
    assert min(by_officer) > 50


def test_a_real_desk_refuses_and_stays_as_it_was(open_desk: OpenDesk) -> None:
    desk = open_desk("real", False)
    before = facts(desk)
    with pytest.raises(UserProblem) as raised:
        fill(desk)
    assert [p.code for p in raised.value.problems] == ["demo.not_practice"]
    assert facts(desk) == before


@pytest.mark.parametrize(
    ("days", "visits_per_day", "code"),
    [(0, 10, "demo.days"), (DAYS_LIMIT + 1, 10, "demo.days"), (5, 0, "demo.visits")],
)
def test_limits_are_told(open_desk: OpenDesk, days: int, visits_per_day: int, code: str) -> None:
    request = DemoRequest(
        days=days, visits_per_day=visits_per_day, seed=1, last_day=TEN_DAYS.last_day
    )
    with pytest.raises(UserProblem) as raised:
        fill(open_desk("desk", True), request)
    assert [p.code for p in raised.value.problems] == [code]


def test_cancelling_stops_between_two_transactions_and_tells_what_stays(
    open_desk: OpenDesk,
) -> None:
    desk = open_desk("desk", True)
    seen: list[tuple[int, int]] = []
    request = DemoRequest(days=60, visits_per_day=40, seed=1, last_day=TEN_DAYS.last_day)
    result = fill_with_demo(
        desk,
        request,
        SOURCES,
        OFFICERS,
        progress=lambda done, expected: seen.append((done, expected)),
        cancelled=lambda: bool(seen),
    )
    assert result.cancelled
    assert len(seen) == 1
    assert seen[0][1] == 2400
    assert 0 < result.visits == seen[0][0] == count(desk, "kind = 'visit.logged'") < 2400


def test_nothing_is_recorded_after_the_given_moment(open_desk: OpenDesk) -> None:
    desk = open_desk("desk", True)
    until = from_local(datetime(2026, 11, 20, 10, tzinfo=VN))
    request = DemoRequest(
        days=2, visits_per_day=40, seed=3, last_day=date(2026, 11, 20), until=until
    )
    fill(desk, request)
    morning = from_local(datetime(2026, 11, 20, 7, tzinfo=VN))
    assert count(desk, f"kind LIKE 'visit.%' AND wall BETWEEN {morning} AND {until}") > 0
    assert max(wall for kind, wall, *_ in facts(desk) if kind != "desk.opened") <= NOW.wall
    assert count(desk, f"(kind LIKE 'visit.%' OR kind LIKE 'rating.%') AND wall > {until}") == 0


def test_addresses_are_those_of_the_desks_commune() -> None:
    place = practice_place(SOURCES.units, "07210", TEN_DAYS.last_day)
    assert (place.name, place.ward, place.home_code) == ("phường Bắc Giang", True, "024")
    assert len(place.neighbours) == 12
    assert "phường Bắc Giang" not in place.neighbours
    unknown = practice_place(SOURCES.units, "99999", TEN_DAYS.last_day)
    assert unknown.neighbours == ()


def test_clocks_count_from_the_morning_the_machine_was_switched_on(open_desk: OpenDesk) -> None:
    desk = open_desk("desk", True)
    fill(desk, DemoRequest(days=2, visits_per_day=20, seed=1, last_day=TEN_DAYS.last_day))
    with desk.reader() as reader:
        rows = reader.connection.execute(
            "SELECT wall, mono, boot FROM op WHERE kind = 'visit.logged'"
        ).fetchall()
    starts = {Millis(row[0] - row[1]) for row in rows}
    assert len(starts) == len({row[2] for row in rows}) == 2


def cases_of(store: Store) -> list[CaseView]:
    with store.reader() as reader:
        every = cases.between(reader.connection, 0, 100_000)
        found = [cases.one(reader.connection, case.id) for case in every]
    return [case for case in found if case is not None and not case.voided]


def test_cases_go_their_way_most_in_time_some_late_some_waiting(
    two_months: list[CaseView],
) -> None:
    every = two_months
    done = [(one.finished, one.due) for one in every if one.finished and one.due]
    late = [finished for finished, due in done if finished > due]

    assert {"received", "waiting", "ready", "handed_over", "refused"} <= {c.status for c in every}
    assert 0.01 < len(late) / len(done) < 0.10
    assert any(case.extensions and case.apology_in_time for case in every)
    assert any(case.channel == "online" for case in every)
    assert not [step for case in every for step in case.steps if step.illegal]
    assert all(step.at <= NOW.wall for case in every for step in case.steps)


def test_about_half_of_the_cases_are_certified_copies_given_at_once(
    two_months: list[CaseView],
) -> None:
    every = two_months
    copies = [case for case in every if case.book == "certified_copy"]

    assert 0.4 < len(copies) / len(every) < 0.7
    at_once = [case for case in copies if case.at_once]
    assert len(at_once) > 0.9 * len(copies)
    assert all(case.due is None and case.status == "handed_over" for case in at_once)
    assert all(case.copies and case.pages for case in copies)
    numbers = sorted(case.book_number for case in copies)
    assert len(set(numbers)) == len(numbers)


def test_the_other_cases_have_the_shares_of_the_published_ward(
    two_months: list[CaseView],
) -> None:
    fields = Counter(
        found.field
        for case in two_months
        if not case.book and (found := SOURCES.catalogue.find(case.procedure)) is not None
    )

    # Lái Thiêu, June 2026: land 238, civil status 167, household businesses 77, merit 76.
    assert fields["Đất đai"] > fields["Hộ tịch"] > fields["Hộ kinh doanh"]
    assert 1.0 < fields["Đất đai"] / fields["Hộ tịch"] < 2.0
    assert 0.5 < fields["Hộ kinh doanh"] / fields["Người có công"] < 2.0


def test_visits_are_the_same_with_and_without_cases(open_desk: OpenDesk) -> None:
    with_cases, without = open_desk("with", True), open_desk("without", True)
    fill(with_cases)
    fill(without, msgspec.structs.replace(TEN_DAYS, cases=False))

    def logged(store: Store) -> list[tuple[str, int, int, str, bytes]]:
        return [row for row in facts(store) if row[0] in ("visit.logged", "rating.given")]

    assert logged(with_cases) == logged(without)
    assert count(without, "kind LIKE 'case.%'") == 0
