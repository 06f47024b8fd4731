"""The province's export makes the day: cases with their visits and steps, and each once."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import msgspec
import pytest

from desk_app.core.case_figures import standing as how_it_stands
from desk_app.core.clock import local
from desk_app.core.errors import UserProblem
from desk_app.core.their_case import NO_PROCEDURE, SheetMapping
from desk_app.services.import_cases import Cancelled, import_cases
from desk_app.services.read_cases import keep_mapping, read_paste
from desk_app.store.case_counts import cases_received
from tests.support.desks import OpenDesk, opened_desk
from tests.support.province import Dossier, as_csv, dossiers, viettel_like, vnpt_like
from tests.support.their_cases import (
    CATALOGUE,
    EVENING,
    by_reference,
    ours,
    read,
    take,
)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[OpenDesk]:
    with opened_desk(tmp_path / "desk") as opened:
        opened.clock.wall = EVENING
        yield opened


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


def test_a_visit_logged_by_hand_is_joined_and_not_logged_again(
    desk: OpenDesk, tmp_path: Path
) -> None:
    one = dossiers(1)[0]
    visit = desk.log(name=one.name, procedures=("1.001193",))

    taken = take(desk, as_csv(tmp_path / "a.csv", [one]))

    assert (taken.cases, taken.visits, taken.joined) == (1, 0, 1)
    assert ours(desk)[0].visits == (visit,)


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
