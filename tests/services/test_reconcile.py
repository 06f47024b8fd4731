"""The province's export set beside our cases: each found again, only what is asked for changes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from pathlib import Path

import msgspec
import pytest

from desk_app.core.case_compare import DifferenceKind
from desk_app.core.clock import from_local, local
from desk_app.core.period import Month
from desk_app.services import reconcile
from desk_app.services.advance_case import void_case
from desk_app.services.coverage import coverage
from desk_app.services.export_cases import export_cases
from tests.support.desks import OpenDesk, opened_desk
from tests.support.province import Dossier, as_csv, dossiers, handmade, viettel_like, vnpt_like
from tests.support.their_cases import (
    CATALOGUE,
    EVENING,
    accept,
    intake,
    ours,
    read,
    take,
)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[OpenDesk]:
    with opened_desk(tmp_path / "desk") as opened:
        opened.clock.wall = EVENING
        yield opened


def test_a_case_taken_in_by_hand_is_not_doubled_but_gets_its_code(
    desk: OpenDesk, tmp_path: Path
) -> None:
    one = dossiers(1)[0]
    intake(desk, one.name, "1.001193")

    reading = read(desk, as_csv(tmp_path / "a.csv", [one]))
    assert reading.comparison.new == ()
    (pair,) = reading.comparison.differing
    assert "reference" in {difference.kind for difference in pair.differences}
    reading = accept(desk, reading, "reference")

    (case,) = ours(desk)
    assert case.reference == one.reference
    assert "reference" not in {d.kind for p in reading.comparison.differing for d in p.differences}


@pytest.mark.parametrize(("days", "cases"), [(1, 1), (4, 1), (5, 2), (-1, 2)])
def test_a_case_entered_there_days_after_the_line_was_down_is_not_doubled(
    days: int, cases: int, desk: OpenDesk, tmp_path: Path
) -> None:
    one = msgspec.structs.replace(dossiers(1)[0], code="1.004873", status="Đang xử lý")
    desk.clock.wall = from_local(one.received - timedelta(days=days))
    intake(desk, one.name, "1.004873")
    desk.clock.wall = from_local(one.received + timedelta(days=2))

    reading = read(desk, as_csv(tmp_path / "a.csv", [one]))
    take(desk, as_csv(tmp_path / "a.csv", [one]))

    assert len(ours(desk)) == cases
    if cases == 1:
        kinds = {difference.kind for difference in reading.comparison.pairs[0].differences}
        assert {"received", "reference"} <= kinds
    assert desk.verify().ok


def test_an_export_without_names_finds_the_one_case_it_can_mean(
    desk: OpenDesk, tmp_path: Path
) -> None:
    one = dossiers(1)[0]
    intake(desk, "Trần Thị Thủy", "1.001193")

    reading = read(desk, vnpt_like(tmp_path / "a.xlsx", [one]))

    assert (len(reading.comparison.new), len(reading.comparison.pairs)) == (0, 1)


def test_two_cases_that_could_be_meant_are_never_guessed(desk: OpenDesk, tmp_path: Path) -> None:
    for name in ("Trần Thị Thủy", "Lê Văn Lực"):
        intake(desk, name, "1.001193")

    reading = read(desk, vnpt_like(tmp_path / "a.xlsx", dossiers(1)))

    assert len(reading.comparison.new) == 1
    assert len(reading.comparison.only_ours) == 2


def test_differences_are_taken_over_only_where_asked_and_each_as_an_op(
    desk: OpenDesk, tmp_path: Path
) -> None:
    day = dossiers(8)
    take(desk, viettel_like(tmp_path / "a.xlsx", day))
    later = [
        msgspec.structs.replace(
            one,
            due=(one.due or one.received) + timedelta(days=1),
            name="Công Tằng Tôn Nữ Thị Khánh",
            status="Đã trả kết quả",
            returned=None,
        )
        for one in day
    ]
    reading = read(desk, viettel_like(tmp_path / "b.xlsx", later))
    kinds = {d.kind for pair in reading.comparison.differing for d in pair.differences}
    assert kinds == {"due", "name", "status"}

    reading = accept(desk, reading, "due")
    left = {d.kind for pair in reading.comparison.differing for d in pair.differences}
    assert left == {"name", "status"}
    assert {case.name for case in ours(desk)} == {one.name for one in day}

    reading = accept(desk, reading, "status", "name")

    assert reading.comparison.differing == ()
    assert {case.status for case in ours(desk)} == {"handed_over"}
    assert all(case.corrected and not case.illegal for case in ours(desk))
    assert desk.verify().ok


def test_what_was_done_here_is_never_taken_back_by_the_group_but_case_by_case(
    desk: OpenDesk, tmp_path: Path
) -> None:
    one = msgspec.structs.replace(dossiers(1)[0], status="Đã trả kết quả")
    take(desk, as_csv(tmp_path / "a.csv", [one]))
    back = msgspec.structs.replace(one, status="Đang xử lý")

    reading = accept(desk, read(desk, as_csv(tmp_path / "b.csv", [back])), "status")

    (case,) = ours(desk)
    assert case.status == "handed_over"
    assert [one.undoes for one in reading.comparison.pairs[0].differences] == [True]

    wanted: list[tuple[str, list[DifferenceKind]]] = [(case.id, ["status"])]
    reconcile.accept(desk.store, reading, wanted, CATALOGUE, desk.officer, desk.clock.wall)

    (case,) = ours(desk)
    assert case.status == "received"
    assert [step.taken_back for step in case.steps] == [True, True]


def test_a_holiday_that_the_province_forgot_is_named(desk: OpenDesk, tmp_path: Path) -> None:
    desk.clock.wall = from_local(datetime(2026, 11, 23, 16, 45))
    received = datetime(2026, 11, 23, 8, 5)
    one = msgspec.structs.replace(
        dossiers(1, received)[0], due=datetime(2026, 11, 25, 17, 0), status="Đang xử lý"
    )
    take(desk, as_csv(tmp_path / "a.csv", [one]))
    forgot = msgspec.structs.replace(one, due=datetime(2026, 11, 24, 17, 0))

    reading = read(desk, as_csv(tmp_path / "b.csv", [forgot]))

    ((difference,),) = [pair.differences for pair in reading.comparison.differing]
    assert difference.why is not None
    assert difference.why.code == "difference.why_holiday"
    assert difference.why.values == {"days": "24/11"}


def test_coverage_counts_a_month_over_many_days_and_names_what_is_absent(
    desk: OpenDesk, tmp_path: Path
) -> None:
    october = Month(2026, 10)
    take(desk, viettel_like(tmp_path / "a.xlsx", dossiers(8)))
    with desk.store.reader() as reader:
        found = coverage(reader, october)
    assert found is not None
    assert (found.ours, found.theirs, found.absent) == (8, 8, ())

    yesterday = dossiers(4, datetime(2026, 10, 13, 7, 35))
    reading = read(desk, viettel_like(tmp_path / "b.xlsx", yesterday))
    reconcile.accept(desk.store, reading, (), CATALOGUE, desk.officer, desk.clock.wall)

    with desk.store.reader() as reader:
        found = coverage(reader, october)
    assert found is not None
    assert (found.ours, found.theirs) == (8, 12)
    assert found.absent == tuple(one.reference for one in yesterday)
    take(desk, tmp_path / "b.xlsx")
    with desk.store.reader() as reader:
        found = coverage(reader, october)
    assert found is not None
    assert (found.ours, found.theirs, found.absent) == (12, 12, ())


@pytest.mark.parametrize("suffix", [".xlsx", ".csv"])
def test_our_own_export_comes_back_unchanged(suffix: str, desk: OpenDesk, tmp_path: Path) -> None:
    take(desk, viettel_like(tmp_path / "a.xlsx", dossiers(24)))
    intake(desk, "Lê Văn Lực", "2.000815")
    intake(desk, "=cmd()", "1.001193")
    target = tmp_path / f"ours{suffix}"
    with desk.store.reader() as reader:
        day = local(EVENING).date()
        written = export_cases(reader, target, CATALOGUE, first=day, last=day)

    reading = read(desk, target)

    assert reading.sheet.errors == ()
    comparison = reading.comparison
    assert (written, comparison.new, comparison.same) == (26, (), 26)
    assert comparison.differing == ()


def test_equal_exports_in_two_layouts_are_the_same_cases(desk: OpenDesk, tmp_path: Path) -> None:
    day: Sequence[Dossier] = dossiers(16)
    take(desk, viettel_like(tmp_path / "a.xlsx", day))

    reading = read(desk, handmade(tmp_path / "b.xlsx", day))

    assert reading.comparison.new == ()
    assert reading.comparison.differing == ()


def test_a_case_struck_out_here_does_not_come_back(desk: OpenDesk, tmp_path: Path) -> None:
    file = as_csv(tmp_path / "a.csv", dossiers(1))
    take(desk, file)
    (case,) = ours(desk)
    desk.change(lambda tx: void_case(tx, case.id, "ghi nhầm", desk.officer))

    reading = read(desk, file)

    assert (reading.comparison.new, reading.comparison.differing) == ((), ())
