"""The province's export makes the day: cases with their visits and steps, once, and compared."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from pathlib import Path

import msgspec
import pytest

from desk_app import parts
from desk_app.core.case_compare import DifferenceKind
from desk_app.core.case_figures import standing as how_it_stands
from desk_app.core.case_view import CaseView
from desk_app.core.clock import from_local, local
from desk_app.core.errors import UserProblem
from desk_app.core.period import Month
from desk_app.core.their_case import NO_PROCEDURE, SheetMapping
from desk_app.core.visit import VisitForm
from desk_app.services import reconcile
from desk_app.services.coverage import coverage
from desk_app.services.export_cases import export_cases
from desk_app.services.import_cases import Cancelled, Taken, import_cases
from desk_app.services.read_cases import Reading, keep_mapping, read_file, read_paste
from desk_app.services.take_in import take_in
from desk_app.store import cases
from desk_app.store.case_counts import cases_received
from desk_app.store.case_matching import between
from tests.support.desks import OpenDesk, opened_desk
from tests.support.province import Dossier, as_csv, dossiers, handmade, viettel_like, vnpt_like

CATALOGUE = parts.catalogue()
EVENING = from_local(datetime(2026, 10, 14, 16, 45))


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[OpenDesk]:
    with opened_desk(tmp_path / "desk") as opened:
        opened.clock.wall = EVENING
        yield opened


def read(desk: OpenDesk, file: Path) -> Reading:
    return read_file(desk.store, file, CATALOGUE, desk.clock.wall)


def take(desk: OpenDesk, file: Path) -> Taken:
    return import_cases(desk.store, read(desk, file), CATALOGUE, desk.officer, desk.clock.wall)


def accept(desk: OpenDesk, reading: Reading, *kinds: DifferenceKind) -> Reading:
    wanted = reconcile.every_of(reading, kinds)
    reconcile.accept(desk.store, reading, wanted, CATALOGUE, desk.officer, desk.clock.wall)
    with desk.store.reader() as reader:
        from desk_app.services.read_cases import compare_again

        return compare_again(reader, reading, CATALOGUE)


def ours(desk: OpenDesk) -> list[CaseView]:
    with desk.store.reader() as reader:
        views = list(between(reader.connection, 0, 99_999))
        found = [cases.one(reader.connection, view.id) for view in views]
    return [case for case in found if case is not None]


def by_reference(desk: OpenDesk) -> dict[str, CaseView]:
    return {case.reference: case for case in ours(desk)}


def intake(desk: OpenDesk, name: str, procedure: str, **values: object) -> str:
    form = VisitForm(name=name, procedures=(procedure,), **values)  # type: ignore[arg-type]
    return desk.change(lambda tx: take_in(tx, form, CATALOGUE, desk.officer)).visit


def test_a_normal_day_comes_in_from_the_export_alone(desk: OpenDesk, tmp_path: Path) -> None:
    desk.log(purpose="question")
    day = dossiers(64)

    taken = take(desk, viettel_like(tmp_path / "a.xlsx", day))

    assert taken.cases == 64
    assert taken.visits == sum(one.channel == "Trực tiếp" for one in day)
    found = by_reference(desk)
    assert {one.reference: one.name for one in day} == {r: c.name for r, c in found.items()}
    with desk.store.reader() as reader:
        total = reader.connection.execute("SELECT count(*) FROM visit_counted").fetchone()[0]
    assert total == taken.visits + 1  # the question stays
    assert desk.verify().ok


WANTED = {
    "Đang xử lý": "received",
    "Đã trả kết quả": "handed_over",
    "Chờ bổ sung / Tạm dừng": "waiting",
    "Dừng xử lý": "stopped",
    "Từ chối chuyên ngành": "refused",
    "Đã hủy": "withdrawn",
    "Chờ trả kết quả": "ready",
}


@pytest.mark.parametrize(("said", "status"), WANTED.items())
def test_a_case_stands_where_the_province_says(
    said: str, status: str, desk: OpenDesk, tmp_path: Path
) -> None:
    one = msgspec.structs.replace(dossiers(1)[0], status=said)

    take(desk, as_csv(tmp_path / "a.csv", [one]))

    (case,) = ours(desk)
    assert case.status == status
    assert case.illegal == 0
    assert all(step.reason == "theo dữ liệu tỉnh" for step in case.steps)


@pytest.mark.parametrize(
    ("values", "standing"),
    [
        ({}, "no_due"),  # over, and nobody told when
        ({"overdue": "Đúng hạn"}, "on_time"),
        ({"overdue": "Quá hạn"}, "late"),
        ({"returned": datetime(2026, 10, 8, 9)}, "on_time"),
        ({"returned": datetime(2026, 10, 12, 9)}, "late"),
        ({"due": datetime(2026, 10, 20, 17)}, "on_time"),  # over already: whenever, in time
    ],
)
@pytest.mark.parametrize("code", ["1.004873.000.00.00.H05", "1.001193.000.00.00.H05"])
def test_an_end_that_nobody_dated_is_neither_on_time_nor_late(
    code: str, values: dict[str, object], standing: str, desk: OpenDesk, tmp_path: Path
) -> None:
    received, due = datetime(2026, 10, 7, 8), datetime(2026, 10, 9, 17)
    one = dossiers(1)[0]
    one = msgspec.structs.replace(
        one, code=code, received=received, due=due, status="Đã trả kết quả", returned=None
    )
    one = msgspec.structs.replace(one, **values)

    taken = take(desk, dated(tmp_path / "a.csv", one))

    assert taken.undated == (standing == "no_due")
    with desk.store.reader() as reader:
        (case,) = cases_received(reader.connection, 0, 99_999)
    assert how_it_stands(case, EVENING) == standing
    assert desk.verify().ok


def dated(target: Path, one: Dossier) -> Path:
    moments = [f"{moment:%d/%m/%Y %H:%M}" if moment else ""
               for moment in (one.received, one.due, one.returned)]  # fmt: skip
    rows = (
        "Mã hồ sơ;Mã TTHC;Chủ hồ sơ;Ngày tiếp nhận;Ngày hẹn trả;Ngày trả kết quả;"
        "Trạng thái;Quá hạn",
        ";".join((one.reference, one.code, one.name, *moments, one.status, one.overdue)),
    )
    target.write_text("\n".join(rows), encoding="utf-8")
    return target


def test_what_waits_to_be_received_there_is_no_case_yet(desk: OpenDesk, tmp_path: Path) -> None:
    one = msgspec.structs.replace(dossiers(1)[0], status="Chờ tiếp nhận")
    reading = read(desk, as_csv(tmp_path / "a.csv", [one]))

    assert reading.comparison.new == ()
    assert len(reading.comparison.expected) == 1


def test_their_promise_is_kept_and_a_day_alone_ends_when_the_office_closes(
    desk: OpenDesk, tmp_path: Path
) -> None:
    one = msgspec.structs.replace(dossiers(1)[0], due=datetime(2026, 10, 19, 9, 30))

    take(desk, vnpt_like(tmp_path / "a.xlsx", [one]))

    (case,) = ours(desk)
    assert case.due is not None
    assert local(case.due).replace(tzinfo=None) == datetime(2026, 10, 19, 17, 0)


def test_the_same_file_twice_brings_nothing_new(desk: OpenDesk, tmp_path: Path) -> None:
    file = viettel_like(tmp_path / "a.xlsx", dossiers(12))
    take(desk, file)
    before = desk.digests()

    again = take(desk, file)

    assert (again.cases, again.visits) == (0, 0)
    assert desk.digests() == before


def test_an_import_leaves_the_rows_that_a_rebuild_makes(desk: OpenDesk, tmp_path: Path) -> None:
    take(desk, viettel_like(tmp_path / "a.xlsx", dossiers(24)))
    before = desk.digests()

    desk.rebuild()

    assert desk.digests() == before


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


def test_a_visit_logged_by_hand_is_joined_and_not_logged_again(
    desk: OpenDesk, tmp_path: Path
) -> None:
    one = dossiers(1)[0]
    visit = desk.log(name=one.name, procedures=("1.001193",))

    taken = take(desk, as_csv(tmp_path / "a.csv", [one]))

    assert (taken.cases, taken.visits, taken.joined) == (1, 0, 1)
    assert ours(desk)[0].visits == (visit,)


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


def test_several_cases_of_one_person_are_one_visit_and_online_ones_are_none(
    desk: OpenDesk, tmp_path: Path
) -> None:
    first, second, third = dossiers(3)
    replace = msgspec.structs.replace
    second = replace(second, name=first.name, phone=first.phone)
    third = replace(third, channel="Trực tuyến")

    taken = take(desk, viettel_like(tmp_path / "a.xlsx", [first, second, third]))

    assert (taken.cases, taken.visits) == (3, 1)
    found = by_reference(desk)
    assert found[first.reference].visits == found[second.reference].visits != ()
    assert found[third.reference].visits == ()
    assert found[third.reference].channel == "online"


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


def test_a_procedure_in_no_catalogue_keeps_the_name_the_province_gave(
    desk: OpenDesk, tmp_path: Path
) -> None:
    one = msgspec.structs.replace(dossiers(1)[0], procedure="Cấp phép thả diều", code="")
    reading = read(desk, as_csv(tmp_path / "a.csv", [one]))
    assert reading.sheet.procedures == ("Cấp phép thả diều",)

    take(desk, as_csv(tmp_path / "a.csv", [one]))

    (case,) = ours(desk)
    assert (case.procedure, case.content) == (NO_PROCEDURE, "Cấp phép thả diều")


def test_what_a_word_means_is_asked_once_and_remembered(desk: OpenDesk, tmp_path: Path) -> None:
    one = msgspec.structs.replace(dossiers(1)[0], status="Đang làm gì đó")
    file = as_csv(tmp_path / "a.csv", [one])
    reading = read(desk, file)
    assert reading.sheet.statuses == ("Đang làm gì đó",)
    said = SheetMapping(source="Cổng tỉnh", statuses={"dang lam gi do": "ready"})
    desk.change(lambda tx: keep_mapping(tx, reading.sheet.signature, said))

    again = read(desk, file)

    assert again.source == "Cổng tỉnh"
    assert again.sheet.statuses == ()
    assert again.sheet.cases[0].status == "ready"


def test_one_wrong_row_keeps_the_whole_file_back(desk: OpenDesk, tmp_path: Path) -> None:
    text = (
        "Mã hồ sơ;Tên thủ tục;Ngày tiếp nhận\n"
        "H05.24-261014-0001;Đăng ký khai sinh;14/10/2026\n"
        "H05.24-261014-0002;Đăng ký khai sinh;32/10/2026\n"
    )
    (tmp_path / "a.csv").write_text(text, encoding="utf-8")
    reading = read(desk, tmp_path / "a.csv")
    assert [error.row for error in reading.sheet.errors] == [3]

    with pytest.raises(UserProblem):
        import_cases(desk.store, reading, CATALOGUE, desk.officer, desk.clock.wall)

    assert ours(desk) == []


def test_a_stopped_import_leaves_nothing_that_counts(desk: OpenDesk, tmp_path: Path) -> None:
    reading = read(desk, viettel_like(tmp_path / "a.xlsx", dossiers(64)))
    asked: list[int] = []

    def stop() -> bool:
        asked.append(1)
        return len(asked) > 2

    with pytest.raises(Cancelled):
        import_cases(desk.store, reading, CATALOGUE, desk.officer, desk.clock.wall, cancelled=stop)

    assert ours(desk) == []
    assert take(desk, tmp_path / "a.xlsx").cases == 64


def test_a_pasted_row_goes_the_same_way(desk: OpenDesk, tmp_path: Path) -> None:
    text = "H05.24-261014-0001\tĐăng ký khai sinh\tTrần Thị Thủy\t14/10/2026 08:05\tĐang xử lý"
    reading = read_paste(desk.store, text, CATALOGUE, desk.clock.wall)

    import_cases(desk.store, reading, CATALOGUE, desk.officer, desk.clock.wall)

    assert [case.name for case in ours(desk)] == ["Trần Thị Thủy"]
    again = read_paste(desk.store, text, CATALOGUE, desk.clock.wall)
    assert (len(again.comparison.new), again.comparison.same) == (0, 1)


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
    from desk_app.services.advance_case import void_case

    file = as_csv(tmp_path / "a.csv", dossiers(1))
    take(desk, file)
    (case,) = ours(desk)
    desk.change(lambda tx: void_case(tx, case.id, "ghi nhầm", desk.officer))

    reading = read(desk, file)

    assert (reading.comparison.new, reading.comparison.differing) == ((), ())
